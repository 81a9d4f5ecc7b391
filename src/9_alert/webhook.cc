#include "9_alert/webhook.h"

#include "9_alert/claim_identity.h"
#include "9_alert/signature.h"

namespace mercato {
namespace {

std::string origin_of(const std::string& url) {
  const std::size_t host = url.find("://");
  return url.substr(0, host == std::string::npos ? 0 : url.find_first_of("/?#", host + 3));
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
  return text;
}

std::string_view event_name(const Firing& firing) {
  // The first key of what we wrote ourselves: {"event":"claim",…
  constexpr std::string_view kBefore = "{\"event\":\"";
  const std::string_view rest = std::string_view(firing.json).substr(kBefore.size());
  return rest.substr(0, rest.find('"'));
}

}  // namespace

std::string webhook_key(const std::string& url) {
  return origin_of(url) + " #" + digest_of({url}).substr(0, 10);
}

FetchRequest webhook_request(const AlertRule::Webhook& webhook, const Firing& firing, Instant now) {
  FetchRequest out;
  out.url = webhook.url;
  out.method = "POST";
  out.body = firing.json;
  out.headers = {{"Content-Type", "application/json"},
                 {"Mercato-Event", std::string(event_name(firing))},
                 {"Mercato-Delivery", firing.id},
                 {"Mercato-Timestamp", std::to_string(now)},
                 {"Mercato-Signature", sign(webhook.secret, now, firing.json)}};
  return out;
}

Sent judge(const Result<Fetched>& answer, const std::string& url) {
  if (!answer) return {Fate::again, replaced(answer.error().message, url, origin_of(url)), {}};
  std::string words = "status " + std::to_string(answer->status);
  if (answer->status >= 300 && answer->status < 400) words += ", and redirects are not followed";
  return {fate_of_status(answer->status), std::move(words), answer->retry_after};
}

}  // namespace mercato
