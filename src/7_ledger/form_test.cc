#include "7_ledger/form.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include "7_ledger/compression.h"

namespace mercato {
namespace {

using testing::HasSubstr;

// Characters of one to four bytes, and those that JSON escapes.
std::string text() {
  std::string out;
  for (const std::string& part : *rc::gen::container<std::vector<std::string>>(
           rc::gen::element<std::string>("a", "Z", " ", "\n", "\"", "\\", std::string(1, '\0'),
                                         "\x1f", "é", "–", "中", "😀", "{", "/")))
    out += part;
  return out;
}

Date any_date() {
  const int precision = *rc::gen::inRange(0, 4);
  Date date;
  if (precision > 0) date.year = static_cast<std::int16_t>(*rc::gen::inRange(1, 10'000));
  if (precision > 1) date.month = static_cast<std::uint8_t>(*rc::gen::inRange(1, 13));
  if (precision > 2) date.day = static_cast<std::uint8_t>(*rc::gen::inRange(1, 29));
  return date;
}

Span any_span(std::size_t size) {
  const auto begin = *rc::gen::inRange<std::uint32_t>(0, static_cast<std::uint32_t>(size) + 1);
  return {begin, *rc::gen::inRange<std::uint32_t>(begin, static_cast<std::uint32_t>(size) + 1)};
}

template <typename T, typename Make>
std::vector<T> some(Make make) {
  std::vector<T> out;
  for (int n = *rc::gen::inRange(0, 4); n > 0; --n) out.push_back(make());
  return out;
}

Document any_document() {
  Document d;
  for (std::string* field : {&d.id, &d.text, &d.language, &d.title, &d.author, &d.outlet,
                             &d.section, &d.url, &d.published_time})
    *field = text();
  d.published = any_date();
  const auto span = [&] { return any_span(d.text.size()); };
  d.posts =
      some<Post>([&] { return Post{span(), span(), text(), text(), text(), text(), any_date()}; });
  const int posts = static_cast<int>(d.posts.size());
  d.blocks = some<Block>([&] {
    return Block{span(), static_cast<BlockKind>(*rc::gen::inRange(0, 7)),
                 static_cast<std::int16_t>(*rc::gen::inRange(-1, posts)), text()};
  });
  d.links = some<Link>([&] { return Link{span(), text()}; });
  d.problems = some<Problem>([&] {
    return Problem{static_cast<Severity>(*rc::gen::inRange(0, 3)),
                   text(),
                   *rc::gen::arbitrary<std::uint32_t>(),
                   *rc::gen::arbitrary<std::uint64_t>(),
                   text(),
                   text()};
  });
  return d;
}

bool same(const Post& a, const Post& b) {
  return a.span == b.span && a.body == b.body && a.author == b.author && a.handle == b.handle &&
         a.platform == b.platform && a.url == b.url && a.published == b.published;
}
bool same(const Block& a, const Block& b) {
  return a.span == b.span && a.kind == b.kind && a.post == b.post && a.language == b.language;
}
bool same(const Link& a, const Link& b) { return a.span == b.span && a.url == b.url; }
bool same(const Problem& a, const Problem& b) {
  return a.severity == b.severity && a.where == b.where && a.line == b.line &&
         a.offset == b.offset && a.message == b.message && a.hint == b.hint;
}
template <typename T>
bool same(const std::vector<T>& a, const std::vector<T>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const T& x, const T& y) { return same(x, y); });
}
bool same(const Document& a, const Document& b) {
  return a.id == b.id && a.text == b.text && a.language == b.language && a.title == b.title &&
         a.author == b.author && a.outlet == b.outlet && a.section == b.section && a.url == b.url &&
         a.published == b.published && a.published_time == b.published_time &&
         same(a.blocks, b.blocks) && same(a.posts, b.posts) && same(a.links, b.links) &&
         same(a.problems, b.problems);
}

RC_GTEST_PROP(Form, gives_back_any_document, ()) {
  const Document document = any_document();
  const std::string form = write_form(document);
  const auto read = read_form(form);
  RC_ASSERT(read.has_value());
  RC_ASSERT(same(*read, document));
  RC_ASSERT(write_form(*read) == form);
  RC_ASSERT(same(read_posts(write_posts(document.posts)), document.posts));
}

RC_GTEST_PROP(Form, survives_any_bytes, (const std::string& bytes)) {
  (void)read_form(bytes);
  (void)decompress(bytes);
  RC_SUCCEED();
}

TEST(Form, refuses_what_would_lead_out_of_the_text) {
  for (const char* form :
       {R"({"text":"abc","blocks":[{"start":0,"end":4,"kind":"title"}]})",
        R"({"text":"abc","links":[{"start":3,"end":2,"url":"x"}]})",
        R"({"text":"abc","blocks":[{"start":0,"end":3,"kind":"title","post":0}]})",
        R"({"text":"abc","posts":[{"start":0,"end":1,"body_start":0,"body_end":9}]})"}) {
    EXPECT_FALSE(read_form(form).has_value()) << form;
  }
}

TEST(Form, refuses_what_it_does_not_know) {
  for (const char* form : {"", "[]", "{", R"({"text":"a","published":"2024-13"})",
                           R"({"text":"a","blocks":[{"start":0,"end":1,"kind":"poem"}]})"})
    EXPECT_FALSE(read_form(form).has_value()) << form;
}

TEST(Form, mends_what_is_no_utf8) {
  Document document;
  document.id = "caf\xe9.txt";
  document.text = "ok";
  EXPECT_FALSE(is_clean(document));
  EXPECT_EQ(mend_document(document).id, "caf\xef\xbf\xbd.txt");
  EXPECT_TRUE(is_clean(mend_document(document)));
}

TEST(Compression, gives_back_the_bytes_and_refuses_others) {
  const std::string bytes(100'000, 'x');
  const std::string packed = compress(bytes);
  EXPECT_LT(packed.size(), 100u);
  EXPECT_EQ(*decompress(packed), bytes);
  EXPECT_EQ(*decompress(compress("")), "");
  EXPECT_FALSE(decompress(packed.substr(0, packed.size() / 2)).has_value());
  EXPECT_FALSE(decompress("plain text").has_value());
  // A frame whose header promises 2^40 bytes.
  const std::string bomb("\x28\xb5\x2f\xfd\xe0\x00\x00\x00\x00\x00\x01\x00\x00", 13);
  const auto refused = decompress(bomb);
  ASSERT_FALSE(refused.has_value());
  EXPECT_THAT(refused.error().message, HasSubstr("limit"));
}

}  // namespace
}  // namespace mercato
