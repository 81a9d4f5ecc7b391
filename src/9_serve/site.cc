#include "9_serve/site.h"

#include <algorithm>
#include <charconv>

#include "9_serve/claim_feed.h"
#include "9_serve/draft.h"
#include "9_serve/ledger_sizes.h"
#include "9_serve/negotiation.h"
#include "9_serve/problem_response.h"

namespace mercato {
namespace {

constexpr std::size_t kPackedBytes = 64u << 20, kLeastPacked = 1024, kNewest = 50, kCatchUp = 200;
constexpr std::string_view kFilters[] = {"person", "club", "type", "stage", "source", "language"};

// The arguments that are not among the names that a path takes.
template <typename Names>
std::optional<Response> refuse_unknown(const Arguments& given, const Names& names) {
  for (const auto& [name, value] : given) {
    if (std::find(std::begin(names), std::end(names), name) != std::end(names)) continue;
    std::string known;
    for (const auto& one : names) (known += known.empty() ? "" : ", ") += one;
    return problem_response({400, "there is no argument called '" + name + "'",
                             known.empty() ? "it takes none" : "known are: " + known, name});
  }
  return std::nullopt;
}

std::vector<std::string_view> names_of(const Question& question) {
  std::vector<std::string_view> out;
  for (const Parameter& parameter : question.parameters) {
    if (!parameter.in_path) out.push_back(parameter.name);
  }
  return out;
}

Response feed_response(WrittenFeed feed) {
  Response response;
  response.type = feed.type;
  response.etag = tag_of(feed.bytes);
  response.body = shared_bytes(std::move(feed.bytes));
  return response;
}

Response text_response(std::string text, std::string_view type) {
  Response response;
  response.type = type;
  response.body = shared_bytes(std::move(text));
  return response;
}

// What the route answers, for Accept; empty where it may be anything.
std::string_view type_of(const Route& route) {
  switch (route.kind) {
    case RouteKind::question:
    case RouteKind::check:
    case RouteKind::documents:
    case RouteKind::openapi:
      return "application/json";
    case RouteKind::events:
      return "text/event-stream";
    default:
      return {};
  }
}

std::optional<Response> refuse_body(const Request& request, const Route& route) {
  if (request.method != Method::post) return std::nullopt;
  const std::string type = media_type(request.content_type);
  bool takes = true;
  std::string_view known = "application/json";
  if (route.kind == RouteKind::documents) {
    takes = Intake::takes(type);
    known = "application/json, application/x-ndjson, text/plain";
  } else if (route.kind == RouteKind::check) {
    takes = type == "application/json" || type == "text/plain";
    known = "application/json, text/plain";
  } else if (route.kind == RouteKind::mcp) {
    takes = type == "application/json";
  }
  if (takes) return std::nullopt;
  return problem_response(415, "the body is of another kind than this path takes",
                          "known are: " + std::string(known));
}

}  // namespace

Site::Site(const ServeConfig& config, Guard guard, std::shared_ptr<const Answers> answers,
           ServeParts parts)
    : answers_(std::move(answers)),
      parts_(std::move(parts)),
      guard_(std::move(guard)),
      page_(config.page.empty() ? make_page(embedded_page()) : make_page(config.page)),
      intake_(answers_),
      mcp_(answers_),
      packed_bodies_(kPackedBytes),
      description_(json_response(openapi(answers_->files().data))),
      robots_(text_response("User-agent: *\nDisallow: /\n", "text/plain; charset=utf-8")) {
  description_.packed = gzipped(*description_.body);
}

std::optional<Response> Site::admit(const Request& request, const Route& route) const {
  if (auto refused = guard_.refuse(request, route)) return refused;
  if (request.method == Method::options) return std::nullopt;
  if (const auto type = type_of(route); !type.empty() && !accepts_type(request.accept, type))
    return problem_response(406, "the answer is of a kind that is not accepted",
                            "it is " + std::string(type));
  return refuse_body(request, route);
}

Handling Site::handle(const Request& request, const Route& route) {
  if (request.method == Method::options) {
    Response response;
    response.status = 204;
    response.headers.emplace_back("Allow", std::string(route.allow));
    return response;
  }
  switch (route.kind) {
    case RouteKind::question:
      return ask(request, route);
    case RouteKind::check:
      return check(request);
    case RouteKind::documents:
      return add_documents(request);
    case RouteKind::events:
      return events(request);
    case RouteKind::feed:
      return feed(request, route);
    case RouteKind::alert_feed:
      return alert_feed(request, route);
    case RouteKind::openapi:
      return description_;
    case RouteKind::healthz:
      return health();
    case RouteKind::metrics:
      return measure();
    case RouteKind::mcp:
      return assistant(request);
    case RouteKind::robots:
      return robots_;
    case RouteKind::page:
      break;
  }
  return page_->find(request.target);
}

// The response of an answer, with its compressed form where it is long enough for that. On a
// worker's thread.
Response Site::packed(Answered answered) {
  if (!answered) return problem_response(answered.error());
  Response response;
  response.type = "application/json";
  response.body = std::move(answered->body);
  response.etag = std::move(answered->etag);
  if (response.body->size() < kLeastPacked) return response;
  response.packed = packed_bodies_.find(response.etag);
  if (!response.packed) {
    response.packed = gzipped(*response.body);
    packed_bodies_.keep(response.etag, response.packed);
  }
  return response;
}

Handling Site::ask(const Request& request, const Route& route) {
  const Question& question = *route.question;
  if (auto refused = refuse_unknown(request.target.arguments, names_of(question))) return *refused;
  Arguments arguments = route.in_path;
  for (const auto& [name, value] : request.target.arguments) arguments.emplace(name, value);
  const bool gzip = accepts_gzip(request.accept_encoding);
  if (auto kept = answers_->kept(question, arguments)) {
    Response response;
    response.type = "application/json";
    response.body = std::move(kept->body);
    response.etag = std::move(kept->etag);
    if (gzip && response.body->size() >= kLeastPacked)
      response.packed = packed_bodies_.find(response.etag);
    if (response.packed || !gzip || response.body->size() < kLeastPacked) {
      metrics_.count_kept(true);
      return response;
    }
  }
  metrics_.count_kept(false);
  return Work([this, &question, arguments = std::move(arguments)] {
    return packed(answers_->ask(question, arguments));
  });
}

Handling Site::check(const Request& request) {
  if (auto refused = refuse_unknown(request.target.arguments, std::vector<std::string>{}))
    return *refused;
  return Work([this, body = request.body, type = media_type(request.content_type)]() -> Response {
    auto draft = read_draft(type, body);
    if (!draft)
      return problem_response(
          {400, draft.error().message, draft.error().hint, draft.error().where});
    Response response = packed(answers_->check(draft->text, draft->title, draft->published));
    response.caching = "no-store";
    return response;
  });
}

Handling Site::add_documents(const Request& request) {
  if (auto refused = refuse_unknown(request.target.arguments, std::vector<std::string>{}))
    return *refused;
  return Work([this, body = request.body, type = media_type(request.content_type)] {
    Response response = intake_.add(type, body);
    response.caching = "no-store";
    return response;
  });
}

// The filter needs the ledger for names: that is a worker's work, which ends in the stream. Without
// one there is nothing to look up.
Handling Site::events(const Request& request) {
  if (auto refused = refuse_unknown(request.target.arguments, kFilters)) return *refused;
  EventStream stream;
  const std::string& last = request.last_event_id;
  if (!last.empty()) {
    const char* end = last.data() + last.size();
    const auto read = std::from_chars(last.data(), end, stream.after);
    if (read.ec != std::errc() || read.ptr != end || stream.after < 0)
      return problem_response({400, "Last-Event-ID is none of ours", "", "Last-Event-ID"});
  }
  stream.arguments = request.target.arguments;
  return stream;
}

Handling Site::feed(const Request& request, const Route& route) {
  if (auto refused = refuse_unknown(request.target.arguments, kFilters)) return *refused;
  const std::string base = guard_.base_url(request);
  FeedHead head{"mercato: new claims", base + "/", base + request.raw_target};
  for (const auto& [name, value] : request.target.arguments)
    head.title += ", " + name + " " + value;
  return Work([this, base, head = std::move(head), format = route.suffix,
               arguments = request.target.arguments]() -> Response {
    const auto filter = answers_->filter(arguments);
    if (!filter) return problem_response(filter.error());
    const auto claims = answers_->new_claims(0, *filter, kNewest, true);
    if (!claims) return problem_response(503, "the ledger cannot be read at the moment");
    std::vector<FeedEntry> entries;
    for (const NewClaim& claim : *claims) entries.push_back(feed_entry(claim, base));
    return feed_response(write_feed(format, head, entries));
  });
}

Handling Site::alert_feed(const Request& request, const Route& route) {
  if (auto refused = refuse_unknown(request.target.arguments, std::vector<std::string>{}))
    return *refused;
  if (!parts_.fired) return problem_response(404, "this server has no alerts");
  const std::string base = guard_.base_url(request), rule = route.in_path.at("rule");
  FeedHead head{"mercato: " + rule, base + "/", base + request.raw_target};
  return Work([this, base, rule, head = std::move(head)]() -> Response {
    const auto firings = parts_.fired(rule, kNewest);
    if (!firings) return problem_response(404, "no alert is so called");
    std::vector<FeedEntry> entries;
    for (const Firing& firing : *firings) entries.push_back(feed_entry(firing, base));
    return feed_response(write_feed("atom", head, entries));
  });
}

// For strangers: no more than yes or no.
Handling Site::health() const {
  return Work([this] {
    const bool readable = can_read(answers_->files().ledger);
    Response response =
        json_response(readable ? R"({"status":"ok"})" : R"({"status":"ledger unreadable"})",
                      readable ? 200 : 503);
    response.etag.clear();
    response.caching = "no-store";
    return response;
  });
}

Handling Site::measure() {
  std::string counts = metrics_.text(gauges());
  return Work([this, counts = std::move(counts)] {
    Response response = text_response(counts + ledger_metrics(answers_->files().ledger),
                                      "text/plain; version=0.0.4; charset=utf-8");
    response.caching = "no-store";
    return response;
  });
}

Handling Site::assistant(const Request& request) {
  if (!request.mcp_version.empty() && !McpEndpoint::speaks(request.mcp_version))
    return problem_response(400, "the protocol of this version is not spoken here");
  return Work([this, body = request.body, version = request.mcp_version]() -> Response {
    Response response = text_response(mcp_.handle(body, version), "application/json");
    response.caching = "no-store";
    if (!response.body->empty()) return response;
    response.status = 202;
    response.body = nullptr;
    response.type.clear();
    return response;
  });
}

Result<std::vector<NewClaim>> Site::claims_after(Row row, const ClaimFilter& filter) const {
  return answers_->new_claims(row, filter, kCatchUp);
}

}  // namespace mercato
