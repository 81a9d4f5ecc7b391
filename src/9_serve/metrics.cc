#include "9_serve/metrics.h"

#include <algorithm>
#include <cstdio>

namespace mercato {
namespace {

void head(std::string& out, std::string_view name, std::string_view kind, std::string_view help) {
  for (const auto& [word, rest] : {std::pair{"HELP", help}, std::pair{"TYPE", kind}}) {
    ((((out += "# ") += word) += ' ') += name) += ' ';
    (out += rest) += '\n';
  }
}

std::string number(double value) {
  char out[32];
  std::snprintf(out, sizeof out, "%g", value);
  return out;
}

}  // namespace

void append_metric(std::string& out, std::string_view name, std::string_view kind,
                   std::string_view help, std::uint64_t value) {
  head(out, name, kind, help);
  ((out += name) += ' ') += std::to_string(value) + "\n";
}

void Metrics::count(std::string_view route, unsigned status, std::chrono::microseconds took,
                    std::size_t bytes) {
  ++requests_[{route, status}];
  bytes_ += bytes;
  const double seconds = std::chrono::duration<double>(took).count();
  Latency& latency = latencies_[route];
  const auto bound = std::lower_bound(kBounds.begin(), kBounds.end(), seconds);
  ++latency.within[static_cast<std::size_t>(bound - kBounds.begin())];
  latency.seconds += seconds;
  ++latency.count;
}

std::string Metrics::text(const Gauges& gauges) const {
  std::string out;
  head(out, "mercato_requests_total", "counter", "Requests answered, by route and status.");
  for (const auto& [key, count] : requests_)
    out += "mercato_requests_total{route=\"" + std::string(key.first) + "\",status=\"" +
           std::to_string(key.second) + "\"} " + std::to_string(count) + "\n";
  const std::string name = "mercato_request_seconds";
  head(out, name, "histogram", "Time from a request's header to the end of its answer.");
  for (const auto& [route, latency] : latencies_) {
    const std::string label = "route=\"" + std::string(route) + "\"";
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < kBounds.size(); ++i) {
      sum += latency.within[i];
      out += name + "_bucket{" + label + ",le=\"" + number(kBounds[i]) + "\"} " +
             std::to_string(sum) + "\n";
    }
    out += name + "_bucket{" + label + ",le=\"+Inf\"} " + std::to_string(latency.count) + "\n";
    out += name + "_sum{" + label + "} " + number(latency.seconds) + "\n";
    out += name + "_count{" + label + "} " + std::to_string(latency.count) + "\n";
  }
  append_metric(out, "mercato_sent_bytes_total", "counter", "Bytes of bodies sent.", bytes_);
  append_metric(out, "mercato_answers_kept_total", "counter",
                "Questions answered from what was kept.", kept_);
  append_metric(out, "mercato_answers_read_total", "counter",
                "Questions for which the ledger was read.", asked_);
  append_metric(out, "mercato_connections", "gauge", "Open connections.", gauges.connections);
  append_metric(out, "mercato_event_streams", "gauge", "Open event streams.", gauges.streams);
  append_metric(out, "mercato_waiting_requests", "gauge",
                "Requests that wait for, or are with, a thread that reads the ledger.",
                gauges.queued);
  append_metric(out, "mercato_events_total", "counter", "New claims told.", gauges.events);
  append_metric(out, "mercato_connections_refused_total", "counter",
                "Connections refused because there were too many.", refused_connections_);
  append_metric(out, "mercato_timeouts_total", "counter",
                "Connections closed because they took too long.", timeouts_);
  append_metric(out, "mercato_event_streams_cut_total", "counter",
                "Event streams ended because their reader was too slow.", cut_streams_);
  return out;
}

}  // namespace mercato
