// Answers that list sagas: club, window, windows.
#include <algorithm>
#include <array>
#include <map>

#include "9_answer/entity_json.h"
#include "9_answer/making.h"
#include "9_answer/row_json.h"
#include "9_answer/saga_list.h"

namespace mercato {
namespace {

namespace json = boost::json;

constexpr std::array kOrder = {SagaState::done,   SagaState::agreed, SagaState::advanced,
                               SagaState::open,   SagaState::stayed, SagaState::collapsed,
                               SagaState::dormant};

bool has(const std::vector<Row>& rows, Row row) {
  return std::find(rows.begin(), rows.end(), row) != rows.end();
}

int place_of(SagaState state) {
  return static_cast<int>(std::find(kOrder.begin(), kOrder.end(), state) - kOrder.begin());
}

// ---- window, windows

tl::unexpected<Refusal> no_window(const Problem& problem, const char* where) {
  Refusal refusal = refuse(Refusal::Kind::unknown, where, problem.message, problem.hint);
  return refused(std::move(refusal));
}

struct WindowRows {
  std::vector<SagaRow> rows;
  std::map<SagaState, std::size_t> counts;
};

// Sagas of everybody when they are kept; of a moment in the past only of those who may be in it.
Result<SagaCache::Sagas> sagas_around(const Making& making, const std::string& window) {
  if (making.view.as_of == kEndOfTime) return making.sagas.all(making.view);
  const auto persons = persons_of_window(making.view, window, 0);
  if (!persons) return tl::unexpected(persons.error());
  return making.sagas.of(making.view, *persons);
}

Result<WindowRows> rows_of_window(const Making& making, const std::string& window,
                                  const std::string& state) {
  const auto sagas = sagas_around(making, window);
  if (!sagas) return tl::unexpected(sagas.error());
  WindowRows out;
  for (const auto& person : *sagas) {
    for (const FoldedSaga& saga : person->sagas) {
      if (saga.row.window != window) continue;
      ++out.counts[saga.row.state];
      if (state.empty() || to_string(saga.row.state) == state) out.rows.push_back(saga.row);
    }
  }
  sort_rows(out.rows);
  std::stable_sort(out.rows.begin(), out.rows.end(), [](const SagaRow& a, const SagaRow& b) {
    return place_of(a.state) < place_of(b.state);
  });
  return out;
}

json::object counts_json(const std::map<SagaState, std::size_t>& counts) {
  json::object out;
  for (const SagaState state : kOrder) {
    const auto found = counts.find(state);
    out[to_string(state)] = found == counts.end() ? 0 : found->second;
  }
  return out;
}

// The rows from `begin` on that the page has room for.
json::array page_of(const std::vector<SagaRow>& rows, std::size_t begin, std::size_t limit) {
  json::array out;
  for (std::size_t i = begin; i < std::min(rows.size(), begin + limit); ++i)
    out.push_back(to_json(rows[i]));
  return out;
}

Row person_of(const SagaRow& row) { return row.person.row; }

// ---- club

struct ClubRows {
  std::string window;
  std::vector<SagaRow> in, out;
};

SagaRow row_about(const FoldedSaga& saga, const FoldedSaga::SuitorRow& suitor) {
  SagaRow row = saga.row;
  row.suitor = suitor.about;
  row.first = suitor.first;
  row.last = suitor.last;
  return row;
}

// Who may come: those whose suitor the club is, other than the club's own. Who may leave: those
// whom the club holds, or is said to.
void take(const FoldedSaga& saga, Row club, ClubRows& rows) {
  const auto suitor =
      std::find_if(saga.suitors.begin(), saga.suitors.end(),
                   [&](const FoldedSaga::SuitorRow& one) { return one.about.club.row == club; });
  if (suitor != saga.suitors.end() && saga.row.holder.row != club)
    rows.in.push_back(row_about(saga, *suitor));
  if (has(saga.leaving, club)) rows.out.push_back(saga.row);
}

// The latest window in which the club's name fell, in a timely saga if there is any.
std::string latest_of(const SagaCache::Sagas& sagas, Row club) {
  std::pair<std::pair<bool, int>, std::string> best{{false, -1}, {}};
  for (const auto& person : sagas) {
    for (const FoldedSaga& saga : person->sagas) {
      const std::pair rank{saga.timely, window_place(saga.row.window)};
      if (has(saga.clubs, club) && rank > best.first) best = {rank, saga.row.window};
    }
  }
  return best.second;
}

tl::expected<ClubRows, Refusal> rows_of_club(const Making& making, const LedgerEntity& club,
                                             const std::string& window) {
  const auto persons =
      making.view.ledger->persons(std::numeric_limits<Instant>::min(), making.view.as_of, club.row);
  if (!persons) return failed(persons.error());
  const auto sagas = making.sagas.of(making.view, *persons);
  if (!sagas) return failed(sagas.error());
  ClubRows rows;
  rows.window = window.empty() ? latest_of(*sagas, club.row) : window;
  for (const auto& person : *sagas)
    for (const FoldedSaga& saga : person->sagas)
      if (saga.row.window == rows.window) take(saga, club.row, rows);
  sort_rows(rows.in);
  sort_rows(rows.out);
  return rows;
}

// Two lists share one cursor: 20 bits of place each, and the persons that stood last.
constexpr std::int64_t kPlaceMask = (1 << 20) - 1;

std::int64_t pack(std::size_t place, Row person) {
  return person << 20 | static_cast<std::int64_t>(std::min<std::size_t>(place, kPlaceMask));
}

std::size_t begin_of(const std::vector<SagaRow>& rows, std::int64_t packed) {
  return page_begin(rows, Asked::Cursor{packed & kPlaceMask, packed >> 20}, person_of);
}

std::int64_t end_of(const std::vector<SagaRow>& rows, std::size_t end) {
  return end == 0 ? 0 : pack(end, rows[end - 1].person.row);
}

}  // namespace

Made make_window(const Making& making, const Asked& asked) {
  const std::string id = asked.text("window");
  const auto window = making.view.folder->windows().find(id, "");
  if (!window) return no_window(window.error(), "window");
  const auto found = rows_of_window(making, id, asked.text("state"));
  if (!found) return failed(found.error());
  const std::size_t begin = page_begin(found->rows, asked.cursor(), person_of);
  const std::size_t end = std::min(found->rows.size(), begin + asked.limit());
  json::object out{{"window", id}};
  put(out, "opens", window->opens.to_string());
  put(out, "closes", window->closes.to_string());
  put_as_of(out, making);
  out["counts"] = counts_json(found->counts);
  out["sagas"] = page_of(found->rows, begin, asked.limit());
  if (end < found->rows.size())
    put_next(out, asked, true, {static_cast<std::int64_t>(end), found->rows[end - 1].person.row});
  return json::serialize(out);
}

Made make_windows(const Making& making, const Asked&) {
  const auto sagas = making.sagas.all(making.view);
  if (!sagas) return failed(sagas.error());
  std::map<std::string, std::map<SagaState, std::size_t>> counts;
  for (const auto& person : *sagas)
    for (const FoldedSaga& saga : person->sagas) ++counts[saga.row.window][saga.row.state];
  std::vector<std::string> ids;
  for (const auto& [id, states] : counts) ids.push_back(id);
  std::sort(ids.begin(), ids.end(), [](const std::string& a, const std::string& b) {
    return std::pair(window_place(a), a) > std::pair(window_place(b), b);
  });
  json::array rows;
  for (const std::string& id : ids) {
    json::object row{{"id", id}};
    if (const auto window = making.view.folder->windows().find(id, "")) {
      put(row, "opens", window->opens.to_string());
      put(row, "closes", window->closes.to_string());
    }
    std::size_t all = 0;
    for (const auto& [state, count] : counts[id]) all += count;
    row["sagas"] = all;
    row["counts"] = counts_json(counts[id]);
    rows.push_back(std::move(row));
  }
  json::object out{{"windows", std::move(rows)}};
  put_as_of(out, making);
  return json::serialize(out);
}

Made make_club(const Making& making, const Asked& asked) {
  const std::string window = asked.text("window");
  if (!window.empty())
    if (const auto known = check_window(making.view, window); !known)
      return no_window(known.error(), "window");
  const auto club = who(making.view, MentionKind::club, asked.text("club"), "club");
  if (!club) return refused(club.error());
  const auto rows = rows_of_club(making, *club, window);
  if (!rows) return refused(rows.error());
  const auto [in_cursor, out_cursor] = asked.cursor();
  const std::size_t in = begin_of(rows->in, in_cursor), out = begin_of(rows->out, out_cursor);
  const std::size_t in_end = std::min(rows->in.size(), in + asked.limit()),
                    out_end = std::min(rows->out.size(), out + asked.limit());
  json::object answer{{"club", to_json(*club)}};
  put(answer, "window", rows->window);
  put_as_of(answer, making);
  answer["in_count"] = rows->in.size();
  answer["out_count"] = rows->out.size();
  answer["in"] = page_of(rows->in, in, asked.limit());
  answer["out"] = page_of(rows->out, out, asked.limit());
  put_next(answer, asked, in_end < rows->in.size() || out_end < rows->out.size(),
           {end_of(rows->in, in_end), end_of(rows->out, out_end)});
  return json::serialize(answer);
}

}  // namespace mercato
