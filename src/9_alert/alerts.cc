#include "9_alert/alerts.h"

#include <algorithm>

#include "9_alert/courier.h"
#include "9_alert/examiner.h"
#include "9_alert/file_lock.h"
#include "9_alert/firing_store.h"

namespace mercato {
namespace {

constexpr std::size_t kBatch = 500;  // claims or documents of one transaction

std::filesystem::path beside(std::filesystem::path file, const char* ending) {
  file += ending;
  return file;
}

// How long what was written may stay unseen by Answers, with a good margin.
constexpr std::chrono::seconds kSettled{2};

// Changes whenever the ledger was written to: time and size of its file and of its log. Empty while
// it is being written to.
std::string trace_of(const std::filesystem::path& ledger) {
  std::string out;
  const auto settled = std::filesystem::file_time_type::clock::now() - kSettled;
  for (const char* ending : {"", "-wal"}) {
    const auto file = beside(ledger, ending);
    std::error_code error;
    const auto time = std::filesystem::last_write_time(file, error);
    if (!error && time > settled) return {};
    if (!error) out += std::to_string(time.time_since_epoch().count());
    out += "/";
    const auto size = std::filesystem::file_size(file, error);
    if (!error) out += std::to_string(size);
    out += " ";
  }
  return out;
}

class StoredAlerts final : public Alerts {
 public:
  StoredAlerts(const AlertConfig& config, std::filesystem::path state,
               std::shared_ptr<const Answers> answers)
      : config_(config), state_(std::move(state)), answers_(std::move(answers)) {}

  Result<void> set_up();
  Result<std::vector<Firing>> look(Instant now) override;
  Result<std::size_t> deliver(Instant now) override;
  Result<std::vector<Firing>> rehearse(std::size_t limit) override;
  Result<std::vector<Firing>> fired(const std::string& rule, std::size_t limit) const override {
    return read_firings(state_, rule, limit);
  }

 private:
  using Positions = std::map<std::string, RulePosition>;
  std::optional<FileLock> lock() const { return FileLock::try_take(beside(state_, "-lock")); }
  Result<Positions> begin_rules(Instant now);
  Result<void> look_at_claims(Positions& positions, Instant now, std::vector<Firing>& out);
  Result<void> look_at_documents(Positions& positions, Instant now, std::vector<Firing>& out);
  Result<void> store(const std::vector<NewFiring>& fresh, const Positions& positions,
                     std::vector<Firing>& out);

  const AlertConfig config_;
  const std::filesystem::path state_;
  const std::shared_ptr<const Answers> answers_;
  std::unique_ptr<Examiner> examiner_;
  std::unique_ptr<FiringStore> store_;
  std::unique_ptr<Courier> courier_;
  std::string seen_;  // trace of the ledger at the last look that came to its end
};

Result<void> StoredAlerts::set_up() {
  auto examiner = Examiner::create(config_, answers_);
  if (!examiner) return tl::unexpected(examiner.error());
  examiner_ = std::move(*examiner);
  auto opened = FiringStore::open(state_);
  if (!opened) return tl::unexpected(opened.error());
  store_ = std::move(*opened);
  auto courier = Courier::create(config_, *store_);
  if (!courier) return tl::unexpected(courier.error());
  courier_ = std::move(*courier);
  return {};
}

// Where each rule stands; those that are new begin at the end of the ledger. So does a rule that
// stands beyond it: the ledger was put back from a copy, and what it had is not news.
Result<StoredAlerts::Positions> StoredAlerts::begin_rules(Instant now) {
  if (auto kept = store_->keep_rules(config_.rules); !kept) return tl::unexpected(kept.error());
  const Row last_claim = answers_->last_claim();
  std::optional<Row> last_document;
  Positions out;
  for (const AlertRule& rule : config_.rules) {
    auto position = store_->position(rule.name);
    const bool begins = !position || position->claim > last_claim;
    if (begins) {
      if (!last_document) {
        const auto last = examiner_->last_document();
        if (!last) return tl::unexpected(last.error());
        last_document = *last;
      }
      position = RulePosition{last_claim, *last_document, position ? position->since : now};
    }
    if (auto done = store_->begin_rule(rule, *position); !done) return tl::unexpected(done.error());
    out[rule.name] = *position;
  }
  return out;
}

Result<void> StoredAlerts::store(const std::vector<NewFiring>& fresh, const Positions& positions,
                                 std::vector<Firing>& out) {
  auto stored = store_->store(fresh, positions);
  if (!stored) return tl::unexpected(stored.error());
  std::move(stored->begin(), stored->end(), std::back_inserter(out));
  return {};
}

Result<void> StoredAlerts::look_at_claims(Positions& positions, Instant now,
                                          std::vector<Firing>& out) {
  if (!examiner_->reads_claims()) return {};
  for (;;) {
    Row from = kEndOfTime;
    for (const AlertRule& rule : config_.rules)
      if (rule.subject == AlertSubject::claim) from = std::min(from, positions[rule.name].claim);
    const Row last = answers_->last_claim();
    const auto claims = answers_->new_claims(from, {}, kBatch);
    if (!claims) return tl::unexpected(claims.error());
    // What was folded before this page was read may not know its claims.
    if (auto refreshed = examiner_->refresh(); !refreshed) return refreshed;
    std::vector<NewFiring> fresh;
    for (const NewClaim& claim : *claims) {
      const auto wanted = [&](const AlertRule& rule) {
        return positions[rule.name].claim < claim.claim.row;
      };
      auto firings = examiner_->examine(claim, wanted, now);
      if (!firings) return tl::unexpected(firings.error());
      std::move(firings->begin(), firings->end(), std::back_inserter(fresh));
    }
    // A page that is not full holds all that is new; what lies between are readings of documents
    // that were known before.
    const bool full = claims->size() == kBatch;
    const Row to = full ? claims->back().claim.row : std::max(from, last);
    const Row reached = claims->empty() ? to : std::max(to, claims->back().claim.row);
    if (reached > from) {
      for (auto& [name, at] : positions) at.claim = std::max(at.claim, reached);
      if (auto done = store(fresh, positions, out); !done) return done;
    }
    if (!full) return {};
  }
}

Result<void> StoredAlerts::look_at_documents(Positions& positions, Instant now,
                                             std::vector<Firing>& out) {
  if (!examiner_->reads_documents()) return {};
  Row from = kEndOfTime;
  for (const AlertRule& rule : config_.rules)
    if (rule.subject != AlertSubject::claim) from = std::min(from, positions[rule.name].document);
  std::vector<NewFiring> fresh;
  for (bool more = true; more;) {
    const Row row = from + 1;
    const auto wanted = [&](const AlertRule& rule) { return positions[rule.name].document < row; };
    auto firings = examiner_->examine(row, wanted, now);
    if (!firings) return tl::unexpected(firings.error());
    more = firings->has_value();
    if (more) {
      std::move((*firings)->begin(), (*firings)->end(), std::back_inserter(fresh));
      from = row;
    }
    for (auto& [name, at] : positions) at.document = std::max(at.document, from);
    if (more && from % static_cast<Row>(kBatch) != 0) continue;
    if (auto done = store(fresh, positions, out); !done) return done;
    fresh.clear();
  }
  return {};
}

Result<std::vector<Firing>> StoredAlerts::look(Instant now) {
  // Taken before anything is read: what comes in meanwhile is looked at the next time.
  const std::string trace = trace_of(answers_->files().ledger);
  if (!trace.empty() && trace == seen_) return std::vector<Firing>{};
  const auto held = lock();
  if (!held) return std::vector<Firing>{};
  auto positions = begin_rules(now);
  if (!positions) return tl::unexpected(positions.error());
  if (auto done = examiner_->refresh(); !done) return tl::unexpected(done.error());
  std::vector<Firing> out;
  if (auto done = look_at_claims(*positions, now, out); !done) return tl::unexpected(done.error());
  if (auto done = look_at_documents(*positions, now, out); !done)
    return tl::unexpected(done.error());
  seen_ = trace;
  return out;
}

Result<std::size_t> StoredAlerts::deliver(Instant now) {
  if (const std::size_t owed = store_->owed(); owed == 0) return owed;
  if (const auto held = lock()) {
    if (auto done = courier_->deliver(now); !done) return tl::unexpected(done.error());
  }
  return store_->owed();
}

Result<std::vector<Firing>> StoredAlerts::rehearse(std::size_t limit) {
  auto out = rehearse_alerts(config_, answers_, limit);
  if (!out) return tl::unexpected(out.error());
  return std::move(out->firings);
}

}  // namespace

Result<std::unique_ptr<Alerts>> Alerts::open(const AlertConfig& config,
                                             const std::filesystem::path& state,
                                             std::shared_ptr<const Answers> answers) {
  auto out = std::make_unique<StoredAlerts>(config, state, std::move(answers));
  if (auto done = out->set_up(); !done) return tl::unexpected(done.error());
  return out;
}

Result<std::vector<Firing>> read_firings(const std::filesystem::path& state,
                                         const std::string& rule, std::size_t limit) {
  const auto store = FiringStore::open_to_read(state);
  if (!store) return tl::unexpected(store.error());
  if (!*store || !(*store)->has_feed(rule))
    return failure("", "no rule with a feed is called '" + rule + "'",
                   "[[alert]] tables of the configuration name them");
  return (*store)->fired(rule, limit);
}

Result<std::vector<AlertStatus>> read_alert_status(const AlertConfig& config,
                                                   const std::filesystem::path& state) {
  const auto store = FiringStore::open_to_read(state);
  if (!store) return tl::unexpected(store.error());
  std::vector<AlertStatus> out;
  for (const AlertRule& rule : config.rules) {
    AlertStatus status;
    status.rule = rule.name;
    out.push_back(*store ? (*store)->status(rule.name) : status);
  }
  return out;
}

}  // namespace mercato
