#include "4_link/document_state.h"

#include <algorithm>

namespace mercato::link {

void DocumentState::reset(LinkedText& result) {
  matches.clear();
  notes.clear();
  clubs.clear();
  seen.clear();
  holdings.clear();
  held.clear();
  by_reference.clear();
  by_name.clear();
  by_last_name.clear();
  by_club_word.clear();
  by_first_name.clear();
  known_first_names.clear();
  full_name_ends.clear();
  values.clear();
  position_at.clear();
  out = &result;
  result.clear();
}

void DocumentState::cover_tokens() {
  cover.assign(view.size(), -1);
  for (std::size_t i = 0; i < matches.size(); ++i)
    for (std::uint32_t at = matches[i].first; at < matches[i].end; ++at)
      cover[at] = static_cast<std::int32_t>(i);
}

bool DocumentState::names_club(ReferenceId club) const {
  return std::binary_search(clubs.begin(), clubs.end(), club);
}

void DocumentState::add_club(ReferenceId club) {
  const auto at = std::lower_bound(clubs.begin(), clubs.end(), club);
  if (at == clubs.end() || *at != club) clubs.insert(at, club);
}

std::int32_t DocumentState::entity_of(const Reference& reference, ReferenceId id) {
  const std::int32_t known = by_reference.find(id);
  if (known >= 0) return known;
  const std::int32_t entity = add_entity(reference.kind(id), reference.name(id));
  out->entities[entity].id = id;
  by_reference.set(id, entity);
  return entity;
}

std::int32_t DocumentState::add_entity(MentionKind kind, std::string_view name) {
  Entity entity;
  entity.kind = kind;
  entity.name = name;
  out->entities.push_back(std::move(entity));
  notes.emplace_back();
  return static_cast<std::int32_t>(out->entities.size()) - 1;
}

void DocumentState::hold(std::uint32_t club_token, std::int32_t person, bool past) {
  held.set(club_token, static_cast<std::int32_t>(holdings.size()));
  holdings.push_back({person, past});
}

Mention& DocumentState::add_mention(Span span, std::uint32_t first, std::uint32_t end,
                                    MentionKind kind, MentionForm form, std::int32_t entity,
                                    float confidence) {
  Mention mention;
  mention.span = span;
  mention.first_token = first;
  mention.end_token = end;
  mention.kind = kind;
  mention.form = form;
  mention.entity = entity;
  mention.confidence = confidence;
  out->mentions.push_back(mention);
  if (entity >= 0) {
    ++notes[entity].mentions;
    out->entities[entity].confidence = std::max(out->entities[entity].confidence, confidence);
  }
  return out->mentions.back();
}

MentionForm mention_form(NameForm form) {
  switch (form) {
    case NameForm::full:
      return MentionForm::full_name;
    case NameForm::short_name:
      return MentionForm::short_name;
    case NameForm::surname:
      return MentionForm::surname;
    case NameForm::first_name:
      return MentionForm::short_name;
    case NameForm::nickname:
      return MentionForm::nickname;
    case NameForm::demonym:
    case NameForm::city:
      return MentionForm::demonym;
    case NameForm::handle:
      return MentionForm::short_name;
  }
  return MentionForm::full_name;
}

}  // namespace mercato::link
