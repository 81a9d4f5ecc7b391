#include "9_serve/wire.h"

#include "9_serve/internet_date.h"
#include "9_serve/negotiation.h"
#include "9_serve/problem_response.h"

namespace mercato {
namespace {

namespace http = boost::beast::http;

// Nothing is loaded from elsewhere, nothing inline is run, nobody frames the page.
constexpr std::string_view kPagePolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; manifest-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'";
// What is data is never a page, even where it is opened as one.
constexpr std::string_view kDataPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";

std::string text(const WireRequest& wire, http::field name) { return std::string(wire[name]); }

Method method_of(http::verb verb) {
  switch (verb) {
    case http::verb::get:
      return Method::get;
    case http::verb::head:
      return Method::head;
    case http::verb::post:
      return Method::post;
    case http::verb::options:
      return Method::options;
    default:
      return Method::other;
  }
}

void field(std::string& out, std::string_view name, std::string_view value) {
  (((out += name) += ": ") += value) += "\r\n";
}

void append_common(std::string& out, const OutgoingOptions& options, bool is_page) {
  field(out, "Date", options.date);
  field(out, "X-Content-Type-Options", "nosniff");
  field(out, "Referrer-Policy", "no-referrer");
  field(out, "Content-Security-Policy", is_page ? kPagePolicy : kDataPolicy);
  field(out, "Cross-Origin-Opener-Policy", "same-origin");
  if (!options.allowed_origin.empty()) {
    field(out, "Access-Control-Allow-Origin", options.allowed_origin);
    field(out, "Access-Control-Expose-Headers", "ETag, Retry-After");
  } else {
    field(out, "Cross-Origin-Resource-Policy", "same-origin");
  }
  field(out, "Vary", options.cors ? "Accept-Encoding, Origin" : "Accept-Encoding");
  if (!options.keep_alive) field(out, "Connection", "close");
}

std::string status_line(unsigned status) {
  std::string out = "HTTP/1.1 " + std::to_string(status) + " ";
  (out += status_words(status)) += "\r\n";
  return out;
}

void append_preflight(std::string& out, const Request& request, const OutgoingOptions& options) {
  if (request.method != Method::options || options.allowed_origin.empty()) return;
  field(out, "Access-Control-Allow-Methods", "GET, HEAD, POST");
  field(out, "Access-Control-Allow-Headers", "Authorization, Content-Type, Last-Event-ID");
  field(out, "Access-Control-Max-Age", "600");
}

}  // namespace

Request to_request(const WireRequest& wire, std::string peer) {
  Request out;
  out.method = method_of(wire.method());
  out.verb = std::string(wire.method_string());
  out.raw_target = std::string(wire.target());
  out.peer = std::move(peer);
  out.host = text(wire, http::field::host);
  out.authorization = text(wire, http::field::authorization);
  out.accept = text(wire, http::field::accept);
  out.accept_encoding = text(wire, http::field::accept_encoding);
  out.if_none_match = text(wire, http::field::if_none_match);
  out.origin = text(wire, http::field::origin);
  out.content_type = text(wire, http::field::content_type);
  out.last_event_id = std::string(wire["Last-Event-ID"]);
  // Several lines are one list, in their order: the last hop is the last of all.
  const auto forwarded = wire.equal_range("X-Forwarded-For");
  for (auto line = forwarded.first; line != forwarded.second; ++line)
    out.forwarded_for += (out.forwarded_for.empty() ? "" : ",") + std::string(line->value());
  out.forwarded_proto = std::string(wire["X-Forwarded-Proto"]);
  out.mcp_version = std::string(wire["MCP-Protocol-Version"]);
  for (const char* name : {"X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "Forwarded",
                           "Via", "X-Real-IP", "CF-Connecting-IP", "True-Client-IP"})
    out.forwarded = out.forwarded || wire.count(name) > 0;
  for (const auto name : {http::field::host, http::field::authorization, http::field::origin,
                          http::field::content_type})
    out.twice = out.twice || wire.count(name) > 1;
  return out;
}

Outgoing to_wire(const Response& response, const Request& request, const OutgoingOptions& options) {
  const bool same =
      response.status == 200 && request.reads() && names_etag(request.if_none_match, response.etag);
  const bool packed = response.packed && accepts_gzip(request.accept_encoding);
  Outgoing out;
  out.status = same ? 304 : response.status;
  out.header = status_line(out.status);
  out.header.reserve(1024);
  append_common(out.header, options, response.is_page);
  append_preflight(out.header, request, options);
  field(out.header, "Cache-Control", response.caching);
  if (!response.etag.empty())
    field(out.header, "ETag", "\"" + response.etag + (packed ? "-gz\"" : "\""));
  for (const auto& [name, value] : response.headers) field(out.header, name, value);
  if (!same && out.status != 204) {
    if (!response.type.empty()) field(out.header, "Content-Type", response.type);
    if (packed) field(out.header, "Content-Encoding", "gzip");
    const Bytes& body = packed ? response.packed : response.body;
    field(out.header, "Content-Length", std::to_string(body ? body->size() : 0));
    if (request.method != Method::head) out.body = body;
  }
  out.header += "\r\n";
  return out;
}

std::string stream_header(const OutgoingOptions& options) {
  std::string out = status_line(200);
  append_common(out, options, false);
  field(out, "Content-Type", "text/event-stream");
  field(out, "Cache-Control", "no-store");
  field(out, "X-Accel-Buffering", "no");
  return out + "\r\n";
}

std::string http_date(std::int64_t seconds) { return internet_date(seconds, "GMT"); }

}  // namespace mercato
