// Which day is meant? Dates as news writes them out, in any language of data/languages.
//
// language.h declares parse_date(), the front end for text without tokens.
#pragma once

#include <optional>

#include "0_core/date.h"
#include "1_language/quantity_cursor.h"
#include "1_language/quantity_words.h"

namespace mercato {

struct FoundDate {
  Date date;  // year == 0 with month and day set where the text names no year ("11 juin")
  QuantityCursor after;
};

// A date that begins at the cursor: "11 juin 2024", "lunedì 3 giugno", "June 11", "juin 2026",
// "2024-06-11", "11.06.2024". A year alone is find_year()'s.
std::optional<FoundDate> find_date(const QuantityCursor& at, const QuantityWords& words,
                                   LanguageId language);
// Four digits that read as a year, 1950…2060, alone: not part of a season ("2025/26") or a longer
// number.
std::optional<FoundDate> find_year(const QuantityCursor& at);
// `date` with the year that brings a date without one nearest to `near`. Unchanged when it has a
// year, when `near` is not known, or when no near year holds it (29 February).
Date with_nearest_year(Date date, Date near);

}  // namespace mercato
