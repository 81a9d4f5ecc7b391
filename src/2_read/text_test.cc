#include "2_read/text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "2_read/test_support.h"

namespace mercato {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

Document read(std::string_view text) {
  ReadOptions options;
  options.name = "article.txt";
  auto document = read_text(text, options, test_languages(), test_words());
  EXPECT_TRUE(document) << document.error().to_string();
  return std::move(*document);
}

Document field(std::string_view text) {
  Document document;
  document.text = std::string(text);
  split_text(document, TextOrigin::field, test_languages(), test_words());
  return document;
}

constexpr std::string_view kArticle =
    " date 2024-06 Dans : FCN.\n"
    "\n"
    "Par Anna Roux\n"
    "\n"
    "Le club des Alpes cherche un arri\u00e8re gauche pour la saison prochaine, et son directeur a "
    "d\u00e9j\u00e0 plusieurs noms.\n"
    "\n"
    "Le club pense \u00e0 Marco Verdi\n"
    "\n"
    "Selon un journaliste italien, le joueur serait propos\u00e9 par son agent depuis quelques "
    "jours au club des Alpes.\n"
    "\n"
    "#Alpi proposto il profilo di Marco #Verdi \u2014 Luca Bianchi (@lbianchi_) June 11, 2024\n"
    "\n"
    "La suite au prochain num\u00e9ro, puisque personne ne parle encore.";

TEST(Text, reads_date_section_and_byline_of_the_first_lines) {
  const Document document = read(kArticle);
  EXPECT_EQ(document.published.to_string(), "2024-06");
  EXPECT_EQ(document.section, "FCN");
  EXPECT_EQ(document.author, "Anna Roux");
  EXPECT_EQ(document.title, "");
  EXPECT_EQ(document.text, kArticle);
}

TEST(Text, makes_a_block_of_each_part) {
  const Document document = read(kArticle);
  EXPECT_THAT(
      kinds(document),
      ElementsAre(BlockKind::metadata, BlockKind::metadata, BlockKind::paragraph,
                  BlockKind::heading, BlockKind::paragraph, BlockKind::post, BlockKind::paragraph));
  EXPECT_EQ(slice(document.text, document.blocks[3].span), "Le club pense \u00e0 Marco Verdi");
}

TEST(Text, reads_the_same_from_a_field) {
  const Document document = field(kArticle);
  EXPECT_EQ(document.published.to_string(), "2024-06");
  EXPECT_EQ(document.author, "Anna Roux");
  EXPECT_THAT(
      kinds(document),
      ElementsAre(BlockKind::metadata, BlockKind::metadata, BlockKind::paragraph,
                  BlockKind::heading, BlockKind::paragraph, BlockKind::post, BlockKind::paragraph));
}

TEST(Text, knows_bylines_and_dates_of_other_languages) {
  const struct {
    const char *lead, *author, *date;
  } cases[] = {
      {"By Ann Smith\nPublished 12 June 2024\n", "Ann Smith", "2024-06-12"},
      {"di Luca Bianchi\nPubblicato il 12 giugno 2024, 10:30\n", "Luca Bianchi", "2024-06-12"},
      {"Von Karl Meyer\nVer\u00f6ffentlicht am 12. Juni 2024\n", "Karl Meyer", "2024-06-12"},
      {"Por Ana P\u00e9rez\n12/06/2024\n", "Ana P\u00e9rez", "2024-06-12"},
      {"2024-06-12T08:00:00Z\nDoor Jan de Vries\n", "Jan de Vries", "2024-06-12"}};
  for (const auto& test : cases) {
    const Document document =
        read(std::string(test.lead) +
             "\nA first paragraph that ends like one, and says nothing at all.");
    EXPECT_EQ(document.author, test.author) << test.lead;
    EXPECT_EQ(document.published.to_string(), test.date) << test.lead;
    EXPECT_THAT(kinds(document),
                ElementsAre(BlockKind::metadata, BlockKind::metadata, BlockKind::paragraph))
        << test.lead;
  }
}

TEST(Text, does_not_take_a_sentence_for_a_byline) {
  for (const char* text :
       {"By the end of the day the club had signed nobody. The window closed.",
        "Par ailleurs, le club vise un ailier.",
        "Di lui si parla da giorni: la trattativa continua.", "By Monday we will know more!"}) {
    const Document document = read(text);
    EXPECT_EQ(document.author, "") << text;
    EXPECT_NE(document.blocks.front().kind, BlockKind::metadata) << text;
  }
}

TEST(Text, takes_the_first_line_apart_for_the_title) {
  const Document document = read(
      "Alpine FC close to signing Verdi\n\nThe club has agreed a fee, it is understood. More "
      "follows.");
  EXPECT_EQ(document.title, "Alpine FC close to signing Verdi");
  EXPECT_THAT(kinds(document), ElementsAre(BlockKind::title, BlockKind::paragraph));
}

TEST(Text, takes_a_title_that_ends_like_a_sentence_only_from_a_field) {
  constexpr std::string_view text =
      "Alpine FC sign Verdi.\n\nThe club has agreed a fee, it is understood.";
  EXPECT_EQ(field(text).title, "Alpine FC sign Verdi.");
  EXPECT_EQ(read(text).title, "");
}

TEST(Text, keeps_a_given_title_as_it_is) {
  Document document;
  document.title = "Another title";
  document.text = "Alpine FC sign Verdi\n\nThe club has agreed a fee.";
  split_text(document, TextOrigin::field, test_languages(), test_words());
  EXPECT_EQ(document.title, "Another title");
  EXPECT_EQ(document.blocks.front().kind, BlockKind::title);
}

TEST(Text, has_no_title_where_nothing_follows) {
  EXPECT_THAT(kinds(field("Alpine FC close to signing Verdi")), ElementsAre(BlockKind::paragraph));
}

TEST(Text, takes_no_post_for_the_title) {
  const Document document = read(
      "Par Anna Roux\n\n#Alpi, proposto Marco #Verdi \u2014 Luca Bianchi (@lbianchi_) July 2, "
      "2024\n\nLe message n'est pas pass\u00e9 inaper\u00e7u.");
  EXPECT_EQ(document.title, "");
  ASSERT_THAT(document.posts, SizeIs(1));
  EXPECT_EQ(document.posts[0].author, "Luca Bianchi");
}

TEST(Text, makes_ticker_lines_blocks_of_their_own) {
  const Document document = field(
      "Transfer ticker\n\n10:15 - Alpine FC want Verdi.\n10:40 - Verdi stays.\n\u2022 Bergamo "
      "wait\n\u2022 Nantes sell");
  EXPECT_THAT(kinds(document),
              ElementsAre(BlockKind::title, BlockKind::paragraph, BlockKind::paragraph,
                          BlockKind::list_item, BlockKind::list_item));
  EXPECT_EQ(slice(document.text, document.blocks[3].span), "Bergamo wait");
}

TEST(Text, joins_lines_that_were_wrapped) {
  const Document document = read(
      "The club from the Alps has been looking for a new defender for weeks\n"
      "Verdi is one of several names, and his agent has met the director at\n"
      "least twice. Nobody wants to say how far the talks have come.\n"
      "\n"
      "A second paragraph.");
  EXPECT_THAT(kinds(document), ElementsAre(BlockKind::paragraph, BlockKind::paragraph));
}

TEST(Text, understands_line_ends_of_every_kind) {
  EXPECT_THAT(kinds(field("A title\r\n\r\nA paragraph that goes on.\r\nAnother one.")),
              ElementsAre(BlockKind::title, BlockKind::paragraph, BlockKind::paragraph));
}

TEST(Text, reads_nul_as_a_space_and_says_so) {
  Document document;
  document.text = std::string("Ver\0di signs", 12);
  replace_nul(document);
  EXPECT_EQ(document.text, "Ver di signs");
  ASSERT_THAT(document.problems, SizeIs(1));
  EXPECT_EQ(document.problems[0].offset, 3u);
}

TEST(Text, refuses_what_holds_nothing) {
  ReadOptions options;
  options.name = "empty.txt";
  for (const std::string_view text :
       {std::string_view(""), std::string_view(" \n\t\u00a0\n"), std::string_view("\0\0", 2)}) {
    const auto document = read_text(text, options, test_languages(), test_words());
    ASSERT_FALSE(document);
    EXPECT_EQ(document.error().where, "empty.txt");
  }
}

TEST(Text, refuses_more_than_the_limit) {
  ReadOptions options;
  options.limits.max_text = 100;
  EXPECT_FALSE(read_text(std::string(101, 'a'), options, test_languages(), test_words()));
}

TEST(Text, bounds_the_number_of_blocks) {
  std::string text = "A title\n\n";
  for (int i = 0; i < 200'000; ++i) text += "x.\n";
  const Document document = field(text);
  EXPECT_LE(document.blocks.size(), 65'000u);
  EXPECT_EQ(document.blocks.back().span.end, text.size() - 1);
}

RC_GTEST_PROP(Text, blocks_are_in_order_and_hold_all_that_is_not_white_space, ()) {
  const auto pieces = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
      "Verdi", " ", "\n", "\n\n", ".", "\r\n", "By Ann", "date 2024-06", "Dans : OM.", "\u2014",
      "(@verdi)", " June 11, 2024", "- ", "\u2022", "\u00a0", "\u00e9t\u00e9", "#tag",
      "pic.twitter.com/abc", "!", std::string(60, 'a'), "1", "\u201d", "\U0001f6a8"));
  Document document;
  for (const std::string& piece : pieces) document.text += piece;
  split_text(document, TextOrigin::field, test_languages(), test_words());
  check_document(document);
  std::uint32_t at = 0;
  for (const Block& block : document.blocks) {
    // Only white space and the mark of a list item may stand between.
    const std::string between(slice(document.text, {at, block.span.begin}));
    RC_ASSERT(between.find_first_of("Vaed12#(@!.") == std::string::npos);
    at = block.span.end;
  }
  RC_ASSERT(document.text.substr(at).find_first_of("Vaed12#(@!.") == std::string::npos);
}

}  // namespace
}  // namespace mercato
