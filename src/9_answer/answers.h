// What does the ledger answer? One table of questions for every window on it: the HTTP API, the
// OpenAPI description, the MCP tools and the page are all made from it. Front header of 9_answer.
//
// An answer is JSON (docs/formats/answers.md). The same ledger gives the same bytes for the same
// question; the clock is never read. Answers are kept in memory, bounded, until the
// ledger grows; those on one person until something new is said of them.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "0_core/result.h"
#include "6_engine/engine.h"
#include "7_ledger/ledger.h"
#include "9_answer/ledger_view.h"

namespace mercato {

enum class ParameterKind : std::uint8_t {
  text,
  integer,
  time,    // as of parse_instant()
  window,  // "2024-summer"
  choice,  // one of Parameter::choices
  truth,   // "true" or "false"
  cursor,  // as an earlier answer gave it in "next"
};

struct Parameter {
  std::string_view name;
  ParameterKind kind = ParameterKind::text;
  std::string_view what;  // one sentence for a reader of the description
  bool in_path = false;   // required; "{name}" stands in Question::path
  bool required = false;
  std::vector<std::string_view> choices;
};

// One thing that can be asked.
struct Question {
  std::string_view name;     // "dossier": the MCP tool and the operationId
  std::string_view path;     // "/dossiers/{person}", below /api/v1
  std::string_view summary;  // one line
  std::string_view what;     // what the answer holds, some sentences
  std::vector<Parameter> parameters;
  std::string_view schema;  // name of the answer's schema in data/api/schemas.json
};
std::span<const Question> questions();
const Question* find_question(std::string_view name);

// By name. Bounded by the caller: an argument has at most 512 bytes.
using Arguments = std::map<std::string, std::string, std::less<>>;

// (8_dossier has an Answer of its own.)
struct Reply {
  std::shared_ptr<const std::string> body;  // JSON; never null
  std::string etag;                         // hexadecimal digest of the body, without quotes
};

// Why there is no answer.
struct Refusal {
  enum class Kind : std::uint8_t {
    malformed,  // an argument that is not as the question says
    unknown,    // nobody, or nothing, is so called
    ambiguous,  // several are: `candidates`
    failed,     // the ledger cannot be read
  };
  Kind kind = Kind::failed;
  Problem problem;                       // `where` names the argument
  std::vector<LedgerEntity> candidates;  // ambiguous: whom it may mean; unknown: the nearest names
};
using Answered = tl::expected<Reply, Refusal>;

// What a stream of new claims is filtered by. Empty fields ask nothing.
struct ClaimFilter {
  std::vector<Row> persons, clubs;  // claims that name one of them (club: to or from)
  std::vector<std::string> types;
  int stage = 0;       // at least this stage, as ClaimType::stage has it
  std::string source;  // folded name, outlet or handle
  std::string language;
};

// A claim that the ledger took in, ready to be told: once for each claim that a document makes for
// the first time. New readings of a stored document, and what an edit left as it was, are not told.
struct NewClaim {
  LedgerClaim claim;
  LedgerDocument document;
  LedgerEntity person, to, from;  // row 0: none
  std::string json;               // one row of the answer "claims"
};

// Immutable and thread-safe: a pool of connections inside.
class Answers {
 public:
  struct Options {
    LedgerFiles files;
    unsigned connections = 4;              // questions that may read the ledger at once
    std::size_t cache_bytes = 256u << 20;  // of answers kept
    std::size_t saga_bytes = 512u << 20;   // of folded sagas kept, estimated
    bool warm = true;  // folds all sagas ahead of the first who asks, beside everything else
  };
  static Result<std::shared_ptr<const Answers>> open(const Options& options);
  virtual ~Answers() = default;

  virtual Answered ask(const Question& question, const Arguments& arguments) const = 0;
  // The answer that is kept for these arguments, if there is one: never reads the ledger nor waits
  // for who does, so that a thread which serves many may call it. What it gives was true of the
  // ledger less than a second ago: a thread of its own looks four times a second for what was
  // written, ask() at most twenty times.
  virtual std::optional<Reply> kept(const Question& question, const Arguments& arguments) const = 0;

  // The reading of a draft: claims, drift, verdicts on facts, with the rules that led to them, as
  // docs/formats/answers.md says. `language` may be empty.
  virtual Answered check(std::string_view draft, std::string_view title, Date published) const = 0;

  // A filter from the arguments "person", "club", "type", "stage", "source" and "language".
  virtual tl::expected<ClaimFilter, Refusal> filter(const Arguments& arguments) const = 0;
  // The claims with a row above `after`, oldest first, at most `limit`; with `newest`, the newest
  // ones, newest first. Fewer than `limit`: that is all up to last_claim() as it was before the
  // call (of `newest`: all in the last hundred thousand claims that may fit).
  virtual Result<std::vector<NewClaim>> new_claims(Row after, const ClaimFilter& filter,
                                                   std::size_t limit,
                                                   bool newest = false) const = 0;
  // Of the newest claim in the ledger; 0 without any. Cheap: for polling.
  virtual Row last_claim() const = 0;

  virtual const Engine& engine() const = 0;
  virtual const LedgerFiles& files() const = 0;
};

// Whether the filter lets the claim through; `types` gives its stage.
bool passes(const NewClaim& claim, const ClaimFilter& filter, const ClaimTypes& types);

}  // namespace mercato
