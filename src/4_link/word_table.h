// What does this word tell about who is named? Classes of single words of one language, from
// data/languages/<tag>/link/words.tsv.
//
// Immutable after load; lookups are one probe and allocate nothing.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

#include "0_core/result.h"
#include "1_language/language.h"

namespace mercato::link {

// The order is that of the names in word_table.cc; data/languages/_specimen/link/words.tsv says
// what each is for.
enum class WordClass : std::uint8_t {
  definite,
  indefinite,
  plural,
  place_prep,
  name_prep,
  link_of,
  ex,
  adjective,
  person_noun,
  relation_noun,
  coach_noun,
  source_noun,
  agent_noun,
  club_noun,
  pronoun_m,
  pronoun_f,
  speech_verb,
  transfer_verb,
  month,
  women,
  reserve,
  not_name,
  common,
  title,
  city_noun,
  particle,
  nominal_end,
  age_word,
  age_suffix,
  possessive,
  name_follow,
  name_cue,
  singular,
  city_name,
  club_affix,
  club_of,
  genitive,
  published,
  plain,         // of caseless.tsv: a word of the language before it is a name
  phrase_start,  // set by the loader: a phrase of phrase_table.h begins with this word
};
inline constexpr int kWordClasses = 40;

// A set of WordClass.
using WordClasses = std::uint64_t;
template <typename... Classes>
constexpr WordClasses classes_of(Classes... classes) {
  return ((WordClasses{1} << static_cast<unsigned>(classes)) | ...);
}

class WordTable {
 public:
  // Reads one words.tsv. A line that is not "class TAB words" with known classes is the failure.
  static Result<WordTable> load(const std::filesystem::path& file);

  WordClasses classes(std::uint64_t token_hash) const;
  bool empty() const { return used_ == 0; }
  void add(std::uint64_t token_hash, WordClasses classes);
  // Adds the words of `other` that have one of `kept`, with those classes only: names know no
  // language.
  void merge(const WordTable& other, WordClasses kept);

 private:
  struct Slot {
    std::uint64_t hash = 0;  // 0 = free
    WordClasses classes = 0;
  };
  void grow();

  std::vector<Slot> slots_ = std::vector<Slot>(64);
  std::size_t used_ = 0;
};

}  // namespace mercato::link
