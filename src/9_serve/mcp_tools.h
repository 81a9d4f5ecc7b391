// Which tools does an assistant have, and what does one answer? The table of questions as tools of
// the Model Context Protocol. Internal to 9_serve.
#pragma once

#include <boost/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "9_answer/answers.h"

namespace mercato {

// What "tools/list" gives.
boost::json::array mcp_tools();
bool is_mcp_tool(std::string_view name);

// What "tools/call" gives: content, structuredContent, isError. A call that is not as the tool
// says, or names nobody or several, is an answer that tells so. REQUIRES: is_mcp_tool(name).
boost::json::object call_mcp_tool(const Answers& answers, std::string_view name,
                                  const boost::json::object& arguments);

// What "resources/templates/list" gives: mercato://dossier/{person} and others.
boost::json::array mcp_resource_templates();
// The answer behind such an address; nothing where it is none, or nothing is so called.
std::optional<std::string> read_mcp_resource(const Answers& answers, std::string_view uri);

}  // namespace mercato
