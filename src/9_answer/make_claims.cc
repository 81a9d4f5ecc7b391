// Answers on words: claims, claim, search.
#include "9_answer/entity_json.h"
#include "9_answer/filter.h"
#include "9_answer/making.h"
#include "9_answer/row_json.h"
#include "9_answer/search_json.h"
#include "9_answer/source_key.h"

namespace mercato {
namespace {

namespace json = boost::json;

constexpr std::size_t kNames = 8;  // of each kind in the answer of a search

json::object page_row(const ClaimPage& page, const LedgerClaim& claim, const ClaimTypes& types) {
  return claim_json(
      claim, page.document(claim.document), [&](Row row) { return page.entity(row); }, types);
}

// The first second of a day where only the day is given: parse_instant() means its last.
Instant since_asked(const Asked& asked) {
  constexpr Instant kDay = 24 * 60 * 60;
  const std::string text = asked.text("since");
  const auto instant = parse_instant(text);
  if (!instant) return std::numeric_limits<Instant>::min();
  if (text.find('T') != std::string::npos) return *instant;
  const auto day = Date::parse_iso(text);
  return day && day->known() ? Instant{day->first_day().days()} * kDay : *instant;
}

tl::expected<ClaimQuery, Refusal> query_of(const Making& making, const Asked& asked) {
  const auto filter = filter_of(making.view, asked);
  if (!filter) return refused(filter.error());
  ClaimQuery query = query_of(*filter, *making.view.types);
  query.since = since_asked(asked);
  query.until = std::min(making.view.as_of, asked.time("until", kEndOfTime));
  query.newest = asked.text("order") != "oldest";
  query.beyond = asked.cursor().first;
  query.limit = asked.limit();
  return query;
}

template <typename Names>
json::array names_json(const Names& names) {
  json::array out;
  for (const NamedEntity& one : names) {
    json::object row = to_json(one.entity).as_object();
    row["claims"] = one.claims;
    out.push_back(std::move(row));
  }
  return out;
}

// None of a moment in the past: that would fold everybody anew, for a list of names.
Result<json::array> source_names(const Making& making, const std::string& words) {
  if (making.view.as_of != kEndOfTime) return json::array{};
  const auto names = making.sagas.names(making.view);
  if (!names) return tl::unexpected(names.error());
  json::array out;
  for (const Origin& source : **names) {
    if (out.size() == kNames) break;
    if (is_called(source, words)) out.push_back(source_json(source));
  }
  return out;
}

}  // namespace

Made make_claims(const Making& making, const Asked& asked) {
  const auto query = query_of(making, asked);
  if (!query) return refused(query.error());
  const auto page = making.view.ledger->claims(*query);
  if (!page) return failed(page.error());
  json::array rows;
  for (const LedgerClaim& claim : page->claims)
    rows.push_back(page_row(*page, claim, *making.view.types));
  json::object out{{"claims", std::move(rows)}};
  put_as_of(out, making);
  put_next(out, asked, page->next != 0, {page->next, 0});
  return json::serialize(out);
}

Made make_claim(const Making& making, const Asked& asked) {
  const Row row = asked.integer("claim", 0);
  ClaimQuery query;
  query.newest = false;
  query.beyond = row - 1;
  query.limit = query.scan = 1;
  query.current = false;
  query.until = making.view.as_of;
  const auto page = making.view.ledger->claims(query);
  if (!page) return failed(page.error());
  if (page->claims.empty() || page->claims.front().row != row)
    return refused(refuse(Refusal::Kind::unknown, "claim", "the ledger has no such claim"));
  return json::serialize(page_row(*page, page->claims.front(), *making.view.types));
}

Made make_search(const Making& making, const Asked& asked) {
  const std::string words = asked.text("words");
  const auto persons =
      making.view.ledger->suggest(MentionKind::person, words, making.view.as_of, kNames);
  if (!persons) return failed(persons.error());
  const auto clubs =
      making.view.ledger->suggest(MentionKind::club, words, making.view.as_of, kNames);
  if (!clubs) return failed(clubs.error());
  auto sources = source_names(making, words);
  if (!sources) return failed(sources.error());
  const auto hits = making.view.ledger->search(words, making.view.as_of, asked.limit());
  if (!hits) return failed(hits.error());
  json::array claims;
  for (const SearchHit& hit : *hits) {
    json::object row = search_json(hit).as_object();
    row["document"].as_object()["document"] = hit.document.row;
    claims.push_back(std::move(row));
  }
  json::object out{{"persons", names_json(*persons)},
                   {"clubs", names_json(*clubs)},
                   {"sources", std::move(*sources)},
                   {"claims", std::move(claims)}};
  put_as_of(out, making);
  return json::serialize(out);
}

}  // namespace mercato
