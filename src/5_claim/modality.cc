#include "5_claim/modality.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace mercato {
namespace {

struct TopicDefault {
  std::string_view name;
  std::uint32_t reach;
};
// In the order of ModalityReader::Topic.
constexpr std::array<TopicDefault, 7> kTopics{{{"denied", 3},
                                               {"hedged", 8},
                                               {"conditional", 14},
                                               {"question", 40},
                                               {"past", 14},
                                               {"deal", 40},
                                               {"money", 6}}};

// Marks that end what a denial or a doubt can reach.
bool ends_reach(const TokenizedText& text, std::uint32_t token, bool commas) {
  const Token& t = text.tokens[token];
  if (t.kind != TokenKind::punctuation) return false;
  const char c = text.fold(token).front();
  if (c == ',') return commas;
  if (c == '-') return (t.shape & kSpaceBefore) != 0;
  return c == ':' || c == ';' || c == '|' || static_cast<unsigned char>(c) >= 0x80;
}

// Whether the words of a condition stand before the cue in its own clause: "if the club makes an
// offer".
bool opens_clause_of(const TokenizedText& text, const RuleMatch& condition, std::uint32_t cue) {
  if (condition.end_token > cue) return false;
  for (std::uint32_t i = condition.end_token; i < cue; ++i) {
    if (ends_reach(text, i, true)) return false;
  }
  return true;
}

bool ends_with_question(const TokenizedText& text, const Sentence& sentence) {
  for (std::uint32_t i = sentence.end_token; i-- > sentence.first_token;) {
    const Token& token = text.tokens[i];
    if (token.kind == TokenKind::word || token.kind == TokenKind::number) return false;
    if (text.fold(i) == "?") return true;
  }
  return false;
}

// "Marek joins Norville - Aalto to follow?": a dash or a bar with words enough behind it parts two
// pieces of news, and only the last one is asked.
bool another_news_follows(const TokenizedText& text, const Sentence& sentence, std::uint32_t cue) {
  constexpr int kFewestWords = 3;
  int words = 0;
  for (std::uint32_t i = sentence.end_token; i-- > cue;) {
    const Token& token = text.tokens[i];
    if (token.kind == TokenKind::word) ++words;
    if (token.kind != TokenKind::punctuation || !(token.shape & kSpaceBefore)) continue;
    const std::string_view mark = text.fold(i);
    const bool parts = mark == "-" || mark == "–" || mark == "—" || mark == "|";
    if (parts && words >= kFewestWords) return true;
  }
  return false;
}

}  // namespace

Result<ModalityReader::Trait> ModalityReader::read_trait(const Rule& rule) {
  Trait trait;
  const auto topic = std::find_if(kTopics.begin(), kTopics.end(),
                                  [&](const TopicDefault& t) { return t.name == rule.topic; });
  if (topic == kTopics.end()) return failure(rule.id, "'" + rule.topic + "' is no modality");
  trait.topic = static_cast<Topic>(topic - kTopics.begin());
  trait.reach = topic->reach;
  for (const auto& [key, value] : rule.attributes) {
    bool known = true;
    if (key == "reach")
      known =
          std::from_chars(value.data(), value.data() + value.size(), trait.reach).ec == std::errc{};
    else if (key == "side" && value == "before")
      trait.side = Side::before;
    else if (key == "side" && value == "after")
      trait.side = Side::after;
    else if (key == "deal" && parse_enum<Deal>(value))
      trait.deal = *parse_enum<Deal>(value);
    else if (key == "money" && parse_enum<MoneyKind>(value))
      trait.money = *parse_enum<MoneyKind>(value);
    else
      known = false;
    if (!known)
      return failure(rule.id, "the attribute " + key + "=" + value + " is not known to a modality");
  }
  return trait;
}

Result<std::shared_ptr<const ModalityReader>> ModalityReader::load(
    const std::filesystem::path& data, std::shared_ptr<const Languages> languages,
    std::shared_ptr<const Lexicon> lexicon) {
  auto book = RuleBook::load(data, "modality", {}, std::move(languages), std::move(lexicon));
  if (!book) return tl::unexpected(book.error());
  auto out = std::make_shared<ModalityReader>();
  out->book_ = std::move(*book);
  for (const Rule& rule : out->book_->rules()) {
    auto trait = read_trait(rule);
    if (!trait) return tl::unexpected(trait.error());
    out->traits_.push_back(*trait);
  }
  return out;
}

void ModalityReader::find(const TokenizedText& text, std::uint32_t sentence, LanguageId language,
                          std::vector<RuleMatch>& found) const {
  found.clear();
  book_->match(text, sentence, language, {}, found);
}

bool ModalityReader::applies(const Trait& trait, const TokenizedText& text, const RuleMatch& match,
                             std::uint32_t first, std::uint32_t end) const {
  if (match.first_token < end && first < match.end_token) return true;
  const bool before = match.end_token <= first;
  if (trait.side == Side::before && !before) return false;
  if (trait.side == Side::after && before) return false;
  const std::uint32_t from = before ? match.end_token : end,
                      to = before ? first : match.first_token;
  if (to - from > trait.reach) return false;
  if (trait.topic != Topic::denied && trait.topic != Topic::hedged) return true;
  for (std::uint32_t i = from; i < to; ++i) {
    if (ends_reach(text, i, trait.topic == Topic::denied)) return false;
  }
  return true;
}

Modality ModalityReader::read(const TokenizedText& text, std::uint32_t sentence,
                              const std::vector<RuleMatch>& found, std::uint32_t first,
                              std::uint32_t end) const {
  Modality out;
  const auto weaken = [&](Certainty certainty) {
    out.certainty = std::min(out.certainty, certainty);
  };
  for (const RuleMatch& match : found) {
    const Trait& trait = traits_[match.rule];
    if (trait.topic == Topic::money || !applies(trait, text, match, first, end)) continue;
    switch (trait.topic) {
      case Topic::denied:
        out.polarity = Polarity::denied;
        break;
      case Topic::hedged:
        weaken(Certainty::hedged);
        break;
      case Topic::conditional:
        weaken(Certainty::conditional);
        out.supposed = out.supposed || opens_clause_of(text, match, first);
        break;
      case Topic::question:
        weaken(Certainty::question);
        break;
      case Topic::past:
        out.when = When::past;
        break;
      case Topic::deal:
        out.deal = std::max(out.deal, trait.deal);
        break;
      case Topic::money:
        break;
    }
    out.rules.push_back(book_->rules()[match.rule].id);
  }
  const Sentence& whole = text.sentences[sentence];
  if (ends_with_question(text, whole) && !another_news_follows(text, whole, end))
    weaken(Certainty::question);
  return out;
}

std::optional<MoneyKind> ModalityReader::money_kind(const TokenizedText& text,
                                                    const std::vector<RuleMatch>& found,
                                                    std::uint32_t first, std::uint32_t end) const {
  std::optional<MoneyKind> best;
  std::uint32_t best_distance = 0;
  for (const RuleMatch& match : found) {
    const Trait& trait = traits_[match.rule];
    if (trait.topic != Topic::money || !applies(trait, text, match, first, end)) continue;
    const std::uint32_t distance = match.end_token <= first   ? first - match.end_token
                                   : match.first_token >= end ? match.first_token - end
                                                              : 0;
    if (!best || distance < best_distance) {
      best = trait.money;
      best_distance = distance;
    }
  }
  return best;
}

}  // namespace mercato
