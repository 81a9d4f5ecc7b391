// Does a hostile ledger, document form or reading end well? The first byte picks: 0 a form, 1
// packed bytes, 2 a reading; else the rest overwrites bytes of a small whole ledger (three bytes of
// place, one of value, again and again, a byte left over cuts the end off), which is then asked
// everything.
#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "7_ledger/compression.h"
#include "7_ledger/form.h"
#include "7_ledger/ledger.h"
#include "7_ledger/reading_rows.h"

namespace mercato {
namespace {

void require(bool holds) {
  if (!holds) __builtin_trap();
}

const std::filesystem::path& folder() {
  static const std::filesystem::path path = [] {
    const auto made = std::filesystem::temp_directory_path() /
                      ("mercato-ledger-fuzz-" + std::to_string(::getpid()));
    std::filesystem::create_directories(made);
    return made;
  }();
  return path;
}

void try_form(std::string_view bytes) {
  const auto document = read_form(bytes);
  if (!document) return;
  const std::string form = write_form(*document);
  const auto again = read_form(form);
  require(again.has_value() && write_form(*again) == form);
}

void try_packed(std::string_view bytes) {
  const auto unpacked = decompress(bytes);
  if (unpacked) try_form(*unpacked);
}

void try_reading(std::string_view bytes) {
  ReadingParser parser;
  const auto rows = parser.parse(bytes);
  if (!rows) return;
  for (const EvidenceRow& e : (*rows)->evidence) require(e.claim < (*rows)->claims.size());
  for (const DriftRow& d : (*rows)->drift) require(d.against < (*rows)->claims.size());
}

std::string whole_ledger() {
  const auto file = folder() / "whole.ledger";
  {
    auto writer = *LedgerWriter::open(file, {"fuzz", "fuzz", ""});
    for (const char* club : {"Norville", "Tovra", "Corvaille"}) {
      Document document;
      document.url =
          "https://prova.example/" + std::string(club == std::string("Tovra") ? "a" : "b");
      document.text = std::string(club) + " want Jan Marek";
      const std::string reading =
          R"({"doc":{"lang":"en"},"claims":[{"person":{"name":"Jan Marek","id":"7"},"type":"interest","to":{"name":")" +
          std::string(club) +
          R"("},"polarity":"affirmed","certainty":"hedged","when":"current","deal":"unknown","money":[{"amount":5,"currency":"EUR","kind":"fee"}],"source":{"kind":"self"},"evidence":[{"start":0,"end":4,"text":"want Jan"}],"rules":["en/a"]}],"facts":[],"drift":[{"claim":0,"against":0,"kind":"weakened"}]})";
      require(writer->append(prepare_document(document, reading), 1'700'000'000).has_value());
    }
    require(writer->commit().has_value());
  }
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

void ask_everything(const Ledger& ledger) {
  (void)ledger.info();
  for (const MentionKind kind : {MentionKind::person, MentionKind::club})
    if (const auto found = ledger.find(kind, "marek", 5); found && !found->empty())
      (void)ledger.history(found->front().row, kEndOfTime);
  (void)ledger.history(1, 1'700'000'000);
  (void)ledger.persons(0, kEndOfTime);
  (void)ledger.edit(3);
  (void)ledger.search("want jan", kEndOfTime, 5);
  (void)ledger.document(1);
  (void)ledger.reading(1);
  for (const std::string& table : ledger.tables())
    (void)ledger.export_table(table, kEndOfTime, [](std::string_view) {});
  (void)ledger.verify({});
}

void try_file(std::string_view changes) {
  static const std::string whole = whole_ledger();
  std::string bytes = whole;
  for (; changes.size() >= 4; changes.remove_prefix(4)) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(changes[i]); };
    const std::size_t place = (byte(0) | byte(1) << 8 | byte(2) << 16) % bytes.size();
    bytes[place] = changes[3];
  }
  if (changes.size() == 1)
    bytes.resize(bytes.size() * static_cast<unsigned char>(changes[0]) / 256);
  const auto file = folder() / "changed.ledger";
  std::ofstream(file, std::ios::binary)
      .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (const auto ledger = Ledger::open(file)) ask_everything(**ledger);
}

}  // namespace
}  // namespace mercato

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace mercato;
  if (size == 0) return 0;
  const std::string_view rest(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0]) {
    case 0:
      try_form(rest);
      break;
    case 1:
      try_packed(rest);
      break;
    case 2:
      try_reading(rest);
      break;
    default:
      try_file(rest);
  }
  return 0;
}
