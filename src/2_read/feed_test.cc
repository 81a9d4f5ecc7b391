#include "2_read/feed.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "2_read/reader.h"
#include "2_read/test_support.h"

namespace mercato {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

Result<std::vector<Document>> read(std::string_view xml, ReadLimits limits = {}) {
  ReadOptions options;
  options.name = "feed.xml";
  options.limits = limits;
  return read_feed(xml, options, test_languages(), test_words());
}

constexpr std::string_view kRss = R"(<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="x" xmlns:dc="y" xmlns:media="z"><channel>
<title>Journal des Alpes</title><link>https://e.org</link><language>fr-FR</language>
<item><title>Verdi vers les Alpes&#160;?</title><link>https://e.org/1</link><guid>e-1</guid>
<description>Court.</description>
<content:encoded><![CDATA[<p>Le club <a href="https://e.org/c">cherche</a> un d&eacute;fenseur.</p><p>La suite.</p>]]></content:encoded>
<media:title>Photo</media:title><dc:creator>Anna Roux</dc:creator><pubDate>Tue, 11 Jun 2024 10:00:00 +0200</pubDate>
<category>Mercato</category></item>
<item><title>Autre</title><author>a@e.org (Luc Petit)</author><description>&lt;b&gt;Gras&lt;/b&gt; texte.</description></item>
</channel></rss>)";

TEST(Feed, reads_rss_with_its_modules) {
  const auto documents = read(kRss);
  ASSERT_TRUE(documents) << documents.error().to_string();
  ASSERT_THAT(*documents, SizeIs(2));
  const Document& first = documents->front();
  EXPECT_EQ(first.id, "e-1");
  EXPECT_EQ(first.url, "https://e.org/1");
  EXPECT_EQ(first.title, "Verdi vers les Alpes ?");
  EXPECT_EQ(first.text,
            "Verdi vers les Alpes ?\n\nLe club cherche un d\u00e9fenseur.\n\nLa suite.");
  EXPECT_EQ(first.author, "Anna Roux");
  EXPECT_EQ(first.outlet, "Journal des Alpes");
  EXPECT_EQ(first.language, "fr");
  EXPECT_EQ(first.section, "Mercato");
  EXPECT_EQ(first.published.to_string(), "2024-06-11");
  EXPECT_THAT(kinds(first),
              ElementsAre(BlockKind::title, BlockKind::paragraph, BlockKind::paragraph));
  ASSERT_THAT(first.links, SizeIs(1));
  EXPECT_EQ(slice(first.text, first.links[0].span), "cherche");
  EXPECT_EQ(documents->back().author, "Luc Petit");
  EXPECT_EQ(documents->back().text, "Autre\n\nGras texte.");
}

TEST(Feed, reads_atom_whatever_its_prefix) {
  for (const std::string p : {"", "atom:"}) {
    const std::string xml = "<" + p + "feed xml:lang='en'><" + p + "title>Alps Daily</" + p +
                            "title><" + p + "entry><" + p + "id>u:1</" + p + "id><" + p +
                            "title type='html'>Verdi &amp;amp; co</" + p + "title><" + p +
                            "link rel='self' href='no'/><" + p + "link href='https://e.org/1'/><" +
                            p + "updated>2024-06-12T00:00:00Z</" + p + "updated><" + p +
                            "published>2024-06-11T10:00:00Z</" + p + "published><" + p +
                            "author><" + p + "name>Ann</" + p + "name></" + p + "author><" + p +
                            "content type='xhtml'><div><p>One.</p><p>Two.</p></div></" + p +
                            "content></" + p + "entry></" + p + "feed>";
    const auto documents = read(xml);
    ASSERT_TRUE(documents) << documents.error().to_string();
    const Document& document = documents->front();
    EXPECT_EQ(document.id, "u:1");
    EXPECT_EQ(document.url, "https://e.org/1");
    EXPECT_EQ(document.outlet, "Alps Daily");
    EXPECT_EQ(document.author, "Ann");
    EXPECT_EQ(document.published.to_string(), "2024-06-11");
    EXPECT_EQ(document.text, "Verdi & co\n\nOne.\n\nTwo.");
    EXPECT_EQ(document.language, "en");
  }
}

TEST(Feed, reads_rss_1_0_with_items_beside_the_channel) {
  const auto documents = read(
      "<rdf:RDF xmlns:rdf='r'><channel rdf:about='c'><title>Journal</title><items/></channel>"
      "<item "
      "rdf:about='https://e.org/1'><title>Verdi</title><dc:date>2024-06-11</dc:date></item></"
      "rdf:RDF>");
  ASSERT_TRUE(documents) << documents.error().to_string();
  EXPECT_EQ(documents->front().id, "https://e.org/1");
  EXPECT_EQ(documents->front().outlet, "Journal");
  EXPECT_EQ(documents->front().published.to_string(), "2024-06-11");
}

TEST(Feed, takes_the_named_source_of_an_item_for_its_outlet) {
  const auto documents = read(
      "<rss><channel><title>All news</title><item><title>Verdi</title><source "
      "url='x'>Journal</source></item></channel></rss>");
  ASSERT_TRUE(documents);
  EXPECT_EQ(documents->front().outlet, "Journal");
}

TEST(Feed, tells_of_an_item_that_says_nothing) {
  const auto documents =
      read("<feed>\n<entry><author></author></entry>\n<entry><title>Verdi</title></entry></feed>");
  ASSERT_TRUE(documents);
  ASSERT_THAT(*documents, SizeIs(2));
  EXPECT_EQ(documents->front().text, "");
  ASSERT_THAT(documents->front().problems, SizeIs(1));
  EXPECT_EQ(documents->front().problems[0].severity, Severity::error);
  EXPECT_EQ(documents->front().problems[0].line, 2u);
}

TEST(Feed, goes_on_behind_damage) {
  const auto documents = read(
      "<rss><channel><item><title>One</title></item>\n<item><title>Two</titel></"
      "item>\n<item><title>Three</title></item></channel></rss>");
  ASSERT_TRUE(documents) << documents.error().to_string();
  EXPECT_EQ(documents->front().text, "One");
  EXPECT_EQ(documents->back().text, "Three");
  ASSERT_FALSE(documents->front().problems.empty());
  EXPECT_EQ(documents->front().problems[0].line, 2u);
}

TEST(Feed, reads_control_characters_as_spaces) {
  const auto documents =
      read(std::string_view("<rss><channel><item><title>Ver\x01"
                            "di\x08</title></item></channel></rss>"));
  ASSERT_TRUE(documents);
  EXPECT_EQ(documents->front().text, "Ver di");
}

TEST(Feed, refuses_what_is_no_feed_and_says_why) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"<?xml version='1.0'?>\n<urlset><url><loc>x</loc></url></urlset>", "sitemap"},
      {"<sitemapindex></sitemapindex>", "sitemap"},
      {"<head><title>Moved</title></head>", "<head>"},
      {"<rss><channel></channel></rss>", "no items"},
      {"", "no XML element"},
      {"plain words", "no XML element"},
      {"<rss><channel><item", ""}};
  for (const auto& [xml, message] : cases) {
    const auto documents = read(xml);
    ASSERT_FALSE(documents) << xml;
    EXPECT_EQ(documents.error().where, "feed.xml");
    EXPECT_GT(documents.error().line, 0u) << xml;
    EXPECT_THAT(documents.error().message, HasSubstr(message)) << xml;
  }
}

TEST(Feed, expands_no_entities) {
  std::string bomb = "<?xml version='1.0'?><!DOCTYPE lolz [<!ENTITY lol 'lollollollollollollol'>";
  for (char c = 'a'; c < 'k'; ++c) {
    bomb += std::string("<!ENTITY ") + c + " '";
    for (int i = 0; i < 10; ++i)
      bomb += c == 'a' ? std::string("&lol;") : std::string("&") + static_cast<char>(c - 1) + ";";
    bomb += "'>";
  }
  bomb +=
      "<!ENTITY file SYSTEM 'file:///etc/hostname'>]><rss><channel><item><title>&j; &file; "
      "Verdi</title></item></channel></rss>";
  const auto start = std::chrono::steady_clock::now();
  const auto documents = read(bomb);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(1));
  ASSERT_TRUE(documents) << documents.error().to_string();
  EXPECT_LT(documents->front().text.size(), 100u);
  EXPECT_THAT(documents->front().text, HasSubstr("Verdi"));
}

TEST(Feed, of_hostile_shape_is_read_or_refused_within_a_second) {
  std::string nested = "<rss><channel><item>", attributes = "<rss ", broken = "<rss><channel>";
  for (int i = 0; i < 200'000; ++i) nested += "<a>";
  for (int i = 0; i < 50'000; ++i) attributes += "a" + std::to_string(i) + "='b' ";
  for (int i = 0; i < 50'000; ++i) broken += "<item><title>x</y>";
  for (const std::string& xml :
       {nested, attributes + "><channel><item><title>Verdi</title></item></channel></rss>",
        broken}) {
    const auto start = std::chrono::steady_clock::now();
    const auto documents = read(xml);
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(1));
    EXPECT_TRUE(documents || documents.error().line > 0);
  }
}

TEST(Feed, reads_nested_xhtml_without_recursion) {
  std::string xml = "<feed><entry><title>Verdi</title><content type='xhtml'>";
  for (int i = 0; i < 200'000; ++i) xml += "<div>";
  xml += "deep";
  for (int i = 0; i < 200'000; ++i) xml += "</div>";
  const auto documents = read(xml + "</content></entry></feed>");
  ASSERT_TRUE(documents);
  EXPECT_EQ(documents->front().text, "Verdi\n\ndeep");
}

TEST(Feed, keeps_to_its_limits) {
  std::string xml = "<rss><channel>";
  for (int i = 0; i < 20; ++i)
    xml += "<item><title>Verdi " + std::string(50, 'a') + "</title></item>";
  xml += "</channel></rss>";
  ReadLimits limits;
  limits.max_items = 5;
  auto documents = read(xml, limits);
  ASSERT_TRUE(documents);
  EXPECT_THAT(*documents, SizeIs(5));
  EXPECT_THAT(documents->front().problems, SizeIs(1));
  limits.max_text = 10;
  documents = read(xml, limits);
  ASSERT_TRUE(documents);
  EXPECT_EQ(documents->front().text, "");
  EXPECT_EQ(documents->back().problems[0].severity, Severity::error);
  limits.max_bytes = 100;
  EXPECT_FALSE(read(xml, limits));
}

TEST(JsonFeed, is_read) {
  ReadOptions options;
  options.name = "feed.json";
  const auto documents = read_json_feed(
      R"({"version": "https://jsonfeed.org/version/1.1", "title": "Journal", "language": "it", "items": [
      {"id": "1", "url": "u", "title": "Verdi", "content_html": "<p>Va.</p>", "date_published": "2024-06-11T10:00:00Z",
       "authors": [{"name": "Anna"}]}, {"id": "2", "content_text": "Solo <testo>."}]})",
      options, test_languages(), test_words());
  ASSERT_TRUE(documents) << documents.error().to_string();
  EXPECT_EQ(documents->front().text, "Verdi\n\nVa.");
  EXPECT_EQ(documents->front().author, "Anna");
  EXPECT_EQ(documents->front().outlet, "Journal");
  EXPECT_EQ(documents->front().published.to_string(), "2024-06-11");
  EXPECT_EQ(documents->back().text, "Solo <testo>.");
  EXPECT_EQ(documents->back().language, "it");
}

TEST(JsonFeed, refuses_what_is_broken) {
  for (const char* json : {"{", R"({"version": "https://jsonfeed.org/version/1"})",
                           R"({"items": []})", "[]", R"({"items": 5})"}) {
    EXPECT_FALSE(read_json_feed(json, {}, test_languages(), test_words())) << json;
  }
}

// Real feeds, where the shared folder is there: each is read with about the items that its list
// counts, or refused with a reason.
std::filesystem::path shared_feeds() {
  const char* shared = std::getenv("MERCATO_SHARED");
  const std::filesystem::path root =
      shared ? std::filesystem::path(shared)
             : std::filesystem::path(MERCATO_SOURCE_DIR) / ".." / "shared";
  return root / "samples" / "feeds";
}

TEST(Feed, reads_or_refuses_every_real_feed) {
  if (!std::filesystem::exists(shared_feeds() / "index.csv"))
    GTEST_SKIP() << "no shared feeds (set MERCATO_SHARED)";
  const Reader reader(test_shared_languages());
  std::ifstream index(shared_feeds() / "index.csv");
  std::string row;
  std::getline(index, row);
  int seen = 0;
  while (std::getline(index, row)) {
    std::stringstream cells(row);
    std::string file, repo, path, items;
    for (std::string* cell : {&file, &repo, &path, &items}) std::getline(cells, *cell, ',');
    std::ifstream in(shared_feeds() / file, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(in)), {});
    ReadOptions options;
    options.name = file;
    const auto documents = reader.read(bytes, options);
    ++seen;
    const bool refused = file.find("sitemap") != std::string::npos || items == "0";
    ASSERT_EQ(!documents, refused)
        << file << ": " << (documents ? "read" : documents.error().to_string());
    if (!documents) {
      EXPECT_GT(documents.error().line, 0u) << file;
      EXPECT_FALSE(documents.error().message.empty()) << file;
      continue;
    }
    EXPECT_EQ(documents->size(), std::stoul(items)) << file;
    for (const Document& document : *documents) {
      check_document(document);
      EXPECT_TRUE(!document.text.empty() || !document.problems.empty()) << file;
    }
  }
  EXPECT_GE(seen, 30);
}

}  // namespace
}  // namespace mercato
