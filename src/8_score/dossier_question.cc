#include "8_score/dossier_question.h"

#include <algorithm>
#include <map>

namespace mercato {
namespace {

class QuestionMaker {
 public:
  QuestionMaker(const Dossier& dossier, const Reference& reference, const Windows& windows,
                Date day)
      : dossier_(dossier), reference_(reference), windows_(windows) {
    question_.day = day;
  }

  ForecastQuestion make() {
    question_.person = reference_id(dossier_.person);
    if (dossier_.holder.row) question_.from = club(dossier_.holder);
    for (const Suitor& suitor : dossier_.suitors) {
      if (suitor.club.row != dossier_.holder.row) question_.suitors.push_back(club(suitor.club));
    }
    for (std::size_t i = 0; i < dossier_.reports.size(); ++i)
      add_report(static_cast<std::int32_t>(i));
    std::stable_sort(
        question_.reports.begin(), question_.reports.end(),
        [](const ForecastReport& a, const ForecastReport& b) { return a.date < b.date; });
    return std::move(question_);
  }

 private:
  ReferenceId reference_id(const LedgerEntity& entity) const {
    return entity.id.empty() ? kNoReference : reference_.find(entity.kind, entity.id);
  }

  int club(const LedgerEntity& entity) {
    const auto [found, fresh] =
        clubs_.try_emplace(entity.row, static_cast<int>(question_.clubs.size()));
    if (fresh) {
      ForecastClub club{entity.id, reference_id(entity), {}, {}};
      const bool known = club.reference != kNoReference;
      const Window window = windows_.window_of(
          question_.day, known ? reference_.club(club.reference).country : std::string_view{});
      club.opens = window.opens;
      club.closes = window.closes;
      question_.clubs.push_back(std::move(club));
    }
    return found->second;
  }

  int club(Row row) {
    const LedgerEntity* entity = row ? dossier_.club(row) : nullptr;
    return entity ? club(*entity) : -1;
  }

  void add_report(std::int32_t index) {
    const Report& source = dossier_.reports[static_cast<std::size_t>(index)];
    ForecastReport report;
    report.date = source.document.published.known() ? source.document.published
                                                    : to_date(source.document.known_at);
    report.outlet = source.document.outlet.empty() ? source.document.url : source.document.outlet;
    if (source.kind != ReportKind::original && !source.origins.empty())
      report.origin =
          origin_name(dossier_.origins[static_cast<std::size_t>(source.origins.front())]);
    for (const LedgerClaim& claim : dossier_.claims)
      if (claim.document == source.document.row) add_claim(claim, report);
    question_.reports.push_back(std::move(report));
  }

  static std::string origin_name(const Origin& origin) {
    return origin.outlet.empty() ? origin.name : origin.outlet;
  }

  void add_claim(const LedgerClaim& claim, ForecastReport& report) {
    const int to = club(claim.to);
    report.claims.push_back(
        {claim.type, to, claim.polarity, claim.certainty, claim.when, claim.deal});
    const bool suitor = std::find(question_.suitors.begin(), question_.suitors.end(), to) !=
                        question_.suitors.end();
    if (suitor && std::find(report.about.begin(), report.about.end(), to) == report.about.end())
      report.about.push_back(to);
  }

  const Dossier& dossier_;
  const Reference& reference_;
  const Windows& windows_;
  ForecastQuestion question_;
  std::map<Row, int> clubs_;
};

}  // namespace

ForecastQuestion make_question(const Dossier& dossier, const Reference& reference,
                               const Windows& windows, Date day) {
  return QuestionMaker(dossier, reference, windows, day).make();
}

}  // namespace mercato
