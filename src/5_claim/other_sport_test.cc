#include "5_claim/other_sport.h"

#include "5_claim/claim_testing.h"

namespace mercato {
namespace {

TEST(OtherSport, is_the_subject_where_the_beginning_names_it) {
  const auto languages = *Languages::load(std::filesystem::path(MERCATO_SOURCE_DIR) / "data");
  const auto lexicon =
      *Lexicon::parse("@other_sport\thandball handballeur\n", languages->find("fr"), languages);
  const OtherSport sport(lexicon, *languages);
  const auto is_subject = [&](std::string_view words) {
    return sport.is_subject(MarkedText(*languages, words).tokens);
  };
  EXPECT_TRUE(
      is_subject("Norville signe [person Jan Marek]. Le handballeur arrive demain au club."));
  EXPECT_FALSE(is_subject(
      "Norville signe [person Jan Marek]. Il arrive demain au club. Son père jouait au handball."));
  EXPECT_FALSE(is_subject("Norville signe [person Jan Marek]. Il arrive demain au club."));
}

}  // namespace
}  // namespace mercato
