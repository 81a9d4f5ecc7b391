// The Reference over a mapped file. Every offset and index that comes from the file is bounded
// where it is used, so that a damaged file gives wrong answers at worst.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "3_reference/file_format.h"
#include "3_reference/mapped_file.h"
#include "3_reference/reference.h"

namespace mercato {

class ReferenceFile final : public Reference {
 public:
  explicit ReferenceFile(std::unique_ptr<const MappedFile> file);

  // Whether the sections fit together: sizes of indexes, powers of two.
  bool is_sound() const;

  MentionKind kind(ReferenceId id) const override;
  std::string_view name(ReferenceId id) const override;
  std::string_view external_id(ReferenceId id) const override;
  ReferenceId find(MentionKind kind, std::string_view external_id) const override;
  PersonRow person(ReferenceId id) const override;
  ClubRow club(ReferenceId id) const override;
  CompetitionRow competition(ReferenceId id) const override;
  SourceRow source(ReferenceId id) const override;
  std::span<const MoveRow> moves(ReferenceId person) const override;
  std::span<const ContractRow> contracts(ReferenceId person) const override;
  std::span<const SpellRow> spells(ReferenceId person) const override;
  std::optional<ClubAt> club_at(ReferenceId person, Date day) const override;
  std::span<const SpellRow> coach_spells(ReferenceId club) const override;
  float prominence(ReferenceId id, Date day) const override;
  bool step(TrieCursor& cursor, std::uint64_t token_hash) const override;
  std::span<const NameHit> hits(TrieCursor cursor) const override;
  std::span<const std::string_view> languages() const override { return languages_; }
  std::vector<std::pair<std::string, std::string>> info() const override;
  std::vector<ReferenceId> lookup(std::string_view typed, std::size_t limit) const override;
  void near_names(std::string_view first, std::string_view rest, bool whole,
                  std::vector<ReferenceId>& out) const override;

 private:
  const reference_file::EntityRecord* entity(ReferenceId id) const;
  std::string_view text(reference_file::StringRef ref) const;
  // The record of the entity in its kind's section; nullptr where there is none.
  template <typename Data>
  const Data* data(ReferenceId id, std::span<const Data> section, bool of_kind) const {
    const auto* record = entity(id);
    return record && of_kind && record->row < section.size() ? &section[record->row] : nullptr;
  }
  bool is_club(ReferenceId id) const;
  float club_level(ReferenceId club) const;
  float club_prominence(ReferenceId club, std::int32_t day) const;
  float person_prominence(ReferenceId person, std::int32_t day) const;

  std::unique_ptr<const MappedFile> file_;
  std::span<const char> strings_;
  std::span<const reference_file::EntityRecord> entities_;
  std::span<const reference_file::PersonData> persons_;
  std::span<const reference_file::ClubData> clubs_;
  std::span<const reference_file::CompetitionData> competitions_;
  std::span<const reference_file::SourceData> sources_;
  std::span<const MoveRow> moves_;
  std::span<const ContractRow> contracts_;
  std::span<const SpellRow> spells_, coach_spells_;
  std::span<const reference_file::ValueStep> values_;
  std::span<const reference_file::ClubStep> club_steps_;
  std::span<const std::uint32_t> move_index_, contract_index_, spell_index_, coach_index_,
      value_index_, club_step_index_, hit_index_;
  std::span<const ReferenceId> id_slots_;
  std::span<const std::uint64_t> first_tokens_;
  std::span<const reference_file::TrieSlot> trie_slots_;
  std::span<const NameHit> hits_;
  std::span<const reference_file::Spelling> spellings_;
  std::vector<std::string_view> languages_;
  std::uint32_t max_probe_ = 1;
};

}  // namespace mercato
