// Do a labelled and a read name mean the same? Internal to 8_evaluate.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "6_engine/engine.h"

namespace mercato::evaluation {

// Names may hold several accepted ones with '|' between. Two empty names are the same; an empty and
// another are not. Immutable and thread-safe.
class LabelNames {
 public:
  // `data`/evaluation/names.toml says which words of a name weigh nothing. The engine is shared.
  static Result<LabelNames> load(const std::filesystem::path& data,
                                 std::shared_ptr<const Engine> engine);

  // The words of one are all among those of the other.
  bool same_person(std::string_view a, std::string_view b) const;
  // Both known to the reference: the same club there. Else the words of one are all among those of
  // the other, legal forms aside, and none that decides stands in one alone.
  bool same_club(std::string_view a, std::string_view b) const;
  bool same_either(std::string_view a, std::string_view b) const {
    return same_person(a, b) || same_club(a, b);
  }
  // Whether a source so called is the outlet itself.
  bool is_own_outlet(std::string_view source, std::string_view outlet) const;

 private:
  using Words = std::unordered_set<std::string>;

  LabelNames() = default;
  std::vector<std::string> bare(std::string_view name) const;
  // The clubs that the reference calls so; sorted.
  std::vector<ReferenceId> known(std::string_view name) const;
  std::vector<ReferenceId> walk(std::string_view name) const;
  bool same_one_club(std::string_view a, std::string_view b) const;
  bool overlap(const std::vector<std::string>& a, const std::vector<std::string>& b) const;

  std::shared_ptr<const Engine> engine_;
  Words noise_, distinct_, outlet_noise_;
};

// The words of a name: folded, what is neither a letter from a to z nor a digit left out.
std::vector<std::string> name_words(std::string_view name);
bool same_words(std::string_view a, std::string_view b);

}  // namespace mercato::evaluation
