#include "4_link/misspelt_names.h"

#include "3_reference/name_forms.h"

namespace mercato::link {
namespace {

constexpr float kFamous = 0.5f;

}  // namespace

ReferenceId MisspeltNames::find(DocumentState& state, std::uint32_t first, std::uint32_t end,
                                bool cut_off) const {
  const TextView& view = state.view;
  if (end < first + 2) return kNoReference;
  const std::string_view first_name = view.tokens().fold(first);
  const Span rest = cover(view.token(first + 1).span, view.token(end - 1).span);
  state.text = lookup_key(view.text(rest));
  reference_.near_names(first_name, state.text, !cut_off, state.near);
  ReferenceId found = kNoReference;
  for (const ReferenceId person : state.near) {
    if (!is_likely(state, person)) continue;
    if (found != kNoReference) return kNoReference;
    found = person;
  }
  return found;
}

bool MisspeltNames::is_likely(const DocumentState& state, ReferenceId person) const {
  return persons_.tie_to_document(person, state) >= Tie::near ||
         state.prominence.get(reference_, person, state.day) > kFamous;
}

}  // namespace mercato::link
