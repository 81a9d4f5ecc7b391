#include <cstdio>

#include "6_engine/output.h"
#include "9_command/commands.h"
#include "9_command/inputs.h"
#include "9_command/report.h"

namespace mercato {
namespace {

void print(const Engine& engine, const Document& document, const Reading& reading,
           const Terminal& terminal, bool json) {
  std::string out;
  if (json)
    append_json(engine, document, reading, out);
  else
    out = make_report(engine, document, reading, terminal);
  std::printf("%s\n", out.c_str());
}

}  // namespace

int run_check(const CommonOptions& common, const CheckOptions& options) {
  auto engine = open_engine(common);
  if (!engine) return fail(engine.error());
  const Terminal terminal(stdout, common.no_colour);
  const auto published = Date::parse_iso(options.published);
  Engine::Worker worker(**engine);
  Reading reading;
  int status = 0;
  for (const std::string& file : options.files) {
    auto documents = read_documents((*engine)->reader(), file);
    if (!documents) {
      status = fail(documents.error());
      continue;
    }
    for (Document& document : *documents) {
      if (!document.published.known() && published) document.published = *published;
      if (is_unreadable(document)) {
        for (const Problem& problem : document.problems) print_problem(problem);
        status = 2;
        continue;
      }
      (*engine)->read(document, worker, reading);
      print(**engine, document, reading, terminal, common.json);
      if (status == 0 && has_findings(reading)) status = 1;
    }
  }
  return status;
}

}  // namespace mercato
