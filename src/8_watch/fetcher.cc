#include "8_watch/fetcher.h"

#include <algorithm>
#include <deque>
#include <map>
#include <optional>

#include "8_watch/curl_fetcher.h"
#include "8_watch/pipe_guard.h"

namespace mercato {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr std::size_t kMaxHosts = 4096;  // whose last start is remembered

// libcurl's own beginning and end, counted by libcurl.
class CurlLibrary {
 public:
  CurlLibrary() : code_(curl_global_init(CURL_GLOBAL_DEFAULT)) {}
  ~CurlLibrary() {
    if (ok()) curl_global_cleanup();
  }
  CurlLibrary(const CurlLibrary&) = delete;
  CurlLibrary& operator=(const CurlLibrary&) = delete;
  bool ok() const { return code_ == CURLE_OK; }

 private:
  CURLcode code_;
};

bool is_redirect(long status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

// What waits for one host, and what runs there.
struct Host {
  std::deque<std::unique_ptr<PendingFetch>> waiting;
  int running = 0;
  Clock::time_point next{};  // earliest start
};

struct Finished {
  Fetcher::Done done;
  Result<Fetched> result;
};

class CurlFetcher final : public Fetcher {
 public:
  CurlFetcher(const Options& options, Prepare prepare)
      : options_(options), prepare_(std::move(prepare)), multi_(curl_multi_init()) {
    user_agent_ = options_.user_agent.empty() ? "mercato/" MERCATO_VERSION : options_.user_agent;
  }
  ~CurlFetcher() override {
    const PipeGuard guard;
    cancel_all();
    multi_.reset();
  }

  bool ok() const { return library_.ok() && multi_ != nullptr; }
  void start(FetchRequest request, Done done) override;
  bool run(milliseconds wait) override;
  void cancel_all() override;

 private:
  struct CloseMulti {
    void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
  };
  bool is_idle() const { return running_.empty() && hosts_waiting() == 0 && finished_.empty(); }
  std::size_t hosts_waiting() const;
  void begin_due();
  bool begin_next(Host& host);
  void begin(std::unique_ptr<PendingFetch> pending, Host& host);
  milliseconds until_next(milliseconds most) const;
  void work();
  void collect();
  void end(std::unique_ptr<WebTransfer> transfer, CURLcode code);
  bool follow(WebTransfer& transfer);
  void fail(std::unique_ptr<PendingFetch> pending, std::string message);
  void hand_out();
  void forget_hosts();

  const Options options_;
  const Prepare prepare_;
  std::string user_agent_;
  CurlLibrary library_;
  std::unique_ptr<CURLM, CloseMulti> multi_;
  std::map<std::string, Host> hosts_;
  std::map<CURL*, std::unique_ptr<WebTransfer>> running_;
  std::deque<Finished> finished_;
};

void CurlFetcher::start(FetchRequest request, Done done) {
  auto pending = std::make_unique<PendingFetch>();
  pending->request = std::move(request);
  pending->done = std::move(done);
  pending->left = options_.limits.total;
  auto url = parse_url(pending->request.url);
  if (!url) {
    finished_.push_back({std::move(pending->done), tl::unexpected(std::move(url.error()))});
    return;
  }
  pending->url = std::move(*url);
  forget_hosts();
  Host& host = hosts_[pending->url.host];
  host.waiting.push_back(std::move(pending));
}

// Hosts without work whose pause is over say nothing any more.
void CurlFetcher::forget_hosts() {
  if (hosts_.size() < kMaxHosts) return;
  const auto now = Clock::now();
  std::erase_if(hosts_, [now](const auto& entry) {
    const Host& host = entry.second;
    return host.waiting.empty() && host.running == 0 && host.next <= now;
  });
}

std::size_t CurlFetcher::hosts_waiting() const {
  return static_cast<std::size_t>(
      std::count_if(hosts_.begin(), hosts_.end(),
                    [](const auto& entry) { return !entry.second.waiting.empty(); }));
}

bool CurlFetcher::begin_next(Host& host) {
  const auto now = Clock::now();
  if (host.waiting.empty() || host.running >= options_.limits.at_once_each_host || host.next > now)
    return false;
  host.next = now + options_.limits.between_on_host;
  auto pending = std::move(host.waiting.front());
  host.waiting.pop_front();
  begin(std::move(pending), host);
  return true;
}

void CurlFetcher::begin_due() {
  for (auto& [name, host] : hosts_)
    while (static_cast<int>(running_.size()) < options_.limits.at_once && begin_next(host)) {
    }
}

void CurlFetcher::begin(std::unique_ptr<PendingFetch> pending, Host& host) {
  auto transfer =
      std::make_unique<WebTransfer>(std::move(pending), options_, user_agent_, prepare_);
  CURL* const easy = transfer->handle();
  if (!easy || curl_multi_add_handle(multi_.get(), easy) != CURLM_OK)
    return fail(std::move(transfer->pending()), "libcurl has no more room");
  ++host.running;
  running_.emplace(easy, std::move(transfer));
}

void CurlFetcher::fail(std::unique_ptr<PendingFetch> pending, std::string message) {
  finished_.push_back({std::move(pending->done), failure(pending->url.text, std::move(message))});
}

milliseconds CurlFetcher::until_next(milliseconds most) const {
  if (static_cast<int>(running_.size()) >= options_.limits.at_once) return most;
  auto out = most;
  const auto now = Clock::now();
  for (const auto& [name, host] : hosts_) {
    if (host.waiting.empty() || host.running >= options_.limits.at_once_each_host) continue;
    // Rounded up, so that the wait is not cut into many short ones.
    const auto wait = std::chrono::ceil<milliseconds>(host.next - now);
    out = std::clamp(wait, milliseconds(0), out);
  }
  return out;
}

void CurlFetcher::collect() {
  int left = 0;
  while (CURLMsg* const message = curl_multi_info_read(multi_.get(), &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    const CURLcode code = message->data.result;
    const auto found = running_.find(message->easy_handle);
    if (found == running_.end()) continue;
    auto transfer = std::move(found->second);
    running_.erase(found);
    curl_multi_remove_handle(multi_.get(), transfer->handle());
    --hosts_[transfer->pending()->url.host].running;
    end(std::move(transfer), code);
  }
}

void CurlFetcher::end(std::unique_ptr<WebTransfer> transfer, CURLcode code) {
  if (code == CURLE_OK && transfer->pending()->request.method == "GET" &&
      is_redirect(transfer->status()) && !transfer->headers().location.empty()) {
    if (follow(*transfer)) return;
  }
  auto result = transfer->finish(code);
  finished_.push_back({std::move(transfer->pending()->done), std::move(result)});
}

// The next hop, as a request that waits for its own host's turn. False where the answer itself is
// to be handed out.
bool CurlFetcher::follow(WebTransfer& transfer) {
  auto& pending = transfer.pending();
  auto next = resolve_url(pending->url, transfer.headers().location);
  if (++pending->redirects > options_.limits.redirects) {
    fail(std::move(pending),
         "more than " + std::to_string(options_.limits.redirects) + " redirects, the limit");
    return true;
  }
  if (!next) {
    fail(std::move(pending), "redirects to what is not fetched: " + next.error().to_string());
    return true;
  }
  const long status = transfer.status();
  pending->moved_for_good &= status == 301 || status == 308;
  pending->left -= transfer.spent();
  if (pending->left <= milliseconds(0)) {
    fail(std::move(pending), "the redirects took longer than the time limit");
    return true;
  }
  // Headers that the caller gave (a token, a signature) and validators are for whom they were
  // given.
  if (site_of(pending->url) != site_of(*next)) {
    pending->request.headers.clear();
    pending->request.etag.clear();
    pending->request.last_modified.clear();
  }
  pending->url = std::move(*next);
  Host& host = hosts_[pending->url.host];
  host.waiting.push_front(std::move(pending));
  return true;
}

// One by one, so that a callback that throws loses nothing of the others.
void CurlFetcher::hand_out() {
  for (std::size_t count = finished_.size(); count > 0 && !finished_.empty(); --count) {
    Finished one = std::move(finished_.front());
    finished_.pop_front();
    if (one.done) one.done(std::move(one.result));
  }
}

void CurlFetcher::work() {
  const PipeGuard guard;
  begin_due();
  int still = 0;
  curl_multi_perform(multi_.get(), &still);
  collect();
}

bool CurlFetcher::run(milliseconds wait) {
  const auto until = Clock::now() + wait;
  while (!is_idle()) {
    work();
    if (!finished_.empty()) {
      hand_out();
      return !is_idle();
    }
    const auto left = std::chrono::ceil<milliseconds>(until - Clock::now());
    if (left <= milliseconds(0)) return true;
    const auto pause = until_next(left);
    curl_multi_poll(multi_.get(), nullptr, 0, static_cast<int>(pause.count()), nullptr);
  }
  return false;
}

void CurlFetcher::cancel_all() {
  const PipeGuard guard;
  for (auto& [easy, transfer] : running_) curl_multi_remove_handle(multi_.get(), easy);
  running_.clear();
  hosts_.clear();
  finished_.clear();
}

}  // namespace

Result<std::unique_ptr<Fetcher>> create_fetcher(const Fetcher::Options& options, Prepare prepare) {
  auto out = std::make_unique<CurlFetcher>(options, std::move(prepare));
  if (!out->ok()) return failure("", "libcurl cannot be started");
  return out;
}

Result<std::unique_ptr<Fetcher>> Fetcher::create(const Options& options) {
  return create_fetcher(options, {});
}

Result<Fetched> fetch(const Fetcher::Options& options, FetchRequest request) {
  auto fetcher = Fetcher::create(options);
  if (!fetcher) return tl::unexpected(fetcher.error());
  std::optional<Result<Fetched>> out;
  (*fetcher)->start(std::move(request),
                    [&out](Result<Fetched> result) { out = std::move(result); });
  while (!out && (*fetcher)->run(milliseconds(500))) {
  }
  return out ? std::move(*out) : failure("", "the request came to no end");
}

}  // namespace mercato
