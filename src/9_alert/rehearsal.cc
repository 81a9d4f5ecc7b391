#include <deque>
#include <set>

#include "9_alert/alerts.h"
#include "9_alert/examiner.h"

namespace mercato {
namespace {

constexpr std::size_t kBatch = 500;

bool always(const AlertRule&) { return true; }

// The last ones that came, each word and each firing once.
class Last {
 public:
  explicit Last(std::size_t limit) : limit_(limit) {}

  void add(std::vector<NewFiring>& fresh) {
    for (NewFiring& one : fresh) {
      if (!ids_.insert(one.firing.id).second) continue;
      if (!one.word.empty() && !words_.insert({one.firing.rule, one.word}).second) continue;
      ++all_;
      firings_.push_back(std::move(one.firing));
      if (firings_.size() > limit_) firings_.pop_front();
    }
  }
  std::size_t all() const { return all_; }
  std::vector<Firing> newest_first() const { return {firings_.rbegin(), firings_.rend()}; }

 private:
  const std::size_t limit_;
  std::size_t all_ = 0;
  std::deque<Firing> firings_;
  std::set<std::string> ids_;
  std::set<std::pair<std::string, std::string>> words_;
};

Result<void> rehearse_claims(const Answers& answers, Examiner& examiner, Last& last) {
  for (Row row = 0;;) {
    const auto claims = answers.new_claims(row, {}, kBatch);
    if (!claims) return tl::unexpected(claims.error());
    if (claims->empty()) return {};
    for (const NewClaim& claim : *claims) {
      auto fresh = examiner.examine(claim, always, claim.document.known_at);
      if (!fresh) return tl::unexpected(fresh.error());
      last.add(*fresh);
    }
    row = claims->back().claim.row;
  }
}

Result<void> rehearse_documents(Examiner& examiner, Last& last) {
  for (Row row = 1;; ++row) {
    auto fresh = examiner.examine(row, always, 0);
    if (!fresh) return tl::unexpected(fresh.error());
    if (!*fresh) return {};
    last.add(**fresh);
  }
}

}  // namespace

Result<Rehearsal> rehearse_alerts(const AlertConfig& config, std::shared_ptr<const Answers> answers,
                                  std::size_t limit) {
  auto examiner = Examiner::create(config, answers);
  if (!examiner) return tl::unexpected(examiner.error());
  if (auto done = (*examiner)->refresh(); !done) return tl::unexpected(done.error());
  Last last(limit);
  if ((*examiner)->reads_claims())
    if (auto done = rehearse_claims(*answers, **examiner, last); !done)
      return tl::unexpected(done.error());
  if ((*examiner)->reads_documents())
    if (auto done = rehearse_documents(**examiner, last); !done)
      return tl::unexpected(done.error());
  return Rehearsal{last.newest_first(), last.all(), (*examiner)->unclear_names()};
}

}  // namespace mercato
