// How is a firing told to a program? One signed POST; docs/formats/webhook.md.
#pragma once

#include <string>

#include "8_watch/fetcher.h"
#include "9_alert/alerts.h"
#include "9_alert/retry.h"

namespace mercato {

// By what the address is known in the state and to people: its scheme and host, and a digest of the
// rest, which is often a secret.
std::string webhook_key(const std::string& url);

FetchRequest webhook_request(const AlertRule::Webhook& webhook, const Firing& firing, Instant now);
// What the answer means. Words of the answer's body are not kept, nor is the address.
Sent judge(const Result<Fetched>& answer, const std::string& url);

}  // namespace mercato
