#include "9_command/serve_command.h"

#include <atomic>
#include <chrono>
#include <cstdio>
#include <thread>

#include "9_alert/alerts.h"
#include "9_command/ledger_access.h"
#include "9_command/stop_signal.h"
#include "9_serve/server.h"

namespace mercato {
namespace {

constexpr unsigned kLeastConnections = 4;
constexpr auto kLook = std::chrono::milliseconds(50);

Result<ServeConfig> configuration(const CommonOptions& common, const ServeOptions& options) {
  auto config = load_serve_config(config_file(common));
  if (!config) return config;
  if (!options.address.empty()) config->address = options.address;
  if (options.port) config->port = static_cast<std::uint16_t>(*options.port);
  config->page = options.page;
  return config;
}

Answers::Options answers_of(const CommonOptions& common, const LedgerOptions& ledger,
                            const ServeConfig& config) {
  Answers::Options options;
  options.files = {ledger_file(ledger), data_folder(common), reference_file(common)};
  const unsigned workers = config.workers ? config.workers : std::thread::hardware_concurrency();
  options.connections = std::max(workers, kLeastConnections);
  return options;
}

void print_place(const Server& server, const LedgerOptions& ledger, bool only_url) {
  if (only_url)
    std::printf("%s\n", server.url().c_str());
  else
    std::printf("Serving %s at %s\n", ledger_file(ledger).c_str(), server.url().c_str());
  std::fflush(stdout);
}

// Stops the server when the program is asked to end.
class Watchman {
 public:
  explicit Watchman(Server& server)
      : thread_([this, &server] {
          while (!ended_ && StopSignal::asked() == 0) std::this_thread::sleep_for(kLook);
          server.stop();
        }) {}
  ~Watchman() {
    ended_ = true;
    thread_.join();
  }

 private:
  std::atomic<bool> ended_ = false;
  std::thread thread_;
};

}  // namespace

int run_serve(const CommonOptions& common, const LedgerOptions& ledger,
              const ServeOptions& options) {
  const auto config = configuration(common, options);
  if (!config) return fail(config.error());
  const StopSignal signal;
  auto answers = Answers::open(answers_of(common, ledger, *config));
  if (!answers) return fail(answers.error());
  const auto alerts = load_alert_config(config_file(common));
  if (!alerts) return fail(alerts.error());
  ServeParts parts;
  parts.fired = [state = alert_state(*alerts, ledger_file(ledger))](const std::string& rule,
                                                                    std::size_t limit) {
    return read_firings(state, rule, limit);
  };
  if (options.log)
    parts.log = [](std::string_view line) {
      std::fprintf(stderr, "%.*s\n", static_cast<int>(line.size()), line.data());
    };
  auto server = Server::create(*config, std::move(*answers), std::move(parts));
  if (!server) return fail(server.error());
  print_place(**server, ledger, options.only_url);
  const Watchman watchman(**server);
  (*server)->run();
  return 0;
}

}  // namespace mercato
