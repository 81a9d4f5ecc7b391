// Can a pattern hold here at all? A glance at the words around, which rules most patterns out
// before they are tried: few of those that hold a frequent word go on as the sentence does.
#pragma once

#include <boost/container/small_vector.hpp>
#include <cstdint>

#include "1_language/language.h"
#include "2_rules/pattern.h"

namespace mercato {

// Sets of words as bits (Element::mask): a word may be taken for in the set, never for missing.
using WordSet = std::uint64_t;

// Words that a pattern needs around its anchor, one set for each place; all bits where it needs
// none.
struct NeededWords {
  static constexpr WordSet kAny = ~WordSet{0};
  WordSet before = kAny, after = kAny;  // right beside the anchor
  WordSet left = kAny, right = kAny;    // somewhere on that side: the rarest of the further words

  explicit NeededWords(const Pattern& pattern);
};

// The words around one token of a sentence, moved from its first token to its last.
class Surroundings {
 public:
  // The half-open range is the sentence's.
  Surroundings(const TokenizedText& text, std::uint32_t first_token, std::uint32_t end_token);

  // REQUIRES: `token` is the first token, then the one behind the last call's.
  void move_to(std::uint32_t token) {
    const std::size_t at = token - first_token_;
    left_ |= before_;
    before_ = at > 0 ? word(at - 1) : kNone;
    after_ = at + 1 < size_ ? word(at + 1) : kNone;
    right_ = at + 1 < size_ ? from_[at + 1] : kNone;
  }
  bool allow(const NeededWords& needed) const {
    return (needed.before & before_) && (needed.after & after_) &&
           (needed.left & (left_ | before_)) && (needed.right & right_);
  }

 private:
  // No word, yet not ruled out where any will do.
  static constexpr WordSet kNone = 1;
  WordSet word(std::size_t at) const {
    return Element::mask_bit(text_.tokens[first_token_ + at].hash);
  }

  const TokenizedText& text_;
  const std::size_t first_token_, size_;
  boost::container::small_vector<WordSet, 64> from_;  // the words from each token to the end
  WordSet left_ = kNone, before_ = kNone, after_ = kNone, right_ = kNone;
};

}  // namespace mercato
