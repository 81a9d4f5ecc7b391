// Which value was stored under this key in this document? A small hash map that is emptied in no
// time and keeps its memory.
#pragma once

#include <cstdint>
#include <vector>

namespace mercato::link {

class FlatMap {
 public:
  void clear() {
    ++generation_;
    used_ = 0;
  }

  // The value, or -1.
  std::int32_t find(std::uint64_t key) const {
    for (std::size_t at = place(key);; at = (at + 1) & (slots_.size() - 1)) {
      if (slots_[at].generation != generation_) return -1;
      if (slots_[at].key == key) return slots_[at].value;
    }
  }

  // Replaces a value already there.
  void set(std::uint64_t key, std::int32_t value) {
    if (2 * (used_ + 1) > slots_.size()) grow();
    std::size_t at = place(key);
    while (slots_[at].generation == generation_ && slots_[at].key != key)
      at = (at + 1) & (slots_.size() - 1);
    used_ += slots_[at].generation != generation_;
    slots_[at] = {key, generation_, value};
  }

 private:
  struct Slot {
    std::uint64_t key = 0;
    std::uint64_t generation = 0;
    std::int32_t value = -1;
  };

  std::size_t place(std::uint64_t key) const {
    return ((key ^ key >> 29) * 0x9e3779b97f4a7c15ull >> 32) & (slots_.size() - 1);
  }

  void grow() {
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    const std::uint64_t current = generation_;
    used_ = 0;
    for (const Slot& slot : old)
      if (slot.generation == current) set(slot.key, slot.value);
  }

  std::vector<Slot> slots_ = std::vector<Slot>(128);
  std::uint64_t generation_ = 1;
  std::size_t used_ = 0;
};

}  // namespace mercato::link
