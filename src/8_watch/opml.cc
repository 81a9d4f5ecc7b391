// Feed lists as other readers write them: OPML 2.0 (feed_list.h).
#include <map>
#include <pugixml.hpp>
#include <set>
#include <sstream>

#include "7_ledger/utf8.h"
#include "8_watch/feed_list.h"
#include "8_watch/url.h"

namespace mercato {
namespace {

constexpr std::size_t kMaxBytes = 8u << 20, kMaxOutlines = 10'000, kMaxName = 500;
constexpr int kMaxDepth = 32;
// No document types, so no entities but XML's own five; references to characters are resolved.
constexpr unsigned kParse =
    pugi::parse_cdata | pugi::parse_escapes | pugi::parse_eol | pugi::parse_wconv_attribute;

std::string cleaned(std::string_view raw) {
  std::string out;
  for (const char c : mend_utf8(raw.substr(0, kMaxName)))
    out += static_cast<unsigned char>(c) < ' ' || c == 0x7f ? ' ' : c;
  return out;
}

// "Football" of <outline text="Football">.
std::string label_of(const pugi::xml_node& outline) {
  for (const char* name : {"title", "text"})
    if (const char* value = outline.attribute(name).value(); *value) return cleaned(value);
  return {};
}

class OutlineReader {
 public:
  explicit OutlineReader(std::string_view where) : where_(where) {}

  Result<std::vector<Feed>> read(const pugi::xml_node& body) {
    if (auto done = read_children(body, {}, 0); !done) return tl::unexpected(done.error());
    return std::move(feeds_);
  }

 private:
  Result<void> read_children(const pugi::xml_node& parent, const std::string& section, int depth) {
    if (depth > kMaxDepth)
      return failure(where_, "folders stand more than " + std::to_string(kMaxDepth) +
                                 " deep in each other, the limit");
    for (const pugi::xml_node& outline : parent.children("outline"))
      if (auto done = read_outline(outline, section, depth); !done) return done;
    return {};
  }

  Result<void> read_outline(const pugi::xml_node& outline, const std::string& section, int depth) {
    if (++outlines_ > kMaxOutlines)
      return failure(
          where_, "there are more than " + std::to_string(kMaxOutlines) + " outlines, the limit");
    const std::string label = label_of(outline);
    if (const auto url = parse_url(outline.attribute("xmlUrl").value());
        url && seen_.insert(url->text).second) {
      Feed feed;
      feed.url = url->text;
      feed.name = label;
      feed.section = section;
      feed.language = cleaned(outline.attribute("language").value());
      feeds_.push_back(std::move(feed));
    }
    const std::string inner = section.empty() ? label : section + "/" + label;
    return read_children(outline, inner, depth + 1);
  }

  std::string where_;
  std::vector<Feed> feeds_;
  std::set<std::string> seen_;
  std::size_t outlines_ = 0;
};

void add_feed(pugi::xml_node parent, const Feed& feed) {
  pugi::xml_node outline = parent.append_child("outline");
  const std::string name = cleaned(feed.name.empty() ? feed.url : feed.name);
  outline.append_attribute("type") = "rss";
  outline.append_attribute("text") = name.c_str();
  outline.append_attribute("title") = name.c_str();
  outline.append_attribute("xmlUrl") = mend_utf8(feed.url).c_str();
  if (!feed.language.empty()) outline.append_attribute("language") = cleaned(feed.language).c_str();
}

}  // namespace

Result<std::vector<Feed>> parse_opml(std::string_view bytes, std::string_view where) {
  const std::string name(where);
  if (bytes.size() > kMaxBytes) return failure(name, "the list has more than 8 MB, the limit");
  pugi::xml_document xml;
  const auto parsed = xml.load_buffer(bytes.data(), bytes.size(), kParse);
  if (!parsed) {
    Problem problem = {Severity::error,
                       name,
                       0,
                       static_cast<std::uint64_t>(parsed.offset),
                       "the list is no whole XML",
                       parsed.description()};
    return tl::unexpected(std::move(problem));
  }
  const pugi::xml_node body = xml.child("opml").child("body");
  if (!body) return failure(name, "this is no OPML", "its root is <opml>, with a <body>");
  return OutlineReader(where).read(body);
}

std::string to_opml(const std::vector<Feed>& feeds, std::string_view title) {
  pugi::xml_document xml;
  pugi::xml_node declaration = xml.append_child(pugi::node_declaration);
  declaration.append_attribute("version") = "1.0";
  declaration.append_attribute("encoding") = "UTF-8";
  pugi::xml_node opml = xml.append_child("opml");
  opml.append_attribute("version") = "2.0";
  opml.append_child("head").append_child("title").text() = cleaned(title).c_str();
  pugi::xml_node body = opml.append_child("body");
  std::map<std::string, pugi::xml_node> folders;
  for (const Feed& feed : feeds) {
    pugi::xml_node& folder = folders[feed.section];
    if (!folder && !feed.section.empty()) {
      folder = body.append_child("outline");
      folder.append_attribute("text") = cleaned(feed.section).c_str();
    }
    add_feed(folder ? folder : body, feed);
  }
  std::ostringstream out;
  xml.save(out, "  ", pugi::format_indent, pugi::encoding_utf8);
  return out.str();
}

}  // namespace mercato
