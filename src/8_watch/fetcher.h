// How is something fetched from a stranger? HTTP and HTTPS, bounded in bytes, time and redirects,
// and never to an address of our own network. Front header of 8_watch, beside feed_list.h,
// watcher.h.
//
// Every hop is checked on the address that the connection is made to, after its name was resolved,
// so that neither a redirect nor a name that resolves otherwise the second time (DNS rebinding)
// leads inside. Refused are loopback, private, link-local (with cloud metadata), carrier-grade NAT,
// multicast, documentation and other special ranges of IPv4 and IPv6, and IPv4 inside IPv6, unless
// `allow` names them. Proxy settings of the environment are not read.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "0_core/result.h"

namespace mercato {

// A range of addresses: "10.0.0.0/8", "::1", "192.168.1.7".
class AddressRange {
 public:
  static Result<AddressRange> parse(std::string_view text);
  // `address` in the form of inet_ntop.
  bool holds(std::string_view address) const;

 private:
  std::uint8_t bytes_[16] = {};
  int bits_ = 0;  // of the IPv6 form; IPv4 is ::ffff:a.b.c.d
};

// Whether an address ("93.184.216.34", "2606:4700::1") lies in the public internet. False for what
// is no address.
bool is_public_address(std::string_view address);

struct FetchLimits {
  std::size_t body = 8u << 20;  // bytes, after decompression
  std::size_t header = 64u << 10;
  std::chrono::milliseconds connect{10'000}, total{30'000};
  int redirects = 5;
  int at_once = 16, at_once_each_host = 2;
  std::chrono::milliseconds between_on_host{1'000};  // starts of two requests to one host
};

struct FetchRequest {
  std::string url;
  std::string method = "GET";  // or "POST"
  std::string body;            // of a POST
  std::vector<std::pair<std::string, std::string>> headers;
  std::string etag, last_modified;  // of the copy that is at hand: a conditional request
};

struct Fetched {
  long status = 0;   // 304: as it was
  std::string url;   // after redirects
  std::string type;  // Content-Type, as sent
  std::string body;
  std::string etag, last_modified;
  std::chrono::seconds retry_after{0};  // as the server asks; 0 = it does not
  bool moved_for_good = false;          // every redirect on the way was permanent
};

// Many requests at once on one thread (libcurl's multi interface). Not thread-safe.
class Fetcher {
 public:
  struct Options {
    FetchLimits limits;
    std::vector<AddressRange> allow;  // named by the user, though not public
    std::string user_agent;           // empty = "mercato/VERSION"
  };
  using Done = std::function<void(Result<Fetched>)>;

  static Result<std::unique_ptr<Fetcher>> create(const Options& options);
  virtual ~Fetcher() = default;

  // Begins the request when its host's turn comes; `done` is called from run(), once. An error
  // tells the address and what was wrong; `where` is the url.
  virtual void start(FetchRequest request, Done done) = 0;
  // Works for at most `wait` or until something was done. False when nothing is under way.
  virtual bool run(std::chrono::milliseconds wait) = 0;
  // Ends what is under way without calling `done`.
  virtual void cancel_all() = 0;
};

// One request, for who has but one.
Result<Fetched> fetch(const Fetcher::Options& options, FetchRequest request);

}  // namespace mercato
