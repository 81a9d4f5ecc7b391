// Which words write numbers, money and dates? One hash table over the quantity.toml of all
// languages.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "0_core/result.h"
#include "1_language/language.h"

namespace mercato {

enum class WordRole : std::uint8_t {
  number,       // "deux"; value
  article,      // means one before a multiplier: "a million"; value
  half,         // "demi"
  join,         // joins a half or a unit to a number: "deux millions et demi"
  multiplier,   // "millions"; value
  currency,     // "euros", "€", "R$", "EUR"; value: index into currencies
  of,           // between an amount and its currency: "millions d'euros"
  money_noun,   // what a bare amount may be followed by and still be money: "15 millions de bonus"
  range,        // "30 à 35"
  between,      // opens "between 30 and 35"
  range_join,   // the "and" of it
  year_unit,    // "ans"
  year_tail,    // the "old" of "24-year-old"
  month,        // value: 1…12
  short_month,  // likewise; an abbreviation, understood in its own language only
  weekday,
  date_of,  // "11 de junio"
  ordinal,  // "1er", "11th"
};

// How one language writes numbers and dates.
struct NumberStyle {
  char decimal = ',';
  bool month_first = false;          // "June 11" as well as "11 June"
  bool capital_months = false;       // months are written with a capital: "may" is no month
  bool numeric_month_first = false;  // 06/11/2024 is 11 June
};

// Immutable and thread-safe.
class QuantityWords {
 public:
  struct Word {
    std::uint64_t hash = 0;
    std::uint64_t languages = 0;  // bit set of LanguageId; all ones for signs and codes
    double value = 0;
    WordRole role = WordRole::number;
    bool shared = false;  // understood in texts of other languages too
  };

  // Reads `data`/currencies.toml and `data`/languages/<tag>/quantity.toml of each tag that has one;
  // tags[i] is the language of id i. At most 64 languages.
  static Result<QuantityWords> load(const std::filesystem::path& data,
                                    const std::vector<std::string>& tags);

  // The word with this fold hash in this role, that of the text's own language first; null where
  // there is none. In a text of unknown language every language's words count.
  const Word* find(std::uint64_t hash, WordRole role, LanguageId language) const;
  // False where no quantity can start with this word: one probe of a small bit set.
  bool may_start(std::uint64_t hash) const {
    return starts_[(hash >> 6) % starts_.size()] >> (hash & 63) & 1;
  }
  const NumberStyle& style(LanguageId language) const {
    return styles_[language < styles_.size() ? language : 0];
  }
  // The month that this word (shown by its token's shape and language) means, with role month or
  // short_month; null where it is none. Languages that write months with a capital want one.
  const Word* find_month(std::uint64_t hash, bool capitalised, LanguageId language) const;
  // Whether "June 11" without a year is a date: in the text's own language, or in any that has the
  // word.
  bool month_may_lead(const Word& month, LanguageId language) const;
  const std::string& currency(const Word& word) const {
    return currencies_[static_cast<std::size_t>(word.value)];
  }

 private:
  friend class QuantityWordsLoader;
  std::vector<Word> words_;  // by hash
  std::vector<std::uint32_t>
      slots_;  // open addressing over words_; index + 1 of the first word of a hash
  std::array<std::uint64_t, 256> starts_{};
  std::vector<NumberStyle> styles_;
  std::vector<std::string> currencies_;
};

}  // namespace mercato
