#include "2_read/html_metadata.h"

#include <gtest/gtest.h>

#include "2_read/html_test_support.h"

namespace mercato {
namespace {

PageMetadata read(std::string_view html, const StatedArticle& stated = {}) {
  std::vector<Problem> problems;
  return read_metadata(parse_html(html, {}, problems).tree, stated, test_languages());
}

TEST(HtmlMetadata, reads_open_graph) {
  const PageMetadata page = read(
      "<html lang=it-IT><meta property=og:title content='Il Porto Alto su Rossi | Il Molo'>"
      "<meta property=og:site_name content='Il Molo'><meta property=article:section "
      "content=Mercato>"
      "<meta property=article:published_time content='2024-06-12T10:00:00+02:00'>"
      "<meta name=author content='Ada Penna'><link rel=canonical href='https://example.org/x'>");
  EXPECT_EQ(page.title, "Il Porto Alto su Rossi");
  EXPECT_EQ(page.outlet, "Il Molo");
  EXPECT_EQ(page.section, "Mercato");
  EXPECT_EQ(page.published, (Date{2024, 6, 12}));
  EXPECT_EQ(page.published_time, "2024-06-12T10:00:00+02:00");
  EXPECT_EQ(page.author, "Ada Penna");
  EXPECT_EQ(page.url, "https://example.org/x");
  EXPECT_EQ(page.language, "it");
}

TEST(HtmlMetadata, cuts_long_fields_between_characters) {
  std::string title = "a";
  while (title.size() < 1500) title += "é";
  EXPECT_EQ(read("<title>" + title + "</title>").title, title.substr(0, 999));
  EXPECT_EQ(read("<meta property=og:title content='" + title + "'>").title, title.substr(0, 999));
}

TEST(HtmlMetadata, trusts_json_ld_first) {
  StatedArticle stated;
  stated.headline = "Stated";
  stated.published = "2023-01-02";
  const PageMetadata page =
      read("<meta property=og:title content=Other><meta name=date content=2020-01-01>", stated);
  EXPECT_EQ(page.title, "Stated");
  EXPECT_EQ(page.published, (Date{2023, 1, 2}));
}

TEST(HtmlMetadata, falls_back_on_headings_time_and_rel_author) {
  const PageMetadata page = read(
      "<title>Window opens - The Harbour Post</title><body><h1>Window opens early</h1>"
      "<a rel=author href=/ada>Ada Quill</a><time datetime=2024-07-01>today</time>");
  EXPECT_EQ(page.title, "Window opens early");
  EXPECT_EQ(page.author, "Ada Quill");
  EXPECT_EQ(page.published, (Date{2024, 7, 1}));
}

TEST(HtmlMetadata, reads_dates_in_words) {
  EXPECT_EQ(read("<time>12 juin 2024</time>").published, (Date{2024, 6, 12}));
  EXPECT_EQ(read("<meta name=date content='June 11, 2024'>").published, (Date{2024, 6, 11}));
}

TEST(HtmlMetadata, skips_an_impossible_date_for_the_next) {
  EXPECT_EQ(
      read("<meta name=date content='0000-00-00'><time datetime=2024-07-01></time>").published,
      (Date{2024, 7, 1}));
}

TEST(HtmlMetadata, takes_no_address_for_an_author) {
  EXPECT_EQ(read("<meta property=article:author content='https://example.org/ada'>").author, "");
}

TEST(HtmlMetadata, takes_only_language_tags) {
  EXPECT_EQ(read("<html lang='Français'><meta property=og:locale content=fr_FR>").language, "fr");
  EXPECT_EQ(read("<html>").language, "");
}

TEST(HtmlMetadata, cuts_only_the_outlet_off_a_title) {
  EXPECT_EQ(without_outlet("Rossi – Lindqvist: the talks", "Post"), "Rossi – Lindqvist: the talks");
  EXPECT_EQ(without_outlet("Rossi stays – the post", "The Post"), "Rossi stays");
  EXPECT_EQ(without_outlet("A - B | Il Molo", "Il Molo - notizie"), "A - B");
}

}  // namespace
}  // namespace mercato
