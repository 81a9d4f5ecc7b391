// How is the ledger read over HTTP? The API, the page, feeds and live events. Front header of
// 9_serve, beside mcp.h; what it answers stands in docs/formats/api.md.
//
// Connections are coroutines on one thread; what reads the ledger runs on a pool of others, so that
// no client holds up another. Everything that a client sends is bounded: header, body, time, and
// the number of connections, of all and of event streams. Nothing from a document reaches a page
// other than as JSON text.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "0_core/result.h"
#include "9_alert/alerts.h"
#include "9_answer/answers.h"

namespace mercato {

struct ServeConfig {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8140;  // 0 = any that is free
  std::string token;          // of writes, and of reads unless they are open; empty: no writes
  // Reads without the token. Not stated: on loopback only, with no proxy named.
  std::optional<bool> open_reads;
  bool open_metrics = false;  // /metrics without the token, also from beyond this machine
  std::vector<std::string>
      hosts;  // names under which it may be called; empty = address and localhost
  std::vector<std::string> origins;          // CORS: pages that may read it; empty = none
  std::vector<std::string> trusted_proxies;  // whose X-Forwarded-For and -Proto are believed
  std::string public_url;                    // as readers reach it; of links in feeds
  std::size_t header_bytes = 16u << 10, body_bytes = 1u << 20;
  std::chrono::seconds idle{30}, request{10};
  std::size_t connections = 2048, streams = 1024;
  unsigned workers = 0;                 // threads that read the ledger; 0 = one for each core
  std::size_t events_bytes = 1u << 20;  // that a slow reader of events may leave waiting
  std::filesystem::path page;           // a folder instead of the page inside; for development
};
// The `[serve]` table of the configuration and MERCATO_SERVE_…: docs/formats/config.md.
Result<ServeConfig> load_serve_config(const std::filesystem::path& file);

// What other parts of the program bring in; what is empty is answered as not there.
struct ServeParts {
  // The newest firings of an alert's rule; fails where there is no such rule. Called from several
  // threads.
  std::function<Result<std::vector<Firing>>(const std::string& rule, std::size_t limit)> fired;
  // Takes a line for each request that was answered.
  std::function<void(std::string_view)> log;
};

class Server {
 public:
  // Binds at once: fails where the address is taken.
  static Result<std::unique_ptr<Server>> create(const ServeConfig& config,
                                                std::shared_ptr<const Answers> answers,
                                                ServeParts parts = {});
  virtual ~Server() = default;
  virtual std::string url() const = 0;  // "http://127.0.0.1:8140"
  // Serves until stop(), then lets requests that are under way end.
  virtual void run() = 0;
  // From any thread, or a signal's.
  virtual void stop() = 0;
};

// The OpenAPI 3.1 description of everything that the server answers, as JSON.
std::string openapi(const std::filesystem::path& data);

}  // namespace mercato
