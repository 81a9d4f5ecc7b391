// How do requests and responses look on the wire? Between the header of a message and ours.
#pragma once

#include <boost/beast/http/fields.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>
#include <string>

#include "9_serve/message.h"

namespace mercato {

using WireRequest = boost::beast::http::request<boost::beast::http::string_body>;

// Without target and body.
Request to_request(const WireRequest& wire, std::string peer);

struct Outgoing {
  std::string header;
  Bytes body;  // null: nothing follows
  unsigned status = 200;
};
struct OutgoingOptions {
  bool keep_alive = true;
  std::string_view allowed_origin;  // of CORS
  bool cors = false;                // whether any origin is allowed: caches have to know
  std::string_view date;            // of the response
};
// Answers a conditional request, picks the encoding, adds what every response carries.
Outgoing to_wire(const Response& response, const Request& request, const OutgoingOptions& options);
// The header of an event stream, which ends with the connection.
std::string stream_header(const OutgoingOptions& options);

// "Sun, 06 Nov 1994 08:49:37 GMT"
std::string http_date(std::int64_t seconds);

}  // namespace mercato
