// How are the feeds doing, and which are there? Options of `mercato feeds`.
#pragma once

#include <string>

#include "9_command/commands.h"

namespace mercato {

struct FeedsOptions {
  std::string state;  // file; empty = beside the ledger
};
// 1 where a feed's last try failed.
int run_feeds(const CommonOptions& common, const LedgerOptions& ledger,
              const FeedsOptions& options);

struct FeedTestOptions {
  std::string url, kind;  // kind: "auto", "page" or "list"; empty = as the configuration says
  bool full_text = false;
};
int run_feeds_test(const CommonOptions& common, const FeedTestOptions& options);

struct FeedImportOptions {
  std::string file;  // OPML; "-" = standard input
  bool add = false;  // to the configuration, rather than to standard output
};
int run_feeds_import(const CommonOptions& common, const FeedImportOptions& options);
int run_feeds_export(const CommonOptions& common);

}  // namespace mercato
