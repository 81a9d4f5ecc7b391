#include "2_read/html_jsonld.h"

#include <simdjson.h>

#include <algorithm>
#include <initializer_list>

#include "2_read/html_tree.h"

namespace mercato {
namespace {

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

constexpr int kMaxDepth = 8;
constexpr std::size_t kMaxScript = 2u << 20;
constexpr std::size_t kMaxObjects = 2000;

bool is_article_type(std::string_view type) {
  return type.ends_with("Article") || type.ends_with("Posting") || type == "Report" ||
         type == "ReportageNewsArticle";
}

bool has_article_type(object item) {
  element type;
  if (item["@type"].get(type)) return false;
  std::string_view one;
  if (!type.get(one)) return is_article_type(one);
  array several;
  if (type.get(several)) return false;
  for (const element each : several)
    if (!each.get(one) && is_article_type(one)) return true;
  return false;
}

// The words of a value: a string, the name of an object, or the names of a list of either.
std::string words_of(element value, int depth = 0) {
  std::string_view text;
  if (!value.get(text)) return decode_references(text);
  object item;
  element inner;
  if (!value.get(item)) {
    for (const char* key : {"name", "@value", "@id"})
      if (!item[key].get(inner)) return depth < 3 ? words_of(inner, depth + 1) : "";
    return "";
  }
  array list;
  if (value.get(list) || depth >= 3) return "";
  std::string joined;
  for (const element each : list) {
    const std::string word = words_of(each, depth + 1);
    if (word.empty() || joined.size() > 300) continue;
    joined += (joined.empty() ? "" : ", ") + word;
  }
  return joined;
}

std::string field(object item, std::initializer_list<const char*> keys) {
  for (const char* key : keys) {
    element value;
    if (item[key].get(value)) continue;
    if (std::string words = words_of(value); !words.empty()) return words;
  }
  return "";
}

std::string raw_field(object item, const char* key) {
  std::string_view text;
  return item[key].get(text) ? std::string() : std::string(text);
}

StatedArticle read_article(object item) {
  StatedArticle article;
  article.headline = field(item, {"headline", "name"});
  article.author = field(item, {"author", "creator"});
  article.publisher = field(item, {"publisher", "sourceOrganization"});
  article.section = field(item, {"articleSection"});
  article.url = field(item, {"url", "mainEntityOfPage"});
  article.published = field(item, {"datePublished", "dateCreated"});
  article.language = field(item, {"inLanguage"});
  article.body = raw_field(item, "articleBody");
  return article;
}

class ArticleSearch {
 public:
  void look(element value, int depth) {
    if (depth > kMaxDepth || seen_ > kMaxObjects || found_) return;
    array list;
    if (!value.get(list)) {
      for (const element each : list) look(each, depth + 1);
      return;
    }
    object item;
    if (value.get(item)) return;
    ++seen_;
    if (has_article_type(item)) {
      article = read_article(item);
      found_ = !article.headline.empty() || !article.body.empty();
      return;
    }
    for (const auto member : item)
      if (member.value.is_object() || member.value.is_array()) look(member.value, depth + 1);
  }

  bool found() const { return found_; }
  StatedArticle article;

 private:
  std::size_t seen_ = 0;
  bool found_ = false;
};

// Cuts comment and CDATA wrappers off and blanks the raw line ends that templates leave inside
// strings.
std::string clean_script(std::string_view script) {
  const std::size_t begin = script.find_first_of("{[");
  const std::size_t end = script.find_last_of("}]");
  if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) return "";
  std::string clean(script.substr(begin, end - begin + 1));
  std::replace_if(
      clean.begin(), clean.end(), [](unsigned char c) { return c < ' '; }, ' ');
  return clean;
}

}  // namespace

StatedArticle find_stated_article(const std::vector<std::string>& scripts) {
  simdjson::dom::parser parser;
  ArticleSearch search;
  for (const std::string& script : scripts) {
    if (script.size() > kMaxScript || search.found()) continue;
    element root;
    if (!parser.parse(simdjson::padded_string(clean_script(script))).get(root))
      search.look(root, 0);
  }
  return std::move(search.article);
}

}  // namespace mercato
