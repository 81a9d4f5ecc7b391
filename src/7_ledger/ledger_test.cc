// The ledger through its front header: what goes in comes out.
#include "7_ledger/ledger.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "7_ledger/ledger_test_support.h"

namespace mercato {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TestDocument first_report() {
  return {"https://www.prova.example/a1?utm_source=x#top",
          "2024-06-12T10:00:00Z",
          "Norville want Jan Marek. The fee is 12 million euros.",
          {{"Jan Marek", "Norville", "interest", "Norville want Jan Marek", "77", "501"}}};
}

TestDocument report(const std::string& url, const std::string& published, const Said& said) {
  return {"https://prova.example/" + url, published, said.evidence, {said}};
}

Said talks(const std::string& person, const std::string& club) {
  return {person, club, "talks", club + " are in talks for " + person};
}

class LedgerTest : public testing::Test {
 protected:
  void add(const TestDocument& document, std::string_view recorded,
           Appended expected = Appended::fresh) {
    if (!writer_) writer_ = open_writer(folder_.file());
    EXPECT_EQ(take(writer_->append(prepared(document), at(recorded))), expected);
    expect_done(writer_->commit());
  }
  const Ledger& ledger() {
    reader_ = open_ledger(folder_.file());
    return *reader_;
  }
  std::vector<std::string> exported(std::string_view table, Instant as_of = kEndOfTime) {
    std::vector<std::string> out;
    expect_done(
        ledger().export_table(table, as_of, [&](std::string_view row) { out.emplace_back(row); }));
    return out;
  }

  TestFolder folder_;
  std::unique_ptr<LedgerWriter> writer_;
  std::unique_ptr<Ledger> reader_;
};

TEST_F(LedgerTest, gives_back_a_document_and_its_claims) {
  auto given = first_report();
  given.claims[0].fee = 12e6;
  add(given, "2024-07-01");
  const PersonHistory history = history_of(ledger(), "marek");
  ASSERT_EQ(history.claims.size(), 1u);
  const LedgerClaim& claim = history.claims[0];
  EXPECT_EQ(claim.type, "interest");
  EXPECT_EQ(history.entity(claim.to)->name, "Norville");
  EXPECT_EQ(history.entity(claim.to)->id, "501");
  ASSERT_EQ(claim.evidence.size(), 1u);
  EXPECT_EQ(claim.evidence[0].text, "Norville want Jan Marek");
  EXPECT_EQ(claim.evidence[0].span, (Span{0, 23}));
  ASSERT_EQ(claim.money.size(), 1u);
  EXPECT_EQ(claim.money[0].amount, 12e6);
  EXPECT_EQ(claim.confidence, 0.9);
  EXPECT_THAT(claim.rules, ElementsAre("en/interest/test"));
  const LedgerDocument& document = *history.document(claim.document);
  EXPECT_EQ(document.key, "https://prova.example/a1");
  EXPECT_EQ(document.known_at, at("2024-06-12T10:00:00Z"));
  EXPECT_EQ(document.recorded_at, at("2024-07-01"));
  EXPECT_EQ(document.language, "en");
  EXPECT_EQ(document.sketch.size(), 32u);
  EXPECT_EQ(take(reader_->document(claim.document)).text, given.text);
  EXPECT_EQ(take(reader_->reading(claim.entry)), reading_of(given));
  EXPECT_EQ(history.claim(claim.row), &claim);
  EXPECT_EQ(broken_lines(*reader_), "");
}

TEST_F(LedgerTest, keeps_the_same_document_once) {
  add(first_report(), "2024-07-01");
  const Row row = writer_->last_document();
  auto again = first_report();
  again.url = "http://prova.example/a1/";
  again.published = "2024-06-13";  // a stamp that changes is no edit
  add(again, "2024-07-02", Appended::same);
  EXPECT_EQ(writer_->last_document(), row);
  const LedgerInfo info = take(ledger().info());
  EXPECT_EQ(info.entries, 1u);
  EXPECT_EQ(info.claims, 1u);
  EXPECT_EQ(info.persons, 1u);
  EXPECT_EQ(info.clubs, 1u);
  EXPECT_THAT(info.engines, ElementsAre("0.2.0 (data d1)"));
}

TEST_F(LedgerTest, shows_an_edit_as_a_version_and_what_it_took_back) {
  add(report("a", "2024-06-12", talks("Jan Marek", "Norville")), "2024-06-12T12:00:00Z");
  auto edited = report("a", "2024-06-12", talks("Jan Marek", "Tovra"));
  add(edited, "2024-06-20T00:00:00Z", Appended::edited);
  add(edited, "2024-06-21T00:00:00Z", Appended::same);

  const PersonHistory before = history_of(ledger(), "Jan Marek", at("2024-06-19"));
  ASSERT_EQ(before.claims.size(), 1u);
  EXPECT_EQ(before.entity(before.claims[0].to)->name, "Norville");
  EXPECT_THAT(before.dropped, IsEmpty());

  const PersonHistory after = history_of(*reader_, "Jan Marek");
  ASSERT_EQ(after.claims.size(), 1u);
  EXPECT_EQ(after.entity(after.claims[0].to)->name, "Tovra");
  ASSERT_EQ(after.dropped.size(), 1u);
  EXPECT_EQ(after.entity(after.dropped[0].claim.to)->name, "Norville");
  const LedgerDocument* const version = after.document(after.dropped[0].dropped_by);
  ASSERT_NE(version, nullptr);
  EXPECT_EQ(version->version, 2);
  EXPECT_EQ(version->known_at, at("2024-06-20T00:00:00Z"));
  EXPECT_EQ(version->edit_of, after.dropped[0].claim.document);
  EXPECT_EQ(broken_lines(*reader_), "");
}

TEST_F(LedgerTest, shows_what_an_edit_changed) {
  auto before = report("a", "2024-06-12", talks("Jan Marek", "Norville"));
  before.text += ". Ilan Kerdrel too.";
  before.claims.push_back({"Ilan Kerdrel", "Norville", "talks", "Ilan Kerdrel too"});
  auto after = report("a", "2024-06-12", talks("Jan Marek", "Norville"));
  after.claims[0].certainty = "hedged";
  after.text += ". Tovra wait.";
  after.claims.push_back({"Jan Marek", "Tovra", "interest", "Tovra wait"});
  add(before, "2024-06-13");
  EXPECT_FALSE(ledger().edit(1).has_value());
  EXPECT_FALSE(ledger().edit(9).has_value());
  add(after, "2024-06-14", Appended::edited);
  const LedgerEdit edit = take(writer_->ledger().edit(writer_->last_document()));
  EXPECT_EQ(edit.before.version, 1);
  EXPECT_EQ(edit.after.version, 2);
  ASSERT_EQ(edit.dropped.size(), 1u);
  EXPECT_EQ(edit.dropped[0].evidence[0].text, "Ilan Kerdrel too");
  ASSERT_EQ(edit.added.size(), 1u);
  EXPECT_EQ(edit.added[0].type, "interest");
  ASSERT_EQ(edit.changed.size(), 1u);
  EXPECT_EQ(edit.changed[0].first.certainty, Certainty::asserted);
  EXPECT_EQ(edit.changed[0].second.certainty, Certainty::hedged);
  EXPECT_EQ(edit.entities.size(), 4u);
}

TEST_F(LedgerTest, takes_nothing_back_that_a_later_version_says_again) {
  const auto with = talks("Jan Marek", "Norville");
  auto other = report("a", "2024-06-12", talks("Jan Marek", "Tovra"));
  add(report("a", "2024-06-12", with), "2024-06-13");
  add(other, "2024-06-14", Appended::edited);
  auto third = report("a", "2024-06-12", with);
  third.text += " Again.";
  add(third, "2024-06-15", Appended::edited);
  EXPECT_EQ(history_of(ledger(), "marek", at("2024-06-14")).dropped.size(), 1u);
  const PersonHistory history = history_of(*reader_, "marek");
  ASSERT_EQ(history.dropped.size(), 1u);  // Tovra, by the third version
  EXPECT_EQ(history.entity(history.dropped[0].claim.to)->name, "Tovra");
}

TEST_F(LedgerTest, dates_what_an_edit_keeps_by_the_version_that_said_it_first) {
  const auto said = talks("Jan Marek", "Norville");
  auto second = report("a", "2024-06-12T09:00:00Z", said);
  second.text += ". Tovra wait.";
  second.claims.push_back({"Jan Marek", "Tovra", "interest", "Tovra wait"});
  auto third = second;
  third.text += " Again.";
  add(report("a", "2024-06-12T09:00:00Z", said), "2024-06-13");
  add(second, "2024-06-14", Appended::edited);
  add(third, "2024-06-15", Appended::edited);
  const PersonHistory history = history_of(ledger(), "marek");
  ASSERT_EQ(history.claims.size(), 2u);
  EXPECT_EQ(history.claims[0].type, "talks");
  EXPECT_EQ(history.document(history.claims[0].document)->version, 1);
  EXPECT_EQ(history.document(history.claims[0].document)->known_at, at("2024-06-12T09:00:00Z"));
  EXPECT_EQ(history.document(history.claims[1].document)->version, 2);
  EXPECT_THAT(history.dropped, IsEmpty());
}

TEST_F(LedgerTest, gives_a_claim_that_an_edit_changed_as_it_was_and_as_it_is) {
  auto changed = report("a", "2024-06-12", talks("Jan Marek", "Norville"));
  changed.claims[0].certainty = "hedged";
  changed.text += " Perhaps.";
  add(report("a", "2024-06-12", talks("Jan Marek", "Norville")), "2024-06-13");
  add(changed, "2024-06-14", Appended::edited);
  const PersonHistory history = history_of(ledger(), "marek");
  ASSERT_EQ(history.claims.size(), 2u);
  EXPECT_EQ(history.claims[0].certainty, Certainty::asserted);
  EXPECT_EQ(history.document(history.claims[0].document)->version, 1);
  EXPECT_EQ(history.claims[1].certainty, Certainty::hedged);
  EXPECT_EQ(history.document(history.claims[1].document)->version, 2);
}

TEST_F(LedgerTest, answers_what_was_known_then) {
  add(report("b", "2024-06-15T08:00:00Z", talks("Jan Marek", "Tovra")), "2024-08-01");
  add(report("a", "2024-06-12", talks("Jan Marek", "Norville")), "2024-08-01");
  add(report("c", "", talks("Jan Marek", "Corvaille")), "2024-08-01T00:00:00Z");
  const auto count = [&](std::string_view as_of) {
    return history_of(ledger(), "marek", at(as_of)).claims.size();
  };
  EXPECT_EQ(count("2024-06-12T12:00:00Z"), 0u);  // the day is not over
  EXPECT_EQ(count("2024-06-12"), 1u);
  EXPECT_EQ(count("2024-06-15T07:59:59Z"), 1u);
  EXPECT_EQ(count("2024-06-15T08:00:00Z"), 2u);
  EXPECT_EQ(count("2024-07-31"), 2u);
  EXPECT_EQ(count("2024-08-01T00:00:00Z"), 3u);
}

// Rows differ, what is told does not.
TEST_F(LedgerTest, tells_the_same_whatever_the_order_of_arrival) {
  std::vector<TestDocument> all;
  for (int i = 0; i < 12; ++i)
    all.push_back(report("n" + std::to_string(i), "2024-06-" + std::to_string(10 + i % 5),
                         talks(i % 3 ? "Jan Marek" : "Ilan Kerdrel", "Club " + std::to_string(i))));
  std::vector<std::vector<std::string>> told;
  for (int order = 0; order < 2; ++order) {
    const auto file = folder_.file(order ? "b.ledger" : "a.ledger");
    auto writer = open_writer(file);
    for (const TestDocument& d : all) (void)take(writer->append(prepared(d), at("2024-07-01")));
    expect_done(writer->commit());
    std::vector<std::string> lines;
    const auto opened = open_ledger(file);
    const PersonHistory history = history_of(*opened, "marek");
    for (const LedgerDocument& d : history.documents) lines.push_back(d.key);
    for (const LedgerClaim& c : history.claims) lines.push_back(history.entity(c.to)->name);
    for (const LedgerEntity& c : history.clubs) lines.push_back(stable_id(c));
    told.push_back(lines);
    std::reverse(all.begin(), all.end());
  }
  EXPECT_EQ(told[0], told[1]);
}

TEST_F(LedgerTest, reads_again_with_a_newer_engine) {
  add(first_report(), "2024-07-01");
  const Row row = writer_->last_document();
  EXPECT_FALSE(take(writer_->append_reading(row, reading_of(first_report()), at("2024-07-02"))));
  auto better = first_report();
  better.claims[0].type = "talks";
  better.claims[0].evidence = "The fee is 12 million euros";
  EXPECT_TRUE(take(writer_->append_reading(row, reading_of(better), at("2024-07-02"))));
  expect_done(writer_->commit());
  const PersonHistory history = history_of(ledger(), "marek");
  ASSERT_EQ(history.claims.size(), 1u);
  EXPECT_EQ(history.claims[0].type, "talks");
  EXPECT_EQ(history.claims[0].entry, 2);
  EXPECT_EQ(take(reader_->reading(1)), reading_of(first_report()));  // kept for ever
  EXPECT_THAT(take(reader_->search("want", kEndOfTime, 5)), IsEmpty());
  EXPECT_EQ(take(reader_->search("fee", kEndOfTime, 5)).size(), 1u);
  EXPECT_EQ(broken_lines(*reader_), "");
}

TEST_F(LedgerTest, finds_by_id_and_name) {
  add(first_report(), "2024-07-01");
  for (const char* url : {"b", "c"})
    add(report(url, "2024-06-13", talks("Ondřej Márek", "Tovra")), "2024-07-01");
  const auto names = [&](std::string_view typed) {
    std::vector<std::string> out;
    for (const auto& entity : take(reader_->find(MentionKind::person, typed, 10)))
      out.push_back(entity.name);
    return out;
  };
  ledger();
  EXPECT_THAT(names("77"), ElementsAre("Jan Marek"));
  EXPECT_THAT(names("  jan   MAREK "), ElementsAre("Jan Marek"));
  EXPECT_THAT(names("marek"), ElementsAre("Ondřej Márek", "Jan Marek"));  // more spoken of first
  EXPECT_THAT(names("Jan"), ElementsAre("Jan Marek"));
  EXPECT_THAT(names(stable_id({0, MentionKind::person, "77", ""})), ElementsAre("Jan Marek"));
  for (const char* nobody : {"", " ", "mar", "501", "Norville", "%", "P-0000000000000"})
    EXPECT_THAT(names(nobody), IsEmpty()) << nobody;
  EXPECT_EQ(take(reader_->find(MentionKind::club, "tovra", 1)).size(), 1u);
}

TEST_F(LedgerTest, searches_evidence_newest_first) {
  add(report("a", "2024-06-12", talks("Jan Marek", "Norville")), "2024-07-01");
  add(report("b", "2024-06-14", talks("Ilan Kérdrel", "Norville")), "2024-07-01");
  add(report("a", "2024-06-12", talks("Jan Marek", "Tovra")), "2024-07-02", Appended::edited);
  const auto found = [&](std::string_view words, std::string_view as_of = "2030") {
    std::vector<std::string> out;
    for (const SearchHit& hit : take(reader_->search(words, at(as_of), 10)))
      out.push_back(hit.snippet);
    return out;
  };
  ledger();
  EXPECT_THAT(found("talks"), ElementsAre("Tovra are in [talks] for Jan Marek",
                                          "Norville are in [talks] for Ilan Kérdrel"));
  EXPECT_THAT(found("KERDREL norville"), ElementsAre("[Norville] are in talks for Ilan [Kérdrel]"));
  EXPECT_THAT(found("marek norville"), IsEmpty());  // that version is edited away
  EXPECT_EQ(found("marek norville", "2024-06-20").size(), 1u);
  EXPECT_EQ(found("\"in talks\"").size(), 2u);
  EXPECT_THAT(found("\"talks in\""), IsEmpty());
  for (const char* odd : {"", "\"", "\"\"", "* OR NEAR(", "text:talks AND", "talks) --", "{}^"})
    (void)found(odd);
  EXPECT_EQ(take(reader_->search("talks", kEndOfTime, 1)).size(), 1u);
}

TEST_F(LedgerTest, names_the_persons_of_a_time) {
  add(report("a", "2024-06-12", talks("Jan Marek", "Norville")), "2024-07-01");
  add(report("b", "2024-07-14", talks("Ilan Kerdrel", "Norville")), "2024-08-01");
  auto leaving = talks("Sandro Beltrani", "Tovra");
  leaving.from = "Norville";
  add(report("c", "2024-07-20", leaving), "2024-08-01");
  ledger();
  const Row norville = take(reader_->find(MentionKind::club, "Norville", 1))[0].row;
  const Row tovra = take(reader_->find(MentionKind::club, "Tovra", 1))[0].row;
  const auto count = [&](std::string_view from, std::string_view until, Row club = 0) {
    return take(reader_->persons(at(from), at(until), club)).size();
  };
  EXPECT_EQ(count("2024-06-01", "2024-12"), 3u);
  EXPECT_EQ(count("2024-06-12", "2024-06-12"), 1u);
  EXPECT_EQ(count("2024-07-01", "2024-12"), 2u);
  EXPECT_EQ(count("2024-06-01", "2024-12", norville), 3u);
  EXPECT_EQ(count("2024-06-01", "2024-12", tovra), 1u);
  EXPECT_EQ(count("2020", "2021"), 0u);
}

Outcome move_of(const std::string& id, const std::string& name, Date date, std::int64_t fee) {
  Outcome o;
  o.person_id = id;
  o.person = name;
  o.from = "Corvaille";
  o.to_id = "501";
  o.to = "Norville";
  o.date = date;
  o.fee_eur = fee;
  o.type = "permanent";
  return o;
}

TEST_F(LedgerTest, keeps_outcomes_and_cuts_them_at_the_moment) {
  add(first_report(), "2024-06-13");
  const std::vector<Outcome> first{move_of("77", "Jan Marek", {2024, 7, 5}, -1),
                                   move_of("78", "Ilan Kerdrel", {2024, 7, 9}, 0)};
  EXPECT_TRUE(take(writer_->append_outcomes(first, "moves.csv", at("2024-08-01"))));
  EXPECT_FALSE(take(writer_->append_outcomes(first, "moves.csv", at("2024-08-02"))));
  EXPECT_TRUE(take(writer_->append_outcomes({move_of("77", "Jan Marek", {2024, 7, 5}, 12'000'000)},
                                            "moves.csv", at("2024-08-03"))));
  expect_done(writer_->commit());
  const PersonHistory history = history_of(ledger(), "marek");
  ASSERT_EQ(history.outcomes.size(), 1u);  // told again, with its fee
  const LedgerOutcome& o = history.outcomes[0];
  EXPECT_EQ(o.fee_eur, 12'000'000);
  EXPECT_EQ(o.date_max, (Date{2024, 7, 5}));
  EXPECT_EQ(o.person_row, history.person.row);
  EXPECT_EQ(history.entity(o.to_row)->name, "Norville");
  EXPECT_EQ(o.from_row, 0);
  EXPECT_EQ(history.outcomes_until, (Date{2024, 7, 9}));
  const PersonHistory then = history_of(*reader_, "marek", at("2024-07-05T12:00:00Z"));
  EXPECT_THAT(then.outcomes, IsEmpty());
  EXPECT_EQ(then.outcomes_until, (Date{2024, 7, 4}));
  EXPECT_EQ(history_of(*reader_, "marek", at("2024-07-05")).outcomes.size(), 1u);
  EXPECT_EQ(exported("outcomes").size(), 2u);
  EXPECT_EQ(broken_lines(*reader_), "");
}

TEST_F(LedgerTest, refuses_outcomes_without_person_or_date) {
  writer_ = open_writer(folder_.file());
  EXPECT_FALSE(writer_->append_outcomes({move_of("7", "A B", {}, 0)}, "x", 0).has_value());
  EXPECT_FALSE(writer_->append_outcomes({move_of("", "", {2024, 7, 5}, 0)}, "x", 0).has_value());
}

TEST_F(LedgerTest, keeps_facts_and_drift) {
  auto given = first_report();
  given.claims.push_back(
      {"Jan Marek", "Norville", "offered", "The fee is 12 million euros", "77", "501"});
  given.facts =
      R"({"predicate":"plays_for","subject":{"name":"Jan Marek","id":"77"},"object":{"name":"Tovra","id":"502"},"verdict":"supported","rows":["squads 77 502","x"],"evidence":[{"start":0,"end":8,"text":"Norville","lang":"en"}]},)"
      R"({"predicate":"age","subject":{"name":"Jan Marek","id":"77"},"value":25,"verdict":"unknown","evidence":[]})";
  given.drift = R"({"claim":0,"against":1,"kind":"initiative_reversed"})";
  add(given, "2024-07-01");
  const PersonHistory history = history_of(ledger(), "marek");
  ASSERT_EQ(history.facts.size(), 2u);
  EXPECT_EQ(history.facts[0].predicate, "plays_for");
  EXPECT_EQ(history.entity(history.facts[0].object)->id, "502");
  EXPECT_THAT(history.facts[0].rows, ElementsAre("squads 77 502", "x"));
  EXPECT_EQ(history.facts[0].verdict, Fact::Verdict::supported);
  EXPECT_EQ(history.facts[1].value, "25");
  ASSERT_EQ(history.drift.size(), 1u);
  EXPECT_EQ(history.drift[0].kind, DriftKind::initiative_reversed);
  EXPECT_EQ(history.claim(history.drift[0].claim)->type, "interest");
  EXPECT_EQ(history.claim(history.drift[0].against)->type, "offered");
  EXPECT_EQ(broken_lines(*reader_), "");
}

TEST_F(LedgerTest, exports_every_table_with_its_columns) {
  auto given = first_report();
  given.claims[0].fee = 12.5;
  add(given, "2024-07-01");
  ledger();
  for (const std::string& table : reader_->tables()) {
    EXPECT_FALSE(reader_->columns(table).empty()) << table;
    const auto rows = exported(table);
    for (const std::string& row : rows) EXPECT_THAT(row, HasSubstr("{\"")) << table;
    const bool empty = table == "outcomes" || table == "facts" || table == "drift";
    EXPECT_EQ(rows.size(), empty ? 0u : 1u) << table;
    EXPECT_THAT(exported(table, at("2024-06-01")), IsEmpty()) << table;
  }
  EXPECT_THAT(exported("money"),
              ElementsAre(R"({"claim":1048576,"kind":"fee","amount":12.5,"currency":"EUR"})"));
  EXPECT_THAT(exported("persons")[0], HasSubstr(R"("person":"P-4k1bvdyrfe1xn","id":"77")"));
  EXPECT_FALSE(reader_->export_table("nothing", kEndOfTime, [](std::string_view) {}).has_value());
}

TEST_F(LedgerTest, has_one_writer_and_readers_that_see_the_last_commit) {
  add(first_report(), "2024-07-01");
  const auto second = LedgerWriter::open(folder_.file(), {"0.2.0", "d1", ""});
  ASSERT_FALSE(second.has_value());
  EXPECT_THAT(second.error().message, HasSubstr("another program is writing"));
  const auto reader = open_ledger(folder_.file());
  (void)take(writer_->append(prepared(report("b", "2024-06-14", talks("Ilan Kerdrel", "Tovra"))),
                             at("2024-07-01")));
  EXPECT_EQ(take(reader->info()).documents, 1u);
  EXPECT_EQ(take(writer_->ledger().info()).documents, 2u);
  expect_done(writer_->commit());
  EXPECT_EQ(take(reader->info()).documents, 2u);
  (void)take(writer_->append(prepared(report("c", "2024-06-14", talks("Ilan Kerdrel", "X"))),
                             at("2024-07-01")));
  writer_.reset();  // without a commit
  EXPECT_EQ(take(reader->info()).documents, 2u);
  EXPECT_NE(open_writer(folder_.file()), nullptr);
}

TEST_F(LedgerTest, refuses_a_reading_that_is_none_and_goes_on) {
  writer_ = open_writer(folder_.file());
  for (const char* reading :
       {"", "{}", "[1]", R"({"doc":{},"claims":[{}]})",
        R"({"doc":{},"claims":[],"drift":[{"claim":0,"against":1,"kind":"weakened"}]})"}) {
    const auto refused =
        writer_->append(prepare_document(document_of(first_report()), reading), at("2024-07-01"));
    EXPECT_FALSE(refused.has_value()) << reading;
  }
  add(first_report(), "2024-07-01");
  EXPECT_EQ(take(ledger().info()).entries, 1u);
  EXPECT_EQ(broken_lines(*reader_), "");
}

TEST_F(LedgerTest, makes_its_index_anew_as_it_was) {
  add(first_report(), "2024-07-01");
  add(report("b", "2024-06-14", talks("Ilan Kerdrel", "Tovra")), "2024-07-01");
  add(report("b", "2024-06-14", talks("Ilan Kerdrel", "Corvaille")), "2024-07-02",
      Appended::edited);
  auto better = first_report();
  better.claims[0].type = "talks";
  EXPECT_TRUE(take(writer_->append_reading(1, reading_of(better), at("2024-07-02"))));
  (void)take(writer_->append_outcomes({move_of("77", "Jan Marek", {2024, 7, 5}, 1)}, "x",
                                      at("2024-08-01")));
  expect_done(writer_->commit());
  std::vector<std::vector<std::string>> before, after;
  for (const std::string& table : ledger().tables()) before.push_back(exported(table));
  reader_.reset();
  expect_done(writer_->reindex());
  for (const std::string& table : ledger().tables()) after.push_back(exported(table));
  EXPECT_EQ(before, after);
  EXPECT_EQ(broken_lines(*reader_), "");
  add(report("c", "2024-06-14", talks("Ilan Kerdrel", "Tovra")), "2024-07-01");  // and goes on
  EXPECT_EQ(broken_lines(ledger()), "");
}

}  // namespace
}  // namespace mercato
