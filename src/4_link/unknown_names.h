// Which capitalised words name a person that the reference does not know? Finds runs of them and
// makes them matches with provisional entities.
#pragma once

#include <cstdint>

#include "4_link/document_state.h"
#include "4_link/misspelt_names.h"
#include "4_link/name_finder.h"

namespace mercato::link {

class UnknownNames {
 public:
  UnknownNames(const Reference& reference, const NameFinder& names, const MisspeltNames& misspelt)
      : reference_(reference), names_(names), misspelt_(misspelt) {}

  // Adds a person match for each run that reads as a person's name or as a known one written wrong,
  // and takes the surname matches inside it back: they are parts of a longer name that the
  // reference does not know. Single words need a cue beside them. Keeps text order. `relaxed`: no
  // person is known in the document, so that less has to speak for a name.
  void find(DocumentState& state, bool relaxed) const;

 private:
  struct Run {
    std::uint32_t first = 0, end = 0;
    int words = 0;
    int open_matches = 0;
  };
  bool eligible(const DocumentState& state, std::uint32_t at) const;
  Run run_at(const DocumentState& state, std::uint32_t at) const;
  std::uint32_t over_particles(const DocumentState& state, std::uint32_t at, std::uint32_t first,
                               std::uint32_t limit) const;
  float confidence_of(const DocumentState& state, const Run& run, bool relaxed) const;
  float single_word(const DocumentState& state, const Run& run, bool cue, bool relaxed) const;
  bool is_one_match(const DocumentState& state, const Run& run) const;
  bool part_of_place(const DocumentState& state, const Run& run) const;
  bool cue_before(const DocumentState& state, std::uint32_t first) const;
  bool cue_after(const DocumentState& state, std::uint32_t end) const;
  std::int32_t misspelt(DocumentState& state, const Run& run) const;
  std::int32_t provisional(DocumentState& state, const Run& run) const;
  void add(DocumentState& state, const Run& run, std::int32_t known, float confidence) const;

  const Reference& reference_;
  const NameFinder& names_;
  const MisspeltNames& misspelt_;
};

}  // namespace mercato::link
