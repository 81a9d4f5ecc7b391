#include "4_link/club_joiner.h"

namespace mercato::link {

void ClubJoiner::join(const TextView& view, std::vector<NameMatch>& matches) const {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < matches.size(); ++i) {
    if (kept > 0 && join_pair(view, matches[kept - 1], matches[i])) continue;
    if (kept != i) matches[kept] = matches[i];
    ++kept;
  }
  matches.resize(kept);
}

// The best known club so called, cities left out.
ReferenceId ClubJoiner::best_known(const NameMatch& match, NameForm& form) const {
  ReferenceId best = kNoReference;
  float best_known = -1;
  for (const NameHit& hit : match.hits) {
    if (reference_.kind(hit.entity) != MentionKind::club || hit.form == NameForm::city) continue;
    const float known = reference_.prominence(hit.entity, Date{});
    if (known > best_known) best = hit.entity, best_known = known, form = hit.form;
  }
  return best;
}

ReferenceId ClubJoiner::in_both(const NameMatch& left, const NameMatch& right) const {
  constexpr std::size_t kMany = 24;
  if (left.hits.size() > kMany || right.hits.size() > kMany) return kNoReference;
  for (const NameHit& a : left.hits) {
    if (a.form == NameForm::city || reference_.kind(a.entity) != MentionKind::club) continue;
    for (const NameHit& b : right.hits)
      if (a.entity == b.entity) return a.entity;
  }
  return kNoReference;
}

// Extends `left` over `right` where they are one name.
bool ClubJoiner::join_pair(const TextView& view, NameMatch& left, const NameMatch& right) const {
  if (!left.capitals || !right.capitals || left.hashtag || right.hashtag || left.handle)
    return false;
  const bool adjacent = right.first == left.end;
  const bool linked = right.first == left.end + 1 && view.is(left.end, WordClass::link_of);
  if (!adjacent && !linked) return false;
  if (view.fact(left.first).sentence != view.fact(right.first).sentence) return false;
  NameForm left_form = NameForm::full, right_form = NameForm::full;
  const ReferenceId a = best_known(left, left_form);
  if (a == kNoReference) return false;
  const auto widen = [&] {
    left.end = right.end;
    left.span.end = right.span.end;
    left.words = static_cast<std::uint8_t>(left.words + right.words);
  };
  if (const ReferenceId both = in_both(left, right); both != kNoReference) {
    left.forced = both;
    return widen(), true;
  }
  const ReferenceId b = best_known(right, right_form);
  if (b == kNoReference) return false;
  const bool legal_form = adjacent && left.words == 1 && view.token(left.first).folded_size <= 4 &&
                          (view.token(left.first).shape & kAllCaps) != 0;
  if (legal_form ||
      (linked && (left_form == NameForm::nickname || left_form == NameForm::demonym))) {
    left.forced = b;
    return widen(), true;
  }
  const std::string_view city = reference_.club(a).city;
  if (!linked || city.empty() || city != reference_.club(b).city) return false;
  left.forced = a;
  return widen(), true;
}

}  // namespace mercato::link
