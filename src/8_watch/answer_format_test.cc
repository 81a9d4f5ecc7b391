#include "8_watch/answer_format.h"

#include <gtest/gtest.h>

namespace mercato {
namespace {

TEST(AnswerFormat, knows_feeds_pages_and_texts_by_what_they_are) {
  struct Case {
    const char *body, *type, *name;
  };
  for (const Case& one : std::initializer_list<Case>{
           {"<?xml version='1.0'?>\n<rss version='2.0'>", "text/html", "RSS"},
           {"\xef\xbb\xbf<?xml version='1.0'?><!-- made by <html> --><feed>", "", "page"},
           {"<feed xmlns='http://www.w3.org/2005/Atom'><title>&lt;html&gt;", "", "Atom"},
           {"<rdf:RDF xmlns='x'>", "", "RSS"},
           {"{\"version\": \"https://jsonfeed.org/version/1\"", "application/json", "JSON Feed"},
           {"<!DOCTYPE html><html><body><a href='<rss'>", "application/rss+xml", "page"},
           {"<?xml version='1.0'?><urlset>", "", "XML"},
           {"He signs today.", "text/plain; charset=utf-8", "text"},
           {"He signs today.", "text/html", "page"},
           {"", "", "page"}})
    EXPECT_EQ(answer_format(one.body, one.type).name, one.name) << one.body;
}

TEST(AnswerFormat, reads_the_charset) {
  EXPECT_EQ(charset_of("text/html; charset=ISO-8859-1"), "iso-8859-1");
  EXPECT_EQ(charset_of("text/html;charset=\"utf-8\"; x=y"), "utf-8");
  EXPECT_EQ(charset_of("text/html"), "");
  EXPECT_EQ(charset_of("text/html; charset=" + std::string(100, 'x')), "");
}

}  // namespace
}  // namespace mercato
