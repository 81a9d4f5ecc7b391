#include "3_reference/reference_file.h"

#include <algorithm>
#include <bit>

#include "3_reference/club_at.h"
#include "3_reference/id_table.h"

namespace mercato {

using reference_file::ClubData;
using reference_file::CompetitionData;
using reference_file::EntityRecord;
using reference_file::PersonData;
using reference_file::Section;
using reference_file::SourceData;
using reference_file::StringRef;
using reference_file::TrieSlot;

namespace {

// The rows of one owner; none where the index does not hold.
template <typename Row>
std::span<const Row> rows_of(std::uint32_t owner, std::span<const std::uint32_t> index,
                             std::span<const Row> rows) {
  if (index.empty() || owner >= index.size() - 1) return {};
  const std::uint32_t begin = index[owner], end = index[owner + 1];
  if (begin > end || end > rows.size()) return {};
  return rows.subspan(begin, end - begin);
}

constexpr std::uint8_t as_byte(MentionKind kind) { return static_cast<std::uint8_t>(kind); }

}  // namespace

std::string_view to_string(MoveType type) {
  constexpr std::string_view kNames[] = {"unknown",     "permanent", "loan",   "free",
                                         "end of loan", "released",  "retired"};
  const auto at = static_cast<std::size_t>(type);
  return at < std::size(kNames) ? kNames[at] : kNames[0];
}

Result<std::shared_ptr<const Reference>> Reference::open(const std::filesystem::path& file) {
  auto mapped = MappedFile::open(file);
  if (!mapped) return tl::unexpected(mapped.error());
  auto reference = std::make_shared<const ReferenceFile>(std::move(*mapped));
  if (!reference->is_sound()) {
    return failure(file.string(), "the sections of the reference file do not fit together",
                   "build it again with 'mercato reference import'");
  }
  return reference;
}

ReferenceFile::ReferenceFile(std::unique_ptr<const MappedFile> file) : file_(std::move(file)) {
  strings_ = file_->section<char>(Section::strings);
  entities_ = file_->section<EntityRecord>(Section::entities);
  persons_ = file_->section<PersonData>(Section::persons);
  clubs_ = file_->section<ClubData>(Section::clubs);
  competitions_ = file_->section<CompetitionData>(Section::competitions);
  sources_ = file_->section<SourceData>(Section::sources);
  moves_ = file_->section<MoveRow>(Section::moves);
  contracts_ = file_->section<ContractRow>(Section::contracts);
  spells_ = file_->section<SpellRow>(Section::spells);
  coach_spells_ = file_->section<SpellRow>(Section::coach_spells);
  values_ = file_->section<reference_file::ValueStep>(Section::values);
  club_steps_ = file_->section<reference_file::ClubStep>(Section::club_steps);
  move_index_ = file_->section<std::uint32_t>(Section::move_index);
  contract_index_ = file_->section<std::uint32_t>(Section::contract_index);
  spell_index_ = file_->section<std::uint32_t>(Section::spell_index);
  coach_index_ = file_->section<std::uint32_t>(Section::coach_index);
  value_index_ = file_->section<std::uint32_t>(Section::value_index);
  club_step_index_ = file_->section<std::uint32_t>(Section::club_step_index);
  hit_index_ = file_->section<std::uint32_t>(Section::hit_index);
  id_slots_ = file_->section<ReferenceId>(Section::id_slots);
  first_tokens_ = file_->section<std::uint64_t>(Section::first_tokens);
  trie_slots_ = file_->section<TrieSlot>(Section::trie_slots);
  hits_ = file_->section<NameHit>(Section::hits);
  spellings_ = file_->section<reference_file::Spelling>(Section::spellings);
  for (const StringRef tag : file_->section<StringRef>(Section::languages))
    languages_.push_back(text(tag));
  max_probe_ = std::min(file_->header().max_probe, 4096u);
}

bool ReferenceFile::is_sound() const {
  return std::has_single_bit(trie_slots_.size()) && std::has_single_bit(id_slots_.size()) &&
         first_tokens_.size() == reference_file::kFirstTokenBits / 64 && languages_.size() < 0xffff;
}

std::string_view ReferenceFile::text(StringRef ref) const {
  if (ref.offset > strings_.size() || ref.size > strings_.size() - ref.offset) return {};
  return {strings_.data() + ref.offset, ref.size};
}

const EntityRecord* ReferenceFile::entity(ReferenceId id) const {
  return id < entities_.size() ? &entities_[id] : nullptr;
}

bool ReferenceFile::is_club(ReferenceId id) const {
  const MentionKind what = kind(id);
  return what == MentionKind::club || what == MentionKind::national_team;
}

MentionKind ReferenceFile::kind(ReferenceId id) const {
  const EntityRecord* record = entity(id);
  return record && record->kind < kMentionKinds ? static_cast<MentionKind>(record->kind)
                                                : MentionKind::number;
}

std::string_view ReferenceFile::name(ReferenceId id) const {
  const EntityRecord* record = entity(id);
  return record ? text(record->name) : std::string_view{};
}

std::string_view ReferenceFile::external_id(ReferenceId id) const {
  const EntityRecord* record = entity(id);
  return record ? text(record->external_id) : std::string_view{};
}

ReferenceId ReferenceFile::find(MentionKind wanted, std::string_view external_id) const {
  const std::size_t mask = id_slots_.size() - 1;
  std::size_t slot = IdTable::hash(wanted, external_id) & mask;
  for (std::uint32_t probe = 0; probe < max_probe_; ++probe, slot = (slot + 1) & mask) {
    const EntityRecord* record = entity(id_slots_[slot]);
    if (!record) return kNoReference;
    if (record->kind == as_byte(wanted) && text(record->external_id) == external_id)
      return id_slots_[slot];
  }
  return kNoReference;
}

PersonRow ReferenceFile::person(ReferenceId id) const {
  const auto* row = data(id, persons_, kind(id) == MentionKind::person);
  if (!row) return {};
  return {external_id(id),          name(id),
          text(row->full_name),     row->birth,
          text(row->nationalities), text(row->position),
          row->coach_only != 0};
}

ClubRow ReferenceFile::club(ReferenceId id) const {
  const auto* row = data(id, clubs_, is_club(id));
  if (!row) return {};
  return {external_id(id),   name(id),        text(row->city), text(row->country),
          text(row->league), text(row->kind), row->parent};
}

CompetitionRow ReferenceFile::competition(ReferenceId id) const {
  const auto* row = data(id, competitions_, kind(id) == MentionKind::competition);
  if (!row) return {};
  return {external_id(id), name(id), text(row->kind), text(row->country)};
}

SourceRow ReferenceFile::source(ReferenceId id) const {
  const MentionKind what = kind(id);
  const bool is_source =
      what == MentionKind::outlet || what == MentionKind::journalist || what == MentionKind::agent;
  const auto* row = data(id, sources_, is_source);
  if (!row) return {};
  return {external_id(id),    text(row->kind),     name(id), text(row->handle), text(row->outlet),
          text(row->country), text(row->languages)};
}

std::span<const MoveRow> ReferenceFile::moves(ReferenceId person) const {
  return rows_of(person, move_index_, moves_);
}

std::span<const ContractRow> ReferenceFile::contracts(ReferenceId person) const {
  return rows_of(person, contract_index_, contracts_);
}

std::span<const SpellRow> ReferenceFile::spells(ReferenceId person) const {
  return rows_of(person, spell_index_, spells_);
}

std::span<const SpellRow> ReferenceFile::coach_spells(ReferenceId club) const {
  const EntityRecord* record = entity(club);
  return record && kind(club) == MentionKind::club
             ? rows_of(record->row, coach_index_, coach_spells_)
             : std::span<const SpellRow>{};
}

std::optional<ClubAt> ReferenceFile::club_at(ReferenceId person, Date day) const {
  if (!day.known()) return std::nullopt;
  return find_club_at(moves(person), spells(person), contracts(person), day.first_day().days());
}

bool ReferenceFile::step(TrieCursor& cursor, std::uint64_t token_hash) const {
  if (cursor.node == 0) {
    const std::uint64_t bit = reference_file::first_token_bit(token_hash);
    if ((first_tokens_[bit / 64] >> (bit % 64) & 1) == 0) return false;
  }
  const std::size_t mask = trie_slots_.size() - 1;
  std::size_t slot = reference_file::trie_slot(cursor.node, token_hash) & mask;
  for (std::uint32_t probe = 0; probe < max_probe_; ++probe, slot = (slot + 1) & mask) {
    const TrieSlot& edge = trie_slots_[slot];
    if (edge.child == 0) return false;
    if (edge.token != token_hash || edge.node != cursor.node) continue;
    cursor.node = edge.child;
    return true;
  }
  return false;
}

std::span<const NameHit> ReferenceFile::hits(TrieCursor cursor) const {
  return rows_of(cursor.node, hit_index_, hits_);
}

}  // namespace mercato
