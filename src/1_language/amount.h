// How much? One amount of money or number at a place in the text: "15 M€", "£30m", "deux millions
// et demi".
#pragma once

#include <optional>

#include "1_language/quantity_cursor.h"
#include "1_language/quantity_words.h"

namespace mercato {

struct Amount {
  double number = 0;
  double multiplier = 0;  // 0 where the text has none
  const QuantityWords::Word* currency = nullptr;
  bool spelled = false;      // in words: "deux"
  bool short_scale = false;  // the multiplier is a letter written against the number: "80k"
  std::uint32_t first = 0;   // token
  QuantityCursor after;

  double value() const { return multiplier == 0 ? number : number * multiplier; }
  // "80k" is money even without a sign; "25 mille" is not.
  bool is_money() const { return currency || multiplier >= 1e6 || short_scale; }
};

// The amount that begins at the cursor, with its currency before or after it. Nothing where no
// number is read there.
std::optional<Amount> find_amount(const QuantityCursor& at, const QuantityWords& words,
                                  LanguageId language);
// The upper end of the range that `low` opens ("30-35 Mio.", "entre 30 et 35 M€"); `low` takes its
// scale and sign. `between`: a word such as "entre" stands before.
std::optional<Amount> find_range_end(Amount& low, bool between, const QuantityWords& words,
                                     LanguageId language);

}  // namespace mercato
