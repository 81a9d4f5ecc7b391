// How does an assistant ask? The Model Context Protocol over the same table of questions as the
// HTTP API: one tool for each, all read-only, and one that checks a draft. Front header of 9_serve,
// beside server.h; docs/formats/mcp.md.
//
// Everything in a request is a stranger's, and so is every word of a document: what tools answer as
// text puts it in quotation marks and says so. Sizes and depths are bounded on both sides.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "9_answer/answers.h"

namespace mercato {

inline constexpr std::size_t kMcpRequestBytes = 2u << 20;  // a draft of a megabyte, escaped

// Immutable and thread-safe; keeps no sessions.
class McpEndpoint {
 public:
  explicit McpEndpoint(std::shared_ptr<const Answers> answers);

  // The JSON-RPC reply to one message, on one line. Empty where there is nothing to say (a
  // notification or a reply): over HTTP that is status 202. `version` is the protocol version that
  // was agreed on ("MCP-Protocol-Version" over HTTP), where it is known: batches are answered only
  // up to 2025-03-26.
  std::string handle(std::string_view request, std::string_view version = {}) const;

  // Whether a client may name this version in "MCP-Protocol-Version"; others get status 400.
  static bool speaks(std::string_view version);

 private:
  std::shared_ptr<const Answers> answers_;
};

// The version that an answer to "initialize" agrees on; empty for any other reply.
std::string agreed_version(std::string_view reply);

}  // namespace mercato
