#include "2_rules/surroundings.h"

#include <bit>

namespace mercato {
namespace {

// What must stand where the element stands; any word where the element may be missing or is not
// told by bits.
WordSet words_of(const Element& element) {
  const bool fixed = element.kind == Element::Kind::words && !element.optional;
  return fixed && element.prefixes.empty() ? element.mask : NeededWords::kAny;
}

void keep_rarer(WordSet words, WordSet& rarest) {
  if (std::popcount(words) < std::popcount(rarest)) rarest = words;
}

}  // namespace

NeededWords::NeededWords(const Pattern& pattern) {
  const auto& elements = pattern.elements;
  const std::size_t anchor = pattern.anchor;
  if (anchor > 0) before = words_of(elements[anchor - 1]);
  if (anchor + 1 < elements.size()) after = words_of(elements[anchor + 1]);
  for (std::size_t i = 0; i + 1 < anchor; ++i) keep_rarer(words_of(elements[i]), left);
  for (std::size_t i = anchor + 2; i < elements.size(); ++i)
    keep_rarer(words_of(elements[i]), right);
}

Surroundings::Surroundings(const TokenizedText& text, std::uint32_t first_token,
                           std::uint32_t end_token)
    : text_(text), first_token_(first_token), size_(end_token - first_token), from_(size_) {
  WordSet words = kNone;
  for (std::size_t at = size_; at-- > 0;) from_[at] = words |= word(at);
}

}  // namespace mercato
