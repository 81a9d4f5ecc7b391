#include "9_command/dossier_marks.h"

#include <algorithm>

#include "9_command/claim_words.h"
#include "9_command/terminal.h"

namespace mercato {

DossierMarks::DossierMarks(const Dossier& dossier)
    : dossier_(dossier),
      report_of_(dossier.claims.size(), -1),
      has_items_(dossier.reports.size(), false) {
  for (const TimelineItem& item : dossier.timeline) {
    if (item.claim >= 0) report_of_[static_cast<std::size_t>(item.claim)] = item.report;
    if (item.report >= 0) has_items_[static_cast<std::size_t>(item.report)] = true;
  }
  mark_retractions();
  mark_drift();
  mark_answers();
}

std::int32_t DossierMarks::report_of(std::int32_t claim) const {
  return claim < 0 ? -1 : report_of_[static_cast<std::size_t>(claim)];
}

bool DossierMarks::is_folded(std::int32_t report) const {
  const Report& told = dossier_.reports[static_cast<std::size_t>(report)];
  const bool copy = told.kind == ReportKind::copy || told.kind == ReportKind::translation;
  return copy && told.derived_from >= 0 && told.derived_from != report &&
         has_items_[static_cast<std::size_t>(told.derived_from)];
}

// A copy of a copy stands with the first one. Bounded, should they ever point in a circle.
std::int32_t DossierMarks::root_of(std::int32_t report) const {
  for (std::size_t steps = 0; steps < dossier_.reports.size() && is_folded(report); ++steps)
    report = dossier_.reports[static_cast<std::size_t>(report)].derived_from;
  return report;
}

std::vector<DossierMarks::ReportItems> DossierMarks::reports_in_order() const {
  std::vector<ReportItems> out;
  std::map<std::int32_t, std::size_t> places;
  for (const TimelineItem& item : dossier_.timeline) {
    if (item.claim < 0 || item.report < 0 || is_folded(item.report)) continue;
    const auto [at, added] = places.emplace(item.report, out.size());
    if (added) out.push_back({item.report, {}});
    out[at->second].items.push_back(&item);
  }
  return out;
}

std::vector<std::string> DossierMarks::copies_of(std::int32_t report) const {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < dossier_.reports.size(); ++i) {
    const auto index = static_cast<std::int32_t>(i);
    if (index == report || !is_folded(index) || root_of(index) != report) continue;
    const Report& copy = dossier_.reports[i];
    out.push_back((copy.kind == ReportKind::copy ? "copied by " : "translated by ") +
                  outlet_words(copy.document) + ", " + day_words(copy.document));
  }
  return out;
}

const std::vector<std::string>& DossierMarks::of_claim(std::int32_t claim) const {
  static const std::vector<std::string> kNone;
  const auto at = marks_.find(claim);
  return at == marks_.end() ? kNone : at->second;
}

std::string DossierMarks::origin_words(std::int32_t index) const {
  const Origin& origin = dossier_.origins[static_cast<std::size_t>(index)];
  std::string out = !origin.name.empty()     ? origin.name
                    : !origin.handle.empty() ? "@" + origin.handle
                    : !origin.outlet.empty() ? origin.outlet
                                             : "unnamed " + std::string(to_string(origin.kind));
  if (!origin.outlet.empty() && origin.outlet != out) out += " (" + origin.outlet + ")";
  return plain(out);
}

// "talks → Juventus (L'Équipe, 2024-06-12)"
std::string DossierMarks::told(std::int32_t claim) const {
  if (claim < 0) return {};
  std::string out = claim_words(dossier_, dossier_.claims[static_cast<std::size_t>(claim)]);
  if (const std::int32_t by = report_of(claim); by >= 0) {
    const LedgerDocument& document = dossier_.reports[static_cast<std::size_t>(by)].document;
    out += " (" + outlet_words(document) + ", " + day_words(document) + ")";
  }
  return out;
}

void DossierMarks::mark(std::int32_t claim, std::string words) {
  if (claim >= 0) marks_[claim].push_back(std::move(words));
}

void DossierMarks::mark_answers() {
  for (const Answer& answer : dossier_.answers) {
    const bool denial = answer.kind == AnswerKind::denial;
    mark(answer.claim, (denial ? "denies " : "contradicts ") + told(answer.to));
  }
}

void DossierMarks::mark_retractions() {
  for (const TimelineItem& item : dossier_.timeline) {
    if (item.restates_dropped < 0) continue;
    const auto& gone = dossier_.dropped[static_cast<std::size_t>(item.restates_dropped)];
    std::string words = "its source has edited this away";
    for (const Report& told : dossier_.reports)
      if (told.document.row == gone.dropped_by) words += ", seen " + day_words(told.document);
    mark(item.claim, std::move(words));
  }
  for (const Retraction& retraction : dossier_.retractions) {
    if (retraction.kind == RetractionKind::edited_away) continue;  // they have a section
    std::string words = type_words(to_string(retraction.kind));
    if (retraction.on.known()) words += " on " + retraction.on.to_string();
    if (retraction.by >= 0) words += ": " + told(retraction.by);
    mark(retraction.claim, std::move(words));
  }
}

void DossierMarks::mark_drift() {
  for (const SagaDrift& drift : dossier_.drift) {
    mark(drift.claim, "drift, " + type_words(to_string(drift.kind)) + ": cites " +
                          told(drift.against) + (drift.within ? ", in the same document" : ""));
  }
}

}  // namespace mercato
