// Who is waiting for new claims? One thread looks at the ledger and reads each new claim once; all
// streams share its bytes.
//
// Everything but the looking happens on the thread of the connections, where `post` leads. A claim
// reaches a subscription once and in the order of rows, or the subscription is broken and says so.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "9_serve/message.h"

namespace mercato {

// The event of one claim as it goes over the wire.
std::string event_bytes(const NewClaim& claim);

// What one stream has still to send. Bounded: who reads too slowly is cut off, and can resume where
// it stopped.
class Subscription {
 public:
  Subscription(ClaimFilter filter, Row from, std::size_t most_bytes)
      : filter_(std::move(filter)), from_(from), most_bytes_(most_bytes) {}

  void offer(const Bytes& event);
  // Everything that waits. Counts as waiting until the next call.
  std::vector<Bytes> take();
  bool waits() const { return !queue_.empty(); }
  bool is_broken() const { return broken_; }
  const ClaimFilter& filter() const { return filter_; }
  // Claims up to this row are not offered: they were there before.
  Row from() const { return from_; }

  std::function<void()> wake;  // called when something waits

 private:
  ClaimFilter filter_;
  Row from_;
  std::vector<Bytes> queue_;
  std::size_t bytes_ = 0, taken_ = 0, most_bytes_;
  bool broken_ = false;
};

class EventHub {
 public:
  using Post = std::function<void(std::function<void()>)>;
  // `most_bytes` may wait for one stream.
  EventHub(std::shared_ptr<const Answers> answers, Post post, std::size_t most_bytes);
  ~EventHub();

  void start();
  void stop();  // waits for the looking thread; wakes all subscriptions
  std::shared_ptr<Subscription> subscribe(ClaimFilter filter);
  std::size_t streams() const;
  std::uint64_t told() const { return events_; }
  bool stopped() const { return stopped_; }

 private:
  struct Told {
    NewClaim claim;
    Bytes bytes;
  };
  using Batch = std::shared_ptr<const std::vector<Told>>;
  void look();
  bool look_once();
  void tell(const Batch& batch, Row up_to);

  std::shared_ptr<const Answers> answers_;
  Post post_;
  std::size_t most_bytes_;
  std::vector<std::weak_ptr<Subscription>> subscriptions_;
  Row told_ = 0, seen_ = 0;  // of the connections' thread, of the looking thread
  std::uint64_t events_ = 0;
  bool stopped_ = false;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace mercato
