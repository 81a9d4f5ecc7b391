#include "9_serve/metrics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mercato {
namespace {

using std::chrono::microseconds;
using testing::HasSubstr;

TEST(Metrics, counts_by_route_and_status) {
  Metrics metrics;
  metrics.count("dossier", 200, microseconds(700), 10);
  metrics.count("dossier", 200, microseconds(7000), 20);
  metrics.count("dossier", 404, microseconds(90), 5);
  const std::string text = metrics.text({3, 2, 1, 9});
  EXPECT_THAT(text, HasSubstr("mercato_requests_total{route=\"dossier\",status=\"200\"} 2\n"));
  EXPECT_THAT(text, HasSubstr("mercato_requests_total{route=\"dossier\",status=\"404\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("mercato_sent_bytes_total 35\n"));
  EXPECT_THAT(text, HasSubstr("mercato_connections 3\n"));
  EXPECT_THAT(text, HasSubstr("mercato_event_streams 2\n"));
  EXPECT_THAT(text, HasSubstr("mercato_events_total 9\n"));
}

TEST(Metrics, buckets_of_the_histogram_add_up) {
  Metrics metrics;
  for (const int took : {400, 500, 900, 30'000, 60'000'000})
    metrics.count("club", 200, microseconds(took), 0);
  const std::string text = metrics.text({});
  const std::string bucket = "mercato_request_seconds_bucket{route=\"club\",le=";
  EXPECT_THAT(text, HasSubstr(bucket + "\"0.0005\"} 2\n"));
  EXPECT_THAT(text, HasSubstr(bucket + "\"0.001\"} 3\n"));
  EXPECT_THAT(text, HasSubstr(bucket + "\"0.05\"} 4\n"));
  EXPECT_THAT(text, HasSubstr(bucket + "\"5\"} 4\n"));
  EXPECT_THAT(text, HasSubstr(bucket + "\"+Inf\"} 5\n"));
  EXPECT_THAT(text, HasSubstr("mercato_request_seconds_count{route=\"club\"} 5\n"));
}

}  // namespace
}  // namespace mercato
