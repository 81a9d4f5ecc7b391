#include <boost/json.hpp>
#include <cstdio>

#include "9_command/commands.h"
#include "9_command/edits.h"
#include "9_command/ledger_access.h"
#include "9_command/progress.h"

namespace mercato {
namespace {

namespace json = boost::json;

json::value to_json(const Problem& problem) {
  return json::object{
      {"where", problem.where}, {"message", problem.message}, {"hint", problem.hint}};
}

json::value to_json(const LedgerInfo& info) {
  json::array engines;
  for (const std::string& engine : info.engines) engines.emplace_back(engine);
  return json::object{
      {"schema", info.schema},     {"entries", info.entries},      {"documents", info.documents},
      {"versions", info.versions}, {"claims", info.claims},        {"facts", info.facts},
      {"persons", info.persons},   {"clubs", info.clubs},          {"outcomes", info.outcomes},
      {"head", info.head},         {"engines", std::move(engines)}};
}

void print_line(const char* label, std::uint64_t value) {
  std::printf("%-12s %12llu\n", label, static_cast<unsigned long long>(value));
}

void print_text(const LedgerInfo& info) {
  print_line("schema", static_cast<std::uint64_t>(info.schema));
  print_line("entries", info.entries);
  print_line("documents", info.documents);
  print_line("versions", info.versions);
  print_line("claims", info.claims);
  print_line("facts", info.facts);
  print_line("persons", info.persons);
  print_line("clubs", info.clubs);
  print_line("outcomes", info.outcomes);
  std::printf("%-12s %s\n", "head", info.head.c_str());
  for (const std::string& engine : info.engines)
    std::printf("%-12s %s\n", "written by", engine.c_str());
}

void print_text(const VerifyReport& report) {
  std::printf("%llu entries, %llu documents and %llu claims were checked\n",
              static_cast<unsigned long long>(report.entries),
              static_cast<unsigned long long>(report.documents),
              static_cast<unsigned long long>(report.claims));
  if (report.broken.empty())
    std::printf("nothing was changed; head %s\n", report.head.c_str());
  else
    std::printf("%zu differences, told on standard error\n", report.broken.size());
}

}  // namespace

int run_ledger_info(const CommonOptions& common, const LedgerOptions& options) {
  const auto ledger = open_ledger(options);
  if (!ledger) return fail(ledger.error());
  const auto info = (*ledger)->info();
  if (!info) return fail(info.error());
  if (common.json)
    std::printf("%s\n", json::serialize(to_json(*info)).c_str());
  else
    print_text(*info);
  return 0;
}

int run_ledger_verify(const CommonOptions& common, const LedgerOptions& options) {
  const auto ledger = open_ledger(options);
  if (!ledger) return fail(ledger.error());
  Progress progress(true);
  const auto report = (*ledger)->verify(
      [&](std::uint64_t done, std::uint64_t all) { progress.show_share(done, all, "entries"); });
  progress.clear();
  if (!report) return fail(report.error());
  if (common.json) {
    json::array broken;
    for (const Problem& problem : report->broken) broken.push_back(to_json(problem));
    std::printf("%s\n", json::serialize(json::object{{"entries", report->entries},
                                                     {"documents", report->documents},
                                                     {"claims", report->claims},
                                                     {"head", report->head},
                                                     {"broken", std::move(broken)}})
                            .c_str());
  } else {
    print_text(*report);
  }
  for (const Problem& problem : report->broken) print_problem(problem);
  return report->broken.empty() ? 0 : 1;
}

int run_ledger_reindex(const CommonOptions& common, const LedgerOptions& options) {
  const std::filesystem::path file = ledger_file(options);
  if (std::error_code error; !std::filesystem::exists(file, error))
    return fail({Severity::error, file.string(), 0, 0, "there is no such ledger", {}});
  auto writer = open_writer(common, options);
  if (!writer) return fail(writer.error());
  if (const auto done = (*writer)->reindex(); !done) return fail(done.error());
  if (const auto done = (*writer)->commit(); !done) return fail(done.error());
  const auto info = (*writer)->ledger().info();
  if (!info) return fail(info.error());
  if (common.json)
    std::printf("%s\n", json::serialize(to_json(*info)).c_str());
  else
    std::printf("the index of %llu entries was made anew\n",
                static_cast<unsigned long long>(info->entries));
  return 0;
}

int run_ledger_edits(const CommonOptions& common, const LedgerOptions& options) {
  const auto moment = as_of(options);
  if (!moment) return fail(moment.error());
  const auto ledger = open_ledger(options);
  if (!ledger) return fail(ledger.error());
  const auto edits = find_edits(**ledger, *moment);
  if (!edits) return fail(edits.error());
  const Terminal terminal(stdout, common.no_colour);
  const std::size_t shown = options.limit ? std::min(options.limit, edits->size()) : edits->size();
  json::array rows;
  // The newest are what a limit keeps.
  for (std::size_t i = edits->size() - shown; i < edits->size(); ++i) {
    if (common.json)
      rows.push_back(to_json((*edits)[i]));
    else
      std::printf("%s", to_text((*edits)[i], terminal).c_str());
  }
  if (common.json)
    std::printf("%s\n", json::serialize(rows).c_str());
  else if (edits->empty())
    std::printf("no document was edited\n");
  return 0;
}

}  // namespace mercato
