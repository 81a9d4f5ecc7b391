// What the tests of this folder share: invented documents with their readings, and ledgers in files
// that go away.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "0_core/json_writer.h"
#include "7_ledger/ledger.h"

namespace mercato {

// A folder of this test alone; removed at the end.
class TestFolder {
 public:
  TestFolder() {
    const auto* const test = testing::UnitTest::GetInstance()->current_test_info();
    path_ = std::filesystem::temp_directory_path() /
            ("mercato-ledger-" + std::to_string(::getpid()) + "-" + (test ? test->name() : "") +
             "-" + std::to_string(reinterpret_cast<std::uintptr_t>(this)));
    std::filesystem::create_directories(path_);
  }
  ~TestFolder() { std::filesystem::remove_all(path_); }
  TestFolder(const TestFolder&) = delete;
  TestFolder& operator=(const TestFolder&) = delete;

  std::filesystem::path file(const char* name = "test.ledger") const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

inline Instant at(std::string_view text) { return parse_instant(text).value(); }

// One claim of a made-up reading; the evidence is the words of the document that carry it.
struct Said {
  std::string person, to, type = "interest", evidence = {};
  std::string person_id = {}, to_id = {}, from = {}, polarity = "affirmed", certainty = "asserted";
  std::string source_kind = "self", source = {};
  double fee = 0;
};

struct TestDocument {
  std::string url, published, text;
  std::vector<Said> claims;
  std::string id = {}, title = {}, outlet = "Gazzettino di Prova", facts = {}, drift = {};
};

inline void put_name(JsonWriter& json, std::string_view key, const std::string& name,
                     const std::string& id) {
  if (name.empty() && id.empty()) return;
  json.key(key).begin_object().key("name").value(name).put("id", id).end_object();
}

inline void put_claim(JsonWriter& json, const Said& said, const std::string& text) {
  const std::string words = said.evidence.empty() ? text : said.evidence;
  const std::size_t begin = text.find(words);
  EXPECT_NE(begin, std::string::npos) << words;
  json.begin_object();
  put_name(json, "person", said.person, said.person_id);
  json.key("type").value(said.type);
  put_name(json, "to", said.to, said.to_id);
  put_name(json, "from", said.from, "");
  json.put("polarity", said.polarity).put("certainty", said.certainty);
  json.put("when", "current").put("deal", "unknown").key("money").begin_array();
  if (said.fee > 0) {
    json.begin_object().key("amount").value(said.fee).key("currency").value("EUR");
    json.put("kind", "fee").end_object();
  }
  json.end_array().key("source").begin_object().put("name", said.source);
  json.put("kind", said.source_kind).end_object();
  json.key("evidence").begin_array().begin_object();
  json.key("start").value(static_cast<std::int64_t>(begin));
  json.key("end").value(static_cast<std::int64_t>(begin + words.size()));
  json.key("text").value(words).put("lang", "en").end_object().end_array();
  json.key("confidence").value(0.9).key("rules").begin_array();
  json.value("en/" + said.type + "/test").end_array().end_object();
}

// As `mercato extract` would write it. `facts` and `drift` are JSON lists' insides.
inline std::string reading_of(const TestDocument& d) {
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("doc").begin_object().key("id").value(d.id);
  json.put("lang", "en").put("published", d.published.substr(0, 10)).put("outlet", d.outlet);
  json.end_object().key("claims").begin_array();
  for (const Said& said : d.claims) put_claim(json, said, d.text);
  json.end_array();
  out += ",\"facts\":[" + d.facts + "],\"drift\":[" + d.drift + "]}";
  return out;
}

inline Document document_of(const TestDocument& d) {
  Document out;
  out.id = d.id;
  out.url = d.url;
  out.title = d.title;
  out.outlet = d.outlet;
  out.text = d.text;
  out.published = Date::parse_iso(d.published).value_or(Date{});
  if (d.published.size() > 10) out.published_time = d.published;
  out.blocks.push_back(
      {{0, static_cast<std::uint32_t>(d.text.size())}, BlockKind::paragraph, -1, ""});
  return out;
}

inline PreparedDocument prepared(const TestDocument& d) {
  return prepare_document(document_of(d), reading_of(d));
}

inline std::unique_ptr<LedgerWriter> open_writer(const std::filesystem::path& file,
                                                 const std::string& vfs = {}) {
  auto writer = LedgerWriter::open(file, {"0.2.0", "d1", vfs});
  EXPECT_TRUE(writer.has_value()) << writer.error().to_string();
  return writer ? std::move(*writer) : nullptr;
}

inline std::unique_ptr<Ledger> open_ledger(const std::filesystem::path& file) {
  auto ledger = Ledger::open(file);
  EXPECT_TRUE(ledger.has_value()) << ledger.error().to_string();
  return ledger ? std::move(*ledger) : nullptr;
}

// The value, or a failed test.
template <typename T>
T take(Result<T> result) {
  EXPECT_TRUE(result.has_value()) << result.error().to_string();
  if (!result) throw std::runtime_error(result.error().to_string());
  return std::move(*result);
}
inline void expect_done(const Result<void>& result) {
  EXPECT_TRUE(result.has_value()) << result.error().to_string();
}

// What verify says of the file, one line each; empty when nothing is wrong.
inline std::string broken_lines(const Ledger& ledger) {
  std::string out;
  for (const Problem& problem : take(ledger.verify({})).broken) out += problem.message + "\n";
  return out;
}

inline PersonHistory history_of(const Ledger& ledger, std::string_view name,
                                Instant as_of = kEndOfTime) {
  const auto found = take(ledger.find(MentionKind::person, name, 5));
  if (found.empty()) throw std::runtime_error("nobody of that name: " + std::string(name));
  return take(ledger.history(found.front().row, as_of));
}

}  // namespace mercato
