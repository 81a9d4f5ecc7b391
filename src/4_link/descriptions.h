// Whom do descriptions continue? "le défenseur central marseillais", "l'Argentin", "the
// 24-year-old", "il gabonese": noun phrases without a name, linked to the person of the document
// whom they fit best. Adds positions as mentions.
#pragma once

#include <cstdint>
#include <string_view>

#include "3_reference/reference.h"
#include "4_link/document_state.h"
#include "4_link/language_pack.h"
#include "4_link/person_facts.h"
#include "4_link/person_phrase.h"

namespace mercato::link {

class Descriptions {
 public:
  Descriptions(const Reference& reference, const PersonFacts& persons, const Vocabulary& vocabulary)
      : reference_(reference), persons_(persons), vocabulary_(vocabulary) {}

  // Adds position mentions, description mentions and the persons' clubs that descriptions state,
  // and marks coaches. REQUIRES: all names are resolved.
  void resolve(DocumentState& state) const;

 private:
  void add_positions(DocumentState& state) const;
  bool described_at(const DocumentState& state, std::uint32_t at) const;
  void continue_phrases(DocumentState& state) const;
  void resolve_phrase(DocumentState& state, const PersonPhrase& phrase) const;
  std::int32_t find_person(const DocumentState& state, const PersonPhrase& phrase,
                           float& confidence) const;
  std::int32_t only_in_focus(const DocumentState& state, const PersonPhrase& phrase,
                             float& confidence) const;
  float evidence(const DocumentState& state, const PersonPhrase& phrase, std::int32_t entity) const;
  void apply(DocumentState& state, const PersonPhrase& phrase, std::int32_t entity) const;

  const Reference& reference_;
  const PersonFacts& persons_;
  const Vocabulary& vocabulary_;
};

}  // namespace mercato::link
