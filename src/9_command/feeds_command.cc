#include "9_command/feeds_command.h"

#include <boost/json.hpp>
#include <cstdio>

#include "8_watch/watcher.h"
#include "9_command/config_addition.h"
#include "9_command/inputs.h"
#include "9_command/terminal.h"
#include "9_command/watch_command.h"

namespace mercato {
namespace {

namespace json = boost::json;

constexpr std::size_t kMaxOpml = 8u << 20;

json::value time_of(Instant instant) {
  return instant == 0 ? json::value(nullptr) : json::value(to_string(instant));
}

double claims_each(const FeedHealth& health) {
  return health.items == 0 ? 0
                           : static_cast<double>(health.claims) / static_cast<double>(health.items);
}

const char* state_word(const FeedHealth& health) {
  if (health.gone) return "gone";
  if (health.tries == 0) return "new";
  return health.last_error.empty() ? "well" : "failing";
}

json::value to_json(const FeedHealth& health) {
  return json::object{{"url", health.feed.url},
                      {"name", health.feed.name},
                      {"state", state_word(health)},
                      {"last_try", time_of(health.last_try)},
                      {"last_success", time_of(health.last_success)},
                      {"next", time_of(health.next)},
                      {"last_error", health.last_error},
                      {"tries", health.tries},
                      {"errors", health.errors},
                      {"failures_in_a_row", health.failures_in_a_row},
                      {"items", health.items},
                      {"claims", health.claims},
                      {"claims_per_item", claims_each(health)}};
}

std::string short_time(Instant instant) {
  return instant == 0 ? "–" : to_string(instant).substr(0, 16).replace(10, 1, " ");
}

std::string label(const Feed& feed) { return plain(feed.name.empty() ? feed.url : feed.name); }

void print_health(const std::vector<FeedHealth>& feeds, const Terminal& terminal) {
  Table table({"Feed", "State", "Last success", "Next", "Items", "Claims each", "Errors"});
  for (const FeedHealth& health : feeds) {
    char each[32];
    std::snprintf(each, sizeof each, "%.1f", claims_each(health));
    table.add({label(health.feed), state_word(health), short_time(health.last_success),
               short_time(health.next), std::to_string(health.items),
               health.items == 0 ? "–" : each,
               std::to_string(health.errors) + " of " + std::to_string(health.tries)});
  }
  std::fputs(table.to_string(terminal).c_str(), stdout);
  for (const FeedHealth& health : feeds)
    if (!health.last_error.empty())
      std::printf("%s: %s\n", label(health.feed).c_str(), plain(health.last_error).c_str());
}

// Those of the configuration, with what the state knows of them.
Result<std::vector<FeedHealth>> all_health(const std::filesystem::path& state,
                                           const WatchConfig& config) {
  auto out = read_health(state, config);
  if (!out || !out->empty()) return out;
  for (const Feed& feed : config.feeds) {
    out->emplace_back();
    out->back().feed = feed;
  }
  return out;
}

Feed feed_to_test(const WatchConfig& config, const FeedTestOptions& options) {
  Feed out;
  for (const Feed& feed : config.feeds)
    if (feed.url == options.url) out = feed;
  out.url = options.url;
  if (options.kind == "auto") out.kind = FeedKind::automatic;
  if (options.kind == "page") out.kind = FeedKind::page;
  if (options.kind == "list") out.kind = FeedKind::list;
  out.full_text |= options.full_text;
  return out;
}

// A document of the trial with the number of claims in it.
struct TestedItem {
  const Document& document;
  std::size_t claims;
};

json::value to_json(const FeedTest& test, const std::vector<TestedItem>& items) {
  json::array rows, problems;
  for (const TestedItem& item : items)
    rows.push_back(json::object{{"id", item.document.id},
                                {"url", item.document.url},
                                {"title", item.document.title},
                                {"published", item.document.published.to_string()},
                                {"bytes", item.document.text.size()},
                                {"claims", item.claims}});
  for (const Problem& problem : test.problems)
    problems.push_back(json::string(problem.to_string()));
  return json::object{{"url", test.answer.url},
                      {"format", test.format},
                      {"items", std::move(rows)},
                      {"problems", std::move(problems)}};
}

void print_test(const FeedTest& test, const std::vector<TestedItem>& items,
                const Terminal& terminal) {
  std::printf("%s: %s, %zu items\n", plain(test.answer.url).c_str(), test.format.c_str(),
              items.size());
  Table table({"Date", "Title", "Bytes", "Claims"});
  for (const TestedItem& item : items)
    table.add({item.document.published.known() ? item.document.published.to_string() : "–",
               plain(item.document.title.empty() ? item.document.text.substr(0, 80)
                                                 : item.document.title),
               std::to_string(item.document.text.size()), std::to_string(item.claims)});
  std::fputs(table.to_string(terminal).c_str(), stdout);
  std::string last;
  for (const Problem& problem : test.problems) {
    if (problem.message != last) print_problem(problem);
    last = problem.message;
  }
}

}  // namespace

int run_feeds(const CommonOptions& common, const LedgerOptions& ledger,
              const FeedsOptions& options) {
  const auto config = load_watch_config(config_file(common));
  if (!config) return fail(config.error());
  const auto feeds = all_health(watch_state_file(ledger, options.state), *config);
  if (!feeds) return fail(feeds.error());
  bool failing = false;
  json::array rows;
  for (const FeedHealth& health : *feeds) {
    failing |= !health.last_error.empty();
    rows.push_back(to_json(health));
  }
  if (common.json)
    std::printf("%s\n", json::serialize(json::object{{"feeds", std::move(rows)}}).c_str());
  else
    print_health(*feeds, Terminal(stdout, common.no_colour));
  return failing ? 1 : 0;
}

int run_feeds_test(const CommonOptions& common, const FeedTestOptions& options) {
  const auto config = load_watch_config(config_file(common));
  if (!config) return fail(config.error());
  const auto engine = open_engine(common);
  if (!engine) return fail(engine.error());
  const auto test = test_feed(feed_to_test(*config, options), config->fetch, (*engine)->reader());
  if (!test) return fail(test.error());
  Engine::Worker worker(**engine);
  Reading reading;
  std::vector<TestedItem> items;
  for (const Document& document : test->documents) {
    (*engine)->read(document, worker, reading);
    items.push_back({document, reading.claims.size()});
  }
  if (common.json)
    std::printf("%s\n", json::serialize(to_json(*test, items)).c_str());
  else
    print_test(*test, items, Terminal(stdout, common.no_colour));
  return 0;
}

int run_feeds_import(const CommonOptions& common, const FeedImportOptions& options) {
  const auto bytes = read_input(options.file, kMaxOpml);
  if (!bytes) return fail(bytes.error());
  const auto feeds = parse_opml(*bytes, options.file);
  if (!feeds) return fail(feeds.error());
  if (!options.add) {
    std::fputs(to_toml(*feeds).c_str(), stdout);
    return 0;
  }
  const std::filesystem::path file = config_file(common);
  if (file.empty())
    return fail({Severity::error, "", 0, 0, "there is no configuration to add to",
                 "name one with --config, or set MERCATO_CONFIG"});
  const auto added = add_feeds(file, *feeds);
  if (!added) return fail(added.error());
  std::fprintf(stderr, "mercato: %zu of %zu feeds added to %s; the others stood there already\n",
               *added, feeds->size(), file.c_str());
  return 0;
}

int run_feeds_export(const CommonOptions& common) {
  const auto config = load_watch_config(config_file(common));
  if (!config) return fail(config.error());
  std::fputs(to_opml(config->feeds, "Mercato").c_str(), stdout);
  return 0;
}

}  // namespace mercato
