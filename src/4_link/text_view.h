// What does each token look like to the linker? The document's tokens with their word classes and
// the case style of their sentence.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "0_core/document.h"
#include "1_language/language.h"
#include "4_link/language_pack.h"

namespace mercato::link {

// How a sentence uses capitals: where every word has one, a capital says nothing. `none`: the whole
// document has no capital letter (words of an address, posts) and its language tells which words
// are no names; any word but small ones is read as
// if it had one, and that capital says nothing either.
enum class CaseStyle : std::uint8_t { normal, title, upper, none };

struct TokenFact {
  WordClasses classes = 0;
  std::uint32_t sentence = 0;
  bool word = false;     // a word token
  bool capital = false;  // begins with a capital letter
  bool first =
      false;  // first word of its sentence, or after a colon, dash, bullet or opening quote
};

// A view of one document; rebuilt for each, its memory reused.
class TextView {
 public:
  void build(const Document& document, const TokenizedText& tokens,
             const std::vector<LanguagePack>& packs, const Languages& languages);

  const Document& document() const { return *document_; }
  const TokenizedText& tokens() const { return *tokens_; }
  const Token& token(std::uint32_t at) const { return tokens_->tokens[at]; }
  const TokenFact& fact(std::uint32_t at) const { return facts_[at]; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(facts_.size()); }
  const Sentence& sentence_of(std::uint32_t at) const {
    return tokens_->sentences[facts_[at].sentence];
  }
  std::uint32_t sentence_end(std::uint32_t at) const { return sentence_of(at).end_token; }
  CaseStyle style(std::uint32_t at) const { return styles_[facts_[at].sentence]; }
  // The pack of the token's sentence: of the document's main language where its own is not known.
  const LanguagePack& pack(std::uint32_t at) const { return *packs_[facts_[at].sentence]; }

  bool is(std::uint32_t at, WordClass word_class) const {
    return at < facts_.size() && (facts_[at].classes & classes_of(word_class)) != 0;
  }
  bool any(std::uint32_t at, WordClasses classes) const {
    return at < facts_.size() && (facts_[at].classes & classes) != 0;
  }
  bool is_mark(std::uint32_t at, char mark) const {
    return at < facts_.size() && token(at).kind == TokenKind::punctuation &&
           tokens_->fold(at) == std::string_view(&mark, 1);
  }
  bool hyphen_before(std::uint32_t at) const {
    return at > 0 && is_mark(at - 1, '-') && !(token(at).shape & kSpaceBefore);
  }
  // The longest phrase that begins here; its end_token is 0 where none does.
  PhraseTable::Match phrase_at(std::uint32_t at) const {
    return phrase_at(at, at < facts_.size() ? sentence_end(at) : 0);
  }
  PhraseTable::Match phrase_at(std::uint32_t at, std::uint32_t limit) const {
    if (!is(at, WordClass::phrase_start)) return {};
    return pack(at).phrases.longest(*tokens_, at, limit);
  }
  std::string_view text(Span span) const { return slice(document_->text, span); }
  // Whether the text breaks off after this token, so that its last word may be half a word: feeds
  // cut their snippets.
  bool cut_off(std::uint32_t end) const {
    return end == size() && end > 0 && facts_[end - 1].sentence > 0;
  }
  // A capital that means something: not one that every word of the sentence has, not the sentence's
  // first word.
  bool telling_capital(std::uint32_t at) const {
    return facts_[at].capital && !facts_[at].first && style(at) == CaseStyle::normal;
  }

 private:
  const LanguagePack* main_pack(const std::vector<LanguagePack>& packs,
                                const Languages& languages) const;
  void add_sentence(std::uint32_t index, const LanguagePack& pack);
  bool has_capitals() const;
  void pretend_capitals(std::uint32_t index);

  const Document* document_ = nullptr;
  const TokenizedText* tokens_ = nullptr;
  std::vector<TokenFact> facts_;
  std::vector<CaseStyle> styles_;
  std::vector<const LanguagePack*> packs_;
};

}  // namespace mercato::link
