// What is a saga in one line? A row of `mercato club` and `mercato window`.
#pragma once

#include <boost/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "8_dossier/dossier.h"

namespace mercato {

// Small, and owns what it tells: a window has thousands of them.
struct SagaRow {
  LedgerEntity person, holder;  // holder: row 0 where it is not known
  std::string window;
  SagaState state = SagaState::open;
  Resolution resolution = Resolution::open;
  std::size_t claims = 0, sources = 0;
  struct About {  // one suitor
    LedgerEntity club;
    SuitorStatus status = SuitorStatus::live;
    std::string furthest;
    int stage = 0;
    Certainty certainty = Certainty::question;
    std::size_t claims = 0, sources = 0;
  };
  std::optional<About> suitor;  // the one that the row is about
  std::string suitors;          // "Juventus: talks, hedged; Milan: interest; 2 others"
  Date first, last;             // days of the dossier's claims, or of the suitor's
};
// About the suitor that is `club`, or the furthest one where it is 0.
SagaRow make_row(const Dossier& dossier, Row club);
// The furthest stages first, then those with more sources, then by the latest word and stable id.
void sort_rows(std::vector<SagaRow>& rows);

// {"person", "window", "holder", "state", "resolution", "claims", "sources", "suitor", "first",
// "last"}
boost::json::value to_json(const SagaRow& row);
// "bid_rejected" → "bid rejected"
std::string type_words(std::string_view type);
std::string stage_words(const SagaRow::About& suitor);
// Independent sources of the suitor, or of the saga where the row is about none.
std::size_t source_count(const SagaRow& row);

}  // namespace mercato
