// Which sagas are there in a window, or around a club? The folded dossiers behind `mercato club`
// and `mercato window`.
#pragma once

#include <functional>
#include <string>

#include "8_dossier/dossier.h"
#include "9_answer/ledger_view.h"

namespace mercato {

// Folds the dossiers of `window` (an id) of everybody with a claim that may belong to it; with
// `club`, of those whose claims name it. In the order of stable ids, one at a time: all of them
// would fill the memory.
Result<void> fold_window(const LedgerView& view, const std::string& window, Row club,
                         const std::function<void(const Dossier&)>& visit);

// Everybody with a claim that may belong to the window, whichever association closes it when.
Result<std::vector<Row>> persons_of_window(const LedgerView& view, const std::string& window,
                                           Row club);

// Windows in their order, whatever the days on which they close: "2024-winter" comes before
// "2024-summer". What is no window comes before all.
int window_place(const std::string& id);

// The id of the latest window in which the club's name fell, up to the moment of the view, in a
// timely dossier if there is any; empty where there is none.
Result<std::string> latest_window(const LedgerView& view, Row club);

// Whether something in it was published in the year before its window closes. Documents without a
// date, and later versions of old ones, are known when they came in: an archive that is read today
// fills today's window with them.
bool is_timely(const Dossier& dossier);

// Fails with the way out where `id` is no window.
Result<void> check_window(const LedgerView& view, const std::string& id);

}  // namespace mercato
