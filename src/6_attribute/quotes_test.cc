#include "6_attribute/quotes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "6_attribute/test_text.h"

namespace mercato {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> quotes_in(std::string_view words, std::string_view language) {
  TestText text(words, language);
  text.attribute();
  std::vector<Quote> quotes;
  find_quotes(text.document, text.tokens, quotes);
  std::vector<std::string> out;
  for (const Quote& quote : quotes) out.emplace_back(slice(text.document.text, quote.inner));
  return out;
}

TEST(Quotes, are_found_with_any_marks) {
  EXPECT_THAT(quotes_in("Il dit : « Je reste ici. » Et voilà.", "fr"),
              ElementsAre("Je reste ici."));
  EXPECT_THAT(quotes_in("He said: “I will stay.” Then \"he left\".", "en"),
              ElementsAre("I will stay.", "he left"));
  EXPECT_THAT(quotes_in("He said: ‘I don’t know.’ Then he left.", "en"),
              ElementsAre("I don’t know."));
}

TEST(Quotes, are_not_opened_by_apostrophes) {
  EXPECT_THAT(quotes_in("L'attaquant d'OM n'a qu'un but, l'autre n'en a pas.", "fr"), IsEmpty());
  EXPECT_THAT(quotes_in("The club's player isn't happy with the fans' songs.", "en"), IsEmpty());
}

TEST(Quotes, end_with_their_block_when_nothing_closes_them) {
  EXPECT_THAT(quotes_in("“I will stay here for good\n\n“And I like it here", "en"),
              ElementsAre("I will stay here for good", "And I like it here"));
}

}  // namespace
}  // namespace mercato
