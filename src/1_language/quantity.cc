#include "1_language/quantity.h"

#include "1_language/amount.h"
#include "1_language/date_text.h"
#include "1_language/quantity_cursor.h"

namespace mercato {
namespace {

Currency currency_of(std::string_view code) {
  if (code == "EUR") return Currency::eur;
  if (code == "GBP") return Currency::gbp;
  if (code == "USD") return Currency::usd;
  return code.empty() ? Currency::none : Currency::other;
}

// True when digits go on before or after [begin, end) behind one mark: a score, a season, a time.
bool joined_to_digits(std::string_view text, Span span) {
  constexpr std::string_view kMarks = "-:/.";
  const auto mark = [&](std::size_t i) {
    return i < text.size() && kMarks.find(text[i]) != std::string_view::npos;
  };
  const auto digit = [&](std::size_t i) { return i < text.size() && is_ascii_digit(text[i]); };
  if (span.begin >= 2 && mark(span.begin - 1) && digit(span.begin - 2)) return true;
  if (mark(span.end) && digit(span.end + 1)) return true;
  constexpr std::string_view kDash = "\u2013";
  const bool dash_after =
      text.substr(span.end, kDash.size()) == kDash && digit(span.end + kDash.size());
  const bool dash_before = span.begin > kDash.size() &&
                           text.substr(span.begin - kDash.size(), kDash.size()) == kDash &&
                           digit(span.begin - kDash.size() - 1);
  return dash_after || dash_before;
}

// Finds the values of one document.
class Finder {
 public:
  Finder(const QuantityWords& words, std::string_view text, const TokenizedText& tokens,
         Date published, LinkedText& out)
      : words_(words), text_(text), tokens_(tokens), published_(published), out_(out) {}

  void run();

 private:
  void sentence(const Sentence& sentence, std::uint32_t block_end);
  bool may_start(const Token& token) const;
  // Each reads what begins at `at`, appends it and moves done_; false where it is something else.
  bool date(const QuantityCursor& at);
  bool money(const Amount& amount, const QuantityCursor& at);
  bool years(const Amount& amount);
  bool year(const QuantityCursor& at, const Amount& amount);
  void number(const Amount& amount);
  void value(const QuantityCursor& at);
  bool sum(const Amount& amount);

  std::uint32_t with_sign_prefix(Amount& amount) const;
  bool counts_things(const Amount& amount) const;
  Quantity& add(MentionKind kind, std::uint32_t first, const QuantityCursor& after);
  void add_money(const Amount& low, const Amount* high, std::uint32_t first,
                 const QuantityCursor& after);

  const QuantityWords& words_;
  const std::string_view text_;
  const TokenizedText& tokens_;
  const Date published_;
  LinkedText& out_;
  LanguageId language_ = kUnknownLanguage;
  std::uint32_t done_ = 0;  // tokens before this one are read
};

void Finder::run() {
  const auto& sentences = tokens_.sentences;
  // Values may cross a sentence end that a full stop only seemed to make ("Mio. Euro"), never a
  // block's.
  std::size_t last = 0;
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    if (last < i) last = i;
    while (last + 1 < sentences.size() && sentences[last + 1].block == sentences[i].block) ++last;
    sentence(sentences[i], sentences[last].end_token);
  }
}

bool Finder::may_start(const Token& token) const {
  switch (token.kind) {
    case TokenKind::number:
      return true;
    case TokenKind::hashtag:
    case TokenKind::handle:
    case TokenKind::url:
      return false;
    default:
      return words_.may_start(token.hash) || is_ascii_digit(text_[token.span.begin]);
  }
}

void Finder::sentence(const Sentence& sentence, std::uint32_t block_end) {
  language_ = sentence.language;
  for (std::uint32_t t = sentence.first_token; t < sentence.end_token; ++t) {
    if (t < done_ || !may_start(tokens_.tokens[t])) continue;
    const QuantityCursor at(text_, tokens_, t, block_end);
    if (!date(at)) value(at);
  }
}

bool Finder::date(const QuantityCursor& at) {
  const auto found = find_date(at, words_, language_);
  if (!found) return false;
  add(MentionKind::date, at.token(), found->after).date =
      with_nearest_year(found->date, published_);
  return true;
}

void Finder::value(const QuantityCursor& at) {
  auto amount = find_amount(at, words_, language_);
  if (!amount) return;
  if (money(*amount, at) || years(*amount) || sum(*amount) || year(at, *amount)) return;
  number(*amount);
}

bool Finder::money(const Amount& amount, const QuantityCursor& at) {
  Amount low = amount;
  const std::uint32_t first = with_sign_prefix(low);
  // "tra i 30 e i 35 milioni": the word may stand two tokens before.
  bool between = false;
  for (std::uint32_t back = 1; back <= 2 && back <= at.token(); ++back) {
    between |= words_.find(at.hash_of(at.token() - back), WordRole::between, language_) != nullptr;
  }
  if (const auto high = find_range_end(low, between, words_, language_)) {
    add_money(low, &*high, first, high->after);
    return true;
  }
  if (!low.is_money()) return false;
  if (counts_things(low)) {
    add(MentionKind::number, first, low.after).amount = low.value();
  } else {
    add_money(low, nullptr, first, low.after);
  }
  return true;
}

// "R$ 20": the letters before the sign change what it means.
std::uint32_t Finder::with_sign_prefix(Amount& amount) const {
  if (!amount.currency || amount.first == 0 || amount.first <= done_) return amount.first;
  const Token& sign = tokens_.tokens[amount.first];
  const Token& letters = tokens_.tokens[amount.first - 1];
  if (letters.kind != TokenKind::word || letters.span.end != sign.span.begin) return amount.first;
  std::uint64_t hash = letters.hash;
  for (const char c : tokens_.fold(amount.first))
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ull;
  const auto* word = words_.find(hash, WordRole::currency, language_);
  if (!word) return amount.first;
  amount.currency = word;
  return amount.first - 1;
}

// "110 millions de téléspectateurs" is no money: a common noun that is none of money's follows.
bool Finder::counts_things(const Amount& amount) const {
  constexpr std::size_t kShortWord = 3;  // articles: "15 millions de la part de"
  if (amount.currency || amount.after.done() || amount.short_scale) return false;
  QuantityCursor at = amount.after;
  if (!words_.find(at.hash(), WordRole::of, language_)) return false;
  at.next();
  if (at.done() || at.current().kind != TokenKind::word || at.word().size() <= kShortWord)
    return false;
  if (at.current().shape & (kCapitalised | kElided)) return false;
  return !words_.find(at.hash(), WordRole::money_noun, language_);
}

bool Finder::years(const Amount& amount) {
  QuantityCursor at = amount.after;
  if (at.is("-") && !at.space_before()) at.next();
  if (at.done() || !words_.find(at.hash(), WordRole::year_unit, language_)) return false;
  at.next();
  QuantityCursor tail = at;
  if (tail.is("-") && !tail.space_before()) tail.next();
  if (!tail.done() && words_.find(tail.hash(), WordRole::year_tail, language_)) {
    tail.next();
    at = tail;
  }
  Quantity& quantity = add(MentionKind::number, amount.first, at);
  quantity.amount = amount.value();
  quantity.years = true;
  return true;
}

// "40+5 milioni": the first takes the scale and sign of the second.
bool Finder::sum(const Amount& amount) {
  QuantityCursor at = amount.after;
  if (amount.spelled || !at.is("+")) return false;
  at.next();
  const auto second = find_amount(at, words_, language_);
  if (!second || second->spelled || !second->is_money()) return false;
  Amount first = amount;
  if (first.multiplier == 0) first.multiplier = second->multiplier;
  first.currency = second->currency;
  add_money(first, nullptr, first.first, first.after);
  return true;
}

bool Finder::year(const QuantityCursor& at, const Amount& amount) {
  if (amount.multiplier != 0) return false;
  const auto found = find_year(at);
  if (!found || found->after.token() != amount.after.token()) return false;
  add(MentionKind::date, at.token(), found->after).date = found->date;
  return true;
}

void Finder::number(const Amount& amount) {
  const Span span = amount.after.span_from(amount.first);
  if (amount.spelled || joined_to_digits(text_, span) || amount.after.is("%")) return;
  const bool letters_follow = !amount.after.done() && !amount.after.space_before() &&
                              amount.after.current().kind == TokenKind::word;
  if (letters_follow) return;  // "4e"
  add(MentionKind::number, amount.first, amount.after).amount = amount.value();
}

Quantity& Finder::add(MentionKind kind, std::uint32_t first, const QuantityCursor& after) {
  Mention mention;
  mention.span = after.span_from(first);
  mention.first_token = first;
  mention.end_token = after.token();
  mention.kind = kind;
  mention.form = MentionForm::value;
  mention.entity = static_cast<std::int32_t>(out_.quantities.size());
  out_.mentions.push_back(mention);
  done_ = after.token();
  return out_.quantities.emplace_back();
}

void Finder::add_money(const Amount& low, const Amount* high, std::uint32_t first,
                       const QuantityCursor& after) {
  Quantity& quantity = add(MentionKind::money, first, after);
  quantity.amount = low.value();
  if (high) quantity.amount_to = high->value();
  if (low.currency) quantity.currency_code = words_.currency(*low.currency);
  quantity.currency = currency_of(quantity.currency_code);
}

}  // namespace

Result<Quantities> Quantities::load(const std::filesystem::path& data,
                                    const std::vector<std::string>& tags) {
  auto words = QuantityWords::load(data, tags);
  if (!words) return tl::unexpected(words.error());
  return Quantities(std::move(*words));
}

void Quantities::find(std::string_view text, const TokenizedText& tokens, Date published,
                      LinkedText& out) const {
  Finder(words_, text, tokens, published, out).run();
}

}  // namespace mercato
