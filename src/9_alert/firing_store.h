// What has fired, and who has been told? The state of alerts: one SQLite file. Internal to 9_alert.
//
// A firing, its deliveries and the position up to which its rule has looked are one transaction,
// committed (synchronous=FULL) before anything is sent; its id is unique, so that looking again at
// the same claims adds nothing. A delivery is settled after its receiver has answered: who dies
// between the two sends it again, under the same id. One thread at a time.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "7_ledger/database.h"
#include "9_alert/alerts.h"

namespace mercato {

// Up to where a rule has looked.
struct RulePosition {
  Row claim = 0, document = 0;
  Instant since = 0;  // when the rule was first seen
};

// Where a firing goes: "webhook" and the key of its address, or "mail" and the address.
struct Target {
  std::string channel, name;
  auto operator<=>(const Target&) const = default;
};

struct NewFiring {
  Firing firing;
  std::string word;  // whose word on what it is: fires once; empty where that is not asked
  std::vector<Target> targets;
};

// One delivery that is to be made.
struct Owed {
  Row row = 0;
  Target target;
  int tries = 0;
  Firing firing;
};

enum class DeliveryState : std::uint8_t { owed, accepted, given_up };

class FiringStore {
 public:
  // Made where there is none, for its owner alone. `vfs`: SQLite's name of a file system, for
  // tests.
  static Result<std::unique_ptr<FiringStore>> open(const std::filesystem::path& file,
                                                   const std::string& vfs = {});
  // Reads what is there; null where there is no file.
  static Result<std::unique_ptr<FiringStore>> open_to_read(const std::filesystem::path& file);

  std::optional<RulePosition> position(const std::string& rule) const;
  // Begins the rule there, and says whether it has a feed.
  Result<void> begin_rule(const AlertRule& rule, const RulePosition& at);
  // Forgets where other rules stand: one that comes back begins anew. What has fired stays.
  Result<void> keep_rules(const std::vector<AlertRule>& rules);

  // All or nothing; returns what had not fired before.
  Result<std::vector<Firing>> store(const std::vector<NewFiring>& firings,
                                    const std::map<std::string, RulePosition>& positions);

  // Deliveries that are due, by target, oldest first; at most `each` of a target.
  Result<std::vector<Owed>> due(Instant now, std::size_t each, std::size_t limit) const;
  Result<void> settle(const Owed& delivery, DeliveryState state, Instant next,
                      const std::string& answer);
  // Nothing goes to the target before then.
  Result<void> put_off(const Target& target, Instant until);
  std::size_t owed() const;

  bool has_feed(const std::string& rule) const;
  Result<std::vector<Firing>> fired(const std::string& rule, std::size_t limit) const;
  AlertStatus status(const std::string& rule) const;

 private:
  explicit FiringStore(std::unique_ptr<Database> database) : database_(std::move(database)) {}
  Result<void> set_up();
  // The number of the firing; 0 where it has fired before.
  Row insert(const NewFiring& firing);
  tl::unexpected<Problem> error(const char* doing) const;

  std::unique_ptr<Database> database_;
};

}  // namespace mercato
