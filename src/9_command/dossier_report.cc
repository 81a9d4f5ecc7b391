#include "9_command/dossier_report.h"

#include <algorithm>
#include <set>

#include "9_command/claim_words.h"
#include "9_command/dossier_marks.h"
#include "9_command/report.h"

namespace mercato {
namespace {

constexpr const char* kIndent = "  ";

Ink ink_of(SagaState state) {
  switch (state) {
    case SagaState::agreed:
    case SagaState::done:
      return Ink::green;
    case SagaState::advanced:
      return Ink::yellow;
    case SagaState::collapsed:
      return Ink::red;
    default:
      return Ink::blue;
  }
}

class DossierReport {
 public:
  DossierReport(const Dossier& dossier, const Reference& reference, const Terminal& terminal,
                const DossierReportOptions& options)
      : dossier_(dossier),
        reference_(reference),
        terminal_(terminal),
        options_(options),
        marks_(dossier) {}

  std::string make() {
    head();
    state();
    resolution();
    suitors();
    positions();
    timeline();
    edits();
    facts();
    return std::move(out_);
  }

 private:
  const LedgerClaim& claim(std::int32_t i) const {
    return dossier_.claims[static_cast<std::size_t>(i)];
  }
  const Report& report(std::int32_t i) const {
    return dossier_.reports[static_cast<std::size_t>(i)];
  }

  void heading(const std::string& text) { out_ += "\n" + terminal_.paint(text, Ink::bold) + "\n"; }

  void lines(const std::string& indent, const std::string& text, Ink ink) {
    for (const std::string& row : wrap(plain(text), terminal_.width() - indent.size()))
      out_ += indent + terminal_.paint(row, ink) + "\n";
  }

  void head() {
    out_ += terminal_.paint(dossier_.person.name, Ink::bold) + "  " +
            terminal_.paint(id_words(dossier_.person), Ink::dim) + "\n";
    const std::string who = person_words(dossier_.person, reference_, options_.day);
    if (!who.empty()) lines(kIndent, who + " (on " + options_.day.to_string() + ")", Ink::none);
    if (who.empty() && dossier_.holder.row) lines(kIndent, dossier_.holder.name, Ink::none);
    std::string window = "Window " + dossier_.window.id;
    if (dossier_.window.opens.known())
      window +=
          ", " + dossier_.window.opens.to_string() + " to " + dossier_.window.closes.to_string();
    lines(kIndent,
          window + ": " + count_words(dossier_.claims.size(), "claim") + " in " +
              count_words(dossier_.reports.size(), "report") + " from " +
              count_words(dossier_.origins.size(), "independent source"),
          Ink::none);
  }

  std::string cause(const StateChange& change) const {
    if (change.claim >= 0) {
      std::string out = claim_words(dossier_, claim(change.claim));
      if (const std::int32_t by = marks_.report_of(change.claim); by >= 0)
        out += ", " + outlet_words(report(by).document);
      return out + ", entry " + std::to_string(change.entry);
    }
    if (change.outcome >= 0) return "outcome, entry " + std::to_string(change.entry);
    return "the passing of time";
  }

  void state() {
    out_ += std::string("\n") + kIndent +
            "State: " + terminal_.paint(to_string(dossier_.state), ink_of(dossier_.state)) + "\n";
    for (const StateChange& change : dossier_.history) {
      lines(
          "    ",
          change.on.to_string() + " " + std::string(to_string(change.state)) + ": " + cause(change),
          Ink::dim);
    }
  }

  void resolution() {
    for (const LedgerOutcome& outcome : dossier_.outcomes) {
      std::string line = outcome.date.known()
                             ? outcome.date.to_string()
                             : outcome.date_min.to_string() + "…" + outcome.date_max.to_string();
      line += "  " + (outcome.from.empty() ? "–" : outcome.from) + " → " +
              (outcome.to.empty() ? "–" : outcome.to) + ", " + outcome.type;
      if (outcome.fee_eur > 0)
        line +=
            ", " + describe(Money{static_cast<double>(outcome.fee_eur), "EUR", MoneyKind::fee, {}});
      lines(kIndent, "Outcome: " + line, Ink::green);
    }
    if (dossier_.resolution == Resolution::stayed)
      lines(kIndent, "Outcome: stayed; the outcome tables show no move", Ink::green);
  }

  std::string prices(const Suitor& suitor) const {
    std::vector<std::string> told;
    for (const Price& price : suitor.prices) {
      const std::string words = describe(price.money);
      if (told.empty() || told.back() != words) told.push_back(words);
    }
    std::string out;
    for (const std::string& words : told) out += (out.empty() ? "" : " → ") + words;
    return out;
  }

  std::string day_of(std::int32_t i) const {
    const std::int32_t by = i < 0 ? -1 : marks_.report_of(i);
    return by < 0 ? "" : day_words(report(by).document);
  }

  void suitors() {
    if (dossier_.suitors.empty()) return;
    heading("Suitors");
    Table table({"Club", "Status", "Furthest", "How sure", "Sources", "First", "Last", "Price"});
    for (const Suitor& suitor : dossier_.suitors) {
      table.add({suitor.club.name, std::string(to_string(suitor.status)),
                 suitor.furthest.empty() ? "–" : type_words(suitor.furthest),
                 suitor.furthest.empty() ? "–" : std::string(to_string(suitor.certainty)),
                 std::to_string(suitor.origins.size()), day_of(suitor.first_claim),
                 day_of(suitor.last_claim), prices(suitor)});
    }
    out_ += table.to_string(terminal_);
  }

  void positions() {
    bool first = true;
    for (const Position& position : dossier_.positions) {
      if (!position.current || position.claim < 0) continue;
      if (first) heading("Positions of player and club");
      first = false;
      const std::int32_t by = marks_.report_of(position.claim);
      lines(kIndent,
            day_of(position.claim) + "  " + claim_words(dossier_, claim(position.claim)) +
                (by < 0 ? "" : ", " + outlet_words(report(by).document)),
            Ink::none);
    }
  }

  // Reports in the order of their first item, each with its items; copies stand with what they
  // copy.
  void timeline() {
    const auto groups = marks_.reports_in_order();
    const std::size_t shown =
        options_.limit ? std::min(options_.limit, groups.size()) : groups.size();
    heading("Timeline");
    if (shown < groups.size())
      lines(kIndent,
            std::to_string(groups.size() - shown) + " earlier reports: --limit " +
                std::to_string(groups.size()) + " shows them",
            Ink::dim);
    for (std::size_t i = groups.size() - shown; i < groups.size(); ++i) report_block(groups[i]);
  }

  void report_block(const DossierMarks::ReportItems& group) {
    const Report& told = report(group.report);
    out_ += kIndent + terminal_.paint(day_words(told.document), Ink::bold) + "  " +
            terminal_.paint(outlet_words(told.document), Ink::bold);
    if (told.kind != ReportKind::original)
      out_ += terminal_.paint(" " + derivation(told), Ink::dim);
    if (told.document.version > 1)
      out_ += terminal_.paint(
          " version " + std::to_string(told.document.version) +
              (told.document.published.known() ? " of " + told.document.published.to_string() : ""),
          Ink::yellow);
    out_ += "\n";
    for (const TimelineItem* item : group.items) item_lines(*item, told);
    for (const std::string& copy : marks_.copies_of(group.report)) lines("    ", copy, Ink::dim);
  }

  static std::string version_words(const LedgerDocument& document) {
    return "version " + std::to_string(document.version) + ", seen " +
           to_date(document.recorded_at).to_string();
  }

  // The version that makes a dropped claim no more.
  std::string dropped_by(Row document) const {
    for (const Report& told : dossier_.reports) {
      if (told.document.row == document)
        return outlet_words(told.document) + ", " + version_words(told.document) + ": ";
    }
    return {};
  }

  std::string derivation(const Report& told) const {
    std::string out = "(" + std::string(to_string(told.kind));
    if (told.derived_from >= 0) {
      const LedgerDocument& from = report(told.derived_from).document;
      out += " of " + outlet_words(from) + ", " + day_words(from);
    }
    return out + ")";
  }

  void item_lines(const TimelineItem& item, const Report& told) {
    const LedgerClaim& said = claim(item.claim);
    std::string line = claim_words(dossier_, said);
    const std::string origin = origin_words(item, told);
    if (!origin.empty()) line += " ← " + origin;
    const Ink ink = said.polarity == Polarity::denied ? Ink::red : Ink::blue;
    lines("    ", line, ink);
    lines("      ", evidence_words(said), Ink::none);
    constexpr std::size_t kMarksShown = 3;
    const auto& marks = marks_.of_claim(item.claim);
    for (std::size_t i = 0; i < std::min(kMarksShown, marks.size()); ++i)
      lines("      ", marks[i], Ink::yellow);
    if (marks.size() > kMarksShown)
      lines("      ", "… and " + std::to_string(marks.size() - kMarksShown) + " more like it",
            Ink::dim);
  }

  // Whose word it is, where that is not the outlet itself.
  std::string origin_words(const TimelineItem& item, const Report& told) const {
    if (item.origin < 0) return {};
    const Origin& origin = dossier_.origins[static_cast<std::size_t>(item.origin)];
    std::string name = marks_.origin_words(item.origin);
    if (name == outlet_words(told.document)) name.clear();
    if (item.first_of_origin && !name.empty() && origin.first_claim == item.claim)
      name += " (first word)";
    return name;
  }

  void edits() {
    if (dossier_.dropped.empty()) return;
    heading("Edited away without a word");
    for (const PersonHistory::Dropped& dropped : dossier_.dropped)
      lines(kIndent,
            dropped_by(dropped.dropped_by) + claim_words(dossier_, dropped.claim) + " " +
                evidence_words(dropped.claim),
            Ink::yellow);
  }

  void facts() {
    bool first = true;
    for (const LedgerFact& fact : dossier_.facts) {
      if (fact.verdict != Fact::Verdict::contradicted) continue;
      if (first) heading("Facts that the reference contradicts");
      first = false;
      std::string line = type_words(fact.predicate) + ": " +
                         (fact.object_name.empty() ? fact.value : fact.object_name) + " “" +
                         fact.evidence.text + "”";
      for (const std::string& row : fact.rows) line += "; " + row;
      lines(kIndent, line, Ink::red);
    }
  }

  const Dossier& dossier_;
  const Reference& reference_;
  const Terminal& terminal_;
  const DossierReportOptions& options_;
  DossierMarks marks_;
  std::string out_;
};

}  // namespace

std::string make_dossier_report(const Dossier& dossier, const Reference& reference,
                                const Terminal& terminal, const DossierReportOptions& options) {
  return DossierReport(dossier, reference, terminal, options).make();
}

}  // namespace mercato
