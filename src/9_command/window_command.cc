#include <algorithm>
#include <array>
#include <cstdio>
#include <map>

#include "9_answer/entity_json.h"
#include "9_answer/saga_list.h"
#include "9_answer/saga_row.h"
#include "9_command/claim_words.h"
#include "9_command/commands.h"
#include "9_command/ledger_access.h"
#include "9_command/terminal.h"

namespace mercato {
namespace {

namespace json = boost::json;

constexpr std::size_t kRowsShown = 20;  // of one state
constexpr std::array kOrder = {SagaState::done,   SagaState::agreed, SagaState::advanced,
                               SagaState::open,   SagaState::stayed, SagaState::collapsed,
                               SagaState::dormant};

using Sagas = std::map<SagaState, std::vector<SagaRow>>;

void print_json(const std::string& id, const Sagas& sagas) {
  json::array rows;
  for (const SagaState state : kOrder) {
    const auto found = sagas.find(state);
    if (found == sagas.end()) continue;
    for (const SagaRow& row : found->second) rows.push_back(to_json(row));
  }
  std::printf("%s\n",
              json::serialize(json::object{{"window", id}, {"sagas", std::move(rows)}}).c_str());
}

void print_state(const std::vector<SagaRow>& rows, SagaState state, const Terminal& terminal,
                 std::size_t limit) {
  std::printf(
      "\n%s\n",
      terminal.paint(std::string(to_string(state)) + ": " + std::to_string(rows.size()), Ink::bold)
          .c_str());
  Table table({"Person", "Of", "Suitors", "Sources", "Claims", "Last"});
  for (std::size_t i = 0; i < std::min(limit, rows.size()); ++i) {
    const SagaRow& row = rows[i];
    table.add({row.person.name, row.holder.row ? row.holder.name : "–", row.suitors,
               std::to_string(row.sources), std::to_string(row.claims), row.last.to_string()});
  }
  std::printf("%s", table.to_string(terminal).c_str());
  if (rows.size() > limit) std::printf("%s\n", more_words(rows.size(), limit).c_str());
}

void print_text(const std::string& id, const Sagas& sagas, const Terminal& terminal,
                std::size_t limit) {
  std::size_t count = 0;
  for (const auto& [state, rows] : sagas) count += rows.size();
  const std::string head = "Window " + id + ": " + count_words(count, "saga");
  std::printf("%s\n", terminal.paint(head, Ink::bold).c_str());
  for (const SagaState state : kOrder) {
    const auto found = sagas.find(state);
    if (found != sagas.end()) print_state(found->second, state, terminal, limit);
  }
}

}  // namespace

int run_window(const CommonOptions& common, const LedgerOptions& ledger, const std::string& id) {
  const auto view = open_view(common, ledger);
  if (!view) return fail(view.error());
  Sagas sagas;
  const auto folded = fold_window(*view, id, 0, [&](const Dossier& dossier) {
    sagas[dossier.state].push_back(make_row(dossier, 0));
  });
  if (!folded) return fail(folded.error());
  for (auto& [state, rows] : sagas) sort_rows(rows);
  if (common.json)
    print_json(id, sagas);
  else
    print_text(id, sagas, Terminal(stdout, common.no_colour),
               ledger.limit ? ledger.limit : kRowsShown);
  return 0;
}

}  // namespace mercato
