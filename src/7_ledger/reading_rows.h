// What does a reading say? The JSON line of one document (docs/formats/ndjson.md) as rows.
#pragma once

#include <simdjson.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "0_core/claim.h"
#include "0_core/result.h"
#include "0_core/span.h"

namespace mercato {

// Views live until the parser reads the next line.
struct NameRow {
  std::string_view name, id;
  bool given() const { return !name.empty() || !id.empty(); }
};

struct MoneyRow {
  std::uint32_t claim = 0;
  double amount = 0;
  std::string_view currency;
  MoneyKind kind = MoneyKind::fee;
};

struct EvidenceRow {
  std::uint32_t claim = 0;
  Span span;
  std::string_view text, language;
};

struct SourceRow {
  SourceKind kind = SourceKind::self;
  std::string_view name, outlet, handle, relayed_by;
  std::int32_t post = -1;
};

struct ClaimRow {
  NameRow person, to, from;
  std::string_view type;
  Polarity polarity = Polarity::affirmed;
  Certainty certainty = Certainty::asserted;
  When when = When::current;
  Deal deal = Deal::unknown;
  SourceRow source;
  std::string rules;  // one a line
  double confidence = 1;
  std::uint32_t amounts = 0, drifts = 0;  // rows of money, and of drift that it begins
};

struct FactRow {
  std::string_view predicate;
  NameRow subject, object;
  bool subject_is_club = false, object_is_club = false;
  std::string value, reasons;  // reasons: one a line
  Fact::Verdict verdict = Fact::Verdict::unknown;
  EvidenceRow evidence;
};

// Whether the predicate's object is a person or a club, not a word ("centre-back").
bool object_is_entity(std::string_view predicate);

struct DriftRow {
  std::uint32_t claim = 0, against = 0;
  DriftKind kind = DriftKind::strengthened;
};

struct ReadingRows {
  std::string_view language;
  std::vector<ClaimRow> claims;
  std::vector<MoneyRow> money;        // in the order of their claims
  std::vector<EvidenceRow> evidence;  // likewise
  std::vector<FactRow> facts;
  std::vector<DriftRow> drift;
};

// Keeps memory from line to line. One thread.
class ReadingParser {
 public:
  // Fails, naming the member, where the line is no such JSON: a claim without person or type, an
  // unknown name of a value, an index beyond the claims.
  Result<const ReadingRows*> parse(std::string_view line);

 private:
  simdjson::dom::parser parser_;
  ReadingRows rows_;
};

}  // namespace mercato
