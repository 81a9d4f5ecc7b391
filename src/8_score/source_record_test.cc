#include "8_score/source_record.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <filesystem>

namespace mercato {
namespace {

const ClaimTypes& types() {
  static const auto loaded = ClaimTypes::load(std::filesystem::path(MERCATO_SOURCE_DIR) / "data");
  return **loaded;
}

LedgerEntity club(Row row) {
  return {row, MentionKind::club, "c" + std::to_string(row), "Club " + std::to_string(row)};
}

Origin outlet(const std::string& name) {
  Origin origin;
  origin.name = origin.outlet = name;
  origin.key = "press:" + name;
  return origin;
}

// A saga in which each (origin, type, club, polarity) is said in a document of its own, a day
// apart.
struct Said {
  std::string outlet, type;
  Row to = 0;
  Polarity polarity = Polarity::affirmed;
};
Dossier saga(const std::vector<Said>& said, Row moved_to, Resolution resolution) {
  Dossier dossier;
  dossier.person = {1, MentionKind::person, "p1", "Ivo Tarnel"};
  dossier.window = {"2024-summer", {2024, 7, 1}, {2024, 8, 31}};
  dossier.resolution = resolution;
  Row row = 0;
  for (const Said& one : said) {
    const auto index = static_cast<std::int32_t>(dossier.claims.size());
    LedgerClaim claim;
    claim.row = claim.entry = claim.document = ++row;
    claim.person = 1, claim.to = one.to, claim.type = one.type, claim.polarity = one.polarity;
    dossier.claims.push_back(claim);
    Report report;
    report.document.row = row;
    report.document.outlet = one.outlet;
    report.publisher = "press:" + one.outlet;
    report.document.language = "fr";
    report.document.published = {2024, 7, static_cast<std::uint8_t>(row)};
    dossier.reports.push_back(report);
    std::int32_t origin = 0;
    const auto known = std::find_if(dossier.origins.begin(), dossier.origins.end(),
                                    [&](const Origin& o) { return o.name == one.outlet; });
    origin = static_cast<std::int32_t>(known - dossier.origins.begin());
    if (known == dossier.origins.end()) dossier.origins.push_back(outlet(one.outlet));
    dossier.timeline.push_back({index, index, origin, true});
    if (std::none_of(dossier.clubs.begin(), dossier.clubs.end(),
                     [&](auto& c) { return c.row == one.to; }))
      dossier.clubs.push_back(club(one.to));
  }
  for (const LedgerEntity& one : dossier.clubs) {
    Suitor suitor;
    suitor.club = one;
    suitor.status = resolution == Resolution::moved && one.row == moved_to ? SuitorStatus::done
                                                                           : SuitorStatus::live;
    dossier.suitors.push_back(suitor);
  }
  if (resolution == Resolution::moved) {
    LedgerOutcome outcome;
    outcome.to_row = moved_to;
    outcome.date = {2024, 7, 20};
    dossier.outcomes.push_back(outcome);
  }
  return dossier;
}

const SourceRecord& record_of(const std::vector<SourceRecord>& records, const std::string& name) {
  for (const SourceRecord& record : records)
    if (record.source.outlet == name) return record;
  ADD_FAILURE() << "no record of " << name;
  return records.front();
}

TEST(SourceBook, judges_the_furthest_call_of_each_source_and_club) {
  SourceBook book(types());
  book.add(saga({{"Alba", "interest", 7}, {"Brina", "interest", 8}, {"Alba", "talks", 7}}, 7,
                Resolution::moved));
  const auto records = book.records();
  const SourceRecord& alba = record_of(records, "Alba");
  ASSERT_EQ(alba.calls.size(), 1u);
  EXPECT_EQ(alba.calls[0].type, "talks");
  EXPECT_EQ(alba.calls[0].verdict, Verdict::hit);
  EXPECT_EQ(alba.calls[0].lead_days, 19);  // from the first word, 1 July, to 20 July
  EXPECT_EQ(record_of(records, "Brina").calls[0].verdict, Verdict::miss);
}

TEST(SourceBook, a_denial_is_right_when_the_person_stays) {
  SourceBook book(types());
  book.add(
      saga({{"Alba", "bid", 7}, {"Brina", "bid", 7, Polarity::denied}}, 0, Resolution::stayed));
  const auto records = book.records();
  EXPECT_EQ(record_of(records, "Alba").all.misses, 1);
  EXPECT_EQ(record_of(records, "Brina").all.hits, 1);
  EXPECT_TRUE(record_of(records, "Brina").by_type.count("denial"));
}

TEST(SourceBook, open_dossiers_count_for_nobody) {
  SourceBook book(types());
  book.add(saga({{"Alba", "talks", 7}}, 0, Resolution::open));
  const SourceRecord record = book.records().front();
  EXPECT_EQ(record.all.open, 1);
  EXPECT_EQ(record.all.resolved(), 0);
  EXPECT_TRUE(record.too_few);
}

// One call each: with hits 1 of 2 overall, base(talks) = (10 * 1/2 + 1) / (10 + 2) = 1/2; the
// spread is no more than chance, so the prior weighs 100: rate = (100 * 1/2 + 1) / 101.
TEST(SourceBook, shrinks_towards_what_all_reach) {
  SourceBook book(types());
  book.add(saga({{"Alba", "talks", 7}, {"Brina", "talks", 8}}, 7, Resolution::moved));
  const auto records = book.records();
  const SourceRecord& alba = record_of(records, "Alba");
  EXPECT_DOUBLE_EQ(alba.expected, 0.5);
  EXPECT_DOUBLE_EQ(alba.rate, 51.0 / 101);
  EXPECT_LT(alba.low, alba.rate);
  EXPECT_GT(alba.high, alba.rate);
}

// Two sources of ten calls, one always right, one never: S = 2 * 10 * 1/4 = 5, Σv = 1/2, Σ(n-1)v
// = 4.5, ρ = 1, so the prior weighs the least that it may, 4: rate = (4 * 1/2 + 10) / 14.
TEST(SourceBook, trusts_records_that_differ_more_than_chance) {
  SourceBook book(types());
  for (int i = 0; i < 10; ++i)
    book.add(saga({{"Alba", "talks", 7}, {"Brina", "talks", 8}}, 7, Resolution::moved));
  const auto records = book.records();
  EXPECT_DOUBLE_EQ(record_of(records, "Alba").rate, 12.0 / 14);
  EXPECT_FALSE(record_of(records, "Alba").too_few);
  EXPECT_GT(record_of(records, "Alba").lift, 0.3);
  EXPECT_LT(record_of(records, "Brina").lift, -0.3);
}

TEST(SourceBook, relays_are_counted_apart_and_give_no_calls) {
  Dossier dossier = saga({{"Alba", "offered", 7}}, 7, Resolution::moved);
  Report relay = dossier.reports[0];
  relay.kind = ReportKind::relay;
  relay.document.row = 99;
  relay.document.outlet = "Corro";
  relay.publisher = "press:Corro";
  dossier.reports.push_back(relay);
  LedgerClaim restated = dossier.claims[0];
  restated.row = restated.document = 99;
  restated.type = "interest";
  dossier.claims.push_back(restated);
  dossier.timeline.push_back({1, 1, 0, false});
  dossier.drift.push_back({1, 0, DriftKind::initiative_reversed, false});
  SourceBook book(types());
  book.add(dossier);
  const auto records = book.records();
  const SourceRecord& corro = record_of(records, "Corro");
  EXPECT_EQ(corro.relays, 1);
  EXPECT_EQ(corro.drifted, 1);
  EXPECT_TRUE(corro.calls.empty());
}

TEST(SourceBook, does_not_depend_on_the_order_of_dossiers) {
  std::vector<Dossier> dossiers = {
      saga({{"Alba", "talks", 7}, {"Brina", "bid", 8}}, 7, Resolution::moved),
      saga({{"Brina", "interest", 9}}, 0, Resolution::stayed),
      saga({{"Alba", "bid", 9, Polarity::denied}}, 0, Resolution::open)};
  const auto written = [&] {
    SourceBook book(types());
    for (const Dossier& dossier : dossiers) book.add(dossier);
    std::string out;
    for (const SourceRecord& record : book.records()) append_json(record, true, out);
    return out;
  };
  const std::string once = written();
  std::reverse(dossiers.begin(), dossiers.end());
  EXPECT_EQ(written(), once);
}

TEST(SourceRecord, json_opens_every_figure_to_its_claims) {
  SourceBook book(types());
  book.add(saga({{"Alba", "talks", 7}}, 7, Resolution::moved));
  std::string out;
  append_json(book.records().front(), true, out);
  const auto record = boost::json::parse(out).as_object();
  EXPECT_EQ(record.at("calls").at("hits").as_int64(), 1);
  const auto& call = record.at("list").as_array().at(0);
  EXPECT_EQ(call.at("claim").as_int64(), 1);
  EXPECT_EQ(call.at("verdict").as_string(), "hit");
}

}  // namespace
}  // namespace mercato
