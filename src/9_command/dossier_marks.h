// What became of each claim of a dossier, and who told it? Look-ups from claims and reports, made
// once for a report on a terminal.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "8_dossier/dossier.h"

namespace mercato {

// Refers to the dossier, which must outlive it. Indexes are those of the dossier, -1 = none.
class DossierMarks {
 public:
  explicit DossierMarks(const Dossier& dossier);

  std::int32_t report_of(std::int32_t claim) const;

  // A report with its items of the timeline.
  struct ReportItems {
    std::int32_t report = -1;
    std::vector<const TimelineItem*> items;
  };
  // By their first item; without those that copy a report which is in the timeline.
  std::vector<ReportItems> reports_in_order() const;
  // "copied by Foot Soir, 2024-06-12"
  std::vector<std::string> copies_of(std::int32_t report) const;
  // "denies …", "denied on … by …", "strengthened: …"
  const std::vector<std::string>& of_claim(std::int32_t claim) const;
  // "Sandro Beltrani (Sport Notte)"
  std::string origin_words(std::int32_t origin) const;

 private:
  bool is_folded(std::int32_t report) const;
  std::int32_t root_of(std::int32_t report) const;
  std::string told(std::int32_t claim) const;
  void mark(std::int32_t claim, std::string words);
  void mark_answers();
  void mark_retractions();
  void mark_drift();

  const Dossier& dossier_;
  std::vector<std::int32_t> report_of_;
  std::vector<bool> has_items_;
  std::map<std::int32_t, std::vector<std::string>> marks_;
};

}  // namespace mercato
