#include "2_rules/matcher.h"

#include <algorithm>
#include <limits>

namespace mercato {
namespace {

// Costs, in units of about three tokens of distance. Only their order matters: a mention that a
// preposition governs is a worse subject than one twice as far.
constexpr float kGovernedCost = 3.0f, kCrossedCost = 1.5f, kPronounCost = 0.8f, kNestedCost = 2.5f;
constexpr float kMissingOptionalCost = 2.0f;
constexpr float kMaxRoleCost = 9.0f;
constexpr int kTightGap = 5, kLooseGap = 16;
constexpr int kGoverningSlack = 4, kContentSlack = 8;

class Search {
 public:
  Search(const Pattern& pattern, const MatchContext& context)
      : pattern_(pattern),
        sentence_(context.sentence),
        roles_(context.roles),
        words_(context.words) {}

  std::optional<RuleMatch> run(std::uint32_t token) {
    if (!holds_before(token)) return std::nullopt;
    current_.first_token = token;
    current_.end_token = token + 1;
    anchor_ = token;
    right(pattern_.anchor + 1, token + 1, 0, beside(token));
    if (best_.cost == std::numeric_limits<float>::max()) return std::nullopt;
    return best_;
  }

 private:
  // What the search has just passed: it says how far the next element may lie.
  enum class Beside : std::uint8_t { word, preposition, role };
  Beside beside(std::uint32_t word) const {
    return sentence_.is_preposition(word) ? Beside::preposition : Beside::word;
  }

  const Element& element(std::size_t i) const { return pattern_.elements[i]; }
  bool matches(const Element& e, std::uint32_t token) const {
    return words_.has(e.words, sentence_.text(), token);
  }
  // Whether the words that must stand right before the anchor do: cheaper to know before the search
  // than at its end.
  bool holds_before(std::uint32_t token) const {
    for (std::size_t i = pattern_.anchor; i-- > 0; --token) {
      const Element& e = element(i);
      if (e.kind != Element::Kind::words || e.optional) return true;
      if (token == sentence_.first_token() || !matches(e, token - 1)) return false;
    }
    return true;
  }
  bool is_word(std::uint32_t i) const {
    const TokenKind kind = sentence_.text().tokens[i].kind;
    return kind == TokenKind::word || kind == TokenKind::number;
  }

  void finish(float cost) {
    if (cost >= best_.cost) return;
    best_ = current_;
    best_.cost = cost;
  }

  // How many tokens may lie between a role and the words that follow or precede it.
  static int slack(const Element& words, Beside neighbour) {
    if (neighbour != Beside::role) return 0;
    return words.governing ? kGoverningSlack : kContentSlack;
  }

  // Whether the words of tokens [from, end) are more than the rule lets lie beside a role.
  bool too_far(std::uint32_t from, std::uint32_t end) const {
    if (pattern_.close == Pattern::kAnyReach) return false;
    int words = 0, depth = 0;
    for (std::uint32_t t = from; t < end; ++t) {
      const std::string_view fold = sentence_.text().fold(t);
      depth += fold == "(" ? 1 : fold == ")" ? -1 : 0;
      if (depth == 0 && is_word(t) && ++words > pattern_.close) return true;
    }
    return false;
  }

  // --- to the right of the anchor: element i may begin at token pos ---
  void right(std::size_t i, std::uint32_t pos, float cost, Beside passed) {
    if (cost >= best_.cost) return;
    if (i == pattern_.elements.size()) {
      return left(static_cast<int>(pattern_.anchor) - 1, static_cast<int>(anchor_) - 1, cost,
                  beside(anchor_));
    }
    const Element& e = element(i);
    switch (e.kind) {
      case Element::Kind::words:
        right_words(i, pos, cost, passed);
        if (e.optional) right(i + 1, pos, cost, passed);
        return;
      case Element::Kind::role:
        return right_role(i, pos, cost, passed);
      case Element::Kind::forbidden:
        if (pos < sentence_.end_token() && matches(e, pos)) return;
        return right(i + 1, pos, cost, passed);
      case Element::Kind::gap:
        return right_gap(i, pos, cost);
      case Element::Kind::end:
        while (pos < sentence_.end_token() && !is_word(pos)) ++pos;
        if (pos == sentence_.end_token()) right(i + 1, pos, cost, passed);
        return;
      case Element::Kind::start:
      case Element::Kind::inside:
        return;
    }
  }

  void right_gap(std::size_t i, std::uint32_t pos, float cost) {
    for (std::uint32_t n = 0; n <= element(i).gap && pos + n <= sentence_.end_token(); ++n) {
      right(i + 1, pos + n, cost + kTokenCost * static_cast<float>(n), Beside::word);
      if (pos + n < sentence_.end_token() && sentence_.is_break(pos + n)) return;
    }
  }

  void right_words(std::size_t i, std::uint32_t pos, float cost, Beside passed) {
    const Element& e = element(i);
    const std::uint32_t begin = pos;
    for (int left_over = slack(e, passed); left_over >= 0 && pos < sentence_.end_token();
         --left_over, ++pos) {
      if (matches(e, pos)) {
        if (passed == Beside::role && too_far(begin, pos)) return;
        const std::uint32_t old_end = current_.end_token;
        current_.end_token = std::max(old_end, pos + 1);
        right(i + 1, pos + 1, cost, beside(pos));
        current_.end_token = old_end;
        return;
      }
      cost += sentence_.pass_cost(pos);
      if (sentence_.is_break(pos)) return;
    }
  }

  void right_role(std::size_t i, std::uint32_t pos, float cost, Beside passed) {
    const Element& e = element(i);
    const bool tight = passed == Beside::preposition;
    float path = 0;
    std::uint32_t at = pos;
    for (std::uint32_t m = sentence_.first_mention(); m < sentence_.end_mention(); ++m) {
      const Mention& mention = sentence_.mention(m);
      if (mention.first_token < pos) continue;
      if (mention.first_token - pos > static_cast<std::uint32_t>(tight ? kTightGap : kLooseGap))
        break;
      for (; at < mention.first_token; ++at) path += sentence_.pass_cost(at);
      if (path > kMaxRoleCost || too_far(pos, mention.first_token)) break;
      fill(e, m, path, tight, [&](float role_cost) {
        right(i + 1, mention.end_token, cost + role_cost, Beside::role);
      });
      path += crossing_cost(e, m);
    }
    if (e.optional) right(i + 1, pos, cost + kMissingOptionalCost, passed);
  }

  // --- to the left of the anchor: element i may end at token pos (inclusive) ---
  void left(int i, int pos, float cost, Beside passed) {
    if (cost >= best_.cost) return;
    if (i < 0) return finish(cost);
    const Element& e = element(static_cast<std::size_t>(i));
    const int first = static_cast<int>(sentence_.first_token());
    switch (e.kind) {
      case Element::Kind::words:
        left_words(i, pos, cost, passed);
        if (e.optional) left(i - 1, pos, cost, passed);
        return;
      case Element::Kind::role:
        return left_role(i, pos, cost, passed);
      case Element::Kind::forbidden:
        // Neither before what was matched, nor as its first word, which an optional one may be.
        if (pos >= first && matches(e, static_cast<std::uint32_t>(pos))) return;
        if (matches(e, static_cast<std::uint32_t>(pos + 1))) return;
        return left(i - 1, pos, cost, passed);
      case Element::Kind::gap:
        return left_gap(i, pos, cost);
      case Element::Kind::start:
      case Element::Kind::inside: {
        int word = pos;
        while (word >= first && !is_word(static_cast<std::uint32_t>(word))) --word;
        const bool begins = word < first;
        if (begins == (e.kind == Element::Kind::start))
          left(i - 1, begins ? word : pos, cost, passed);
        return;
      }
      case Element::Kind::end:
        return;
    }
  }

  void left_gap(int i, int pos, float cost) {
    const int first = static_cast<int>(sentence_.first_token());
    for (int n = 0; n <= element(static_cast<std::size_t>(i)).gap && pos - n >= first - 1; ++n) {
      left(i - 1, pos - n, cost + kTokenCost * static_cast<float>(n), Beside::word);
      if (pos - n >= first && sentence_.is_break(static_cast<std::uint32_t>(pos - n))) return;
    }
  }

  void left_words(int i, int pos, float cost, Beside passed) {
    const Element& e = element(static_cast<std::size_t>(i));
    const auto behind = static_cast<std::uint32_t>(pos + 1);
    for (int left_over = slack(e, passed);
         left_over >= 0 && pos >= static_cast<int>(sentence_.first_token()); --left_over, --pos) {
      const auto at = static_cast<std::uint32_t>(pos);
      if (matches(e, at)) {
        if (passed == Beside::role && too_far(at + 1, behind)) return;
        const std::uint32_t old_first = current_.first_token;
        current_.first_token = std::min(old_first, at);
        left(i - 1, pos - 1, cost, beside(at));
        current_.first_token = old_first;
        return;
      }
      cost += sentence_.pass_cost(at);
      if (sentence_.is_break(at)) return;
    }
  }

  void left_role(int i, int pos, float cost, Beside passed) {
    const Element& e = element(static_cast<std::size_t>(i));
    const bool governed_by_pattern = i > 0 && element(static_cast<std::size_t>(i - 1)).may_govern;
    float path = 0;
    int at = pos;
    for (std::uint32_t m = sentence_.end_mention(); m-- > sentence_.first_mention();) {
      const Mention& mention = sentence_.mention(m);
      if (static_cast<int>(mention.end_token) > pos + 1) continue;
      const int end = static_cast<int>(mention.end_token) - 1;
      if (pos - end > kLooseGap) {
        if (pos - static_cast<int>(mention.first_token) > 2 * kLooseGap) break;
        continue;  // mentions are ordered by their first token: a longer one before may still reach
                   // nearer
      }
      for (; at > end; --at) path += sentence_.pass_cost(static_cast<std::uint32_t>(at));
      if (path > kMaxRoleCost) break;
      if (too_far(mention.end_token, static_cast<std::uint32_t>(pos + 1))) break;
      fill(e, m, path, governed_by_pattern, [&](float role_cost) {
        left(i - 1, static_cast<int>(mention.first_token) - 1, cost + role_cost, Beside::role);
      });
      path += crossing_cost(e, m);
    }
    if (e.optional) left(i - 1, pos, cost + kMissingOptionalCost, passed);
  }

  // --- roles ---
  template <typename Next>
  void fill(const Element& e, std::uint32_t m, float path, bool governed_by_pattern, Next next) {
    const Mention& mention = sentence_.mention(m);
    if (!plays(e, mention) || is_taken(m)) return;
    current_.roles[e.role] = static_cast<std::int32_t>(m);
    next(path + role_cost(e, m, governed_by_pattern));
    current_.roles[e.role] = -1;
  }

  bool plays(const Element& e, const Mention& mention) const {
    return (roles_[e.role].kinds & kind_bit(mention.kind)) != 0;
  }
  bool is_taken(std::uint32_t m) const {
    const Span span = sentence_.mention(m).span;
    return std::any_of(current_.roles, current_.roles + roles_.size(), [&](std::int32_t other) {
      return other >= 0 && sentence_.mention(static_cast<std::uint32_t>(other)).span == span;
    });
  }

  float role_cost(const Element& e, std::uint32_t m, bool governed_by_pattern) const {
    const Mention& mention = sentence_.mention(m);
    float cost = (1 - mention.confidence);
    if (mention.form == MentionForm::pronoun) cost += kPronounCost;
    if (mention.holder >= 0) cost += roles_[e.role].held_cost;
    if (sentence_.is_nested(m)) cost += kNestedCost;
    if (!governed_by_pattern && sentence_.is_governed(m)) cost += kGovernedCost;
    return cost;
  }

  // Passing over a mention that could have played the role costs, unless something else governs it.
  float crossing_cost(const Element& e, std::uint32_t m) const {
    return plays(e, sentence_.mention(m)) && !sentence_.is_governed(m) ? kCrossedCost : 0;
  }

  const Pattern& pattern_;
  const SentenceView& sentence_;
  const std::span<const RoleSpec> roles_;
  const WordSets& words_;
  std::uint32_t anchor_ = 0;
  RuleMatch current_;
  RuleMatch best_ = [] {
    RuleMatch none;
    none.cost = std::numeric_limits<float>::max();
    return none;
  }();
};

}  // namespace

std::optional<RuleMatch> match_pattern(const Pattern& pattern, std::uint32_t token,
                                       const MatchContext& context) {
  return Search(pattern, context).run(token);
}

}  // namespace mercato
