// What can the program do? One function for each command of `mercato`; main.cc parses the
// arguments. Each returns the exit status: 0 clean, 1 something found (see the command), 2 an input
// could not be read.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "0_core/result.h"
#include "6_engine/engine.h"

namespace mercato {

// Options that every command takes.
struct CommonOptions {
  std::string
      data;  // folder of languages, claim types, …; empty = the one that belongs to the program
  std::string reference;  // compiled reference; empty = the starter reference
  std::string config;     // of watch, serve and alerts; empty = as config_file() finds it
  bool json = false;
  bool no_colour = false;
};

struct CheckOptions {
  std::vector<std::string> files;  // "-" = standard input
  std::string published;           // date to take where a document states none
};
int run_check(const CommonOptions& common, const CheckOptions& options);

struct ExtractOptions {
  std::vector<std::string> files;
  unsigned workers = 0;  // 0 = one for each core
  bool quiet = false;
};
int run_extract(const CommonOptions& common, const ExtractOptions& options);

int run_read(const CommonOptions& common, const std::vector<std::string>& files);

struct ExplainOptions {
  std::string file;
  unsigned claim = 0;  // as numbered by check, from 1
};
int run_explain(const CommonOptions& common, const ExplainOptions& options);

int run_languages(const CommonOptions& common);
int run_types(const CommonOptions& common);
int run_verify(const CommonOptions& common);

int run_reference_import(const CommonOptions& common, const std::vector<std::string>& folders,
                         const std::string& out);
int run_reference_lookup(const CommonOptions& common, const std::string& name);
int run_reference_info(const CommonOptions& common);

// --- commands on a ledger; all but ingest, import and ledger rebuild|reindex only read it ---

struct LedgerOptions {
  std::string ledger;     // file; empty = $MERCATO_LEDGER, else in the user's data directory
  std::string as_of;      // moment of the answer; empty = everything that is known
  std::size_t limit = 0;  // of rows on a terminal; 0 = the command's own
};

struct IngestOptions {
  std::vector<std::string> files;  // files, folders, "-"
  std::string published;           // date to take where a document states none
  unsigned workers = 0;            // 0 = one for each core
  bool quiet = false;
};
int run_ingest(const CommonOptions& common, const LedgerOptions& ledger,
               const IngestOptions& options);

int run_ledger_info(const CommonOptions& common, const LedgerOptions& ledger);
// 1 where something was changed.
int run_ledger_verify(const CommonOptions& common, const LedgerOptions& ledger);
int run_ledger_rebuild(const CommonOptions& common, const LedgerOptions& ledger, unsigned workers);
int run_ledger_reindex(const CommonOptions& common, const LedgerOptions& ledger);
int run_ledger_edits(const CommonOptions& common, const LedgerOptions& ledger);

int run_outcome_import(const CommonOptions& common, const LedgerOptions& ledger,
                       const std::vector<std::string>& files);

struct DossierOptions {
  std::string name;
  std::string window;  // "2024-summer"; empty = the latest
  bool all = false;    // every window
};
// 1 where nobody, or more than one, is so called. So the next two.
int run_dossier(const CommonOptions& common, const LedgerOptions& ledger,
                const DossierOptions& options);

struct ClubOptions {
  std::string name;
  std::string window;
  bool in = false, out = false;  // neither = both
};
int run_club(const CommonOptions& common, const LedgerOptions& ledger, const ClubOptions& options);
int run_window(const CommonOptions& common, const LedgerOptions& ledger, const std::string& id);
// 1 where nothing is found.
int run_search(const CommonOptions& common, const LedgerOptions& ledger, const std::string& words);

struct ExportOptions {
  std::string format = "ndjson";  // or "csv"
  std::string table;              // empty = all
  std::string out;                // folder; empty = standard output (one table only)
};
int run_export(const CommonOptions& common, const LedgerOptions& ledger,
               const ExportOptions& options);

// --- shared by the commands ---

// "0.2.0"
const char* program_version();

std::filesystem::path data_folder(const CommonOptions& common);
std::filesystem::path reference_file(const CommonOptions& common);
// --config, $MERCATO_CONFIG, the user's or the machine's: the first that there is; empty = none.
std::filesystem::path config_file(const CommonOptions& common);
Result<std::shared_ptr<const Engine>> open_engine(const CommonOptions& common);

// Prints "mercato: …" on standard error and returns 2.
int fail(const Problem& problem);
void print_problem(const Problem& problem);

}  // namespace mercato
