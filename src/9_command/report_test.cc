#include "9_command/report.h"

#include <gtest/gtest.h>

#include "6_engine/engine_testing.h"

namespace mercato {
namespace {

// Of a file, so never coloured and never as wide as somebody's window.
std::string report_of(std::string_view text) {
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::tmpfile(), std::fclose);
  const Document document = read_document(text);
  return make_report(test_engine(), document, read_text(text), Terminal(file.get(), false));
}

bool has(const std::string& report, std::string_view words) {
  return report.find(words) != std::string::npos;
}

TEST(Report, shows_text_claims_citations_facts_and_drift) {
  const std::string report = report_of(kArticleWithPost);
  for (const char* words : {"Claims", "Cited", "Facts", "Drift", "Ilan Kerdrel", "AC Montefalda",
                            "initiative_reversed", "post by Sandro Beltrani (@sbeltrani)", "✓",
                            "says: interest", "cited: offered", "2024-06-12"})
    EXPECT_TRUE(has(report, words)) << words << "\n" << report;
}

TEST(Report, marks_evidence_with_the_number_of_its_claim) {
  EXPECT_TRUE(
      has(report_of("L'AC Montefalda vise Ilan Kerdrel."), "⟦AC Montefalda vise Ilan Kerdrel⟧[1]"));
}

TEST(Report, leaves_out_what_there_is_none_of) {
  const std::string report = report_of("Il pleut sur la ville.");
  EXPECT_TRUE(has(report, "No claims"));
  for (const char* words : {"Cited", "Facts", "Drift"}) EXPECT_FALSE(has(report, words)) << words;
}

TEST(Report, no_byte_of_the_document_reaches_the_terminal_as_control) {
  const std::string report = report_of("AC Montefalda vise Ilan Kerdrel\x1b[2J\x07 ce soir.");
  EXPECT_EQ(report.find('\x1b'), std::string::npos);
  EXPECT_EQ(report.find('\x07'), std::string::npos);
}

TEST(Report, manner_source_and_money_are_put_in_words) {
  Claim claim;
  EXPECT_EQ(manner(claim), "asserted");
  claim.certainty = Certainty::hedged;
  claim.polarity = Polarity::denied;
  claim.when = When::past;
  EXPECT_EQ(manner(claim), "hedged, denied, past");
  Source source;
  EXPECT_EQ(describe(source), "the document itself");
  source.kind = SourceKind::journalist;
  source.name = "Anna Roux";
  source.outlet = "Pallone Sera";
  source.post = 0;
  EXPECT_EQ(describe(source), "Anna Roux (Pallone Sera), in a post");
  source = {};
  source.kind = SourceKind::club;
  EXPECT_EQ(describe(source), "unnamed club");
  EXPECT_EQ(describe(Money{1.5e7, "EUR", MoneyKind::bid, {}}), "15M EUR bid");
  EXPECT_EQ(describe(Money{60000, "", MoneyKind::salary, {}}), "60k salary");
  EXPECT_EQ(describe(Money{900, "GBP", MoneyKind::bonus, {}}), "900 GBP bonus");
}

TEST(Report, contradicted_fact_and_drift_are_findings) {
  Reading reading;
  EXPECT_FALSE(has_findings(reading));
  reading.facts.emplace_back();
  reading.facts[0].verdict = Fact::Verdict::supported;
  EXPECT_FALSE(has_findings(reading));
  reading.facts[0].verdict = Fact::Verdict::contradicted;
  EXPECT_TRUE(has_findings(reading));
  reading.facts.clear();
  reading.drift.emplace_back();
  EXPECT_TRUE(has_findings(reading));
}

}  // namespace
}  // namespace mercato
