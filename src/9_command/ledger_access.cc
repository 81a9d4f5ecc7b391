#include "9_command/ledger_access.h"

#include <cstdio>
#include <cstdlib>

#include "6_engine/engine.h"
#include "9_answer/nearest_names.h"
#include "9_command/terminal.h"

namespace mercato {
namespace {

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
  const auto moment = as_of(options);
  if (!moment) return tl::unexpected(moment.error());
  return open_view({ledger_file(options), data_folder(common), reference_file(common)}, *moment);
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
  const auto candidates = who_is_meant(view, kind, typed);
  if (!candidates) {
    print_problem(candidates.error());
    return std::nullopt;
  }
  if (candidates->size() == 1) return candidates->front();
  if (candidates->empty())
    tell_nearest(view, kind, typed);
  else
    tell_candidates(typed, *candidates);
  return std::nullopt;
}

}  // namespace mercato
