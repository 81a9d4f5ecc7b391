// Which words belong together? Lemmas with their inflections and classes of words, per language, as
// data.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "0_core/result.h"
#include "1_language/language.h"
#include "2_rules/hash_filter.h"

namespace mercato {

// Rows of data/languages/<tag>/lexicon.tsv and lexicon.d/*.tsv: `name TAB members`, where name is
// `<lemma>` or `@class` and members are separated by spaces; a member of several words is written
// with '_', and a class may name lemmas and other classes, defined before or after. A line that
// begins with '#' is a comment. Immutable, thread-safe.
class Lexicon {
 public:
  using ClassId = std::uint16_t;
  static constexpr ClassId kNoClass = 0xffff;

  static Result<std::shared_ptr<const Lexicon>> load(const std::filesystem::path& data,
                                                     std::shared_ptr<const Languages> languages);
  // From one language's rows, for tests and fuzzing.
  static Result<std::shared_ptr<const Lexicon>> parse(std::string_view rows, LanguageId language,
                                                      std::shared_ptr<const Languages> languages);
  virtual ~Lexicon() = default;

  // `name` as written in the file, "<être>" or "@negation"; kNoClass where the language has none.
  virtual ClassId find(LanguageId language, std::string_view name) const = 0;
  // Whether the one-word members hold this token. False for kNoClass.
  bool has(ClassId id, std::uint64_t token_hash) const {
    return id != kNoClass && filters_[id].may_have(token_hash) && contains(id, token_hash);
  }
  // Members as sequences of folded words. REQUIRES: id != kNoClass.
  virtual const std::vector<std::vector<std::string>>& members(ClassId id) const = 0;

 protected:
  std::vector<HashFilter<512>> filters_;  // of the one-word members, by class

 private:
  virtual bool contains(ClassId id, std::uint64_t token_hash) const = 0;
};

}  // namespace mercato
