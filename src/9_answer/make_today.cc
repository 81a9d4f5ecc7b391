// The answer "today": what is new, one line a saga.
#include <algorithm>
#include <set>

#include "9_answer/making.h"
#include "9_answer/row_json.h"

namespace mercato {
namespace {

namespace json = boost::json;

constexpr Instant kDay = 24 * 60 * 60;

bool has(const std::vector<Row>& rows, Row row) {
  return std::find(rows.begin(), rows.end(), row) != rows.end();
}

struct NewSaga {
  const FoldedSaga* saga = nullptr;
  std::shared_ptr<const PersonSagas> person;  // keeps `saga`
  FoldedSaga::Said latest;
  std::size_t claims = 0, documents = 0, sources = 0;
};

struct TodayFilter {
  Instant since = 0;
  Row club = 0;
  std::string language;
  int stage = 0;
};

bool takes(const TodayFilter& filter, const FoldedSaga& saga) {
  return (filter.club == 0 || has(saga.clubs, filter.club)) &&
         (filter.stage == 0 || (saga.row.suitor && saga.row.suitor->stage >= filter.stage));
}

NewSaga count_new(const TodayFilter& filter, const FoldedSaga& saga) {
  NewSaga out;
  out.saga = &saga;
  std::set<Row> documents;
  std::set<std::int32_t> sources;
  for (const FoldedSaga::Said& said : saga.said) {
    const bool fits = filter.language.empty() || (said.language < saga.languages.size() &&
                                                  saga.languages[said.language] == filter.language);
    if (said.known_at < filter.since || !fits) continue;
    ++out.claims;
    documents.insert(said.document);
    if (said.origin >= 0) sources.insert(said.origin);
    const auto order = [](const FoldedSaga::Said& one) {
      return std::pair(one.known_at, one.claim);
    };
    if (order(said) >= order(out.latest)) out.latest = said;
  }
  out.documents = documents.size();
  out.sources = sources.size();
  return out;
}

tl::expected<TodayFilter, Refusal> today_filter(const Making& making, const Asked& asked) {
  TodayFilter out;
  const auto club = who_if_asked(making, asked, MentionKind::club, "club");
  if (!club) return refused(club.error());
  const auto stage = stage_asked(asked, *making.view.types);
  if (!stage) return refused(stage.error());
  out.club = club->row;
  out.stage = *stage;
  out.language = asked.text("language");
  out.since = std::min(making.view.as_of, making.view.latest) - asked.integer("days", 2) * kDay;
  return out;
}

auto newest_order(const NewSaga& one) { return std::pair(one.latest.known_at, one.latest.claim); }

tl::expected<std::vector<NewSaga>, Refusal> new_sagas(const Making& making,
                                                      const TodayFilter& filter) {
  const auto persons = making.view.ledger->persons(filter.since, making.view.as_of);
  if (!persons) return failed(persons.error());
  const auto sagas = making.sagas.of(making.view, *persons);
  if (!sagas) return failed(sagas.error());
  std::vector<NewSaga> out;
  for (const auto& person : *sagas) {
    for (const FoldedSaga& saga : person->sagas) {
      if (!takes(filter, saga)) continue;
      NewSaga one = count_new(filter, saga);
      one.person = person;
      if (one.claims) out.push_back(std::move(one));
    }
  }
  std::sort(out.begin(), out.end(),
            [](const NewSaga& a, const NewSaga& b) { return newest_order(a) > newest_order(b); });
  return out;
}

Result<json::object> latest_json(const Making& making, Row claim) {
  ClaimQuery query;
  query.beyond = claim + 1;
  query.limit = 1;
  query.scan = 1;
  query.current = false;
  const auto page = making.view.ledger->claims(query);
  if (!page) return tl::unexpected(page.error());
  if (page->claims.empty()) return json::object{};
  const LedgerClaim& one = page->claims.front();
  return claim_json(
      one, page->document(one.document), [&](Row row) { return page->entity(row); },
      *making.view.types);
}

Result<json::object> today_json(const Making& making, const NewSaga& one) {
  auto latest = latest_json(making, one.latest.claim);
  if (!latest) return latest;
  json::object out = to_json(one.saga->row).as_object();
  out["new"] = json::object{{"claims", one.claims},
                            {"documents", one.documents},
                            {"sources", one.sources},
                            {"latest", std::move(*latest)}};
  return out;
}

}  // namespace

Made make_today(const Making& making, const Asked& asked) {
  const auto filter = today_filter(making, asked);
  if (!filter) return refused(filter.error());
  const auto found = new_sagas(making, *filter);
  if (!found) return refused(found.error());
  const Asked::Cursor cursor = asked.cursor();
  json::object out{{"since", to_string(filter->since)}, {"latest", to_string(making.view.latest)}};
  put_as_of(out, making);
  json::array rows;
  const NewSaga* last = nullptr;
  bool more = false;
  for (const NewSaga& one : *found) {
    if (cursor.second && newest_order(one) >= std::pair(cursor.first, cursor.second)) continue;
    more = rows.size() == asked.limit();
    if (more) break;
    auto row = today_json(making, one);
    if (!row) return failed(row.error());
    rows.push_back(std::move(*row));
    last = &one;
  }
  out["sagas"] = std::move(rows);
  if (more) put_next(out, asked, true, {last->latest.known_at, last->latest.claim});
  return json::serialize(out);
}

}  // namespace mercato
