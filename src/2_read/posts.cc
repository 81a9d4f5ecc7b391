#include "2_read/posts.h"

#include <algorithm>
#include <optional>

#include "2_read/lines.h"

namespace mercato {
namespace {

constexpr std::size_t kMaxHandle = 30;
constexpr std::size_t kMaxName = 80;         // bytes
constexpr std::size_t kMaxBareName = 4;      // words of a name that no dash opens
constexpr std::uint32_t kLongPost = 320;     // bytes; 280 characters with accents and emoji
constexpr std::size_t kMaxPosts = 1000;      // of one document
constexpr std::size_t kMaxHandles = 10'000;  // that are looked at in one block

struct Platform {
  std::string_view mark, name;
};
constexpr Platform kPlatforms[] = {
    {"instagram.com", "instagram"},      {"bsky.", "bluesky"},     {"threads.net", "threads"},
    {"facebook.com", "facebook"},        {"tiktok.com", "tiktok"}, {"t.me/", "telegram"},
    {"truthsocial.com", "truth social"},
};
constexpr std::string_view kDashes[] = {"\u2014", "\u2013", "\u2015", "--", "-"};

bool is_handle_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '.' || c == '-';
}

// Reads posts of one block from left to right.
class PostFinder {
 public:
  PostFinder(std::string_view text, Span block, const Languages& languages,
             const ReadingWords& words)
      : text_(text), block_(block), languages_(languages), words_(words), from_(block.begin) {}

  void run(std::vector<Post>& posts);

 private:
  struct Signature {
    Span whole, name, handle;
    Date date;
    bool shared = false;  // "A post shared by"
  };
  std::optional<Signature> signature(std::uint32_t open) const;
  bool find_name(Signature& signature, std::uint32_t open) const;
  bool find_dashed_name(Signature& signature, std::uint32_t open) const;
  bool find_bare_name(Signature& signature, std::uint32_t open) const;
  bool find_shared_name(Signature& signature, std::uint32_t open) const;
  void find_date(Signature& signature) const;
  Post post(const Signature& signature) const;
  Span body(const Signature& signature) const;
  std::string_view platform(const Signature& signature, Span whole) const;
  std::string url(Span whole) const;
  std::string_view part(Span span) const { return slice(text_, span); }

  const std::string_view text_;
  const Span block_;
  const Languages& languages_;
  const ReadingWords& words_;
  std::uint32_t from_;  // end of the post before
};

void PostFinder::run(std::vector<Post>& posts) {
  std::uint32_t at = block_.begin;
  for (std::size_t handles = 0; handles < kMaxHandles && posts.size() < kMaxPosts; ++handles) {
    const std::size_t found = part({at, block_.end}).find("(@");
    if (found == std::string_view::npos) return;
    const auto open = at + static_cast<std::uint32_t>(found);
    at = open + 2;
    const auto signed_by = signature(open);
    if (!signed_by) continue;
    posts.push_back(post(*signed_by));
    from_ = at = signed_by->whole.end;
  }
}

std::optional<PostFinder::Signature> PostFinder::signature(std::uint32_t open) const {
  Signature out;
  std::uint32_t end = open + 2;
  while (end < block_.end && is_handle_char(text_[end])) ++end;
  out.handle = {open + 2, end};
  if (end >= block_.end || text_[end] != ')' || out.handle.empty() ||
      out.handle.size() > kMaxHandle)
    return std::nullopt;
  out.whole = {open, end + 1};
  find_date(out);
  if (!find_name(out, open)) return std::nullopt;
  return out;
}

// The date may follow "on", "le" or a comma; nothing else may stand between.
void PostFinder::find_date(Signature& signature) const {
  std::uint32_t at = signature.whole.end;
  for (int attempt = 0; attempt < 2; ++attempt) {
    while (at < block_.end && (space_at(part({at, block_.end})) != 0 || text_[at] == ',')) {
      at += static_cast<std::uint32_t>(std::max<std::size_t>(space_at(part({at, block_.end})), 1));
    }
    if (const auto date = parse_date(languages_, part({at, block_.end}))) {
      if (date->date.month == 0) return;
      if (date->date.known()) signature.date = date->date;
      signature.whole.end = at + static_cast<std::uint32_t>(date->used);
      return;
    }
    std::uint32_t word = at;
    while (word < block_.end && word - at < 4 &&
           static_cast<unsigned char>(text_[word] | 0x20) >= 'a')
      ++word;
    if (word == at || word - at > 3) return;
    at = word;
  }
}

bool PostFinder::find_name(Signature& signature, std::uint32_t open) const {
  const bool dated = signature.whole.end > signature.handle.end + 1;
  const bool ends_block = trim(text_, {signature.whole.end, block_.end}).empty();
  if (find_shared_name(signature, open)) return true;
  if ((dated || ends_block) && find_dashed_name(signature, open)) return true;
  return dated && find_bare_name(signature, open);
}

bool PostFinder::find_dashed_name(Signature& signature, std::uint32_t open) const {
  const std::uint32_t low = std::max<std::uint32_t>(from_, open > kMaxName ? open - kMaxName : 0);
  std::size_t best = std::string_view::npos, best_size = 0;
  const std::string_view before = part({low, open});
  for (const std::string_view dash : kDashes) {
    std::size_t found = before.rfind(dash);
    // A hyphen inside a name ("Jean-Luc") does not open it.
    while (dash == "-" && found != std::string_view::npos && found > 0 &&
           !is_space_byte(before[found - 1])) {
      found = before.rfind(dash, found - 1);
    }
    if (found == std::string_view::npos || (best != std::string_view::npos && found <= best))
      continue;
    best = found;
    best_size = dash.size();
  }
  if (best == std::string_view::npos) return false;
  const std::uint32_t dash = low + static_cast<std::uint32_t>(best);
  signature.name = trim(text_, {dash + static_cast<std::uint32_t>(best_size), open});
  if (part(signature.name).find_first_of("\n!?;") != std::string_view::npos) return false;
  signature.whole.begin = dash;
  return true;
}

// Without a dash the name is the run of capitalised words before the handle: "… pic.twitter.com/x
// Marco Verdi (@mv)".
bool PostFinder::find_bare_name(Signature& signature, std::uint32_t open) const {
  Span name =
      trim(text_, {std::max<std::uint32_t>(from_, open > kMaxName ? open - kMaxName : 0), open});
  std::uint32_t begin = name.end;
  for (std::size_t words = 0; words < kMaxBareName && begin > name.begin; ++words) {
    std::uint32_t end = begin;
    while (end > name.begin && is_space_byte(text_[end - 1])) --end;
    std::uint32_t word = end;
    while (word > name.begin && !is_space_byte(text_[word - 1])) --word;
    const std::string_view written = part({word, end});
    const bool capital = !written.empty() && ((written[0] >= 'A' && written[0] <= 'Z') ||
                                              static_cast<unsigned char>(written[0]) >= 0x80);
    if (!capital || written.find_first_of("./:#@!?,;") != std::string_view::npos) break;
    begin = word;
  }
  if (begin == name.end) return false;
  signature.name = signature.whole;
  signature.name = {begin, name.end};
  signature.whole.begin = begin;
  return true;
}

bool PostFinder::find_shared_name(Signature& signature, std::uint32_t open) const {
  const std::uint32_t low =
      std::max<std::uint32_t>(from_, open > 2 * kMaxName ? open - 2 * kMaxName : 0);
  for (std::uint32_t at = low; at < open; ++at) {
    if (at > low && !is_space_byte(text_[at - 1])) continue;
    const std::size_t used = words_.match(part({at, open}), LeadRole::shared_by);
    if (used == 0) continue;
    signature.name = trim(text_, {at + static_cast<std::uint32_t>(used), open});
    signature.whole.begin = at;
    signature.shared = true;
    return true;
  }
  return false;
}

Post PostFinder::post(const Signature& signature) const {
  Post out;
  out.body = body(signature);
  out.span = out.body.empty() ? signature.whole : cover(out.body, signature.whole);
  out.author = std::string(part(signature.name));
  out.handle = std::string(part(signature.handle));
  out.platform = std::string(platform(signature, out.span));
  out.url = url(out.span);
  out.published = signature.date;
  return out;
}

// All of the block before the signature; where the block goes on behind it, an article runs around
// the post, and only the sentences that a post can hold are taken.
Span PostFinder::body(const Signature& signature) const {
  Span body = trim(text_, {from_, signature.whole.begin});
  const bool alone =
      trim(text_, {signature.whole.end, block_.end}).empty() && from_ == block_.begin;
  if (alone || body.size() <= kLongPost) return body;
  std::size_t at = body.end - kLongPost;
  for (; at + 1 < body.end; ++at) {
    const bool ends = text_[at] == '.' || text_[at] == '!' || text_[at] == '?' || text_[at] == '\n';
    if (ends && is_space_byte(text_[at + 1]))
      return trim(text_, {static_cast<std::uint32_t>(at + 1), body.end});
  }
  return body;
}

std::string_view PostFinder::platform(const Signature& signature, Span whole) const {
  for (const Platform& known : kPlatforms) {
    if (part(whole).find(known.mark) != std::string_view::npos) return known.name;
  }
  return signature.shared ? "instagram" : "x";
}

// The address of the post itself, where the text shows it.
std::string PostFinder::url(Span whole) const {
  const std::string_view text = part(whole);
  const std::size_t status = text.find("/status/");
  if (status == std::string_view::npos) return {};
  const std::size_t begin = text.rfind("http", status);
  if (begin == std::string_view::npos || status - begin > kMaxName) return {};
  std::size_t end = status + 8;
  while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
  return std::string(text.substr(begin, end - begin));
}

// Rebuilds the block list around the posts found in each block.
class PostSplitter {
 public:
  PostSplitter(Document& document, const Languages& languages, const ReadingWords& words)
      : document_(document), languages_(languages), words_(words) {}

  void run() {
    for (const Block& block : document_.blocks) split(block);
    document_.blocks = std::move(blocks_);
  }

 private:
  void split(const Block& block);
  void take_block_before(Post& post, std::int16_t index);
  void add(Span span, const Block& like, std::int16_t post);

  Document& document_;
  const Languages& languages_;
  const ReadingWords& words_;
  std::vector<Block> blocks_;
};

void PostSplitter::split(const Block& block) {
  const bool may_hold_posts =
      block.kind == BlockKind::paragraph || block.kind == BlockKind::quote ||
      block.kind == BlockKind::list_item || block.kind == BlockKind::heading;
  const std::size_t first = document_.posts.size();
  if (may_hold_posts && block.post < 0)
    find_posts(document_.text, block.span, languages_, words_, document_.posts);
  if (document_.posts.size() == first) {
    blocks_.push_back(block);
    return;
  }
  std::uint32_t at = block.span.begin;
  for (std::size_t i = first; i < document_.posts.size(); ++i) {
    const auto index = static_cast<std::int16_t>(i);
    Post& post = document_.posts[i];
    const Span own = post.span;
    add({at, own.begin}, block, -1);
    if (post.body.empty()) take_block_before(post, index);
    add(own, block, index);
    at = own.end;
  }
  add({at, block.span.end}, block, -1);
}

// A signature on a line of its own: the paragraph before it is what was posted.
void PostSplitter::take_block_before(Post& post, std::int16_t index) {
  if (blocks_.empty()) return;
  Block& before = blocks_.back();
  if (before.post >= 0 || before.kind == BlockKind::metadata || before.kind == BlockKind::title)
    return;
  before.kind = BlockKind::post;
  before.post = index;
  post.body = before.span;
  post.span = cover(before.span, post.span);
}

void PostSplitter::add(Span span, const Block& like, std::int16_t post) {
  span = trim(document_.text, span);
  if (span.empty()) return;
  Block block = like;
  block.span = span;
  block.post = post;
  if (post >= 0) block.kind = BlockKind::post;
  blocks_.push_back(std::move(block));
}

}  // namespace

void find_posts(std::string_view text, Span block, const Languages& languages,
                const ReadingWords& words, std::vector<Post>& posts) {
  PostFinder(text, block, languages, words).run(posts);
}

void split_posts(Document& document, const Languages& languages, const ReadingWords& words) {
  if (document.text.find("(@") == std::string::npos) return;
  PostSplitter(document, languages, words).run();
}

}  // namespace mercato
