// What happens to one request to one server? A libcurl handle with every guard set: the address of
// each connection, bytes of head and body, time. Redirects are not followed here: each is a
// transfer of its own. Internal to 8_watch.
#pragma once

#include <curl/curl.h>

#include <functional>
#include <memory>
#include <string>

#include "8_watch/fetcher.h"
#include "8_watch/response_headers.h"
#include "8_watch/url.h"

namespace mercato {

// Changes the handle before it starts, for tests that play a resolver.
using Prepare = std::function<void(CURL*, const Url&)>;

// A request on its way through its redirects.
struct PendingFetch {
  FetchRequest request;
  Fetcher::Done done;
  Url url;  // of this hop
  int redirects = 0;
  bool moved_for_good = true;  // so far
  std::chrono::milliseconds left{0};
};

// Not movable: libcurl holds its address. REQUIRES: `options` outlives it.
class WebTransfer {
 public:
  WebTransfer(std::unique_ptr<PendingFetch> pending, const Fetcher::Options& options,
              const std::string& user_agent, const Prepare& prepare);
  WebTransfer(const WebTransfer&) = delete;
  WebTransfer& operator=(const WebTransfer&) = delete;

  CURL* handle() const { return easy_.get(); }
  // After the end: what came, or why nothing did.
  Result<Fetched> finish(CURLcode code);
  const ResponseHeaders& headers() const { return headers_; }
  std::unique_ptr<PendingFetch>& pending() { return pending_; }
  long status() const;
  std::chrono::milliseconds spent() const;

 private:
  struct CloseEasy {
    void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
  };
  struct CloseList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
  };
  void set_guards();
  void set_request(const std::string& user_agent);
  void add_header(const std::string& line);
  bool permits(const std::string& address) const;
  std::string reason(CURLcode code) const;
  static curl_socket_t open_socket(void* self, curlsocktype purpose, curl_sockaddr* address);
  static std::size_t take_body(char* bytes, std::size_t one, std::size_t size, void* self);
  static std::size_t take_header(char* bytes, std::size_t one, std::size_t size, void* self);

  std::unique_ptr<PendingFetch> pending_;
  const Fetcher::Options& options_;
  std::unique_ptr<curl_slist, CloseList> list_;
  ResponseHeaders headers_;
  std::string body_, refused_;
  bool body_too_long_ = false, head_too_long_ = false;
  char error_[CURL_ERROR_SIZE] = {};
  std::unique_ptr<CURL, CloseEasy> easy_;  // last: its end may call back
};

}  // namespace mercato
