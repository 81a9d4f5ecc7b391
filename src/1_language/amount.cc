#include "1_language/amount.h"

#include <algorithm>

namespace mercato {
namespace {

constexpr std::size_t kMaxGroups = 4;  // "1 000 000 000"
constexpr std::size_t kShortWord = 3;  // bytes; an article between "entre" or "e" and the number

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_ascii_digit);
}

// The value of digits with separators. One followed by exactly three digits groups thousands,
// unless it is the language's decimal mark alone; any other is the decimal mark whoever writes it
// ("2.5M" in French).
double read_number(std::string_view digits, char decimal) {
  const std::size_t last = digits.find_last_of(".,");
  std::size_t point = std::string_view::npos;
  if (last != std::string_view::npos) {
    const bool single = digits.find_first_of(".,") == last;
    const bool three = digits.size() - last == 4;
    const bool mixed = digits.find(digits[last] == '.' ? ',' : '.') != std::string_view::npos;
    const bool thousands = three && !mixed && last <= 3 + 4 * (kMaxGroups - 1) &&
                           digits[0] != '0' && !(single && digits[last] == decimal);
    if (!thousands && (single || mixed)) point = last;
  }
  double value = 0, unit = 1;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (!is_ascii_digit(digits[i])) continue;
    if (point != std::string_view::npos && i > point)
      value += (unit /= 10) * (digits[i] - '0');
    else
      value = value * 10 + (digits[i] - '0');
  }
  return value;
}

// One space of any kind between two tokens.
bool single_gap(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  const std::string_view gap = text.substr(begin, end - begin);
  return gap == " " || gap == "\u00a0" || gap == "\u202f" || gap == "\u2009";
}

// Reads "1 000 000" on from its first group.
void take_groups(QuantityCursor& at, double& value, std::uint32_t end_of_first) {
  std::uint32_t end = end_of_first;
  for (std::size_t group = 0; group < kMaxGroups && at.space_before(); ++group) {
    const std::string_view digits = at.number();
    if (digits.size() != 3 || !all_digits(digits)) return;
    const std::uint32_t begin = at.current().span.begin;
    if (!single_gap(at.text(), end, begin)) return;
    value = value * 1000 + read_number(digits, '.');
    end = begin + 3;
    at.next();
  }
}

class AmountReader {
 public:
  AmountReader(const QuantityWords& words, LanguageId language)
      : words_(words), language_(language) {}

  std::optional<Amount> read(const QuantityCursor& start);

 private:
  const QuantityWords::Word* find(const QuantityCursor& at, WordRole role) const {
    return at.done() ? nullptr : words_.find(at.hash(), role, language_);
  }
  bool take_currency_before(Amount& amount);
  bool take_number(Amount& amount);
  bool take_spelled(Amount& amount);
  void take_units_word(Amount& amount);
  bool take_half_of(Amount& amount);
  void take_multipliers(Amount& amount);
  bool multiplier_fits(const QuantityCursor& at) const;
  void take_half(Amount& amount);
  void take_currency_after(Amount& amount);
  bool opens_next_amount(const QuantityCursor& at) const;

  const QuantityWords& words_;
  const LanguageId language_;
};

std::optional<Amount> AmountReader::read(const QuantityCursor& start) {
  Amount amount{0, 0, nullptr, false, false, start.token(), start};
  const bool signed_before = take_currency_before(amount);
  if (!take_number(amount) && (signed_before || !take_spelled(amount))) return std::nullopt;
  take_multipliers(amount);
  if (amount.multiplier != 0) take_half(amount);
  take_currency_after(amount);
  if (!amount.after.at_boundary()) return std::nullopt;
  return amount;
}

bool AmountReader::take_currency_before(Amount& amount) {
  if (!amount.after.number().empty()) return false;
  const auto* word = find(amount.after, WordRole::currency);
  if (!word || word->languages != ~std::uint64_t{0}) return false;  // signs and codes only
  amount.after.next();
  amount.currency = word;
  return true;
}

bool AmountReader::take_number(Amount& amount) {
  QuantityCursor& at = amount.after;
  const std::string_view digits = at.number();
  if (digits.empty()) return false;
  const std::uint32_t end =
      at.done() ? 0 : at.current().span.begin + static_cast<std::uint32_t>(digits.size());
  amount.number = read_number(digits, words_.style(language_).decimal);
  const bool may_group = digits.size() <= 3 && all_digits(digits) && digits[0] != '0';
  at.next();
  if (may_group && at.at_boundary()) take_groups(at, amount.number, end);
  return true;
}

bool AmountReader::take_spelled(Amount& amount) {
  QuantityCursor& at = amount.after;
  if (take_half_of(amount)) return true;
  const auto* word = find(at, WordRole::number);
  const bool article = !word;
  if (article) word = find(at, WordRole::article);
  if (!word) return false;
  amount.number = word->value;
  amount.spelled = true;
  at.next();
  if (article) return find(at, WordRole::multiplier) != nullptr;
  take_units_word(amount);
  return true;
}

// The "cinq" of "vingt-cinq", the "y cinco" of "treinta y cinco".
void AmountReader::take_units_word(Amount& amount) {
  if (amount.number < 20 || static_cast<int>(amount.number) % 10 != 0) return;
  QuantityCursor at = amount.after;
  if (at.is("-") || find(at, WordRole::join)) at.next();
  const auto* word = find(at, WordRole::number);
  if (!word || word->value >= 10) return;
  amount.number += word->value;
  at.next();
  amount.after = at;
}

// "half a million", "mezzo milione", "demi-million".
bool AmountReader::take_half_of(Amount& amount) {
  QuantityCursor at = amount.after;
  const auto* half = find(at, WordRole::half);
  if (!half) return false;
  at.next();
  if (at.is("-") || find(at, WordRole::article)) at.next();
  if (!find(at, WordRole::multiplier)) return false;
  amount.number = half->value;
  amount.spelled = true;
  amount.after = at;
  return true;
}

void AmountReader::take_multipliers(Amount& amount) {
  for (int count = 0; count < 2; ++count) {  // twice for "2 mil millones"
    QuantityCursor at = amount.after;
    if (!at.done() && at.is("-") && !at.space_before()) at.next();  // "£10-million"
    const auto* word = find(at, WordRole::multiplier);
    if (!word || !multiplier_fits(at)) return;
    amount.short_scale = at.word().size() == 1 && !at.space_before();
    at.next();
    amount.multiplier = (amount.multiplier == 0 ? 1 : amount.multiplier) * word->value;
    amount.after = at;
  }
}

// A single letter is a multiplier against its number ("15m", "80k"); apart from it only as a
// capital M or before a currency: "15 M", "15 m €", not "15 m".
bool AmountReader::multiplier_fits(const QuantityCursor& at) const {
  if (at.word().size() != 1 || !at.space_before()) return true;
  QuantityCursor behind = at;
  behind.next();
  if (behind.is(".")) return false;  // "15 M. Dupont"
  return at.word() == "M" || find(behind, WordRole::currency);
}

// "deux millions et demi", "two and a half million" is not told apart from other uses and left out.
void AmountReader::take_half(Amount& amount) {
  QuantityCursor at = amount.after;
  if (!find(at, WordRole::join)) return;
  at.next();
  if (find(at, WordRole::article) || find(at, WordRole::number)) at.next();
  const auto* half = find(at, WordRole::half);
  if (!half) return;
  at.next();
  amount.number += half->value;
  amount.after = at;
}

void AmountReader::take_currency_after(Amount& amount) {
  QuantityCursor at = amount.after;
  if (amount.multiplier != 0 && at.is(".")) at.next();  // "Mio. Euro"
  if (at.is("-") && !at.space_before()) at.next();      // "15-million-euro"
  if (find(at, WordRole::of) && !find(at, WordRole::currency)) at.next();
  const auto* word = find(at, WordRole::currency);
  if (!word || opens_next_amount(at)) return;
  at.next();
  const auto* more = find(at, WordRole::currency);  // "livres sterling"
  if (more && more->value == word->value && !opens_next_amount(at)) at.next();
  if (!amount.currency) amount.currency = word;
  amount.after = at;
}

// In "20m £30m" the sign belongs to what follows.
bool AmountReader::opens_next_amount(const QuantityCursor& at) const {
  QuantityCursor behind = at;
  behind.next();
  return at.space_before() && !behind.done() && !behind.space_before() && !behind.number().empty();
}

// Steps over what joins the two ends of a range.
bool take_range_join(QuantityCursor& at, bool between, const QuantityWords& words,
                     LanguageId language) {
  if (at.done()) return false;
  const bool space = at.space_before();
  if (at.is("-") || at.is("\u2013") || at.is("/")) {
    at.next();
    return !at.done() && at.space_before() == space;
  }
  if (!space) return false;
  const bool joins = words.find(at.hash(), WordRole::range, language) ||
                     (between && words.find(at.hash(), WordRole::range_join, language));
  if (!joins) return false;
  at.next();
  const bool article =
      between && !at.done() && at.number().empty() && at.word().size() <= kShortWord;
  if (article && !words.find(at.hash(), WordRole::currency, language)) at.next();
  return !at.done();
}

}  // namespace

std::optional<Amount> find_amount(const QuantityCursor& at, const QuantityWords& words,
                                  LanguageId language) {
  return AmountReader(words, language).read(at);
}

std::optional<Amount> find_range_end(Amount& low, bool between, const QuantityWords& words,
                                     LanguageId language) {
  QuantityCursor at = low.after;
  if (low.spelled || !take_range_join(at, between, words, language)) return std::nullopt;
  auto high = find_amount(at, words, language);
  if (!high || high->spelled) return std::nullopt;
  const double multiplier = low.multiplier != 0 ? low.multiplier : high->multiplier;
  const double high_multiplier = high->multiplier != 0 ? high->multiplier : low.multiplier;
  const bool same_sign =
      !low.currency || !high->currency || low.currency->value == high->currency->value;
  Amount scaled = low;
  scaled.multiplier = multiplier;
  if (!scaled.currency) scaled.currency = high->currency;
  high->multiplier = high_multiplier;
  if (!high->currency) high->currency = scaled.currency;
  if (!same_sign || !scaled.is_money() || scaled.value() >= high->value()) return std::nullopt;
  low = scaled;
  return high;
}

}  // namespace mercato
