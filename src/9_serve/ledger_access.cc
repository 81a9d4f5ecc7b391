#include "9_serve/ledger_access.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "1_language/language.h"
#include "6_engine/engine.h"
#include "9_serve/nearest_names.h"
#include "9_serve/terminal.h"

namespace mercato {
namespace {

constexpr std::size_t kMostCandidates = 12;

std::filesystem::path variable(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

const char* noun(MentionKind kind) { return kind == MentionKind::club ? "club" : "person"; }

std::string label(const LedgerEntity& entity) {
  std::string out = plain(entity.name) + "  " + stable_id(entity);
  if (!entity.id.empty()) out += "  Transfermarkt " + plain(entity.id);
  return out;
}

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

void tell_candidates(const std::string& typed, const std::vector<LedgerEntity>& candidates) {
  std::fprintf(stderr, "mercato: '%s' may be several; give an id or the whole name:\n",
               plain(typed).c_str());
  for (const LedgerEntity& candidate : candidates)
    std::fprintf(stderr, "  %s\n", label(candidate).c_str());
}

void tell_nearest(const LedgerView& view, MentionKind kind, const std::string& typed) {
  std::fprintf(stderr, "mercato: the ledger says nothing of a %s called '%s'\n", noun(kind),
               plain(typed).c_str());
  const auto nearest = nearest_names(*view.ledger, kind, typed, 5);
  if (nearest.empty()) return;
  std::fprintf(stderr, "nearest names:\n");
  for (const LedgerEntity& entity : nearest) std::fprintf(stderr, "  %s\n", label(entity).c_str());
}

}  // namespace

std::filesystem::path ledger_file(const LedgerOptions& options) {
  if (!options.ledger.empty()) return options.ledger;
  if (const auto named = variable("MERCATO_LEDGER"); !named.empty()) return named;
  auto data = variable("XDG_DATA_HOME");
  if (data.empty()) data = variable("HOME") / ".local" / "share";
  return data / "mercato" / "ledger.db";
}

Instant LedgerView::moment(const PersonHistory& history) const {
  if (as_of != kEndOfTime) return as_of;
  constexpr Instant kDay = 24 * 60 * 60;
  const Date outcomes = history.outcomes_until;
  return std::max(latest, outcomes.known() ? (outcomes.last_day().days() + 1) * kDay - 1 : 0);
}

Result<Instant> as_of(const LedgerOptions& options) {
  if (options.as_of.empty()) return kEndOfTime;
  if (const auto instant = parse_instant(options.as_of)) return *instant;
  return failure("--as-of", "is no time: '" + options.as_of + "'",
                 "write it as 2024-06-12 or 2024-06-12T10:00:00Z");
}

Result<std::unique_ptr<Ledger>> open_ledger(const LedgerOptions& options) {
  return Ledger::open(ledger_file(options));
}

Result<LedgerView> open_view(const CommonOptions& common, const LedgerOptions& options) {
  LedgerView view;
  auto moment = as_of(options);
  if (!moment) return tl::unexpected(moment.error());
  view.as_of = *moment;
  auto ledger = open_ledger(options);
  if (!ledger) return tl::unexpected(ledger.error());
  view.ledger = std::move(*ledger);
  view.file = ledger_file(options);
  const auto latest = view.ledger->latest();
  if (!latest) return tl::unexpected(latest.error());
  view.latest = *latest;
  auto types = ClaimTypes::load(data_folder(common));
  if (!types) return tl::unexpected(types.error());
  view.types = *types;
  auto reference = Reference::open(reference_file(common));
  if (!reference) return tl::unexpected(reference.error());
  view.reference = *reference;
  auto folder = DossierFolder::create(data_folder(common), view.types, view.reference);
  if (!folder) return tl::unexpected(folder.error());
  view.folder = *folder;
  return view;
}

Result<std::unique_ptr<LedgerWriter>> open_writer(const CommonOptions& common,
                                                  const LedgerOptions& options) {
  const std::filesystem::path file = ledger_file(options);
  std::error_code error;
  if (options.ledger.empty()) std::filesystem::create_directories(file.parent_path(), error);
  LedgerWriter::Options writer;
  writer.engine_version = program_version();
  writer.data_version = data_version(data_folder(common));
  return LedgerWriter::open(file, writer);
}

std::optional<LedgerEntity> find_one(const LedgerView& view, MentionKind kind,
                                     const std::string& typed) {
  const auto found = view.ledger->find(kind, typed, kMostCandidates);
  if (!found) {
    print_problem(found.error());
    return std::nullopt;
  }
  const auto candidates = best(*found, view, kind, typed);
  if (candidates.size() == 1) return candidates.front();
  if (const auto known = only_known(candidates)) return known;
  if (candidates.empty())
    tell_nearest(view, kind, typed);
  else
    tell_candidates(typed, candidates);
  return std::nullopt;
}

}  // namespace mercato
