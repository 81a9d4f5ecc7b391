#include "2_rules/surroundings.h"

#include <algorithm>
#include <bit>

namespace mercato {
namespace {

// What must stand where the element stands; any word where the element may be missing or is not
// told by bits.
WordBits bits_of(const Element& element, const WordSets& words) {
  const bool fixed = element.kind == Element::Kind::words && !element.optional;
  return fixed && words.prefixes(element.words).empty() ? words.bits(element.words) : Needs::kAny;
}

void keep_rarer(WordBits words, WordBits& rarest) {
  if (std::popcount(words) < std::popcount(rarest)) rarest = words;
}

RoleSet required_roles(std::span<const Element> elements) {
  unsigned roles = 0;
  for (const Element& element : elements) {
    if (element.kind == Element::Kind::role && !element.optional) roles |= 1u << element.role;
  }
  return static_cast<RoleSet>(roles);
}

// The roles that the mention can play.
RoleSet roles_of(const Mention& mention, std::span<const RoleSpec> roles) {
  unsigned played = 0;
  for (std::size_t r = 0; r < roles.size(); ++r)
    played |= (roles[r].kinds & kind_bit(mention.kind) ? 1u : 0u) << r;
  return static_cast<RoleSet>(played);
}

}  // namespace

Needs::Needs(const Pattern& pattern, const WordSets& words) {
  const std::span elements(pattern.elements);
  const std::size_t anchor = pattern.anchor;
  if (anchor > 0) before = bits_of(elements[anchor - 1], words);
  if (anchor + 1 < elements.size()) after = bits_of(elements[anchor + 1], words);
  for (std::size_t i = 0; i + 1 < anchor; ++i) keep_rarer(bits_of(elements[i], words), left);
  for (std::size_t i = anchor + 2; i < elements.size(); ++i)
    keep_rarer(bits_of(elements[i], words), right);
  left_roles = required_roles(elements.first(anchor));
  right_roles = required_roles(elements.subspan(anchor + 1));
}

Surroundings::Surroundings(const SentenceView& sentence, std::span<const RoleSpec> roles)
    : text_(sentence.text()),
      first_token_(sentence.first_token()),
      size_(sentence.end_token() - sentence.first_token()),
      from_(size_ + 1),
      ends_(size_ + 1) {
  for (std::uint32_t m = sentence.first_mention(); m < sentence.end_mention(); ++m) {
    const Mention& mention = sentence.mention(m);
    const RoleSet played = roles_of(mention, roles);
    from_[mention.first_token - first_token_].roles |= played;
    ends_[std::min<std::size_t>(mention.end_token - first_token_, size_)] |= played;
  }
  for (std::size_t at = size_; at-- > 0;) {
    from_[at].words = from_[at + 1].words | word(at);
    from_[at].roles |= from_[at + 1].roles;
  }
}

}  // namespace mercato
