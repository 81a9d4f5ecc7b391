#include "6_attribute/attributor.h"

#include <algorithm>
#include <optional>

#include "6_attribute/content.h"
#include "6_attribute/cues.h"
#include "6_attribute/quotes.h"
#include "6_attribute/source_mentions.h"
#include "6_attribute/speakers.h"
#include "6_attribute/statements.h"

namespace mercato {
namespace {

constexpr std::uint32_t kContinues =
    3;  // sentences of hearsay that may follow the sentence that names the source

bool is_self(const Source& source) { return source.kind == SourceKind::self; }
bool is_press(const Source& source) {
  return source.kind == SourceKind::outlet || source.kind == SourceKind::journalist;
}

// The attributions of one document, sentence by sentence.
class Finder {
 public:
  Finder(const Document& document, const TokenizedText& text, const LinkedText& linked,
         const SourceVocabulary& vocabulary, const RuleBook& book,
         const std::vector<CueRule>& rules, std::vector<Attribution>& out)
      : document_(document),
        text_(text),
        linked_(linked),
        rules_(rules),
        book_(book),
        vocabulary_(vocabulary),
        out_(out) {}

  void run() {
    std::vector<Mention> mentions = linked_.mentions;
    add_source_mentions(text_, vocabulary_, mentions);
    const OwnVoice own(document_, vocabulary_);
    const SourcePhrases phrases(document_, text_, linked_, mentions, vocabulary_, own);
    const CueContext context{document_, text_,  mentions,           vocabulary_,
                             book_,     rules_, document_language()};
    std::vector<RuleMatch> scratch;
    for (std::uint32_t s = 0; s < text_.sentences.size(); ++s)
      find_cues(context, s, scratch, cues_);
    read_cues(phrases, mentions);
    add_posts(own);
    std::vector<Quote> quotes;
    find_quotes(document_, text_, quotes);
    if (!quotes.empty())
      QuoteSpeakers(text_, mentions, phrases, vocabulary_, speeches_).run(quotes, out_);
    drop_own_voice_in_quotes();
    std::stable_sort(out_.begin(), out_.end(), [](const Attribution& a, const Attribution& b) {
      return a.content.begin < b.content.begin;
    });
  }

 private:
  LanguageId document_language() const {
    for (const Sentence& sentence : text_.sentences) {
      if (sentence.language != kUnknownLanguage) return sentence.language;
    }
    return kUnknownLanguage;
  }

  // Sources in the order of the text, so that pronouns and "the newspaper" find the one before.
  void read_cues(const SourcePhrases& phrases, const std::vector<Mention>& mentions) {
    speeches_.reserve(cues_.size());
    std::size_t next = 0;
    for (std::uint32_t s = 0; s < text_.sentences.size(); ++s) {
      bool named = false, hearsay = false;
      if (carried_ && text_.sentences[s].block != carried_block_) carried_.reset();
      const std::size_t first = next;
      for (; next < cues_.size() && cues_[next].sentence == s; ++next) {
        const CueRule& rule = rules_[cues_[next].rule];
        if (rule.continues)
          hearsay = true;
        else if (!rule.venue && !rule.relay)
          named |= read_cue(cues_[next], rule, phrases, mentions);
      }
      for (std::size_t i = first; i < next; ++i) add_bystander(cues_[i], phrases);
      if (!named && hearsay && carried_ && s - carried_sentence_ <= kContinues) continue_source(s);
    }
  }

  bool read_cue(Cue& cue, const CueRule& rule, const SourcePhrases& phrases,
                const std::vector<Mention>& mentions) {
    SourceReading reading;
    if (cue.mention >= 0) {
      const Mention& mention = mentions[static_cast<std::size_t>(cue.mention)];
      const std::uint32_t left = mention.first_token >= cue.end_token ? cue.end_token : 0;
      const std::uint32_t right =
          mention.end_token <= cue.first_token ? cue.first_token : 0xffffffff;
      auto read = phrases.read(static_cast<std::uint32_t>(cue.mention), cue.sentence, left, right,
                               history_, cue.press);
      if (!read) return false;
      reading = std::move(*read);
    } else if (rule.goes_on) {
      if (is_self(history_.speaker) || history_.speaker_sentence + 1 < cue.sentence) return false;
      reading.source = history_.speaker;
    } else if (rule.kind != SourceKind::self) {
      return false;
    }
    if (rule.kind && !is_self(reading.source)) reading.source.kind = *rule.kind;
    reading.hedges |= rule.hedges;
    cue.reading = std::move(reading);
    emit(cue, rule);
    return true;
  }

  void emit(Cue& cue, const CueRule& rule) {
    Source& source = cue.reading.source;
    if (!is_self(source)) source.cue = cue_span(cue);
    const SourceWords& words = vocabulary_.words(text_.sentences[cue.sentence].language);
    const SplitWords splits{vocabulary_, words.split, words.split_comma};
    const Span content = content_of(text_, cue, rule, splits);
    if (!content.empty())
      out_.push_back({source, content, cue.reading.hedges, book_.rules()[cue.rule].id});
    if (rule.speech && !is_self(source))
      speeches_.push_back({&cue, source, cue_span(cue), is_press(source)});
    remember(cue, rule);
  }

  Span cue_span(const Cue& cue) const {
    return {text_.tokens[cue.first_token].span.begin, text_.tokens[cue.end_token - 1].span.end};
  }

  void remember(const Cue& cue, const CueRule& rule) {
    const Source& source = cue.reading.source;
    if (is_press(source)) history_.press = source;
    if (source.kind != SourceKind::outlet && source.kind != SourceKind::self &&
        (rule.speech || is_press(source))) {
      history_.speaker = source;
      history_.speaker_sentence = cue.sentence;
    }
    carried_.reset();
    if (!is_press(source)) return;
    carried_ = source;
    carried_sentence_ = cue.sentence;
    carried_block_ = text_.sentences[cue.sentence].block;
    carried_rule_ = book_.rules()[cue.rule].id;
  }

  // "I'm told" between quotation marks is the speaker's, not the document's.
  void drop_own_voice_in_quotes() {
    std::erase_if(out_, [&](const Attribution& own) {
      return is_self(own.source) && own.source.post < 0 &&
             std::any_of(out_.begin(), out_.end(), [&](const Attribution& quote) {
               return !is_self(quote.source) && quote.rule.starts_with("quote/") &&
                      quote.content.contains(own.content);
             });
    });
  }

  void continue_source(std::uint32_t sentence) {
    out_.push_back(
        {*carried_, sentence_span(text_, sentence), false, carried_rule_ + "+continues"});
    carried_sentence_ = sentence;
  }

  // The outlet that somebody spoke to, and who passed it on, belong to the sources of their
  // sentence.
  void add_bystander(const Cue& cue, const SourcePhrases& phrases) {
    const CueRule& rule = rules_[cue.rule];
    if ((!rule.venue && !rule.relay) || cue.mention < 0) return;
    auto reading = phrases.read(static_cast<std::uint32_t>(cue.mention), cue.sentence,
                                cue.end_token, 0xffffffff, history_);
    if (!reading || reading->source.name.empty()) return;
    const Span sentence = sentence_span(text_, cue.sentence);
    bool found = false;
    const auto join = [&](Source& source) {
      if (is_self(source) || !sentence.overlaps(source.cue) || source.name == reading->source.name)
        return;
      found = true;
      if (rule.relay)
        source.relayed_by = reading->source.name;
      else if (source.kind != SourceKind::outlet && source.outlet.empty())
        source.outlet = reading->source.name;
    };
    for (Attribution& attribution : out_) join(attribution.source);
    for (Speech& speech : speeches_) join(speech.source);
    if (found || !rule.relay) return;
    reading->source.cue = cue_span(cue);
    out_.push_back({reading->source, sentence, false, book_.rules()[cue.rule].id});
  }

  void add_posts(const OwnVoice& own) {
    for (std::size_t i = 0; i < document_.posts.size(); ++i) {
      const Post& post = document_.posts[i];
      Attribution attribution;
      attribution.content = post.body;
      attribution.rule = "post/author";
      Source& source = attribution.source;
      source.kind = SourceKind::journalist;
      source.name = post.author.empty() ? post.handle : post.author;
      source.handle = post.handle;
      source.cue = post.span;
      name_author(post, source);
      if (own.is(source)) source = Source{};
      source.post = static_cast<std::int16_t>(i);
      out_.push_back(std::move(attribution));
    }
  }

  // The entity of the signature, where the linker knows it.
  void name_author(const Post& post, Source& source) const {
    for (const Mention& mention : linked_.mentions) {
      if (!post.span.contains(mention.span) || post.body.contains(mention.span) ||
          mention.entity < 0)
        continue;
      const bool person = mention.kind == MentionKind::journalist ||
                          mention.kind == MentionKind::person ||
                          mention.kind == MentionKind::handle;
      const bool other = mention.kind == MentionKind::club || mention.kind == MentionKind::outlet ||
                         mention.kind == MentionKind::agent;
      if (!person && !other) continue;
      source.mention = mention.span;
      source.entity = mention.entity;
      source.name = linked_.entities[static_cast<std::size_t>(mention.entity)].name;
      if (mention.kind == MentionKind::club) source.kind = SourceKind::club;
      if (mention.kind == MentionKind::outlet) source.kind = SourceKind::outlet;
      if (mention.kind == MentionKind::agent) source.kind = SourceKind::agent;
      return;
    }
  }

  const Document& document_;
  const TokenizedText& text_;
  const LinkedText& linked_;
  const std::vector<CueRule>& rules_;
  const RuleBook& book_;
  const SourceVocabulary& vocabulary_;
  std::vector<Attribution>& out_;
  std::vector<Cue> cues_;
  std::vector<Speech> speeches_;
  SourceHistory history_;
  std::optional<Source> carried_;  // the source that hearsay goes on with
  std::uint32_t carried_sentence_ = 0;
  std::uint16_t carried_block_ = 0;
  std::string carried_rule_;
};

class LoadedAttributor final : public Attributor {
 public:
  LoadedAttributor(std::shared_ptr<const RuleBook> book, std::vector<CueRule> rules,
                   SourceVocabulary vocabulary, std::shared_ptr<const Languages> languages)
      : book_(std::move(book)),
        rules_(std::move(rules)),
        vocabulary_(std::move(vocabulary)),
        languages_(std::move(languages)) {}

  void find(const Document& document, const TokenizedText& tokens, const LinkedText& linked,
            std::vector<Attribution>& out) const override {
    out.clear();
    Finder(document, tokens, linked, vocabulary_, *book_, rules_, out).run();
  }
  void attribute(const Document& document, const TokenizedText&, const LinkedText&,
                 const std::vector<Attribution>& attributions,
                 std::vector<Claim>& statements) const override {
    attribute_statements(document, attributions, statements);
  }
  const RuleBook& rules() const override { return *book_; }

 private:
  std::shared_ptr<const RuleBook> book_;
  std::vector<CueRule> rules_;  // parallel to the book's rules
  SourceVocabulary vocabulary_;
  std::shared_ptr<const Languages> languages_;
};

}  // namespace

Result<std::shared_ptr<const Attributor>> Attributor::create(
    const std::filesystem::path& data, std::shared_ptr<const Languages> languages,
    std::shared_ptr<const Lexicon> lexicon, std::shared_ptr<const Reference>) {
  auto book = RuleBook::load(data, "attribution", attribution_roles(), languages, lexicon);
  if (!book) return tl::unexpected(book.error());
  auto rules = read_cue_rules(**book);
  if (!rules) return tl::unexpected(rules.error());
  SourceVocabulary vocabulary(lexicon, *languages);
  return std::make_shared<LoadedAttributor>(std::move(*book), std::move(*rules),
                                            std::move(vocabulary), std::move(languages));
}

}  // namespace mercato
