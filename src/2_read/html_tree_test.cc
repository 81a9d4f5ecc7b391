#include "2_read/html_tree.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace mercato {
namespace {

HtmlTree parse(std::string_view html, std::vector<Problem>* problems = nullptr) {
  std::vector<Problem> ignored;
  return parse_html(html, {}, problems ? *problems : ignored).tree;
}

std::uint32_t find(const HtmlTree& tree, Tag tag) {
  for (std::uint32_t n = 0; n < tree.nodes.size(); ++n)
    if (tree.nodes[n].tag == tag) return n;
  ADD_FAILURE() << "no such element";
  return 0;
}

TEST(HtmlTree, holds_elements_text_and_attributes) {
  const HtmlTree tree = parse("<article class=story><p lang=fr>Bonjour <b>le monde</b></article>");
  const std::uint32_t p = find(tree, Tag::p);
  EXPECT_EQ(tree.attribute(p, Attribute::lang), "fr");
  EXPECT_EQ(tree.attribute(tree.nodes[p].parent, Attribute::class_), "story");
  EXPECT_EQ(tree.inner_text(p), "Bonjour le monde");
  EXPECT_FALSE(tree.has_attribute(p, Attribute::class_));
}

TEST(HtmlTree, knows_every_tag_by_its_name) {
  for (const auto& [name, tag] :
       std::initializer_list<std::pair<const char*, Tag>>{{"a", Tag::a},
                                                          {"aside", Tag::aside},
                                                          {"blockquote", Tag::blockquote},
                                                          {"figcaption", Tag::figcaption},
                                                          {"h1", Tag::h1},
                                                          {"h6", Tag::h6},
                                                          {"main", Tag::main},
                                                          {"section", Tag::section},
                                                          {"template", Tag::template_},
                                                          {"time", Tag::time},
                                                          {"ul", Tag::ul},
                                                          {"video", Tag::video},
                                                          {"x-card", Tag::custom},
                                                          {"blink", Tag::other}}) {
    const HtmlTree tree = parse("<body><" + std::string(name) + ">t</" + name + ">");
    EXPECT_EQ(tree.inner_text(find(tree, tag)), "t") << name;
  }
}

TEST(HtmlTree, resolves_character_references) {
  const HtmlTree tree =
      parse("<p title=x>&eacute;t&#233; &amp; &#8364;15m &#146;Tor&#x2019; &nosuch;</p>");
  EXPECT_EQ(tree.inner_text(find(tree, Tag::p)), "été & €15m ’Tor’ &nosuch;");
  EXPECT_EQ(decode_references("L&#039;&Eacute;quipe &amp; co &bad; &#0; &"),
            "L'Équipe & co &bad; &#0; &");
}

TEST(HtmlTree, believes_no_charset_in_the_page) {
  const HtmlTree tree = parse(
      "<meta charset=iso-8859-1><meta http-equiv=content-type content='text/html; "
      "charset=utf-16'><p>été</p>");
  EXPECT_EQ(tree.inner_text(find(tree, Tag::p)), "été");
}

TEST(HtmlTree, loads_no_entities) {
  const HtmlTree tree =
      parse("<!DOCTYPE html [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><p>a&x;b</p>");
  EXPECT_THAT(tree.strings, testing::Not(testing::HasSubstr("root:")));
}

TEST(HtmlTree, joins_text_over_chunk_ends) {
  std::string words;
  for (int i = 0; i < 20'000; ++i) words += "été ";
  words += "end";
  const HtmlTree tree = parse("<p>" + words + "</p>");
  EXPECT_EQ(tree.inner_text(find(tree, Tag::p), 1u << 20), words);
}

TEST(HtmlTree, stops_at_too_many_elements_and_tells_where) {
  std::string html = "<p>kept</p>";
  for (int i = 0; i < 300'000; ++i) html += "<br>";
  std::vector<Problem> problems;
  const HtmlTree tree = parse(html, &problems);
  EXPECT_EQ(tree.inner_text(find(tree, Tag::p)), "kept");
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_GT(problems[0].offset, 250'000u);
}

TEST(HtmlTree, nests_subtrees_whatever_the_markup) {
  EXPECT_TRUE(rc::check([] {
    const auto pieces = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
        "<p>", "</p>", "<div>", "</div>", "<ul>", "<li>", "</ul>", "<table>", "<td>", "</table>",
        "<a href=x>", "</a>", "text", "&amp;", "<title>", "</title>", "<body>", "</html>", "<b>",
        "</b>", "<h1>"));
    std::string html;
    for (const std::string& piece : pieces) html += piece;
    const HtmlTree tree = parse(html);
    for (std::uint32_t n = 0; n < tree.nodes.size(); ++n) {
      const HtmlNode& node = tree.nodes[n];
      RC_ASSERT(node.end > n && node.end <= tree.nodes.size());
      if (n > 0) RC_ASSERT(node.parent < n && node.end <= tree.nodes[node.parent].end);
    }
  }));
}

}  // namespace
}  // namespace mercato
