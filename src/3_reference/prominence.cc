// How well known was someone on a day? Only rows dated before the day count.
#include <algorithm>
#include <cmath>

#include "3_reference/compiler.h"
#include "3_reference/reference_file.h"

namespace mercato {

namespace {

constexpr float kYear = 365.25F;
constexpr float kNoRows = 0.02F;  // someone of whom the tables hold nothing but the name

// 100,000 € weigh nothing, 200 million weigh 1, on a logarithmic scale.
float money_weight(std::int64_t eur) {
  if (eur <= 100'000) return 0;
  return std::min(1.0F, std::log10(static_cast<float>(eur) / 1e5F) / std::log10(2e3F));
}

// 1 for two years after the last row, then down to 0.3 within eight more.
float recency_weight(std::int32_t since) {
  const float years = static_cast<float>(since) / kYear;
  return std::clamp(1.0F - (years - 2) * 0.0875F, 0.3F, 1.0F);
}

}  // namespace

float ReferenceFile::prominence(ReferenceId id, Date day) const {
  // Without a date, as of the day when the file was built.
  const auto built = static_cast<std::int32_t>(file_->header().built_at / 86400);
  const std::int32_t as_of = day.known() ? day.first_day().days() : built;
  switch (kind(id)) {
    case MentionKind::person:
      return person_prominence(id, as_of);
    case MentionKind::club:
      return club_prominence(id, as_of);
    default:
      return 1;
  }
}

float ReferenceFile::club_level(ReferenceId club) const {
  const auto* row = data(club, clubs_, is_club(club));
  return row ? std::clamp(row->level, 0.0F, 1.0F) : 0;
}

float ReferenceFile::club_prominence(ReferenceId club, std::int32_t day) const {
  const auto* record = entity(club);
  if (!record || club_step_index_.size() < 2 || record->row >= club_step_index_.size() - 1)
    return club_level(club);
  const std::uint32_t begin = club_step_index_[record->row],
                      end = club_step_index_[record->row + 1];
  float money = 0;
  for (std::uint32_t i = begin; i < end && i < club_steps_.size() && club_steps_[i].day <= day;
       ++i) {
    money = club_steps_[i].weight;
  }
  return 0.55F * club_level(club) + 0.45F * std::clamp(money, 0.0F, 1.0F);
}

float ReferenceFile::person_prominence(ReferenceId person, std::int32_t day) const {
  std::int64_t money = 0;
  std::int32_t last = -1'000'000;
  float level = 0, rows = 0;
  for (const MoveRow& move : moves(person)) {
    const std::int32_t when = effective_day(move);
    if (when >= day) {
      // The club that he will leave holds him now: known today although its row is dated later.
      if (rows == 0) level = 0.8F * club_level(move.from);
      break;
    }
    money = std::max(money, move.fee_eur);
    last = when;
    ++rows;
    level = std::max({club_level(move.to), 0.8F * club_level(move.from), 0.7F * level});
  }
  for (const SpellRow& spell : spells(person)) {
    if (!spell.from.known() || spell.from.first_day().days() >= day) continue;
    const std::int32_t until = spell.to.known() ? spell.to.last_day().days() : day;
    last = std::max(last, std::min(until, day));
    ++rows;
    level = std::max(level, club_level(spell.club) * (day - until < 2 * 365 ? 1.0F : 0.7F));
  }
  if (value_index_.size() > 1 && person < value_index_.size() - 1) {
    const std::uint32_t end = std::min<std::size_t>(value_index_[person + 1], values_.size());
    for (std::uint32_t i = value_index_[person]; i < end && values_[i].day < day; ++i) {
      money = std::max(money, std::int64_t{values_[i].thousands} * 1000);
      last = std::max(last, values_[i].day);
    }
  }
  if (rows == 0 && money == 0) return kNoRows + 0.3F * level;
  const float weight =
      0.45F * level + 0.45F * money_weight(money) + 0.10F * std::min(rows, 10.0F) / 10;
  return std::clamp(recency_weight(day - last) * weight, kNoRows, 1.0F);
}

}  // namespace mercato
