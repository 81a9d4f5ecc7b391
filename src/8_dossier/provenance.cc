#include "8_dossier/provenance.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>

#include "8_dossier/restatements.h"

namespace mercato::dossier {
namespace {

class ProvenanceTracer {
 public:
  ProvenanceTracer(Saga& saga, SpeakerBook& speakers)
      : saga_(saga), restated_(find_restatements(saga, speakers)) {}

  void trace() {
    find_roots();
    find_spokesmen();
    name_origins();
    mark_taken_back();
    mark_first_words();
    for (std::size_t r = 0; r < saga_.dossier.reports.size(); ++r) judge_report(r);
  }

 private:
  std::size_t root(std::size_t claim) const { return roots_[claim]; }
  const Speaker& speaker(std::size_t claim) const { return *restated_.speaker[claim]; }

  // Edges make no circles, but need not lead backwards among claims of one instant.
  void find_roots() {
    constexpr std::size_t kUnknown = static_cast<std::size_t>(-1);
    roots_.assign(saga_.size(), kUnknown);
    std::vector<std::size_t> path;
    for (std::size_t i = 0; i < saga_.size(); ++i) {
      std::size_t at = i;
      path.clear();
      while (roots_[at] == kUnknown && restated_.claim[at] >= 0) {
        path.push_back(at);
        at = static_cast<std::size_t>(restated_.claim[at]);
      }
      if (roots_[at] == kUnknown) roots_[at] = at;
      for (const std::size_t passed : path) roots_[passed] = roots_[at];
    }
  }

  // An outlet and its own journalist are one origin: that of the journalist who speaks first. Two
  // journalists of one outlet are two.
  void find_spokesmen() {
    for (std::size_t i = 0; i < saga_.size(); ++i) {
      const Speaker& by = speaker(root(i));
      if (!by.house.empty()) spokesmen_.emplace(by.house, &by);
    }
  }

  const Speaker& voice(std::size_t claim) const {
    const Speaker& by = speaker(root(claim));
    const auto journalist = spokesmen_.find(by.key);
    return journalist == spokesmen_.end() ? by : *journalist->second;
  }

  void name_origins() {
    std::map<std::string_view, std::int32_t> places;
    for (std::size_t i = 0; i < saga_.size(); ++i) {
      const Speaker& by = voice(i);
      const auto [place, fresh] =
          places.emplace(by.key, static_cast<std::int32_t>(saga_.dossier.origins.size()));
      if (fresh) {
        saga_.dossier.origins.push_back({by.kind, by.name, by.outlet, by.handle, by.reference_id,
                                         static_cast<std::int32_t>(i),
                                         by.house.empty() ? by.key : by.house});
      }
      saga_.dossier.timeline[i].origin = place->second;
      saga_.dossier.timeline[i].restates = restated_.claim[i];
    }
  }

  void mark_taken_back() {
    saga_.taken_back.clear();
    for (std::size_t i = 0; i < saga_.size(); ++i) {
      saga_.dossier.timeline[i].restates_dropped = restated_.dropped[i];
      saga_.taken_back.push_back(restated_.dropped[root(i)]);
    }
  }

  // The report that made a claim which was edited away since; -1 = none.
  std::int32_t report_of_dropped(std::int32_t dropped) const {
    if (dropped < 0) return -1;
    const Row row = saga_.dossier.dropped[static_cast<std::size_t>(dropped)].claim.document;
    const auto& reports = saga_.dossier.reports;
    for (std::size_t r = 0; r < reports.size(); ++r)
      if (reports[r].document.row == row) return static_cast<std::int32_t>(r);
    return -1;
  }

  void mark_first_words() {
    std::set<std::tuple<std::int32_t, Row, ClaimTypeId, Polarity, When>> said;
    for (std::size_t i = 0; i < saga_.size(); ++i) {
      TimelineItem& item = saga_.dossier.timeline[i];
      const LedgerClaim& claim = saga_.dossier.claims[i];
      if (item.restates < 0 && item.restates_dropped < 0)
        item.first_of_origin =
            said.emplace(item.origin, claim.to, saga_.type_ids[i], claim.polarity, claim.when)
                .second;
    }
  }

  void judge_report(std::size_t r) {
    Report& report = saga_.dossier.reports[r];
    const Speaker& publisher = *restated_.publisher[r];
    report.publisher = publisher.house.empty() ? publisher.key : publisher.house;
    bool own = false;
    for (std::int32_t i = saga_.report_begin[r]; i < saga_.report_begin[r + 1]; ++i) {
      const TimelineItem& item = saga_.item(i);
      if (std::find(report.origins.begin(), report.origins.end(), item.origin) ==
          report.origins.end())
        report.origins.push_back(item.origin);
      own |= speaker(root(static_cast<std::size_t>(i))).shares_house(publisher);
      const std::int32_t from = item.restates < 0 ? report_of_dropped(item.restates_dropped)
                                                  : saga_.item(item.restates).report;
      const bool other =
          from >= 0 &&
          saga_.dossier.reports[static_cast<std::size_t>(from)].document.key != report.document.key;
      if (report.derived_from < 0 && other) report.derived_from = from;
    }
    if (restated_.copy_of[r] >= 0 || restated_.translation_of[r] >= 0) {
      report.kind = restated_.copy_of[r] >= 0 ? ReportKind::copy : ReportKind::translation;
      report.derived_from = std::max(restated_.copy_of[r],
                                     restated_.copy_of[r] >= 0 ? -1 : restated_.translation_of[r]);
    } else if (!own) {
      report.kind = ReportKind::relay;
    }
  }

  Saga& saga_;
  Restatements restated_;
  std::vector<std::size_t> roots_;
  std::map<std::string_view, const Speaker*> spokesmen_;  // by house
};

}  // namespace

void trace_provenance(Saga& saga, SpeakerBook& speakers) {
  ProvenanceTracer(saga, speakers).trace();
}

}  // namespace mercato::dossier
