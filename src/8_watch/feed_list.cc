#include "8_watch/feed_list.h"

#include <algorithm>
#include <set>

#include "7_ledger/utf8.h"
#include "8_watch/config_file.h"
#include "8_watch/url.h"

namespace mercato {
namespace {

constexpr std::size_t kMaxFeeds = 10'000;
constexpr std::chrono::seconds kShortest{10}, kLongest{7 * 86'400};

struct KindName {
  std::string_view name;
  FeedKind kind;
};
constexpr KindName kKinds[] = {
    {"auto", FeedKind::automatic}, {"page", FeedKind::page}, {"list", FeedKind::list}};

std::string_view kind_name(FeedKind kind) {
  for (const KindName& known : kKinds)
    if (known.kind == kind) return known.name;
  return "auto";
}

void read_every(ConfigTable& table, std::chrono::seconds& out) {
  const auto every = table.duration("every");
  if (!every) return;
  if (*every < kShortest || *every > kLongest)
    table.complain("every", "is not between ten seconds and a week");
  else
    out = *every;
}

void read_milliseconds(ConfigTable& table, std::string_view key, std::chrono::milliseconds& out) {
  const auto duration = table.duration(key);
  if (!duration) return;
  if (*duration > std::chrono::hours(1))
    table.complain(key, "is more than an hour");
  else
    out = *duration;
}

void read_limits(ConfigTable& table, FetchLimits& out) {
  read_milliseconds(table, "connect_timeout", out.connect);
  read_milliseconds(table, "timeout", out.total);
  for (auto [key, time] : {std::pair{"connect_timeout", &out.connect}, {"timeout", &out.total}})
    if (*time == std::chrono::milliseconds(0)) table.complain(key, "is no time at all");
  read_milliseconds(table, "between_on_host", out.between_on_host);
  if (const auto bytes = table.bytes("body")) {
    if (*bytes < 1'024 || *bytes > (64u << 20))
      table.complain("body", "is not between 1kB and 64MB");
    else
      out.body = *bytes;
  }
  const auto count = [&table](std::string_view key, int least, int most, int& limit) {
    if (const auto number = table.integer(key, least, most)) limit = static_cast<int>(*number);
  };
  count("redirects", 0, 20, out.redirects);
  count("at_once", 1, 256, out.at_once);
  count("at_once_each_host", 1, 32, out.at_once_each_host);
}

void read_watch(ConfigTable table, WatchConfig& out) {
  read_every(table, out.every);
  read_limits(table, out.fetch.limits);
  for (const std::string& text : table.texts("allow")) {
    if (const auto range = AddressRange::parse(text))
      out.fetch.allow.push_back(*range);
    else
      table.complain("allow", "holds '" + text + "', which is no range of addresses",
                     range.error().hint);
  }
  if (const auto agent = table.text("user_agent")) {
    const bool is_plain = std::all_of(agent->begin(), agent->end(),
                                      [](unsigned char c) { return c >= ' ' && c < 0x7f; });
    if (is_plain && agent->size() <= 200)
      out.fetch.user_agent = *agent;
    else
      table.complain("user_agent", "is no line of at most 200 letters of ASCII");
  }
}

// "sera.example"; a name without a dot would be everybody's.
void read_sites(ConfigTable& table, std::vector<std::string>& out) {
  for (std::string site : table.texts("sites")) {
    for (char& c : site)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
    if (site.starts_with("www.")) site.erase(0, 4);
    const bool is_domain = site.find('.') != std::string::npos && !site.starts_with('.') &&
                           site.find_first_of("/ @*") == std::string::npos;
    if (is_domain)
      out.push_back(std::move(site));
    else
      table.complain("sites", "holds '" + site + "', which is no domain",
                     "write it as \"sera.example\"");
  }
}

Feed read_feed(ConfigTable table, std::chrono::seconds every) {
  Feed out;
  out.every = every;
  const auto text = [&table](std::string_view key, std::string& field) {
    if (const auto value = table.text(key)) field = *value;
  };
  text("url", out.url);
  text("name", out.name);
  text("outlet", out.outlet);
  text("language", out.language);
  text("section", out.section);
  out.full_text = table.truth("full_text").value_or(false);
  read_sites(table, out.sites);
  read_every(table, out.every);
  if (const auto kind = table.text("kind")) {
    const auto* known = std::find_if(std::begin(kKinds), std::end(kKinds),
                                     [&](const KindName& name) { return name.name == *kind; });
    if (known == std::end(kKinds))
      table.complain("kind", "is neither auto, page nor list");
    else
      out.kind = known->kind;
  }
  if (const auto url = parse_url(out.url); !url)
    table.complain("url", out.url.empty() ? "is missing" : url.error().message, url.error().hint);
  return out;
}

// A basic string of TOML.
std::string toml_text(std::string_view text) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : mend_utf8(text)) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') out += '\\';
    if (byte < 0x20 || byte == 0x7f)
      out += std::string("\\u00") + kDigits[byte >> 4] + kDigits[byte & 15];
    else
      out += c;
  }
  return out + '"';
}

std::string toml_list(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : ", ") + toml_text(text);
  return "[" + out + "]";
}

}  // namespace

Result<WatchConfig> load_watch_config(const std::filesystem::path& file) {
  auto config = ConfigFile::load(file);
  if (!config) return tl::unexpected(config.error());
  WatchConfig out;
  read_watch(config->table("watch"), out);
  std::set<std::string> seen;
  for (ConfigTable& table : config->tables("feed")) {
    Feed feed = read_feed(table, out.every);
    if (!feed.url.empty() && !seen.insert(feed.url).second)
      table.complain("url", "stands in another [[feed]] already");
    out.feeds.push_back(std::move(feed));
  }
  if (auto fine = config->finish(); !fine) return tl::unexpected(fine.error());
  if (out.feeds.size() > kMaxFeeds)
    return failure(file.string(),
                   "there are more than " + std::to_string(kMaxFeeds) + " feeds, the limit");
  return out;
}

std::string to_toml(const std::vector<Feed>& feeds) {
  std::string out;
  for (const Feed& feed : feeds) {
    if (!out.empty()) out += '\n';
    out += "[[feed]]\nurl = " + toml_text(feed.url) + "\n";
    const auto put = [&out](std::string_view key, const std::string& value) {
      if (!value.empty()) out += std::string(key) + " = " + toml_text(value) + "\n";
    };
    put("name", feed.name);
    put("outlet", feed.outlet);
    put("language", feed.language);
    put("section", feed.section);
    if (feed.kind != FeedKind::automatic) put("kind", std::string(kind_name(feed.kind)));
    if (feed.full_text) out += "full_text = true\n";
    if (!feed.sites.empty()) out += "sites = " + toml_list(feed.sites) + "\n";
    if (feed.every != Feed().every) out += "every = " + std::to_string(feed.every.count()) + "\n";
  }
  return out;
}

}  // namespace mercato
