// Which names side by side are one club? "Atalanta Bergame", "l'Inter de Milan", "le Racing Club de
// Lens", "PFC Sotchi".
#pragma once

#include <vector>

#include "3_reference/reference.h"
#include "4_link/name_finder.h"

namespace mercato::link {

class ClubJoiner {
 public:
  explicit ClubJoiner(const Reference& reference) : reference_(reference) {}

  // Joins neighbouring matches that name one club together. REQUIRES: text order, nothing resolved
  // yet.
  void join(const TextView& view, std::vector<NameMatch>& matches) const;

 private:
  bool join_pair(const TextView& view, NameMatch& left, const NameMatch& right) const;
  ReferenceId best_known(const NameMatch& match, NameForm& form) const;
  ReferenceId in_both(const NameMatch& left, const NameMatch& right) const;

  const Reference& reference_;
};

}  // namespace mercato::link
