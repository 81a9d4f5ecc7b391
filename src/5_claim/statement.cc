#include "5_claim/statement.h"

#include <algorithm>

#include "5_claim/roles.h"

namespace mercato {
namespace {

std::int32_t entity_of(std::int32_t mention, const LinkedText& linked) {
  return mention < 0 ? -1 : linked.mentions[static_cast<std::size_t>(mention)].entity;
}

// Takes over what the discourse chose for a role that the rule left open.
void adopt(DiscourseContext::Choice choice, std::int32_t& entity, std::int32_t& mention,
           Derivation& derivation) {
  entity = choice.entity;
  mention = choice.mention;
  if (choice.mention >= 0) derivation.mentions.push_back(choice.mention);
  derivation.notes.push_back(std::move(choice.note));
}

// Whether the words of the rule follow the mention at once.
bool is_subject(std::int32_t mention, const RuleMatch& match, const LinkedText& linked) {
  constexpr std::uint32_t kMostBetween = 2;
  const std::uint32_t end = linked.mentions[static_cast<std::size_t>(mention)].end_token;
  return end <= match.first_token && match.first_token - end <= kMostBetween;
}

// A player of the present sentence, not only a name that nobody knows.
bool is_known_player(const DiscourseContext::Choice& choice, const StatementContext& context) {
  if (choice.mention < 0 || context.discourse.is_coach(choice.entity)) return false;
  return context.linked.mentions[static_cast<std::size_t>(choice.mention)].form !=
         MentionForm::provisional;
}

// Somebody of whom the reference knows that he plays.
bool is_player(std::int32_t person, const StatementContext& context) {
  const Entity& entity = context.linked.entities[static_cast<std::size_t>(person)];
  return entity.certain && !entity.coach;
}

// "Proposed to X and Y asks for 20m", "agreement between X and Y": Y, who holds the person, is no
// second suitor.
bool is_holder(std::int32_t club, std::int32_t person, const StatementContext& context,
               const Claim& claim) {
  return club >= 0 && (club == claim.from || club == context.discourse.holder(person));
}

}  // namespace

StatementBuilder::StatementBuilder(std::shared_ptr<const RuleBook> book,
                                   std::vector<ClaimTrait> traits,
                                   std::shared_ptr<const ModalityReader> modality,
                                   std::shared_ptr<const ClaimTypes> types,
                                   Coordination coordination, const Languages& languages)
    : book_(std::move(book)),
      traits_(std::move(traits)),
      modality_(std::move(modality)),
      types_(std::move(types)),
      coordination_(std::move(coordination)) {
  for (std::size_t i = 0; i < languages.size(); ++i)
    tags_.push_back(languages.info(static_cast<LanguageId>(i)).tag);
}

void StatementBuilder::note_origins(const StatementContext& context) const {
  for (std::uint32_t m = context.discourse.first_mention(); m < context.discourse.end_mention();
       ++m) {
    const Mention& mention = context.linked.mentions[m];
    if (mention.kind == MentionKind::club && coordination_.is_origin(context.tokens, mention))
      context.discourse.leave(mention.entity);
    if (mention.kind == MentionKind::person && coordination_.is_replaced(context.tokens, mention))
      context.discourse.replace(static_cast<std::int32_t>(m));
  }
}

void StatementBuilder::build(const RuleMatch& match, const StatementContext& context,
                             std::vector<Claim>& out) const {
  const ClaimTrait& own = trait(match);
  if (own.needs_role && match.roles[kPerson] < 0 && match.roles[kTo] < 0 && match.roles[kFrom] < 0)
    return;
  Draft draft;
  draft.claim.type = own.type;
  draft.claim.confidence = 1.0f / (1.0f + 0.1f * match.cost);
  draft.derivation.rule = book_->rules()[match.rule].id;
  draft.derivation.cue = cover(context.tokens.tokens[match.first_token].span,
                               context.tokens.tokens[match.end_token - 1].span);
  draft.derivation.sentence = match.sentence;
  for (const std::int32_t mention : match.roles) {
    if (mention >= 0) draft.derivation.mentions.push_back(mention);
  }
  if (!fill_person(match, context, draft) || !fill_clubs(match, context, draft) ||
      !read_manner(match, context, draft))
    return;
  mark_evidence(match, context, draft);
  draft.claim.derivations.push_back(std::move(draft.derivation));
  expand(context, draft, out);
}

bool StatementBuilder::fill_person(const RuleMatch& match, const StatementContext& context,
                                   Draft& draft) const {
  draft.person_mention = match.roles[kPerson];
  draft.claim.person = entity_of(draft.person_mention, context.linked);
  // "Lunde wants Marek": a coach is the person only as the subject, or where the sentence names no
  // player. "To replace Marek": the claim is of somebody else.
  const bool subject =
      draft.person_mention >= 0 && is_subject(draft.person_mention, match, context.linked);
  const bool coach = !subject && context.discourse.is_coach(draft.claim.person);
  const bool replaced = !subject && context.discourse.is_replaced(draft.person_mention);
  if (draft.claim.person >= 0 && !coach && !replaced) return true;
  auto choice = context.discourse.person(match.first_token, match.end_token);
  if (coach && !is_known_player(choice, context)) return true;
  if (choice.entity < 0 || (trait(match).local && choice.mention < 0)) return false;
  adopt(std::move(choice), draft.claim.person, draft.person_mention, draft.derivation);
  return true;
}

bool StatementBuilder::fill_clubs(const RuleMatch& match, const StatementContext& context,
                                  Draft& draft) const {
  // From `agreement` on, the reference may already give the new club as the holder.
  constexpr int kLateStage = 10;
  Claim& claim = draft.claim;
  const ClaimType& type = (*types_)[claim.type];
  const std::int32_t holder = context.discourse.holder(claim.person);
  draft.to_mention = match.roles[kTo];
  claim.from = entity_of(match.roles[kFrom], context.linked);
  claim.to = entity_of(draft.to_mention, context.linked);
  // "with the champions of France": no country gets a player.
  const auto is_nation = [&](std::int32_t club) {
    return club >= 0 && context.linked.entities[static_cast<std::size_t>(club)].kind ==
                            MentionKind::national_team;
  };
  if (is_nation(claim.to) && is_player(claim.person, context)) claim.to = draft.to_mention = -1;
  // "Sudport and Norville negotiate for Marek": who holds him sells him.
  if (claim.from >= 0 && claim.to >= 0 && claim.to == holder &&
      coordination_.are_joined(context.tokens, context.linked, draft.to_mention,
                               match.roles[kFrom])) {
    std::swap(claim.from, claim.to);
    draft.to_mention = match.roles[kFrom];
  }
  if (type.to == ClaimType::To::present_club) {
    if (claim.to < 0) claim.to = claim.from >= 0 ? claim.from : holder;
    if (claim.to < 0) claim.to = context.discourse.label_club();
    claim.from = -1;
    return true;
  }
  if (claim.from < 0 && holder != claim.to) claim.from = holder;
  if (type.to == ClaimType::To::never || trait(match).no_to) {
    if (claim.from < 0) claim.from = claim.to;
    claim.to = -1;
    return true;
  }
  // No club seeks whom it has, unless the reference alone says so and the day is not known: then it
  // may tell of the time after the move.
  const bool own_club =
      claim.to >= 0 && claim.to == holder && type.stage > 0 && type.stage < kLateStage;
  // "A talent of the coach Marek": nor its own coach.
  if (own_club && context.discourse.is_coach(claim.person)) return false;
  if (own_club && context.discourse.knows_holder(claim.person)) {
    // "Norville in talks with Sudport for Marek": who holds him sells him, whatever the rule
    // thinks.
    const bool other = match.roles[kFrom] >= 0 && claim.from >= 0 && claim.from != holder;
    claim.to = other ? claim.from : -1;
    draft.to_mention = other ? match.roles[kFrom] : -1;
    if (other || claim.from < 0) claim.from = holder;
  }
  if (claim.to < 0 && type.to == ClaimType::To::required && !fill_suitor(match, context, draft))
    return false;
  if (claim.from == claim.to) claim.from = -1;
  return true;
}

bool StatementBuilder::fill_suitor(const RuleMatch& match, const StatementContext& context,
                                   Draft& draft) const {
  auto choice = context.discourse.suitor(draft.claim.person, draft.claim.from, match.first_token,
                                         match.end_token);
  if (choice.entity < 0 || (trait(match).local && choice.mention < 0))
    return trait(match).optional_to;
  adopt(std::move(choice), draft.claim.to, draft.to_mention, draft.derivation);
  return true;
}

// False where the words around the cue take the claim back: what a condition only supposes ("if the
// club makes an offer"), and the denial of a type whose denial says nothing.
bool StatementBuilder::read_manner(const RuleMatch& match, const StatementContext& context,
                                   Draft& draft) const {
  const ClaimTrait& own = trait(match);
  Claim& claim = draft.claim;
  Modality modality = modality_->read(context.tokens, match.sentence, context.modal,
                                      match.first_token, match.end_token);
  if (modality.supposed) return false;
  claim.polarity = own.polarity.value_or(own.own_negation ? Polarity::affirmed : modality.polarity);
  claim.certainty =
      own.certainty ? std::min(*own.certainty, modality.certainty) : modality.certainty;
  claim.when = own.when.value_or(modality.when);
  claim.deal = own.deal.value_or(modality.deal);
  for (std::string& rule : modality.rules) draft.derivation.notes.push_back("modality: " + rule);
  return own.polarity || claim.polarity == Polarity::affirmed || (*types_)[claim.type].denial;
}

// The cue with the roles that stand in its sentence.
void StatementBuilder::mark_evidence(const RuleMatch& match, const StatementContext& context,
                                     Draft& draft) const {
  Span span = draft.derivation.cue;
  const Sentence& sentence = context.tokens.sentences[match.sentence];
  for (const std::int32_t m : draft.derivation.mentions) {
    const Mention& mention = context.linked.mentions[static_cast<std::size_t>(m)];
    if (mention.first_token >= sentence.first_token && mention.end_token <= sentence.end_token)
      span = cover(span, mention.span);
  }
  draft.claim.evidence.push_back(
      {span, sentence.language < tags_.size() ? tags_[sentence.language] : std::string()});
}

// "X, Y and Z": the claim holds for each member of a coordination.
void StatementBuilder::expand(const StatementContext& context, const Draft& draft,
                              std::vector<Claim>& out) const {
  const auto members = [&](std::int32_t mention, std::int32_t entity) {
    std::vector<std::int32_t> entities{entity};
    if (mention >= 0 && entity >= 0) {
      coordination_.members(static_cast<std::uint32_t>(mention), context.tokens, context.linked,
                            context.discourse.first_mention(), context.discourse.end_mention(),
                            entities);
    }
    return entities;
  };
  const Claim& claim = draft.claim;
  const std::vector<std::int32_t> persons = members(draft.person_mention, claim.person);
  for (const std::int32_t to : members(draft.to_mention, claim.to)) {
    for (const std::int32_t person : persons) {
      if (to != claim.to && is_holder(to, person, context, claim)) continue;
      Claim copy = claim;
      copy.person = person;
      copy.to = to;
      const std::int32_t holder = context.discourse.holder(person);
      if (person != claim.person && holder >= 0) copy.from = holder;
      if (copy.from == copy.to) copy.from = -1;
      context.discourse.remember(person, to);
      out.push_back(std::move(copy));
    }
  }
}

}  // namespace mercato
