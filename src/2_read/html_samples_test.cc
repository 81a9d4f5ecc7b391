// How well is the body of real pages found? Scores the benchmark pages of the shared folder: mean
// precision and recall of four-word shingles over the pages, and the F1 of the two means.
#include <gtest/gtest.h>
#include <simdjson.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>
#include <zlib.h>

#include <cstdlib>
#include <map>

#include "2_read/html.h"
#include "2_read/html_test_support.h"

namespace mercato {
namespace {

std::filesystem::path shared_folder() {
  if (const char* given = std::getenv("MERCATO_SHARED")) return given;
  return std::filesystem::path(MERCATO_SOURCE_DIR) / ".." / "shared";
}

std::string inflate_file(const std::filesystem::path& path) {
  std::string out;
  gzFile file = gzopen(path.c_str(), "rb");
  if (!file) return out;
  char buffer[1 << 16];
  for (int size; (size = gzread(file, buffer, sizeof buffer)) > 0;)
    out.append(buffer, static_cast<std::size_t>(size));
  gzclose(file);
  return out;
}

// What a regular expression calls \w: letters, digits and the underscore, without combining marks.
bool is_word_character(UChar32 c) {
  return c == '_' || u_isalnum(c) || u_charType(c) == U_OTHER_NUMBER ||
         u_charType(c) == U_LETTER_NUMBER;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  bool inside = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(text.data(), at, text.size(), c);
    const bool word = is_word_character(c);
    if (word && !inside) words.emplace_back();
    if (word) words.back().append(text.substr(begin, at - begin));
    inside = word;
  }
  return words;
}

std::map<std::string, int> shingles_of(std::string_view text) {
  const std::vector<std::string> words = words_of(text);
  std::map<std::string, int> shingles;
  const std::size_t last = words.size() < 4 ? 1 : words.size() - 3;
  for (std::size_t i = 0; i < last && i < words.size(); ++i) {
    std::string shingle;
    for (std::size_t k = i; k < std::min(i + 4, words.size()); ++k) shingle += words[k] + ' ';
    ++shingles[shingle];
  }
  return shingles;
}

struct Score {
  double precision = 0, recall = 0;
  int with_output = 0, pages = 0;

  void add(std::string_view found, std::string_view truth) {
    const auto f = shingles_of(found), t = shingles_of(truth);
    double both = 0, all_found = 0, all_true = 0;
    for (const auto& [shingle, count] : f) {
      all_found += count;
      if (const auto other = t.find(shingle); other != t.end())
        both += std::min(count, other->second);
    }
    for (const auto& [shingle, count] : t) all_true += count;
    if (all_found > 0) precision += both / all_found, ++with_output;
    recall += both / all_true, ++pages;
  }
  double f1() const {
    const double p = precision / with_output, r = recall / pages;
    return 2 * p * r / (p + r);
  }
};

std::string body_of(const Document& document) {
  std::string body;
  for (const Block& block : document.blocks)
    if (block.kind != BlockKind::title)
      body.append(slice(document.text, block.span)).append("\n\n");
  return body;
}

TEST(HtmlSamples, finds_the_body_of_the_benchmark_pages) {
  const std::filesystem::path folder = shared_folder() / "samples" / "article-extraction";
  if (!std::filesystem::exists(folder))
    GTEST_SKIP() << "no shared samples: set MERCATO_SHARED to their folder";
  simdjson::dom::parser parser;
  const simdjson::dom::object truth = parser.load((folder / "ground-truth.json").string());
  Score all, halves[2];
  for (const auto page : truth) {
    const std::string key(page.key);
    const std::string html = inflate_file(folder / "html" / (key + ".html.gz"));
    ASSERT_FALSE(html.empty()) << key;
    const std::string body = body_of(*read_html(html, {}, test_languages()));
    const std::string_view expected = page.value["articleBody"];
    all.add(body, expected);
    halves[std::stoi(key.substr(0, 1), nullptr, 16) % 2].add(body, expected);
  }
  ASSERT_EQ(all.pages, 90);
  RecordProperty("f1", std::to_string(all.f1()));
  std::cout << "F1 " << all.f1() << ", half used in development " << halves[0].f1()
            << ", other half " << halves[1].f1() << '\n';
  EXPECT_GE(all.f1(), 0.93);
  EXPECT_GE(halves[1].f1(), 0.93);
}

}  // namespace
}  // namespace mercato
