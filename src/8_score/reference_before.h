// What did the reference know before a day? A view of it in which later rows do not exist; internal
// to 8_score.
//
// A move counts when its last possible day lies before the day; a contract when it was known before
// (as_of); a season's squad when the season was over; a coach's spell when it had begun, its end
// only when it had come. Names and identities are not dated and stay whole. Prominence looks at no
// row that might be later. Not thread-safe: the day can be moved, and spans that were handed out
// live until it is.
#pragma once

#include <memory>
#include <unordered_map>

#include "3_reference/reference.h"

namespace mercato::forecast {

class ReferenceBefore final : public Reference {
 public:
  explicit ReferenceBefore(std::shared_ptr<const Reference> whole) : whole_(std::move(whole)) {}

  // REQUIRES: day.known().
  void set_day(Date day);

  MentionKind kind(ReferenceId id) const override { return whole_->kind(id); }
  std::string_view name(ReferenceId id) const override { return whole_->name(id); }
  std::string_view external_id(ReferenceId id) const override { return whole_->external_id(id); }
  ReferenceId find(MentionKind kind, std::string_view external_id) const override {
    return whole_->find(kind, external_id);
  }
  PersonRow person(ReferenceId id) const override { return whole_->person(id); }
  ClubRow club(ReferenceId id) const override { return whole_->club(id); }
  CompetitionRow competition(ReferenceId id) const override { return whole_->competition(id); }
  SourceRow source(ReferenceId id) const override { return whole_->source(id); }
  std::span<const MoveRow> moves(ReferenceId person) const override;
  std::span<const ContractRow> contracts(ReferenceId person) const override;
  std::span<const SpellRow> spells(ReferenceId person) const override;
  std::span<const SpellRow> coach_spells(ReferenceId club) const override;
  std::optional<ClubAt> club_at(ReferenceId person, Date day) const override;
  float prominence(ReferenceId id, Date day) const override;
  bool step(TrieCursor& cursor, std::uint64_t token_hash) const override {
    return whole_->step(cursor, token_hash);
  }
  std::span<const NameHit> hits(TrieCursor cursor) const override { return whole_->hits(cursor); }
  std::span<const std::string_view> languages() const override { return whole_->languages(); }
  std::vector<std::pair<std::string, std::string>> info() const override { return whole_->info(); }
  std::vector<ReferenceId> lookup(std::string_view typed, std::size_t limit) const override {
    return whole_->lookup(typed, limit);
  }
  void near_names(std::string_view first, std::string_view rest, bool whole,
                  std::vector<ReferenceId>& out) const override {
    whole_->near_names(first, rest, whole, out);
  }

 private:
  float person_prominence(ReferenceId person, std::int32_t day) const;
  float club_prominence(ReferenceId club, std::int32_t day) const;

  std::shared_ptr<const Reference> whole_;
  std::int32_t day_ = 0;
  mutable std::unordered_map<ReferenceId, std::vector<MoveRow>> moves_;
  mutable std::unordered_map<ReferenceId, std::vector<ContractRow>> contracts_;
  mutable std::unordered_map<ReferenceId, std::vector<SpellRow>> spells_, coach_spells_;
};

}  // namespace mercato::forecast
