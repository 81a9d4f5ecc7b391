#include "9_alert/firing_text.h"

#include "0_core/json_writer.h"
#include "9_alert/claim_identity.h"

namespace mercato {
namespace {

constexpr std::size_t kEvidence = 5, kWords = 600;  // quoted in the text; the JSON has all

std::string spaced(std::string_view name) {
  std::string out(name);
  for (char& c : out)
    if (c == '_') c = ' ';
  return out;
}

std::string speaker(const NewClaim& claim) {
  const Source& source = claim.claim.source;
  if (source.kind == SourceKind::self || (source.name.empty() && source.handle.empty()))
    return claim.document.outlet;
  const std::string name = source.name.empty() ? "@" + source.handle : source.name;
  return source.outlet.empty() || source.outlet == name ? name : name + " (" + source.outlet + ")";
}

std::string move_words(const NewClaim& claim) {
  std::string out = claim.person.name + ": ";
  if (claim.claim.polarity == Polarity::denied) out += "denied, ";
  out += spaced(claim.claim.type);
  if (claim.to.row)
    out += " → " + claim.to.name;
  else if (claim.from.row)
    out += " (" + claim.from.name + ")";
  return out;
}

std::string quoted(const std::vector<std::string>& evidence) {
  std::string out;
  for (std::size_t i = 0; i < evidence.size() && i < kEvidence; ++i) {
    std::string words = one_line(evidence[i]);
    if (words.size() > kWords) {
      std::size_t end = kWords;
      while (end > 0 && (static_cast<unsigned char>(words[end]) & 0xc0) == 0x80) --end;
      words = words.substr(0, end) + " ...";
    }
    out += "\n  “" + words + "”";
  }
  return out;
}

std::string where_line(const std::string& title, const std::string& outlet,
                       const std::string& url) {
  std::string out = one_line(outlet);
  if (!title.empty()) out += (out.empty() ? "" : ", ") + one_line(title);
  if (!url.empty()) out += (out.empty() ? "" : "\n") + one_line(url);
  return out;
}

// {"event", "id", "rule", "at", "title", "url", KEY: …}
std::string json_of(const Firing& firing, AlertSubject subject, std::string_view json) {
  std::string out;
  JsonWriter writer(out);
  writer.begin_object().key("event").value(event_name(subject));
  writer.key("id").value(firing.id).key("rule").value(firing.rule);
  writer.key("at").value(to_string(firing.at)).key("title").value(firing.title);
  writer.put("url", firing.url);
  out += ",\"" + std::string(event_name(subject)) + "\":" + std::string(json) + "}";
  return out;
}

Firing begin_firing(const AlertRule& rule, std::string_view identity, Instant now) {
  Firing out;
  out.rule = rule.name;
  out.id = digest_of({rule.name, event_name(rule.subject), identity}).substr(0, 32);
  out.at = now;
  return out;
}

}  // namespace

std::string_view event_name(AlertSubject subject) {
  if (subject == AlertSubject::claim) return "claim";
  return subject == AlertSubject::drift ? "drift" : "contradicted_fact";
}

std::string one_line(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool space = static_cast<unsigned char>(c) <= 0x20 || c == 0x7f;
    if (!space)
      out += c;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

Firing firing_of(const AlertRule& rule, const NewClaim& claim, Instant now) {
  Firing out = begin_firing(rule, identity_of(claim), now);
  out.claim = claim.claim.row;
  out.url = one_line(claim.document.url);
  const std::string by = one_line(speaker(claim));
  out.title = one_line(move_words(claim)) + (by.empty() ? "" : ", says " + by);
  std::vector<std::string> words;
  for (const LedgerEvidence& evidence : claim.claim.evidence) words.push_back(evidence.text);
  out.text = out.title + "\n" + std::string(to_string(claim.claim.certainty)) +
             (claim.document.published.known() ? ", " + claim.document.published.to_string() : "") +
             quoted(words) + "\n" +
             where_line(claim.document.title, claim.document.outlet, claim.document.url);
  out.json = json_of(out, rule.subject, claim.json);
  return out;
}

Firing firing_of(const AlertRule& rule, const Finding& finding, Instant now) {
  Firing out = begin_firing(rule, finding.identity, now);
  out.url = one_line(finding.url);
  out.title = one_line(finding.headline) +
              (finding.outlet.empty() ? "" : ", in " + one_line(finding.outlet));
  out.text = out.title + (finding.published.empty() ? "" : "\n" + finding.published) +
             quoted(finding.evidence) + "\n" +
             where_line(finding.title, finding.outlet, finding.url);
  out.json = json_of(out, rule.subject, finding.json);
  return out;
}

}  // namespace mercato
