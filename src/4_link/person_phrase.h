// What does a noun phrase say of a person? Reads "l'ancien défenseur argentin du Torino de 25 ans",
// "the 24-year-old Arsenal striker", "il centrocampista cileno" from the classes of its words.
#pragma once

#include <cstdint>

#include "4_link/document_state.h"

namespace mercato::link {

struct PersonPhrase {
  std::uint32_t first = 0, end = 0;  // tokens, determiner included, the name after it not
  int position = -1;                 // index into Vocabulary::positions
  std::int32_t nationality = -1;     // entity
  std::int32_t club = -1;            // entity
  std::uint32_t club_token = 0;      // where the club's mention begins
  int age = 0;
  std::int32_t name = -1;  // entity of the person whom the words beside the phrase name
  bool definite = false, plural = false;
  bool former = false;  // "ancien", "ex-": the club is a past one
  bool noun = false;    // a word for a person that is not a position: "joueur", "captain"
  bool coach = false, relation = false;
  bool nominal = false;  // a nationality or club word stands for the person: "l'Argentin"

  bool says_something() const { return position >= 0 || nationality >= 0 || club >= 0 || age > 0; }
  bool has_head() const { return position >= 0 || noun || coach || relation || age > 0; }
};

// Reads the phrase that begins at `at`; false where none does. REQUIRES: all names are resolved.
bool read_person_phrase(const DocumentState& state, std::uint32_t at, PersonPhrase& phrase);

}  // namespace mercato::link
