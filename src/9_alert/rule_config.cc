// The tables [alerts], [mail] and [[alert]] of the configuration: docs/formats/config.md.
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>

#include "0_core/claim.h"
#include "8_watch/config_file.h"
#include "9_alert/alerts.h"
#include "9_alert/mail_message.h"

namespace mercato {
namespace {

constexpr std::size_t kShortestSecret = 16, kLongestSecret = 1024, kMostRules = 500;

std::string without_line_end(std::string text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
  return text;
}

// The first line of a file that holds nothing but a secret.
std::optional<std::string> read_secret(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  std::string bytes(kLongestSecret + 2, '\0');
  if (!in || !in.read(bytes.data(), static_cast<std::streamsize>(bytes.size())).eof())
    return std::nullopt;
  bytes.resize(static_cast<std::size_t>(in.gcount()));
  return without_line_end(std::move(bytes));
}

// `key` itself, KEY_file or KEY_env, whichever is given; empty where none is, nothing where it
// cannot be had, which is told.
std::optional<std::string> secret_of(ConfigTable& table, const std::string& key) {
  const auto stated = table.text(key), file = table.text(key + "_file"),
             variable = table.text(key + "_env");
  if (stated) return *stated;
  if (file) {
    if (auto read = read_secret(*file)) return *read;
    table.complain(key + "_file", "cannot be read",
                   "name a file of one line that this user may read");
    return std::nullopt;
  }
  if (!variable) return "";
  if (const char* value = std::getenv(variable->c_str()); value && *value) return value;
  table.complain(key + "_env", "names a variable that is not set");
  return std::nullopt;
}

AlertRule::Webhook read_webhook(ConfigTable table) {
  AlertRule::Webhook out;
  out.url = table.text("url").value_or("");
  if (!out.url.starts_with("https://") && !out.url.starts_with("http://"))
    table.complain("url", "is no http or https address");
  const auto secret = secret_of(table, "secret");
  out.secret = secret.value_or("");
  if (secret && secret->size() < kShortestSecret)
    table.complain("secret", "has fewer than 16 characters, or is missing",
                   "make one with: openssl rand -hex 32");
  return out;
}

std::optional<AlertSubject> parse_subject(std::string_view name) {
  if (name == "claim") return AlertSubject::claim;
  if (name == "contradicted_fact") return AlertSubject::contradicted_fact;
  if (name == "drift") return AlertSubject::drift;
  return std::nullopt;
}

bool is_name(std::string_view name) {
  return !name.empty() && name.size() <= 64 && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
  });
}

// What makes sense only for claims.
void check_subject(const AlertRule& rule, ConfigTable& table) {
  const auto only = [&](const char* key, bool given, const char* of) {
    if (given) table.complain(key, std::string("is asked only of rules whose subject is ") + of);
  };
  const bool fact = rule.subject == AlertSubject::contradicted_fact;
  only("record", rule.record > 0 && rule.subject != AlertSubject::claim, "claim");
  only("stage", !rule.stage.empty() && fact, "claim or drift");
  only("certainty", !rule.certainty.empty() && fact, "claim or drift");
  only("sources", !rule.sources.empty() && fact, "claim or drift");
}

void read_conditions(AlertRule& rule, ConfigTable& table) {
  const std::string subject = table.text("subject").value_or("claim");
  if (const auto parsed = parse_subject(subject))
    rule.subject = *parsed;
  else
    table.complain("subject", "is none of claim, contradicted_fact and drift");
  rule.persons = table.texts("persons");
  rule.clubs = table.texts("clubs");
  rule.types = table.texts("types");
  rule.stage = table.text("stage").value_or("");
  rule.sources = table.texts("sources");
  rule.outlets = table.texts("outlets");
  rule.certainty = table.text("certainty").value_or("");
  if (!rule.certainty.empty() && !parse_enum<Certainty>(rule.certainty))
    table.complain("certainty", "is none of asserted, hedged, conditional and question");
  rule.record = table.number("record", 0, 1).value_or(0);
  rule.first_word = table.truth("first_word").value_or(true);
  check_subject(rule, table);
}

AlertRule read_rule(ConfigTable table, const MailConfig& mail) {
  AlertRule rule;
  rule.name = table.text("name").value_or("");
  if (!is_name(rule.name))
    table.complain("name", "is no name of a rule", "letters, digits, - and _, at most 64");
  read_conditions(rule, table);
  for (ConfigTable& webhook : table.tables("webhook"))
    rule.webhooks.push_back(read_webhook(std::move(webhook)));
  rule.mail_to = table.texts("mail_to");
  if (!rule.mail_to.empty() && mail.server.empty())
    table.complain("mail_to", "needs a mail server", "say which in [mail] server");
  if (!std::all_of(rule.mail_to.begin(), rule.mail_to.end(), is_address))
    table.complain("mail_to", "holds something that is no mail address");
  rule.feed = table.truth("feed").value_or(true);
  return rule;
}

MailConfig read_mail(ConfigTable table) {
  MailConfig out;
  out.server = table.text("server").value_or("");
  out.from = table.text("from").value_or("");
  out.user = table.text("user").value_or("");
  out.password = secret_of(table, "password").value_or("");
  if (out.server.empty()) return out;
  if (!out.server.starts_with("smtp://") && !out.server.starts_with("smtps://"))
    table.complain("server", "is no smtp or smtps address", "as in smtp://localhost:25");
  if (out.server.find('@') != std::string::npos)
    table.complain("server", "holds a user", "user and password are keys of their own");
  if (!is_address(out.from)) table.complain("from", "is no mail address, or is missing");
  return out;
}

void read_general(ConfigTable table, AlertConfig& out) {
  out.state = table.text("state").value_or("");
  if (const auto every = table.duration("every")) out.every = std::max(*every, out.every / 5);
  if (const auto timeout = table.duration("timeout"); timeout && timeout->count() > 0)
    out.fetch.limits.total = *timeout;
  for (const std::string& range : table.texts("allow")) {
    if (const auto parsed = AddressRange::parse(range))
      out.fetch.allow.push_back(*parsed);
    else
      table.complain("allow", "holds no range of addresses: '" + range + "'");
  }
}

// Answers of receivers are not read beyond a little, and not followed elsewhere.
Fetcher::Options webhook_limits() {
  Fetcher::Options out;
  out.limits.body = 64u << 10;
  out.limits.header = 32u << 10;
  out.limits.connect = std::chrono::seconds(5);
  out.limits.total = std::chrono::seconds(10);
  out.limits.redirects = 0;
  out.limits.between_on_host = std::chrono::milliseconds(0);
  out.limits.at_once = 64;
  return out;
}

}  // namespace

Result<AlertConfig> load_alert_config(const std::filesystem::path& file) {
  auto config = ConfigFile::load(file);
  if (!config) return tl::unexpected(config.error());
  AlertConfig out;
  out.fetch = webhook_limits();
  read_general(config->table("alerts"), out);
  out.mail = read_mail(config->table("mail"));
  std::set<std::string> names;
  for (ConfigTable& table : config->tables("alert")) {
    out.rules.push_back(read_rule(table, out.mail));
    if (!names.insert(out.rules.back().name).second)
      table.complain("name", "is the name of an earlier rule");
    if (out.rules.size() > kMostRules) table.complain("name", "is of one rule too many");
  }
  if (const auto done = config->finish(); !done) return tl::unexpected(done.error());
  return out;
}

std::filesystem::path alert_state(const AlertConfig& config, const std::filesystem::path& ledger) {
  if (!config.state.empty()) return config.state;
  std::filesystem::path out = ledger;
  out += ".alerts";
  return out;
}

}  // namespace mercato
