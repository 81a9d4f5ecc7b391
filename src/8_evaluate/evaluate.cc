#include "8_evaluate/evaluate.h"

#include <atomic>
#include <thread>
#include <unordered_set>

#include "8_evaluate/claim_match.h"
#include "8_evaluate/error_kinds.h"
#include "8_evaluate/evaluator_state.h"
#include "8_evaluate/gold_reader.h"
#include "8_evaluate/reading_labels.h"

namespace mercato::evaluation {
namespace {

// One thread's reading of documents.
class GoldJudge {
 public:
  GoldJudge(const Engine& engine, const LabelNames& names)
      : engine_(engine), names_(names), worker_(engine) {}

  DocumentResult judge(const GoldDocument& gold) {
    engine_.read(gold.document, worker_, reading_);
    DocumentResult out;
    out.id = gold.document.id;
    out.language = gold.language;
    out.kind = gold.kind;
    const auto wanted = fold_labels(gold.claims, names_);
    const auto said =
        fold_labels(claims_of(engine_, gold.document, reading_, gold.outlet, names_), names_);
    out.levels[kPair] = level(fold_pairs(wanted, names_), fold_pairs(said, names_), kPair);
    out.levels[kCoarse] = level(wanted, said, kCoarse);
    const auto strict = matches(wanted, said, kStrict);
    out.levels[kStrict] = count_matches(wanted, said, strict);
    for (const auto& [i, j] : strict) count_attributes(wanted[i], said[j], names_, out.attributes);
    out.verdicts = judge_claims(wanted, said, strict, names_found(reading_), names_);
    if (gold.has_facts) out.facts = facts(gold.facts);
    return out;
  }

 private:
  std::vector<Match> matches(const std::vector<LabelClaim>& gold,
                             const std::vector<LabelClaim>& said, Level level) const {
    return match_rows(gold, said, [&](const LabelClaim& g, const LabelClaim& p) {
      return meets(g, p, level, names_, engine_.types());
    });
  }

  HitCounts level(const std::vector<LabelClaim>& gold, const std::vector<LabelClaim>& said,
                  Level level) const {
    return count_matches(gold, said, matches(gold, said, level));
  }

  HitCounts facts(const std::vector<LabelFact>& gold) const {
    const auto said = facts_of(reading_);
    return count_matches(gold, said,
                         match_rows(gold, said, [&](const LabelFact& g, const LabelFact& p) {
                           return meets(g, p, names_);
                         }));
  }

  const Engine& engine_;
  const LabelNames& names_;
  Engine::Worker worker_;
  Reading reading_;
};

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

}  // namespace

Evaluator::Evaluator() = default;
Evaluator::~Evaluator() = default;

Result<std::unique_ptr<const Evaluator>> Evaluator::create(const std::filesystem::path& data,
                                                           std::shared_ptr<const Engine> engine) {
  auto names = LabelNames::load(data, engine);
  if (!names) return tl::unexpected(names.error());
  auto out = std::unique_ptr<Evaluator>(new Evaluator());
  out->state_ = std::make_unique<State>(State{std::move(engine), std::move(*names)});
  return out;
}

Result<void> Evaluator::read_gold(std::string_view bytes, const std::string& file,
                                  std::vector<GoldDocument>& out) const {
  std::unordered_set<std::string> ids;
  for (const GoldDocument& one : out) ids.insert(one.document.id);
  std::uint32_t number = 0;
  while (!bytes.empty()) {
    const std::size_t end = bytes.find('\n');
    const std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
    ++number;
    if (is_blank(line)) continue;
    auto read = read_gold_line(*state_->engine, state_->names, line, file, number);
    if (!read) return tl::unexpected(read.error());
    if (!ids.insert(read->document.id).second)
      return tl::unexpected<Problem>(Problem{Severity::error, file, number, 0,
                                             "the id " + read->document.id + " was there before",
                                             "give each labelled document once"});
    out.push_back(std::move(*read));
  }
  return {};
}

std::vector<DocumentResult> Evaluator::evaluate(const std::vector<GoldDocument>& gold,
                                                unsigned workers) const {
  std::vector<DocumentResult> out(gold.size());
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    GoldJudge judge(*state_->engine, state_->names);
    for (std::size_t i = next++; i < gold.size(); i = next++) out[i] = judge.judge(gold[i]);
  };
  std::vector<std::jthread> threads;
  for (unsigned i = 1; i < workers; ++i) threads.emplace_back(work);
  work();
  threads.clear();  // joins
  return out;
}

}  // namespace mercato::evaluation
