#include "9_serve/problem_response.h"

#include "0_core/json_writer.h"
#include "7_ledger/digest.h"
#include "9_answer/entity_json.h"

namespace mercato {
namespace {

constexpr std::size_t kMostCandidates = 20;

unsigned status_of(Refusal::Kind kind) {
  switch (kind) {
    case Refusal::Kind::malformed:
      return 400;
    case Refusal::Kind::unknown:
      return 404;
    case Refusal::Kind::ambiguous:
      return 409;
    case Refusal::Kind::failed:
      break;
  }
  return 503;
}

void append_details(const ProblemDetails& problem, std::string& out) {
  JsonWriter json(out);
  json.begin_object();
  json.key("type").value("about:blank");
  json.key("title").value(status_words(problem.status));
  json.key("status").value(static_cast<std::int64_t>(problem.status));
  json.put("detail", problem.detail).put("hint", problem.hint).put("where", problem.where);
  json.end_object();
}

Response response_of(unsigned status, std::string body) {
  Response response;
  response.status = status;
  response.type = "application/problem+json";
  response.caching = "no-store";
  response.body = shared_bytes(std::move(body));
  if (status == 503) response.headers.emplace_back("Retry-After", "2");
  return response;
}

}  // namespace

std::string_view status_words(unsigned status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 202:
      return "Accepted";
    case 204:
      return "No Content";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 406:
      return "Not Acceptable";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 417:
      return "Expectation Failed";
    case 421:
      return "Misdirected Request";
    case 422:
      return "Unprocessable Content";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    case 503:
      return "Service Unavailable";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return "Unknown";
  }
}

Response problem_response(const ProblemDetails& problem) {
  std::string body;
  append_details(problem, body);
  return response_of(problem.status, std::move(body));
}

Response problem_response(unsigned status, std::string detail, std::string hint) {
  return problem_response(ProblemDetails{status, std::move(detail), std::move(hint), ""});
}

Response problem_response(const Refusal& refusal) {
  const unsigned status = status_of(refusal.kind);
  // What failed inside names files of this machine: not for strangers.
  if (refusal.kind == Refusal::Kind::failed)
    return problem_response(status, "the ledger cannot be read at the moment");
  std::string body;
  append_details({status, refusal.problem.message, refusal.problem.hint, refusal.problem.where},
                 body);
  if (!refusal.candidates.empty()) {
    body.pop_back();
    body += ",\"candidates\":[";
    const std::size_t count = std::min(refusal.candidates.size(), kMostCandidates);
    for (std::size_t i = 0; i < count; ++i) {
      if (i) body += ',';
      append_json(refusal.candidates[i], body);
    }
    body += "]}";
  }
  return response_of(status, std::move(body));
}

std::string tag_of(std::string_view bytes) {
  return to_hex(std::string_view(sha256(bytes)).substr(0, kDigestSize / 2));
}

Response json_response(std::string body, unsigned status) {
  Response response;
  response.status = status;
  response.type = "application/json";
  response.etag = tag_of(body);
  response.body = shared_bytes(std::move(body));
  return response;
}

}  // namespace mercato
