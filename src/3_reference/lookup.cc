// Whom may these typed words mean? Exact names first, then their ends and beginnings, then near
// misses.
#include <algorithm>
#include <tuple>

#include "3_reference/name_forms.h"
#include "3_reference/reference_file.h"

namespace mercato {

namespace {

enum class Match { exact, last_words, prefix, near, none };

constexpr std::size_t kMostEdits = 2;
constexpr std::size_t kLongestNear = 64;

// Edit distance, at most `bound` + 1. Adjacent swaps count as one edit.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t bound) {
  const std::size_t gap = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (gap > bound || a.size() > kLongestNear || b.size() > kLongestNear) return bound + 1;
  std::size_t rows[3][kLongestNear + 1];
  for (std::size_t j = 0; j <= b.size(); ++j) rows[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto &row = rows[i % 3], &above = rows[(i + 2) % 3], &second = rows[(i + 1) % 3];
    row[0] = i;
    std::size_t least = row[0];
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] != b[j - 1])});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], second[j - 2] + 1);
      least = std::min(least, row[j]);
    }
    if (least > bound) return bound + 1;
  }
  return rows[a.size() % 3][b.size()];
}

bool ends_with_words(std::string_view name, std::string_view words) {
  return name.size() > words.size() && name.ends_with(words) &&
         name[name.size() - words.size() - 1] == ' ';
}

// How `typed` fits `name`, both lookup keys, and how many edits lie between.
std::pair<Match, std::size_t> match_names(std::string_view typed, std::string_view name) {
  if (typed == name) return {Match::exact, 0};
  if (ends_with_words(name, typed)) return {Match::last_words, 0};
  if (name.starts_with(typed)) return {Match::prefix, 0};
  const std::size_t bound = typed.size() < 5 ? 1 : kMostEdits;
  if (typed.size() < 3) return {Match::none, 0};
  const auto last = name.rfind(' ');
  const std::string_view last_word = last == std::string_view::npos ? name : name.substr(last + 1);
  const std::size_t edits =
      std::min(edit_distance(typed, name, bound), edit_distance(typed, last_word, bound));
  return edits <= bound ? std::pair{Match::near, edits} : std::pair{Match::none, edits};
}

}  // namespace

std::vector<ReferenceId> ReferenceFile::lookup(std::string_view typed, std::size_t limit) const {
  struct Found {
    Match match;
    std::size_t edits;
    std::uint32_t form;
    float unknown;
    ReferenceId entity;
    auto rank() const { return std::tuple(match, edits, unknown, form, entity); }
  };
  const std::string key = lookup_key(typed);
  std::vector<Found> found;
  if (key.empty()) return {};
  for (const auto& spelling : spellings_) {
    const auto [match, edits] = match_names(key, text(spelling.key));
    if (match == Match::none || !entity(spelling.entity)) continue;
    found.push_back(
        {match, edits, spelling.form, 1 - prominence(spelling.entity, {}), spelling.entity});
  }
  std::sort(found.begin(), found.end(),
            [](const Found& a, const Found& b) { return a.rank() < b.rank(); });
  std::vector<ReferenceId> best;
  for (const Found& one : found) {
    if (best.size() == limit) break;
    // Near misses are for names that nothing else fits.
    if (one.match == Match::near && !best.empty() && found.front().match != Match::near) break;
    if (std::find(best.begin(), best.end(), one.entity) == best.end()) best.push_back(one.entity);
  }
  return best;
}

void ReferenceFile::near_names(std::string_view first, std::string_view rest, bool whole,
                               std::vector<ReferenceId>& out) const {
  constexpr std::size_t kLeastLetters = 4, kLong = 8;
  constexpr std::size_t kMostNames = 20000;  // of one first name; the commonest has a tenth of that
  out.clear();
  if (first.empty() || rest.size() < kLeastLetters) return;
  const std::string prefix = std::string(first) + ' ';
  const std::size_t bound = rest.size() < kLong ? 1 : kMostEdits;
  std::size_t best = whole ? bound : 0;
  auto at = std::partition_point(spellings_.begin(), spellings_.end(),
                                 [&](const auto& each) { return text(each.key) < prefix; });
  for (std::size_t n = 0; n < kMostNames && at != spellings_.end(); ++n, ++at) {
    const std::string_view key = text(at->key);
    if (!key.starts_with(prefix)) break;
    const std::string_view name = key.substr(prefix.size());
    if (name.front() != rest.front() || !entity(at->entity) ||
        kind(at->entity) != MentionKind::person)
      continue;
    const std::size_t edits = whole                    ? edit_distance(rest, name, bound)
                              : name.starts_with(rest) ? 0
                                                       : bound + 1;
    if (edits > best) continue;
    if (edits < best) out.clear();
    best = edits;
    const bool known = std::find(out.begin(), out.end(), at->entity) != out.end();
    if (!known && out.size() < kMostNear) out.push_back(at->entity);
  }
}

}  // namespace mercato
