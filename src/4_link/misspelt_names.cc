#include "4_link/misspelt_names.h"

namespace mercato::link {
namespace {

constexpr float kFamous = 0.5f;

// The words of a name as the reference keeps them for comparison: folded, a space for every mark.
void append_key(const TextView& view, std::uint32_t first, std::uint32_t end, std::string& key) {
  for (std::uint32_t at = first; at < end; ++at) {
    for (const char c : view.tokens().fold(at)) {
      const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80) != 0;
      if (letter || (!key.empty() && key.back() != ' ')) key += letter ? c : ' ';
    }
    if (!key.empty() && key.back() != ' ') key += ' ';
  }
  if (!key.empty() && key.back() == ' ') key.pop_back();
}

}  // namespace

ReferenceId MisspeltNames::find(DocumentState& state, std::uint32_t first, std::uint32_t end,
                                bool cut_off) const {
  const TextView& view = state.view;
  if (end < first + 2) return kNoReference;
  const std::string_view first_name = view.tokens().fold(first);
  state.text.clear();
  append_key(view, first + 1, end, state.text);
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
