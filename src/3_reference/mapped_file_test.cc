#include "3_reference/mapped_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <fstream>

#include "3_reference/test_support.h"

namespace mercato {
namespace {

using test::Compiled;
using test::TemporaryFile;
using testing::HasSubstr;

const std::string& good_bytes() {
  static const std::string bytes = [] {
    const Compiled compiled({"native"});
    std::ifstream in(compiled.file.path(), std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
  }();
  return bytes;
}

std::string open_error(const std::string& bytes) {
  const TemporaryFile file("damaged.ref");
  std::ofstream(file.path(), std::ios::binary) << bytes;
  const auto opened = Reference::open(file.path());
  return opened ? "" : opened.error().to_string();
}

TEST(ReferenceOpen, says_what_is_wrong_when_the_file_is_absent) {
  const auto opened = Reference::open("/nowhere/at/all.ref");
  ASSERT_FALSE(opened);
  EXPECT_THAT(opened.error().to_string(), HasSubstr("cannot be opened"));
}

TEST(ReferenceOpen, refuses_a_foreign_file) {
  EXPECT_THAT(open_error(""), HasSubstr("too short"));
  EXPECT_THAT(open_error("hello"), HasSubstr("too short"));
  EXPECT_THAT(open_error(std::string(100'000, 'x')), HasSubstr("not a reference file"));
  EXPECT_FALSE(Reference::open("/"));
}

TEST(ReferenceOpen, refuses_a_file_that_is_cut_short) {
  rc::check([] {
    const auto size = *rc::gen::inRange<std::size_t>(0, good_bytes().size());
    RC_ASSERT(!open_error(good_bytes().substr(0, size)).empty());
  });
}

TEST(ReferenceOpen, refuses_a_file_when_any_byte_of_header_or_directory_is_changed) {
  constexpr std::size_t kEnd = sizeof(reference_file::Header) +
                               reference_file::kSections * sizeof(reference_file::SectionEntry);
  for (std::size_t i = 0; i < kEnd; ++i) {
    std::string bytes = good_bytes();
    bytes[i] = static_cast<char>(bytes[i] ^ 0x40);
    EXPECT_NE(open_error(bytes), "") << "byte " << i;
  }
}

// Asks everything that there is to ask.
void exercise(const Reference& reference) {
  for (ReferenceId id = 0; id < 700; ++id) {
    reference.kind(id), reference.name(id), reference.external_id(id);
    reference.person(id), reference.club(id), reference.competition(id), reference.source(id);
    for (const MoveRow& move : reference.moves(id)) reference.name(move.to);
    for (const SpellRow& spell : reference.coach_spells(id)) reference.name(spell.person);
    reference.club_at(id, {2021, 1, 1});
    reference.prominence(id, {2021, 1, 1});
  }
  for (const auto name :
       {"Bruno van Torval", "Velmora", "brésilienne", "Talbruck", "Old Lantern Cup"}) {
    TokenizedText tokens;
    test::languages().tokenize(name, kUnknownLanguage, tokens);
    TrieCursor cursor;
    for (const Token& token : tokens.tokens) {
      reference.step(cursor, token.hash);
      for (const NameHit& hit : reference.hits(cursor)) reference.name(hit.entity);
    }
  }
  reference.find(MentionKind::person, "p1");
  reference.lookup("torvl", 5);
  reference.info();
}

TEST(ReferenceOpen, never_crashes_when_bytes_of_the_contents_are_changed) {
  rc::check([] {
    std::string bytes = good_bytes();
    const auto begin = *rc::gen::inRange<std::size_t>(1024, bytes.size());
    const auto length = *rc::gen::inRange<std::size_t>(1, 4096);
    const auto value = *rc::gen::element<int>(0x00, 0xff, 0x7f, 0x55);
    for (std::size_t i = begin; i < std::min(bytes.size(), begin + length); ++i)
      bytes[i] = static_cast<char>(value);
    const TemporaryFile file("flipped.ref");
    std::ofstream(file.path(), std::ios::binary) << bytes;
    const auto opened = Reference::open(file.path());
    if (opened) exercise(**opened);
  });
}

TEST(ReferenceInfo, tells_when_the_contents_are_damaged) {
  std::string bytes = good_bytes();
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
  const TemporaryFile file("info.ref");
  std::ofstream(file.path(), std::ios::binary) << bytes;
  const auto opened = Reference::open(file.path());
  ASSERT_TRUE(opened) << opened.error().to_string();
  std::string all;
  for (const auto& [label, value] : (*opened)->info()) all += value + "\n";
  EXPECT_THAT(all, HasSubstr("DAMAGED"));
}

}  // namespace
}  // namespace mercato
