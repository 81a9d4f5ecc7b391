// Figures over many documents, with intervals.
#include <algorithm>
#include <random>
#include <set>

#include "8_evaluate/evaluate.h"

namespace mercato::evaluation {
namespace {

constexpr std::size_t kResamples = 1000;
constexpr std::uint64_t kSeed = 20240612;
constexpr double kTail = 0.025;  // on each side of a 95 % interval

double ratio(std::uint32_t part, std::uint32_t rest) {
  return part + rest ? static_cast<double>(part) / static_cast<double>(part + rest) : 0.0;
}

// The figures of all resamples. Sorted in place; holds the value itself, which with few documents
// may lie beyond all of them.
FigureInterval interval(double value, std::vector<double>& samples) {
  std::sort(samples.begin(), samples.end());
  const auto at = static_cast<std::size_t>(kTail * static_cast<double>(samples.size()));
  return {value, std::min(value, samples[at]), std::max(value, samples[samples.size() - 1 - at])};
}

// Levels, then facts.
constexpr std::size_t kRows = kLevels + 1;
using Rows = std::array<HitCounts, kRows>;

Rows rows_of(const DocumentResult& result) {
  return {result.levels[0], result.levels[1], result.levels[2], result.facts};
}

struct Samples {
  std::vector<double> precision, recall, f1;
};

std::array<Samples, kRows> resample(const std::vector<Rows>& documents) {
  std::array<Samples, kRows> out;
  std::mt19937_64 random(kSeed);
  for (std::size_t n = 0; n < kResamples; ++n) {
    Rows sum;
    for (std::size_t i = 0; i < documents.size(); ++i) {
      const Rows& drawn = documents[random() % documents.size()];
      for (std::size_t row = 0; row < kRows; ++row) sum[row].add(drawn[row]);
    }
    for (std::size_t row = 0; row < kRows; ++row) {
      out[row].precision.push_back(sum[row].precision());
      out[row].recall.push_back(sum[row].recall());
      out[row].f1.push_back(sum[row].f1());
    }
  }
  return out;
}

LevelFigures figures_of(const HitCounts& counts, Samples& samples) {
  return {counts, interval(counts.precision(), samples.precision),
          interval(counts.recall(), samples.recall), interval(counts.f1(), samples.f1)};
}

template <typename Member>
GroupFigures group_of(const std::vector<DocumentResult>& results, const std::string& by,
                      const std::string& name, Member is_member) {
  GroupFigures out;
  out.by = by;
  out.name = name;
  Rows sum;
  std::vector<Rows> documents;
  for (const DocumentResult& result : results) {
    if (!is_member(result)) continue;
    documents.push_back(rows_of(result));
    for (std::size_t row = 0; row < kRows; ++row) sum[row].add(documents.back()[row]);
    for (std::size_t a = 0; a < kAttributes; ++a) {
      out.attributes[a].right += result.attributes[a].right;
      out.attributes[a].all += result.attributes[a].all;
    }
  }
  out.documents = static_cast<std::uint32_t>(documents.size());
  auto samples = resample(documents);
  for (std::size_t level = 0; level < kLevels; ++level)
    out.levels[level] = figures_of(sum[level], samples[level]);
  out.facts = figures_of(sum[kLevels], samples[kLevels]);
  return out;
}

void count_verdict(const Verdict& verdict, const std::string& language, Summary& out) {
  HitCounts& type = out.types[verdict.claim.type];
  KindCounts* tables[] = {&out.error_kinds["all"], &out.error_kinds[language]};
  const auto kind = static_cast<std::size_t>(verdict.kind);
  switch (verdict.outcome) {
    case ClaimOutcome::hit:
      ++type.hit;
      return;
    case ClaimOutcome::missed:
      ++type.missed;
      for (KindCounts* table : tables) ++table->missed[kind];
      return;
    case ClaimOutcome::wrong:
      ++type.wrong;
      for (KindCounts* table : tables) ++table->wrong[kind];
      return;
  }
}

}  // namespace

void HitCounts::add(const HitCounts& other) {
  hit += other.hit;
  wrong += other.wrong;
  missed += other.missed;
}
double HitCounts::precision() const { return ratio(hit, wrong); }
double HitCounts::recall() const { return ratio(hit, missed); }
double HitCounts::f1() const {
  const double p = precision(), r = recall();
  return p + r > 0 ? 2 * p * r / (p + r) : 0.0;
}

Summary summarise(const std::vector<DocumentResult>& results) {
  Summary out;
  std::set<std::string> languages, kinds;
  for (const DocumentResult& result : results) {
    languages.insert(result.language);
    kinds.insert(result.kind);
    for (const Verdict& verdict : result.verdicts) count_verdict(verdict, result.language, out);
  }
  out.groups.push_back(group_of(results, "all", "all", [](const DocumentResult&) { return true; }));
  for (const std::string& name : languages)
    out.groups.push_back(group_of(results, "language", name, [&](const DocumentResult& result) {
      return result.language == name;
    }));
  for (const std::string& name : kinds)
    out.groups.push_back(group_of(
        results, "kind", name, [&](const DocumentResult& result) { return result.kind == name; }));
  return out;
}

}  // namespace mercato::evaluation
