#include <algorithm>
#include <cstdio>

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

constexpr std::size_t kRowsShown = 40;

// Who may come: those whose suitor the club is, other than the club's own. Who may leave: those
// whom the club holds, or is said to.
struct ClubAnswer {
  LedgerEntity club;
  std::string window;
  std::vector<SagaRow> in, out;
};

bool may_leave(const Dossier& dossier, Row club) {
  if (dossier.holder.row) return dossier.holder.row == club;
  return std::any_of(dossier.claims.begin(), dossier.claims.end(),
                     [&](const LedgerClaim& claim) { return claim.from == club; });
}

void take(const Dossier& dossier, ClubAnswer& answer) {
  const Row club = answer.club.row;
  SagaRow coming = make_row(dossier, club);
  if (coming.suitor && dossier.holder.row != club) answer.in.push_back(std::move(coming));
  if (may_leave(dossier, club)) answer.out.push_back(make_row(dossier, 0));
}

json::array to_json(const std::vector<SagaRow>& rows) {
  json::array out;
  for (const SagaRow& row : rows) out.push_back(to_json(row));
  return out;
}

void print_coming(const std::vector<SagaRow>& rows, const Terminal& terminal, std::size_t limit) {
  Table table({"Person", "From", "Furthest", "Sources", "First", "Last", "State"});
  for (std::size_t i = 0; i < std::min(limit, rows.size()); ++i) {
    const SagaRow& row = rows[i];
    table.add({row.person.name, row.holder.row ? row.holder.name : "–", stage_words(*row.suitor),
               std::to_string(source_count(row)), row.first.to_string(), row.last.to_string(),
               std::string(to_string(row.state))});
  }
  std::printf("%s", table.to_string(terminal).c_str());
  if (rows.size() > limit) std::printf("%s\n", more_words(rows.size(), limit).c_str());
}

void print_leaving(const std::vector<SagaRow>& rows, const Terminal& terminal, std::size_t limit) {
  Table table({"Person", "Suitors", "Sources", "First", "Last", "State"});
  for (std::size_t i = 0; i < std::min(limit, rows.size()); ++i) {
    const SagaRow& row = rows[i];
    table.add({row.person.name, row.suitors, std::to_string(source_count(row)),
               row.first.to_string(), row.last.to_string(), std::string(to_string(row.state))});
  }
  std::printf("%s", table.to_string(terminal).c_str());
  if (rows.size() > limit) std::printf("%s\n", more_words(rows.size(), limit).c_str());
}

void print_json(const ClubAnswer& answer, bool in, bool out) {
  json::object object{{"club", to_json(answer.club)}, {"window", answer.window}};
  if (in) object["in"] = to_json(answer.in);
  if (out) object["out"] = to_json(answer.out);
  std::printf("%s\n", json::serialize(object).c_str());
}

void print_text(const ClubAnswer& answer, bool in, bool out, const Terminal& terminal,
                std::size_t limit) {
  std::printf(
      "%s  %s\n", terminal.paint(answer.club.name, Ink::bold).c_str(),
      terminal.paint(id_words(answer.club) + ", window " + answer.window, Ink::dim).c_str());
  if (in) {
    std::printf(
        "\n%s\n",
        terminal.paint("May come: " + count_words(answer.in.size(), "person"), Ink::bold).c_str());
    if (!answer.in.empty()) print_coming(answer.in, terminal, limit);
  }
  if (out) {
    std::printf("\n%s\n",
                terminal.paint("May leave: " + count_words(answer.out.size(), "person"), Ink::bold)
                    .c_str());
    if (!answer.out.empty()) print_leaving(answer.out, terminal, limit);
  }
}

Result<ClubAnswer> answer_for(const LedgerView& view, const LedgerEntity& club,
                              const std::string& asked) {
  ClubAnswer answer;
  answer.club = club;
  const auto window = asked.empty() ? latest_window(view, club.row) : Result<std::string>(asked);
  if (!window) return tl::unexpected(window.error());
  answer.window = *window;
  if (window->empty()) return answer;
  const auto folded =
      fold_window(view, *window, club.row, [&](const Dossier& dossier) { take(dossier, answer); });
  if (!folded) return tl::unexpected(folded.error());
  sort_rows(answer.in);
  sort_rows(answer.out);
  return answer;
}

}  // namespace

int run_club(const CommonOptions& common, const LedgerOptions& ledger, const ClubOptions& options) {
  const auto view = open_view(common, ledger);
  if (!view) return fail(view.error());
  if (!options.window.empty()) {
    if (const auto known = check_window(*view, options.window); !known) return fail(known.error());
  }
  const auto club = find_one(*view, MentionKind::club, options.name);
  if (!club) return 1;
  const auto answer = answer_for(*view, *club, options.window);
  if (!answer) return fail(answer.error());
  if (answer->window.empty()) {
    std::fprintf(stderr, "mercato: nothing was said of %s by then\n", plain(club->name).c_str());
    return 1;
  }
  const bool in = options.in || !options.out, out = options.out || !options.in;
  if (common.json)
    print_json(*answer, in, out);
  else
    print_text(*answer, in, out, Terminal(stdout, common.no_colour),
               ledger.limit ? ledger.limit : kRowsShown);
  return 0;
}

}  // namespace mercato
