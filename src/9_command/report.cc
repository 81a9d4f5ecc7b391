#include "9_command/report.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <set>

namespace mercato {
namespace {

class Report {
 public:
  Report(const Engine& engine, const Document& document, const Reading& reading,
         const Terminal& terminal)
      : engine_(engine), document_(document), reading_(reading), terminal_(terminal) {}

  std::string make() {
    head();
    problems();
    text();
    claims();
    cited();
    facts();
    drifts();
    return std::move(out_);
  }

 private:
  void heading(const std::string& text) { out_ += "\n" + terminal_.paint(text, Ink::bold) + "\n"; }

  void head() {
    const std::string language = reading_.language < engine_.languages().size()
                                     ? engine_.languages().info(reading_.language).tag
                                     : "";
    out_ +=
        terminal_.paint(document_.title.empty() ? document_.id : document_.title, Ink::bold) + "\n";
    std::string line;
    for (const std::string& part :
         {document_.id, language, document_.published.to_string(), document_.outlet,
          document_.author, document_.section, document_.url}) {
      if (!part.empty()) line += (line.empty() ? "" : " · ") + part;
    }
    out_ += terminal_.paint(line, Ink::dim) + "\n";
  }

  void problems() {
    for (const Problem& problem : document_.problems)
      out_ += terminal_.paint("! " + problem.to_string(), Ink::yellow) + "\n";
  }

  // The numbers of the claims that a stretch of text carries.
  struct Mark {
    Span span;
    std::string label;
  };
  std::vector<Mark> marks() const {
    std::vector<Mark> marks;
    for (std::size_t i = 0; i < reading_.claims.size(); ++i) {
      for (const Evidence& evidence : reading_.claims[i].evidence)
        marks.push_back({evidence.span, std::to_string(i + 1)});
    }
    std::sort(marks.begin(), marks.end(),
              [](const Mark& a, const Mark& b) { return a.span.begin < b.span.begin; });
    std::vector<Mark> joined;
    for (Mark& mark : marks) {
      if (!joined.empty() && joined.back().span.overlaps(mark.span)) {
        joined.back().span = cover(joined.back().span, mark.span);
        joined.back().label += "," + mark.label;
      } else {
        joined.push_back(std::move(mark));
      }
    }
    return joined;
  }

  void text() {
    out_ += "\n";
    const std::vector<Mark> all = marks();
    std::vector<Block> blocks = document_.blocks;
    if (blocks.empty())
      blocks.push_back(
          {{0, static_cast<std::uint32_t>(document_.text.size())}, BlockKind::paragraph, -1, {}});
    for (const Block& block : blocks) paragraph(block, all);
  }

  // Marked words are underlined on a terminal and set in ⟦ ⟧ elsewhere; the claims' numbers stand
  // behind them.
  void paragraph(const Block& block, const std::vector<Mark>& all) {
    std::string line;
    std::uint32_t at = block.span.begin;
    for (const Mark& mark : all) {
      if (!block.span.overlaps(mark.span)) continue;
      const Span part{std::max(mark.span.begin, block.span.begin),
                      std::min(mark.span.end, block.span.end)};
      line += plain(slice(document_.text, {at, part.begin}));
      line += "⟦" + plain(slice(document_.text, part)) + "⟧" + "[" + mark.label + "]";
      at = part.end;
    }
    line += plain(slice(document_.text, {at, block.span.end}));
    const std::string indent = block.kind == BlockKind::post ? "  │ " : "  ";
    for (std::string& row : wrap(line, terminal_.width() - indent.size()))
      out_ += indent + ink_marks(row) + "\n";
    out_ += "\n";
  }

  // On a colour terminal the brackets become underlines. A mark may run over several rows: `open_`
  // remembers.
  std::string ink_marks(const std::string& row) {
    if (!terminal_.colour()) return row;
    std::string out = open_ ? "\033[4m" : "";
    for (std::size_t i = 0; i < row.size();) {
      if (row.compare(i, 3, "⟦") == 0) {
        out += "\033[4m";
        open_ = true;
        i += 3;
      } else if (row.compare(i, 3, "⟧") == 0) {
        out += "\033[0m";
        open_ = false;
        i += 3;
      } else {
        out += row[i++];
      }
    }
    return out + "\033[0m";
  }

  std::string name(std::int32_t entity) const {
    return entity < 0 ? "" : reading_.linked.entities[static_cast<std::size_t>(entity)].name;
  }

  void claims() {
    if (reading_.claims.empty()) {
      heading("No claims");
      return;
    }
    heading("Claims");
    Table table({"#", "Person", "Move", "Stage", "How sure", "Who says so"});
    for (std::size_t i = 0; i < reading_.claims.size(); ++i) {
      const Claim& claim = reading_.claims[i];
      table.add({std::to_string(i + 1), name(claim.person), move(claim), stage(claim),
                 manner(claim), describe(claim.source)});
    }
    out_ += table.to_string(terminal_);
  }

  std::string move(const Claim& claim) const {
    if (claim.to < 0 && claim.from < 0) return "–";
    if (claim.to < 0) return name(claim.from) + " → ?";
    return (claim.from < 0 ? std::string("→ ") : name(claim.from) + " → ") + name(claim.to);
  }

  std::string stage(const Claim& claim) const {
    std::string out = engine_.types()[claim.type].name;
    if (claim.polarity == Polarity::denied) out = "not: " + out;
    if (claim.deal != Deal::unknown) out += ", " + std::string(to_string(claim.deal));
    for (const Money& money : claim.money) out += ", " + describe(money);
    return out;
  }

  void cited() {
    std::set<std::string> lines;
    for (const Attribution& attribution : reading_.attributions) {
      if (attribution.source.kind != SourceKind::self && attribution.source.post < 0)
        lines.insert(describe(attribution.source));
    }
    if (document_.posts.empty() && lines.empty()) return;
    heading("Cited");
    for (const Post& post : document_.posts) {
      std::string line = "post by " + (post.author.empty() ? "@" + post.handle : post.author);
      if (!post.author.empty() && !post.handle.empty()) line += " (@" + post.handle + ")";
      if (post.published.known()) line += ", " + post.published.to_string();
      if (!post.platform.empty()) line += ", " + post.platform;
      out_ += "  " + plain(line) + "\n";
    }
    for (const std::string& line : lines) out_ += "  " + plain(line) + "\n";
  }

  void facts() {
    if (reading_.facts.empty()) return;
    heading("Facts");
    Table table({"", "Fact", "About", "Stated", "Decided by"});
    for (const Fact& fact : reading_.facts)
      table.add(
          {verdict(fact.verdict), fact.predicate, name(fact.subject), stated(fact), rows(fact)});
    out_ += table.to_string(terminal_);
  }

  static std::string verdict(Fact::Verdict verdict) {
    switch (verdict) {
      case Fact::Verdict::supported:
        return "✓";
      case Fact::Verdict::contradicted:
        return "✗ contradicted";
      case Fact::Verdict::unknown:
        return "?";
    }
    return "?";
  }

  std::string stated(const Fact& fact) const {
    std::string out = fact.object >= 0 ? name(fact.object) : fact.object_name;
    if (!fact.value.empty()) out += (out.empty() ? "" : ", ") + fact.value;
    return out;
  }

  static std::string rows(const Fact& fact) {
    std::string out;
    for (const std::string& row : fact.rows) out += (out.empty() ? "" : "; ") + row;
    return out;
  }

  void drifts() {
    if (reading_.drift.empty()) return;
    heading("Drift");
    for (const Drift& drift : reading_.drift) side_by_side(drift);
  }

  std::string passage(const Claim& claim) const {
    std::string out;
    for (const Evidence& evidence : claim.evidence)
      out += (out.empty() ? "" : " … ") + plain(slice(document_.text, evidence.span));
    return out;
  }

  void side_by_side(const Drift& drift) {
    const Claim& says = reading_.claims[drift.claim];
    const Claim& cited = reading_.claims[drift.against];
    out_ += "  " +
            terminal_.paint(std::string(to_string(drift.kind)) + ": claim " +
                                std::to_string(drift.claim + 1) + " against claim " +
                                std::to_string(drift.against + 1),
                            Ink::red) +
            "\n";
    const std::size_t column = (terminal_.width() - 6) / 2;
    std::vector<std::string> left = wrap(passage(says), column),
                             right = wrap(passage(cited), column);
    left.insert(left.begin(), "says: " + engine_.types()[says.type].name);
    right.insert(right.begin(), "cited: " + engine_.types()[cited.type].name);
    for (std::size_t i = 0; i < std::max(left.size(), right.size()); ++i) {
      const std::string l = shorten(i < left.size() ? left[i] : "", column),
                        r = shorten(i < right.size() ? right[i] : "", column);
      out_ += "  " + l + std::string(column - display_width(l), ' ') + "  │ " + r + "\n";
    }
  }

  const Engine& engine_;
  const Document& document_;
  const Reading& reading_;
  const Terminal& terminal_;
  std::string out_;
  bool open_ = false;
};

}  // namespace

std::string make_report(const Engine& engine, const Document& document, const Reading& reading,
                        const Terminal& terminal) {
  return Report(engine, document, reading, terminal).make();
}

std::string manner(const Claim& claim) {
  std::string out(to_string(claim.certainty));
  if (claim.polarity == Polarity::denied) out += ", denied";
  if (claim.when == When::past) out += ", past";
  return out;
}

std::string describe(const Source& source) {
  if (source.kind == SourceKind::self) return "the document itself";
  std::string out = !source.name.empty()     ? source.name
                    : !source.handle.empty() ? "@" + source.handle
                    : !source.outlet.empty() ? source.outlet
                                             : "unnamed " + std::string(to_string(source.kind));
  if (!source.outlet.empty() && source.outlet != out) out += " (" + source.outlet + ")";
  if (source.post >= 0) out += ", in a post";
  if (!source.relayed_by.empty()) out += ", relayed by " + source.relayed_by;
  return out;
}

std::string describe(const Money& money) {
  char amount[48];
  if (money.amount >= 1e6)
    std::snprintf(amount, sizeof amount, "%.4gM", money.amount / 1e6);
  else if (money.amount >= 1e4)
    std::snprintf(amount, sizeof amount, "%.4gk", money.amount / 1e3);
  else
    std::snprintf(amount, sizeof amount, "%.10g", money.amount);
  return std::string(amount) + (money.currency.empty() ? "" : " " + money.currency) + " " +
         std::string(to_string(money.kind));
}

bool has_findings(const Reading& reading) {
  return !reading.drift.empty() ||
         std::any_of(reading.facts.begin(), reading.facts.end(),
                     [](const Fact& f) { return f.verdict == Fact::Verdict::contradicted; });
}

}  // namespace mercato
