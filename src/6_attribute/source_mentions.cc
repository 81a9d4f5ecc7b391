#include "6_attribute/source_mentions.h"

#include <algorithm>
#include <optional>

namespace mercato {
namespace {

constexpr std::uint32_t kMaxNameTokens = 6;
constexpr std::string_view kDomainEndings[] = {
    "com", "net", "org",  "fr", "it", "es", "de", "uk", "pt",     "nl",     "be",
    "co",  "tv",  "info", "eu", "gr", "br", "ar", "tr", "london", "example"};
constexpr std::uint32_t kPhraseReach =
    6;  // how far behind a noun its name may stand: "le journaliste italien de X Y"

bool is_firm(const Mention& mention) {
  switch (mention.kind) {
    case MentionKind::money:
    case MentionKind::date:
    case MentionKind::number:
    case MentionKind::position:
    case MentionKind::nationality:
      return false;
    default:
      return mention.form != MentionForm::provisional;
  }
}

bool names_source(const Mention& mention) {
  switch (mention.kind) {
    case MentionKind::person:
    case MentionKind::outlet:
    case MentionKind::journalist:
    case MentionKind::agent:
    case MentionKind::handle:
      return mention.form != MentionForm::pronoun && mention.form != MentionForm::description;
    default:
      return false;
  }
}

// Walks the sentences of one document once, token by token.
class Finder {
 public:
  Finder(const TokenizedText& text, const SourceVocabulary& vocabulary,
         std::vector<Mention>& mentions)
      : text_(text), vocabulary_(vocabulary), mentions_(mentions), linked_(mentions.size()) {}

  void run() {
    for (const Sentence& sentence : text_.sentences) {
      words_ = &vocabulary_.words(sentence.language);
      for (std::uint32_t t = sentence.first_token; t < sentence.end_token;) t = step(sentence, t);
    }
    std::stable_sort(mentions_.begin(), mentions_.end(), [](const Mention& a, const Mention& b) {
      return a.first_token != b.first_token ? a.first_token < b.first_token
                                            : a.end_token > b.end_token;
    });
  }

 private:
  const Token& token(std::uint32_t t) const { return text_.tokens[t]; }
  bool is(SourceWords::ClassId id, std::uint32_t t) const { return vocabulary_.has(id, token(t)); }
  bool is_name_word(std::uint32_t t) const {
    return token(t).kind == TokenKind::url ||
           (token(t).kind == TokenKind::word && (token(t).shape & kCapitalised));
  }

  // "todofichajes.com": a word, a dot and a short word without spaces.
  bool is_domain(const Sentence& sentence, std::uint32_t t) const {
    if (t + 2 >= sentence.end_token || token(t).kind != TokenKind::word || text_.fold(t + 1) != ".")
      return false;
    if ((token(t + 1).shape | token(t + 2).shape) & kSpaceBefore) return false;
    const std::string_view ending = text_.fold(t + 2);
    return std::find(std::begin(kDomainEndings), std::end(kDomainEndings), ending) !=
           std::end(kDomainEndings);
  }

  std::uint32_t step(const Sentence& sentence, std::uint32_t t) {
    while (next_ < linked_ && mentions_[next_].first_token <= t) {
      if (is_firm(mentions_[next_])) covered_ = std::max(covered_, mentions_[next_].end_token);
      ++next_;
    }
    if (t < covered_) return covered_ > t ? std::min(covered_, sentence.end_token) : t + 1;
    if (token(t).kind == TokenKind::handle)
      return add(t, t + 1, MentionKind::handle, MentionForm::provisional);
    if (token(t).kind != TokenKind::word && token(t).kind != TokenKind::url) return t + 1;
    if (is_domain(sentence, t)) return add(t, t + 3, MentionKind::outlet, MentionForm::provisional);
    if (is(words_->pronoun, t)) return add(t, t + 1, MentionKind::person, MentionForm::pronoun);
    if (const auto kind = noun_kind(t)) {
      add_noun(sentence, t, *kind);
      return t + 1;
    }
    return is_name_word(t) ? add_name(sentence, t) : t + 1;
  }

  std::optional<MentionKind> noun_kind(std::uint32_t t) const {
    if (is(words_->press, t) || is(words_->rumour, t)) return MentionKind::outlet;
    if (is(words_->circle, t) || is(words_->official, t)) return MentionKind::person;
    if (is(words_->journalist, t)) return MentionKind::journalist;
    if (is(words_->agent, t)) return MentionKind::agent;
    if (is(words_->club, t)) return MentionKind::club;
    if (is(words_->player, t)) return MentionKind::person;
    return std::nullopt;
  }

  // "la presse espagnole", "the Spanish newspaper": the noun with its article and the nationality
  // beside it.
  void add_noun(const Sentence& sentence, std::uint32_t t, MentionKind kind) {
    const bool anonymous = is(words_->circle, t) || is(words_->rumour, t);
    if (!anonymous && has_name(sentence, t + 1)) return;
    std::uint32_t first = t, end = t + 1;
    if (end < sentence.end_token && is_nationality(end)) ++end;
    if (first > sentence.first_token && is_nationality(first - 1)) --first;
    if (first > sentence.first_token && is(words_->determiner, first - 1)) --first;
    add(first, end, kind, MentionForm::description);
  }

  bool is_nationality(std::uint32_t t) const {
    return std::any_of(mentions_.begin(), mentions_.begin() + static_cast<std::ptrdiff_t>(linked_),
                       [&](const Mention& m) {
                         return m.kind == MentionKind::nationality && m.first_token <= t &&
                                t < m.end_token;
                       });
  }

  // Whether the noun phrase goes on to a name of its own, so that the name will stand for the
  // source.
  bool has_name(const Sentence& sentence, std::uint32_t t) const {
    bool governed = false;
    const std::uint32_t end = std::min(sentence.end_token, t + kPhraseReach);
    for (; t < end; ++t) {
      const Token& word = token(t);
      if (word.kind == TokenKind::handle || is_domain(sentence, t)) return true;
      if (word.kind != TokenKind::word && word.kind != TokenKind::url) {
        if (text_.fold(t) == "-" || text_.fold(t) == "'" || text_.fold(t) == "\"") continue;
        return false;
      }
      if (is(words_->say, t) || is(words_->report, t) || is(words_->have, t) ||
          is(words_->clause, t))
        return false;
      if (const Mention* mention = mention_at(t)) {  // its article may look like a preposition
        if (!governed && names_source(*mention)) return true;
        governed = false;
        t = mention->end_token - 1;
      } else if (is(words_->of, t) || is(words_->preposition, t)) {
        governed = true;
      } else if (is_name_word(t)) {
        if (!governed) return true;
        while (t + 1 < end && is_name_word(t + 1)) ++t;
        governed = false;
      }
    }
    return false;
  }

  const Mention* mention_at(std::uint32_t t) const {
    const auto end = mentions_.begin() + static_cast<std::ptrdiff_t>(linked_);
    const auto it =
        std::lower_bound(mentions_.begin(), end, t,
                         [](const Mention& m, std::uint32_t at) { return m.first_token < at; });
    return it != end && it->first_token == t && it->kind != MentionKind::nationality ? &*it
                                                                                     : nullptr;
  }

  // A run of capitalised words. One that opens a sentence needs a second word: the first is
  // capitalised anyway.
  std::uint32_t add_name(const Sentence& sentence, std::uint32_t first) {
    std::uint32_t end = first + 1;
    while (end < sentence.end_token && end - first < kMaxNameTokens &&
           continues_name(sentence, end))
      ++end;
    while (end > first + 1 && !is_name_word(end - 1) && token(end - 1).kind != TokenKind::number)
      --end;
    const bool opens =
        opens_sentence(sentence, first) && (end == sentence.end_token || text_.fold(end) != ":");
    const bool only_article = end == first + 1 && is(words_->determiner, first);
    if (only_article || (opens && end == first + 1 && token(first).kind != TokenKind::url))
      return end;
    if (end - first > 1) add(first, end, MentionKind::person, MentionForm::provisional);
    return add(first, end, MentionKind::outlet, MentionForm::provisional);
  }

  // No word stands before it in its sentence: emoji and quotes do not count.
  bool opens_sentence(const Sentence& sentence, std::uint32_t t) const {
    while (t > sentence.first_token && token(t - 1).kind != TokenKind::word) --t;
    return t == sentence.first_token;
  }

  bool continues_name(const Sentence& sentence, std::uint32_t t) const {
    if (next_ < linked_ && mentions_[next_].first_token <= t && is_firm(mentions_[next_]))
      return false;
    if (is_name_word(t) || token(t).kind == TokenKind::number) return !is(words_->preposition, t);
    const std::string_view fold = text_.fold(t);
    const bool joint = (fold == "-" || fold == "." || fold == "&" || fold == "+") &&
                       !(token(t).shape & kSpaceBefore);
    const bool particle = is(words_->of, t) && fold != "'s";
    return (joint || particle) && t + 1 < sentence.end_token && is_name_word(t + 1);
  }

  std::uint32_t add(std::uint32_t first, std::uint32_t end, MentionKind kind, MentionForm form) {
    Mention mention;
    mention.span = {token(first).span.begin, token(end - 1).span.end};
    mention.first_token = first;
    mention.end_token = end;
    mention.kind = kind;
    mention.form = form;
    mention.confidence = form == MentionForm::provisional ? 0.6f : 0.8f;
    mentions_.push_back(mention);
    return end;
  }

  const TokenizedText& text_;
  const SourceVocabulary& vocabulary_;
  std::vector<Mention>& mentions_;
  const std::size_t linked_;  // the linker's mentions stand before the added ones until the sort
  std::size_t next_ = 0;
  std::uint32_t covered_ = 0;
  const SourceWords* words_ = nullptr;
};

}  // namespace

void add_source_mentions(const TokenizedText& text, const SourceVocabulary& vocabulary,
                         std::vector<Mention>& mentions) {
  Finder(text, vocabulary, mentions).run();
}

}  // namespace mercato
