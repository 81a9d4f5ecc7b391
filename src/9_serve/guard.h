// Who may ask? The names under which the server may be called, tokens, pages of other origins, and
// what a proxy is believed.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "8_watch/fetcher.h"
#include "9_serve/message.h"
#include "9_serve/router.h"
#include "9_serve/server.h"

namespace mercato {

bool is_loopback(std::string_view address);
// In a time that does not depend on where they differ.
bool same_secret(std::string_view given, std::string_view wanted);

// Immutable.
class Guard {
 public:
  // Fails where a range of addresses is none, or where strangers could read without having been
  // let in.
  static Result<Guard> create(const ServeConfig& config);

  // Why the request is not answered, before its body is read.
  std::optional<Response> refuse(const Request& request, const Route& route) const;
  // The origin that may read the response; empty where the request comes from no other page, or
  // from one that nobody has allowed.
  std::string allowed_origin(const Request& request) const;
  // As readers reach this server: "https://example.org", without a slash at the end.
  std::string base_url(const Request& request) const;
  // Where the request comes from, as far as it can be believed.
  std::string client(const Request& request) const;

 private:
  bool is_known_host(std::string_view host) const;
  bool is_proxy(std::string_view address) const;
  bool has_token(const Request& request) const;
  bool may_see_metrics(const Request& request) const;
  std::optional<Response> refuse_origin(const Request& request) const;

  std::string token_, public_url_;
  std::vector<std::string> hosts_, origins_;
  std::vector<AddressRange> proxies_;
  bool open_reads_ = false, open_metrics_ = false, beyond_loopback_ = false;
};

}  // namespace mercato
