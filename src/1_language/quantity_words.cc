#include "1_language/quantity_words.h"

#include <algorithm>
#include <bit>
#include <tuple>

#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#include <toml++/toml.h>

namespace mercato {
namespace {

constexpr std::size_t kMaxLanguages = 64;
// Short words of one language are too often something else in another ("mai", "an", "mi").
constexpr std::size_t kSharedLetters = 3;

// Roles that a quantity can begin with; months count because of "June 11" and "juin 2026".
bool starts(WordRole role) {
  switch (role) {
    case WordRole::number:
    case WordRole::article:
    case WordRole::half:
    case WordRole::currency:
    case WordRole::month:
    case WordRole::short_month:
    case WordRole::weekday:
      return true;
    default:
      return false;
  }
}

// Roles whose words a text may borrow from another language: an Italian post signed "June 11,
// 2024".
bool is_shared(WordRole role, std::string_view folded) {
  switch (role) {
    case WordRole::multiplier:
    case WordRole::currency:
    case WordRole::year_unit:
    case WordRole::month:
    case WordRole::weekday:
      return folded.size() >= kSharedLetters;
    default:
      return false;
  }
}

}  // namespace

class QuantityWordsLoader {
 public:
  Result<void> currencies(const std::filesystem::path& file);
  Result<void> language(const std::filesystem::path& file, LanguageId id);
  QuantityWords finish();

  QuantityWords out;

 private:
  Result<toml::table> parse(const std::filesystem::path& file);
  void add(std::string_view word, WordRole role, double value = 0);
  void add_list(toml::node_view<const toml::node> list, WordRole role, double value = 0);
  void add_values(toml::node_view<const toml::node> table, WordRole role);
  void add_currencies(toml::node_view<const toml::node> table);
  void add_months(toml::node_view<const toml::node> months);
  std::size_t currency_index(std::string_view code);

  std::uint64_t mask_ = 0;
};

Result<toml::table> QuantityWordsLoader::parse(const std::filesystem::path& file) {
  auto parsed = toml::parse_file(file.string());
  if (parsed) return std::move(parsed).table();
  Problem problem;
  problem.where = file.string();
  problem.line = parsed.error().source().begin.line;
  problem.message = std::string(parsed.error().description());
  return tl::unexpected<Problem>(std::move(problem));
}

void QuantityWordsLoader::add(std::string_view word, WordRole role, double value) {
  const std::string folded = fold(word);
  const std::uint64_t hash = fold_hash(folded);
  const bool shared = mask_ == ~std::uint64_t{0} || is_shared(role, folded);
  out.words_.push_back({hash, mask_, value, role, shared});
  if (starts(role))
    out.starts_[(hash >> 6) % out.starts_.size()] |= std::uint64_t{1} << (hash & 63);
}

void QuantityWordsLoader::add_list(toml::node_view<const toml::node> list, WordRole role,
                                   double value) {
  if (!list.is_array()) return;
  for (const toml::node& word : *list.as_array()) {
    if (const auto text = word.value<std::string_view>()) add(*text, role, value);
  }
}

void QuantityWordsLoader::add_values(toml::node_view<const toml::node> table, WordRole role) {
  if (!table.is_table()) return;
  for (const auto& [word, value] : *table.as_table()) {
    if (const auto number = value.value<double>()) add(word.str(), role, *number);
  }
}

void QuantityWordsLoader::add_currencies(toml::node_view<const toml::node> table) {
  if (!table.is_table()) return;
  for (const auto& [word, code] : *table.as_table()) {
    const auto text = code.value<std::string_view>();
    if (text) add(word.str(), WordRole::currency, static_cast<double>(currency_index(*text)));
  }
}

void QuantityWordsLoader::add_months(toml::node_view<const toml::node> months) {
  if (!months.is_array()) return;
  double month = 0;
  for (const toml::node& names : *months.as_array()) {
    ++month;
    if (!names.is_array()) continue;
    WordRole role = WordRole::month;
    for (const toml::node& name : *names.as_array()) {
      if (const auto text = name.value<std::string_view>()) add(*text, role, month);
      role = WordRole::short_month;
    }
  }
}

std::size_t QuantityWordsLoader::currency_index(std::string_view code) {
  const auto found = std::find(out.currencies_.begin(), out.currencies_.end(), code);
  if (found == out.currencies_.end()) {
    out.currencies_.emplace_back(code);
    return out.currencies_.size() - 1;
  }
  return static_cast<std::size_t>(found - out.currencies_.begin());
}

Result<void> QuantityWordsLoader::currencies(const std::filesystem::path& file) {
  const auto table = parse(file);
  if (!table) return tl::unexpected(table.error());
  mask_ = ~std::uint64_t{0};
  for (const char* section : {"signs", "prefixed", "codes"}) {
    add_currencies(
        toml::node_view<const toml::node>(static_cast<const toml::table&>(*table)[section]));
  }
  return {};
}

Result<void> QuantityWordsLoader::language(const std::filesystem::path& file, LanguageId id) {
  NumberStyle& style = out.styles_[id];
  if (!std::filesystem::exists(file)) return {};
  const auto parsed = parse(file);
  if (!parsed) return tl::unexpected(parsed.error());
  const toml::table& table = *parsed;
  mask_ = std::uint64_t{1} << id;
  style.decimal = table["numbers"]["decimal"].value_or(std::string_view(",")) == "." ? '.' : ',';
  style.month_first = table["dates"]["month_first"].value_or(false);
  style.capital_months = table["dates"]["capital_months"].value_or(false);
  style.numeric_month_first = table["dates"]["numeric"].value_or(std::string_view("dmy")) == "mdy";
  add_values(table["numbers"]["words"], WordRole::number);
  add_values(table["numbers"]["multipliers"], WordRole::multiplier);
  add_currencies(table["money"]["names"]);
  add_months(table["dates"]["months"]);
  const struct {
    const char *section, *key;
    WordRole role;
    double value;
  } lists[] = {
      {"numbers", "articles", WordRole::article, 1}, {"numbers", "half", WordRole::half, 0.5},
      {"numbers", "and", WordRole::join, 0},         {"money", "of", WordRole::of, 0},
      {"money", "nouns", WordRole::money_noun, 0},   {"ranges", "to", WordRole::range, 0},
      {"ranges", "between", WordRole::between, 0},   {"ranges", "and", WordRole::range_join, 0},
      {"years", "units", WordRole::year_unit, 0},    {"years", "suffixes", WordRole::year_unit, 0},
      {"years", "tails", WordRole::year_tail, 0},    {"dates", "weekdays", WordRole::weekday, 0},
      {"dates", "of", WordRole::date_of, 0},         {"dates", "ordinals", WordRole::ordinal, 0},
  };
  for (const auto& list : lists) add_list(table[list.section][list.key], list.role, list.value);
  return {};
}

QuantityWords QuantityWordsLoader::finish() {
  auto& words = out.words_;
  const auto key = [](const QuantityWords::Word& word) {
    return std::tuple(word.hash, word.role, word.value);
  };
  std::stable_sort(words.begin(), words.end(),
                   [&](const auto& a, const auto& b) { return key(a) < key(b); });
  // One entry for a word that means the same in several languages.
  std::size_t kept = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (kept > 0 && key(words[kept - 1]) == key(words[i]))
      words[kept - 1].languages |= words[i].languages;
    else
      words[kept++] = words[i];
  }
  words.resize(kept);
  out.slots_.assign(std::bit_ceil(words.size() * 2 + 2), 0);
  const std::size_t mask = out.slots_.size() - 1;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0 && words[i].hash == words[i - 1].hash) continue;
    std::size_t slot = words[i].hash & mask;
    while (out.slots_[slot]) slot = (slot + 1) & mask;
    out.slots_[slot] = static_cast<std::uint32_t>(i + 1);
  }
  return std::move(out);
}

Result<QuantityWords> QuantityWords::load(const std::filesystem::path& data,
                                          const std::vector<std::string>& tags) {
  if (tags.size() > kMaxLanguages) {
    return failure((data / "languages").string(), "more than 64 languages");
  }
  QuantityWordsLoader loader;
  loader.out.styles_.resize(std::max<std::size_t>(tags.size(), 1));
  if (auto done = loader.currencies(data / "currencies.toml"); !done) {
    return tl::unexpected(done.error());
  }
  for (std::size_t i = 0; i < tags.size(); ++i) {
    auto done =
        loader.language(data / "languages" / tags[i] / "quantity.toml", static_cast<LanguageId>(i));
    if (!done) return tl::unexpected(done.error());
  }
  return loader.finish();
}

const QuantityWords::Word* QuantityWords::find(std::uint64_t hash, WordRole role,
                                               LanguageId language) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hash & mask;
  while (slots_[slot] && words_[slots_[slot] - 1].hash != hash) slot = (slot + 1) & mask;
  if (!slots_[slot]) return nullptr;
  const Word* other = nullptr;
  for (std::size_t i = slots_[slot] - 1; i < words_.size() && words_[i].hash == hash; ++i) {
    const Word& word = words_[i];
    if (word.role != role) continue;
    if (language == kUnknownLanguage || word.languages >> language & 1) return &word;
    if (word.shared) other = &word;
  }
  return other;
}

const QuantityWords::Word* QuantityWords::find_month(std::uint64_t hash, bool capitalised,
                                                     LanguageId language) const {
  const Word* word = find(hash, WordRole::month, language);
  if (!word) word = find(hash, WordRole::short_month, language);
  if (!word || capitalised) return word;
  const bool own = language != kUnknownLanguage && (word->languages >> language & 1);
  for (std::uint64_t rest = word->languages; rest; rest &= rest - 1) {
    const auto id = static_cast<LanguageId>(std::countr_zero(rest));
    if ((!own || id == language) && !style(id).capital_months) return word;
  }
  return nullptr;
}

bool QuantityWords::month_may_lead(const Word& month, LanguageId language) const {
  if (language != kUnknownLanguage) {
    return (month.languages >> language & 1) && style(language).month_first;
  }
  for (std::uint64_t rest = month.languages; rest; rest &= rest - 1) {
    if (style(static_cast<LanguageId>(std::countr_zero(rest))).month_first) return true;
  }
  return false;
}

}  // namespace mercato
