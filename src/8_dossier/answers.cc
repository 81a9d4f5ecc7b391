#include "8_dossier/answers.h"

#include <algorithm>
#include <map>

#include "8_dossier/thresholds.h"

namespace mercato::dossier {
namespace {

// The latest affirmed claims of a type, one for each club and origin.
class Said {
 public:
  struct Entry {
    Row club;
    std::int32_t origin, claim;
  };

  void add(ClaimTypeId type, Row club, std::int32_t origin, std::int32_t claim) {
    auto& entries = by_type_[type];
    std::erase_if(entries, [&](const Entry& e) { return e.club == club && e.origin == origin; });
    entries.push_back({club, origin, claim});
    // Clubs and origins are few; hostile numbers of them are forgotten, oldest first.
    if (entries.size() > kMostCandidates * 4) entries.erase(entries.begin());
  }
  const std::vector<Entry>& of(ClaimTypeId type) const {
    static const std::vector<Entry> none;
    const auto found = by_type_.find(type);
    return found == by_type_.end() ? none : found->second;
  }

 private:
  std::map<ClaimTypeId, std::vector<Entry>> by_type_;
};

class AnswerLinker {
 public:
  explicit AnswerLinker(Saga& saga) : saga_(saga) {}

  void link() {
    for (std::int32_t i = 0; i < static_cast<std::int32_t>(saga_.size()); ++i) {
      if (!saga_.counts(i) || !saga_.stated(i)) continue;
      // What only repeats is answered, and answers, where it was first said.
      if (saga_.item(i).restates >= 0) continue;
      if (saga_.affirmed(i)) {
        contradict(i);
        said_.add(type_id(i), saga_.suitor(i), saga_.item(i).origin, i);
      } else {
        deny(i);
      }
    }
  }

 private:
  ClaimTypeId type_id(std::int32_t i) const { return saga_.type_ids[static_cast<std::size_t>(i)]; }

  bool within(std::int32_t i, std::int32_t earlier, int days) const {
    return saga_.known(i) - saga_.known(earlier) <= days * kDay;
  }

  // The claims of a type on a club that an answer meets; `club` 0 meets every one.
  void collect(ClaimTypeId type, Row club, std::int32_t i, int days,
               std::vector<std::int32_t>& out) const {
    for (const auto& entry : said_.of(type)) {
      const bool meets = club == 0 || entry.club == 0 || club == entry.club;
      if (meets && within(i, entry.claim, days)) out.push_back(entry.claim);
    }
  }

  // A denial meets claims of its own type, else of its group: what says nearly the same.
  void deny(std::int32_t i) {
    std::vector<std::int32_t> met;
    collect(type_id(i), saga_.suitor(i), i, kDenialDays, met);
    if (met.empty()) {
      for (ClaimTypeId other = 0; other < saga_.types->all().size(); ++other)
        if ((*saga_.types)[other].group == saga_.type(i).group)
          collect(other, saga_.suitor(i), i, kDenialDays, met);
    }
    add(i, met, AnswerKind::denial);
  }

  // What one origin says after the other is a change of its mind or of things, not a contradiction.
  void contradict(std::int32_t i) {
    std::vector<std::int32_t> met;
    for (const ClaimTypeId other : saga_.type(i).contradicts)
      collect(other, saga_.suitor(i), i, kContradictionDays, met);
    if (saga_.type(i).exclusive && saga_.suitor(i)) {
      for (ClaimTypeId other = 0; other < saga_.types->all().size(); ++other) {
        if (!(*saga_.types)[other].exclusive) continue;
        for (const auto& entry : said_.of(other))
          if (entry.club && entry.club != saga_.suitor(i) &&
              within(i, entry.claim, kContradictionDays))
            met.push_back(entry.claim);
      }
    }
    std::erase_if(met,
                  [&](std::int32_t m) { return saga_.item(m).origin == saga_.item(i).origin; });
    add(i, met, AnswerKind::contradiction);
  }

  void add(std::int32_t i, std::vector<std::int32_t>& met, AnswerKind kind) {
    std::sort(met.rbegin(), met.rend());
    met.erase(std::unique(met.begin(), met.end()), met.end());
    if (met.size() > kMostAnswers) met.resize(kMostAnswers);
    for (const std::int32_t claim : met) saga_.dossier.answers.push_back({i, claim, kind});
  }

  Saga& saga_;
  Said said_;
};

}  // namespace

void link_answers(Saga& saga) { AnswerLinker(saga).link(); }

}  // namespace mercato::dossier
