// How does one suitor stand at the moment? The course of a suitor, claim by claim.
#pragma once

#include <vector>

#include "8_dossier/saga.h"

namespace mercato::dossier {

// Whether the claim's origin is a club, or a club or person: those who decide.
bool said_by_club(const Saga& saga, std::int32_t claim);
bool said_by_authority(const Saga& saga, std::int32_t claim);

class Course {
 public:
  // Takes the next claim on this suitor, in time order. What restates an earlier claim keeps the
  // suitor from falling silent, and changes nothing else.
  void take(const Saga& saga, std::int32_t claim);
  // Another club has the person, or the person stays.
  void lose(std::int32_t claim);
  void win();  // an outcome says so
  // Its sources edited words away. `standing`: the course by what still stands.
  void take_back(const Course& standing);

  bool live() const { return status_ == SuitorStatus::live; }
  bool done() const { return live() && reached_ == Standing::done; }
  // Official by a club's own word, by two origins or by an outcome.
  bool firmly_done() const { return done() && (by_club_ || done_origins_.size() > 1); }
  Standing reached() const { return reached_; }  // of a suitor that is live
  SuitorStatus status() const { return done() ? SuitorStatus::done : status_; }
  std::int32_t status_claim() const { return status_claim_; }
  Instant last() const { return last_; }
  bool silent_at(Instant now) const;

 private:
  void affirm(const Saga& saga, std::int32_t claim);
  void deny(const Saga& saga, std::int32_t claim);
  void raise(const Saga& saga, std::int32_t claim);
  void doubt(const Saga& saga, std::int32_t claim);
  void end(SuitorStatus status, std::int32_t claim);
  void reopen();

  Standing reached_ = Standing::none;
  SuitorStatus status_ = SuitorStatus::live;
  std::int32_t status_claim_ = -1;
  bool clubs_agree_ = false, person_agrees_ = false, by_club_ = false;
  std::vector<std::int32_t> origins_, hedging_origins_, done_origins_, doubting_origins_;
  Instant last_ = 0, done_at_ = 0;
};

}  // namespace mercato::dossier
