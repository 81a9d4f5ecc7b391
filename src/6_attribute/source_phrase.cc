#include "6_attribute/source_phrase.h"

#include <algorithm>

#include "6_attribute/source_phrase_parts.h"

namespace mercato {
namespace {

bool is_self(const Source& source) { return source.kind == SourceKind::self; }

}  // namespace

std::string SourcePhrases::name_of(const Mention& mention) const {
  if (mention.entity >= 0 && mention.kind != MentionKind::money &&
      mention.kind != MentionKind::number) {
    const Entity& entity = linked_.entities[static_cast<std::size_t>(mention.entity)];
    if (!entity.name.empty()) return entity.name;
  }
  std::string name(slice(document_.text, mention.span));
  if (mention.kind == MentionKind::handle && name.starts_with('@')) name.erase(0, 1);
  return name;
}

// An unknown name that the linker, too, read as a person's.
bool SourcePhrases::is_person_name(const Mention& mention) const {
  if (mention.form != MentionForm::provisional) return false;
  const SourceWords* words = nullptr;
  for (const Sentence& sentence : text_.sentences) {
    if (sentence.first_token <= mention.first_token) words = &vocabulary_.words(sentence.language);
  }
  for (std::uint32_t t = mention.first_token; words && t < mention.end_token; ++t) {
    if (vocabulary_.has(words->outlet_word, text_.tokens[t])) return false;
  }
  return std::any_of(linked_.mentions.begin(), linked_.mentions.end(), [&](const Mention& other) {
    return other.kind == MentionKind::person && other.span == mention.span;
  });
}

SourceKind SourcePhrases::kind_of(const Phrase& phrase) const {
  const Mention& head = *phrase.head;
  if (head.kind == MentionKind::journalist || head.kind == MentionKind::handle)
    return SourceKind::journalist;
  if (head.kind == MentionKind::agent) return SourceKind::agent;
  if (head.kind == MentionKind::club || head.kind == MentionKind::national_team)
    return SourceKind::club;
  if (phrase.journalist || (phrase.outlet && is_person_like(head) && !phrase.official)) {
    return head.kind == MentionKind::outlet && head.form != MentionForm::provisional
               ? SourceKind::outlet
               : SourceKind::journalist;
  }
  if (phrase.at_press_cue && head.form == MentionForm::provisional && !phrase.agent &&
      !phrase.official) {
    return is_person_name(head) ? SourceKind::journalist : SourceKind::outlet;
  }
  if (head.kind == MentionKind::outlet)
    return is_person_name(head) ? SourceKind::journalist : SourceKind::outlet;
  if (phrase.agent) return SourceKind::agent;
  const bool coach = head.entity >= 0 &&
                     linked_.entities[static_cast<std::size_t>(head.entity)].coach &&
                     linked_.entities[static_cast<std::size_t>(head.entity)].id != kNoReference;
  if ((phrase.official || coach) && !phrase.former) return SourceKind::club;
  return SourceKind::person;
}

SourceReading SourcePhrases::read_name(const Phrase& phrase) const {
  SourceReading reading;
  Source& source = reading.source;
  source.kind = kind_of(phrase);
  source.name = name_of(*phrase.head);
  source.entity = phrase.head->entity;
  source.mention = phrase.head->span;
  if (source.kind == SourceKind::outlet) source.name = outlet_name(*phrase.head);
  if (is_misread_outlet(phrase)) {
    source.kind = SourceKind::outlet;
    source.name = std::string(slice(document_.text, phrase.head->span));
    source.entity = -1;
  }
  if (phrase.outlet && source.kind != SourceKind::outlet) source.outlet = name_of(*phrase.outlet);
  if (phrase.head->kind == MentionKind::handle) {
    source.handle = std::string(slice(document_.text, phrase.head->span));
    if (source.handle.starts_with('@')) source.handle.erase(0, 1);
  }
  return reading;
}

// A common word that the reference knows as an outlet, behind a capitalised word that it does not:
// "Merle Sport".
std::string SourcePhrases::outlet_name(const Mention& mention) const {
  const std::uint32_t t = mention.first_token;
  const bool common = mention.end_token == t + 1 && vocabulary_.is_generic(text_.tokens[t].hash);
  if (!common || t == 0 || text_.tokens[t - 1].kind != TokenKind::word ||
      !(text_.tokens[t - 1].shape & kCapitalised)) {
    return name_of(mention);
  }
  return std::string(slice(document_.text, {text_.tokens[t - 1].span.begin, mention.span.end}));
}

// "according to Globo": a club's nickname that nothing else in the document speaks of is some
// newspaper's name here.
bool SourcePhrases::is_misread_outlet(const Phrase& phrase) const {
  const Mention& head = *phrase.head;
  if (!phrase.at_press_cue || head.kind != MentionKind::club || head.form != MentionForm::nickname)
    return false;
  return std::none_of(mentions_.begin(), mentions_.end(), [&](const Mention& other) {
    return other.kind == MentionKind::club && other.entity == head.entity &&
           other.form != MentionForm::nickname;
  });
}

// "l'attaquant": the person that was last named before it.
SourceReading SourcePhrases::read_unnamed_player(const Phrase& phrase) const {
  SourceReading reading;
  reading.source.kind = SourceKind::person;
  reading.source.mention = phrase.head->span;
  for (const Mention& mention : mentions_) {
    if (mention.first_token >= phrase.head->first_token) break;
    if (mention.kind != MentionKind::person || mention.entity < 0) continue;
    if (linked_.entities[static_cast<std::size_t>(mention.entity)].coach) continue;
    reading.source.name = name_of(mention);
    reading.source.entity = mention.entity;
  }
  return reading;
}

// "le club": the club that was last named before it.
SourceReading SourcePhrases::read_unnamed_club(const Phrase& phrase) const {
  SourceReading reading;
  reading.source.kind = SourceKind::club;
  reading.source.mention = phrase.head->span;
  for (const Mention& mention : mentions_) {
    if (mention.first_token >= phrase.head->first_token) break;
    if (mention.kind != MentionKind::club || mention.entity < 0) continue;
    reading.source.name = name_of(mention);
    reading.source.entity = mention.entity;
  }
  return reading;
}

// "according to the same source".
bool SourcePhrases::says_same(const Phrase& phrase) const {
  std::uint32_t t = phrase.head->first_token;
  if (t > phrase.left) --t;
  for (; t < phrase.head->end_token; ++t)
    if (vocabulary_.has(phrase.words->same, text_.tokens[t])) return true;
  return false;
}

// A noun without a name: the source before goes on, or nobody is named.
std::optional<SourceReading> SourcePhrases::read_description(const Phrase& phrase,
                                                             const SourceHistory& history) const {
  SourceReading reading;
  Source& source = reading.source;
  source.mention = phrase.head->span;
  const std::string words(slice(document_.text, phrase.head->span));
  if (phrase.rumour) {
    reading.hedges = true;
    source = {};
  } else if (phrase.circle && says_same(phrase) && !is_self(history.press)) {
    source = history.press;
    source.mention = phrase.head->span;
  } else if (phrase.circle) {
    source.kind = phrase.agent                      ? SourceKind::agent
                  : phrase.club || phrase.club_word ? SourceKind::club
                                                    : SourceKind::person;
  } else if (phrase.head->kind == MentionKind::outlet) {
    const bool adjective =
        phrase.head->end_token - phrase.head->first_token >
        (vocabulary_.has(phrase.words->determiner, text_.tokens[phrase.head->first_token]) ? 2u
                                                                                           : 1u);
    if (!adjective && !is_self(history.press)) {
      source = history.press;
      source.mention = phrase.head->span;
    } else if (adjective) {
      source.kind = SourceKind::outlet;
      source.name = words;
    } else {
      reading.hedges = true;
      source = {};
    }
  } else if (phrase.head->kind == MentionKind::journalist) {
    if (!is_self(history.press))
      source = history.press;
    else
      source.kind = SourceKind::journalist;
    source.mention = phrase.head->span;
  } else if (phrase.head->kind == MentionKind::agent) {
    source.kind = SourceKind::agent;
  } else if (phrase.head->kind == MentionKind::club) {
    reading = read_unnamed_club(phrase);
  } else if (phrase.player && !phrase.official) {
    reading = read_unnamed_player(phrase);
  } else {
    // "l'entraîneur de Valmont": the words as far as the club.
    source.kind = phrase.official ? SourceKind::club : SourceKind::person;
    const bool of_club = phrase.club && phrase.club->first_token >= phrase.head->end_token;
    source.name =
        of_club ? std::string(slice(document_.text, cover(phrase.head->span, phrase.club->span)))
                : words;
  }
  return reading;
}

std::optional<SourceReading> SourcePhrases::read(std::uint32_t index, std::uint32_t sentence,
                                                 std::uint32_t left, std::uint32_t right,
                                                 const SourceHistory& history,
                                                 bool at_press_cue) const {
  const Sentence& where = text_.sentences[sentence];
  Phrase phrase;
  phrase.head = &mentions_[index];
  phrase.words = &vocabulary_.words(where.language);
  phrase.left = std::max(left, where.first_token);
  phrase.right = std::min(right, where.end_token);
  phrase.at_press_cue = at_press_cue;
  phrase.first = phrase.head->first_token;
  phrase.end = phrase.head->end_token;
  const bool added_noun = phrase.head->form == MentionForm::description && phrase.head->entity < 0;
  std::optional<SourceReading> reading;
  if (phrase.head->form == MentionForm::pronoun) {
    const bool goes_on = !is_self(history.speaker) && history.speaker_sentence + 1 >= sentence;
    if (!goes_on && phrase.head->entity < 0) return std::nullopt;
    reading = goes_on ? SourceReading{history.speaker, false, 0, 0} : read_name(phrase);
    reading->source.mention = phrase.head->span;
  } else if (added_noun) {
    for (std::uint32_t t = phrase.head->first_token; t < phrase.head->end_token; ++t)
      note_word(phrase, t);
    scan_left(phrase);
    for (std::uint32_t t = phrase.head->end_token;
         t < std::min(phrase.right, phrase.head->end_token + 4); ++t) {
      if (const Mention* mention = mention_at(t); mention && mention->kind == MentionKind::club)
        phrase.club = mention;
      if (text_.tokens[t].kind == TokenKind::punctuation) break;
      note_word(phrase, t);
    }
    reading = read_description(phrase, history);
  } else {
    move_to_name(phrase);
    scan_left(phrase);
    scan_right(phrase);
    reading = read_name(phrase);
  }
  if (reading) {
    reading->first_token = phrase.first;
    reading->end_token = phrase.end;
    finish(*reading);
  }
  return reading;
}

void SourcePhrases::finish(SourceReading& reading) const {
  if (own_.is(reading.source)) reading.source = Source{};
}

}  // namespace mercato
