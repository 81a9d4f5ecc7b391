#include <algorithm>

#include "6_attribute/source_phrase_parts.h"

namespace mercato {
namespace {

constexpr std::uint32_t kReach =
    7;  // tokens that a noun phrase may hold on either side of the name

}  // namespace

const Mention* SourcePhrases::mention_at(std::uint32_t token) const {
  auto it = std::lower_bound(mentions_.begin(), mentions_.end(), token,
                             [](const Mention& m, std::uint32_t at) { return m.first_token < at; });
  const Mention* found = nullptr;
  for (; it != mentions_.end() && it->first_token == token; ++it) {
    const bool names =
        it->kind == MentionKind::outlet || it->kind == MentionKind::club || is_person_like(*it);
    // A name that the linker knows beats the provisional outlet that was added for the same words.
    if (names && (!found || found->form == MentionForm::provisional)) found = &*it;
  }
  return found;
}

void SourcePhrases::note_word(Phrase& phrase, std::uint32_t t) const {
  const Token& token = text_.tokens[t];
  const SourceWords& words = *phrase.words;
  phrase.journalist |= vocabulary_.has(words.journalist, token);
  phrase.agent |= vocabulary_.has(words.agent, token);
  phrase.official |= vocabulary_.has(words.official, token);
  phrase.former |= vocabulary_.has(words.former, token);
  phrase.press |= vocabulary_.has(words.press, token);
  phrase.circle |= vocabulary_.has(words.circle, token);
  phrase.rumour |= vocabulary_.has(words.rumour, token);
  phrase.club_word |= vocabulary_.has(words.club, token);
  phrase.player |= vocabulary_.has(words.player, token);
}

// An outlet known as one, or an unknown name behind "of": capitalised words alone are no outlet.
bool SourcePhrases::is_outlet_beside(const Phrase& phrase, const Mention& mention) const {
  if (mention.kind != MentionKind::outlet || mention.form == MentionForm::description) return false;
  if (mention.form != MentionForm::provisional) return true;
  if (mention.first_token == 0) return false;
  std::uint32_t before = mention.first_token - 1;
  if (before > 0 && vocabulary_.has(phrase.words->determiner, text_.tokens[before])) --before;
  return vocabulary_.has(phrase.words->of, text_.tokens[before]);
}

// Words before the name, as far as the noun phrase reaches: "le journaliste italien de
// SportItalia".
void SourcePhrases::scan_left(Phrase& phrase) const {
  std::uint32_t t = phrase.head->first_token;
  for (std::uint32_t steps = 0; t > phrase.left && steps < kReach; ++steps) {
    const Token& token = text_.tokens[--t];
    const std::string_view fold = text_.fold(t);
    const bool joint = fold == "-" || fold == "'" || fold == "\"";
    if (token.kind == TokenKind::punctuation && !joint) break;
    if (vocabulary_.has(phrase.words->say, token) || vocabulary_.has(phrase.words->clause, token))
      break;
    note_word(phrase, t);
    phrase.first = t;
    if (const Mention* mention = mention_at(t);
        mention && mention->end_token <= phrase.head->first_token) {
      if (is_outlet_beside(phrase, *mention)) phrase.outlet = mention;
      if (mention->kind == MentionKind::club && mention->form != MentionForm::description)
        phrase.club = mention;
    }
  }
}

// Words behind the name: "of the Echo", "(Sky)", ", agent du joueur,".
void SourcePhrases::scan_right(Phrase& phrase) const {
  std::uint32_t t = phrase.head->end_token;
  bool apposition = false;
  for (std::uint32_t steps = 0; t < phrase.right && steps < kReach; ++steps, ++t) {
    const Token& token = text_.tokens[t];
    if (token.kind == TokenKind::punctuation) {
      const std::string_view fold = text_.fold(t);
      if (apposition && (fold == "," || fold == ")")) break;
      if (fold == "," || fold == "(")
        apposition = true;
      else if (fold != "-" && fold != "'")
        break;
      continue;
    }
    const bool of = vocabulary_.has(phrase.words->of, token) ||
                    vocabulary_.has(phrase.words->determiner, token);
    if (const Mention* mention = mention_at(t)) {
      if (!phrase.outlet && is_outlet_beside(phrase, *mention)) {
        phrase.outlet = mention;
        phrase.end = mention->end_token;
      }
      if (mention->form == MentionForm::description && apposition)
        note_word(phrase, mention->first_token);
      t = std::max(t, mention->form == MentionForm::description ? t : mention->end_token - 1);
      if (mention->form != MentionForm::description) break;
    }
    if (!apposition && !of) break;
    if (vocabulary_.has(phrase.words->say, token) || vocabulary_.has(phrase.words->have, token) ||
        vocabulary_.has(phrase.words->clause, token)) {
      break;
    }
    if (apposition) note_word(phrase, t);
  }
}

// "Sky's Jack Foo", "SportItalia Gianni Foo": the outlet or club stands before the person who
// speaks.
void SourcePhrases::move_to_name(Phrase& phrase) const {
  if (is_person_like(*phrase.head) || phrase.head->form == MentionForm::provisional) return;
  if (phrase.head->form == MentionForm::description) return;
  std::uint32_t t = phrase.head->end_token;
  while (t < phrase.right &&
         (text_.fold(t) == "'s" || text_.fold(t) == "'" || text_.fold(t) == "’"))
    ++t;
  // Words such as "manager" or "sporting director" may stand between the club and the name.
  for (std::uint32_t steps = 0; t < phrase.right && steps < 4; ++steps, ++t) {
    const Mention* next = mention_at(t);
    if (next && (is_person_like(*next) || next->form == MentionForm::provisional) &&
        next->form != MentionForm::pronoun) {
      if (next->form == MentionForm::description) {
        note_word(phrase, t);
        continue;
      }
      (phrase.head->kind == MentionKind::outlet ? phrase.outlet : phrase.club) = phrase.head;
      phrase.head = next;
      phrase.end = next->end_token;
      return;
    }
    const Token& token = text_.tokens[t];
    if (token.kind != TokenKind::word || (token.shape & kCapitalised) ||
        vocabulary_.has(phrase.words->say, token) || vocabulary_.has(phrase.words->report, token) ||
        vocabulary_.has(phrase.words->have, token) ||
        vocabulary_.has(phrase.words->clause, token) ||
        vocabulary_.has(phrase.words->preposition, token) ||
        vocabulary_.has(phrase.words->determiner, token)) {
      return;
    }
  }
}

}  // namespace mercato
