// How does a reference file lie on the disk? Header, directory and the fixed-width records of its
// sections.
//
// Little-endian, made for machines of the kind that wrote it (the header says so). Sections begin
// at multiples of 64 bytes. Version kVersion is raised by any change of a record or of the meaning
// of a section.
#pragma once

#include <array>
#include <cstdint>
#include <type_traits>

#include "0_core/date.h"
#include "3_reference/reference.h"

namespace mercato::reference_file {

inline constexpr std::array<char, 8> kMagic = {'M', 'E', 'R', 'C', 'R', 'E', 'F', '\n'};
inline constexpr std::uint32_t kVersion = 2;
inline constexpr std::uint32_t kByteOrder = 0x01020304;
inline constexpr std::uint64_t kAlignment = 64;

enum class Section : std::uint32_t {
  strings,          // char: every string of the file, back to back
  entities,         // EntityRecord, by ReferenceId; persons, clubs, nations, competitions, sources,
                    // nationalities
  persons,          // PersonData, by row of the entity
  clubs,            // ClubData, clubs then nations
  competitions,     // CompetitionData
  sources,          // SourceData
  moves,            // MoveRow, by person, oldest first
  move_index,       // uint32, persons + 1: where each person's rows begin
  contracts,        // ContractRow, likewise
  contract_index,   // uint32
  spells,           // SpellRow, likewise
  spell_index,      // uint32
  coach_spells,     // SpellRow of coaches, by club
  coach_index,      // uint32, clubs + 1
  values,           // ValueStep, by person: rising market value
  value_index,      // uint32
  club_steps,       // ClubStep, by club and day
  club_step_index,  // uint32
  id_slots,         // uint32: open addressing of (kind, external id) → ReferenceId
  first_tokens,     // uint64: bitmap of the hashes of names' first tokens
  trie_slots,       // TrieSlot: open addressing of (node, token hash) → node
  hit_index,        // uint32, nodes + 1
  hits,             // NameHit, by node
  languages,        // StringRef
  spellings,        // Spelling: every name as a person would type it, by key
  counts,           // Count: what was imported, for info
  count_
};
inline constexpr std::size_t kSections = static_cast<std::size_t>(Section::count_);

struct SectionEntry {
  std::uint64_t offset, count;
  std::uint32_t element_size, reserved;
};

struct Header {
  std::array<char, 8> magic;
  std::uint32_t version, byte_order;
  std::uint64_t file_size;
  std::int64_t built_at;              // seconds since 1970
  std::uint64_t content_checksum;     // of all bytes after the directory
  std::uint32_t sections, max_probe;  // max_probe: longest walk in trie_slots and id_slots
  std::uint64_t directory_checksum;   // of the header, this field zero, and the directory
};

struct StringRef {
  std::uint32_t offset, size;
};
struct EntityRecord {
  StringRef name, external_id;
  std::uint32_t row;
  std::uint8_t kind;
  std::uint8_t reserved[3];
};
struct PersonData {
  StringRef full_name, nationalities, position;
  Date birth;
  std::uint32_t coach_only;
};
struct ClubData {
  StringRef city, country, league, kind;
  ReferenceId parent;
  float level;  // of its league, 0…1
};
struct CompetitionData {
  StringRef kind, country;
};
struct SourceData {
  StringRef kind, handle, outlet, country, languages;
};
struct ValueStep {
  std::int32_t day, thousands;
};
struct ClubStep {
  std::int32_t day;
  float weight;  // from `day` on
};
struct TrieSlot {
  std::uint64_t token;
  std::uint32_t node, child;  // child 0: the slot is empty
};
struct Spelling {
  StringRef key;  // lookup_key() of the name
  ReferenceId entity;
  std::uint32_t form;
};
struct Count {
  StringRef label;
  std::uint64_t value;
};

template <typename Record>
inline constexpr bool is_plain =
    std::is_trivially_copyable_v<Record>&& std::is_standard_layout_v<Record>;
static_assert(is_plain<Header> && sizeof(Header) == 56 && sizeof(SectionEntry) == 24);
static_assert(is_plain<MoveRow> && sizeof(MoveRow) == 40);
static_assert(is_plain<ContractRow> && sizeof(ContractRow) == 24);
static_assert(is_plain<SpellRow> && sizeof(SpellRow) == 24);
static_assert(is_plain<NameHit> && sizeof(NameHit) == 8);
static_assert(is_plain<TrieSlot> && sizeof(TrieSlot) == 16);

// Where a probe for a key begins, in a table of a power of two slots.
inline std::uint64_t trie_slot(std::uint32_t node, std::uint64_t token) {
  std::uint64_t mixed = (token ^ (node * 0x9e3779b97f4a7c15ull)) * 0xff51afd7ed558ccdull;
  return mixed ^ (mixed >> 32);
}

// Bit of a first token in the bitmap.
inline constexpr std::uint64_t kFirstTokenBits = 1u << 21;
inline std::uint64_t first_token_bit(std::uint64_t token) {
  return ((token * 0xff51afd7ed558ccdull) >> 32) & (kFirstTokenBits - 1);
}

}  // namespace mercato::reference_file
