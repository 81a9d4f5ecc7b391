// Where the document's own words differ from the post they restate. The rules are those of the
// guide's section 4; what they compare are claims, so nothing here knows a language.
#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>

#include "1_language/language.h"
#include "6_check/checker.h"

namespace mercato {
namespace {

// Amounts closer than this are one amount, rounded differently.
constexpr double kSameAmount = 0.01;

bool same_name(std::string_view a, std::string_view b) {
  return !a.empty() && !b.empty() && fold(a) == fold(b);
}

bool is_setback(const ClaimType& type) { return type.group == "setback"; }

std::optional<DriftKind> stage_moved(const Restated& claim, const Restated& cited,
                                     const ClaimTypes& types) {
  const ClaimType &now = types[claim.type], &then = types[cited.type];
  if (now.stage == 0 || then.stage == 0 || is_setback(now) || is_setback(then)) return std::nullopt;
  if (now.stage == then.stage) return std::nullopt;
  return now.stage > then.stage ? DriftKind::strengthened : DriftKind::weakened;
}

bool amount_changed(const std::vector<Money>& mine, const std::vector<Money>& theirs) {
  const auto differs = [](const Money& a, const Money& b) {
    const bool comparable =
        a.kind == b.kind && a.currency == b.currency && a.amount > 0 && b.amount > 0;
    return comparable && std::abs(a.amount - b.amount) > kSameAmount * b.amount;
  };
  const auto agrees = [](const Money& a, const Money& b) {
    return a.currency == b.currency && std::abs(a.amount - b.amount) <= kSameAmount * b.amount;
  };
  return std::any_of(mine.begin(), mine.end(), [&](const Money& one) {
    return std::any_of(theirs.begin(), theirs.end(),
                       [&](const Money& m) { return differs(one, m); }) &&
           std::none_of(theirs.begin(), theirs.end(),
                        [&](const Money& m) { return agrees(one, m); });
  });
}

class DriftFinder {
 public:
  DriftFinder(const Document& document, const LinkedText& linked, const std::vector<Claim>& claims,
              const ClaimTypes& types)
      : document_(document), linked_(linked), claims_(claims), types_(types) {
    for (const Claim& claim : claims) posts_.push_back(post_of(claim));
  }

  std::vector<Drift> find() const {
    std::vector<Drift> out;
    for (std::uint32_t i = 0; i < claims_.size(); ++i) {
      if (posts_[i] >= 0) continue;
      const auto cited = cited_claim(i);
      if (!cited) continue;
      if (const auto kind = compare(i, *cited)) out.push_back({i, *cited, *kind});
    }
    return out;
  }

 private:
  // How a claim of the document's text relates to what a post says.
  enum class Tie : std::uint8_t { none, beside, own_voice, attributed };

  // The post that a claim's first evidence lies in; -1 where the document's own text says it.
  int post_of(const Claim& claim) const {
    if (claim.evidence.empty()) return claim.source.post;
    for (std::size_t p = 0; p < document_.posts.size(); ++p)
      if (document_.posts[p].span.contains(claim.evidence.front().span)) return static_cast<int>(p);
    return -1;
  }

  bool same_entity(std::int32_t a, std::int32_t b) const {
    if (a == b) return true;
    if (a < 0 || b < 0) return false;
    return same_name(linked_.entities[static_cast<std::size_t>(a)].name,
                     linked_.entities[static_cast<std::size_t>(b)].name);
  }

  bool same_statement(const Claim& a, const Claim& b) const {
    return a.type == b.type && a.polarity == b.polarity && same_entity(a.person, b.person) &&
           same_entity(a.to, b.to);
  }

  // Whether `claim` gives the speaker or the author of the post behind `cited` as its origin.
  bool names_origin(const Claim& claim, const Claim& cited, int post) const {
    const Source& source = claim.source;
    if (source.kind == SourceKind::self) return false;
    const Post& by = document_.posts[static_cast<std::size_t>(post)];
    for (const std::string_view name :
         {std::string_view(source.name), std::string_view(source.relayed_by)})
      if (same_name(name, cited.source.name) || same_name(name, by.author)) return true;
    return same_name(source.handle, by.handle) || same_name(source.handle, cited.source.handle) ||
           (source.name.empty() && same_name(source.outlet, cited.source.outlet));
  }

  Tie tie(std::uint32_t i, std::uint32_t j) const {
    const Claim &claim = claims_[i], &cited = claims_[j];
    if (!same_entity(claim.person, cited.person) || claim.polarity != cited.polarity ||
        claim.when != cited.when)
      return Tie::none;
    if (names_origin(claim, cited, posts_[j])) return Tie::attributed;
    if (claim.to < 0 || !same_entity(claim.to, cited.to)) return Tie::none;
    if (claim.source.kind == SourceKind::self)
      return restated_otherwise(i, j) ? Tie::none : Tie::own_voice;
    return claim.type == cited.type && beside(claim, posts_[j]) && !shares_outlet(claim, cited) &&
                   !restated_otherwise(i, j)
               ? Tie::beside
               : Tie::none;
  }

  bool shares_outlet(const Claim& claim, const Claim& cited) const {
    return same_name(claim.source.name, cited.source.outlet) ||
           same_name(claim.source.outlet, cited.source.outlet);
  }

  // Whether the document's text says the cited claim elsewhere, attributed to its origin or in the
  // very same terms: then `i` is a claim of its own.
  bool restated_otherwise(std::uint32_t i, std::uint32_t j) const {
    for (std::uint32_t k = 0; k < claims_.size(); ++k) {
      if (k == i || posts_[k] >= 0 || !same_entity(claims_[k].person, claims_[j].person)) continue;
      if (names_origin(claims_[k], claims_[j], posts_[j]) &&
          same_entity(claims_[k].to, claims_[j].to))
        return true;
      if (claims_[k].source.kind == SourceKind::self && same_statement(claims_[k], claims_[j]))
        return true;
    }
    return false;
  }

  std::size_t block_of(Span span) const {
    const auto after = std::upper_bound(
        document_.blocks.begin(), document_.blocks.end(), span.begin,
        [](std::uint32_t at, const Block& block) { return at < block.span.begin; });
    return static_cast<std::size_t>(after - document_.blocks.begin());
  }

  // Whether the claim is made in the block just before or after the post.
  bool beside(const Claim& claim, int post) const {
    if (claim.evidence.empty()) return false;
    const auto at = block_of(claim.evidence.front().span);
    const Span span = document_.posts[static_cast<std::size_t>(post)].span;
    return at + 1 == block_of(span) || at == block_of({span.end - 1, span.end}) + 1;
  }

  int stage_distance(const Claim& a, const Claim& b) const {
    return std::abs(types_[a.type].stage - types_[b.type].stage);
  }

  // The post's claim that `i` restates: of the same club before another, of the nearest stage
  // before a farther one. None where a post of this origin says just what `i` says.
  std::optional<std::uint32_t> cited_claim(std::uint32_t i) const {
    std::optional<std::uint32_t> best;
    const auto rank = [&](std::uint32_t j) {
      return (same_entity(claims_[i].to, claims_[j].to) ? 0 : 100) +
             stage_distance(claims_[i], claims_[j]);
    };
    for (std::uint32_t j = 0; j < claims_.size(); ++j) {
      if (posts_[j] < 0 || tie(i, j) == Tie::none) continue;
      if (same_statement(claims_[i], claims_[j])) return j;
      if (!best || rank(j) < rank(*best)) best = j;
    }
    return best;
  }

  std::optional<DriftKind> compare(std::uint32_t i, std::uint32_t j) const {
    const Claim &claim = claims_[i], &cited = claims_[j];
    if (tie(i, j) == Tie::beside) return DriftKind::source_changed;
    const bool same_club = same_entity(claim.to, cited.to);
    if (!same_club && either_club_is_told(i, j)) return std::nullopt;
    return judge_restatement(restated(claim), restated(cited), same_club, types_);
  }

  static Restated restated(const Claim& claim) {
    return {claim.type, claim.certainty, claim.to >= 0, claim.money};
  }

  // Whether the document restates the cited club elsewhere, or the post tells of the claim's club
  // as well: then neither stands in the other's place.
  bool either_club_is_told(std::uint32_t i, std::uint32_t j) const {
    const Claim &claim = claims_[i], &cited = claims_[j];
    for (std::uint32_t k = 0; k < claims_.size(); ++k) {
      if (!same_entity(claims_[k].person, claim.person)) continue;
      const bool cited_restated = posts_[k] < 0 && same_entity(claims_[k].to, cited.to);
      const bool own_in_post = posts_[k] >= 0 && same_entity(claims_[k].to, claim.to);
      if (cited_restated || own_in_post) return true;
    }
    return false;
  }

  const Document& document_;
  const LinkedText& linked_;
  const std::vector<Claim>& claims_;
  const ClaimTypes& types_;
  std::vector<int> posts_;  // by claim: the post that says it, -1 for the document's text
};

}  // namespace

std::optional<DriftKind> judge_restatement(const Restated& claim, const Restated& cited,
                                           bool same_club, const ClaimTypes& types) {
  const ClaimType &now = types[claim.type], &then = types[cited.type];
  if (!same_club) {
    const bool replaced = claim.names_club && cited.names_club && now.group == then.group;
    return replaced ? std::optional(DriftKind::club_changed) : std::nullopt;
  }
  if (then.actor == Actor::owner && now.actor == Actor::suitor && claim.names_club)
    return DriftKind::initiative_reversed;
  if (const auto moved = stage_moved(claim, cited, types)) return moved;
  if (claim.type == cited.type && claim.certainty != cited.certainty)
    return claim.certainty > cited.certainty ? DriftKind::strengthened : DriftKind::weakened;
  if (amount_changed(claim.money, cited.money)) return DriftKind::amount_changed;
  return std::nullopt;
}

std::vector<Drift> find_drift(const Document& document, const LinkedText& linked,
                              const std::vector<Claim>& claims, const ClaimTypes& types) {
  if (document.posts.empty() || claims.size() < 2) return {};
  return DriftFinder(document, linked, claims, types).find();
}

}  // namespace mercato
