// From which question comes which answer? What all answers are made from, and who makes them.
// Internal to 9_answer; answers.cc calls, make_*.cc answer.
#pragma once

#include <boost/json.hpp>
#include <memory>
#include <string>

#include "8_score/forecast.h"
#include "9_answer/answer_cache.h"
#include "9_answer/asked.h"
#include "9_answer/ledger_view.h"
#include "9_answer/saga_cache.h"

namespace mercato {

// For one answer, on one thread.
struct Making {
  const LedgerView& view;
  const ForecastModel& model;
  SagaCache& sagas;
  std::string version;  // of the program
  Footing& footing;     // what the answer rests on, where it is about one person
};

using Made = tl::expected<std::string, Refusal>;  // JSON

Made make_today(const Making& making, const Asked& asked);
Made make_dossier(const Making& making, const Asked& asked);
Made make_person(const Making& making, const Asked& asked);
Made make_persons(const Making& making, const Asked& asked);
Made make_forecast(const Making& making, const Asked& asked);
Made make_club(const Making& making, const Asked& asked);
Made make_clubs(const Making& making, const Asked& asked);
Made make_window(const Making& making, const Asked& asked);
Made make_windows(const Making& making, const Asked& asked);
Made make_sources(const Making& making, const Asked& asked);
Made make_source(const Making& making, const Asked& asked);
Made make_claims(const Making& making, const Asked& asked);
Made make_claim(const Making& making, const Asked& asked);
Made make_documents(const Making& making, const Asked& asked);
Made make_document(const Making& making, const Asked& asked);
Made make_search(const Making& making, const Asked& asked);
Made make_edits(const Making& making, const Asked& asked);
Made make_types(const Making& making, const Asked& asked);
Made make_info(const Making& making, const Asked& asked);

// nullptr where the question is none of the table.
using Maker = Made (*)(const Making&, const Asked&);
Maker find_maker(std::string_view question);
// Whether its answer may have to fold very many persons first.
bool is_costly(std::string_view question);

// The ledger could not be read.
tl::unexpected<Refusal> failed(const Problem& problem);
tl::unexpected<Refusal> refused(Refusal refusal);

// The one entity that the words mean; `where` names the argument.
tl::expected<LedgerEntity, Refusal> who(const LedgerView& view, MentionKind kind,
                                        const std::string& typed, std::string_view where);
// Likewise; row 0 where the argument was not given.
tl::expected<LedgerEntity, Refusal> who_if_asked(const Making& making, const Asked& asked,
                                                 MentionKind kind, std::string_view where);
// Names that begin as typed; where there is none, those that are nearest to it. Reads a bounded
// part of the names.
Result<std::vector<NamedEntity>> suggest_names(const LedgerView& view, MentionKind kind,
                                               const std::string& typed, std::size_t limit);
// The stage that the argument names; 0 where it was not given.
tl::expected<int, Refusal> stage_asked(const Asked& asked, const ClaimTypes& types);

// Adds "as_of" where it was asked for.
void put_as_of(boost::json::object& out, const Making& making);
// The day on which the person's dossiers stand.
Date day_of(const LedgerView& view);
// "next" where the list goes on.
void put_next(boost::json::object& out, const Asked& asked, bool more, Asked::Cursor cursor);

}  // namespace mercato
