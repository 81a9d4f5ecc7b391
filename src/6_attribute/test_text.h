// A document for tests, written with its mentions in brackets: "Selon [outlet Le Canard Rond],
// [person Jean Valdor] part." Paragraphs are parted by an empty line; one that begins with "# " is
// the title, one with "> NAME (@HANDLE): " a post.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "6_attribute/attributor.h"

namespace mercato {

// Everything an attributor needs, loaded from the project's data once for each test program.
struct TestWorld {
  std::shared_ptr<const Languages> languages;
  std::shared_ptr<const Lexicon> lexicon;
  std::shared_ptr<const Attributor> attributor;

  static const TestWorld& get();
};

class TestText {
 public:
  // The label of a bracket is a MentionKind, or "pronoun" for a person meant by a pronoun.
  TestText(std::string_view marked, std::string_view language);

  Document document;
  TokenizedText tokens;
  LinkedText linked;
  std::vector<Attribution> attributions;

  // Fills tokens, and attributions from the project's rules.
  TestText& attribute();
  // The source of a passage of the text, as a statement with that evidence would get it; self where
  // there is none.
  Source source_of(std::string_view passage) const;
  // "outlet Le Canard Rond", "journalist Gino Penna (Radio Due)", "self": kind, name and outlet in
  // one string.
  std::string says(std::string_view passage) const;
  Claim statement(std::string_view passage) const;

 private:
  void add_paragraph(std::string_view marked);
  void add_mention(std::string_view label, std::uint32_t begin);
  void place_mentions();
};

}  // namespace mercato
