#include "9_serve/router.h"

#include <array>

namespace mercato {
namespace {

constexpr std::string_view kRead = "GET, HEAD, OPTIONS", kWrite = "POST, OPTIONS",
                           kBoth = "GET, HEAD, POST, OPTIONS";

struct Fixed {
  std::string_view path;
  RouteKind kind;
  std::string_view label, allow, suffix;
};
constexpr std::array kFixed = {
    Fixed{"api/v1/check", RouteKind::check, "check", kWrite, ""},
    Fixed{"api/v1/documents", RouteKind::documents, "add_documents", kBoth, ""},
    Fixed{"api/v1/events", RouteKind::events, "events", kRead, ""},
    Fixed{"api/v1/feed.atom", RouteKind::feed, "feed", kRead, "atom"},
    Fixed{"api/v1/feed.rss", RouteKind::feed, "feed", kRead, "rss"},
    Fixed{"api/v1/feed.json", RouteKind::feed, "feed", kRead, "json"},
    Fixed{"api/v1/openapi.json", RouteKind::openapi, "openapi", kRead, ""},
    Fixed{"openapi.json", RouteKind::openapi, "openapi", kRead, ""},
    Fixed{"healthz", RouteKind::healthz, "healthz", kRead, ""},
    Fixed{"metrics", RouteKind::metrics, "metrics", kRead, ""},
    Fixed{"mcp", RouteKind::mcp, "mcp", kWrite, ""},
    Fixed{"robots.txt", RouteKind::robots, "robots", kRead, ""},
};

std::string joined(const std::vector<std::string>& segments) {
  std::string out;
  for (const std::string& segment : segments) {
    if (!out.empty()) out += '/';
    out += segment;
  }
  return out;
}

std::string_view next_part(std::string_view& path) {
  const std::size_t end = std::min(path.find('/'), path.size());
  const std::string_view out = path.substr(0, end);
  path.remove_prefix(std::min(end + 1, path.size()));
  return out;
}

bool is_argument(std::string_view part) { return part.starts_with('{') && part.ends_with('}'); }

// How many parts of the template stand in the path as they are; -1 where it is another path.
int match(std::string_view path, const std::vector<std::string>& segments, Arguments& out) {
  path.remove_prefix(1);
  int exact = 0;
  for (std::size_t i = 2; i < segments.size(); ++i) {
    if (path.empty()) return -1;
    const std::string_view part = next_part(path);
    if (is_argument(part)) {
      if (segments[i].empty()) return -1;
      out.emplace(part.substr(1, part.size() - 2), segments[i]);
    } else if (part == segments[i]) {
      ++exact;
    } else {
      return -1;
    }
  }
  return path.empty() ? exact : -1;
}

bool is_api(const Target& target) {
  return target.segments.size() > 2 && target.segments[0] == "api" && target.segments[1] == "v1";
}

// The question whose path names most parts as they stand: "/persons/new" before "/persons/{id}".
Route question_route(const Target& target) {
  Route best;
  int most = -1;
  for (const Question& question : questions()) {
    Arguments in_path;
    const int exact = match(question.path, target.segments, in_path);
    if (exact <= most) continue;
    most = exact;
    best = {RouteKind::question, &question, std::move(in_path), question.name, kRead};
  }
  return best;
}

// "/api/v1/alerts/NAME.atom"
bool alert_route(const Target& target, Route& out) {
  const auto& segments = target.segments;
  if (segments.size() != 4 || segments[2] != "alerts" || !segments[3].ends_with(".atom"))
    return false;
  out = {RouteKind::alert_feed, nullptr, {}, "alert_feed", kRead, "atom"};
  out.in_path["rule"] = segments[3].substr(0, segments[3].size() - 5);
  return true;
}

}  // namespace

Route find_route(const Target& target, Method method) {
  const std::string path = joined(target.segments);
  for (const Fixed& fixed : kFixed) {
    if (fixed.path != path) continue;
    if (fixed.allow != kBoth || method == Method::post)
      return {fixed.kind, nullptr, {}, fixed.label, fixed.allow, fixed.suffix};
  }
  Route route;
  if (is_api(target)) {
    if (alert_route(target, route)) return route;
    if (route = question_route(target); route.question) {
      if (path == "api/v1/documents") route.allow = kBoth;
      return route;
    }
  }
  return {RouteKind::page, nullptr, {}, "page", kRead};
}

bool allows(const Route& route, Method method) {
  const auto named = [&](std::string_view verb) {
    return route.allow.find(verb) != route.allow.npos;
  };
  switch (method) {
    case Method::get:
    case Method::head:
      return named("GET");
    case Method::post:
      return named("POST");
    case Method::options:
      return true;
    case Method::other:
      break;
  }
  return false;
}

}  // namespace mercato
