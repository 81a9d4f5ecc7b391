#include "9_command/sources_command.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "1_language/language.h"
#include "8_score/source_record.h"
#include "9_answer/fold_all.h"
#include "9_answer/saga_list.h"
#include "9_command/claim_words.h"
#include "9_command/ledger_access.h"
#include "9_command/terminal.h"

namespace mercato {
namespace {

constexpr std::size_t kRowsShown = 40;

Result<std::vector<SourceRecord>> records_of(const LedgerView& view, const std::string& window) {
  const auto persons = view.ledger->persons(0, view.as_of);
  if (!persons) return tl::unexpected(persons.error());
  SourceBook book(*view.types);
  const auto folded = fold_all(view, *persons, [&](const Dossier& dossier) {
    if (window.empty() || dossier.window.id == window) book.add(dossier);
  });
  if (!folded) return tl::unexpected(folded.error());
  return book.records();
}

bool is_called(const SourceRecord& record, const std::string& folded) {
  const Origin& source = record.source;
  return fold(source.name).find(folded) != std::string::npos ||
         fold(source.outlet).find(folded) != std::string::npos ||
         fold("@" + source.handle).find(folded) != std::string::npos ||
         source.reference_id == folded;
}

std::string source_words(const Origin& source) {
  if (source.name.empty()) return source.outlet.empty() ? "@" + source.handle : source.outlet;
  const bool more = !source.outlet.empty() && fold(source.outlet) != fold(source.name);
  return source.name + (more ? " (" + source.outlet + ")" : "");
}

std::string percent(double share) { return std::to_string(std::lround(100 * share)) + " %"; }

std::string rate_words(const SourceRecord& record) {
  if (record.too_few) return "too few to say";
  return percent(record.rate) + " (" + percent(record.low) + " to " + percent(record.high) + ")";
}

std::string lift_words(const SourceRecord& record) {
  if (record.too_few) return "";
  const long points = std::lround(100 * record.lift);
  return (points > 0 ? "+" : "") + std::to_string(points) + " points";
}

std::string relay_words(const SourceRecord& record) {
  if (record.relays == 0) return "–";
  return std::to_string(record.relays) + ", " + std::to_string(record.drifted) + " drifted";
}

std::string lead_words(const std::optional<int>& days) {
  return days ? count_words(static_cast<std::size_t>(*days), "day") : "–";
}

void print_records(const std::vector<SourceRecord>& records, const Terminal& terminal,
                   std::size_t limit) {
  Table table({"Source", "Right", "Wrong", "Open", "Rate", "Against others", "Lead", "Relays"});
  for (std::size_t i = 0; i < std::min(limit, records.size()); ++i) {
    const SourceRecord& record = records[i];
    table.add({source_words(record.source), std::to_string(record.all.hits),
               std::to_string(record.all.misses), std::to_string(record.all.open),
               rate_words(record), lift_words(record), lead_words(record.median_lead_days),
               relay_words(record)});
  }
  std::printf("%s%s\n", table.to_string(terminal).c_str(),
              more_words(records.size(), limit).c_str());
  std::printf(
      "Rate: share of calls that came true, shrunk towards what all sources reach at the same "
      "stages, with its 90 %%\n"
      "interval. Against others: the difference to them. Lead: median days before the "
      "announcement. Relays count for\n"
      "nobody but the origin.\n");
}

void print_tallies(const char* title, const std::map<std::string, Tally>& tallies,
                   const Terminal& terminal, std::size_t limit) {
  std::vector<std::pair<std::string, Tally>> rows(tallies.begin(), tallies.end());
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
    return a.second.resolved() + a.second.open > b.second.resolved() + b.second.open;
  });
  Table table({title, "Right", "Wrong", "Open"});
  for (std::size_t i = 0; i < std::min(limit, rows.size()); ++i) {
    const Tally& tally = rows[i].second;
    table.add({type_words(rows[i].first), std::to_string(tally.hits), std::to_string(tally.misses),
               std::to_string(tally.open)});
  }
  std::printf("\n%s%s", table.to_string(terminal).c_str(), more_words(rows.size(), limit).c_str());
}

void print_calls(const std::vector<Call>& calls, const Terminal& terminal, std::size_t limit) {
  Table table({"Said", "Person", "Call", "Window", "Came", "Lead", "Claim"});
  for (std::size_t i = 0; i < std::min(limit, calls.size()); ++i) {
    const Call& call = calls[i];
    table.add({call.said.to_string(), call.person.name,
               (call.denial ? "not " : "") + type_words(call.type) + " → " + call.club.name,
               call.window, std::string(to_string(call.verdict)), lead_words(call.lead_days),
               std::to_string(call.claim)});
  }
  std::printf("\n%s%s\n", table.to_string(terminal).c_str(),
              more_words(calls.size(), limit).c_str());
}

void print_record(const SourceRecord& record, const Terminal& terminal, std::size_t limit) {
  std::printf("%s\n", terminal.paint(source_words(record.source), Ink::bold).c_str());
  std::printf("%d right, %d wrong, %d open; rate %s", record.all.hits, record.all.misses,
              record.all.open, rate_words(record).c_str());
  if (!record.too_few)
    std::printf("; others at these stages %s, so %s", percent(record.expected).c_str(),
                lift_words(record).c_str());
  std::printf("\nrelays: %s\n", relay_words(record).c_str());
  if (!record.by_journalist.empty())
    print_tallies("Journalist", record.by_journalist, terminal, limit);
  print_tallies("Stage", record.by_type, terminal, limit);
  print_tallies("Club", record.by_club, terminal, limit);
  print_tallies("Window", record.by_window, terminal, limit);
  print_tallies("Language", record.by_language, terminal, limit);
  print_calls(record.calls, terminal, limit);
}

void print_json(const std::vector<SourceRecord>& records, bool with_calls) {
  std::string out = "{\"sources\":[";
  for (const SourceRecord& record : records) {
    if (&record != &records.front()) out += ',';
    append_json(record, with_calls, out);
  }
  std::printf("%s]}\n", out.c_str());
}

}  // namespace

int run_sources(const CommonOptions& common, const LedgerOptions& ledger,
                const SourcesOptions& options) {
  const auto view = open_view(common, ledger);
  if (!view) return fail(view.error());
  if (!options.window.empty()) {
    if (const auto known = check_window(*view, options.window); !known) return fail(known.error());
  }
  auto records = records_of(*view, options.window);
  if (!records) return fail(records.error());
  const bool one = !options.name.empty();
  if (one)
    std::erase_if(*records,
                  [&](const SourceRecord& r) { return !is_called(r, fold(options.name)); });
  const Terminal terminal(stdout, common.no_colour);
  const std::size_t limit = ledger.limit ? ledger.limit : kRowsShown;
  if (common.json) {
    print_json(*records, one);
  } else if (one) {
    for (const SourceRecord& record : *records) print_record(record, terminal, limit);
  } else {
    print_records(*records, terminal, limit);
  }
  if (!records->empty()) return 0;
  std::fprintf(stderr, "mercato: the ledger has no source%s\n", one ? " of this name" : "");
  return 1;
}

}  // namespace mercato
