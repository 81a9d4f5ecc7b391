#include "1_language/date_text.h"

#include <cstdlib>

namespace mercato {
namespace {

constexpr int kFirstYear = 1950,
              kLastYear = 2060;            // years that a contract or a birth date can name
constexpr std::size_t kMaxArticle = 3;     // "the", "den", "le": between a weekday and its day
constexpr std::size_t kMaxTimeOfDay = 24;  // "T10:00:00.000+02:00"

// The digits at the cursor as a number of at most `max_digits`; nothing else is read.
std::optional<int> whole_number(const QuantityCursor& at, std::size_t max_digits) {
  const std::string_view digits = at.number();
  if (digits.empty() || digits.size() > max_digits) return std::nullopt;
  int value = 0;
  for (const char c : digits) {
    if (!is_ascii_digit(c)) return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

bool skip(QuantityCursor& at, std::string_view punctuation) {
  if (!at.is(punctuation)) return false;
  at.next();
  return true;
}

bool skip(QuantityCursor& at, const QuantityWords& words, WordRole role, LanguageId language) {
  if (at.done() || !words.find(at.hash(), role, language)) return false;
  at.next();
  return true;
}

const QuantityWords::Word* take_month(QuantityCursor& at, const QuantityWords& words,
                                      LanguageId language) {
  if (at.done() || !at.at_boundary()) return nullptr;
  const auto* word = words.find_month(at.hash(), at.current().shape & kCapitalised, language);
  if (!word) return nullptr;
  at.next();
  QuantityCursor dot = at;
  // The full stop of an abbreviation, but never that of a sentence.
  if (word->role == WordRole::short_month && skip(dot, ".") && !dot.number().empty()) at = dot;
  return word;
}

int take_day(QuantityCursor& at, const QuantityWords& words, LanguageId language) {
  const auto day = whole_number(at, 2);
  if (!day || *day < 1 || *day > 31) return 0;
  at.next();
  if (!at.done() && !at.space_before()) skip(at, words, WordRole::ordinal, language);
  return *day;
}

// The year after a day and month, with what may stand between; the cursor stays where there is
// none.
int take_year(QuantityCursor& at, const QuantityWords& words, LanguageId language) {
  QuantityCursor ahead = at;
  if (!skip(ahead, ",")) skip(ahead, words, WordRole::date_of, language);
  const auto year = whole_number(ahead, 4);
  if (!year || *year < 1800 || *year > 2200) return 0;
  ahead.next();
  if (!ahead.at_boundary()) return 0;
  at = ahead;
  return *year;
}

std::optional<FoundDate> made(int year, int month, int day, const QuantityCursor& after) {
  const Date date{static_cast<std::int16_t>(year), static_cast<std::uint8_t>(month),
                  static_cast<std::uint8_t>(day)};
  Date checked = date;
  if (year == 0) checked.year = 2024;  // a leap year: the day only has to exist in some year
  if (!is_valid(checked) || !after.at_boundary()) return std::nullopt;
  return FoundDate{date, after};
}

// "11 juin 2024", "1er août", "11. Juni", "11 de junio de 2024".
std::optional<FoundDate> day_first(QuantityCursor at, const QuantityWords& words,
                                   LanguageId language) {
  const int day = take_day(at, words, language);
  if (!day) return std::nullopt;
  skip(at, ".");
  skip(at, words, WordRole::date_of, language);
  const auto* month = take_month(at, words, language);
  if (!month) return std::nullopt;
  const int year = take_year(at, words, language);
  return made(year, static_cast<int>(month->value), day, at);
}

// "June 11, 2024", "juin 2026", "junio de 2026".
std::optional<FoundDate> month_first(QuantityCursor at, const QuantityWords& words,
                                     LanguageId language) {
  const auto* word = take_month(at, words, language);
  if (!word || at.done()) return std::nullopt;
  const int month = static_cast<int>(word->value);
  const bool own = language != kUnknownLanguage && (word->languages >> language & 1);
  const LanguageId written_in = own ? language : kUnknownLanguage;
  QuantityCursor after_day = at;
  if (const int day = take_day(after_day, words, written_in); day && after_day.at_boundary()) {
    const int year = take_year(after_day, words, written_in);
    // Only a language that writes so may leave the year out: French "en août 2 joueurs" is no date.
    if (year || words.month_may_lead(*word, language)) return made(year, month, day, after_day);
  }
  const int year = take_year(at, words, written_in);
  if (year < kFirstYear || year > kLastYear) return std::nullopt;
  return made(year, month, 0, at);
}

std::optional<FoundDate> after_weekday(QuantityCursor at, const QuantityWords& words,
                                       LanguageId language) {
  at.next();
  if (skip(at, "-")) at.next();  // "segunda-feira"
  skip(at, ".");
  skip(at, ",");
  if (at.done()) return std::nullopt;
  if (auto found = month_first(at, words, language)) return found;
  if (at.number().empty() && at.word().size() <= kMaxArticle) at.next();
  if (at.done()) return std::nullopt;
  return day_first(at, words, language);
}

// A date in digits, read from the text itself: tokenisation of "11.06.2024" and "11/06/2024"
// differs.
struct Digits {
  int part[3] = {0, 0, 0};
  std::size_t size[3] = {0, 0, 0};
  int parts = 0;
  std::size_t length = 0;
  char separator = 0;
};

Digits scan_digits(std::string_view text) {
  Digits out;
  std::size_t i = 0;
  while (out.parts < 3) {
    const std::size_t begin = i;
    while (i < text.size() && i - begin < 5 && is_ascii_digit(text[i])) {
      out.part[out.parts] = out.part[out.parts] * 10 + (text[i++] - '0');
    }
    if (i == begin) break;
    out.size[out.parts++] = i - begin;
    out.length = i;
    if (i >= text.size() || (text[i] != '-' && text[i] != '/' && text[i] != '.')) break;
    if (out.separator && text[i] != out.separator) break;
    out.separator = text[i++];
  }
  return out;
}

// The cursor behind `length` bytes of text from the start of its token.
QuantityCursor advanced(QuantityCursor at, std::size_t length) {
  const std::size_t end = at.current().span.begin + length;
  while (!at.done() && at.current().span.begin < end) at.skip_token();
  return at;
}

std::size_t time_of_day(std::string_view text) {
  if (text.size() < 3 || (text[0] != 'T' && text[0] != 't') || !is_ascii_digit(text[1])) return 0;
  std::size_t n = 1;
  while (n < text.size() && n < kMaxTimeOfDay) {
    const char c = text[n];
    if (!is_ascii_digit(c) && c != ':' && c != '.' && c != '+' && c != '-' && c != 'Z') break;
    ++n;
  }
  return n;
}

std::optional<FoundDate> iso(const QuantityCursor& at, const Digits& d, std::string_view text) {
  if (d.size[1] != 2) return std::nullopt;
  if (d.parts == 3 && d.size[2] == 2) {
    const std::size_t length = d.length + time_of_day(text.substr(d.length));
    return made(d.part[0], d.part[1], d.part[2], advanced(at, length));
  }
  const bool season = d.part[1] == (d.part[0] + 1) % 100;  // "2011-12"
  if (d.parts != 2 || d.separator != '-' || season || d.part[1] == 0) return std::nullopt;
  if (d.part[0] < kFirstYear || d.part[0] > kLastYear) return std::nullopt;
  return made(d.part[0], d.part[1], 0, advanced(at, d.length));
}

std::optional<FoundDate> in_digits(const QuantityCursor& at, const NumberStyle& style) {
  const std::string_view text = at.text().substr(at.current().span.begin, 64);
  const Digits d = scan_digits(text);
  if (d.parts < 2 || (d.length < text.size() && is_ascii_digit(text[d.length])))
    return std::nullopt;
  if (d.size[0] == 4) return iso(at, d, text);
  if (d.parts != 3 || d.size[0] > 2 || d.size[1] > 2 || d.separator == '-') return std::nullopt;
  if (d.size[2] != 4 && (d.size[2] != 2 || d.size[1] != 2)) return std::nullopt;
  const int year = d.size[2] == 2 ? 2000 + d.part[2] : d.part[2];
  int day = d.part[0], month = d.part[1];
  if (style.numeric_month_first ? day <= 12 : month > 12) std::swap(day, month);
  if (day == 0 || month == 0 || year < 1800) return std::nullopt;
  return made(year, month, day, advanced(at, d.length));
}

// Digits joined to a year make it a season or a score, unless they are a year themselves:
// "2024-2028".
bool joined_to_other(std::string_view text, Span span) {
  const auto mark = [&](std::size_t i) {
    return i < text.size() && (text[i] == '/' || text[i] == '-');
  };
  const auto digit = [&](std::size_t i) { return i < text.size() && is_ascii_digit(text[i]); };
  if (mark(span.end)) {
    std::size_t n = 0;
    while (n < 5 && digit(span.end + 1 + n)) ++n;
    if (n != 0 && n != 4) return true;
  }
  if (span.begin == 0 || !mark(span.begin - 1)) return false;
  std::size_t n = 0;
  while (n < 5 && span.begin >= n + 2 && digit(span.begin - 2 - n)) ++n;
  return n != 0 && n != 4;
}

}  // namespace

std::optional<FoundDate> find_date(const QuantityCursor& at, const QuantityWords& words,
                                   LanguageId language) {
  if (at.done() || !at.at_boundary()) return std::nullopt;
  if (at.number().empty()) {
    if (words.find(at.hash(), WordRole::weekday, language))
      return after_weekday(at, words, language);
    return month_first(at, words, language);
  }
  if (auto found = in_digits(at, words.style(language))) return found;
  return day_first(at, words, language);
}

std::optional<FoundDate> find_year(const QuantityCursor& at) {
  if (at.done() || !at.at_boundary()) return std::nullopt;
  const auto year = whole_number(at, 4);
  if (!year || *year < kFirstYear || *year > kLastYear) return std::nullopt;
  const std::string_view text = at.text();
  const Span span = at.current().span;
  if (joined_to_other(text, span)) return std::nullopt;
  QuantityCursor after = at;
  after.next();
  return made(*year, 0, 0, after);
}

Date with_nearest_year(Date date, Date near) {
  if (date.year != 0 || date.month == 0 || !near.known()) return date;
  Date best = date;
  std::int32_t best_distance = INT32_MAX;
  for (int year = near.year - 1; year <= near.year + 1; ++year) {
    Date candidate = date;
    candidate.year = static_cast<std::int16_t>(year);
    if (!is_valid(candidate)) continue;
    const std::int32_t distance = std::abs(candidate.days() - near.days());
    if (distance >= best_distance) continue;
    best_distance = distance;
    best = candidate;
  }
  return best;
}

std::optional<ParsedDate> parse_date(const Languages& languages, std::string_view text) {
  constexpr std::size_t kLongestDate = 96;
  std::size_t space = 0;
  while (space < text.size() && static_cast<unsigned char>(text[space]) <= ' ') ++space;
  Document document;
  document.text = std::string(text.substr(space, kLongestDate));
  if (document.text.empty()) return std::nullopt;
  // Never half a character at the cut.
  while (!document.text.empty() && text.size() > space + document.text.size() &&
         (static_cast<unsigned char>(text[space + document.text.size()]) & 0xc0) == 0x80) {
    document.text.pop_back();
  }
  TokenizedText tokens;
  languages.tokenize(document.text, kUnknownLanguage, tokens);
  LinkedText linked;
  languages.find_quantities(document, tokens, linked);
  for (const Mention& mention : linked.mentions) {
    if (mention.kind != MentionKind::date || mention.span.begin != 0) continue;
    const Quantity& quantity = linked.quantities[static_cast<std::size_t>(mention.entity)];
    return ParsedDate{quantity.date, space + mention.span.end};
  }
  return std::nullopt;
}

}  // namespace mercato
