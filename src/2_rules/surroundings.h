// Can a pattern hold here at all? A glance at the words around, which rules most patterns out
// before they are tried: few of those that hold a frequent word go on as the sentence does.
#pragma once

#include <boost/container/small_vector.hpp>
#include <cstdint>
#include <span>

#include "1_language/language.h"
#include "2_rules/pattern.h"
#include "2_rules/sentence_view.h"

namespace mercato {

// What a pattern needs around its anchor: a set of words for each place, with all bits where it
// needs none, and on each side mentions that fill its roles.
struct Needs {
  static constexpr WordBits kAny = ~WordBits{0};
  WordBits before = kAny, after = kAny;  // right beside the anchor
  WordBits left = kAny, right = kAny;    // somewhere on that side: the rarest of the further words

  RoleSet left_roles = 0, right_roles = 0;

  Needs(const Pattern& pattern, const WordSets& words);
  // Needs no more than `other` does.
  void widen(const Needs& other) {
    before |= other.before, after |= other.after;
    left |= other.left, right |= other.right;
    left_roles &= other.left_roles, right_roles &= other.right_roles;
  }
};

// The words around one token of a sentence, moved from its first token to its last.
class Surroundings {
 public:
  Surroundings(const SentenceView& sentence, std::span<const RoleSpec> roles);

  // REQUIRES: `token` is the first token, then the one behind the last call's.
  void move_to(std::uint32_t token) {
    const std::size_t at = token - first_token_;
    left_ |= before_;
    before_ = at > 0 ? word(at - 1) : kNone;
    after_ = at + 1 < size_ ? word(at + 1) : kNone;
    right_ = from_[at + 1].words;
    left_roles_ |= ends_[at];
    right_roles_ = from_[at + 1].roles;
  }
  bool allow(const Needs& needed) const {
    return (needed.before & before_) && (needed.after & after_) &&
           (needed.left & (left_ | before_)) && (needed.right & right_) &&
           !(needed.left_roles & ~left_roles_) && !(needed.right_roles & ~right_roles_);
  }

 private:
  // No word, yet not ruled out where any will do.
  static constexpr WordBits kNone = 1;
  WordBits word(std::size_t at) const {
    return WordSets::bit(text_.tokens[first_token_ + at].hash);
  }

  // What there is from one token to the end of the sentence.
  struct Rest {
    WordBits words = kNone;
    RoleSet roles = 0;  // of mentions that begin there
  };

  const TokenizedText& text_;
  const std::size_t first_token_, size_;
  boost::container::small_vector<Rest, 64> from_;     // by token, and one for the end
  boost::container::small_vector<RoleSet, 64> ends_;  // of mentions that end before each token
  WordBits left_ = kNone, before_ = kNone, after_ = kNone, right_ = kNone;
  RoleSet left_roles_ = 0, right_roles_ = 0;
};

}  // namespace mercato
