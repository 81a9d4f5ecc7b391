// What was changed behind the ledger's back is found and located; what is no ledger is told so.
#include <gmock/gmock.h>
#include <sqlite3.h>

#include <fstream>
#include <functional>
#include <iterator>

#include "7_ledger/ledger_test_support.h"

namespace mercato {
namespace {

using testing::HasSubstr;
using testing::Not;

// Changes the file as somebody with SQLite at hand would.
void tamper(const std::filesystem::path& file, const std::string& sql) {
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(file.c_str(), &database), SQLITE_OK);
  char* message = nullptr;
  const int code = sqlite3_exec(database, sql.c_str(), nullptr, nullptr, &message);
  EXPECT_EQ(code, SQLITE_OK) << (message ? message : "") << " in " << sql;
  sqlite3_free(message);
  sqlite3_close(database);
}

// As tamper, past the triggers that keep truth: the tables are as before afterwards.
void tamper_truth(const std::filesystem::path& file, const std::string& sql) {
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(file.c_str(), &database), SQLITE_OK);
  sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
  char* message = nullptr;
  EXPECT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, &message), SQLITE_OK) << message;
  sqlite3_free(message);
  sqlite3_close(database);
}

class VerifyTest : public testing::Test {
 protected:
  void SetUp() override {
    auto writer = open_writer(folder_.file());
    for (int i = 1; i <= 5; ++i) {
      const std::string club = "Norville " + std::to_string(i);
      TestDocument d{"https://prova.example/" + std::to_string(i),
                     "2024-06-1" + std::to_string(i),
                     club + " want Jan Marek",
                     {{"Jan Marek", club}}};
      d.claims[0].fee = 1e6 * i;
      (void)take(writer->append(prepared(d), at("2024-07-01") + i));
    }
    expect_done(writer->commit());
  }
  std::string broken() { return broken_lines(*open_ledger(folder_.file())); }

  TestFolder folder_;
};

TEST_F(VerifyTest, finds_nothing_in_a_whole_ledger) {
  std::uint64_t last = 0, all = 1;
  const auto ledger = open_ledger(folder_.file());
  const VerifyReport report = take(ledger->verify([&](std::uint64_t done, std::uint64_t of) {
    last = done;
    all = of;
  }));
  EXPECT_TRUE(report.broken.empty());
  EXPECT_EQ(report.entries, 5u);
  EXPECT_EQ(report.documents, 5u);
  EXPECT_EQ(report.claims, 5u);
  EXPECT_EQ(report.head, take(ledger->info()).head);
  EXPECT_EQ(last, all);
}

TEST_F(VerifyTest, keeps_truth_from_being_changed_by_accident) {
  for (const char* sql :
       {"UPDATE entry SET recorded_at = 1", "DELETE FROM entry", "UPDATE document SET key = 'x'",
        "DELETE FROM document", "UPDATE version SET engine = 'x'", "DELETE FROM version"}) {
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(folder_.file().c_str(), &database), SQLITE_OK);
    EXPECT_NE(sqlite3_exec(database, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sql;
    EXPECT_STREQ(sqlite3_errmsg(database), "a ledger only grows");
    sqlite3_close(database);
  }
  EXPECT_EQ(broken(), "");
}

struct Change {
  const char* sql;
  const char* found;
};

TEST_F(VerifyTest, finds_every_change_of_the_index) {
  const auto whole = folder_.file("whole.ledger");
  std::filesystem::copy_file(folder_.file(), whole);
  for (const Change& change : {
           Change{"UPDATE claim SET certainty = 0 WHERE id >> 20 = 3",
                  "claim row 3145728 (entry 3): certainty"},
           Change{"DELETE FROM claim WHERE id >> 20 = 2",
                  "claim row 2097152 (entry 2): it is missing"},
           Change{"INSERT INTO claim SELECT id + 7, document, person, to_club, from_club, type, "
                  "polarity, certainty, time, deal, source, post, rules, amounts, drifts, "
                  "confidence FROM claim WHERE id >> 20 = 1",
                  "claim row 1048583 (entry 1): the entries say nothing"},
           Change{"UPDATE evidence SET text = 'Norville 4 reject Jan Marek' WHERE id >> 20 = 4",
                  "evidence row 4194304 (entry 4): text"},
           Change{"UPDATE entity SET name = 'Ilan Kerdrel' WHERE kind = 0", "entity row 1: name"},
           Change{"UPDATE money SET amount = 1 WHERE id >> 20 = 5",
                  "money row 5242880 (entry 5): amount"},
           Change{"UPDATE edition SET known_at = 0 WHERE document = 2", "edition row 2: known_at"},
           Change{"UPDATE term SET text = 'talks' WHERE text = 'interest'", "term row"},
           Change{"UPDATE source SET kind = 2", "source row 1: kind"},
           Change{"INSERT INTO drift VALUES(1048576, 1048576, 0)", "drift row 1048576"},
           Change{"INSERT INTO evidence_text(rowid, text) VALUES(3145999, 'gossip')",
                  "the full text"},
           Change{"DELETE FROM ending", "ending row"},
       }) {
    std::filesystem::copy_file(whole, folder_.file(),
                               std::filesystem::copy_options::overwrite_existing);
    tamper(folder_.file(), change.sql);
    EXPECT_THAT(broken(), HasSubstr(change.found)) << change.sql;
  }
}

TEST_F(VerifyTest, finds_every_change_of_the_truth) {
  const auto whole = folder_.file("whole.ledger");
  std::filesystem::copy_file(folder_.file(), whole);
  for (const Change& change : {
           Change{
               "UPDATE entry SET body = (SELECT body FROM entry WHERE number = 2) WHERE number = 3",
               "entry 3: its content"},
           Change{"UPDATE entry SET body = x'00' WHERE number = 3", "entry 3: the packed bytes"},
           Change{"UPDATE entry SET recorded_at = 5 WHERE number = 4", "entry 4: its content"},
           Change{"UPDATE entry SET kind = 9 WHERE number = 4", "entry 4: its kind"},
           Change{"UPDATE entry SET document = 99 WHERE number = 4",
                  "entry 4: its document 99 is missing"},
           Change{"DELETE FROM entry WHERE number = 3", "entry 3: it is missing"},
           Change{"DELETE FROM entry WHERE number = 5", "the head"},
           Change{"UPDATE entry SET number = -2 WHERE number = 2; UPDATE entry SET number = 2 "
                  "WHERE number = 3; UPDATE entry SET number = 3 WHERE number = -2",
                  "entry 2: it does not follow"},
           Change{
               "UPDATE document SET form = (SELECT form FROM document WHERE id = 1) WHERE id = 2",
               "document 2: its bytes"},
           Change{"UPDATE document SET key = 'x' WHERE id = 2", "entry 2: its content"},
           Change{"UPDATE document SET recorded_at = 1 WHERE id = 2",
                  "document 2: it was not recorded"},
           Change{"UPDATE document SET edit_of = 1 WHERE id = 2", "document 2: its version"},
           Change{"DELETE FROM document WHERE id = 5", "entry 5: its document 5 is missing"},
           Change{"UPDATE version SET engine = '9'", "entry 1: its content"},
           Change{"UPDATE head SET digest = zeroblob(32)", "the head"},
           Change{"DELETE FROM head", "the head"},
       }) {
    std::filesystem::copy_file(whole, folder_.file(),
                               std::filesystem::copy_options::overwrite_existing);
    tamper_truth(folder_.file(), change.sql);
    EXPECT_THAT(broken(), HasSubstr(change.found)) << change.sql;
  }
}

TEST_F(VerifyTest, is_mended_by_a_new_index) {
  tamper(folder_.file(), "UPDATE claim SET certainty = 0; DELETE FROM evidence");
  EXPECT_NE(broken(), "");
  expect_done(open_writer(folder_.file())->reindex());
  EXPECT_EQ(broken(), "");
}

TEST_F(VerifyTest, knows_an_index_of_another_version) {
  tamper(folder_.file(), "UPDATE meta SET value = '0' WHERE name = 'index'; DELETE FROM evidence");
  EXPECT_THAT(broken(), HasSubstr("another version"));
  EXPECT_NE(open_writer(folder_.file()), nullptr);  // which makes it anew
  EXPECT_EQ(broken(), "");
}

std::string open_error(const std::filesystem::path& file) {
  const auto opened = Ledger::open(file);
  if (opened) return "opened";
  EXPECT_THAT(opened.error().where, HasSubstr(file.filename().string()));
  EXPECT_NE(opened.error().hint, "");
  return opened.error().message;
}

void write_file(const std::filesystem::path& file, std::string_view bytes) {
  std::ofstream(file, std::ios::binary)
      .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

TEST_F(VerifyTest, says_what_is_no_ledger) {
  EXPECT_THAT(open_error(folder_.file("absent")), HasSubstr("there is no ledger"));
  write_file(folder_.file("empty"), "");
  EXPECT_THAT(open_error(folder_.file("empty")), HasSubstr("empty"));
  write_file(folder_.file("text"), std::string(5'000, 'x'));
  EXPECT_THAT(open_error(folder_.file("text")), HasSubstr("not a database"));
  tamper(folder_.file("other"), "CREATE TABLE a(b)");
  EXPECT_THAT(open_error(folder_.file("other")), HasSubstr("no ledger"));
  tamper(folder_.file(), "PRAGMA user_version=2");
  EXPECT_THAT(open_error(folder_.file()), HasSubstr("schema 2"));
  const auto writer = LedgerWriter::open(folder_.file(), {"1", "1", ""});
  ASSERT_FALSE(writer.has_value());
  EXPECT_THAT(writer.error().message, HasSubstr("schema 2"));
}

TEST_F(VerifyTest, refuses_tables_that_are_not_its_own) {
  const auto whole = folder_.file("whole.ledger");
  std::filesystem::copy_file(folder_.file(), whole);
  for (const char* sql : {"CREATE TABLE more(a)", "DROP TRIGGER entry_stays",
                          "DROP INDEX claim_person", "CREATE VIEW v AS SELECT 1",
                          "CREATE TRIGGER t AFTER INSERT ON claim BEGIN DELETE FROM term; END"}) {
    std::filesystem::copy_file(whole, folder_.file(),
                               std::filesystem::copy_options::overwrite_existing);
    tamper(folder_.file(), sql);
    EXPECT_THAT(open_error(folder_.file()), HasSubstr("tables are not those")) << sql;
  }
}

std::vector<std::string> everything(const Ledger& ledger) {
  std::vector<std::string> out;
  for (const std::string& table : ledger.tables()) {
    const auto done = ledger.export_table(table, kEndOfTime,
                                          [&](std::string_view row) { out.emplace_back(row); });
    if (!done) out.push_back(done.error().to_string());
  }
  return out;
}

std::string read_file(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

// Cut anywhere, or with any page overwritten, the file gives errors and no crash; where verify
// finds nothing wrong, only bytes that hold nothing were overwritten.
TEST_F(VerifyTest, tells_of_a_file_that_was_cut_or_overwritten) {
  const std::string whole = read_file(folder_.file());
  const auto right = everything(*open_ledger(folder_.file()));
  ASSERT_GT(whole.size(), 50'000u);
  for (std::size_t page = 0; page * 4096 < whole.size(); page += 2) {
    for (const bool cut : {true, false}) {
      std::string bytes = whole;
      if (cut) bytes.resize(page * 4096 + 100);
      for (std::size_t i = page * 4096 + 8; i < bytes.size() && i < page * 4096 + 4096; i += 7)
        bytes[i] = static_cast<char>(bytes[i] ^ 0x5a);
      const auto file = folder_.file("damaged.ledger");
      write_file(file, bytes);
      const auto opened = Ledger::open(file);
      if (!opened) continue;
      (void)(*opened)->history(1, kEndOfTime);
      (void)(*opened)->search("marek", kEndOfTime, 5);
      const auto report = (*opened)->verify({});
      if (!report || !report->broken.empty()) continue;
      EXPECT_EQ(everything(**opened), right) << "page " << page << " cut " << cut;
      EXPECT_FALSE(cut);
    }
  }
}

// What the file of each schema in tests/ledger_versions holds.
void write_version(const std::filesystem::path& file) {
  const auto said = [](const std::string& url, const std::string& club) {
    return TestDocument{"https://prova.example/" + url,
                        "2024-06-12",
                        club + " want Jan Marek",
                        {{"Jan Marek", club}}};
  };
  auto writer = open_writer(file);
  for (const auto& [url, club] : {std::pair("a", "Norville"), {"a", "Tovra"}, {"b", "Norville"}})
    (void)take(writer->append(prepared(said(url, club)), at("2024-07-01")));
  auto better = said("b", "Norville");
  better.claims[0].type = "talks";
  EXPECT_TRUE(take(writer->append_reading(3, reading_of(better), at("2024-07-02"))));
  Outcome move;
  move.person = "Jan Marek";
  move.to = "Tovra";
  move.date = {2024, 7, 5};
  move.type = "permanent";
  EXPECT_TRUE(take(writer->append_outcomes({move}, "made by hand", at("2024-08-01"))));
  expect_done(writer->commit());
}

void check_version(const std::filesystem::path& file) {
  const auto ledger = open_ledger(file);
  ASSERT_NE(ledger, nullptr);
  EXPECT_EQ(broken_lines(*ledger), "");
  const PersonHistory history = history_of(*ledger, "Jan Marek");
  EXPECT_EQ(history.claims.size(), 2u);
  EXPECT_EQ(history.dropped.size(), 1u);
  EXPECT_EQ(history.outcomes.size(), 1u);
  EXPECT_EQ(take(ledger->search("norville", kEndOfTime, 5)).size(), 1u);
  EXPECT_EQ(take(ledger->info()).entries, 5u);
  EXPECT_EQ(take(ledger->info()).head,
            "424121a15f5b7c321b9e58c96b5c7e40992a6133d4b728d64d7da97d1badba4d");
}

// For the next schema: MERCATO_WRITE_LEDGER=FILE makes the file that is then kept.
TEST(LedgerVersions, hold_what_the_program_writes_now) {
  const TestFolder folder;
  write_version(folder.file());
  check_version(folder.file());
  if (const char* const wanted = std::getenv("MERCATO_WRITE_LEDGER")) {
    std::filesystem::copy_file(folder.file(), wanted);
  }
}

// Files made by each released schema stay readable, for ever.
TEST(LedgerVersions, are_all_read) {
  const auto folder = std::filesystem::path(MERCATO_SOURCE_DIR) / "tests" / "ledger_versions";
  int read = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".ledger") continue;
    SCOPED_TRACE(entry.path().string());
    const TestFolder copy;
    std::filesystem::copy_file(entry.path(), copy.file());
    check_version(copy.file());
    ++read;
  }
  EXPECT_GE(read, 1);
}

}  // namespace
}  // namespace mercato
