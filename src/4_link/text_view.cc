#include "4_link/text_view.h"

#include <algorithm>
#include <array>

namespace mercato::link {
namespace {

// The pack of a language; nullptr where it is unknown.
const LanguagePack* pack_of(const std::vector<LanguagePack>& packs, LanguageId language) {
  for (const LanguagePack& pack : packs)
    if (pack.language == language) return &pack;
  return nullptr;
}

// Case counts of one sentence, its first word left out.
struct CaseCounts {
  int words = 0, capitals = 0, long_words = 0, upper = 0;

  CaseStyle style() const {
    if (long_words >= 4 && upper * 10 >= long_words * 8) return CaseStyle::upper;
    if (words >= 6 && capitals * 100 >= words * 72) return CaseStyle::title;
    return CaseStyle::normal;
  }
};

bool opens_clause(std::string_view mark) {
  return mark == ":" || mark == "|" || mark == "/" || mark == "\"" || mark == "«" || mark == "“" ||
         mark == "”" || mark == "‘" || mark == "•" || mark == "–" || mark == "—" || mark == "(" ||
         mark == "." || mark == "?" || mark == "!";
}

}  // namespace

void TextView::build(const Document& document, const TokenizedText& tokens,
                     const std::vector<LanguagePack>& packs, const Languages& languages) {
  document_ = &document;
  tokens_ = &tokens;
  facts_.assign(tokens.tokens.size(), {});
  styles_.clear();
  packs_.clear();
  const LanguagePack* fallback = main_pack(packs, languages);
  for (std::uint32_t i = 0; i < tokens.sentences.size(); ++i) {
    const LanguagePack* own = pack_of(packs, tokens.sentences[i].language);
    add_sentence(i, own != nullptr ? *own : *fallback);
  }
  if (has_capitals()) return;
  for (std::uint32_t i = 0; i < tokens.sentences.size(); ++i)
    if (fallback->caseless || packs_[i]->caseless) pretend_capitals(i);
}

// A capital inside a code ("EX1234", "n76A") is none.
bool TextView::has_capitals() const {
  for (const Token& token : tokens_->tokens) {
    if (token.kind == TokenKind::number || (token.shape & (kCapitalised | kAllCaps)) == 0) continue;
    const std::string_view word = text(token.span);
    if (std::none_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; }))
      return true;
  }
  return false;
}

void TextView::pretend_capitals(std::uint32_t index) {
  constexpr WordClasses kSmallWords =
      classes_of(WordClass::definite, WordClass::indefinite, WordClass::link_of,
                 WordClass::name_prep, WordClass::place_prep, WordClass::particle,
                 WordClass::pronoun_m, WordClass::pronoun_f, WordClass::nominal_end);
  const Sentence& sentence = tokens_->sentences[index];
  for (std::uint32_t at = sentence.first_token; at < sentence.end_token; ++at) {
    facts_[at].first = false;
    facts_[at].capital = facts_[at].word && !any(at, kSmallWords);
  }
  styles_[index] = CaseStyle::none;
}

const LanguagePack* TextView::main_pack(const std::vector<LanguagePack>& packs,
                                        const Languages& languages) const {
  if (const auto* stated = pack_of(packs, languages.find(document_->language))) return stated;
  std::array<std::uint32_t, 256> counts{};
  for (const Sentence& sentence : tokens_->sentences) ++counts[sentence.language];
  const LanguagePack* best = &packs.front();
  for (const LanguagePack& pack : packs)
    if (counts[pack.language] > counts[best->language]) best = &pack;
  return best;
}

void TextView::add_sentence(std::uint32_t index, const LanguagePack& pack) {
  const Sentence& sentence = tokens_->sentences[index];
  packs_.push_back(&pack);
  CaseCounts counts;
  bool first = true;
  for (std::uint32_t at = sentence.first_token; at < sentence.end_token; ++at) {
    const Token& token = tokens_->tokens[at];
    TokenFact& fact = facts_[at];
    fact.sentence = index;
    fact.word = token.kind == TokenKind::word;
    fact.capital = (token.shape & (kCapitalised | kAllCaps)) != 0;
    if (token.kind == TokenKind::punctuation || token.kind == TokenKind::symbol) {
      const bool joined = tokens_->fold(at) == "." && at > sentence.first_token &&
                          tokens_->tokens[at - 1].folded_size <= 2;
      const bool dash = tokens_->fold(at) == "-" && (token.shape & kSpaceBefore) != 0;
      first = first || dash || (!joined && opens_clause(tokens_->fold(at)));
      continue;
    }
    if (!fact.word) continue;
    fact.classes = pack.words.classes(token.hash);
    fact.first = first;
    if (!first && !(token.shape & kElided)) {
      ++counts.words;
      counts.capitals += fact.capital;
    }
    if (token.folded_size > 1) {
      ++counts.long_words;
      counts.upper += (token.shape & kAllCaps) != 0;
    }
    first = first && (token.shape & kElided) != 0;
  }
  styles_.push_back(counts.style());
}

}  // namespace mercato::link
