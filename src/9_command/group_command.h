// `mercato group`: which documents speak of one rumour? One line for each document, in input order.
#pragma once

#include <string>
#include <vector>

#include "9_command/commands.h"

namespace mercato {

struct GroupOptions {
  std::vector<std::string>
      files;              // NDJSON, or any format that check reads; "-" or none = standard input
  bool evaluate = false;  // print agreement with the field `rumour` instead of the lines
};

// Writes {"id","group","person":{"name","id"},"to":{"name","id"}} for each document; `group` is the
// same text for the documents of one group and names the person, the club and the group's first
// day; `person` and `to` are left out where they are not known, `id` where the reference lacks
// them. With `evaluate`: B-cubed precision, recall and F1 over the NDJSON lines that carry
// `rumour`. Status: 0 all read, 2 something could not be read.
int run_group(const CommonOptions& common, const GroupOptions& options);

}  // namespace mercato
