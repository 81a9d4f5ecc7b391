// The `[serve]` table of the configuration.

#include <limits>

#include "8_watch/config_file.h"
#include "9_serve/server.h"

namespace mercato {
namespace {

constexpr std::int64_t kMostPort = 65535, kMostCount = 100'000;
constexpr std::size_t kLeastToken = 16;

template <typename Number>
void read_count(ConfigTable& table, std::string_view key, Number& out, std::int64_t most) {
  if (const auto value = table.integer(key, 1, most)) out = static_cast<Number>(*value);
}

void read_text(ConfigTable& table, std::string_view key, std::string& out) {
  if (auto value = table.text(key)) out = std::move(*value);
}

void read_access(ConfigTable& table, ServeConfig& out) {
  read_text(table, "token", out.token);
  if (!out.token.empty() && out.token.size() < kLeastToken)
    table.complain("token", "is too short", "16 characters at least");
  out.open_reads = table.truth("open_reads");
  out.open_metrics = table.truth("open_metrics").value_or(out.open_metrics);
  out.hosts = table.texts("hosts");
  out.origins = table.texts("origins");
  for (const std::string& origin : out.origins) {
    if (!origin.starts_with("http://") && !origin.starts_with("https://"))
      table.complain("origins", "is no origin: '" + origin + "'",
                     "write it as https://example.org");
  }
  out.trusted_proxies = table.texts("trusted_proxies");
  read_text(table, "public_url", out.public_url);
  if (!out.public_url.empty() && !out.public_url.starts_with("http://") &&
      !out.public_url.starts_with("https://"))
    table.complain("public_url", "is no address of the web", "write it as https://example.org");
}

void read_limits(ConfigTable& table, ServeConfig& out) {
  out.header_bytes = table.bytes("header_bytes").value_or(out.header_bytes);
  out.body_bytes = table.bytes("body_bytes").value_or(out.body_bytes);
  out.events_bytes = table.bytes("events_bytes").value_or(out.events_bytes);
  out.idle = table.duration("idle").value_or(out.idle);
  out.request = table.duration("request").value_or(out.request);
  read_count(table, "connections", out.connections, kMostCount);
  read_count(table, "streams", out.streams, kMostCount);
  if (const auto value = table.integer("workers", 0, 256))
    out.workers = static_cast<unsigned>(*value);
}

}  // namespace

Result<ServeConfig> load_serve_config(const std::filesystem::path& file) {
  auto config = ConfigFile::load(file);
  if (!config) return tl::unexpected(config.error());
  ConfigTable table = config->table("serve");
  ServeConfig out;
  read_text(table, "address", out.address);
  if (const auto port = table.integer("port", 0, kMostPort))
    out.port = static_cast<std::uint16_t>(*port);
  read_access(table, out);
  read_limits(table, out);
  if (auto done = config->finish(); !done) return tl::unexpected(done.error());
  return out;
}

}  // namespace mercato
