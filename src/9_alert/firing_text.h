// How is what fired told? One line, some lines, and JSON (docs/formats/webhook.md).
#pragma once

#include <optional>
#include <string>

#include "9_alert/alerts.h"

namespace mercato {

// A fact or a drift of a document, as the answer "document" gives it.
struct Finding {
  Row document = 0;
  std::string title, outlet, url, published;
  std::string identity;               // the same in every ledger
  std::string headline;               // "age of X: 26, but …"
  std::vector<std::string> evidence;  // words of the document
  std::string json;                   // the fact or the drift
};

// Without a document's line breaks and control characters: one line of UTF-8.
std::string one_line(std::string_view text);

Firing firing_of(const AlertRule& rule, const NewClaim& claim, Instant now);
Firing firing_of(const AlertRule& rule, const Finding& finding, Instant now);

std::string_view event_name(AlertSubject subject);  // "claim", "contradicted_fact", "drift"

}  // namespace mercato
