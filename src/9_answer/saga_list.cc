#include "9_answer/saga_list.h"

#include <algorithm>
#include <cstdlib>

#include "9_answer/fold_all.h"

namespace mercato {
namespace {

constexpr Instant kDay = 24 * 60 * 60;

Instant instant_of(Date day) { return Instant{day.days()} * kDay; }

// A claim belongs to the first window that closes after it, so those of a window begin when the one
// before it closes: less than a year before it opens. Closing days differ between associations.
constexpr Instant kBefore = 366 * kDay, kAfter = 120 * kDay;

bool names(const Dossier& dossier, Row club) {
  return std::any_of(dossier.claims.begin(), dossier.claims.end(), [&](const LedgerClaim& claim) {
    return claim.to == club || claim.from == club;
  });
}

}  // namespace

Result<void> check_window(const LedgerView& view, const std::string& id) {
  if (const auto window = view.folder->windows().find(id, ""); !window)
    return tl::unexpected(window.error());
  return {};
}

int window_place(const std::string& id) {
  const int year = std::atoi(id.c_str());
  return year * 2 + (id.ends_with("summer") ? 1 : 0);
}

Result<std::vector<Row>> persons_of_window(const LedgerView& view, const std::string& id,
                                           Row club) {
  const auto window = view.folder->windows().find(id, "");
  if (!window) return tl::unexpected(window.error());
  const Instant from = instant_of(window->opens) - kBefore,
                until = std::min(view.as_of, instant_of(window->closes) + kAfter);
  return view.ledger->persons(from, until, club);
}

Result<void> fold_window(const LedgerView& view, const std::string& id, Row club,
                         const std::function<void(const Dossier&)>& visit) {
  const auto persons = persons_of_window(view, id, club);
  if (!persons) return tl::unexpected(persons.error());
  return fold_all(view, *persons, [&](const Dossier& dossier) {
    if (dossier.window.id == id) visit(dossier);
  });
}

bool is_timely(const Dossier& dossier) {
  constexpr std::int32_t kYear = 366;
  return !dossier.window.closes.known() ||
         std::any_of(dossier.reports.begin(), dossier.reports.end(), [&](const Report& report) {
           const Date day = report.document.published;
           return day.known() && day.days() + kYear >= dossier.window.closes.days();
         });
}

Result<std::string> latest_window(const LedgerView& view, Row club) {
  const auto persons = view.ledger->persons(0, view.as_of, club);
  if (!persons) return tl::unexpected(persons.error());
  std::pair<std::pair<bool, int>, std::string> best{{false, -1}, {}};
  const auto folded = fold_all(view, *persons, [&](const Dossier& dossier) {
    const std::pair rank{is_timely(dossier), window_place(dossier.window.id)};
    if (names(dossier, club) && rank > best.first) best = {rank, dossier.window.id};
  });
  if (!folded) return tl::unexpected(folded.error());
  return best.second;
}

}  // namespace mercato
