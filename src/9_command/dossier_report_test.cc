#include "9_command/dossier_report.h"

#include <gtest/gtest.h>

#include "6_engine/engine_testing.h"
#include "9_command/claim_words.h"

namespace mercato {
namespace {

LedgerEntity club(Row row, const char* name) {
  LedgerEntity out;
  out.row = row;
  out.kind = MentionKind::club;
  out.name = name;
  return out;
}

LedgerClaim claim(Row row, const char* type, const char* words) {
  LedgerClaim out;
  out.row = out.entry = row;
  out.document = row;
  out.to = 7;
  out.type = type;
  out.evidence.push_back({{0, 4}, words, "en"});
  return out;
}

Report report(Row row, const char* outlet, ReportKind kind, std::int32_t derived_from) {
  Report out;
  out.document.row = row;
  out.document.outlet = outlet;
  out.document.published = {2024, 6, static_cast<std::uint8_t>(10 + row)};
  out.kind = kind;
  out.derived_from = derived_from;
  return out;
}

// A bid by one outlet, copied by a second, strengthened by a relay and denied by a third.
Dossier saga() {
  Dossier out;
  out.person.name = "Ilan Kerdrel";
  out.person.id = "made-kerdrel";
  out.window = {"2024-summer", {2024, 6, 14}, {2024, 8, 30}, false};
  out.clubs = {club(7, "AC Montefalda")};
  out.claims = {claim(1, "bid", "made a bid"), claim(2, "bid", "made a bid"),
                claim(3, "agreement", "have agreed"), claim(4, "bid", "no bid")};
  out.claims[0].money.push_back({1.5e7, "EUR", MoneyKind::bid, {}});
  out.claims[3].polarity = Polarity::denied;
  out.reports = {report(1, "Touchline Daily", ReportKind::original, -1),
                 report(2, "Copy Desk", ReportKind::copy, 0),
                 report(3, "Foot Soir", ReportKind::relay, 0),
                 report(4, "Pallone Sera", ReportKind::original, -1)};
  Origin touchline, pallone;
  touchline.name = "Touchline Daily";
  touchline.first_claim = 0;
  pallone.name = "Pallone Sera";
  pallone.first_claim = 3;
  out.origins = {touchline, pallone};
  out.timeline = {{0, 0, 0, true}, {1, 1, 0, false}, {2, 2, 0, false}, {3, 3, 1, true}};
  Suitor suitor;
  suitor.club = out.clubs[0];
  suitor.furthest = "agreement";
  suitor.furthest_claim = 2;
  suitor.certainty = Certainty::asserted;
  suitor.first_claim = 0;
  suitor.last_claim = 3;
  suitor.origins = {0};
  suitor.prices = {{0, out.claims[0].money[0]}};
  out.suitors = {suitor};
  out.state = SagaState::agreed;
  out.history = {{SagaState::agreed, {2024, 6, 13}, 3, 2, -1}};
  out.answers = {{3, 0, AnswerKind::denial}};
  out.retractions = {{0, 3, RetractionKind::denied_by_club, {2024, 6, 14}}};
  out.drift = {{2, 0, DriftKind::strengthened, false}};
  return out;
}

std::string report_of(const Dossier& dossier, std::size_t limit = 0) {
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::tmpfile(), std::fclose);
  return make_dossier_report(dossier, test_engine().reference(), Terminal(file.get(), false),
                             {{2024, 6, 20}, limit});
}

bool has(const std::string& text, std::string_view words) {
  return text.find(words) != std::string::npos;
}

TEST(DossierReport, says_who_it_is_and_what_put_the_state_there) {
  const std::string text = report_of(saga());
  for (const char* words :
       {"Ilan Kerdrel", "Transfermarkt made-kerdrel", "25 years", "Centre-Back",
        "contract to 2026-06-30", "4 claims in 4 reports from 2 independent sources",
        "State: agreed", "2024-06-13 agreed: agreement → AC Montefalda, Foot Soir, entry 3"})
    EXPECT_TRUE(has(text, words)) << words << "\n" << text;
}

TEST(DossierReport, a_copy_stands_with_what_it_copies) {
  const std::string text = report_of(saga());
  const auto copied = text.find("copied by Copy Desk, 2024-06-12");
  ASSERT_NE(copied, std::string::npos) << text;
  EXPECT_LT(text.find("Touchline Daily\n"), copied);
  EXPECT_LT(copied, text.find("Foot Soir (relay of Touchline Daily, 2024-06-11)"));
}

TEST(DossierReport, says_what_became_of_each_claim) {
  const std::string text = report_of(saga());
  for (const char* words :
       {"bid → AC Montefalda, 15M EUR bid", "denied by club on 2024-06-14",
        "drift, strengthened: cites bid → AC Montefalda", "denies bid → AC Montefalda",
        "not bid → AC Montefalda", "“made a bid”", "← Touchline Daily"})
    EXPECT_TRUE(has(text, words)) << words << "\n" << text;
}

TEST(DossierReport, a_limit_keeps_the_newest_and_says_how_many_more_there_are) {
  const std::string text = report_of(saga(), 1);
  EXPECT_TRUE(has(text, "2 earlier reports"));
  EXPECT_TRUE(has(text, "“no bid”"));
  EXPECT_FALSE(has(text, "“made a bid”"));
}

TEST(DossierReport, tells_what_a_later_version_dropped) {
  Dossier dossier = saga();
  dossier.reports[3].document.version = 2;
  dossier.reports[3].document.recorded_at = *parse_instant("2024-06-17T10:00:00Z");
  dossier.reports[3].document.known_at = dossier.reports[3].document.recorded_at;
  dossier.dropped.push_back({dossier.claims[0], 4});
  const std::string text = report_of(dossier);
  EXPECT_TRUE(has(text, "2024-06-17  Pallone Sera version 2 of 2024-06-")) << text;
  EXPECT_TRUE(has(text, "Pallone Sera, version 2, seen 2024-06-17: bid → AC Montefalda")) << text;
}

TEST(DossierReport, copies_that_point_in_a_circle_do_not_hang) {
  Dossier dossier = saga();
  dossier.reports[0].kind = ReportKind::copy;
  dossier.reports[0].derived_from = 1;
  EXPECT_FALSE(report_of(dossier).empty());
}

TEST(DossierReport, no_byte_of_a_document_reaches_the_terminal_as_control) {
  Dossier dossier = saga();
  const char* evil = "\x1b[2J\x07\xc2\x9b\nX";
  dossier.person.name = dossier.person.id = evil;
  dossier.clubs[0].name = dossier.suitors[0].club.name = evil;
  dossier.claims[0].evidence[0].text = dossier.origins[0].name = evil;
  dossier.reports[0].document.outlet = dossier.reports[3].document.url = evil;
  dossier.dropped.push_back({dossier.claims[0], 1});
  dossier.facts.emplace_back();
  dossier.facts[0].verdict = Fact::Verdict::contradicted;
  dossier.facts[0].value = dossier.facts[0].evidence.text = evil;
  const std::string text = report_of(dossier);
  EXPECT_EQ(text.find_first_of("\x1b\x07"), std::string::npos);
  EXPECT_FALSE(has(text, "\xc2\x9b"));
}

TEST(ClaimWords, say_polarity_club_manner_and_money) {
  LedgerClaim said = claim(1, "bid_rejected", "x");
  said.polarity = Polarity::denied;
  said.certainty = Certainty::hedged;
  said.deal = Deal::loan_option;
  const LedgerEntity to = club(7, "AC Montefalda");
  EXPECT_EQ(claim_words(said, &to, nullptr),
            "not bid rejected → AC Montefalda, hedged, loan option");
  EXPECT_EQ(claim_words(said, nullptr, &to),
            "not bid rejected (AC Montefalda), hedged, loan option");
}

TEST(ClaimWords, a_document_is_called_by_outlet_site_author_or_title) {
  LedgerDocument document;
  document.row = 5;
  EXPECT_EQ(outlet_words(document), "document 5");
  document.title = "Title";
  EXPECT_EQ(outlet_words(document), "Title");
  document.url = "https://www.foot.example/a";
  EXPECT_EQ(outlet_words(document), "foot.example");
  document.outlet = "Foot";
  EXPECT_EQ(outlet_words(document), "Foot");
}

}  // namespace
}  // namespace mercato
