#include "4_link/phrase_table.h"

namespace mercato::link {

std::uint32_t next_word(const TokenizedText& text, std::uint32_t token, std::uint32_t limit) {
  std::uint32_t next = token + 1;
  if (next >= limit) return limit;
  const Token& joint = text.tokens[next];
  if (joint.kind != TokenKind::punctuation) return next;
  if (joint.shape & kSpaceBefore) return limit;
  const std::string_view mark = text.fold(next);
  const bool abbreviated = mark == "." && text.tokens[token].folded_size <= 3;
  if (mark != "-" && mark != "'" && mark != "&" && !abbreviated) return limit;
  if (++next >= limit || text.tokens[next].kind == TokenKind::punctuation) return limit;
  const bool spaced = (text.tokens[next].shape & kSpaceBefore) != 0;
  return spaced && !abbreviated ? limit : next;
}

const std::uint32_t* PhraseTable::child(std::uint32_t node, std::uint64_t hash) const {
  const std::uint64_t wanted = key(node, hash);
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = wanted & mask;; at = (at + 1) & mask) {
    if (slots_[at].key == wanted) return &slots_[at].node;
    if (slots_[at].key == 0) return nullptr;
  }
}

void PhraseTable::insert(std::uint64_t key, std::uint32_t node) {
  if (2 * (used_ + 1) > slots_.size()) {
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    used_ = 0;
    for (const Slot& slot : old)
      if (slot.key != 0) insert(slot.key, slot.node);
  }
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = key & mask;
  while (slots_[at].key != 0) at = (at + 1) & mask;
  slots_[at] = {key, node};
  ++used_;
}

void PhraseTable::add(const std::vector<std::uint64_t>& words, PhraseValue value) {
  std::uint32_t node = 0;
  for (const std::uint64_t word : words) {
    if (const std::uint32_t* known = child(node, word)) {
      node = *known;
      continue;
    }
    const auto fresh = static_cast<std::uint32_t>(values_.size());
    values_.emplace_back();
    insert(key(node, word), fresh);
    node = fresh;
  }
  values_[node].push_back(value);
}

PhraseTable::Match PhraseTable::longest(const TokenizedText& text, std::uint32_t token,
                                        std::uint32_t limit) const {
  Match match;
  std::uint32_t node = 0;
  for (std::uint32_t at = token; at < limit; at = next_word(text, at, limit)) {
    const std::uint32_t* next = child(node, text.tokens[at].hash);
    if (next == nullptr) break;
    node = *next;
    if (!values_[node].empty()) match = {at + 1, &values_[node]};
  }
  return match;
}

}  // namespace mercato::link
