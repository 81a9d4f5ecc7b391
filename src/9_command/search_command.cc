#include <boost/json.hpp>
#include <cstdio>

#include "9_answer/search_json.h"
#include "9_command/claim_words.h"
#include "9_command/commands.h"
#include "9_command/ledger_access.h"
#include "9_command/terminal.h"

namespace mercato {
namespace {

namespace json = boost::json;

constexpr std::size_t kHitsShown = 30;

void print_text(const SearchHit& hit, const Terminal& terminal) {
  std::printf(
      "%s  %s  %s  %s\n", terminal.paint(day_words(hit.document), Ink::bold).c_str(),
      terminal.paint(outlet_words(hit.document), Ink::bold).c_str(),
      terminal.paint(hit.person.name, Ink::bold).c_str(),
      terminal.paint(claim_words(hit.claim, hit.to ? &*hit.to : nullptr, nullptr), Ink::blue)
          .c_str());
  for (const std::string& row : wrap(plain(hit.snippet), terminal.width() - 4))
    std::printf("    %s\n", row.c_str());
}

}  // namespace

int run_search(const CommonOptions& common, const LedgerOptions& options,
               const std::string& words) {
  const auto moment = as_of(options);
  if (!moment) return fail(moment.error());
  const auto ledger = open_ledger(options);
  if (!ledger) return fail(ledger.error());
  const std::size_t limit = options.limit ? options.limit : kHitsShown;
  // One more than is shown tells whether there are more.
  auto hits = (*ledger)->search(words, *moment, limit + 1);
  if (!hits) return fail(hits.error());
  const bool more = hits->size() > limit;
  if (more) hits->resize(limit);
  const Terminal terminal(stdout, common.no_colour);
  json::array rows;
  for (const SearchHit& hit : *hits) {
    if (common.json)
      rows.push_back(search_json(hit));
    else
      print_text(hit, terminal);
  }
  if (common.json) std::printf("%s\n", json::serialize(rows).c_str());
  if (more && !common.json) std::printf("… more: --limit %zu shows twice as many\n", limit * 2);
  if (hits->empty())
    std::fprintf(stderr, "mercato: no evidence holds '%s'\n", plain(words).c_str());
  return hits->empty() ? 1 : 0;
}

}  // namespace mercato
