// Whom does a new claim concern, and have they been told? Rules on meaning, and their deliveries.
// Front header of 9_alert; the configuration is docs/formats/config.md, `[[alert]]`.
//
// A rule fires once for each claim (or contradicted fact, or drift), whatever happens in between:
// the firing is stored before anything is sent, each delivery is tried until it is accepted or
// given up, and carries the firing's id, so that a receiver can tell a repetition from news. Rules
// look at claims that came in after they were first seen, never at the past.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "0_core/result.h"
#include "8_watch/fetcher.h"
#include "9_answer/answers.h"

namespace mercato {

enum class AlertSubject : std::uint8_t {
  claim,
  contradicted_fact,  // a stated fact that the reference contradicts
  drift,              // a document says something else than the words that it cites
};

struct AlertRule {
  std::string name;  // unique; letters, digits, "-" and "_"
  AlertSubject subject = AlertSubject::claim;
  std::vector<std::string> persons, clubs;  // as people write them, or ids; empty = any
  std::vector<std::string> types;
  std::string stage;  // name of a claim type: this stage or later
  std::vector<std::string> sources, outlets;
  std::string certainty;   // at least: "asserted", "hedged", …
  double record = 0;       // least rate of the source's record; 0 = not asked
  bool first_word = true;  // only what is said for the first time by its source, no relays
  struct Webhook {
    std::string url, secret;  // secret: of the HMAC-SHA256 signature
  };
  std::vector<Webhook> webhooks;
  std::vector<std::string> mail_to;
  bool feed = true;  // /api/v1/alerts/NAME.atom
};

struct MailConfig {
  std::string server;  // "smtp://localhost:25", "smtps://…"
  std::string from, user, password;
};

struct AlertConfig {
  std::vector<AlertRule> rules;
  MailConfig mail;
  Fetcher::Options fetch;
  std::chrono::seconds every{5};  // between two looks
  std::filesystem::path state;    // empty = beside the ledger: see alert_state()
};
// Secrets may stand in the environment or in a file of their own: docs/formats/config.md.
Result<AlertConfig> load_alert_config(const std::filesystem::path& file);

struct Firing {
  std::string id;  // the same for the same rule and claim, in every ledger
  std::string rule;
  Row claim = 0;
  Instant at = 0;
  std::string title, text, url;  // one line; evidence and who said it; of the document
  std::string json;              // what a webhook gets
};

class Alerts {
 public:
  // `state`: a SQLite file; made where there is none.
  static Result<std::unique_ptr<Alerts>> open(const AlertConfig& config,
                                              const std::filesystem::path& state,
                                              std::shared_ptr<const Answers> answers);
  virtual ~Alerts() = default;

  // Looks at what came in since the last call and stores what fires. Cheap where nothing did.
  // Nothing at all where another program is looking at the same state.
  virtual Result<std::vector<Firing>> look(Instant now) = 0;
  // Sends what is due; returns how many deliveries are still owed. Takes as long as the slowest
  // receiver may (`fetch.limits`), all of them at once.
  virtual Result<std::size_t> deliver(Instant now) = 0;
  // As rehearse_alerts().
  virtual Result<std::vector<Firing>> rehearse(std::size_t limit) = 0;
  // Stored firings of a rule, newest first: its feed. As read_firings().
  virtual Result<std::vector<Firing>> fired(const std::string& rule, std::size_t limit) const = 0;
};

// What would have fired on everything that the ledger holds, newest first, at most `limit`; nothing
// is stored or sent.
struct Rehearsal {
  std::vector<Firing> firings;
  std::size_t all = 0;  // how many there were
  // Names that a rule gives and that may be several persons or clubs of the ledger, one line each;
  // the rule takes all of them.
  std::vector<std::string> unclear_names;
};
Result<Rehearsal> rehearse_alerts(const AlertConfig& config, std::shared_ptr<const Answers> answers,
                                  std::size_t limit);

// The state file that the configuration names, else the ledger's name with ".alerts" behind it.
std::filesystem::path alert_state(const AlertConfig& config, const std::filesystem::path& ledger);

// The feed of a rule from the state file alone: for any thread, while others write. Fails where no
// rule of that name has a feed.
Result<std::vector<Firing>> read_firings(const std::filesystem::path& state,
                                         const std::string& rule, std::size_t limit);

// How a rule has been doing.
struct AlertStatus {
  std::string rule;
  Instant since = 0;  // when it was first seen; 0 = not yet
  std::uint64_t firings = 0, owed = 0, given_up = 0;
  Instant last = 0;     // firing; 0 = none
  std::string trouble;  // what the last delivery that failed was answered; empty where none is owed
};
// Of the configuration's rules, in their order, from the state file alone; no file is no firings.
Result<std::vector<AlertStatus>> read_alert_status(const AlertConfig& config,
                                                   const std::filesystem::path& state);

}  // namespace mercato
