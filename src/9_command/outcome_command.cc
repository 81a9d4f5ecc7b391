#include <boost/json.hpp>
#include <cstdio>
#include <filesystem>

#include "9_answer/clock.h"
#include "9_command/commands.h"
#include "9_command/inputs.h"
#include "9_command/ledger_access.h"
#include "9_command/outcome_file.h"

namespace mercato {
namespace {

namespace json = boost::json;

constexpr std::size_t kMaxTable = 512u << 20;

struct Imported {
  std::string file;
  std::uint64_t rows = 0, passed_over = 0, to_come = 0;
  bool added = false;
};

// The place of the file is nobody's business but this machine's.
std::string origin_of(const std::string& file) {
  return file == "-" ? file : std::filesystem::path(file).filename().string();
}

Result<Imported> import_one(const std::string& file, const Reference& reference,
                            LedgerWriter& writer, Instant now) {
  const auto bytes = read_input(file, kMaxTable);
  if (!bytes) return tl::unexpected(bytes.error());
  const auto table = read_outcomes(*bytes, file, reference, to_date(now));
  if (!table) return tl::unexpected(table.error());
  for (const Problem& problem : table->problems) print_problem(problem);
  Imported out{file, table->rows.size(), table->passed_over, table->to_come, false};
  if (table->rows.empty()) return out;
  const auto added = writer.append_outcomes(table->rows, origin_of(file), now);
  if (!added) return tl::unexpected(added.error());
  out.added = *added;
  if (const auto done = writer.commit(); !done) return tl::unexpected(done.error());
  return out;
}

void print(const Imported& imported, bool as_json, json::array& rows) {
  if (as_json) {
    rows.push_back(json::object{{"file", origin_of(imported.file)},
                                {"outcomes", imported.rows},
                                {"passed_over", imported.passed_over},
                                {"to_come", imported.to_come},
                                {"added", imported.added}});
    return;
  }
  std::printf("%s: %llu outcomes%s, %llu still to come, %llu rows passed over\n",
              imported.file.c_str(), static_cast<unsigned long long>(imported.rows),
              imported.added || imported.rows == 0 ? "" : ", the ledger has them already",
              static_cast<unsigned long long>(imported.to_come),
              static_cast<unsigned long long>(imported.passed_over));
}

}  // namespace

int run_outcome_import(const CommonOptions& common, const LedgerOptions& options,
                       const std::vector<std::string>& files) {
  const auto now = current_instant();
  if (!now) return fail(now.error());
  const auto reference = Reference::open(reference_file(common));
  if (!reference) return fail(reference.error());
  auto writer = open_writer(common, options);
  if (!writer) return fail(writer.error());
  int status = 0;
  json::array rows;
  for (const std::string& file : files) {
    const auto imported = import_one(file, **reference, **writer, *now);
    if (!imported) {
      status = fail(imported.error());
      continue;
    }
    print(*imported, common.json, rows);
    if (imported->passed_over) status = 2;
  }
  if (common.json) std::printf("%s\n", json::serialize(rows).c_str());
  return status;
}

}  // namespace mercato
