// What is known of one suitor on the day? The features of the forecast; internal to 8_score.
//
// Features are few and named, each with the sign that its weight must have: a rumour that stands
// further may never count for less. docs/forecast.md says what each one measures.
#pragma once

#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "8_score/forecast.h"

namespace mercato::forecast {

struct FeatureInfo {
  std::string_view name, group;
  int sign = 0;  // +1, −1: the only sign that its weight may have; 0: either
};

inline constexpr std::array kFeatures = {
    FeatureInfo{"now_negotiating", "stage", +1},
    FeatureInfo{"now_agreed", "stage", +1},
    FeatureInfo{"before_agreed", "stage", +1},
    FeatureInfo{"ever_negotiating", "stage", +1},
    FeatureInfo{"ever_half_agreed", "stage", +1},
    FeatureInfo{"ever_agreed", "stage", +1},
    FeatureInfo{"now_no_stage", "stage", 0},
    FeatureInfo{"now_hedged", "certainty", -1},
    FeatureInfo{"now_conditional", "certainty", -1},
    FeatureInfo{"now_denied", "setbacks", -1},
    FeatureInfo{"now_ended", "setbacks", -1},
    FeatureInfo{"before_ended", "setbacks", -1},
    FeatureInfo{"now_bid_rejected", "setbacks", -1},
    FeatureInfo{"before_bid_rejected", "setbacks", -1},
    FeatureInfo{"now_not_for_sale", "setbacks", -1},
    FeatureInfo{"now_stays", "setbacks", -1},
    FeatureInfo{"before_stays", "setbacks", -1},
    FeatureInfo{"before_leaving", "person", +1},
    FeatureInfo{"now_wants_club", "person", +1},
    FeatureInfo{"was_at_club", "person", +1},
    FeatureInfo{"at_club_now", "person", +1},
    FeatureInfo{"now_loan", "deal", +1},
    FeatureInfo{"now_free", "deal", +1},
    FeatureInfo{"now_rival", "rivals", -1},
    FeatureInfo{"rival_negotiating", "rivals", -1},
    FeatureInfo{"rival_agreed", "rivals", -1},
    FeatureInfo{"reports", "sources", +1},
    FeatureInfo{"origins", "sources", +1},
    FeatureInfo{"popular_press", "sources", -1},
    FeatureInfo{"outlet_record", "sources", +1},
    FeatureInfo{"window_open", "window", +1},
    FeatureInfo{"window_far", "window", -1},
};
inline constexpr std::size_t kFeatureCount = kFeatures.size();
using FeatureVector = std::array<double, kFeatureCount>;

// Index of a feature; kFeatureCount where there is none of that name.
std::size_t find_feature(std::string_view name);

// What is known of outlets, by outlet_key().
struct Outlets {
  std::set<std::string, std::less<>> popular;          // the popular press (data)
  std::map<std::string, double, std::less<>> records;  // learned: −1…1, 0 = as expected
};

// "www.skysports.com", "skysports.com" and "Sky Sports" are one: letters and digits of the name, or
// of the host without its common first and last labels.
std::string outlet_key(std::string_view outlet);

// The features of question.suitors[suitor]. Only reports up to the question's day and rows dated
// before it count.
FeatureVector features_of(const ForecastQuestion& question, std::size_t suitor,
                          const Outlets& outlets, const Reference& reference);

// The reports about a club, of the question's day or earlier, newest last.
std::vector<const ForecastReport*> reports_about(const ForecastQuestion& question, int club);

}  // namespace mercato::forecast
