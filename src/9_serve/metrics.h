// How is the server doing? Counts in the text form of Prometheus.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace mercato {

// What others know at the moment of asking.
struct Gauges {
  std::size_t connections = 0, streams = 0, queued = 0;
  std::uint64_t events = 0;
};

// For the thread of the connections only.
class Metrics {
 public:
  void count(std::string_view route, unsigned status, std::chrono::microseconds took,
             std::size_t bytes);
  void count_kept(bool was_kept) { ++(was_kept ? kept_ : asked_); }
  void count_refused_connection() { ++refused_connections_; }
  void count_timeout() { ++timeouts_; }
  void count_cut_stream() { ++cut_streams_; }

  std::string text(const Gauges& gauges) const;

 private:
  static constexpr std::array<double, 11> kBounds = {0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025,
                                                     0.05,   0.1,   0.25,   1,     5};
  struct Latency {
    std::array<std::uint64_t, kBounds.size() + 1> within{};
    double seconds = 0;
    std::uint64_t count = 0;
  };
  std::map<std::pair<std::string_view, unsigned>, std::uint64_t> requests_;
  std::map<std::string_view, Latency> latencies_;
  std::uint64_t bytes_ = 0, kept_ = 0, asked_ = 0, refused_connections_ = 0, timeouts_ = 0,
                cut_streams_ = 0;
};

// One sample with its description.
void append_metric(std::string& out, std::string_view name, std::string_view kind,
                   std::string_view help, std::uint64_t value);

}  // namespace mercato
