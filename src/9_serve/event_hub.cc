#include "9_serve/event_hub.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace mercato {
namespace {

constexpr auto kPause = std::chrono::milliseconds(200);
// So many at once, so that telling them to a thousand streams does not hold up the others.
constexpr std::size_t kBatch = 64;

}  // namespace

// JSON holds no line breaks outside of its escapes: the event cannot be broken up.
std::string event_bytes(const NewClaim& claim) {
  return "id: " + std::to_string(claim.claim.row) + "\nevent: claim\ndata: " + claim.json + "\n\n";
}

void Subscription::offer(const Bytes& event) {
  if (broken_) return;
  bytes_ += event->size();
  if (bytes_ > most_bytes_) {
    broken_ = true;
    queue_.clear();
  } else {
    queue_.push_back(event);
  }
  if (wake) wake();
}

std::vector<Bytes> Subscription::take() {
  bytes_ -= std::exchange(taken_, 0);  // what was taken before is sent by now
  taken_ = bytes_;
  return std::exchange(queue_, {});
}

EventHub::EventHub(std::shared_ptr<const Answers> answers, Post post, std::size_t most_bytes)
    : answers_(std::move(answers)), post_(std::move(post)), most_bytes_(most_bytes) {}

EventHub::~EventHub() { stop(); }

void EventHub::start() {
  told_ = seen_ = answers_->last_claim();
  thread_ = std::thread([this] { look(); });
}

void EventHub::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
  stopped_ = true;
  for (const auto& weak : subscriptions_) {
    if (const auto subscription = weak.lock(); subscription && subscription->wake)
      subscription->wake();
  }
}

void EventHub::look() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    lock.unlock();
    bool more = false;
    try {
      more = look_once();
    } catch (const std::exception&) {  // no memory, say: the next look may succeed
    }
    lock.lock();
    if (!more) wake_.wait_for(lock, kPause, [this] { return stopping_; });
  }
}

// Whether there may be more at once.
bool EventHub::look_once() {
  const Row newest = answers_->last_claim();
  if (newest <= seen_) return false;
  auto claims = answers_->new_claims(seen_, {}, kBatch);
  if (!claims) return false;  // the next look may succeed; nothing is lost until then
  const bool full = claims->size() == kBatch;
  Row up_to = full ? 0 : newest;  // rows that tell nothing new are passed over
  auto batch = std::make_shared<std::vector<Told>>();
  batch->reserve(claims->size());
  for (NewClaim& claim : *claims) {
    up_to = std::max(up_to, claim.claim.row);
    auto bytes = shared_bytes(event_bytes(claim));
    batch->push_back({std::move(claim), std::move(bytes)});
  }
  seen_ = up_to;
  post_([this, batch = Batch(batch), up_to] { tell(batch, up_to); });
  return full;
}

void EventHub::tell(const Batch& batch, Row up_to) {
  const ClaimTypes& types = answers_->engine().types();
  std::erase_if(subscriptions_, [](const auto& weak) { return weak.expired(); });
  for (const auto& weak : subscriptions_) {
    const auto subscription = weak.lock();
    if (!subscription) continue;
    for (const Told& told : *batch) {
      if (told.claim.claim.row > subscription->from() &&
          passes(told.claim, subscription->filter(), types))
        subscription->offer(told.bytes);
    }
  }
  events_ += batch->size();
  told_ = up_to;
}

std::shared_ptr<Subscription> EventHub::subscribe(ClaimFilter filter) {
  auto out = std::make_shared<Subscription>(std::move(filter), told_, most_bytes_);
  subscriptions_.push_back(out);
  return out;
}

std::size_t EventHub::streams() const {
  return static_cast<std::size_t>(std::count_if(subscriptions_.begin(), subscriptions_.end(),
                                                [](const auto& weak) { return !weak.expired(); }));
}

}  // namespace mercato
