#include "9_command/claim_words.h"

#include <algorithm>

#include "9_command/report.h"
#include "9_command/terminal.h"

namespace mercato {
namespace {

std::string site_of(const std::string& url) {
  const std::size_t begin = url.find("://");
  if (begin == std::string::npos) return {};
  const std::size_t end = std::min(url.find('/', begin + 3), url.size());
  std::string site = url.substr(begin + 3, end - begin - 3);
  return site.starts_with("www.") ? site.substr(4) : site;
}

}  // namespace

std::string claim_words(const LedgerClaim& claim, const LedgerEntity* to,
                        const LedgerEntity* from) {
  std::string out = claim.polarity == Polarity::denied ? "not " : "";
  out += type_words(claim.type);
  if (to) out += " → " + plain(to->name);
  if (!to && from) out += " (" + plain(from->name) + ")";
  if (claim.certainty != Certainty::asserted) out += ", " + std::string(to_string(claim.certainty));
  if (claim.when == When::past) out += ", past";
  if (claim.deal != Deal::unknown) out += ", " + type_words(to_string(claim.deal));
  for (const Money& money : claim.money) out += ", " + describe(money);
  return out;
}

std::string claim_words(const Dossier& dossier, const LedgerClaim& claim) {
  return claim_words(claim, claim.to ? dossier.club(claim.to) : nullptr,
                     claim.from ? dossier.club(claim.from) : nullptr);
}

std::string outlet_words(const LedgerDocument& document) {
  if (!document.outlet.empty()) return plain(document.outlet);
  if (const std::string site = site_of(document.url); !site.empty()) return plain(site);
  if (!document.author.empty()) return plain(document.author);
  if (!document.title.empty()) return plain(shorten(plain(document.title), 40));
  return "document " + std::to_string(document.row);
}

std::string day_words(const LedgerDocument& document) {
  if (document.version > 1) return to_date(document.known_at).to_string();
  if (document.published.known()) return document.published.to_string();
  return "(" + to_date(document.known_at).to_string() + ")";
}

std::string evidence_words(const LedgerClaim& claim) {
  std::string out;
  for (const LedgerEvidence& evidence : claim.evidence) {
    if (out.find(evidence.text) != std::string::npos) continue;  // a headline said twice
    out += (out.empty() ? "" : " … ") + evidence.text;
  }
  return "“" + plain(out) + "”";
}

std::string id_words(const LedgerEntity& entity) {
  return stable_id(entity) +
         (entity.id.empty() ? std::string() : ", Transfermarkt " + plain(entity.id));
}

std::string count_words(std::size_t count, const std::string& thing) {
  return std::to_string(count) + " " + thing + (count == 1 ? "" : "s");
}

std::string more_words(std::size_t all, std::size_t shown) {
  if (all <= shown) return {};
  return "… " + std::to_string(all - shown) + " more: --limit " + std::to_string(all) +
         " shows them";
}

}  // namespace mercato
