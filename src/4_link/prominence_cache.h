// How well known is this entity at the time of the document? Reference::prominence as of the first
// day of the month, remembered for one worker.
#pragma once

#include <cstdint>
#include <vector>

#include "3_reference/reference.h"

namespace mercato::link {

// A fixed table in which a new entry replaces the one in its place. What it returns depends on
// nothing that it has seen.
class ProminenceCache {
 public:
  float get(const Reference& reference, ReferenceId id, Date day) {
    const Date month{day.year, day.known() && day.month == 0 ? std::uint8_t{7} : day.month,
                     day.known() ? std::uint8_t{1} : std::uint8_t{0}};
    const std::uint64_t key =
        (std::uint64_t{id} << 20 | static_cast<std::uint64_t>(month.year) << 4 | month.month) + 1;
    Slot& slot = slots_[key * 0x9e3779b97f4a7c15ull >> 49];
    if (slot.key != key) slot = {key, reference.prominence(id, month)};
    return slot.value;
  }

 private:
  struct Slot {
    std::uint64_t key = 0;
    float value = 0;
  };
  std::vector<Slot> slots_ = std::vector<Slot>(1u << 15);
};

}  // namespace mercato::link
