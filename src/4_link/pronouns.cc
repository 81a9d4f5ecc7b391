#include "4_link/pronouns.h"

#include <algorithm>

namespace mercato::link {

namespace {

constexpr std::size_t kLookBack = 48;  // persons
constexpr float kLookBackSentences = 6;

// Whether a journalist was named last: the pronoun is theirs ("selon le journaliste Alfa. Sur X, il
// a révélé …").
bool source_speaks(const DocumentState& state, std::uint32_t at) {
  const auto after = std::partition_point(state.matches.begin(), state.matches.end(),
                                          [&](const NameMatch& match) { return match.first < at; });
  for (auto match = after; match != state.matches.begin();) {
    --match;
    if (state.view.fact(match->first).sentence + 1 < state.view.fact(at).sentence) return false;
    if (match->reading == Reading::person) return false;
    if (match->reading == Reading::source && match->entity >= 0 &&
        state.out->entities[match->entity].kind == MentionKind::journalist)
      return true;
  }
  return false;
}

// The player of the headline, where the text names him far more often than `person`: it is about
// him, and `person` is named in passing ("with the return of X, the club seeks a goalkeeper").
std::int32_t person_of_headline(const DocumentState& state, std::uint32_t before,
                                std::int32_t person) {
  constexpr std::uint32_t kTimes = 2;
  for (std::size_t i = 0; i < state.names_seen; ++i) {
    const auto& seen = state.seen[i];
    if (seen.token >= before || state.view.fact(seen.token).sentence > 0) break;
    if (state.out->entities[seen.entity].coach) continue;
    if (state.notes[seen.entity].mentions >= kTimes * state.notes[person].mentions)
      return seen.entity;
  }
  return person;
}

}  // namespace

std::int32_t person_in_view(const DocumentState& state, std::uint32_t before, bool players_only) {
  if (before >= state.view.size()) return -1;
  const auto here = static_cast<float>(state.view.fact(before).sentence);
  std::int32_t best = -1;
  float best_score = 0;
  bool beside = false;  // the best one stands in the sentence of the words
  const auto consider = [&](const DocumentState::Seen* begin, const DocumentState::Seen* end) {
    const auto* at =
        std::partition_point(begin, end, [&](const auto& seen) { return seen.token < before; });
    for (std::size_t i = 0; at != begin && i < kLookBack; ++i) {
      --at;
      const float sentence = static_cast<float>(state.view.fact(at->token).sentence);
      if (here - sentence > kLookBackSentences) return;
      const Entity& entity = state.out->entities[at->entity];
      if (players_only && entity.coach) continue;
      // The first person of a sentence is likely its subject.
      const bool subject = at == begin || state.view.fact((at - 1)->token).sentence !=
                                              state.view.fact(at->token).sentence;
      const auto often = std::min<std::uint32_t>(state.notes[at->entity].mentions, 6);
      const float score = 7.0f - (here - sentence) + (subject ? 1.5f : 0) +
                          0.6f * static_cast<float>(often) - (entity.coach ? 2.0f : 0);
      if (score <= best_score) continue;
      best = at->entity, best_score = score;
      beside = sentence == here;
    }
  };
  const auto* names = state.seen.data();
  consider(names, names + state.names_seen);
  consider(names + state.names_seen, names + state.seen.size());
  // A pronoun goes on with the person of its own sentence all the same.
  const bool sure = best < 0 || (beside && !players_only);
  return sure ? best : person_of_headline(state, before, best);
}

void resolve_pronouns(DocumentState& state) {
  const TextView& view = state.view;
  if (std::none_of(state.out->entities.begin(), state.out->entities.end(),
                   [](const Entity& entity) { return entity.kind == MentionKind::person; }))
    return;
  std::uint32_t skip_until = 0;
  for (std::uint32_t at = 0; at < view.size(); ++at) {
    const auto phrase = view.phrase_at(at);
    if (phrase.end_token > 0 && phrase.values->front().kind == PhraseKind::impersonal)
      skip_until = phrase.end_token;
    if (at < skip_until || !view.is(at, WordClass::pronoun_m) || state.cover[at] >= 0) continue;
    if (source_speaks(state, at)) continue;
    const std::int32_t person = person_in_view(state, at, false);
    if (person < 0) continue;
    state.add_mention(view.token(at).span, at, at + 1, MentionKind::person, MentionForm::pronoun,
                      person, 0.4f);
  }
}

}  // namespace mercato::link
