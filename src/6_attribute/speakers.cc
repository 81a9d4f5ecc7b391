#include "6_attribute/speakers.h"

#include <algorithm>

namespace mercato {
namespace {

constexpr std::uint32_t kBesideReach = 24;  // tokens between a quote and its speech verb
constexpr std::uint32_t kNextReach = 8;     // a verb that opens the sentence behind the quote
constexpr std::uint32_t kBackReach = 2;  // sentences between a speaker's introduction and the quote
constexpr std::uint32_t kMinWords =
    3;  // shorter passages are names or doubts ("good offers"), unless a colon opens them
constexpr std::uint32_t kAboutReach =
    10;  // tokens of "sur un départ de Y" between speaker and colon
constexpr std::uint32_t kGoesOnGap = 12;  // tokens between two quotes of one speaker

bool may_speak(const Mention& mention) {
  switch (mention.kind) {
    case MentionKind::person:
    case MentionKind::journalist:
    case MentionKind::agent:
    case MentionKind::outlet:
      return mention.form != MentionForm::pronoun;
    default:
      return false;
  }
}

}  // namespace

// A speech cue in a sentence that the quote touches, or one that opens the sentence behind it.
const Speech* QuoteSpeakers::beside(const Quote& quote) const {
  const Speech* best = nullptr;
  std::uint32_t best_distance = kBesideReach + 1;
  for (const Speech& speech : speeches_) {
    const Cue& cue = *speech.cue;
    const bool next = cue.sentence == quote.last_sentence + 1 &&
                      cue.first_token < text_.sentences[cue.sentence].first_token + kNextReach;
    if (cue.sentence < quote.first_sentence || (cue.sentence > quote.last_sentence && !next))
      continue;
    std::uint32_t distance = 0;
    if (cue.first_token >= quote.end_token)
      distance = cue.first_token - quote.end_token;
    else if (cue.end_token <= quote.first_token)
      distance = quote.first_token - cue.end_token;
    if (speech.outlet_only) distance += kBesideReach / 2;
    if (next) distance += kNextReach;
    if (distance < best_distance) {
      best = &speech;
      best_distance = distance;
    }
  }
  return best;
}

// The last speaker before a quote that opens its sentence.
const Speech* QuoteSpeakers::before(const Quote& quote) const {
  const Sentence& sentence = text_.sentences[quote.first_sentence];
  if (quote.first_token > sentence.first_token + 1) return nullptr;
  const Speech* best = nullptr;
  for (const Speech& speech : speeches_) {
    if (speech.outlet_only || speech.cue->sentence >= quote.first_sentence) continue;
    if (speech.cue->sentence + kBackReach >= quote.first_sentence) best = &speech;
  }
  return best;
}

// "Mercato, Romano : « … »": the name that ends at the colon; "X sur Y : « … »": the one that
// speaks about another; else the nearest that no preposition governs.
QuoteSpeakers::Label QuoteSpeakers::label_mention(std::uint32_t sentence,
                                                  std::uint32_t colon) const {
  const SourceWords& words = vocabulary_.words(text_.sentences[sentence].language);
  const std::uint32_t first = text_.sentences[sentence].first_token;
  Label best;
  for (std::size_t i = 0; i < mentions_.size() && mentions_[i].first_token < colon; ++i) {
    const Mention& mention = mentions_[i];
    if (mention.first_token < first || mention.end_token > colon || !may_speak(mention)) continue;
    const auto index = static_cast<std::int32_t>(i);
    const bool governed = mention.first_token > first &&
                          vocabulary_.has(words.preposition, text_.tokens[mention.first_token - 1]);
    if (mention.end_token == colon && !(governed && best.closely)) return {index, true};
    if (mention.form == MentionForm::provisional || mention.kind == MentionKind::outlet ||
        best.closely || governed)
      continue;
    const bool about = vocabulary_.has(words.about, text_.tokens[mention.end_token]);
    best = {index, about && colon - mention.end_token <= kAboutReach};
  }
  return best;
}

bool QuoteSpeakers::label(const Quote& quote, Attribution& out) const {
  if (!quote.after_colon) return false;
  const std::uint32_t colon = quote.first_token - 1;
  std::uint32_t sentence = quote.first_sentence;
  if (text_.sentences[sentence].first_token > colon && sentence > 0) --sentence;
  const Label label = label_mention(sentence, colon);
  if (label.mention < 0) return false;
  const Mention& mention = mentions_[static_cast<std::size_t>(label.mention)];
  auto reading = phrases_.read(static_cast<std::uint32_t>(label.mention), sentence,
                               text_.sentences[sentence].first_token, colon, SourceHistory{});
  if (!reading) return false;
  out.source = reading->source;
  out.source.cue = text_.tokens[colon].span;
  out.content = {label.closely ? mention.span.begin : quote.inner.begin, quote.inner.end};
  out.rule = "quote/label";
  return true;
}

bool QuoteSpeakers::goes_on(const Quote& last, const Quote& next) const {
  return next.first_token - last.end_token <= kGoesOnGap && next.block <= last.block + 1;
}

void QuoteSpeakers::run(std::span<const Quote> quotes, std::vector<Attribution>& out) const {
  const Quote* last = nullptr;
  Source last_source;
  for (const Quote& quote : quotes) {
    Attribution attribution;
    const Speech* speech = beside(quote);
    const bool long_enough = quote.words() >= kMinWords;
    if (!speech || (speech->outlet_only && quote.after_colon)) {
      if (label(quote, attribution)) speech = nullptr;
    }
    if (attribution.rule.empty()) {
      if (!long_enough) continue;
      if (speech) {
        attribution.source = speech->source;
        attribution.rule = "quote/beside";
      } else if (last && goes_on(*last, quote)) {
        attribution.source = last_source;
        attribution.rule = "quote/goes_on";
      } else if ((speech = before(quote))) {
        attribution.source = speech->source;
        attribution.rule = "quote/before";
      } else {
        continue;
      }
      attribution.content = quote.inner;
    }
    last = &quote;
    last_source = attribution.source;
    out.push_back(std::move(attribution));
  }
}

}  // namespace mercato
