#include "8_score/reference_before.h"

#include <algorithm>
#include <cmath>

#include "3_reference/club_at.h"

namespace mercato::forecast {
namespace {

constexpr float kUnknownProminence = 0.02F;

bool is_before(Date date, std::int32_t day) { return date.known() && date.last_day().days() < day; }

bool is_known(const MoveRow& move, std::int32_t day) {
  return is_before(move.date_max.known() ? move.date_max : move.date, day);
}
bool is_known(const ContractRow& contract, std::int32_t day) {
  return is_before(contract.as_of, day);
}
bool is_known(const SpellRow& spell, std::int32_t day) {
  return is_before(spell.coach ? spell.from : spell.to, day);
}

void hide_later_end(SpellRow& spell, std::int32_t day) {
  if (spell.to.known() && spell.to.last_day().days() >= day) spell.to = {};
}
template <typename Row>
void hide_later_end(Row&, std::int32_t) {}

template <typename Row>
std::span<const Row> known_rows(std::span<const Row> rows, std::int32_t day, ReferenceId id,
                                std::unordered_map<ReferenceId, std::vector<Row>>& cache) {
  const auto [found, fresh] = cache.try_emplace(id);
  if (!fresh) return found->second;
  for (const Row& row : rows) {
    if (!is_known(row, day)) continue;
    found->second.push_back(row);
    hide_later_end(found->second.back(), day);
  }
  return found->second;
}

// 100,000 EUR weigh nothing, 200 million weigh 1, on a logarithmic scale.
float money_weight(std::int64_t eur) {
  if (eur <= 100'000) return 0;
  return std::min(1.0F, std::log10(static_cast<float>(eur) / 1e5F) / std::log10(2e3F));
}

// 1 for two years after the last row, then down to 0.3 within eight more.
float recency_weight(std::int32_t since) {
  return std::clamp(1.0F - (static_cast<float>(since) / 365.25F - 2) * 0.0875F, 0.3F, 1.0F);
}

}  // namespace

void ReferenceBefore::set_day(Date day) {
  if (day_ == day.days()) return;
  day_ = day.days();
  moves_.clear();
  contracts_.clear();
  spells_.clear();
  coach_spells_.clear();
}

std::span<const MoveRow> ReferenceBefore::moves(ReferenceId person) const {
  return known_rows(whole_->moves(person), day_, person, moves_);
}

std::span<const ContractRow> ReferenceBefore::contracts(ReferenceId person) const {
  return known_rows(whole_->contracts(person), day_, person, contracts_);
}

std::span<const SpellRow> ReferenceBefore::spells(ReferenceId person) const {
  return known_rows(whole_->spells(person), day_, person, spells_);
}

std::span<const SpellRow> ReferenceBefore::coach_spells(ReferenceId club) const {
  return known_rows(whole_->coach_spells(club), day_, club, coach_spells_);
}

std::optional<ClubAt> ReferenceBefore::club_at(ReferenceId person, Date day) const {
  return find_club_at(moves(person), spells(person), contracts(person), day.first_day().days());
}

// As Reference::prominence, but of the known rows alone, and with the prominence of clubs in place
// of the level of their league: the file's own answer may rest on a row of later.
float ReferenceBefore::person_prominence(ReferenceId person, std::int32_t day) const {
  std::int64_t money = 0;
  std::int32_t last = 0;
  float level = 0, rows = 0;
  const auto meet = [&](ReferenceId club, float share) {
    if (club != kNoReference) level = std::max(level, share * club_prominence(club, day));
  };
  for (const MoveRow& move : whole_->moves(person)) {
    if (!is_known(move, day)) continue;
    money = std::max(money, move.fee_eur);
    last = std::max(last, move.date_max.known() ? move.date_max.days() : move.date.days());
    ++rows;
    meet(move.to, 1);
    meet(move.from, 0.8F);
  }
  for (const SpellRow& spell : whole_->spells(person)) {
    if (!is_known(spell, day)) continue;
    last = std::max(last, std::min(spell.to.known() ? spell.to.last_day().days() : day, day));
    ++rows;
    meet(spell.club, 1);
  }
  if (rows == 0) return kUnknownProminence;
  const float weight =
      0.45F * level + 0.45F * money_weight(money) + 0.10F * std::min(rows, 10.0F) / 10;
  return std::clamp(recency_weight(day - last) * weight, kUnknownProminence, 1.0F);
}

float ReferenceBefore::club_prominence(ReferenceId club, std::int32_t day) const {
  return whole_->prominence(club, Date::from_days(day - 1));
}

float ReferenceBefore::prominence(ReferenceId id, Date day) const {
  const std::int32_t asked = day.known() ? std::min(day.days(), day_) : day_;
  switch (whole_->kind(id)) {
    case MentionKind::person:
      return person_prominence(id, asked);
    case MentionKind::club:
      return club_prominence(id, asked);
    default:
      return whole_->prominence(id, Date::from_days(asked));
  }
}

}  // namespace mercato::forecast
