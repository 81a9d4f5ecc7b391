// Which person does a name stand for? Full names first, then surnames: by the full name elsewhere
// in the document, by the clubs that the document names, by how well known the bearers are.
#pragma once

#include <cstdint>

#include "3_reference/reference.h"
#include "4_link/document_state.h"
#include "4_link/person_facts.h"

namespace mercato::link {

class PersonResolver {
 public:
  PersonResolver(const Reference& reference, const PersonFacts& persons)
      : reference_(reference), persons_(persons) {}

  // Decides the open matches of two and more words that are a person's whole name.
  void resolve_full_names(DocumentState& state) const;
  // Decides all other open matches, in text order. REQUIRES: unknown full names have been found.
  void resolve_surnames(DocumentState& state) const;

 private:
  struct Candidate {
    ReferenceId id = kNoReference;
    float score = -1, prominence = 0;
    Tie tie = Tie::none;
    NameForm form = NameForm::surname;
    std::uint8_t ambiguous = 0;
  };
  struct Choice {
    Candidate best;
    float second = -1;  // score of the next best bearer
    int bearers = 0;
    bool certain() const;
  };

  Choice choose(const DocumentState& state, const NameMatch& match) const;
  void consider(const DocumentState& state, const NameHit& hit, bool many, Choice& choice) const;
  std::int32_t continued(const DocumentState& state, const NameMatch& match) const;
  void remember_first_name(DocumentState& state, std::int32_t entity) const;
  std::int32_t called(const DocumentState& state, const NameMatch& match) const;
  bool accepts(const DocumentState& state, const NameMatch& match, const Choice& choice) const;
  bool cued(const DocumentState& state, const NameMatch& match) const;
  bool extended(const DocumentState& state, const NameMatch& match) const;
  bool foreign(const DocumentState& state, const NameMatch& match, std::uint32_t at) const;
  bool first_name_at(const DocumentState& state, std::uint32_t at, bool flagged) const;
  bool follows_first_name(const DocumentState& state, const NameMatch& match) const;
  void add_stranger(DocumentState& state, NameMatch& match) const;
  bool within_caseless_name(const DocumentState& state, const NameMatch& match) const;
  bool blocked(const DocumentState& state, const NameMatch& match) const;
  void link(DocumentState& state, NameMatch& match, std::int32_t entity, MentionForm form,
            float confidence) const;
  void remember(DocumentState& state, const NameMatch& match) const;
  std::int32_t uncertain_entity(DocumentState& state, const NameMatch& match,
                                ReferenceId guess) const;

  const Reference& reference_;
  const PersonFacts& persons_;
};

}  // namespace mercato::link
