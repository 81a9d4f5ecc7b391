// Does a hostile request end well before anything is asked? The bytes are a request: its header is
// read as the server reads it, target, arguments, route, guard and all; a second part after a NUL
// becomes a claim's words in every feed.
#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <cstdint>
#include <string_view>

#include "9_serve/claim_feed.h"
#include "9_serve/draft.h"
#include "9_serve/guard.h"
#include "9_serve/negotiation.h"
#include "9_serve/page.h"
#include "9_serve/problem_response.h"
#include "9_serve/wire.h"

namespace mercato {
namespace {

namespace http = boost::beast::http;

void require(bool holds) {
  if (!holds) __builtin_trap();
}

void check_words(std::string_view text) {
  for (const char c : text) require(static_cast<unsigned char>(c) >= 0x20 && c != 0x7F);
}

void check_target(const Target& target) {
  require(target.segments.size() <= kMostSegments && target.arguments.size() <= kMostArguments);
  for (const std::string& segment : target.segments) {
    check_words(segment);
    require(segment != ".." && segment.find('\\') == std::string::npos);
  }
  for (const auto& [name, value] : target.arguments) {
    check_words(name);
    check_words(value);
    require(name.size() <= kMostNameBytes && value.size() <= kMostArgumentBytes);
  }
}

// One header line stays one: nothing that was sent comes back as a line of its own.
void check_header(std::string_view header) {
  require(header.ends_with("\r\n\r\n"));
  require(header.find("\r\n\r\n") == header.size() - 4);
}

void try_target(std::string_view raw) {
  const auto target = parse_target(raw);
  if (!target) return;
  check_target(*target);
  const Route route = find_route(*target, Method::get);
  require(!route.label.empty());
}

void try_request(std::string_view bytes, const Guard& guard, const Page& page) {
  http::request_parser<http::string_body> parser;
  parser.header_limit(16u << 10);
  parser.body_limit(1u << 20);
  boost::beast::error_code error;
  parser.put(boost::asio::buffer(bytes.data(), bytes.size()), error);
  if (!parser.is_header_done()) return;
  Request request = to_request(parser.get(), "127.0.0.1");
  auto target = parse_target(request.raw_target);
  if (!target) {
    check_header(to_wire(problem_response(400, target.error().message), request, {}).header);
    return;
  }
  check_target(*target);
  request.target = std::move(*target);
  const Route route = find_route(request.target, request.method);
  const auto refused = guard.refuse(request, route);
  const std::string origin = guard.allowed_origin(request);
  OutgoingOptions options;
  options.allowed_origin = origin;
  options.cors = true;
  check_header(to_wire(refused ? *refused : page.find(request.target), request, options).header);
  guard.client(request);
  const auto draft = read_draft(media_type(request.content_type), parser.get().body());
  require(!draft || !draft->text.empty());
}

void try_feeds(std::string_view words) {
  const std::string text(words.substr(0, 4096));
  const FeedEntry entry{text, text, text, text, text, static_cast<Instant>(words.size())};
  for (const char* format : {"atom", "rss"}) {
    const std::string bytes = write_feed(format, {text, text, text}, {entry}).bytes;
    const std::string plain =
        write_feed(format, {"", "", ""}, {FeedEntry{"", "", "", "x", "", entry.at}}).bytes;
    // As many tags as without any words: none came from them.
    require(std::count(bytes.begin(), bytes.end(), '<') ==
            std::count(plain.begin(), plain.end(), '<'));
  }
  write_feed("json", {text, text, text}, {entry});
}

int run(std::string_view bytes) {
  static const Guard guard = [] {
    ServeConfig config;
    config.token = "a token of the fuzzer";
    config.origins = {"https://desk.example"};
    config.trusted_proxies = {"127.0.0.1"};
    return *Guard::create(config);
  }();
  static const auto page = make_page({PageFile{"index.html", "<!doctype html>"}});
  const std::size_t cut = std::min(bytes.find('\0'), bytes.size());
  try_request(bytes.substr(0, cut), guard, *page);
  try_target(bytes.substr(0, cut));
  if (cut < bytes.size()) try_feeds(bytes.substr(cut + 1));
  return 0;
}

}  // namespace
}  // namespace mercato

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return mercato::run({reinterpret_cast<const char*>(data), size});
}
