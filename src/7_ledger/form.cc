#include "7_ledger/form.h"

#include <array>
#include <limits>
#include <utility>

#include "0_core/json_writer.h"
#include "7_ledger/json_reading.h"
#include "7_ledger/utf8.h"

namespace mercato {
namespace {

constexpr std::array<std::string_view, 7> kBlockKinds = {
    "metadata", "title", "heading", "paragraph", "quote", "post", "list_item"};
constexpr std::array<std::string_view, 3> kSeverities = {"note", "warning", "error"};

template <typename Enum, std::size_t size>
bool parse(const std::array<std::string_view, size>& names, std::string_view name, Enum& out) {
  for (std::size_t i = 0; i < size; ++i) {
    if (names[i] == name) {
      out = static_cast<Enum>(i);
      return true;
    }
  }
  return false;
}

class FormWriter {
 public:
  explicit FormWriter(std::string& out) : json_(out) {}

  void document(const Document& d) {
    json_.begin_object();
    json_.put("id", d.id).put("language", d.language).put("title", d.title);
    json_.put("author", d.author).put("outlet", d.outlet).put("section", d.section);
    json_.put("url", d.url).put("published", d.published.to_string());
    json_.put("published_time", d.published_time).put("text", d.text);
    list("blocks", d.blocks, [&](const Block& b) { block(b); });
    list("posts", d.posts, [&](const Post& p) { post(p); });
    list("links", d.links, [&](const Link& l) { link(l); });
    list("problems", d.problems, [&](const Problem& p) { problem(p); });
    json_.end_object();
  }

  void posts(const std::vector<Post>& rows) {
    json_.begin_object();
    list("posts", rows, [&](const Post& p) { post(p); });
    json_.end_object();
  }

 private:
  template <typename Rows, typename Write>
  void list(std::string_view name, const Rows& rows, Write write_row) {
    if (rows.empty()) return;
    json_.key(name).begin_array();
    for (const auto& row : rows) {
      json_.begin_object();
      write_row(row);
      json_.end_object();
    }
    json_.end_array();
  }

  void span(std::string_view begin, std::string_view end, Span s) {
    json_.key(begin).value(std::int64_t{s.begin});
    json_.key(end).value(std::int64_t{s.end});
  }

  void block(const Block& b) {
    span("start", "end", b.span);
    json_.key("kind").value(kBlockKinds[static_cast<std::size_t>(b.kind)]);
    if (b.post != -1) json_.key("post").value(std::int64_t{b.post});
    json_.put("language", b.language);
  }

  void post(const Post& p) {
    span("start", "end", p.span);
    span("body_start", "body_end", p.body);
    json_.put("author", p.author).put("handle", p.handle).put("platform", p.platform);
    json_.put("url", p.url).put("published", p.published.to_string());
  }

  void link(const Link& l) {
    span("start", "end", l.span);
    json_.put("url", l.url);
  }

  void problem(const Problem& p) {
    json_.key("severity").value(kSeverities[static_cast<std::size_t>(p.severity)]);
    json_.put("where", p.where);
    json_.key("line").value(std::int64_t{p.line});
    // Offsets have 64 bits without a sign: the same bits with one.
    json_.key("offset").value(static_cast<std::int64_t>(p.offset));
    json_.put("message", p.message).put("hint", p.hint);
  }

  JsonWriter json_;
};

class FormReader {
 public:
  explicit FormReader(Document& out) : out_(out) {}

  // Empty on success, else what is wrong.
  std::string_view read(json::Element form) {
    if (!form.is_object()) return "is no JSON object";
    take_fields(form);
    json::each(form, "blocks", [&](json::Element e) { block(e); });
    json::each(form, "posts", [&](json::Element e) { out_.posts.push_back(post(e)); });
    json::each(form, "links", [&](json::Element e) { link(e); });
    json::each(form, "problems", [&](json::Element e) { problem(e); });
    check();
    return wrong_;
  }

  static Post post(json::Element e) {
    Post p;
    p.span = {json::offset(e, "start"), json::offset(e, "end")};
    p.body = {json::offset(e, "body_start"), json::offset(e, "body_end")};
    p.author = json::text(e, "author");
    p.handle = json::text(e, "handle");
    p.platform = json::text(e, "platform");
    p.url = json::text(e, "url");
    p.published = Date::parse_iso(json::text(e, "published")).value_or(Date{});
    return p;
  }

 private:
  void take_fields(json::Element form) {
    const std::pair<std::string_view, std::string*> fields[] = {
        {"id", &out_.id},
        {"language", &out_.language},
        {"title", &out_.title},
        {"author", &out_.author},
        {"outlet", &out_.outlet},
        {"section", &out_.section},
        {"url", &out_.url},
        {"text", &out_.text},
        {"published_time", &out_.published_time}};
    for (const auto& [name, field] : fields) *field = json::text(form, name);
    const std::string_view published = json::text(form, "published");
    out_.published = Date::parse_iso(published).value_or(Date{});
    if (out_.published.to_string() != published) wrong_ = "has a date that is none";
  }

  void block(json::Element e) {
    Block b;
    b.span = {json::offset(e, "start"), json::offset(e, "end")};
    if (!parse(kBlockKinds, json::text(e, "kind"), b.kind)) wrong_ = "has a block of no known kind";
    const std::int64_t post = json::integer(e, "post", -1);
    if (post < -1 || post > std::numeric_limits<std::int16_t>::max())
      wrong_ = "has a block of no post";
    else
      b.post = static_cast<std::int16_t>(post);
    b.language = json::text(e, "language");
    out_.blocks.push_back(std::move(b));
  }

  void link(json::Element e) {
    out_.links.push_back(
        {{json::offset(e, "start"), json::offset(e, "end")}, std::string(json::text(e, "url"))});
  }

  void problem(json::Element e) {
    Problem p;
    if (!parse(kSeverities, json::text(e, "severity"), p.severity))
      wrong_ = "has a problem of no known severity";
    p.where = json::text(e, "where");
    p.line = json::offset(e, "line");
    p.offset = static_cast<std::uint64_t>(json::integer(e, "offset"));
    p.message = json::text(e, "message");
    p.hint = json::text(e, "hint");
    out_.problems.push_back(std::move(p));
  }

  bool outside(Span span) const { return span.begin > span.end || span.end > out_.text.size(); }

  void check() {
    bool leaves = false;
    for (const Block& b : out_.blocks) {
      leaves |= outside(b.span);
      if (b.post >= static_cast<std::int64_t>(out_.posts.size())) wrong_ = "has a block of no post";
    }
    for (const Post& p : out_.posts) leaves |= outside(p.span) || outside(p.body);
    for (const Link& l : out_.links) leaves |= outside(l.span);
    if (leaves) wrong_ = "has a span that leaves the text";
  }

  Document& out_;
  std::string_view wrong_;
};

template <typename DocumentType, typename Visit>
void each_string(DocumentType& d, Visit visit) {
  for (auto* field : {&d.id, &d.text, &d.language, &d.title, &d.author, &d.outlet, &d.section,
                      &d.url, &d.published_time})
    visit(*field);
  for (auto& b : d.blocks) visit(b.language);
  for (auto& p : d.posts)
    for (auto* field : {&p.author, &p.handle, &p.platform, &p.url}) visit(*field);
  for (auto& l : d.links) visit(l.url);
  for (auto& p : d.problems)
    for (auto* field : {&p.where, &p.message, &p.hint}) visit(*field);
}

}  // namespace

std::string write_form(const Document& document) {
  std::string out;
  out.reserve(document.text.size() + 512);
  FormWriter(out).document(document);
  return out;
}

Result<Document> read_form(std::string_view form) {
  simdjson::dom::parser parser;
  json::Element root;
  if (parser.allocate(form.size() + 1, json::kMaxDepth) ||
      parser.parse(form.data(), form.size()).get(root))
    return failure({}, "the stored document is no valid JSON");
  Document out;
  if (const std::string_view wrong = FormReader(out).read(root); !wrong.empty())
    return failure({}, "the stored document " + std::string(wrong));
  return out;
}

std::string write_posts(const std::vector<Post>& posts) {
  std::string out;
  FormWriter(out).posts(posts);
  return out;
}

std::vector<Post> read_posts(std::string_view json) {
  std::vector<Post> out;
  simdjson::dom::parser parser;
  json::Element root;
  if (parser.allocate(json.size() + 1, json::kMaxDepth) ||
      parser.parse(json.data(), json.size()).get(root))
    return out;
  json::each(root, "posts", [&](json::Element e) { out.push_back(FormReader::post(e)); });
  return out;
}

bool is_clean(const Document& document) {
  bool clean = true;
  each_string(document, [&](const std::string& field) { clean = clean && is_utf8(field); });
  return clean;
}

Document mend_document(Document document) {
  each_string(document, [](std::string& field) { field = mend_utf8(field); });
  return document;
}

}  // namespace mercato
