#include "9_answer/first_words.h"

#include <algorithm>

#include "9_answer/filter.h"
#include "9_answer/row_json.h"

namespace mercato {
namespace {

constexpr int kMostVersions = 100;
constexpr std::size_t kMostScanned = 100'000;

bool same_claim(const LedgerClaim& a, const LedgerClaim& b) {
  return a.person == b.person && a.to == b.to && a.type == b.type && a.polarity == b.polarity &&
         a.source.same_origin(b.source);
}

// What the versions before an edit said, by the edit's row.
class Before {
 public:
  explicit Before(const Ledger& ledger) : ledger_(ledger) {}

  Result<bool> said(const LedgerClaim& claim, const LedgerDocument& document) {
    if (!document.edit_of) return false;
    const auto [place, fresh] = claims_.try_emplace(document.row);
    if (fresh) {
      if (auto read = read_back(document.edit_of, place->second); !read)
        return tl::unexpected(read.error());
    }
    return std::any_of(place->second.begin(), place->second.end(),
                       [&](const LedgerClaim& one) { return same_claim(one, claim); });
  }

 private:
  Result<void> read_back(Row version, std::vector<LedgerClaim>& out) const {
    for (int i = 0; version && i < kMostVersions; ++i) {
      auto reading = ledger_.read_document(version);
      if (!reading) return tl::unexpected(reading.error());
      std::move(reading->claims.begin(), reading->claims.end(), std::back_inserter(out));
      version = reading->document.edit_of < version ? reading->document.edit_of : 0;
    }
    return {};
  }

  const Ledger& ledger_;
  std::unordered_map<Row, std::vector<LedgerClaim>> claims_;
};

NewClaim tell(const ClaimPage& page, const LedgerClaim& claim, const ClaimTypes& types) {
  NewClaim out;
  out.claim = claim;
  if (const auto* document = page.document(claim.document)) out.document = *document;
  const auto name = [&](Row row, LedgerEntity& entity) {
    if (const auto* found = page.entity(row)) entity = *found;
  };
  name(claim.person, out.person);
  name(claim.to, out.to);
  name(claim.from, out.from);
  out.json = boost::json::serialize(claim_json(
      claim, &out.document, [&](Row row) { return page.entity(row); }, types));
  return out;
}

}  // namespace

Result<std::vector<NewClaim>> FirstWords::find(const LedgerView& view, Row after,
                                               const ClaimFilter& filter, std::size_t limit,
                                               bool newest) {
  ClaimQuery query = query_of(filter, *view.types);
  query.current = false;
  query.newest = newest;
  query.beyond = newest ? 0 : after;
  if (newest) query.scan = kMostScanned;
  std::vector<NewClaim> out;
  Before before(*view.ledger);
  while (out.size() < limit) {
    query.limit = limit - out.size();
    const auto page = view.ledger->claims(query);
    if (!page) return tl::unexpected(page.error());
    // Behind the claims: what is in the page has been looked at then.
    if (auto caught = catch_up(view); !caught) return tl::unexpected(caught.error());
    for (const LedgerClaim& claim : page->claims) {
      if (newest && claim.row <= after) return out;
      if (is_new_reading(claim.entry)) continue;
      const auto said = before.said(claim, *page->document(claim.document));
      if (!said) return tl::unexpected(said.error());
      if (!*said) out.push_back(tell(*page, claim, *view.types));
    }
    const bool all_scanned = newest && page->claims.size() < query.limit;
    if (!page->next || all_scanned) break;
    query.beyond = page->next;
  }
  return out;
}

// Documents are numbered as they come: the first entry that reads one is the first to name a number
// above all before it.
Result<void> FirstWords::catch_up(const LedgerView& view) {
  const std::lock_guard lock(mutex_);
  return view.ledger->entries(last_entry_, [&](const LedgerEntry& entry) {
    last_entry_ = entry.number;
    if (entry.document > last_document_)
      last_document_ = entry.document;
    else if (entry.document)
      again_.push_back(entry.number);
  });
}

bool FirstWords::is_new_reading(Row entry) const {
  const std::lock_guard lock(mutex_);
  return std::binary_search(again_.begin(), again_.end(), entry);
}

}  // namespace mercato
