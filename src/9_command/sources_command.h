// What can be asked of the records of sources? Options of `mercato sources`.
#pragma once

#include <string>

#include "9_command/commands.h"

namespace mercato {

struct SourcesOptions {
  std::string name;    // part of a source's name, outlet or handle; empty = all
  std::string window;  // only calls of this window; empty = all
};
// 1 where no source is so called.
int run_sources(const CommonOptions& common, const LedgerOptions& ledger,
                const SourcesOptions& options);

}  // namespace mercato
