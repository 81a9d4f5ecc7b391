#include "2_read/html_posts.h"

#include <gtest/gtest.h>

#include "2_read/html_test_support.h"

namespace mercato {
namespace {

struct Embed {
  Post post;
  bool is_signature = false;
};

Embed read(std::string_view html, std::string_view last_line) {
  std::vector<Problem> problems;
  const HtmlTree tree = parse_html(html, {}, problems).tree;
  Embed out;
  for (std::uint32_t n = 0; n < tree.nodes.size(); ++n)
    if (tree.nodes[n].tag == Tag::blockquote)
      out.is_signature = read_embedded_post(tree, n, last_line, test_languages(), out.post);
  return out;
}

TEST(HtmlPosts, reads_a_signature_with_its_date) {
  const Embed embed = read(
      "<blockquote class=twitter-tweet><p lang=it>Parole.</p>&mdash; Ada Penna (@ada_penna) "
      "<a href='https://twitter.com/ada_penna/status/12?ref=x'>June 11, 2024</a></blockquote>",
      "— Ada Penna (@ada_penna) June 11, 2024");
  EXPECT_TRUE(embed.is_signature);
  EXPECT_EQ(embed.post.author, "Ada Penna");
  EXPECT_EQ(embed.post.handle, "ada_penna");
  EXPECT_EQ(embed.post.platform, "x");
  EXPECT_EQ(embed.post.url, "https://twitter.com/ada_penna/status/12");
  EXPECT_EQ(embed.post.published, (Date{2024, 6, 11}));
}

TEST(HtmlPosts, reads_the_other_platforms_embed) {
  const Embed embed = read(
      "<blockquote class=instagram-media "
      "data-instgrm-permalink='https://www.instagram.com/p/AB/?utm=1'>"
      "<p>Words</p><p>A post shared by <a href='https://www.instagram.com/norte/'>Club Norte</a> "
      "(@norte.fc) on "
      "<time datetime='2023-05-04T10:00:00'>May 4</time></p></blockquote>",
      "A post shared by Club Norte (@norte.fc) on May 4");
  EXPECT_EQ(embed.post.author, "Club Norte");
  EXPECT_EQ(embed.post.handle, "norte.fc");
  EXPECT_EQ(embed.post.platform, "instagram");
  EXPECT_EQ(embed.post.url, "https://www.instagram.com/p/AB/");
  EXPECT_EQ(embed.post.published, (Date{2023, 5, 4}));
}

TEST(HtmlPosts, takes_the_handle_from_the_address_where_no_signature_names_it) {
  const Embed embed = read(
      "<blockquote class=tiktok-embed "
      "cite='https://www.tiktok.com/@norte/video/7'><p>Words</p></blockquote>",
      "Words");
  EXPECT_FALSE(embed.is_signature);
  EXPECT_EQ(embed.post.handle, "norte");
  EXPECT_EQ(embed.post.platform, "tiktok");
}

TEST(HtmlPosts, knows_the_platform_by_its_class_where_there_is_no_address) {
  EXPECT_EQ(read("<blockquote class=twitter-tweet>Words</blockquote>", "Words").post.platform, "x");
}

TEST(HtmlPosts, knows_platforms_by_whole_host_names) {
  EXPECT_EQ(platform_of("https://mobile.twitter.com/a/status/1"), "x");
  EXPECT_EQ(platform_of("https://x.com/a"), "x");
  EXPECT_EQ(platform_of("https://netflix.com/a"), "");
  EXPECT_EQ(platform_of("/relative"), "");
}

}  // namespace
}  // namespace mercato
