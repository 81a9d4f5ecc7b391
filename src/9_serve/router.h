// Which part of the server answers a path?
#pragma once

#include <string>
#include <string_view>

#include "9_serve/message.h"

namespace mercato {

enum class RouteKind : std::uint8_t {
  question,
  check,
  documents,
  events,
  feed,
  alert_feed,
  openapi,
  healthz,
  metrics,
  mcp,
  robots,
  page,  // whatever else: a file of the page, or nothing
};

struct Route {
  RouteKind kind = RouteKind::page;
  const Question* question = nullptr;
  Arguments in_path;             // what the path says for "{name}"
  std::string_view label;        // for the metrics: bounded in number, whatever is asked
  std::string_view allow;        // "GET, HEAD"
  std::string_view suffix = {};  // of feeds: "atom", "rss" or "json"
};

// One path may be two routes: documents are listed by GET and taken in by POST.
Route find_route(const Target& target, Method method);
bool allows(const Route& route, Method method);

inline constexpr std::string_view kApiRoot = "/api/v1";

}  // namespace mercato
