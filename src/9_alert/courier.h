// Who still has to be told? Sends deliveries that are due and settles them. Internal to 9_alert.
//
// Receivers are served side by side, the deliveries of one in the order in which they fired. After
// one that failed, nothing more goes to that receiver until the delivery is due again. Mail of one
// look to one address is one message.
#pragma once

#include <memory>

#include "9_alert/alerts.h"
#include "9_alert/firing_store.h"
#include "9_alert/retry.h"

namespace mercato {

// Where the rule's firings go.
std::vector<Target> targets_of(const AlertRule& rule);

class Courier {
 public:
  static Result<std::unique_ptr<Courier>> create(const AlertConfig& config, FiringStore& store);

  Result<void> deliver(Instant now);

 private:
  Courier(const AlertConfig& config, FiringStore& store, std::unique_ptr<Fetcher> fetcher)
      : config_(config), store_(store), fetcher_(std::move(fetcher)) {}

  using Queue = std::vector<Owed>;  // of one target
  void post(const Queue& queue, std::size_t next, Instant now);
  Sent mail(const Queue& queue, Instant now) const;
  void mail_all(const std::vector<Queue>& queues, Instant now);
  // Writes down what came of it; the first error ends deliver().
  void settle(const Owed& delivery, const Sent& sent, Instant now);
  const AlertRule::Webhook* webhook(const Owed& delivery) const;
  void give_up(const Owed& delivery, const std::string& why);
  void note(const Result<void>& done);

  const AlertConfig& config_;
  FiringStore& store_;
  std::unique_ptr<Fetcher> fetcher_;
  Result<void> done_;
};

}  // namespace mercato
