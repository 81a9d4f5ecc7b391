// How likely is it that a person joins each of the clubs that are said to want them, or stays?
// Front header of 8_score's forecast; formulas and figures stand in docs/forecast.md.
//
// A ForecastQuestion is plain data, so that a dossier and a file of rumours ask in the same way.
// The answer is a pure function of the question, the model and the rows of the reference that were
// known before the question's day. Nothing of the question may be later than its day: reports of a
// later date are left out. Probabilities are those of completing the move before the running or the
// next window of the club closes; those of the suitors and of staying add up to one. Errors are
// values. Models are immutable and thread-safe.
#pragma once

#include <array>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "0_core/claim.h"
#include "0_core/date.h"
#include "0_core/mention.h"
#include "0_core/result.h"
#include "3_reference/reference.h"

namespace mercato {

// A club that the question speaks of. `opens` and `closes` are the window in which its move would
// be completed: the first to close on or after the question's day (Windows::window_of). Where they
// are not known, no weight is given to the time left.
struct ForecastClub {
  std::string id;  // as the caller knows it
  ReferenceId reference = kNoReference;
  Date opens, closes;
};

struct ForecastClaim {
  std::string type;  // name of the claim type
  int to = -1;       // index into ForecastQuestion::clubs; -1 = no club named
  Polarity polarity = Polarity::affirmed;
  Certainty certainty = Certainty::asserted;
  When when = When::current;
  Deal deal = Deal::unknown;
};

// One document that speaks of the person. Copies and relays carry the origin of what they repeat,
// so that they are no new source; an empty origin means the outlet itself.
struct ForecastReport {
  Date date;
  std::string outlet;  // "skysports.com", "Sky Sports"
  std::string origin;
  std::vector<int> about;  // clubs that it is about, as suitors; none: about the person alone
  std::vector<ForecastClaim> claims;  // about the person
};

struct ForecastQuestion {
  ReferenceId person = kNoReference;
  int from = -1;  // index into clubs: the club that holds the person; -1 = not known
  std::vector<ForecastClub> clubs;
  std::vector<int> suitors;  // indexes into clubs
  Date day;
  std::vector<ForecastReport> reports;  // oldest first; of one day in the order of publication
};

// What one group of features did to one suitor's probability: the probability less what it would be
// if the group were as it is on average.
struct ForecastContribution {
  std::string group;   // "stage", "sources", "window", …
  double points = 0;   // of probability, −1…1
  std::string detail;  // the features that are set, as "name=value", strongest first
};

struct SuitorForecast {
  int club = -1;
  double probability = 0;
  double raw = 0;                                   // before rivals share and before calibration
  std::vector<ForecastContribution> contributions;  // largest first
};

struct Forecast {
  std::string declined;                 // why there is no probability; empty where there is one
  double stays = 0;                     // nothing of what is asked happens
  std::vector<SuitorForecast> suitors;  // in the order of the question
};

// Days without a word of any suitor after which nothing is said, and after which one suitor's
// reports say no more of it.
inline constexpr int kForecastSilence = 60;

class ForecastModel {
 public:
  // `data`/forecast: model.toml and outlets.toml. Fails, with file and line, where they are not as
  // docs/formats/forecast.md says.
  static Result<std::shared_ptr<const ForecastModel>> load(const std::filesystem::path& data);

  virtual ~ForecastModel() = default;
  virtual Forecast forecast(const ForecastQuestion& question, const Reference& reference) const = 0;
};

}  // namespace mercato
