// What is claimed? Tokens and mentions into statements: one for each place where the document says
// something of a move. Front header of 5_claim.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "0_core/claim.h"
#include "0_core/document.h"
#include "0_core/mention.h"
#include "0_core/result.h"
#include "1_language/language.h"
#include "2_rules/rules.h"

namespace mercato {

// What a claim type does to a dossier (docs/formats/dossier.md).
enum class Standing : std::uint8_t { none, open, advanced, agreed, done, stayed };
enum class Ending : std::uint8_t { none, collapsed, refused };
enum class AgreementHalf : std::uint8_t { none, clubs, person };
enum class Actor : std::uint8_t { none, owner, suitor };

// What a claim type means, from data/claims/<type>.toml; the same in every language.
struct ClaimType {
  std::string name;     // "interest"
  std::string meaning;  // one sentence
  std::string group;    // "approach", "negotiation", …: types that say nearly the same
  int stage = 0;  // order of the move's stages; 0 for positions of the person or the owning club
  bool denial = false;  // whether its denial is a claim as well
  enum class To : std::uint8_t { required, optional, never, present_club } to = To::required;
  bool suitor = true;               // the club that it names would get the person anew
  bool exclusive = false;           // holds for one club at a time
  Standing state = Standing::none;  // what it puts a dossier in
  Ending ends = Ending::none;       // how it ends a suitor
  AgreementHalf half = AgreementHalf::none;
  Actor actor = Actor::none;             // who takes the step: the owning club or the suitor
  ClaimTypeId implies = kNoClaimType;    // the stage that the suitor has reached all the same
  std::vector<ClaimTypeId> contradicts;  // types that cannot be true at the same time; symmetric
};

class ClaimTypes {
 public:
  static Result<std::shared_ptr<const ClaimTypes>> load(const std::filesystem::path& data);
  const std::vector<ClaimType>& all() const { return types_; }
  ClaimTypeId find(std::string_view name) const;  // kNoClaimType where there is none
  const ClaimType& operator[](ClaimTypeId id) const { return types_[id]; }

 private:
  Result<void> relate(ClaimTypeId id, const std::string& implies,
                      const std::vector<std::string>& contradicts);

  std::vector<ClaimType> types_;  // stages first, in order
};

// Immutable and thread-safe; `statements` is cleared first. Statements carry one evidence span and
// one derivation each, and the document itself as their source: 6_attribute says whose they are,
// fold() joins those that are one claim.
class Extractor {
 public:
  static Result<std::shared_ptr<const Extractor>> create(const std::filesystem::path& data,
                                                         std::shared_ptr<const Languages> languages,
                                                         std::shared_ptr<const Lexicon> lexicon,
                                                         std::shared_ptr<const ClaimTypes> types);
  virtual ~Extractor() = default;
  virtual void extract(const Document& document, const TokenizedText& tokens,
                       const LinkedText& linked, std::vector<Claim>& statements) const = 0;
  virtual const RuleBook& rules() const = 0;     // book "claims"
  virtual const RuleBook& modality() const = 0;  // book "modality"
};

// One claim for each (person, to, type, polarity, source); the strongest certainty, all evidence,
// all money.
std::vector<Claim> fold(std::vector<Claim> statements);

}  // namespace mercato
