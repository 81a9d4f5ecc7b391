#include "6_attribute/content.h"

#include <algorithm>

namespace mercato {
namespace {

constexpr std::uint32_t kMinPart = 3;  // words that a clause of its own has at least

Span tokens_span(const TokenizedText& text, std::uint32_t first, std::uint32_t end) {
  if (first >= end) return {};
  return {text.tokens[first].span.begin, text.tokens[end - 1].span.end};
}

bool is_stop(const TokenizedText& text, std::uint32_t token) {
  const std::string_view fold = text.fold(token);
  return fold == ":" || fold == ";";
}

// Text torn from pages loses spaces: "… this summer.The club". Sentences go on there, what a source
// says does not.
bool is_glued_stop(const TokenizedText& text, std::uint32_t token) {
  if (text.fold(token) != "." || token == 0 || token + 1 >= text.tokens.size()) return false;
  const Token& before = text.tokens[token - 1];
  const Token& after = text.tokens[token + 1];
  return !(text.tokens[token].shape & kSpaceBefore) && !(after.shape & kSpaceBefore) &&
         (after.shape & kCapitalised) && !(before.shape & kCapitalised) && before.folded_size > 1;
}

std::uint32_t stop_behind(const TokenizedText& text, std::uint32_t token, std::uint32_t end) {
  while (token < end && !is_glued_stop(text, token)) ++token;
  return token;
}
std::uint32_t stop_before(const TokenizedText& text, std::uint32_t token, std::uint32_t begin) {
  while (token > begin && !is_glued_stop(text, token - 1)) --token;
  return token;
}

// Whether the token sets what follows against what stands before: "while", ", with".
bool splits_at(const TokenizedText& text, std::uint32_t token, const SplitWords& splits) {
  if (splits.vocabulary.has(splits.words, text.tokens[token])) return true;
  return token > 0 && text.fold(token - 1) == "," &&
         splits.vocabulary.has(splits.behind_comma, text.tokens[token]);
}

// The part of the sentence, between colons and semicolons, that the cue stands in; what follows a
// colon behind the cue belongs to it ("Selon X : …").
Span clause_around(const TokenizedText& text, const Sentence& sentence, std::uint32_t first,
                   std::uint32_t end, const SplitWords& splits) {
  std::uint32_t begin = first, last = end;
  while (begin > sentence.first_token && !is_stop(text, begin - 1) &&
         !is_glued_stop(text, begin - 1))
    --begin;
  while (last < sentence.end_token && text.fold(last) != ";" && !is_glued_stop(text, last)) ++last;
  // "X plays here, while Y want him, according to Z": only the last part is Z's.
  for (std::uint32_t t = first; t-- > begin + kMinPart;) {
    if (first - t > kMinPart && splits_at(text, t, splits)) begin = t;
  }
  return tokens_span(text, begin, last);
}

bool ends_sentence(const TokenizedText& text, const Sentence& sentence, std::uint32_t token) {
  while (token < sentence.end_token && text.tokens[token].kind == TokenKind::punctuation) ++token;
  return token == sentence.end_token;
}

// Sentences of the block before `sentence` and the sentence itself: what "That is according to X"
// points back to.
Span previous_and_this(const TokenizedText& text, std::uint32_t sentence) {
  const Span own = sentence_span(text, sentence);
  if (sentence == 0) return own;
  return cover(sentence_span(text, sentence - 1), own);
}

Span block_from(const TokenizedText& text, std::uint32_t sentence, std::uint32_t end, bool label) {
  std::uint32_t a = sentence, b = sentence;
  while (a > 0 && text.sentences[a - 1].block == text.sentences[sentence].block) --a;
  while (b + 1 < text.sentences.size() &&
         text.sentences[b + 1].block == text.sentences[sentence].block)
    ++b;
  // A label in front speaks for what follows it, one at the end for what stands before it.
  if (label && text.sentences[b].end_token > end + 2)
    return tokens_span(text, end, text.sentences[b].end_token);
  return tokens_span(text, text.sentences[a].first_token, end);
}

}  // namespace

Span sentence_span(const TokenizedText& text, std::uint32_t sentence) {
  return tokens_span(text, text.sentences[sentence].first_token,
                     text.sentences[sentence].end_token);
}

Span content_of(const TokenizedText& text, const Cue& cue, const CueRule& rule,
                const SplitWords& splits) {
  const Sentence& sentence = text.sentences[cue.sentence];
  std::uint32_t first = cue.first_token, end = cue.end_token;
  if (cue.reading.end_token > 0) {
    first = std::min(first, cue.reading.first_token);
    end = std::max(end, cue.reading.end_token);
  }
  switch (rule.scope) {
    case Scope::none:
      return {};
    case Scope::sentence:
      return clause_around(text, sentence, first, end, splits);
    case Scope::after:
      // ", Round Duck reports.": nothing follows, so that it is what stands before.
      if (ends_sentence(text, sentence, end))
        return clause_around(text, sentence, first, end, splits);
      return tokens_span(text, first, stop_behind(text, end, sentence.end_token));
    case Scope::before:
      return tokens_span(text, stop_before(text, first, sentence.first_token), end);
    case Scope::between:
      return tokens_span(text, cue.first_token,
                         cue.reading.end_token ? cue.reading.first_token : end);
    case Scope::previous:
      return previous_and_this(text, cue.sentence);
    case Scope::block:
      return block_from(text, cue.sentence, end, rule.label);
  }
  return {};
}

}  // namespace mercato
