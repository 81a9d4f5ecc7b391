// When is it tried again? Back-off of deliveries: twice as long each time, with jitter, for a day.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "7_ledger/ledger.h"

namespace mercato {

// What a receiver's answer means.
enum class Fate : std::uint8_t {
  accepted,
  again,    // not now: nobody there, too busy, broken
  refused,  // never: it does not want this
};
// Of an HTTP status: 2xx is accepted; 408, 429 and 5xx mean again; all else is refused, redirects
// with it.
Fate fate_of_status(long status);

// What came of one try.
struct Sent {
  Fate fate = Fate::again;
  std::string answer;  // in words, for the status; holds no secret
  std::chrono::seconds retry_after{0};
  bool reached = true;  // somebody was there
};

// When the delivery is due again after its `tries`-th try, at `now`; nothing where that would be
// more than a day after it fired. `seed` spreads deliveries that failed together.
std::optional<Instant> next_try(Instant fired, Instant now, int tries, std::string_view seed,
                                std::chrono::seconds retry_after);

}  // namespace mercato
