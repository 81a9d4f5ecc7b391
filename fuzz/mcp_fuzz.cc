// Whatever an assistant sends, the reply is one line of JSON-RPC, or nothing.
#include <boost/json.hpp>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string_view>

#include "9_serve/mcp.h"

namespace {

using namespace mercato;

// Refuses every question and takes none of the engine's time: what is fuzzed is the protocol.
class NoAnswers final : public Answers {
 public:
  Answered ask(const Question&, const Arguments& arguments) const override {
    Refusal out;
    out.kind = arguments.empty() ? Refusal::Kind::unknown : Refusal::Kind::ambiguous;
    out.problem.where = "person";
    out.problem.message = "nobody is so called";
    if (!arguments.empty())
      out.candidates.push_back({1, MentionKind::person, "1", arguments.begin()->second});
    return tl::unexpected(out);
  }
  std::optional<Reply> kept(const Question&, const Arguments&) const override { return {}; }
  Answered check(std::string_view draft, std::string_view title, Date) const override {
    boost::json::object out{{"text", draft}, {"claims", {{{"type", title}}}}, {"next", title}};
    return Reply{std::make_shared<const std::string>(boost::json::serialize(out)), ""};
  }
  tl::expected<ClaimFilter, Refusal> filter(const Arguments&) const override {
    return ClaimFilter();
  }
  Result<std::vector<NewClaim>> new_claims(Row, const ClaimFilter&, std::size_t,
                                           bool) const override {
    return std::vector<NewClaim>();
  }
  Row last_claim() const override { return 0; }
  const Engine& engine() const override { std::abort(); }
  const LedgerFiles& files() const override { return files_; }

 private:
  LedgerFiles files_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const McpEndpoint endpoint(std::make_shared<const NoAnswers>());
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const char* version : {"", "2025-06-18"}) {
    const std::string reply = endpoint.handle(bytes, version);
    if (reply.empty()) continue;
    boost::system::error_code error;
    const auto parsed = boost::json::parse(reply, error);
    if (error || reply.find('\n') != std::string::npos) std::abort();
    if (parsed.is_object() && parsed.get_object().at("jsonrpc") != "2.0") std::abort();
  }
  return 0;
}
