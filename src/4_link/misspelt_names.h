// Whose name is written almost like this? "Emil Abgadou" for Emil Agbadou, and "Emil Agba" where a
// feed cut the text off.
#pragma once

#include <cstdint>

#include "3_reference/reference.h"
#include "4_link/document_state.h"
#include "4_link/person_facts.h"

namespace mercato::link {

class MisspeltNames {
 public:
  MisspeltNames(const Reference& reference, const PersonFacts& persons)
      : reference_(reference), persons_(persons) {}

  // The person whom tokens [first, end) mean: the first name is right, the rest is not a name that
  // the reference knows. `cut_off`: the last word may be half a word. kNoReference where nobody is
  // near, where two are, or where neither the document's clubs nor fame speak for the one.
  ReferenceId find(DocumentState& state, std::uint32_t first, std::uint32_t end,
                   bool cut_off) const;

 private:
  bool is_likely(const DocumentState& state, ReferenceId person) const;

  const Reference& reference_;
  const PersonFacts& persons_;
};

}  // namespace mercato::link
