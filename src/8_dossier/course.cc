#include "8_dossier/course.h"

#include <algorithm>

#include "8_dossier/thresholds.h"

namespace mercato::dossier {
namespace {

void add_once(std::vector<std::int32_t>& list, std::int32_t value) {
  if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(value);
}

SourceKind origin_kind(const Saga& saga, std::int32_t claim) {
  return saga.dossier.origins[static_cast<std::size_t>(saga.item(claim).origin)].kind;
}

}  // namespace

bool said_by_club(const Saga& saga, std::int32_t claim) {
  return origin_kind(saga, claim) == SourceKind::club;
}

bool said_by_authority(const Saga& saga, std::int32_t claim) {
  return said_by_club(saga, claim) || origin_kind(saga, claim) == SourceKind::person;
}

bool Course::silent_at(Instant now) const { return now - last_ > kSilentDays * kDay; }

void Course::take(const Saga& saga, std::int32_t claim) {
  last_ = saga.known(claim);
  const bool repeats = saga.item(claim).restates >= 0 || saga.taken_back_at(claim) <= last_;
  if (repeats || firmly_done()) return;
  if (!saga.stated(claim)) {
    if (live() && saga.affirmed(claim)) reached_ = std::max(reached_, Standing::open);
  } else if (saga.affirmed(claim)) {
    affirm(saga, claim);
  } else {
    deny(saga, claim);
  }
}

void Course::affirm(const Saga& saga, std::int32_t claim) {
  const ClaimType& type = saga.type(claim);
  if (type.ends != Ending::none)
    return end(type.ends == Ending::refused ? SuitorStatus::refused : SuitorStatus::collapsed,
               claim);
  if (type.stage == 0) {
    if (live()) reached_ = std::max(reached_, Standing::open);
    return;
  }
  if (!live()) reopen();
  if (done()) doubt(saga, claim);
  raise(saga, claim);
}

// One source alone calls it official, and from the next day two others go on as if it were not: it
// is not, or was misread.
void Course::doubt(const Saga& saga, std::int32_t claim) {
  const std::int32_t origin = saga.item(claim).origin;
  const bool ahead = saga.type(claim).state < Standing::done;
  if (!ahead || last_ - done_at_ < kDay || origin == done_origins_.front()) return;
  add_once(doubting_origins_, origin);
  if (doubting_origins_.size() < 2) return;
  doubting_origins_.clear();
  done_origins_.clear();
  reached_ = Standing::open;
}

// What is only reported as said counts as advanced at most, until a second origin says the same.
void Course::raise(const Saga& saga, std::int32_t claim) {
  const ClaimType& type = saga.type(claim);
  const std::int32_t origin = saga.item(claim).origin;
  add_once(origins_, origin);
  Standing gained = type.state;
  if (saga.claim(claim).certainty == Certainty::asserted) {
    clubs_agree_ |= type.half == AgreementHalf::clubs;
    person_agrees_ |= type.half == AgreementHalf::person;
    if (clubs_agree_ && person_agrees_) gained = std::max(gained, Standing::agreed);
    if (gained == Standing::done) {
      if (done_origins_.empty()) done_at_ = last_;
      add_once(done_origins_, origin);
      by_club_ |= said_by_club(saga, claim);
    }
  } else if (gained >= Standing::agreed) {
    add_once(hedging_origins_, origin);
    gained = hedging_origins_.size() > 1 ? Standing::agreed : Standing::advanced;
  }
  reached_ = std::max(reached_, gained);
}

// The club or the person denies a step towards a deal: the suitor is gone. They deny the deal, or
// one half of it: it is not done yet. A source that takes back its word, when it was the only one,
// takes the suitor with it.
void Course::deny(const Saga& saga, std::int32_t claim) {
  const ClaimType& type = saga.type(claim);
  const bool only_one = origins_.size() == 1 && origins_.front() == saga.item(claim).origin;
  if (origins_.empty()) return end(SuitorStatus::denied, claim);
  if (!said_by_authority(saga, claim)) {
    if (only_one && type.state >= reached_) end(SuitorStatus::withdrawn, claim);
    return;
  }
  const bool of_the_deal = type.state >= Standing::agreed || type.half != AgreementHalf::none;
  if (!of_the_deal) return end(SuitorStatus::denied, claim);
  clubs_agree_ &= type.half == AgreementHalf::person;
  person_agrees_ &= type.half == AgreementHalf::clubs;
  done_origins_.clear();
  hedging_origins_.clear();
  reached_ = std::min(reached_, Standing::advanced);
}

void Course::end(SuitorStatus status, std::int32_t claim) {
  status_ = status;
  status_claim_ = claim;
}

void Course::reopen() {
  const Instant last = last_;
  *this = Course{};
  last_ = last;
}

void Course::lose(std::int32_t claim) {
  if (live()) end(SuitorStatus::collapsed, claim);
}

void Course::take_back(const Course& standing) {
  const Instant last = last_;
  *this = standing;
  last_ = last;
  if (live() && reached_ == Standing::none) end(SuitorStatus::withdrawn, -1);
}

void Course::win() {
  status_ = SuitorStatus::live;
  status_claim_ = -1;
  reached_ = Standing::done;
  by_club_ = true;
}

}  // namespace mercato::dossier
