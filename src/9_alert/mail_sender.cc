#include "9_alert/mail_sender.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <memory>

namespace mercato {
namespace {

constexpr long kConnectMilliseconds = 5'000, kMilliseconds = 30'000;

std::string host_of(const std::string& server) {
  std::string rest = server.substr(server.find("://") + 3);
  rest = rest.substr(0, rest.find('/'));
  if (rest.starts_with('[')) return rest.substr(1, rest.find(']') - 1);
  return rest.substr(0, rest.find(':'));
}

bool is_this_machine(const std::string& host) {
  in_addr address{};
  if (::inet_pton(AF_INET, host.c_str(), &address) == 1) return ntohl(address.s_addr) >> 24 == 127;
  return host == "localhost" || host == "::1";
}

// A name that was taken for this machine's must lead to it.
curl_socket_t open_here(void*, curlsocktype, curl_sockaddr* to) {
  const auto* v4 = reinterpret_cast<const sockaddr_in*>(&to->addr);
  const auto* v6 = reinterpret_cast<const sockaddr_in6*>(&to->addr);
  const bool here = to->family == AF_INET
                        ? ntohl(v4->sin_addr.s_addr) >> 24 == 127
                        : to->family == AF_INET6 && IN6_IS_ADDR_LOOPBACK(&v6->sin6_addr);
  return here ? ::socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol) : CURL_SOCKET_BAD;
}

std::size_t give(char* to, std::size_t size, std::size_t count, void* from) {
  auto& left = *static_cast<std::string_view*>(from);
  const std::size_t taken = std::min(size * count, left.size());
  std::memcpy(to, left.data(), taken);
  left.remove_prefix(taken);
  return taken;
}

void set_security(CURL* curl, const MailConfig& config) {
  if (!is_this_machine(host_of(config.server))) {
    curl_easy_setopt(curl, CURLOPT_USE_SSL, CURLUSESSL_ALL);
    return;
  }
  // STARTTLS where it is offered; a mail server of the machine itself signs for itself.
  curl_easy_setopt(curl, CURLOPT_USE_SSL, CURLUSESSL_TRY);
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 0L);
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 0L);
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_here);
}

// A "5xx" of SMTP is for good, except where it is about us: a login may be mended.
Sent judge(CURLcode code, long reply) {
  if (code == CURLE_OK) return {Fate::accepted, "accepted", {}};
  std::string words = curl_easy_strerror(code);
  if (reply > 0) words += ", reply " + std::to_string(reply);
  const bool for_good =
      reply >= 500 && reply < 600 && code != CURLE_LOGIN_DENIED && code != CURLE_USE_SSL_FAILED;
  return {for_good ? Fate::refused : Fate::again, std::move(words), {}, reply > 0};
}

}  // namespace

Sent send_mail(const MailConfig& config, const std::string& to, const std::string& message) {
  const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> handle(curl_easy_init(),
                                                                   &curl_easy_cleanup);
  const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> recipients(
      curl_slist_append(nullptr, ("<" + to + ">").c_str()), &curl_slist_free_all);
  CURL* const curl = handle.get();
  if (!curl || !recipients) return {Fate::again, "out of memory", {}};
  std::string_view left = message;
  curl_easy_setopt(curl, CURLOPT_URL, config.server.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt(curl, CURLOPT_PROXY, "");
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, kConnectMilliseconds);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, kMilliseconds);
  curl_easy_setopt(curl, CURLOPT_MAIL_FROM, ("<" + config.from + ">").c_str());
  curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients.get());
  if (!config.user.empty()) {
    curl_easy_setopt(curl, CURLOPT_USERNAME, config.user.c_str());
    curl_easy_setopt(curl, CURLOPT_PASSWORD, config.password.c_str());
  }
  set_security(curl, config);
  curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(curl, CURLOPT_READFUNCTION, give);
  curl_easy_setopt(curl, CURLOPT_READDATA, &left);
  const CURLcode code = curl_easy_perform(curl);
  long reply = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &reply);
  return judge(code, reply);
}

}  // namespace mercato
