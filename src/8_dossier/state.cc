#include "8_dossier/state.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "8_dossier/course.h"
#include "8_dossier/resolution.h"
#include "8_dossier/thresholds.h"

namespace mercato::dossier {
namespace {

SagaState to_state(Standing standing) {
  switch (standing) {
    case Standing::advanced:
      return SagaState::advanced;
    case Standing::agreed:
      return SagaState::agreed;
    case Standing::done:
      return SagaState::done;
    default:
      return SagaState::open;
  }
}

// A state that lasts without further news.
bool lasts(SagaState state) { return state != SagaState::open && state != SagaState::advanced; }

class StateWalk {
 public:
  explicit StateWalk(Saga& saga) : saga_(saga), courses_(saga.dossier.suitors.size()) {
    for (std::size_t i = 0; i < courses_.size(); ++i) places_[saga.dossier.suitors[i].club.row] = i;
    moved_ = first_outcome(saga, OutcomeKind::moved);
    find_edits();
  }

  void walk() {
    for (std::int32_t i = 0; i < static_cast<std::int32_t>(saga_.size()); ++i) {
      if (!saga_.counts(i)) continue;
      if (moved_ >= 0 && !over_ && moved_at() < saga_.known(i)) take_outcome();
      take_back_until(saga_.known(i) - 1);
      take(i);
    }
    if (moved_ >= 0 && !over_) take_outcome();
    take_back_until(saga_.now);
    close();
    finish();
  }

 private:
  Date moved_on() const { return day_of(saga_.dossier.outcomes[static_cast<std::size_t>(moved_)]); }
  Instant moved_at() const { return (moved_on().days() + 1) * kDay - 1; }

  void put(SagaState state, Date on, Row entry, std::int32_t claim, std::int32_t outcome) {
    auto& history = saga_.dossier.history;
    if (!history.empty() && history.back().state == state) return;
    if (!history.empty()) on = std::max(on, history.back().on);
    history.push_back({state, on, entry, claim, outcome});
  }

  void take(std::int32_t i) {
    const Instant at = saga_.known(i);
    fall_silent(at);
    last_ = at;
    if (over_) return;
    const auto place = places_.find(saga_.suitor(i));
    if (saga_.suitor(i) && place != places_.end()) {
      Course& course = courses_[place->second];
      const bool was_done = course.done();
      course.take(saga_, i);
      if (course.done() && !was_done) outdo_others(place->second, i);
      if (moves_on(i)) stays_ = -1;
    }
    if (stays(i)) stays_ = i;
    put(state_at(at), to_date(at), saga_.claim(i).entry, i, -1);
  }

  // Edits by which sources took back what others repeat, in time order.
  void take_back_until(Instant until) {
    for (; next_edit_ < edits_.size() && edits_[next_edit_].first <= until; ++next_edit_) {
      const auto [at, s] = edits_[next_edit_];
      Course& course = courses_[s];
      if (over_ || !course.live() || course.firmly_done() || !course.last()) continue;
      fall_silent(at);
      Course standing;
      for (const std::int32_t i : saga_.dossier.suitors[s].claims)
        if (saga_.known(i) <= at && saga_.taken_back_at(i) > at) standing.take(saga_, i);
      course.take_back(standing);
      put(state_at(at), to_date(at), 0, -1, -1);
    }
  }

  void find_edits() {
    for (std::size_t s = 0; s < saga_.dossier.suitors.size(); ++s) {
      for (const std::int32_t i : saga_.dossier.suitors[s].claims) {
        const Instant at = saga_.taken_back_at(i);
        const Instant first = saga_.known(saga_.dossier.suitors[s].claims.front());
        if (at != kEndOfTime) edits_.emplace_back(std::max(at, first), s);
      }
    }
    std::sort(edits_.begin(), edits_.end());
    edits_.erase(std::unique(edits_.begin(), edits_.end()), edits_.end());
  }

  // A club has the person: what one source alone had called official elsewhere was not.
  void outdo_others(std::size_t winner, std::int32_t claim) {
    for (std::size_t s = 0; s < courses_.size(); ++s)
      if (s != winner && courses_[s].done() && !courses_[s].firmly_done()) courses_[s].lose(claim);
  }

  bool fresh(std::int32_t i) const {
    return saga_.item(i).restates < 0 && saga_.affirmed(i) && saga_.stated(i);
  }
  // News that goes beyond interest ends a stay.
  bool moves_on(std::int32_t i) const {
    return fresh(i) && saga_.type(i).state >= Standing::advanced &&
           saga_.type(i).state <= Standing::done;
  }
  // A renewal is a fact when it is asserted; that the person stays, when those concerned say so or
  // nothing is under way.
  bool stays(std::int32_t i) const {
    const bool asserted = saga_.claim(i).certainty == Certainty::asserted;
    if (saga_.type(i).state != Standing::stayed || !fresh(i) || !asserted || any_done())
      return false;
    return saga_.type(i).to == ClaimType::To::present_club || said_by_authority(saga_, i) ||
           best_live(saga_.known(i)).value_or(Standing::open) <= Standing::open;
  }
  bool any_done() const {
    return std::any_of(courses_.begin(), courses_.end(), [](const Course& c) { return c.done(); });
  }

  // How far the suitors are that are neither gone nor silent; nothing where there are none.
  std::optional<Standing> best_live(Instant at) const {
    std::optional<Standing> best;
    for (const Course& course : courses_)
      if (course.live() && course.last() &&
          (!course.silent_at(at) || course.reached() >= Standing::agreed))
        best = std::max(best.value_or(Standing::none), course.reached());
    return best;
  }
  // What was denied or taken back was never there to break down.
  bool any_broke_down() const {
    return std::any_of(courses_.begin(), courses_.end(), [](const Course& c) {
      return c.status() == SuitorStatus::collapsed || c.status() == SuitorStatus::refused;
    });
  }

  SagaState state_at(Instant at) const {
    if (any_done()) return SagaState::done;
    if (stays_ >= 0) return SagaState::stayed;
    const auto best = best_live(at);
    if (!best) return any_broke_down() ? SagaState::collapsed : SagaState::open;
    return to_state(*best);
  }

  void fall_silent(Instant until) {
    const auto& history = saga_.dossier.history;
    if (history.empty() || lasts(history.back().state) || until - last_ <= kSilentDays * kDay)
      return;
    put(SagaState::dormant, to_date(last_ + kSilentDays * kDay), 0, -1, -1);
  }

  void take_outcome() {
    fall_silent(moved_at());
    over_ = true;
    const LedgerOutcome& outcome = saga_.dossier.outcomes[static_cast<std::size_t>(moved_)];
    for (std::size_t s = 0; s < courses_.size(); ++s) {
      const LedgerEntity& club = saga_.dossier.suitors[s].club;
      const bool won = outcome.to_row ? outcome.to_row == club.row
                                      : !outcome.to_id.empty() && outcome.to_id == club.id;
      if (won)
        courses_[s].win();
      else if (!went_there(club))
        courses_[s].lose(-1);
    }
    put(SagaState::done, moved_on(), outcome.entry, -1, moved_);
  }

  // Sold on or lent on within the window: each of the clubs had the person.
  bool went_there(const LedgerEntity& club) const {
    return std::any_of(
        saga_.dossier.outcomes.begin(), saga_.dossier.outcomes.end(), [&](const auto& o) {
          return kind_of(saga_, o) == OutcomeKind::moved &&
                 (o.to_row ? o.to_row == club.row : !o.to_id.empty() && o.to_id == club.id);
        });
  }

  // The window's end, and the silence before now.
  void close() {
    // Outcomes that know the person outweigh any number of outlets.
    const bool told = !saga_.history->outcomes.empty();
    const bool no_move = (told || !firm_winner()) && outcomes_show_no_move(saga_);
    const Date closes = saga_.dossier.window.closes;
    const Instant end = (closes.days() + 1) * kDay - 1;
    if (!over_) fall_silent(no_move ? std::min(end, saga_.now) : saga_.now);
    if (no_move) {
      for (Course& course : courses_)
        if (course.done()) course.lose(-1);
      put(SagaState::stayed, closes, 0, -1, -1);
    }
    decide(no_move);
  }

  const Course* firm_winner() const {
    for (const Course& course : courses_)
      if (course.firmly_done()) return &course;
    return nullptr;
  }

  void decide(bool no_move) {
    Resolution& resolution = saga_.dossier.resolution;
    if (moved_ >= 0 || (firm_winner() && !no_move))
      resolution = Resolution::moved;
    else if (first_outcome(saga_, OutcomeKind::left) >= 0)
      resolution = Resolution::left;
    else if (no_move || renewed())
      resolution = Resolution::stayed;
  }

  // The renewal that holds is told by a club or by two origins.
  bool renewed() const {
    if (stays_ < 0 || saga_.type(stays_).to != ClaimType::To::present_club) return false;
    std::vector<std::int32_t> origins;
    for (std::int32_t i = 0; i < static_cast<std::int32_t>(saga_.size()); ++i) {
      const bool same = saga_.counts(i) && saga_.claim(i).type == saga_.claim(stays_).type;
      if (!same || !fresh(i) || saga_.claim(i).certainty != Certainty::asserted) continue;
      if (said_by_club(saga_, i)) return true;
      origins.push_back(saga_.item(i).origin);
    }
    return std::any_of(origins.begin(), origins.end(),
                       [&](std::int32_t o) { return o != origins.front(); });
  }

  void finish() {
    auto& dossier = saga_.dossier;
    dossier.state = dossier.history.empty() ? SagaState::open : dossier.history.back().state;
    const bool gone = dossier.resolution == Resolution::moved || renewed();
    for (std::size_t s = 0; s < courses_.size(); ++s) {
      Suitor& suitor = dossier.suitors[s];
      Course& course = courses_[s];
      if (gone && course.live() && !course.done()) course.lose(decisive_claim());
      suitor.status = course.status();
      suitor.status_claim = course.status_claim();
      const bool waits = course.live() && !course.done();
      if (waits && course.silent_at(saga_.now)) suitor.status = SuitorStatus::silent;
    }
  }

  // The claim that decided for another club or for staying; -1 where an outcome did.
  std::int32_t decisive_claim() const {
    if (moved_ >= 0) return -1;
    if (stays_ >= 0) return stays_;
    for (const StateChange& change : saga_.dossier.history)
      if (change.state == SagaState::done) return change.claim;
    return -1;
  }

  Saga& saga_;
  std::vector<Course> courses_;  // by suitor
  std::unordered_map<Row, std::size_t> places_;
  std::int32_t moved_ = -1;                             // the outcome that decides
  std::int32_t stays_ = -1;                             // the claim by which the person stays
  bool over_ = false;                                   // an outcome has decided
  Instant last_ = 0;                                    // of the last claim
  std::vector<std::pair<Instant, std::size_t>> edits_;  // when, and of which suitor
  std::size_t next_edit_ = 0;
};

}  // namespace

void judge_state(Saga& saga) { StateWalk(saga).walk(); }

}  // namespace mercato::dossier
