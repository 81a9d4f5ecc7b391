// The OpenAPI 3.1 description: the table of questions, and the few paths that are no questions.

#include <boost/json.hpp>
#include <fstream>
#include <sstream>

#include "9_serve/router.h"
#include "9_serve/server.h"

namespace mercato {
namespace {

namespace json = boost::json;

json::string text(std::string_view words) { return json::string(words); }

json::object reference_to(std::string_view schema) {
  return {{"$ref", "#/components/schemas/" + std::string(schema)}};
}

json::object content(std::string_view type, json::object schema) {
  return {{type, json::object{{"schema", std::move(schema)}}}};
}

json::object refused(std::string_view words) {
  return {{"description", text(words)},
          {"content", content("application/problem+json", reference_to("problem"))}};
}

json::object schema_of(const Parameter& parameter) {
  switch (parameter.kind) {
    case ParameterKind::integer:
      return {{"type", "integer"}};
    case ParameterKind::truth:
      return {{"type", "string"}, {"enum", json::array{"true", "false"}}};
    case ParameterKind::choice: {
      json::array choices;
      for (const std::string_view choice : parameter.choices) choices.push_back(text(choice));
      return {{"type", "string"}, {"enum", std::move(choices)}};
    }
    default:
      return {{"type", "string"}, {"maxLength", kMostArgumentBytes}};
  }
}

json::object describe(const Parameter& parameter) {
  return {{"name", text(parameter.name)},
          {"in", parameter.in_path ? "path" : "query"},
          {"required", parameter.in_path || parameter.required},
          {"description", text(parameter.what)},
          {"schema", schema_of(parameter)}};
}

json::object describe(const Question& question) {
  json::array parameters;
  for (const Parameter& parameter : question.parameters) parameters.push_back(describe(parameter));
  json::object responses{
      {"200",
       json::object{{"description", text(question.summary)},
                    {"content", content("application/json", reference_to(question.schema))}}},
      {"304", json::object{{"description", "The copy that If-None-Match names is current."}}},
      {"400", refused("An argument is not as it has to be.")},
      {"401", refused("A token is needed.")},
      {"404", refused("Nobody, or nothing, is so called.")},
      {"409", refused("Several are so called: candidates.")},
      {"503", refused("Too much is asked at once, or the ledger cannot be read.")}};
  return {{"operationId", text(question.name)},
          {"summary", text(question.summary)},
          {"description", text(question.what)},
          {"parameters", std::move(parameters)},
          {"responses", std::move(responses)}};
}

// Something that is no question, with one kind of answer.
json::object plain(std::string_view name, std::string_view summary, std::string_view type,
                   json::object schema = {{"type", "string"}}) {
  return {{"operationId", text(name)},
          {"summary", text(summary)},
          {"responses",
           json::object{{"200", json::object{{"description", text(summary)},
                                             {"content", content(type, std::move(schema))}}},
                        {"400", refused("An argument is not as it has to be.")},
                        {"401", refused("A token is needed.")}}}};
}

// The filter of streams and feeds.
json::array filter_parameters() {
  static constexpr std::pair<const char*, const char*> kFilters[] = {
      {"person", "Claims about this person."},
      {"club", "Claims that name this club, as the one to or from."},
      {"type", "Claims of this type."},
      {"stage", "Claims of this stage, a name of a claim type, or a later one."},
      {"source", "Claims of this source."},
      {"language", "Claims whose document is in this language."}};
  json::array out;
  for (const auto& [name, what] : kFilters)
    out.push_back(describe(Parameter{name, ParameterKind::text, what, false, false, {}}));
  return out;
}

json::object filtered(json::object operation) {
  operation["parameters"] = filter_parameters();
  return operation;
}

json::object body_of(json::object contents) {
  return {{"required", true}, {"content", std::move(contents)}};
}

json::object check_path() {
  json::object operation = plain("check", "What a draft claims, cites and states.",
                                 "application/json", reference_to("check"));
  json::object draft = reference_to("draft");
  json::object contents = content("application/json", std::move(draft));
  contents["text/plain"] = json::object{{"schema", json::object{{"type", "string"}}}};
  operation["requestBody"] = body_of(std::move(contents));
  return {{"post", std::move(operation)}};
}

json::object add_documents() {
  json::object operation = plain("add_documents", "Reads documents into the ledger.",
                                 "application/json", reference_to("added_documents"));
  json::object& responses = operation["responses"].as_object();
  responses["201"] = responses["200"];
  responses["503"] = refused("Another program is writing to the ledger.");
  json::object contents;
  for (const char* type : {"application/json", "application/x-ndjson", "text/plain"})
    contents[type] = json::object{{"schema", json::object{}}};
  operation["requestBody"] = body_of(std::move(contents));
  operation["security"] = json::array{json::object{{"token", json::array{}}}};
  return operation;
}

json::object alert_path() {
  json::object operation =
      plain("alert_feed", "What an alert has told, newest first.", "application/atom+xml");
  operation["parameters"] = json::array{
      describe(Parameter{"rule", ParameterKind::text, "The alert's name.", true, true, {}})};
  operation["responses"].as_object()["404"] = refused("No alert is so called.");
  return {{"get", std::move(operation)}};
}

void add_other_paths(json::object& paths) {
  const auto get = [&paths](std::string_view path, json::object operation) {
    paths[path] = json::object{{"get", std::move(operation)}};
  };
  paths["/api/v1/check"] = check_path();
  json::value& documents = paths["/api/v1/documents"];  // a question as well
  if (!documents.is_object()) documents.emplace_object();
  documents.as_object()["post"] = add_documents();
  paths["/api/v1/alerts/{rule}.atom"] = alert_path();
  get("/api/v1/events", filtered(plain("events", "New claims as they come in (server-sent events).",
                                       "text/event-stream")));
  get("/api/v1/feed.atom",
      filtered(plain("feed_atom", "The newest claims as Atom.", "application/atom+xml")));
  get("/api/v1/feed.rss",
      filtered(plain("feed_rss", "The newest claims as RSS 2.0.", "application/rss+xml")));
  get("/api/v1/feed.json", filtered(plain("feed_json", "The newest claims as JSON Feed 1.1.",
                                          "application/feed+json", {{"type", "object"}})));
  get("/openapi.json",
      plain("openapi", "This description.", "application/json", {{"type", "object"}}));
  get("/healthz", plain("healthz", "Whether the ledger can be read.", "application/json",
                        {{"type", "object"}}));
  get("/metrics", plain("metrics", "Counts for Prometheus.", "text/plain"));
  get("/robots.txt", plain("robots", "Nothing is for crawlers.", "text/plain"));
  json::object mcp = plain("mcp", "The Model Context Protocol (JSON-RPC).", "application/json",
                           {{"type", "object"}});
  mcp["requestBody"] = body_of(content("application/json", {{"type", "object"}}));
  paths["/mcp"] = json::object{{"post", std::move(mcp)}};
}

// Of what the server answers by itself.
json::object own_schemas() {
  static constexpr std::string_view kSchemas = R"({
    "problem": {"type": "object", "required": ["type", "title", "status"], "properties": {
      "type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"},
      "detail": {"type": "string"}, "hint": {"type": "string"}, "where": {"type": "string"},
      "candidates": {"type": "array", "items": {"type": "object", "required": ["name"]}}}},
    "draft": {"type": "object", "required": ["text"], "additionalProperties": false, "properties": {
      "text": {"type": "string"}, "title": {"type": "string"}, "published": {"type": "string"}}},
    "added_documents": {"type": "object",
      "required": ["documents", "fresh", "same", "edited", "unread", "claims", "rows", "problems"],
      "properties": {
        "documents": {"type": "integer"}, "fresh": {"type": "integer"}, "same": {"type": "integer"},
        "edited": {"type": "integer"}, "unread": {"type": "integer"}, "claims": {"type": "integer"},
        "rows": {"type": "array", "items": {"type": "integer"}},
        "problems": {"type": "array", "items": {"type": "object", "required": ["line", "message"],
          "properties": {"line": {"type": "integer"}, "message": {"type": "string"}}}}}}
  })";
  return json::parse(kSchemas).as_object();
}

// Those of the answers, and what they refer to, from the data folder.
json::object schemas(const std::filesystem::path& data) {
  json::object out = own_schemas();
  std::ifstream file(data / "api" / "schemas.json", std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  json::error_code error;
  const json::value read = json::parse(bytes.str(), error);
  if (!error && read.is_object()) {
    for (const auto& [name, schema] : read.as_object()) out.insert_or_assign(name, schema);
  }
  // A description names no schema that it does not hold.
  for (const Question& question : questions()) {
    if (!out.contains(question.schema)) out[question.schema] = json::object{{"type", "object"}};
  }
  if (!out.contains("check")) out["check"] = json::object{{"type", "object"}};
  return out;
}

}  // namespace

std::string openapi(const std::filesystem::path& data) {
  json::object paths;
  for (const Question& question : questions())
    paths[std::string(kApiRoot) + std::string(question.path)] =
        json::object{{"get", describe(question)}};
  add_other_paths(paths);
  json::object security{{"token", json::object{{"type", "http"}, {"scheme", "bearer"}}}};
  json::object out{
      {"openapi", "3.1.0"},
      {"info", json::object{{"title", "Mercato"},
                            {"version", MERCATO_VERSION},
                            {"summary", "Who said what of whose transfer, and what came of it."}}},
      {"paths", std::move(paths)},
      {"components",
       json::object{{"schemas", schemas(data)}, {"securitySchemes", std::move(security)}}}};
  return json::serialize(out);
}

}  // namespace mercato
