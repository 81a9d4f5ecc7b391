// Answers on one person: dossier, person, persons, forecast.
#include <algorithm>

#include "9_answer/entity_json.h"
#include "9_answer/fold_all.h"
#include "9_answer/forecast_json.h"
#include "9_answer/making.h"
#include "9_answer/profile.h"
#include "9_answer/saga_list.h"

namespace mercato {
namespace {

namespace json = boost::json;

json::array windows_json(const std::vector<Dossier>& dossiers) {
  json::array out;
  for (const Dossier& dossier : dossiers) {
    out.push_back(json::object{{"id", dossier.window.id},
                               {"opens", dossier.window.opens.to_string()},
                               {"closes", dossier.window.closes.to_string()},
                               {"state", to_string(dossier.state)},
                               {"resolution", to_string(dossier.resolution)},
                               {"claims", dossier.claims.size()},
                               {"sources", dossier.origins.size()}});
  }
  return out;
}

// The fields that every answer on one person begins with.
json::object head(const Making& making, const LedgerEntity& person,
                  const std::vector<Dossier>& dossiers) {
  json::object out{{"person", to_json(person)}};
  put_as_of(out, making);
  if (auto profile = profile_json(person, *making.view.reference, day_of(making.view)))
    out["profile"] = std::move(*profile);
  out["windows"] = windows_json(dossiers);
  return out;
}

// That of the window, else the latest with timely news; nullptr where nothing was said in it.
const Dossier* choose(const std::vector<Dossier>& dossiers, const std::string& window) {
  if (dossiers.empty()) return nullptr;
  if (window.empty()) {
    const auto timely = std::find_if(dossiers.rbegin(), dossiers.rend(), is_timely);
    return timely == dossiers.rend() ? &dossiers.back() : &*timely;
  }
  const auto found = std::find_if(dossiers.begin(), dossiers.end(),
                                  [&](const Dossier& one) { return one.window.id == window; });
  return found == dossiers.end() ? nullptr : &*found;
}

// The ledger's numbers of what the dossier counts by place: for links to claims and documents.
json::object rows_json(const Dossier& dossier) {
  json::array claims, reports;
  for (const TimelineItem& item : dossier.timeline)
    claims.push_back(dossier.claims[static_cast<std::size_t>(item.claim)].row);
  for (const Report& report : dossier.reports) reports.push_back(report.document.row);
  return {{"claims", std::move(claims)}, {"reports", std::move(reports)}};
}

Instant end_of_day(Instant moment) {
  constexpr Instant kDay = 24 * 60 * 60;
  return (Instant{to_date(moment).days()} + 1) * kDay - 1;
}

bool is_id(const LedgerEntity& entity, const std::string& typed) {
  return typed == stable_id(entity) || (!entity.id.empty() && typed == entity.id);
}

struct Folded {
  LedgerEntity person;
  std::vector<Dossier> dossiers;
};

tl::expected<Folded, Refusal> fold_asked(const Making& making, const Asked& asked) {
  auto person = who(making.view, MentionKind::person, asked.text("person"), "person");
  if (!person) return refused(person.error());
  if (auto looked = making.sagas.look(making.view); !looked) return failed(looked.error());
  const std::uint64_t epoch = making.sagas.said_since().epoch();
  const auto history = making.view.ledger->history(person->row, making.view.as_of);
  if (!history) return failed(history.error());
  const Instant moment = making.view.moment(*history);
  auto dossiers = making.view.folder->fold(*history, moment);
  // By its id: a name may mean somebody else tomorrow. Age and contract are those of the day.
  if (is_id(*person, asked.text("person")) && making.view.as_of == kEndOfTime)
    making.footing = {
        person->row, epoch,
        std::min(next_change(*history, dossiers, moment) - 1, end_of_day(making.view.latest))};
  return Folded{std::move(*person), std::move(dossiers)};
}

json::object named_json(const NamedEntity& one) {
  json::object out = to_json(one.entity).as_object();
  out["claims"] = one.claims;
  return out;
}

// What tells two persons of one name apart.
void add_profile(json::object& out, const Making& making, const LedgerEntity& person) {
  const auto profile = profile_json(person, *making.view.reference, day_of(making.view));
  if (!profile) return;
  for (const char* field : {"birth", "position", "club"})
    if (const json::value* value = profile->if_contains(field)) out[field] = *value;
}

Made suggest(const Making& making, const Asked& asked, MentionKind kind, const char* name) {
  const auto found = suggest_names(making.view, kind, asked.text("name"), asked.limit());
  if (!found) return failed(found.error());
  json::array rows;
  for (const NamedEntity& one : *found) {
    json::object row = named_json(one);
    if (kind == MentionKind::person) add_profile(row, making, one.entity);
    rows.push_back(std::move(row));
  }
  json::object out{{name, std::move(rows)}};
  put_as_of(out, making);
  return json::serialize(out);
}

}  // namespace

Made make_dossier(const Making& making, const Asked& asked) {
  const auto folded = fold_asked(making, asked);
  if (!folded) return refused(folded.error());
  json::object out = head(making, folded->person, folded->dossiers);
  const Dossier* const dossier = choose(folded->dossiers, asked.text("window"));
  if (!dossier) return json::serialize(out);
  out["rows"] = rows_json(*dossier);
  std::string text = json::serialize(out);
  text.back() = ',';
  text += "\"dossier\":";
  append_json(*dossier, text);
  text += '}';
  return text;
}

Made make_person(const Making& making, const Asked& asked) {
  const auto folded = fold_asked(making, asked);
  if (!folded) return refused(folded.error());
  return json::serialize(head(making, folded->person, folded->dossiers));
}

Made make_persons(const Making& making, const Asked& asked) {
  return suggest(making, asked, MentionKind::person, "persons");
}

Made make_clubs(const Making& making, const Asked& asked) {
  return suggest(making, asked, MentionKind::club, "clubs");
}

Made make_forecast(const Making& making, const Asked& asked) {
  auto folded = fold_asked(making, asked);
  if (!folded) return refused(folded.error());
  // The last window, as the command has it, whatever is timely.
  const Dossier* dossier = nullptr;
  for (const Dossier& one : folded->dossiers)
    if (!asked.has("window") || one.window.id == asked.text("window")) dossier = &one;
  json::object out{{"person", to_json(folded->person)}};
  if (dossier) {
    out = forecast_json(forecast_of(making.view, making.model, *dossier)).as_object();
    if (dossier->holder.row) out["holder"] = to_json(dossier->holder);
  } else {
    out["declined"] = "nothing was said of the person by then";
  }
  put_as_of(out, making);
  return json::serialize(out);
}

}  // namespace mercato
