#include "3_reference/id_table.h"

#include <algorithm>
#include <bit>

#include "1_language/language.h"

namespace mercato {

std::uint64_t IdTable::hash(MentionKind kind, std::string_view id) {
  const std::uint64_t mixed =
      (fold_hash(id) + static_cast<std::uint64_t>(kind)) * 0xff51afd7ed558ccdull;
  return mixed ^ (mixed >> 32);
}

IdTable::IdTable(std::span<const Key> keys)
    : slots_(std::bit_ceil(std::max<std::size_t>(16, keys.size() * 2)), kNoReference) {
  const std::size_t mask = slots_.size() - 1;
  for (const Key& key : keys) {
    std::size_t slot = hash(key.kind, key.id) & mask;
    std::uint32_t probe = 1;
    while (slots_[slot] != kNoReference) slot = (slot + 1) & mask, ++probe;
    slots_[slot] = key.entity;
    max_probe_ = std::max(max_probe_, probe);
  }
}

}  // namespace mercato
