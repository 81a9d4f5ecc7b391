// Is a stated fact right? The reference's rows as of the document's date. Internal to 6_check.
//
// `contradicted` needs a row that says otherwise; where the reference has a gap, or a row is too
// old or too new to decide, the verdict is `unknown`. Immutable, thread-safe.
#pragma once

#include <cstdint>
#include <memory>

#include "0_core/claim.h"
#include "0_core/date.h"
#include "0_core/mention.h"
#include "3_reference/reference.h"
#include "6_check/fact_tables.h"

namespace mercato {

// A fact and what judging it needs beside the contract's fields.
struct StatedFact {
  Fact fact;
  std::int32_t club = -1;  // teammates: entity of the club
  double number = 0;       // age, years left, amount
  Date date;               // contract_until, joined
  bool future = false;  // told of a contract or move that is only being signed: older rows cannot
                        // contradict it
};

class Judge {
 public:
  Judge(std::shared_ptr<const Reference> reference, std::shared_ptr<const FactTables> tables)
      : reference_(std::move(reference)), tables_(std::move(tables)) {}

  // Sets the verdict and the rows of `stated.fact`. `published` may be unknown.
  void judge(const LinkedText& linked, Date published, StatedFact& stated) const;

 private:
  // The persons and clubs of a fact in the reference, and its date.
  struct Case {
    StatedFact& stated;
    Date published;
    ReferenceId subject = kNoReference, object = kNoReference, club = kNoReference;
  };

  void decide(Case& c, Fact::Verdict verdict, std::string row) const;
  void age(Case& c) const;
  void nationality(Case& c) const;
  void position(Case& c) const;
  void plays_for(Case& c) const;
  void played_for(Case& c) const;
  void contract_until(Case& c) const;
  void contract_years_left(Case& c) const;
  void joined(Case& c) const;
  void compatriots(Case& c) const;
  void teammates(Case& c) const;
  void coach_of(Case& c) const;

  bool same_club(ReferenceId a, ReferenceId b) const;
  const ContractRow* contract_before(ReferenceId person, Date day) const;

  std::shared_ptr<const Reference> reference_;
  std::shared_ptr<const FactTables> tables_;
};

}  // namespace mercato
