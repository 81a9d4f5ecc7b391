// Queries of claims, names, documents and entries: ledger.h.
#include <gmock/gmock.h>

#include "7_ledger/ledger_test_support.h"

namespace mercato {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TestDocument report(const std::string& url, const std::string& published, std::vector<Said> said) {
  std::string text;
  for (const Said& one : said) text += one.evidence + ". ";
  return {"https://prova.example/" + url, published, text, std::move(said)};
}

Said says(const std::string& person, const std::string& club, const std::string& type) {
  return {person, club, type, club + " " + type + " " + person};
}

class ClaimQueryTest : public testing::Test {
 protected:
  void SetUp() override {
    writer_ = open_writer(folder_.file());
    add(report("a", "2024-06-01", {says("Jan Marek", "Norville", "interest")}));
    add(report("b", "2024-06-02",
               {says("Ola Berg", "Norville", "talks"), says("Ola Berg", "Sudheim", "bid")}));
    add(report("c", "2024-06-03", {says("Jan Marek", "Sudheim", "talks")}));
    reader_ = open_ledger(folder_.file());
  }
  void add(const TestDocument& document) {
    take(writer_->append(prepared(document), at("2024-07-01")));
    expect_done(writer_->commit());
  }
  Row row(MentionKind kind, const std::string& name) {
    return take(reader_->find(kind, name, 1)).at(0).row;
  }
  std::vector<std::string> words(const ClaimQuery& query) {
    const ClaimPage page = take(reader_->claims(query));
    std::vector<std::string> out;
    for (const LedgerClaim& claim : page.claims)
      out.push_back(page.entity(claim.person)->name + " " + claim.type + " " +
                    page.entity(claim.to)->name + " " +
                    page.document(claim.document)->url.substr(22));
    next_ = page.next;
    return out;
  }

  TestFolder folder_;
  std::unique_ptr<LedgerWriter> writer_;
  std::unique_ptr<Ledger> reader_;
  Row next_ = 0;
};

TEST_F(ClaimQueryTest, gives_the_newest_first_with_money_evidence_and_names) {
  EXPECT_THAT(words({}), ElementsAre("Jan Marek talks Sudheim c", "Ola Berg bid Sudheim b",
                                     "Ola Berg talks Norville b", "Jan Marek interest Norville a"));
  EXPECT_EQ(next_, 0);
  const ClaimPage page = take(reader_->claims({}));
  EXPECT_EQ(page.claims[1].evidence.at(0).text, "Sudheim bid Ola Berg");
  EXPECT_EQ(page.claims[0].row, take(reader_->last_claim()));
}

TEST_F(ClaimQueryTest, filters_by_person_club_type_time_and_language) {
  ClaimQuery query;
  query.persons = {row(MentionKind::person, "Jan Marek")};
  EXPECT_THAT(words(query),
              ElementsAre("Jan Marek talks Sudheim c", "Jan Marek interest Norville a"));
  query.clubs = {row(MentionKind::club, "Norville")};
  EXPECT_THAT(words(query), ElementsAre("Jan Marek interest Norville a"));
  query = {};
  query.types = {"talks", "no such type"};
  EXPECT_THAT(words(query), ElementsAre("Jan Marek talks Sudheim c", "Ola Berg talks Norville b"));
  query.until = at("2024-06-02");
  EXPECT_THAT(words(query), ElementsAre("Ola Berg talks Norville b"));
  query.types = {"no such type"};
  EXPECT_THAT(words(query), IsEmpty());
  query = {};
  query.language = "fr";
  EXPECT_THAT(words(query), IsEmpty());
  query.language = "en";
  query.since = at("2024-06-03T00:00:00Z");
  EXPECT_THAT(words(query), ElementsAre("Jan Marek talks Sudheim c"));
}

TEST_F(ClaimQueryTest, pages_stay_where_they_are_while_the_ledger_grows) {
  ClaimQuery query;
  query.limit = 2;
  words(query);
  query.beyond = next_;
  add(report("d", "2024-06-04", {says("Jan Marek", "Norville", "bid")}));
  EXPECT_THAT(words(query),
              ElementsAre("Ola Berg talks Norville b", "Jan Marek interest Norville a"));
  EXPECT_EQ(next_, 0);
}

TEST_F(ClaimQueryTest, a_scan_that_is_cut_tells_where_to_go_on) {
  ClaimQuery query;
  query.newest = false;
  query.types = {"bid"};
  query.scan = 1;
  std::vector<std::string> all;
  int pages = 0;
  do {
    for (const std::string& one : words(query)) all.push_back(one);
    query.beyond = next_;
  } while (next_ && ++pages < 10);
  EXPECT_THAT(all, ElementsAre("Ola Berg bid Sudheim b"));
  EXPECT_EQ(pages, 3);
}

TEST_F(ClaimQueryTest, earlier_versions_are_left_out_once_a_later_one_is_known) {
  TestDocument edited = report("a", "2024-06-01", {says("Jan Marek", "Norville", "talks")});
  add(edited);  // recorded, and so known, on 2024-07-01
  ClaimQuery query;
  query.persons = {row(MentionKind::person, "Jan Marek")};
  EXPECT_THAT(words(query), ElementsAre("Jan Marek talks Norville a", "Jan Marek talks Sudheim c"));
  query.until = at("2024-06-30");
  EXPECT_THAT(words(query),
              ElementsAre("Jan Marek talks Sudheim c", "Jan Marek interest Norville a"));
  query = {};
  query.current = false;
  EXPECT_EQ(words(query).size(), 5u);
}

TEST_F(ClaimQueryTest, suggests_names_by_the_begin_of_any_word_best_known_first) {
  const auto names = [&](MentionKind kind, const char* typed, Instant as_of = kEndOfTime) {
    std::vector<std::string> out;
    for (const NamedEntity& one : take(reader_->suggest(kind, typed, as_of, 10)))
      out.push_back(one.entity.name + " " + std::to_string(one.claims));
    return out;
  };
  EXPECT_THAT(names(MentionKind::person, "MÁR"), ElementsAre("Jan Marek 2"));
  EXPECT_THAT(names(MentionKind::person, "jan m"), ElementsAre("Jan Marek 2"));
  EXPECT_THAT(names(MentionKind::person, "ja"), ElementsAre("Jan Marek 2"));
  EXPECT_THAT(names(MentionKind::person, "arek"), IsEmpty());
  EXPECT_THAT(names(MentionKind::person, ""), IsEmpty());
  EXPECT_THAT(names(MentionKind::club, "n"), ElementsAre("Norville 2"));
  EXPECT_THAT(names(MentionKind::club, "sud", at("2024-06-02")), ElementsAre("Sudheim 1"));
  EXPECT_THAT(names(MentionKind::club, "sud", at("2024-06-01")), IsEmpty());
}

TEST_F(ClaimQueryTest, lists_documents_edits_and_entries) {
  add(report("a", "2024-06-01", {says("Jan Marek", "Norville", "talks")}));
  const auto urls = [](const std::vector<LedgerDocument>& documents) {
    std::string out;
    for (const LedgerDocument& one : documents)
      out += one.url.substr(22) + std::to_string(one.version) + " ";
    return out;
  };
  EXPECT_EQ(urls(take(reader_->documents(kEndOfTime, 0, 10))), "a2 c1 b1 a1 ");
  EXPECT_EQ(urls(take(reader_->documents(kEndOfTime, 4, 2))), "c1 b1 ");
  EXPECT_EQ(urls(take(reader_->documents(at("2024-06-02"), 0, 10))), "b1 a1 ");
  EXPECT_EQ(urls(take(reader_->documents(kEndOfTime, 0, 10, true))), "a2 ");
  std::string entries;
  expect_done(reader_->entries(1, [&](const LedgerEntry& entry) {
    entries += std::to_string(entry.number) + ":" + std::to_string(entry.document) + " ";
  }));
  EXPECT_EQ(entries, "2:2 3:3 4:4 ");
}

TEST_F(ClaimQueryTest, reads_a_document_as_it_was_read) {
  const DocumentReading reading = take(reader_->read_document(2));
  EXPECT_EQ(reading.claims.size(), 2u);
  EXPECT_EQ(reading.entity(reading.claims[0].person)->name, "Ola Berg");
  EXPECT_EQ(reading.entry, 2);
  EXPECT_EQ(reading.next, 0);
  EXPECT_FALSE(reader_->read_document(99).has_value());
  EXPECT_FALSE(reader_->read_document(-1).has_value());
}

TEST_F(ClaimQueryTest, tells_when_somebody_wrote) {
  const auto before = take(reader_->changes());
  EXPECT_EQ(take(reader_->changes()), before);
  add(report("e", "2024-06-05", {says("Ola Berg", "Norville", "interest")}));
  EXPECT_NE(take(reader_->changes()), before);
}

}  // namespace
}  // namespace mercato
