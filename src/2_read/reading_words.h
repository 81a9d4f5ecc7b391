// Which words stand around an article's text: bylines, date lines, section lines? Internal to
// 2_read.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "0_core/result.h"

namespace mercato {

enum class LeadRole : std::uint8_t { byline, date, section, shared_by };

// The words of all languages of data/languages/<tag>/reading.toml together: a lead line is read
// before its language is known. Immutable and thread-safe.
class ReadingWords {
 public:
  ReadingWords() = default;  // knows no words
  static Result<ReadingWords> load(const std::filesystem::path& data);

  // The number of bytes of the longest phrase with this role at the front of `line`, which ends
  // there at a word's end; 0 where there is none. Letter case and accents do not count.
  std::size_t match(std::string_view line, LeadRole role) const;
  // False where no phrase begins with the letter that the text begins with; decides most lines at
  // once.
  bool may_lead(std::string_view line) const;

 private:
  struct Phrase {
    std::string folded;
    LeadRole role;
  };
  std::vector<Phrase> phrases_;             // longest first
  std::vector<std::uint64_t> first_words_;  // fold hashes of the phrases' first words, sorted
};

}  // namespace mercato
