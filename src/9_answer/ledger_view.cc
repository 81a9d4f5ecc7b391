#include "9_answer/ledger_view.h"

#include <algorithm>

#include "1_language/language.h"

namespace mercato {
namespace {

constexpr std::size_t kMostCandidates = 12;

// Readings that were sure of the person carry the reference's id, others of the same name none:
// where only one candidate has an id, it is the one that is meant.
std::optional<LedgerEntity> only_known(const std::vector<LedgerEntity>& candidates) {
  std::optional<LedgerEntity> known;
  for (const LedgerEntity& candidate : candidates) {
    if (candidate.id.empty()) continue;
    if (known) return std::nullopt;
    known = candidate;
  }
  return known;
}

// Forms that stand for one entity; surnames, first names and cities are shared by many.
bool is_whole(NameForm form) {
  return form == NameForm::full || form == NameForm::short_name || form == NameForm::nickname;
}

// Whom the reference calls exactly so. Its words are those of the fold.
std::vector<ReferenceId> called(const Reference& reference, std::string_view typed, bool whole) {
  const std::string folded = fold(typed);
  TrieCursor cursor;
  for (std::size_t begin = 0; begin < folded.size();) {
    const std::size_t end = std::min(folded.find_first_of(" -.", begin), folded.size());
    const auto word = std::string_view(folded).substr(begin, end - begin);
    if (!word.empty() && !reference.step(cursor, fold_hash(word))) return {};
    begin = end + 1;
  }
  std::vector<ReferenceId> out;
  for (const NameHit& hit : reference.hits(cursor)) {
    if (is_whole(hit.form) == whole) out.push_back(hit.entity);
  }
  return out;
}

// The ledger keeps the name that was read first; the reference knows others.
std::vector<LedgerEntity> known_otherwise(const LedgerView& view, MentionKind kind,
                                          const std::string& typed, bool whole) {
  std::vector<LedgerEntity> out;
  for (const ReferenceId id : called(*view.reference, typed, whole)) {
    if (view.reference->kind(id) != kind || out.size() == kMostCandidates) continue;
    const std::string_view external = view.reference->external_id(id);
    const auto found = view.ledger->find(kind, external, 1);
    if (!found || found->empty() || found->front().id != external) continue;
    const bool again = std::any_of(out.begin(), out.end(), [&](const LedgerEntity& entity) {
      return entity.row == found->front().row;
    });
    if (!again) out.push_back(found->front());
  }
  return out;
}

bool has_exactly(const std::vector<LedgerEntity>& found, const std::string& typed) {
  const std::string folded = fold(typed);
  return std::any_of(found.begin(), found.end(), [&](const LedgerEntity& entity) {
    return entity.id == typed || stable_id(entity) == typed || fold(entity.name) == folded;
  });
}

// "Juve" is Juventus rather than Juve Stabia: a name that the reference has goes before a part of
// another name.
std::vector<LedgerEntity> best(std::vector<LedgerEntity> found, const LedgerView& view,
                               MentionKind kind, const std::string& typed) {
  if (has_exactly(found, typed)) return found;
  auto whole = known_otherwise(view, kind, typed, true);
  if (!whole.empty()) return whole;
  return found.empty() ? known_otherwise(view, kind, typed, false) : found;
}

}  // namespace

Instant LedgerView::moment(const PersonHistory& history) const {
  if (as_of != kEndOfTime) return as_of;
  constexpr Instant kDay = 24 * 60 * 60;
  const Date outcomes = history.outcomes_until;
  return std::max(latest, outcomes.known() ? (outcomes.last_day().days() + 1) * kDay - 1 : 0);
}

Result<LedgerView> open_view(const LedgerFiles& files, Instant as_of) {
  LedgerView view;
  view.as_of = as_of;
  view.file = files.ledger;
  auto ledger = Ledger::open(files.ledger);
  if (!ledger) return tl::unexpected(ledger.error());
  view.ledger = std::move(*ledger);
  const auto latest = view.ledger->latest();
  if (!latest) return tl::unexpected(latest.error());
  view.latest = *latest;
  auto types = ClaimTypes::load(files.data);
  if (!types) return tl::unexpected(types.error());
  view.types = *types;
  auto reference = Reference::open(files.reference);
  if (!reference) return tl::unexpected(reference.error());
  view.reference = *reference;
  auto folder = DossierFolder::create(files.data, view.types, view.reference);
  if (!folder) return tl::unexpected(folder.error());
  view.folder = *folder;
  return view;
}

Result<std::vector<LedgerEntity>> who_is_meant(const LedgerView& view, MentionKind kind,
                                               const std::string& typed) {
  const auto found = view.ledger->find(kind, typed, kMostCandidates);
  if (!found) return tl::unexpected(found.error());
  auto candidates = best(*found, view, kind, typed);
  if (const auto known = only_known(candidates)) return std::vector{*known};
  return candidates;
}

}  // namespace mercato
