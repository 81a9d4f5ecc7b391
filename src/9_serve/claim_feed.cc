#include "9_serve/claim_feed.h"

#include <algorithm>

#include "0_core/json_writer.h"
#include "9_answer/saga_row.h"
#include "9_serve/internet_date.h"

namespace mercato {
namespace {

constexpr std::size_t kTitleDigest = 32;

// What may stand between tags and in attributes. Characters that XML 1.0 does not have are left
// out, so that no document can break the feed.
void escape(std::string_view text, std::string& out) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    // U+FFFE and U+FFFF
    if (c == '\xEF' && i + 2 < text.size() && text[i + 1] == '\xBF' &&
        (text[i + 2] == '\xBE' || text[i + 2] == '\xBF')) {
      i += 2;
    } else if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else if (static_cast<unsigned char>(c) >= 0x20 || c == '\t' || c == '\n' || c == '\r') {
      out += c;
    }
  }
}

void element(std::string_view name, std::string_view text, std::string& out) {
  ((out += '<') += name) += '>';
  escape(text, out);
  ((out += "</") += name) += ">\n";
}

bool is_web_address(std::string_view url) {
  return url.starts_with("https://") || url.starts_with("http://");
}

Instant said_at(const FeedEntry& entry) { return entry.said ? entry.said : entry.at; }

Instant newest(const std::vector<FeedEntry>& entries) {
  Instant out = 0;
  for (const FeedEntry& entry : entries) out = std::max(out, entry.at);
  return out;
}

std::string link_element(std::string_view rel, std::string_view url) {
  std::string out = "<link rel=\"" + std::string(rel) + "\" href=\"";
  escape(url, out);
  return out + "\"/>\n";
}

std::string atom(const FeedHead& head, const std::vector<FeedEntry>& entries) {
  std::string out =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n";
  element("id", head.self, out);
  element("title", head.title, out);
  element("updated", to_string(newest(entries)), out);
  out += link_element("self", head.self) + link_element("alternate", head.home);
  for (const FeedEntry& entry : entries) {
    out += "<entry>\n";
    element("id", entry.id, out);
    element("title", entry.title, out);
    element("published", to_string(said_at(entry)), out);
    element("updated", to_string(entry.at), out);
    out += "<author>";
    element("name", entry.author.empty() ? "mercato" : entry.author, out);
    out += "</author>\n" + link_element("alternate", entry.link);
    out += "<content type=\"text\">";
    escape(entry.text, out);
    out += "</content>\n</entry>\n";
  }
  return out + "</feed>\n";
}

std::string rss(const FeedHead& head, const std::vector<FeedEntry>& entries) {
  std::string out =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\" "
      "xmlns:atom=\"http://www.w3.org/2005/Atom\">\n<channel>\n";
  element("title", head.title, out);
  element("link", head.home, out);
  element("description", head.title, out);
  std::string self = link_element("self", head.self);
  out += "<atom:" + self.substr(1);
  if (!entries.empty()) element("lastBuildDate", internet_date(newest(entries), "+0000"), out);
  for (const FeedEntry& entry : entries) {
    out += "<item>\n<guid isPermaLink=\"false\">";
    escape(entry.id, out);
    out += "</guid>\n";
    element("title", entry.title, out);
    element("link", entry.link, out);
    element("pubDate", internet_date(said_at(entry), "+0000"), out);
    // Readers take the description of RSS for markup: what is text is escaped once more.
    std::string text;
    escape(entry.text, text);
    element("description", text, out);
    out += "</item>\n";
  }
  return out + "</channel>\n</rss>\n";
}

std::string json_feed(const FeedHead& head, const std::vector<FeedEntry>& entries) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("version").value("https://jsonfeed.org/version/1.1");
  json.key("title").value(head.title);
  json.key("home_page_url").value(head.home);
  json.key("feed_url").value(head.self);
  json.list("items", entries, [&json](const FeedEntry& entry) {
    json.begin_object();
    json.key("id").value(entry.id);
    json.key("url").value(entry.link);
    json.key("title").value(entry.title);
    json.key("content_text").value(entry.text);
    json.key("date_published").value(to_string(said_at(entry)));
    json.key("date_modified").value(to_string(entry.at));
    if (!entry.author.empty()) {
      json.key("authors").begin_array().begin_object();
      json.key("name").value(entry.author);
      json.end_object().end_array();
    }
    json.end_object();
  });
  json.end_object();
  return out;
}

std::string title_of(const NewClaim& claim) {
  std::string out = claim.person.name + ": " + type_words(claim.claim.type);
  if (claim.claim.polarity == Polarity::denied) out += " denied";
  if (claim.to.row) out += ", " + claim.to.name;
  if (!claim.document.outlet.empty()) out += " (" + claim.document.outlet + ")";
  return out;
}

std::string text_of(const NewClaim& claim) {
  std::string out;
  for (const LedgerEvidence& evidence : claim.claim.evidence) {
    if (!out.empty()) out += " \n";
    out += evidence.text;
  }
  return out;
}

}  // namespace

FeedEntry feed_entry(const NewClaim& claim, const std::string& base) {
  FeedEntry out;
  out.id = "urn:mercato:claim:" + claim.document.digest.substr(0, kTitleDigest) + "-" +
           std::to_string(claim.claim.index);
  out.title = title_of(claim);
  out.text = text_of(claim);
  out.author = claim.document.author.empty() ? claim.document.outlet : claim.document.author;
  out.link = is_web_address(claim.document.url)
                 ? claim.document.url
                 : base + "/document/" + std::to_string(claim.document.row);
  out.at = claim.document.recorded_at;
  out.said = claim.document.known_at;
  return out;
}

FeedEntry feed_entry(const Firing& firing, const std::string& base) {
  return {"urn:mercato:alert:" + firing.id,
          firing.title,
          firing.text,
          {},
          is_web_address(firing.url) ? firing.url : base + "/",
          firing.at};
}

WrittenFeed write_feed(std::string_view format, const FeedHead& head,
                       const std::vector<FeedEntry>& entries) {
  if (format == "rss") return {rss(head, entries), "application/rss+xml; charset=utf-8"};
  if (format == "json") return {json_feed(head, entries), "application/feed+json"};
  return {atom(head, entries), "application/atom+xml; charset=utf-8"};
}

}  // namespace mercato
