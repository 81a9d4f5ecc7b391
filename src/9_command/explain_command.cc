#include <algorithm>
#include <cmath>
#include <cstdio>

#include "9_command/commands.h"
#include "9_command/inputs.h"
#include "9_command/report.h"

namespace mercato {
namespace {

class Explanation {
 public:
  Explanation(const Engine& engine, const Document& document, const Reading& reading,
              const Terminal& terminal)
      : engine_(engine), document_(document), reading_(reading), terminal_(terminal) {}

  std::string of(const Claim& claim) const {
    std::string out = terminal_.paint(engine_.types()[claim.type].name, Ink::bold) + ": " +
                      engine_.types()[claim.type].meaning + "\n";
    out += who("person", claim.person) + who("to", claim.to) + who("from", claim.from);
    out += "manner: " + manner(claim) + "\nsource: " + plain(describe(claim.source)) +
           source_words(claim.source) + "\n";
    for (const Money& money : claim.money)
      out += "money: " + describe(money) + " " + place(money.span) + "\n";
    for (const Derivation& derivation : claim.derivations) out += statement(derivation);
    for (const Evidence& evidence : claim.evidence)
      out += "evidence: " + place(evidence.span) + "\n";
    return out;
  }

  // What the judge went by. `all` has every claim of the rules: the judge compares them.
  std::string judged(const Claim& claim, const Reading& all) const {
    const Judge* judge = engine_.judge();
    const auto same = std::find_if(all.claims.begin(), all.claims.end(), [&](const Claim& c) {
      return c.person == claim.person && c.to == claim.to && c.type == claim.type &&
             c.polarity == claim.polarity && c.source.same_origin(claim.source);
    });
    if (!judge || same == all.claims.end()) return "";
    const JudgeInput input{document_,           all.tokens,      all.linked,
                           engine_.languages(), engine_.types(), all.claims};
    const auto reasons = judge->reasons(input, static_cast<std::size_t>(same - all.claims.begin()));
    return "judge: " + percent(claim.confidence) + " sure that this is read right (told from " +
           percent(judge->threshold()) + ")\n" + weigh("for", reasons, 1) +
           weigh("against", reasons, -1);
  }

 private:
  static std::string percent(float share) {
    return std::to_string(static_cast<int>(std::lround(share * 100))) + " %";
  }

  // The strongest reasons of one side.
  static std::string weigh(const char* side, const std::vector<JudgeReason>& reasons, int sign) {
    constexpr int kShown = 6;
    std::string out;
    int shown = 0;
    for (const JudgeReason& reason : reasons) {
      if (reason.weight * static_cast<float>(sign) <= 0 || shown == kShown) continue;
      char weight[16];
      std::snprintf(weight, sizeof weight, " %+.2f", static_cast<double>(reason.weight));
      out += (shown++ ? "; " : "  " + std::string(side) + ": ") + plain(reason.feature) + weight;
    }
    return shown ? out + "\n" : out;
  }

  std::string place(Span span) const {
    return "“" + plain(slice(document_.text, span)) + "” (bytes " + std::to_string(span.begin) +
           "–" + std::to_string(span.end) + ")";
  }

  std::string source_words(const Source& source) const {
    std::string out;
    if (!source.cue.empty()) out += ", cue " + place(source.cue);
    if (!source.mention.empty()) out += ", named by " + place(source.mention);
    return out;
  }

  // The entity with the reference row that it was linked to.
  std::string who(const char* role, std::int32_t index) const {
    if (index < 0) return "";
    const Entity& entity = reading_.linked.entities[static_cast<std::size_t>(index)];
    std::string out = std::string(role) + ": " + plain(entity.name);
    if (entity.id == kNoReference) return out + " (not in the reference)\n";
    const Reference& reference = engine_.reference();
    out += " (reference " + std::string(to_string(reference.kind(entity.id))) + " " +
           std::string(reference.external_id(entity.id)) + " " +
           std::string(reference.name(entity.id));
    return out + (entity.certain ? ")\n" : ", not certain)\n");
  }

  std::string statement(const Derivation& derivation) const {
    std::string out = "rule: " + derivation.rule + ", cue " + place(derivation.cue) + "\n";
    for (const std::int32_t m : derivation.mentions)
      out += "  mention: " + mention(reading_.linked.mentions[static_cast<std::size_t>(m)]) + "\n";
    for (const std::string& note : derivation.notes) out += "  " + note + "\n";
    return out;
  }

  std::string mention(const Mention& m) const {
    std::string out = place(m.span) + ", " + std::string(to_string(m.kind)) + " by " +
                      std::string(to_string(m.form));
    if (m.form != MentionForm::value && m.entity >= 0)
      out += " → " + plain(reading_.linked.entities[static_cast<std::size_t>(m.entity)].name);
    return out;
  }

  const Engine& engine_;
  const Document& document_;
  const Reading& reading_;
  const Terminal& terminal_;
};

}  // namespace

int run_explain(const CommonOptions& common, const ExplainOptions& options) {
  auto engine = open_engine(common);
  if (!engine) return fail(engine.error());
  auto documents = read_documents((*engine)->reader(), options.file);
  if (!documents) return fail(documents.error());
  const Terminal terminal(stdout, common.no_colour);
  Engine::Worker worker(**engine);
  Reading reading;
  (*engine)->read(documents->front(), worker, reading);
  if (options.claim == 0 || options.claim > reading.claims.size()) {
    return fail(
        {Severity::error, options.file, 0, 0, "has no claim " + std::to_string(options.claim),
         reading.claims.empty() ? "it has none"
                                : "its claims are 1 to " + std::to_string(reading.claims.size())});
  }
  const Explanation explanation(**engine, documents->front(), reading, terminal);
  const Claim& claim = reading.claims[options.claim - 1];
  Reading all;
  (*engine)->read_all(documents->front(), worker, all);
  std::printf("%s%s", explanation.of(claim).c_str(), explanation.judged(claim, all).c_str());
  return 0;
}

}  // namespace mercato
