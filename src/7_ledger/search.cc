// Which evidence holds these words? Full text over the evidence of current versions (ledger.h).
#include <algorithm>

#include "7_ledger/index_reader.h"
#include "7_ledger/schema.h"
#include "7_ledger/stored_ledger.h"

namespace mercato {
namespace {

constexpr std::size_t kMostTerms = 32;
constexpr int kSnippetTokens = 40;

// FTS5's own language has operators; each word and each quoted phrase becomes a string of it, so
// that nothing typed is one. Empty where nothing is left to look for.
std::string match_expression(std::string_view words) {
  std::string out;
  std::size_t terms = 0;
  while (!words.empty() && terms < kMostTerms) {
    const bool quoted = words.front() == '"';
    if (quoted) words.remove_prefix(1);
    const std::size_t end =
        std::min(words.find_first_of(quoted ? "\"" : " \t\r\n\""), words.size());
    std::string term(words.substr(0, end));
    words.remove_prefix(end < words.size() && (quoted || words[end] != '"') ? end + 1 : end);
    std::replace(term.begin(), term.end(), '\0', ' ');
    if (term.find_first_not_of(" \t\r\n") == std::string::npos) continue;
    out += (terms++ ? " \"" : "\"") + term + '"';
  }
  return out;
}

struct Found {
  Instant known_at = 0;
  Row evidence = 0, claim = 0;
};

class Searcher {
 public:
  Searcher(Database& database, Instant as_of)
      : database_(database), reader_(database), as_of_(as_of) {}

  Result<std::vector<SearchHit>> run(const std::string& expression, std::size_t limit);

 private:
  bool is_current(Row document);
  std::vector<Found> newest(const std::string& expression, std::size_t limit);
  Result<SearchHit> hit(const Found& found, const std::string& expression);

  Database& database_;
  IndexReader reader_;
  const Instant as_of_;
};

// Whether it is the highest version that was known.
bool Searcher::is_current(Row document) {
  const Edition* edition = reader_.edition(document);
  if (!edition || edition->document.known_at > as_of_) return false;
  while (edition->next > edition->document.row) {
    edition = reader_.edition(edition->next);
    if (!edition) break;
    if (edition->document.known_at <= as_of_) return false;
  }
  return true;
}

std::vector<Found> Searcher::newest(const std::string& expression, std::size_t limit) {
  Statement rows = database_.prepare(
      "SELECT v.id, v.claim, e.document, e.known_at, e.next FROM evidence_text t JOIN evidence v "
      "ON "
      "v.id = t.rowid JOIN claim c ON c.id = v.claim JOIN edition e ON e.document = c.document "
      "WHERE t.text MATCH ?1 AND e.known_at <= ?2 ORDER BY e.known_at DESC, e.key, v.id");
  rows.bind(std::string_view(expression), as_of_);
  std::vector<Found> out;
  Row last = 0;
  while (out.size() < limit && rows.step()) {
    if (rows.integer(1) == last) continue;  // one hit for each claim
    if (rows.integer(4) && !is_current(rows.integer(2))) continue;
    last = rows.integer(1);
    out.push_back({rows.integer(3), rows.integer(0), last});
  }
  reader_.note(rows);
  return out;
}

Result<SearchHit> Searcher::hit(const Found& found, const std::string& expression) {
  SearchHit out;
  Statement row = database_.prepare("SELECT " + std::string(IndexReader::kClaimColumns) +
                                    " FROM claim c WHERE c.id = ?1");
  row.bind(found.claim);
  if (!row.step()) return database_.error("cannot be read");
  std::vector<LedgerClaim> claims{reader_.claim(row)};
  reader_.attach(claims);
  out.claim = std::move(claims.front());
  if (const Edition* const edition = reader_.edition(out.claim.document))
    out.document = edition->document;
  out.person = reader_.entity(out.claim.person);
  if (out.claim.to) out.to = reader_.entity(out.claim.to);
  Statement snippet = database_.prepare(
      "SELECT snippet(evidence_text, 0, '[', ']', '…', ?3) FROM evidence_text WHERE text MATCH ?1 "
      "AND rowid = ?2");
  if (snippet.bind(std::string_view(expression), found.evidence, kSnippetTokens).step())
    out.snippet = snippet.text(0);
  reader_.note(snippet);
  return out;
}

Result<std::vector<SearchHit>> Searcher::run(const std::string& expression, std::size_t limit) {
  std::vector<SearchHit> out;
  for (const Found& found : newest(expression, limit)) {
    auto made = hit(found, expression);
    if (!made) return tl::unexpected(made.error());
    out.push_back(std::move(*made));
  }
  if (!reader_.ok()) return database_.error("cannot be searched");
  return out;
}

}  // namespace

Result<std::vector<SearchHit>> StoredLedger::search(std::string_view words, Instant as_of,
                                                    std::size_t limit) const {
  const std::string expression = match_expression(words);
  if (expression.empty()) return std::vector<SearchHit>();
  const Snapshot snapshot(database_);
  return Searcher(database_, as_of).run(expression, limit);
}

}  // namespace mercato
