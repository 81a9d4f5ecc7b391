#include "2_read/posts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "2_read/test_support.h"

namespace mercato {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

std::vector<Post> posts_in(std::string_view text) {
  std::vector<Post> posts;
  find_posts(text, {0, static_cast<std::uint32_t>(text.size())}, test_languages(), test_words(),
             posts);
  return posts;
}

Document split(std::string text) {
  Document document;
  document.text = std::move(text);
  std::uint32_t begin = 0;
  while (begin < document.text.size()) {
    const auto end =
        static_cast<std::uint32_t>(std::min(document.text.find('\n', begin), document.text.size()));
    Block block;
    block.span = {begin, end};
    document.blocks.push_back(block);
    begin = end + 1;
  }
  split_posts(document, test_languages(), test_words());
  check_document(document);
  return document;
}

TEST(Posts, are_known_by_their_signature) {
  constexpr std::string_view text =
      "\U0001f6a8 Verdi proposto alle Alpi \u2014 Luca Bianchi (@lbianchi_) June 11, 2024";
  const auto posts = posts_in(text);
  ASSERT_THAT(posts, SizeIs(1));
  EXPECT_EQ(posts[0].author, "Luca Bianchi");
  EXPECT_EQ(posts[0].handle, "lbianchi_");
  EXPECT_EQ(posts[0].platform, "x");
  EXPECT_EQ(posts[0].published.to_string(), "2024-06-11");
  EXPECT_EQ(slice(text, posts[0].body), "\U0001f6a8 Verdi proposto alle Alpi");
  EXPECT_EQ(slice(text, posts[0].span), text);
}

TEST(Posts, are_signed_with_any_dash_and_date) {
  const std::pair<const char*, const char*> cases[] = {
      {"Verdi signs \u2014 Luca Bianchi (@lb) 20 juillet 2016", "2016-07-20"},
      {"Verdi signs \u2013 Luca Bianchi (@lb) 11. Juni 2024", "2024-06-11"},
      {"Verdi signs - Luca Bianchi (@lb) 11 de junio de 2024", "2024-06-11"},
      {"Verdi signs -- Luca Bianchi (@lb) 11 giugno 2024", "2024-06-11"},
      {"Verdi signs \u2014 Luca Bianchi (@lb) on June 11, 2024", "2024-06-11"},
      {"Verdi signs \u2014 Luca Bianchi (@lb), 11/06/2024", "2024-06-11"},
      {"Verdi signs \u2014 Luca Bianchi (@lb)", ""},
      {"Verdi signs \u2014 Jean-Luc Roux (@lb) 11 juin", ""},
      {"Verdi signs \u2014Luca Bianchi (@lb) Aug 30, 2020", "2020-08-30"}};
  for (const auto& [text, date] : cases) {
    const auto posts = posts_in(text);
    ASSERT_THAT(posts, SizeIs(1)) << text;
    EXPECT_EQ(posts[0].published.to_string(), date) << text;
    EXPECT_EQ(slice(text, posts[0].body), "Verdi signs") << text;
    EXPECT_EQ(posts[0].span.end, std::string_view(text).size()) << text;
  }
}

TEST(Posts, need_no_dash_where_name_and_date_stand) {
  constexpr std::string_view text =
      "Welcome home! pic.twitter.com/AbC123 Luca Bianchi (@lb) August 26, 2020 Sign him.";
  const auto posts = posts_in(text);
  ASSERT_THAT(posts, SizeIs(1));
  EXPECT_EQ(posts[0].author, "Luca Bianchi");
  EXPECT_EQ(slice(text, posts[0].body), "Welcome home! pic.twitter.com/AbC123");
}

TEST(Posts, follow_each_other_in_one_paragraph) {
  constexpr std::string_view text =
      "First word. \u2014 Ann Smith (@ann) June 11, 2024 Second word. \u2014 Ben Jones (@ben) June "
      "12, 2024";
  const auto posts = posts_in(text);
  ASSERT_THAT(posts, SizeIs(2));
  EXPECT_EQ(slice(text, posts[0].body), "First word.");
  EXPECT_EQ(slice(text, posts[1].body), "Second word.");
  EXPECT_EQ(posts[1].handle, "ben");
}

TEST(Posts, name_their_platform_where_the_text_does) {
  EXPECT_EQ(posts_in("Verdi (instagram.com/p/1) \u2014 Ann (@ann) June 11, 2024").at(0).platform,
            "instagram");
  EXPECT_EQ(posts_in("Thanks for all A post shared by Ann Smith (@ann.smith)").at(0).platform,
            "instagram");
  EXPECT_EQ(posts_in("Thanks for all A post shared by Ann Smith (@ann.smith)").at(0).author,
            "Ann Smith");
  EXPECT_EQ(posts_in("Verdi \u2014 Ann (@ann.bsky.social) June 11, 2024").at(0).platform,
            "bluesky");
}

TEST(Posts, carry_their_address_where_it_stands_in_them) {
  EXPECT_EQ(posts_in("Verdi https://x.com/ann/status/12345?s=20 \u2014 Ann (@ann) June 11, 2024")
                .at(0)
                .url,
            "https://x.com/ann/status/12345");
}

TEST(Posts, take_no_more_than_a_post_can_hold_from_running_text) {
  std::string text;
  for (int i = 0; i < 20; ++i) text += "The article goes on and on about the market here. ";
  text += "Verdi signs! \u2014 Ann (@ann) June 11, 2024 And the article goes on.";
  const auto posts = posts_in(text);
  ASSERT_THAT(posts, SizeIs(1));
  EXPECT_LE(posts[0].body.size(), 320u);
  EXPECT_TRUE(slice(text, posts[0].body).ends_with("Verdi signs!"));
  EXPECT_TRUE(slice(text, posts[0].body).starts_with("The article"));
}

TEST(Posts, are_not_made_of_handles_in_running_text) {
  for (const char* text :
       {"Verdi (@verdi) will sign for Alpine FC on June 11, 2024, they say.",
        "Ask the coach (@coach) now.", "the club (@club) is silent \u2014 for now", "(@", "(@)",
        "\u2014 (@x", "(@averyveryverylonghandlethatisnohandle) June 11, 2024"}) {
    EXPECT_THAT(posts_in(text), SizeIs(0)) << text;
  }
}

TEST(Posts, cut_their_paragraph) {
  const Document document =
      split("Verdi signs \u2014 Ann (@ann) June 11, 2024 The club is silent.");
  EXPECT_THAT(kinds(document), ElementsAre(BlockKind::post, BlockKind::paragraph));
  EXPECT_EQ(slice(document.text, document.blocks[1].span), "The club is silent.");
  EXPECT_EQ(document.blocks[0].post, 0);
}

TEST(Posts, take_the_paragraph_before_a_signature_on_its_own_line) {
  const Document document =
      split("Some context.\nVerdi signs!\n\u2014 Ann Smith (@ann) June 11, 2024\nMore.");
  EXPECT_THAT(kinds(document), ElementsAre(BlockKind::paragraph, BlockKind::post, BlockKind::post,
                                           BlockKind::paragraph));
  ASSERT_THAT(document.posts, SizeIs(1));
  EXPECT_EQ(slice(document.text, document.posts[0].body), "Verdi signs!");
}

TEST(Posts, of_a_hostile_text_are_bounded) {
  std::string text;
  for (int i = 0; i < 200'000; ++i) text += "(@a) ";
  const auto start = std::chrono::steady_clock::now();
  posts_in(text);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(1));
}

}  // namespace
}  // namespace mercato
