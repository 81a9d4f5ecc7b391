// Which club holds each person? From the reference as of the document's day, among the clubs that
// the document names, and from the words right beside a name: "Napoli's Lozano", "Lozano (Napoli)",
// "Lozano, del Napoli,".
#pragma once

#include "3_reference/reference.h"
#include "4_link/document_state.h"
#include "4_link/person_facts.h"

namespace mercato::link {

class PresentClub {
 public:
  PresentClub(const Reference& reference, const PersonFacts& persons)
      : reference_(reference), persons_(persons) {}

  // Fills Entity::club and coach of all persons, and Mention::holder of the clubs beside their
  // names.
  void resolve(DocumentState& state) const;

 private:
  void from_reference(DocumentState& state) const;
  void from_neighbours(DocumentState& state) const;
  ReferenceId left_club(ReferenceId person, const DocumentState& state) const;
  bool just_came(ReferenceId person, ReferenceId club, Date day) const;

  const Reference& reference_;
  const PersonFacts& persons_;
};

}  // namespace mercato::link
