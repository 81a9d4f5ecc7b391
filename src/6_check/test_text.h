// A linked document for tests, written with its mentions in brackets: "[described|Nils Aalto|le
// [position|centre-back| défenseur central]] vise [club|FC Vesterby|Vesterby]". A bracket holds
// kind, entity (a name; for number "25" or "25y", for date and money their value) and words; where
// entity and words are one, they stand once: "[person|Nils Aalto]".
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "6_check/checker.h"

namespace mercato::test {

// What the tests of this folder share: the project's languages and fact rules, and the reference of
// tests/check.
struct CheckWorld {
  std::shared_ptr<const Languages> languages;
  std::shared_ptr<const Lexicon> lexicon;
  std::shared_ptr<const Reference> reference;
  std::shared_ptr<const FactChecker> checker;
  std::shared_ptr<const ClaimTypes> types;

  static const CheckWorld& get();
};

class CheckText {
 public:
  CheckText(std::string_view marked, std::string_view language, Date published = {2024, 6, 0});

  std::vector<Fact> facts() const;
  std::string_view words(Span span) const { return slice(document.text, span); }
  std::string object_of(const Fact& fact) const;
  // "age Nils Aalto 25 supported", one line a fact, sorted.
  std::vector<std::string> told() const;

  Document document;
  TokenizedText tokens;
  LinkedText linked;

 private:
  void append(std::string_view& marked, std::vector<Mention>& mentions);
  std::int32_t target(Mention& mention, std::string_view kind, std::string_view name);
  std::int32_t entity(MentionKind kind, std::string_view name);
};

}  // namespace mercato::test
