#include "6_check/checker.h"

#include <utility>

#include "6_check/fact_list.h"
#include "6_check/fact_tables.h"
#include "6_check/stated_facts.h"
#include "6_check/verdict.h"

namespace mercato {
namespace {

class RuleFactChecker final : public FactChecker {
 public:
  RuleFactChecker(std::shared_ptr<const RuleBook> rules, std::shared_ptr<const FactTables> tables,
                  const std::shared_ptr<const Languages>& languages,
                  const std::shared_ptr<const Lexicon>& lexicon,
                  const std::shared_ptr<const Reference>& reference)
      : rules_(std::move(rules)),
        tables_(std::move(tables)),
        reader_(languages, lexicon, rules_, reference, tables_),
        judge_(reference, tables_) {}

  void check(const Document& document, const TokenizedText& tokens, const LinkedText& linked,
             std::vector<Fact>& facts) const override {
    facts.clear();
    if (linked.mentions.empty()) return;
    FactList list(*tables_);
    reader_.read({document, tokens, linked}, list);
    for (StatedFact& stated : list.facts()) {
      judge_.judge(linked, document.published, stated);
      facts.push_back(std::move(stated.fact));
    }
  }

  const RuleBook& rules() const override { return *rules_; }

 private:
  std::shared_ptr<const RuleBook> rules_;
  std::shared_ptr<const FactTables> tables_;
  FactReader reader_;
  Judge judge_;
};

}  // namespace

Result<std::shared_ptr<const FactChecker>> FactChecker::create(
    const std::filesystem::path& data, std::shared_ptr<const Languages> languages,
    std::shared_ptr<const Lexicon> lexicon, std::shared_ptr<const Reference> reference) {
  auto tables = FactTables::load(data);
  if (!tables) return tl::unexpected(tables.error());
  auto rules = RuleBook::load(data, "facts", fact_roles(), languages, lexicon);
  if (!rules) return tl::unexpected(rules.error());
  return std::make_shared<const RuleFactChecker>(
      std::move(*rules), std::make_shared<const FactTables>(std::move(*tables)), languages, lexicon,
      reference);
}

}  // namespace mercato
