// Who is it, in every ledger? Identity of persons and clubs as 64 bits, and their written form.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "0_core/mention.h"

namespace mercato {

// XXH3 over the kind and the reference's id, or, without an id, the folded name.
std::uint64_t identity_of(MentionKind kind, std::string_view id, std::string_view folded_name);
std::string write_stable_id(MentionKind kind, std::uint64_t identity);

struct StableId {
  MentionKind kind = MentionKind::person;
  std::uint64_t identity = 0;
};
// Reads what write_stable_id wrote, in either case.
std::optional<StableId> parse_stable_id(std::string_view text);

// 64 bits of any text, for the integer keys of the index: the same on every machine.
std::int64_t text_hash(std::string_view text);

}  // namespace mercato
