#include <algorithm>
#include <boost/json.hpp>
#include <cstdio>

#include "0_core/json_writer.h"
#include "9_answer/entity_json.h"
#include "9_answer/fold_all.h"
#include "9_answer/saga_list.h"
#include "9_command/claim_words.h"
#include "9_command/commands.h"
#include "9_command/dossier_report.h"
#include "9_command/ledger_access.h"
#include "9_command/terminal.h"

namespace mercato {
namespace {

constexpr std::size_t kReportsShown = 40;

std::vector<Dossier> chosen(std::vector<Dossier> dossiers, const DossierOptions& options) {
  if (options.all || dossiers.empty()) return dossiers;
  std::vector<Dossier> out;
  if (options.window.empty()) {
    const auto timely = std::find_if(dossiers.rbegin(), dossiers.rend(), is_timely);
    out.push_back(std::move(timely == dossiers.rend() ? dossiers.back() : *timely));
    return out;
  }
  for (Dossier& dossier : dossiers) {
    if (dossier.window.id == options.window) out.push_back(std::move(dossier));
  }
  return out;
}

// The last day on which something was said.
Date last_day(const Dossier& dossier) {
  Instant last = 0;
  for (const Report& report : dossier.reports) last = std::max(last, report.document.known_at);
  return last ? to_date(last) : Date{};
}

void print_json(const LedgerView& view, const LedgerEntity& person,
                const std::vector<Dossier>& dossiers) {
  std::string out = "{\"person\":";
  append_json(person, out);
  if (view.as_of != kEndOfTime) out += ",\"as_of\":\"" + to_string(view.as_of) + "\"";
  out += ",\"dossiers\":[";
  for (const Dossier& dossier : dossiers) {
    if (&dossier != &dossiers.front()) out += ',';
    append_json(dossier, out);
  }
  std::printf("%s]}\n", out.c_str());
}

void print_text(const LedgerView& view, const std::vector<Dossier>& dossiers,
                const Terminal& terminal, std::size_t limit) {
  for (const Dossier& dossier : dossiers) {
    const DossierReportOptions options{view.day(last_day(dossier)), limit};
    std::printf("%s%s", &dossier == &dossiers.front() ? "" : "\n\n",
                make_dossier_report(dossier, *view.reference, terminal, options).c_str());
  }
}

void tell_other_windows(const std::vector<std::string>& all, const std::vector<Dossier>& shown) {
  std::string others;
  for (const std::string& id : all) {
    const bool there = std::any_of(shown.begin(), shown.end(),
                                   [&](const Dossier& d) { return d.window.id == id; });
    if (!there) others += (others.empty() ? "" : ", ") + id;
  }
  if (!others.empty()) std::printf("\nOther windows: %s\n", others.c_str());
}

}  // namespace

int run_dossier(const CommonOptions& common, const LedgerOptions& ledger,
                const DossierOptions& options) {
  const auto view = open_view(common, ledger);
  if (!view) return fail(view.error());
  if (!options.window.empty()) {
    if (const auto window = view->folder->windows().find(options.window, ""); !window)
      return fail(window.error());
  }
  const auto person = find_one(*view, MentionKind::person, options.name);
  if (!person) return 1;
  auto folded = fold_person(*view, person->row);
  if (!folded) return fail(folded.error());
  auto dossiers = std::move(*folded);
  std::vector<std::string> windows;
  for (const Dossier& dossier : dossiers) windows.push_back(dossier.window.id);
  dossiers = chosen(std::move(dossiers), options);
  if (common.json) {
    print_json(*view, *person, dossiers);
  } else {
    print_text(*view, dossiers, Terminal(stdout, common.no_colour),
               ledger.limit ? ledger.limit : kReportsShown);
    tell_other_windows(windows, dossiers);
  }
  if (!dossiers.empty()) return 0;
  std::fprintf(stderr, "mercato: nothing was said of %s %s\n", plain(person->name).c_str(),
               options.window.empty() ? "by then" : ("in " + options.window).c_str());
  return 1;
}

}  // namespace mercato
