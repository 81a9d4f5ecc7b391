// Which capitalised words name a club that the reference does not know? "FC Brumelle", "Racing
// Corvaille FC", "le club de Ravenac"; and its bare name elsewhere in the document.
#pragma once

#include <cstdint>
#include <vector>

#include "4_link/document_state.h"
#include "4_link/name_finder.h"

namespace mercato::link {

class ProvisionalClubs {
 public:
  ProvisionalClubs(const Reference& reference, const NameFinder& names)
      : reference_(reference), names_(names) {}

  // Makes provisional entities of such names and puts matches with reading club in place of those
  // that they cover. Keeps text order; state.cover is brought up to date. REQUIRES: nothing is
  // resolved yet.
  void find(DocumentState& state) const;

 private:
  struct Run {
    std::uint32_t first = 0, end = 0;  // tokens
    std::uint32_t core = 0;            // the word by which the club goes
  };
  bool free_word(const DocumentState& state, std::uint32_t at) const;
  bool affix(const DocumentState& state, std::uint32_t at) const;
  bool after_prefix(const DocumentState& state, std::uint32_t at, Run& run) const;
  bool before_suffix(const DocumentState& state, std::uint32_t at, Run& run) const;
  bool continues_club(const DocumentState& state, std::uint32_t first) const;
  bool after_club_of(const DocumentState& state, std::uint32_t at, Run& run) const;
  void add(DocumentState& state, const Run& run, float confidence,
           std::vector<NameMatch>& found) const;
  void add_bare_names(DocumentState& state, std::vector<NameMatch>& found) const;
  void merge(DocumentState& state, std::vector<NameMatch>& found) const;

  const Reference& reference_;
  const NameFinder& names_;
};

}  // namespace mercato::link
