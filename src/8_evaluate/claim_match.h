// Which predicted claim is which gold one? Folding and one-to-one matching. Internal to 8_evaluate.
#pragma once

#include <functional>
#include <utility>
#include <vector>

#include "5_claim/extractor.h"
#include "8_evaluate/evaluate.h"
#include "8_evaluate/label_names.h"

namespace mercato::evaluation {

// Indexes of a gold row and of the predicted row that meets it.
using Match = std::pair<std::size_t, std::size_t>;

// One claim for each (person, to, type, polarity): sources, money and words of later ones join it;
// it is optional where all are.
std::vector<LabelClaim> fold_labels(const std::vector<LabelClaim>& claims, const LabelNames& names);
// One claim for each (person, to), likewise.
std::vector<LabelClaim> fold_pairs(const std::vector<LabelClaim>& claims, const LabelNames& names);

bool same_pair(const LabelClaim& a, const LabelClaim& b, const LabelNames& names);
// Whether a predicted claim meets a gold one at this level. Coarse: types of one group count as the
// same.
bool meets(const LabelClaim& gold, const LabelClaim& predicted, Level level,
           const LabelNames& names, const ClaimTypes& types);
bool meets(const LabelFact& gold, const LabelFact& predicted, const LabelNames& names);

// Gold rows in order, each with the first predicted row left that meets it.
template <typename Row, typename Same>
std::vector<Match> match_rows(const std::vector<Row>& gold, const std::vector<Row>& predicted,
                              Same same) {
  std::vector<Match> out;
  std::vector<bool> taken(predicted.size());
  for (std::size_t i = 0; i < gold.size(); ++i) {
    for (std::size_t j = 0; j < predicted.size(); ++j) {
      if (taken[j] || !same(gold[i], predicted[j])) continue;
      taken[j] = true;
      out.emplace_back(i, j);
      break;
    }
  }
  return out;
}

// Optional gold rows are neither hit nor missed; a predicted row that meets one is not wrong.
template <typename Row>
HitCounts count_matches(const std::vector<Row>& gold, const std::vector<Row>& predicted,
                        const std::vector<Match>& matches) {
  HitCounts out;
  for (const Row& row : gold) out.missed += !row.optional;
  for (const Match& match : matches) out.hit += !gold[match.first].optional;
  out.missed -= out.hit;
  out.wrong = static_cast<std::uint32_t>(predicted.size() - matches.size());
  return out;
}

// Adds what the matched claims agree in beyond their type.
void count_attributes(const LabelClaim& gold, const LabelClaim& predicted, const LabelNames& names,
                      std::array<Share, kAttributes>& into);

}  // namespace mercato::evaluation
