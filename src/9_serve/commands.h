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

// --- shared by the commands ---

std::filesystem::path data_folder(const CommonOptions& common);
std::filesystem::path reference_file(const CommonOptions& common);
Result<std::shared_ptr<const Engine>> open_engine(const CommonOptions& common);

// Prints "mercato: …" on standard error and returns 2.
int fail(const Problem& problem);
void print_problem(const Problem& problem);

}  // namespace mercato
