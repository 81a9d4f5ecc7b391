#include "8_dossier/translations.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>

#include "8_dossier/thresholds.h"

namespace mercato::dossier {
namespace {

using Said = std::tuple<std::string, Row, Polarity>;
using Figure = std::tuple<std::string, double, MoneyKind>;

// What a report says, whatever its language.
struct Content {
  std::vector<Said> said;
  std::vector<Figure> figures;
  std::vector<std::string> cited;  // keys of the speakers it names
};

template <typename T>
void make_set(std::vector<T>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

Content content_of(const Saga& saga, std::size_t report, const std::vector<const Speaker*>& speaker,
                   const Speaker& publisher) {
  Content out;
  for (std::int32_t i = saga.report_begin[report]; i < saga.report_begin[report + 1]; ++i) {
    if (!saga.counts(i)) continue;
    const LedgerClaim& claim = saga.claim(i);
    out.said.emplace_back(claim.type, claim.to, claim.polarity);
    for (const Money& money : claim.money)
      out.figures.emplace_back(money.currency, money.amount, money.kind);
    const Speaker& by = *speaker[static_cast<std::size_t>(i)];
    if (!by.shares_house(publisher)) out.cited.push_back(by.key);
  }
  make_set(out.said);
  make_set(out.figures);
  make_set(out.cited);
  return out;
}

// The same figures say enough; without figures it takes the same cited source for more than one
// thing said.
bool same_story(const Content& a, const Content& b) {
  if (a.cited != b.cited || a.figures != b.figures) return false;
  return !a.figures.empty() || (!a.cited.empty() && a.said.size() > 1);
}

}  // namespace

std::vector<std::int32_t> find_translations(const Saga& saga,
                                            const std::vector<const Speaker*>& speaker,
                                            const std::vector<const Speaker*>& publisher) {
  const auto& reports = saga.dossier.reports;
  std::vector<std::int32_t> out(reports.size(), -1);
  std::vector<Content> contents(reports.size());
  std::map<std::vector<Said>, std::vector<std::size_t>> earlier;  // reports by what they say
  for (std::size_t r = 0; r < reports.size(); ++r) {
    contents[r] = content_of(saga, r, speaker, *publisher[r]);
    if (contents[r].said.empty() || (contents[r].figures.empty() && contents[r].cited.empty()))
      continue;
    const LedgerDocument& mine = reports[r].document;
    auto& candidates = earlier[contents[r].said];
    const std::size_t begin = candidates.size() - std::min(candidates.size(), kMostCandidates);
    for (std::size_t c = begin; c < candidates.size() && out[r] < 0; ++c) {
      const LedgerDocument& other = reports[candidates[c]].document;
      const bool near = mine.known_at - other.known_at <= kTranslationDays * kDay;
      const bool languages =
          !mine.language.empty() && !other.language.empty() && mine.language != other.language;
      if (near && languages && same_story(contents[r], contents[candidates[c]]))
        out[r] = static_cast<std::int32_t>(candidates[c]);
    }
    candidates.push_back(r);
  }
  return out;
}

}  // namespace mercato::dossier
