// Which entity has this imported id? An open-addressing table of entity numbers, laid out for the
// file.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "0_core/mention.h"

namespace mercato {

class IdTable {
 public:
  struct Key {
    MentionKind kind;
    std::string_view id;
    ReferenceId entity;
  };
  // Half full at most; an empty slot holds kNoReference.
  explicit IdTable(std::span<const Key> keys);

  std::span<const ReferenceId> slots() const { return slots_; }
  std::uint32_t max_probe() const { return max_probe_; }

  static std::uint64_t hash(MentionKind kind, std::string_view id);

 private:
  std::vector<ReferenceId> slots_;
  std::uint32_t max_probe_ = 1;
};

}  // namespace mercato
