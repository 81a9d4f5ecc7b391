#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "9_command/commands.h"
#include "9_command/csv_row.h"
#include "9_command/ledger_access.h"

namespace mercato {
namespace {

class TableFile {
 public:
  // Standard output where there is no path.
  explicit TableFile(const std::filesystem::path& path)
      : name_(path.empty() ? "-" : path.string()),
        file_(path.empty() ? stdout : std::fopen(path.c_str(), "wb")) {}
  ~TableFile() {
    if (file_ && file_ != stdout) std::fclose(file_);
  }
  TableFile(const TableFile&) = delete;
  TableFile& operator=(const TableFile&) = delete;

  void write(std::string_view bytes) {
    if (file_) std::fwrite(bytes.data(), 1, bytes.size(), file_);
  }
  Result<void> finish() {
    if (!file_ || std::fflush(file_) != 0 || std::ferror(file_))
      return failure(name_, std::string("cannot be written: ") + std::strerror(errno));
    return {};
  }

 private:
  std::string name_;
  std::FILE* file_;
};

Result<void> export_one(const Ledger& ledger, const std::string& table, Instant moment, bool csv,
                        const std::filesystem::path& path) {
  TableFile file(path);
  const std::vector<std::string> columns = ledger.columns(table);
  std::string out;
  if (csv) append_csv_header(columns, out);
  file.write(out);
  const auto done = ledger.export_table(table, moment, [&](std::string_view row) {
    out.clear();
    if (csv)
      append_csv_row(columns, row, out);
    else
      out.append(row).push_back('\n');
    file.write(out);
  });
  return done ? file.finish() : done;
}

Result<std::vector<std::string>> tables_of(const Ledger& ledger, const ExportOptions& options) {
  auto tables = ledger.tables();
  std::string known;
  for (const std::string& table : tables) known += (known.empty() ? "" : ", ") + table;
  if (options.table.empty()) {
    if (options.out.empty())
      return failure("--out", "all tables do not fit into one stream",
                     "name a folder, or one table of " + known);
    return tables;
  }
  if (std::find(tables.begin(), tables.end(), options.table) == tables.end())
    return failure("--table", "there is no table '" + options.table + "'", "tables: " + known);
  return std::vector<std::string>{options.table};
}

}  // namespace

int run_export(const CommonOptions&, const LedgerOptions& ledger_options,
               const ExportOptions& options) {
  const auto moment = as_of(ledger_options);
  if (!moment) return fail(moment.error());
  const auto ledger = open_ledger(ledger_options);
  if (!ledger) return fail(ledger.error());
  const auto tables = tables_of(**ledger, options);
  if (!tables) return fail(tables.error());
  std::error_code error;
  if (!options.out.empty()) std::filesystem::create_directories(options.out, error);
  for (const std::string& table : *tables) {
    const auto path = options.out.empty()
                          ? std::filesystem::path()
                          : std::filesystem::path(options.out) / (table + "." + options.format);
    if (const auto done = export_one(**ledger, table, *moment, options.format == "csv", path);
        !done)
      return fail(done.error());
  }
  return 0;
}

}  // namespace mercato
