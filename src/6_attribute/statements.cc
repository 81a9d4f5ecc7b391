#include "6_attribute/statements.h"

#include <algorithm>

namespace mercato {
namespace {

std::uint32_t shared(Span a, Span b) {
  const std::uint32_t begin = std::max(a.begin, b.begin), end = std::min(a.end, b.end);
  return end > begin ? end - begin : 0;
}

// The innermost attribution that holds at least half of the evidence.
const Attribution* innermost(const std::vector<Attribution>& attributions, Span evidence) {
  const Attribution* best = nullptr;
  for (const Attribution& attribution : attributions) {
    if (2 * shared(attribution.content, evidence) < std::max(evidence.size(), 1u)) continue;
    if (!best || attribution.content.size() < best->content.size()) best = &attribution;
  }
  return best;
}

bool is_self(const Source& source) { return source.kind == SourceKind::self; }

// Whether the headline says what a claim of the body says. "Club A turn down bid for P" may leave
// out the suitor that the body names.
bool says_the_same(const Claim& headline, const Claim& body) {
  return headline.person == body.person && (headline.to < 0 || headline.to == body.to) &&
         headline.type == body.type && headline.polarity == body.polarity;
}

bool is_heading(const Document& document, Span evidence) {
  for (const Block& block : document.blocks) {
    if (block.span.contains(evidence))
      return block.kind == BlockKind::title || block.kind == BlockKind::heading;
  }
  return false;
}

void note(Claim& statement, std::string text) {
  if (!statement.derivations.empty()) statement.derivations[0].notes.push_back(std::move(text));
}

// A headline that says what the body reports from one source alone says it from that source.
void follow_body(const Document& document, std::vector<Claim>& statements) {
  for (Claim& headline : statements) {
    if (!is_self(headline.source) || headline.evidence.empty()) continue;
    if (!is_heading(document, headline.evidence[0].span)) continue;
    const Claim* body = nullptr;
    bool own = false;
    for (const Claim& other : statements) {
      if (&other == &headline || !says_the_same(headline, other) || other.evidence.empty())
        continue;
      if (is_heading(document, other.evidence[0].span)) continue;
      own |= is_self(other.source);
      if (!body && !is_self(other.source) && other.source.post < 0) body = &other;
    }
    if (!body || own) continue;
    headline.source = body->source;
    headline.to = body->to;
    note(headline, "source: the headline says what the body reports from this source");
  }
}

}  // namespace

void attribute_statements(const Document& document, const std::vector<Attribution>& attributions,
                          std::vector<Claim>& statements) {
  if (attributions.empty()) return;
  for (Claim& statement : statements) {
    if (statement.evidence.empty()) continue;
    const Attribution* attribution = innermost(attributions, statement.evidence[0].span);
    if (!attribution) continue;
    statement.source = attribution->source;
    if (attribution->hedges && statement.certainty == Certainty::asserted)
      statement.certainty = Certainty::hedged;
    note(statement, "source: " + attribution->rule);
  }
  follow_body(document, statements);
}

}  // namespace mercato
