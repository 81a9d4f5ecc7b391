#include "9_command/eval_report.h"

#include <algorithm>
#include <cstdio>

namespace mercato {
namespace {

using namespace evaluation;

std::string decimals(double value, int digits = 3) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.*f", digits, value);
  return buffer;
}

std::string figure(const FigureInterval& f) {
  return decimals(f.value) + " (" + decimals(f.low, 2) + "–" + decimals(f.high, 2) + ")";
}

std::string share_of(const Share& share) {
  return share.all ? decimals(static_cast<double>(share.right) / share.all) : "–";
}

std::string number(std::uint64_t n) { return std::to_string(n); }

void add_level(const std::string& name, const std::string& level, const LevelFigures& f,
               Table& table) {
  table.add({name, level, number(f.counts.hit + f.counts.missed),
             number(f.counts.hit + f.counts.wrong), figure(f.precision), figure(f.recall),
             figure(f.f1)});
}

class EvalReport {
 public:
  EvalReport(const EvalAnswer& answer, std::size_t limit, const Terminal& terminal)
      : answer_(answer), limit_(limit), terminal_(terminal) {}

  std::string figures() {
    out_ += number(answer_.documents) + " documents. P, R, F1 with 95 % intervals over documents\n";
    levels();
    attributes();
    types();
    kinds();
    return std::move(out_);
  }

  std::string errors() {
    const auto& all = *answer_.errors;
    const std::size_t shown = std::min(all.size(), limit_);
    for (std::size_t i = 0; i < shown; ++i)
      verdict(all[i].document->id, all[i].document->language, *all[i].verdict, "");
    more(all.size(), shown);
    return std::move(out_);
  }

  std::string comparison() {
    const auto& c = *answer_.comparison;
    Table table({"", "Documents", "Strict F1 before", "now", "Fixed: missed", "wrong",
                 "Broken: missed", "wrong"});
    for (const auto& [language, n] : c.languages)
      table.add({language, number(n.documents), decimals(n.before.f1()), decimals(n.now.f1()),
                 number(n.fixed_missed), number(n.fixed_wrong), number(n.broken_missed),
                 number(n.broken_wrong)});
    out_ += table.to_string(terminal_);
    if (c.only_before + c.only_now + c.relabelled > 0)
      out_ += "Left out: " + number(c.only_before) + " documents of the earlier run alone, " +
              number(c.only_now) + " of this one alone, " + number(c.relabelled) +
              " labels of one alone\n";
    changes(false, "broken");
    changes(true, "fixed");
    return std::move(out_);
  }

 private:
  void heading(const std::string& text) { out_ += "\n" + terminal_.paint(text, Ink::bold) + "\n"; }

  void more(std::size_t all, std::size_t shown) {
    if (shown < all) out_ += "… " + number(all - shown) + " more; --limit shows them\n";
    if (all == 0) out_ += "none\n";
  }

  void levels() {
    Table table({"", "Level", "Gold", "Read", "P", "R", "F1"});
    for (const GroupFigures& group : answer_.summary.groups) {
      for (std::size_t level = 0; level < kLevels; ++level)
        add_level(level ? "" : group.name + ", " + number(group.documents),
                  std::string(kLevelNames[level]), group.levels[level], table);
      if (group.facts.counts.hit + group.facts.counts.missed > 0)
        add_level("", "facts", group.facts, table);
    }
    out_ += "\n" + table.to_string(terminal_);
  }

  void attributes() {
    std::vector<std::string> header{""};
    for (const std::string_view name : kAttributeNames) header.emplace_back(name);
    Table table(header);
    for (const GroupFigures& group : answer_.summary.groups) {
      std::vector<std::string> cells{group.name};
      for (const Share& share : group.attributes) cells.push_back(share_of(share));
      table.add(std::move(cells));
    }
    heading("Accuracy on claims that are met strictly");
    out_ += table.to_string(terminal_);
  }

  void types() {
    Table table({"Type", "Hit", "Missed", "Wrong", "P", "R"});
    for (const auto& [name, n] : answer_.summary.types)
      table.add({name, number(n.hit), number(n.missed), number(n.wrong), decimals(n.precision()),
                 decimals(n.recall())});
    heading("By type");
    out_ += table.to_string(terminal_);
  }

  void kinds() {
    std::vector<std::string> header{"Kind"};
    for (const auto& [language, counts] : answer_.summary.error_kinds) header.push_back(language);
    Table table(header);
    std::string legend;
    for (std::size_t kind = 0; kind < kErrorKinds; ++kind) {
      const auto name = std::string(to_string(static_cast<ErrorKind>(kind)));
      std::vector<std::string> cells{name};
      for (const auto& [language, counts] : answer_.summary.error_kinds)
        cells.push_back(number(counts.missed[kind]) + "/" + number(counts.wrong[kind]));
      table.add(std::move(cells));
      legend += "  " + name + ": " + std::string(meaning(static_cast<ErrorKind>(kind))) + "\n";
    }
    heading("Kinds of error: missed/wrong");
    out_ += table.to_string(terminal_) + legend;
  }

  static std::string words_of(const LabelClaim& claim) {
    std::string out = plain(claim.person) + " → " + (claim.to.empty() ? "–" : plain(claim.to));
    return out + ", " + (claim.polarity == "denied" ? "denied " : "") + plain(claim.type);
  }

  void claim(const std::string& label, const LabelClaim& one) {
    out_ += "  " + label + " " + words_of(one) + "\n";
    std::string words;
    for (const std::string& piece : one.evidence)
      words += (words.empty() ? "" : " … ") + plain(piece);
    if (!words.empty()) {
      for (const std::string& line : wrap("“" + words + "”", terminal_.width() - 6))
        out_ += "      " + line + "\n";
    }
    std::string rules;
    for (const std::string& rule : one.rules) rules += (rules.empty() ? "" : ", ") + plain(rule);
    if (!rules.empty()) out_ += "      " + terminal_.paint("rule " + rules, Ink::dim) + "\n";
  }

  void verdict(const std::string& document, const std::string& language, const Verdict& v,
               const std::string& change) {
    const bool wrong = v.outcome == ClaimOutcome::wrong;
    const std::string title =
        change + std::string(to_string(v.outcome)) + ", " +
        (v.outcome == ClaimOutcome::hit ? "" : std::string(to_string(v.kind)));
    out_ += terminal_.paint(title, wrong ? Ink::red : Ink::yellow) + "  " + plain(document) + " (" +
            plain(language) + ")\n";
    claim(wrong ? "read" : "gold", v.claim);
    if (v.other) claim(wrong ? "gold" : "read", *v.other);
  }

  void changes(bool fixed, const std::string& title) {
    const auto& all = answer_.comparison->changes;
    const auto count = static_cast<std::size_t>(std::count_if(
        all.begin(), all.end(), [&](const auto& change) { return change.fixed == fixed; }));
    heading(title + ": " + number(count));
    std::size_t shown = 0;
    for (const auto& change : all) {
      if (change.fixed != fixed || shown == limit_) continue;
      ++shown;
      verdict(change.document, change.language, change.verdict, title + ": ");
      if (change.right) claim(fixed ? "now " : "was ", *change.right);
    }
    if (count) more(count, shown);
  }

  const EvalAnswer& answer_;
  const std::size_t limit_;
  const Terminal& terminal_;
  std::string out_;
};

}  // namespace

std::string eval_text(const EvalAnswer& answer, std::size_t limit, const Terminal& terminal) {
  if (!answer.errors && !answer.comparison) return EvalReport(answer, limit, terminal).figures();
  std::string out;
  if (answer.comparison) out += EvalReport(answer, limit, terminal).comparison();
  if (answer.errors) out += EvalReport(answer, limit, terminal).errors();
  return out;
}

}  // namespace mercato
