#include "8_evaluate/error_kinds.h"

#include <algorithm>
#include <array>

namespace mercato::evaluation {
namespace {

struct KindWords {
  std::string_view name, meaning;
};
constexpr std::array<KindWords, kErrorKinds> kKinds = {{
    {"person", "no mention links to the person"},
    {"club", "no mention links to the club that would get the person"},
    {"cue", "person and club are found, nothing is claimed of them here"},
    {"role", "right type, but of another club or another person"},
    {"type", "right person and club, another type"},
    {"polarity", "right person, club and type, but affirmed for denied or the reverse"},
    {"second", "one type of the pair is right, a second one is missing or too many"},
    {"invented", "nobody claims that of the person, or anything at all"},
}};
constexpr std::array<std::string_view, 3> kOutcomes = {"hit", "missed", "wrong"};

class Judge {
 public:
  Judge(const std::vector<LabelClaim>& gold, const std::vector<LabelClaim>& predicted,
        const std::vector<Match>& matches, const NamesFound& found, const LabelNames& names)
      : gold_(gold),
        predicted_(predicted),
        gold_met_(gold.size()),
        predicted_met_(predicted.size()),
        found_(found),
        names_(names) {
    for (const Match& match : matches) gold_met_[match.first] = predicted_met_[match.second] = true;
  }

  Verdict missed(const LabelClaim& claim) const {
    Verdict out{ClaimOutcome::missed, ErrorKind::cue, claim, {}};
    if (of_pair(claim, predicted_, predicted_met_, out)) return out;
    if (!names_a_person(claim.person)) {
      out.kind = ErrorKind::person;
    } else if (!claim.to.empty() && !names_a_club(claim.to)) {
      out.kind = ErrorKind::club;
    } else {
      of_role(claim, predicted_, predicted_met_, out);
    }
    return out;
  }

  Verdict wrong(const LabelClaim& claim) const {
    Verdict out{ClaimOutcome::wrong, ErrorKind::invented, claim, {}};
    if (!of_pair(claim, gold_, gold_met_, out)) of_role(claim, gold_, gold_met_, out);
    return out;
  }

 private:
  // Sets kind and counterpart where the other side claims something of the same person and club.
  bool of_pair(const LabelClaim& claim, const std::vector<LabelClaim>& others,
               const std::vector<bool>& met, Verdict& out) const {
    const LabelClaim *opposite = nullptr, *open = nullptr, *taken = nullptr;
    for (std::size_t i = 0; i < others.size(); ++i) {
      const LabelClaim& other = others[i];
      if (!same_pair(claim, other, names_)) continue;
      if (other.type == claim.type && !met[i] && !opposite) opposite = &other;
      const LabelClaim*& place = met[i] ? taken : open;
      if (!place) place = &other;
    }
    const LabelClaim* counterpart = opposite ? opposite : open ? open : taken;
    if (!counterpart) return false;
    out.kind = opposite ? ErrorKind::polarity : open ? ErrorKind::type : ErrorKind::second;
    out.other = *counterpart;
    return true;
  }

  // Likewise where it claims the same type of that person, or of that club with another person.
  void of_role(const LabelClaim& claim, const std::vector<LabelClaim>& others,
               const std::vector<bool>& met, Verdict& out) const {
    for (std::size_t i = 0; i < others.size(); ++i) {
      const LabelClaim& other = others[i];
      if (met[i] || other.type != claim.type || other.polarity != claim.polarity) continue;
      const bool club = !claim.to.empty() && names_.same_club(claim.to, other.to);
      if (!club && !names_.same_person(claim.person, other.person)) continue;
      out.kind = ErrorKind::role;
      out.other = other;
      return;
    }
  }

  bool names_a_person(const std::string& name) const {
    return std::any_of(found_.persons.begin(), found_.persons.end(),
                       [&](const std::string& one) { return names_.same_person(name, one); });
  }

  bool names_a_club(const std::string& name) const {
    return std::any_of(found_.clubs.begin(), found_.clubs.end(),
                       [&](const std::string& one) { return names_.same_club(name, one); });
  }

  const std::vector<LabelClaim>&gold_, &predicted_;
  std::vector<bool> gold_met_, predicted_met_;
  const NamesFound& found_;
  const LabelNames& names_;
};

}  // namespace

std::string_view to_string(ClaimOutcome outcome) {
  return kOutcomes[static_cast<std::size_t>(outcome)];
}
std::string_view to_string(ErrorKind kind) { return kKinds[static_cast<std::size_t>(kind)].name; }
std::string_view meaning(ErrorKind kind) { return kKinds[static_cast<std::size_t>(kind)].meaning; }

std::optional<ErrorKind> parse_error_kind(std::string_view name) {
  for (std::size_t i = 0; i < kKinds.size(); ++i)
    if (kKinds[i].name == name) return static_cast<ErrorKind>(i);
  return std::nullopt;
}

std::vector<Verdict> judge_claims(const std::vector<LabelClaim>& gold,
                                  const std::vector<LabelClaim>& predicted,
                                  const std::vector<Match>& matches, const NamesFound& found,
                                  const LabelNames& names) {
  const Judge judge(gold, predicted, matches, found, names);
  std::vector<const LabelClaim*> hit(gold.size());
  std::vector<bool> right(predicted.size());
  for (const auto& [i, j] : matches) {
    hit[i] = &predicted[j];
    right[j] = true;
  }
  std::vector<Verdict> out;
  for (std::size_t i = 0; i < gold.size(); ++i) {
    if (gold[i].optional) continue;
    if (hit[i])
      out.push_back({ClaimOutcome::hit, ErrorKind::person, gold[i], *hit[i]});
    else
      out.push_back(judge.missed(gold[i]));
  }
  for (std::size_t j = 0; j < predicted.size(); ++j)
    if (!right[j]) out.push_back(judge.wrong(predicted[j]));
  return out;
}

}  // namespace mercato::evaluation
