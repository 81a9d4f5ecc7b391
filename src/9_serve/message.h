// What is asked over HTTP, and what is answered? A request and a response without the library that
// reads and writes them.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "9_answer/answers.h"
#include "9_serve/target.h"

namespace mercato {

enum class Method : std::uint8_t { get, head, post, options, other };

struct Request {
  Method method = Method::other;
  std::string verb, raw_target;
  Target target;
  std::string peer;  // address of the other end, without port
  std::string body;
  // Of the header; empty where it is not there.
  std::string host, authorization, accept, accept_encoding, if_none_match, origin, content_type,
      last_event_id, forwarded_for, forwarded_proto, mcp_version;
  bool forwarded = false;  // whether a proxy has left a mark in the header
  bool twice = false;      // a header that may stand once stands twice

  bool reads() const { return method == Method::get || method == Method::head; }
};

// Immutable bytes that many responses share.
using Bytes = std::shared_ptr<const std::string>;
inline Bytes shared_bytes(std::string text) {
  return std::make_shared<const std::string>(std::move(text));
}

struct Response {
  unsigned status = 200;
  std::string type;  // of the body; empty without one
  Bytes body;        // null without one
  Bytes packed;      // the body under gzip, where that is at hand
  std::string etag;  // without quotes; empty = cannot be asked for conditionally
  std::vector<std::pair<std::string_view, std::string>> headers;
  std::string_view caching = "no-cache";
  bool is_page = false;  // a document that a browser renders
};

// A response that takes a while: made on a worker's thread.
using Work = std::function<Response()>;

// New claims as they come in.
struct EventStream {
  Arguments arguments;  // of the filter
  Row after = -1;       // claims with a row above it; -1 = from now on
};

using Handling = std::variant<Response, Work, EventStream>;

}  // namespace mercato
