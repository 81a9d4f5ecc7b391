#include "2_read/html_posts.h"

#include <algorithm>
#include <array>
#include <optional>

namespace mercato {
namespace {

struct Platform {
  std::string_view host, name;
};
constexpr std::array<Platform, 14> kPlatforms = {{{"twitter.com", "x"},
                                                  {"x.com", "x"},
                                                  {"instagram.com", "instagram"},
                                                  {"facebook.com", "facebook"},
                                                  {"fb.watch", "facebook"},
                                                  {"tiktok.com", "tiktok"},
                                                  {"bsky.app", "bluesky"},
                                                  {"threads.net", "threads"},
                                                  {"threads.com", "threads"},
                                                  {"t.me", "telegram"},
                                                  {"reddit.com", "reddit"},
                                                  {"youtube.com", "youtube"},
                                                  {"mastodon.social", "mastodon"},
                                                  {"weibo.com", "weibo"}}};

// The classes that the platforms' own embeds bear; their addresses may be missing.
constexpr std::array<Platform, 6> kEmbedClasses = {{{"twitter-", "x"},
                                                    {"instagram-", "instagram"},
                                                    {"tiktok-", "tiktok"},
                                                    {"bluesky-", "bluesky"},
                                                    {"fb-", "facebook"},
                                                    {"reddit-", "reddit"}}};

std::string_view host_of(std::string_view url) {
  const std::size_t scheme = url.find("//");
  if (scheme == std::string_view::npos || scheme > 6) return {};
  std::string_view host = url.substr(scheme + 2);
  host = host.substr(0, host.find_first_of("/?#:"));
  return host;
}

bool is_handle_character(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' ||
         c == '.' || c == '-';
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
  return text;
}

struct Signature {
  std::string_view author, handle, rest;
};

// "… Name (@handle) rest"
std::optional<Signature> find_signature(std::string_view line) {
  const std::size_t at = line.rfind("(@");
  if (at == std::string_view::npos) return std::nullopt;
  std::size_t end = at + 2;
  while (end < line.size() && is_handle_character(line[end])) ++end;
  if (end == at + 2 || end >= line.size() || line[end] != ')') return std::nullopt;
  std::string_view author = trim(line.substr(0, at));
  for (const std::string_view dash : {"\xE2\x80\x94", "\xE2\x80\x93", "--"})
    if (const std::size_t dashed = author.rfind(dash); dashed != std::string_view::npos)
      author = trim(author.substr(dashed + dash.size()));
  return Signature{author, line.substr(at + 2, end - at - 2), trim(line.substr(end + 1))};
}

// The author's handle in "https://twitter.com/handle/status/1" or
// "https://www.tiktok.com/@handle/video/1".
std::string_view handle_in(std::string_view url) {
  for (const std::string_view mark : {"/status/", "/video/", "/post/"}) {
    const std::size_t at = url.find(mark);
    if (at == std::string_view::npos) continue;
    std::string_view handle = url.substr(0, at);
    handle = handle.substr(handle.rfind('/') + 1);
    if (handle.starts_with('@')) handle.remove_prefix(1);
    if (handle != "i" && handle != "web") return handle;
  }
  return {};
}

bool is_post_address(std::string_view url) {
  return !platform_of(url).empty() && (url.find("/status/") != std::string_view::npos ||
                                       url.find("/p/") != std::string_view::npos ||
                                       url.find("/reel/") != std::string_view::npos ||
                                       url.find("/post") != std::string_view::npos ||
                                       url.find("/video") != std::string_view::npos);
}

class EmbedReader {
 public:
  EmbedReader(const HtmlTree& tree, std::uint32_t element, const Languages& languages, Post& post)
      : tree_(tree), element_(element), languages_(languages), post_(post) {}

  bool read(std::string_view last_line) {
    for (std::uint32_t n = element_; n < tree_.nodes[element_].end; ++n) note(n);
    const std::optional<Signature> signature = find_signature(last_line);
    if (signature) {
      post_.author = linked_author_.empty() ? std::string(signature->author) : linked_author_;
      post_.handle = signature->handle;
      if (!post_.published.known()) set_date(signature->rest);
    } else {
      post_.handle = handle_in(post_.url);
    }
    post_.platform = platform_of(post_.url);
    if (post_.platform.empty()) post_.platform = platform_by_class();
    return signature.has_value();
  }

 private:
  void note(std::uint32_t n) {
    switch (tree_.nodes[n].tag) {
      case Tag::a:
        note_link(n);
        break;
      case Tag::time:
        set_date(tree_.attribute(n, Attribute::datetime));
        break;
      default:
        for (const Attribute given :
             {Attribute::data_instgrm_permalink, Attribute::cite, Attribute::data_href})
          if (post_.url.empty()) set_url(tree_.attribute(n, given));
    }
  }

  // The post's own address is the last one that is a post's; in "… by <a>Name</a> (@handle)" a link
  // holds the author.
  void note_link(std::uint32_t n) {
    const std::string_view url = tree_.attribute(n, Attribute::href);
    if (is_post_address(url)) {
      set_url(url);
      set_date(tree_.inner_text(n, 100));
    }
    const std::uint32_t next = tree_.nodes[n].end;
    if (next < tree_.nodes[element_].end && tree_.nodes[next].tag == Tag::text &&
        trim(tree_.text(next)).starts_with("(@"))
      linked_author_ = tree_.inner_text(n, 100);
  }

  void set_url(std::string_view url) {
    if (!url.empty()) post_.url = url.substr(0, url.find('?'));
  }

  void set_date(std::string_view text) {
    if (text.empty()) return;
    if (const std::optional<Date> date = Date::parse_iso(text); date && date->known())
      post_.published = *date;
    else if (const std::optional<ParsedDate> parsed = parse_date(languages_, text))
      post_.published = parsed->date;
  }

  std::string_view platform_by_class() const {
    const std::string_view names = tree_.attribute(element_, Attribute::class_);
    for (const Platform& platform : kEmbedClasses)
      if (names.find(platform.host) != std::string_view::npos) return platform.name;
    return {};
  }

  const HtmlTree& tree_;
  std::uint32_t element_;
  const Languages& languages_;
  Post& post_;
  std::string linked_author_;
};

}  // namespace

std::string_view platform_of(std::string_view url) {
  const std::string_view host = host_of(url);
  for (const Platform& platform : kPlatforms) {
    if (!host.ends_with(platform.host)) continue;
    const std::size_t before = host.size() - platform.host.size();
    if (before == 0 || host[before - 1] == '.') return platform.name;
  }
  return {};
}

bool read_embedded_post(const HtmlTree& tree, std::uint32_t element, std::string_view last_line,
                        const Languages& languages, Post& post) {
  return EmbedReader(tree, element, languages, post).read(last_line);
}

}  // namespace mercato
