// What is answered to a request? Every route, without the wire.
//
// admit() and handle() are called on the thread of the connections and never wait; Work that they
// give back is done on another. Replies are for finish(), which picks encoding and headers.
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>

#include "9_serve/guard.h"
#include "9_serve/gzip.h"
#include "9_serve/intake.h"
#include "9_serve/mcp.h"
#include "9_serve/message.h"
#include "9_serve/metrics.h"
#include "9_serve/page.h"
#include "9_serve/router.h"
#include "9_serve/server.h"

namespace mercato {

class Site {
 public:
  Site(const ServeConfig& config, Guard guard, std::shared_ptr<const Answers> answers,
       ServeParts parts);

  // Why the request is not answered, before its body is read.
  std::optional<Response> admit(const Request& request, const Route& route) const;
  Handling handle(const Request& request, const Route& route);
  // The claims of a stream that came in before it began, oldest first; for a worker's thread.
  Result<std::vector<NewClaim>> claims_after(Row row, const ClaimFilter& filter) const;

  const Guard& guard() const { return guard_; }
  Metrics& metrics() { return metrics_; }
  const std::shared_ptr<const Answers>& answers() const { return answers_; }
  std::function<Gauges()> gauges;  // set by who knows

 private:
  Handling ask(const Request& request, const Route& route);
  Handling check(const Request& request);
  Handling add_documents(const Request& request);
  Handling events(const Request& request);
  Handling feed(const Request& request, const Route& route);
  Handling alert_feed(const Request& request, const Route& route);
  Handling health() const;
  Handling measure();
  Handling assistant(const Request& request);
  Response packed(Answered answered);

  std::shared_ptr<const Answers> answers_;
  ServeParts parts_;
  Guard guard_;
  Metrics metrics_;
  std::unique_ptr<Page> page_;
  Intake intake_;
  McpEndpoint mcp_;
  PackedBodies packed_bodies_;
  Response description_, robots_;
};

}  // namespace mercato
