// Which facts do a document's sentences state? Noun phrases and rule matches as facts of the
// contract, not yet judged. Internal to 6_check.
#pragma once

#include <memory>

#include "0_core/document.h"
#include "0_core/mention.h"
#include "1_language/language.h"
#include "2_rules/rules.h"
#include "3_reference/reference.h"
#include "6_check/fact_list.h"
#include "6_check/fact_tables.h"
#include "6_check/noun_parts.h"
#include "6_check/noun_phrase.h"

namespace mercato {

// The roles of the rule book "facts", by index.
enum FactRole : std::uint8_t {
  kPerson,
  kPerson2,
  kClub,
  kClub2,
  kCompetition,
  kNumber,
  kDate,
  kMoney
};
std::vector<RoleSpec> fact_roles();

// What reading one document needs; lives as long as that call.
struct FactContext {
  const Document& document;
  const TokenizedText& text;
  const LinkedText& linked;
};

// Immutable, thread-safe.
class FactReader {
 public:
  FactReader(std::shared_ptr<const Languages> languages, std::shared_ptr<const Lexicon> lexicon,
             std::shared_ptr<const RuleBook> rules, std::shared_ptr<const Reference> reference,
             std::shared_ptr<const FactTables> tables);

  void read(const FactContext& context, FactList& facts) const;

 private:
  struct Words {  // per language
    std::vector<std::pair<Lexicon::ClassId, std::string_view>> rounds;
  };

  void add_noun(const FactContext& context, const NounStatement& said, FactList& facts) const;
  void add_match(const FactContext& context, const RuleMatch& match, std::span<const Part> parts,
                 FactList& facts) const;
  void add_members(const FactContext& context, const RuleMatch& match, const StatedFact& stated,
                   std::span<const Part> parts, FactList& facts) const;
  void set_object(const FactContext& context, const RuleMatch& match, StatedFact& stated) const;
  void set_value(const FactContext& context, const RuleMatch& match, StatedFact& stated) const;
  std::string competition_round(const FactContext& context, const RuleMatch& match,
                                Span evidence) const;
  std::int32_t coached_club(const FactContext& context, std::int32_t person) const;

  std::shared_ptr<const Languages> languages_;
  std::shared_ptr<const Lexicon> lexicon_;
  std::shared_ptr<const RuleBook> rules_;
  std::shared_ptr<const Reference> reference_;
  std::shared_ptr<const FactTables> tables_;
  PartSplitter splitter_;
  std::vector<Words> words_;
};

}  // namespace mercato
