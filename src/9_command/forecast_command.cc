#include "9_command/forecast_command.h"

#include <boost/json.hpp>
#include <cmath>
#include <cstdio>

#include "8_score/dossier_question.h"
#include "8_score/forecast.h"
#include "9_answer/entity_json.h"
#include "9_answer/fold_all.h"
#include "9_command/claim_words.h"
#include "9_command/ledger_access.h"
#include "9_command/terminal.h"

namespace mercato {
namespace {

namespace json = boost::json;

struct Answer {
  Dossier dossier;
  Date day;
  ForecastQuestion question;
  Forecast forecast;
};

Date last_day(const Dossier& dossier) {
  Instant last = 0;
  for (const Report& report : dossier.reports) last = std::max(last, report.document.known_at);
  return to_date(last);
}

const LedgerEntity& club_of(const Answer& answer, std::size_t suitor) {
  const std::string& id =
      answer.question.clubs[static_cast<std::size_t>(answer.forecast.suitors[suitor].club)].id;
  std::size_t seen = 0;  // suitors stand in the order of the dossier, without the holder
  for (const Suitor& one : answer.dossier.suitors) {
    if (one.club.row == answer.dossier.holder.row) continue;
    if (seen++ == suitor && one.club.id == id) return one.club;
  }
  return answer.dossier.holder;
}

double thousandths(double value) { return std::round(1000 * value) / 1000; }

json::value to_json(const Answer& answer) {
  json::object out{{"person", to_json(answer.dossier.person)},
                   {"window", answer.dossier.window.id},
                   {"day", answer.day.to_string()}};
  if (!answer.forecast.declined.empty()) {
    out["declined"] = answer.forecast.declined;
    return out;
  }
  out["stays"] = thousandths(answer.forecast.stays);
  json::array suitors;
  for (std::size_t i = 0; i < answer.forecast.suitors.size(); ++i) {
    const SuitorForecast& one = answer.forecast.suitors[i];
    json::array moved;
    for (const ForecastContribution& part : one.contributions)
      moved.push_back(
          {{"group", part.group}, {"points", thousandths(part.points)}, {"detail", part.detail}});
    suitors.push_back({{"club", to_json(club_of(answer, i))},
                       {"probability", thousandths(one.probability)},
                       {"moved_by", std::move(moved)}});
  }
  out["suitors"] = std::move(suitors);
  return out;
}

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

void print_text(const Answer& answer, bool explain, const Terminal& terminal) {
  std::printf("%s  %s\n\n", terminal.paint(answer.dossier.person.name, Ink::bold).c_str(),
              terminal
                  .paint("window " + answer.dossier.window.id + ", as of " + answer.day.to_string(),
                         Ink::dim)
                  .c_str());
  Table table({"Outcome", "Probability", "Furthest", "Sources"});
  for (std::size_t i = 0; i < answer.forecast.suitors.size(); ++i) {
    const LedgerEntity& club = club_of(answer, i);
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
    print_why(answer.forecast.suitors[i], club_of(answer, i).name);
}

Result<Answer> answer_for(const CommonOptions& common, const LedgerView& view, Dossier dossier) {
  const auto model = ForecastModel::load(data_folder(common));
  if (!model) return tl::unexpected(model.error());
  Answer answer;
  answer.dossier = std::move(dossier);
  answer.day = view.day(last_day(answer.dossier));
  answer.question =
      make_question(answer.dossier, *view.reference, view.folder->windows(), answer.day);
  answer.forecast = (*model)->forecast(answer.question, *view.reference);
  return answer;
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
  const auto answer = answer_for(common, *view, std::move(dossiers.back()));
  if (!answer) return fail(answer.error());
  if (common.json)
    std::printf("%s\n", json::serialize(to_json(*answer)).c_str());
  else if (answer->forecast.declined.empty())
    print_text(*answer, options.explain, Terminal(stdout, common.no_colour));
  else
    std::printf("%s: no probability: %s\n", plain(person->name).c_str(),
                answer->forecast.declined.c_str());
  return answer->forecast.declined.empty() ? 0 : 1;
}

}  // namespace mercato
