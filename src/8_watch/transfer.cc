#include "8_watch/transfer.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <ctime>

namespace mercato {
namespace {

// The address of a connection in the form of inet_ntop; empty for other families.
std::string address_text(const curl_sockaddr& address) {
  char text[INET6_ADDRSTRLEN] = {};
  const auto* ipv4 = reinterpret_cast<const sockaddr_in*>(&address.addr);
  const auto* ipv6 = reinterpret_cast<const sockaddr_in6*>(&address.addr);
  const void* bytes = address.family == AF_INET    ? static_cast<const void*>(&ipv4->sin_addr)
                      : address.family == AF_INET6 ? static_cast<const void*>(&ipv6->sin6_addr)
                                                   : nullptr;
  if (!bytes || !::inet_ntop(address.family, bytes, text, sizeof text)) return {};
  return text;
}

bool is_header(const std::string& line) {
  return std::none_of(line.begin(), line.end(),
                      [](unsigned char c) { return c < ' ' || c == 0x7f; });
}

}  // namespace

WebTransfer::WebTransfer(std::unique_ptr<PendingFetch> pending, const Fetcher::Options& options,
                         const std::string& user_agent, const Prepare& prepare)
    : pending_(std::move(pending)), options_(options), easy_(curl_easy_init()) {
  if (!easy_) return;
  set_guards();
  set_request(user_agent);
  if (prepare) prepare(easy_.get(), pending_->url);
}

void WebTransfer::set_guards() {
  CURL* const easy = easy_.get();
  const FetchLimits& limits = options_.limits;
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(easy, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(easy, CURLOPT_PROXY, "");
  curl_easy_setopt(easy, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  // A name server that hangs must not hold up the others when its time is over.
  curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
  curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits.connect.count()));
  curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS,
                   static_cast<long>(std::max<std::int64_t>(pending_->left.count(), 1)));
  curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, &WebTransfer::open_socket);
  curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, this);
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &WebTransfer::take_body);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, this);
  curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &WebTransfer::take_header);
  curl_easy_setopt(easy, CURLOPT_HEADERDATA, this);
  curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, error_);
  curl_easy_setopt(easy, CURLOPT_PRIVATE, this);
}

void WebTransfer::set_request(const std::string& user_agent) {
  CURL* const easy = easy_.get();
  const FetchRequest& request = pending_->request;
  curl_easy_setopt(easy, CURLOPT_URL, pending_->url.text.c_str());
  curl_easy_setopt(easy, CURLOPT_USERAGENT, user_agent.c_str());
  curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");  // whatever this libcurl can unpack
  if (request.method == "POST") {
    curl_easy_setopt(easy, CURLOPT_POST, 1L);
    curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE,
                     static_cast<curl_off_t>(request.body.size()));
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request.body.data());
    add_header("Expect:");
  }
  for (const auto& [name, value] : request.headers) add_header(name + ": " + value);
  if (!request.etag.empty()) add_header("If-None-Match: " + request.etag);
  if (!request.last_modified.empty()) add_header("If-Modified-Since: " + request.last_modified);
  curl_easy_setopt(easy, CURLOPT_HTTPHEADER, list_.get());
}

void WebTransfer::add_header(const std::string& line) {
  if (!is_header(line)) return;
  if (curl_slist* const longer = curl_slist_append(list_.get(), line.c_str())) {
    static_cast<void>(list_.release());
    list_.reset(longer);
  }
}

bool WebTransfer::permits(const std::string& address) const {
  return is_public_address(address) ||
         std::any_of(options_.allow.begin(), options_.allow.end(),
                     [&](const AddressRange& range) { return range.holds(address); });
}

// The one place through which every connection goes, with the address that it goes to.
curl_socket_t WebTransfer::open_socket(void* self, curlsocktype, curl_sockaddr* address) {
  auto* const transfer = static_cast<WebTransfer*>(self);
  const std::string text = address_text(*address);
  if (!transfer->permits(text)) {
    transfer->refused_ = text.empty() ? "of an unknown kind" : text;
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

std::size_t WebTransfer::take_body(char* bytes, std::size_t one, std::size_t size, void* self) {
  auto* const transfer = static_cast<WebTransfer*>(self);
  const std::size_t count = one * size;
  if (count > transfer->options_.limits.body - transfer->body_.size()) {
    transfer->body_too_long_ = true;
    return 0;
  }
  transfer->body_.append(bytes, count);
  return count;
}

std::size_t WebTransfer::take_header(char* bytes, std::size_t one, std::size_t size, void* self) {
  auto* const transfer = static_cast<WebTransfer*>(self);
  const std::size_t count = one * size;
  transfer->headers_.add({bytes, count});
  transfer->head_too_long_ = transfer->headers_.bytes > transfer->options_.limits.header;
  return transfer->head_too_long_ ? 0 : count;
}

long WebTransfer::status() const {
  long status = 0;
  curl_easy_getinfo(easy_.get(), CURLINFO_RESPONSE_CODE, &status);
  return status;
}

std::chrono::milliseconds WebTransfer::spent() const {
  curl_off_t microseconds = 0;
  curl_easy_getinfo(easy_.get(), CURLINFO_TOTAL_TIME_T, &microseconds);
  return std::chrono::milliseconds(microseconds / 1'000);
}

std::string WebTransfer::reason(CURLcode code) const {
  if (body_too_long_)
    return "the answer has more than " + std::to_string(options_.limits.body) + " bytes, the limit";
  if (head_too_long_)
    return "the head of the answer has more than " + std::to_string(options_.limits.header) +
           " bytes, the limit";
  if (!refused_.empty() && code != CURLE_OPERATION_TIMEDOUT)
    return "the address " + refused_ + " is not of the public internet";
  return error_[0] ? error_ : curl_easy_strerror(code);
}

Result<Fetched> WebTransfer::finish(CURLcode code) {
  if (code != CURLE_OK) {
    Problem problem = {Severity::error, pending_->url.text, 0, 0, reason(code), {}};
    if (!refused_.empty()) problem.hint = "`allow` of [watch] permits addresses of your own";
    return tl::unexpected(std::move(problem));
  }
  Fetched out;
  out.status = status();
  out.url = pending_->url.text;
  out.type = headers_.type;
  out.body = std::move(body_);
  out.etag = headers_.etag;
  out.last_modified = headers_.last_modified;
  out.retry_after = parse_retry_after(headers_.retry_after, std::time(nullptr));
  out.moved_for_good = pending_->redirects > 0 && pending_->moved_for_good;
  return out;
}

}  // namespace mercato
