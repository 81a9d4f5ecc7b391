#include "6_attribute/own_voice.h"

#include <gtest/gtest.h>

#include "6_attribute/test_text.h"

namespace mercato {
namespace {

bool is_own(SourceKind kind, std::string_view name, std::string_view outlet,
            std::string_view author = "") {
  const TestWorld& world = TestWorld::get();
  const SourceVocabulary vocabulary(world.lexicon, *world.languages);
  Document document;
  document.outlet = outlet;
  document.author = author;
  Source source;
  source.kind = kind;
  source.name = name;
  return OwnVoice(document, vocabulary).is(source);
}

TEST(OwnVoice, knows_an_outlet_by_its_domain) {
  EXPECT_TRUE(is_own(SourceKind::outlet, "Canard Sports", "www.canardsports.example"));
  EXPECT_TRUE(is_own(SourceKind::outlet, "Canard", "Canard Sports"));
  EXPECT_TRUE(is_own(SourceKind::outlet, "The Canard", "canard.example"));
}

TEST(OwnVoice, does_not_take_a_common_word_for_a_name) {
  EXPECT_FALSE(is_own(SourceKind::outlet, "Sport", "Sport Merle"));
  EXPECT_FALSE(is_own(SourceKind::outlet, "Merle Sport", "Canard Sport"));
  EXPECT_FALSE(is_own(SourceKind::outlet, "Merle", ""));
}

TEST(OwnVoice, knows_its_author) {
  EXPECT_TRUE(is_own(SourceKind::journalist, "Gino Penna", "", "Gino Penna"));
  EXPECT_FALSE(is_own(SourceKind::journalist, "Gino Penna", "", "Ana Pluma"));
  EXPECT_FALSE(is_own(SourceKind::person, "Gino Penna", "", "Gino Penna"));
}

}  // namespace
}  // namespace mercato
