#include "4_link/word_table.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <fstream>
#include <map>

namespace mercato::link {
namespace {

std::filesystem::path write(const std::string& name, const std::string& text) {
  const auto file = std::filesystem::temp_directory_path() / name;
  std::ofstream(file) << text;
  return file;
}

TEST(WordTable, joins_the_classes_of_a_word) {
  const auto table = WordTable::load(
      write("mercato_words_a.tsv", "# comment\nex\tancien ex\nadjective\tAncien\n"));
  ASSERT_TRUE(table);
  EXPECT_EQ(table->classes(fold_hash("ancien")), classes_of(WordClass::ex, WordClass::adjective));
  EXPECT_EQ(table->classes(fold_hash("autre")), 0u);
}

TEST(WordTable, refuses_an_unknown_class_and_says_where) {
  const auto table = WordTable::load(write("mercato_words_b.tsv", "ex\tex\nnonsense\tword\n"));
  ASSERT_FALSE(table);
  EXPECT_EQ(table.error().line, 2u);
}

TEST(WordTable, loads_every_language_and_the_specimen) {
  const auto languages = std::filesystem::path(MERCATO_SOURCE_DIR) / "data" / "languages";
  for (const auto& folder : std::filesystem::directory_iterator(languages)) {
    const auto table = WordTable::load(folder.path() / "link" / "words.tsv");
    EXPECT_TRUE(table) << (table ? "" : table.error().to_string());
  }
}

RC_GTEST_PROP(WordTable, agrees_with_a_map,
              (std::vector<std::pair<std::uint64_t, std::uint8_t>> added)) {
  WordTable table;
  std::map<std::uint64_t, WordClasses> twin;
  for (const auto& [hash, bit] : added) {
    if (hash == 0) continue;
    table.add(hash, WordClasses{1} << (bit % 30));
    twin[hash] |= WordClasses{1} << (bit % 30);
  }
  for (const auto& [hash, classes] : twin) RC_ASSERT(table.classes(hash) == classes);
}

}  // namespace
}  // namespace mercato::link
