// How is it said? Denial, doubt, condition, question, past and the form of the deal, from the words
// around a cue.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "0_core/claim.h"
#include "0_core/result.h"
#include "1_language/language.h"
#include "2_rules/rules.h"

namespace mercato {

struct Modality {
  Polarity polarity = Polarity::affirmed;
  Certainty certainty = Certainty::asserted;
  When when = When::current;
  Deal deal = Deal::unknown;
  bool supposed = false;  // the cue stands in the condition itself: nobody says that it is so
  std::vector<std::string> rules;  // what decided, for explain
};

// Reads the book "modality" (data/languages/<tag>/modality/<topic>.rules). Topics: denied, hedged,
// conditional, question, past, deal. Attributes of a rule:
//   reach=N   how many tokens may lie between its words and the cue (default by topic)
//   side=before|after|both   where its words stand seen from the cue (default both)
//   deal=loan|…  for topic deal; money=bid|asking|… for topic money
// Immutable, thread-safe.
class ModalityReader {
 public:
  static Result<std::shared_ptr<const ModalityReader>> load(
      const std::filesystem::path& data, std::shared_ptr<const Languages> languages,
      std::shared_ptr<const Lexicon> lexicon);

  // All modal words of a sentence; reused for each cue in it. `found` is cleared first.
  void find(const TokenizedText& text, std::uint32_t sentence, LanguageId language,
            std::vector<RuleMatch>& found) const;
  // What the modal words say of the cue at tokens [first, end).
  Modality read(const TokenizedText& text, std::uint32_t sentence,
                const std::vector<RuleMatch>& found, std::uint32_t first, std::uint32_t end) const;
  // The kind that the words nearest to a money mention give it, if any.
  std::optional<MoneyKind> money_kind(const TokenizedText& text,
                                      const std::vector<RuleMatch>& found, std::uint32_t first,
                                      std::uint32_t end) const;
  const RuleBook& rules() const { return *book_; }

 private:
  enum class Topic : std::uint8_t { denied, hedged, conditional, question, past, deal, money };
  enum class Side : std::uint8_t { both, before, after };
  struct Trait {  // a rule's attributes, read once
    Topic topic = Topic::hedged;
    Side side = Side::both;
    std::uint32_t reach = 0;
    Deal deal = Deal::unknown;
    MoneyKind money = MoneyKind::fee;
  };
  static Result<Trait> read_trait(const Rule& rule);
  bool applies(const Trait& trait, const TokenizedText& text, const RuleMatch& match,
               std::uint32_t first, std::uint32_t end) const;

  std::shared_ptr<const RuleBook> book_;
  std::vector<Trait> traits_;  // parallel to book_->rules()
};

}  // namespace mercato
