#include "9_command/terminal.h"

#include <gtest/gtest.h>

namespace mercato {
namespace {

TEST(Terminal, control_characters_of_a_document_cannot_steer_it) {
  EXPECT_EQ(plain("a\x1b[31mb\r\nc\xe2\x80\xae"
                  "d"),
            "a [31mb  c d");
}

TEST(Terminal, width_counts_columns_not_bytes) {
  EXPECT_EQ(display_width("Kolašinac"), 9u);
  EXPECT_EQ(display_width("久保"), 4u);
  EXPECT_EQ(display_width("e\xcc\x81"), 1u);
}

TEST(Terminal, shorten_never_exceeds_the_width) {
  EXPECT_EQ(shorten("Atalanta", 8), "Atalanta");
  EXPECT_EQ(shorten("Atalanta", 5), "Atal…");
  EXPECT_LE(display_width(shorten("久保建英", 5)), 5u);
}

TEST(Terminal, wrap_breaks_at_spaces_and_keeps_all_words) {
  EXPECT_EQ(wrap("un deux trois", 8), (std::vector<std::string>{"un deux", "trois"}));
  EXPECT_EQ(wrap("", 8), std::vector<std::string>{""});
}

TEST(Terminal, table_fits_the_width) {
  std::FILE* null = std::fopen("/dev/null", "w");
  const Terminal terminal(null, true);
  Table table({"A", "B"});
  table.add({std::string(300, 'x'), "y"});
  const std::string text = table.to_string(terminal);
  EXPECT_LE(text.find('\n', text.find('\n') + 1) - text.find('\n'), terminal.width() + 3);
  std::fclose(null);
}

}  // namespace
}  // namespace mercato
