// How much, how many, when? Money, dates and numbers in tokenised text.
//
// Amounts are in units of their currency: "15 M€" is 15,000,000. Immutable and thread-safe after
// load().
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "0_core/date.h"
#include "0_core/mention.h"
#include "0_core/result.h"
#include "1_language/language.h"
#include "1_language/quantity_words.h"

namespace mercato {

class Quantities {
 public:
  // Words from `data`/currencies.toml and `data`/languages/<tag>/quantity.toml; tags[i] belongs to
  // LanguageId i.
  static Result<Quantities> load(const std::filesystem::path& data,
                                 const std::vector<std::string>& tags);

  // Appends one mention (kind money, date or number; form value) with its quantity for each value
  // of the text, in order, none overlapping. A range is one mention with both ends. Dates without a
  // year take the one nearest to `published`, where that is known, and keep year 0 otherwise.
  // Numbers are whole: no scores ("2-1"), no ordinals.
  void find(std::string_view text, const TokenizedText& tokens, Date published,
            LinkedText& out) const;

  const QuantityWords& words() const { return words_; }

 private:
  explicit Quantities(QuantityWords words) : words_(std::move(words)) {}
  QuantityWords words_;
};

}  // namespace mercato
