#include "4_link/word_table.h"

#include <algorithm>
#include <array>

#include "4_link/data_lines.h"

namespace mercato::link {
namespace {

constexpr std::array<std::string_view, kWordClasses> kNames = {
    "definite",    "indefinite", "plural",      "place_prep",    "name_prep",   "link_of",
    "ex",          "adjective",  "person_noun", "relation_noun", "coach_noun",  "source_noun",
    "agent_noun",  "club_noun",  "pronoun_m",   "pronoun_f",     "speech_verb", "transfer_verb",
    "month",       "women",      "reserve",     "not_name",      "common",      "title",
    "city_noun",   "particle",   "nominal_end", "age_word",      "age_suffix",  "possessive",
    "name_follow", "name_cue",   "singular",    "city_name",     "club_affix",  "club_of",
    "genitive",    "published",  "plain",       "phrase_start"};

}  // namespace

Result<WordTable> WordTable::load(const std::filesystem::path& file) {
  WordTable table;
  auto read = read_rows(file, 2, [&](const std::vector<std::string_view>& fields) -> std::string {
    const auto name = std::find(kNames.begin(), kNames.end(), fields[0]);
    if (name == kNames.end()) return "there is no word class '" + std::string(fields[0]) + "'";
    const WordClasses bit = WordClasses{1} << (name - kNames.begin());
    for (const std::string_view word : split_words(fields[1]))
      table.add(fold_hash(fold(word)), bit);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return table;
}

WordClasses WordTable::classes(std::uint64_t token_hash) const {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = token_hash & mask;; at = (at + 1) & mask) {
    if (slots_[at].hash == token_hash) return slots_[at].classes;
    if (slots_[at].hash == 0) return 0;
  }
}

void WordTable::add(std::uint64_t token_hash, WordClasses classes) {
  if (token_hash == 0) return;
  if (2 * (used_ + 1) > slots_.size()) grow();
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = token_hash & mask;
  while (slots_[at].hash != 0 && slots_[at].hash != token_hash) at = (at + 1) & mask;
  used_ += slots_[at].hash == 0;
  slots_[at].hash = token_hash;
  slots_[at].classes |= classes;
}

void WordTable::merge(const WordTable& other, WordClasses kept) {
  for (const Slot& slot : other.slots_)
    if (slot.hash != 0 && (slot.classes & kept) != 0) add(slot.hash, slot.classes & kept);
}

void WordTable::grow() {
  std::vector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  used_ = 0;
  for (const Slot& slot : old)
    if (slot.hash != 0) add(slot.hash, slot.classes);
}

}  // namespace mercato::link
