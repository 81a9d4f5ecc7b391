#include "9_command/forecast_command.h"

#include <boost/json.hpp>
#include <cmath>
#include <cstdio>

#include "8_score/forecast.h"
#include "9_answer/fold_all.h"
#include "9_answer/forecast_json.h"
#include "9_command/claim_words.h"
#include "9_command/ledger_access.h"
#include "9_command/terminal.h"

namespace mercato {
namespace {

namespace json = boost::json;

std::string percent(double share) { return std::to_string(std::lround(100 * share)) + " %"; }

void print_why(const SuitorForecast& one, const std::string& club) {
  std::printf("\n%s\n", plain(club).c_str());
  for (const ForecastContribution& part : one.contributions) {
    const long points = std::lround(100 * part.points);
    if (points == 0) continue;
    std::printf("  %+4ld points  %-12s %s\n", points, part.group.c_str(),
                plain(part.detail).c_str());
  }
}

void print_text(const DossierForecast& answer, bool explain, const Terminal& terminal) {
  std::printf("%s  %s\n\n", terminal.paint(answer.dossier.person.name, Ink::bold).c_str(),
              terminal
                  .paint("window " + answer.dossier.window.id + ", as of " + answer.day.to_string(),
                         Ink::dim)
                  .c_str());
  Table table({"Outcome", "Probability", "Furthest", "Sources"});
  for (std::size_t i = 0; i < answer.forecast.suitors.size(); ++i) {
    const LedgerEntity& club = answer.club_of(i);
    for (const Suitor& suitor : answer.dossier.suitors) {
      if (suitor.club.row == club.row)
        table.add({"joins " + club.name, percent(answer.forecast.suitors[i].probability),
                   type_words(suitor.furthest), std::to_string(suitor.origins.size())});
    }
  }
  table.add({answer.dossier.holder.row ? "stays at " + answer.dossier.holder.name : "none of these",
             percent(answer.forecast.stays), "", ""});
  std::printf("%s", table.to_string(terminal).c_str());
  if (!explain) return;
  for (std::size_t i = 0; i < answer.forecast.suitors.size(); ++i)
    print_why(answer.forecast.suitors[i], answer.club_of(i).name);
}

}  // namespace

int run_forecast(const CommonOptions& common, const LedgerOptions& ledger,
                 const ForecastOptions& options) {
  const auto view = open_view(common, ledger);
  if (!view) return fail(view.error());
  const auto person = find_one(*view, MentionKind::person, options.name);
  if (!person) return 1;
  auto folded = fold_person(*view, person->row);
  if (!folded) return fail(folded.error());
  auto& dossiers = *folded;
  if (dossiers.empty()) {
    std::fprintf(stderr, "mercato: nothing was said of %s by then\n", plain(person->name).c_str());
    return 1;
  }
  const auto model = ForecastModel::load(data_folder(common));
  if (!model) return fail(model.error());
  const DossierForecast answer = forecast_of(*view, **model, std::move(dossiers.back()));
  if (common.json)
    std::printf("%s\n", json::serialize(forecast_json(answer)).c_str());
  else if (answer.forecast.declined.empty())
    print_text(answer, options.explain, Terminal(stdout, common.no_colour));
  else
    std::printf("%s: no probability: %s\n", plain(person->name).c_str(),
                answer.forecast.declined.c_str());
  return answer.forecast.declined.empty() ? 0 : 1;
}

}  // namespace mercato
