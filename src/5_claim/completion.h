// Who is meant where the sentence does not say? Missing roles of a claim, from the sentence, the
// headline and what the document spoke of before.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "0_core/document.h"
#include "0_core/mention.h"
#include "1_language/language.h"
#include "2_rules/rules.h"
#include "5_claim/extractor.h"

namespace mercato {

// The text around one sentence while the document is read from top to bottom. Reused from document
// to document.
class DiscourseContext {
 public:
  void reset(const Document& document, const TokenizedText& tokens, const LinkedText& linked);
  // Makes `sentence` the one being read; the one before becomes history.
  void enter(std::uint32_t sentence);
  // Tells that a rule gave the mention (of the present sentence) its role: it is hardly the suitor
  // in another claim.
  void take(std::int32_t mention) { taken_.push_back(mention); }
  // Tells that a rule names the club as the one that somebody leaves: it is nobody's suitor in the
  // present sentence, nor the club spoken of before.
  void leave(std::int32_t club) { left_.push_back(club); }
  // Tells that the present sentence seeks somebody in this person's place: the mention is hardly
  // whom a claim speaks of.
  void replace(std::int32_t mention) { replaced_.push_back(mention); }
  bool is_replaced(std::int32_t mention) const;
  // Tells that a claim named this suitor of this person.
  void remember(std::int32_t person, std::int32_t to);

  struct Choice {
    std::int32_t entity = -1;
    std::int32_t mention = -1;  // in the present sentence; -1 where the choice comes from elsewhere
    std::string note;           // how it was chosen, for explain
  };
  // The person that words at tokens [first, end) of the present sentence speak of, where no role
  // names one.
  Choice person(std::uint32_t first, std::uint32_t end) const;
  // The club that would get `person`. Never the club that holds the person, nor `from`.
  Choice suitor(std::int32_t person, std::int32_t from, std::uint32_t first,
                std::uint32_t end) const;
  // The club of the headline's or sentence's label; -1 where there is none. For renewals of persons
  // whose club is unknown.
  std::int32_t label_club() const;
  // The club that holds the person, where the document says or implies it; -1 else.
  std::int32_t holder(std::int32_t person) const;

  bool is_coach(std::int32_t person) const;
  // Whether the document says who holds the person, or tells the day for which the reference does.
  bool knows_holder(std::int32_t person) const;

  // Mentions of the present sentence, as a range of indexes.
  std::uint32_t first_mention() const { return first_mention_; }
  std::uint32_t end_mention() const { return end_mention_; }

 private:
  bool is_left(std::int32_t club) const;
  bool is_apart(const Mention& mention, std::uint32_t end) const;
  bool is_suitor(const Mention& mention, std::int32_t person, std::int32_t from) const;
  std::int32_t club_of_coach(std::int32_t person, std::int32_t from) const;
  bool is_aside(std::int32_t person) const;
  std::size_t count_mentions(std::int32_t person) const;
  std::int32_t salient_person(std::uint32_t first_mention, std::uint32_t end_mention) const;

  const TokenizedText* tokens_ = nullptr;
  const LinkedText* linked_ = nullptr;
  std::uint32_t first_mention_ = 0, end_mention_ = 0;
  bool dated_ = false;
  std::uint32_t headline_end_ = 0;   // mentions before it lie in the headline
  std::int32_t topic_ = -1;          // the person spoken of before the present sentence
  std::int32_t last_club_ = -1;      // the last unheld club before the present sentence
  std::vector<std::int32_t> taken_;  // mentions of the present sentence that a rule gave a role
  std::vector<std::int32_t> left_;   // clubs that somebody leaves in the present sentence
  std::vector<std::int32_t>
      replaced_;  // persons whose place somebody takes in the present sentence
  std::vector<std::pair<std::int32_t, std::int32_t>> suitors_;  // person, club: latest last
};

}  // namespace mercato
