#include "6_check/stated_facts.h"

#include <algorithm>
#include <utility>

namespace mercato {
namespace {

// Rounds of a competition, the more telling word first ("semi-final" holds "final" in some
// languages).
constexpr std::pair<std::string_view, std::string_view> kRounds[] = {
    {"@round_semi_final", "semi-final"}, {"@round_quarter_final", "quarter-final"},
    {"@round_of_16", "round of 16"},     {"@round_group", "group stage"},
    {"@round_final", "final"},
};

// Matches whose roles lie farther than this from their words say too little to be a fact.
constexpr float kMaxCost = 5;

std::string_view predicate_of(Said said) {
  switch (said) {
    case Said::position:
      return "position";
    case Said::nationality:
      return "nationality";
    case Said::age:
      return "age";
    case Said::plays_for:
      return "plays_for";
    case Said::played_for:
      return "played_for";
    case Said::coach_of:
      return "coach_of";
  }
  return {};
}

const Mention* role(const FactContext& context, const RuleMatch& match, FactRole which) {
  const auto index = match.roles[which];
  return index < 0 ? nullptr : &context.linked.mentions[static_cast<std::size_t>(index)];
}

const Entity& entity(const FactContext& context, std::int32_t index) {
  return context.linked.entities[static_cast<std::size_t>(index)];
}

const Quantity* quantity(const FactContext& context, const Mention* mention) {
  if (mention == nullptr || mention->entity < 0) return nullptr;
  return &context.linked.quantities[static_cast<std::size_t>(mention->entity)];
}

// The player that the text is speaking of just before a match, else just after it;
// of a phrase that opens its sentence, the person that follows it there ("Sous contrat jusqu'en
// 2027, X …").
const Mention* salient_person(const FactContext& context, const RuleMatch& match) {
  const Sentence& sentence = context.text.sentences[match.sentence];
  const bool opens = match.first_token <= sentence.first_token + 1;
  const auto token = opens ? match.end_token : match.first_token;
  const Mention* before = nullptr;
  for (const Mention& mention : context.linked.mentions) {
    const bool player = mention.kind == MentionKind::person && mention.entity >= 0 &&
                        !entity(context, mention.entity).coach;
    if (!player) continue;
    const bool after = mention.first_token >= token;
    if (after && opens && mention.first_token < sentence.end_token) return &mention;
    if (after) return before != nullptr ? before : &mention;
    before = &mention;
  }
  return before;
}

// The first person of the match's sentence that is not its object.
const Mention* first_person(const FactContext& context, const RuleMatch& match) {
  const Sentence& sentence = context.text.sentences[match.sentence];
  for (std::size_t i = 0; i < context.linked.mentions.size(); ++i) {
    const Mention& mention = context.linked.mentions[i];
    if (mention.first_token >= match.first_token) break;
    if (mention.first_token < sentence.first_token || mention.kind != MentionKind::person ||
        mention.entity < 0)
      continue;
    if (entity(context, mention.entity).coach) continue;
    if (static_cast<std::int32_t>(i) != match.roles[kPerson2]) return &mention;
  }
  return nullptr;
}

Span evidence_of(const FactContext& context, const RuleMatch& match) {
  Span span = cover(context.text.tokens[match.first_token].span,
                    context.text.tokens[match.end_token - 1].span);
  for (const auto index : match.roles)
    if (index >= 0)
      span = cover(span, context.linked.mentions[static_cast<std::size_t>(index)].span);
  return span;
}

// Contracts end with the season: on the next 30 June.
Date next_season_end(Date published) {
  const bool over = published.month > 6;
  return {static_cast<std::int16_t>(published.year + (over ? 1 : 0)), 6, 30};
}

}  // namespace

std::vector<RoleSpec> fact_roles() {
  const auto person = kind_bit(MentionKind::person) | kind_bit(MentionKind::agent);
  const auto club = kind_bit(MentionKind::club);
  return {
      {"PERSON", person},
      {"PERSON2", person},
      {"CLUB", club},
      {"CLUB2", club},
      {"COMPETITION", kind_bit(MentionKind::competition)},
      {"NUMBER", kind_bit(MentionKind::number)},
      {"DATE", kind_bit(MentionKind::date)},
      {"MONEY", kind_bit(MentionKind::money)},
  };
}

FactReader::FactReader(std::shared_ptr<const Languages> languages,
                       std::shared_ptr<const Lexicon> lexicon,
                       std::shared_ptr<const RuleBook> rules,
                       std::shared_ptr<const Reference> reference,
                       std::shared_ptr<const FactTables> tables)
    : languages_(std::move(languages)),
      lexicon_(std::move(lexicon)),
      rules_(std::move(rules)),
      reference_(std::move(reference)),
      tables_(std::move(tables)),
      splitter_(*languages_, *lexicon_, reference_),
      words_(languages_->size()) {
  for (std::size_t i = 0; i < words_.size(); ++i)
    for (const auto& [name, round] : kRounds)
      words_[i].rounds.emplace_back(lexicon_->find(static_cast<LanguageId>(i), name), round);
}

void FactReader::read(const FactContext& context, FactList& facts) const {
  std::vector<Part> parts;
  std::vector<NounStatement> said;
  std::vector<RuleMatch> matches;
  const LanguageId fallback = languages_->find(context.document.language);
  const auto& mentions = context.linked.mentions;
  std::size_t first = 0;
  for (std::uint32_t s = 0; s < context.text.sentences.size(); ++s) {
    const Sentence& sentence = context.text.sentences[s];
    while (first < mentions.size() && mentions[first].first_token < sentence.first_token) ++first;
    if (sentence.link) continue;
    if (sentence.block < context.document.blocks.size() &&
        context.document.blocks[sentence.block].kind == BlockKind::metadata)
      continue;
    const LanguageId language =
        sentence.language == kUnknownLanguage ? fallback : sentence.language;
    splitter_.split(context.text, context.linked, sentence, language, first, parts);
    said.clear();
    read_noun_phrases(parts, context.linked, context.text, said);
    for (const NounStatement& each : said) add_noun(context, each, facts);
    matches.clear();
    rules_->match(context.text, s, language, mentions, matches);
    for (const RuleMatch& match : matches) add_match(context, match, parts, facts);
  }
}

void FactReader::add_noun(const FactContext& context, const NounStatement& said,
                          FactList& facts) const {
  if (said.subject < 0) return;
  StatedFact stated;
  Fact& fact = stated.fact;
  fact.predicate = predicate_of(said.said);
  fact.subject = said.subject;
  fact.evidence.span = said.evidence;
  fact.rule = "noun phrase";
  const Mention* mention =
      said.mention < 0 ? nullptr : &context.linked.mentions[static_cast<std::size_t>(said.mention)];
  switch (said.said) {
    case Said::position:
    case Said::nationality:
      if (mention != nullptr && mention->entity < 0) return;
      fact.object_name = mention != nullptr
                             ? std::string_view(entity(context, mention->entity).name)
                             : reference_->name(said.nation);
      fact.object_name = said.said == Said::position ? tables_->printed_position(fact.object_name)
                                                     : tables_->country_name(fact.object_name);
      break;
    case Said::age:
      stated.number = quantity(context, mention)->amount;
      fact.value = number_text(stated.number);
      fact.numeric = true;
      break;
    default:
      fact.object = mention != nullptr ? mention->entity : coached_club(context, said.subject);
      if (fact.object < 0) return;
  }
  facts.add(std::move(stated));
}

// "le coach X" without a club: the one of the document's clubs that the reference says he coaches.
std::int32_t FactReader::coached_club(const FactContext& context, std::int32_t person) const {
  const Entity& coach = entity(context, person);
  if (coach.id == kNoReference || !context.document.published.known()) return -1;
  const auto day = context.document.published.last_day().days();
  const auto& entities = context.linked.entities;
  for (std::size_t i = 0; i < entities.size(); ++i) {
    if (entities[i].kind != MentionKind::club || entities[i].id == kNoReference) continue;
    for (const SpellRow& spell : reference_->coach_spells(entities[i].id)) {
      if (spell.person != coach.id || !spell.from.known() || spell.from.days() > day) continue;
      if (!spell.to.known() || spell.to.last_day().days() >= day)
        return static_cast<std::int32_t>(i);
    }
  }
  return -1;
}

void FactReader::add_match(const FactContext& context, const RuleMatch& match,
                           std::span<const Part> parts, FactList& facts) const {
  if (match.cost > kMaxCost) return;
  const Rule& rule = rules_->rules()[match.rule];
  StatedFact stated;
  Fact& fact = stated.fact;
  fact.predicate = rule.topic;
  fact.rule = rule.id;
  fact.evidence.span = evidence_of(context, match);
  stated.future = rule.attribute("told") == "signing";
  const bool of_club = rule.topic == "opponents" || rule.topic == "qualified_for" ||
                       rule.topic == "not_qualified_for";
  const Mention* subject = role(context, match, of_club ? kClub : kPerson);
  if (rule.attribute("subject") == "first") subject = first_person(context, match);
  if (subject == nullptr && !of_club) subject = salient_person(context, match);
  if (subject == nullptr || subject->entity < 0) return;
  fact.subject = subject->entity;
  set_object(context, match, stated);
  set_value(context, match, stated);
  const bool needs_object =
      fact.predicate == "joined" || fact.predicate == "teammates" || fact.predicate == "opponents";
  if (fact.object >= 0 || (!needs_object && !(fact.object_name.empty() && fact.value.empty())))
    facts.add(stated);

  // What the same words say beside: the club left for the new one, the club that holds the
  // contract.
  const auto beside = [&](std::string_view predicate, const Mention* club) {
    if (club == nullptr || club->entity < 0) return;
    StatedFact other;
    other.fact.predicate = predicate;
    other.fact.subject = fact.subject;
    other.fact.object = club->entity;
    other.fact.rule = rule.id;
    other.fact.evidence = fact.evidence;
    facts.add(std::move(other));
  };
  if (rule.topic == "joined") beside("played_for", role(context, match, kClub2));
  if (rule.attribute("holds") == "yes") beside("plays_for", role(context, match, kClub));

  add_members(context, match, stated, parts, facts);
}

namespace {

// Calls `each` with the mentions of a kind that go on from `first` in a list: "A, B et C",
// "in A, in B".
template <typename Each>
void follow_list(const Mention& first, PartKind kind, std::span<const Part> parts,
                 const std::vector<Mention>& mentions, const Each& each) {
  const auto joint = [](const Part& part) {
    return part.kind == PartKind::comma || part.kind == PartKind::conjunction;
  };
  const auto small = [](const Part& part) {
    return part.kind == PartKind::determiner || part.kind == PartKind::link;
  };
  auto at = std::find_if(parts.begin(), parts.end(),
                         [&](const Part& p) { return p.first_token >= first.end_token; });
  while (at != parts.end() && joint(*at)) {
    while (at != parts.end() && joint(*at)) ++at;
    while (at != parts.end() && small(*at)) ++at;
    if (at == parts.end() || at->kind != kind || at->mention < 0) return;
    each(mentions[static_cast<std::size_t>(at->mention)]);
    ++at;
  }
}

}  // namespace

// "ses compatriotes A, B et C", "ran for A, B and C", "A, B and C joined": the same fact of the
// others in the list.
void FactReader::add_members(const FactContext& context, const RuleMatch& match,
                             const StatedFact& stated, std::span<const Part> parts,
                             FactList& facts) const {
  const std::string& predicate = stated.fact.predicate;
  const bool of_club = predicate == "played_for", of_person = predicate == "joined";
  const auto* first = role(context, match, of_club ? kClub : of_person ? kPerson : kPerson2);
  if (first == nullptr || stated.fact.object < 0) return;
  const auto kind = of_club ? PartKind::club : PartKind::person;
  follow_list(*first, kind, parts, context.linked.mentions, [&](const Mention& next) {
    StatedFact also = stated;
    (of_person ? also.fact.subject : also.fact.object) = next.entity;
    also.fact.evidence.span = cover(stated.fact.evidence.span, next.span);
    facts.add(std::move(also));
  });
}

void FactReader::set_object(const FactContext& context, const RuleMatch& match,
                            StatedFact& stated) const {
  Fact& fact = stated.fact;
  const auto object_entity = [&](FactRole which) {
    const Mention* mention = role(context, match, which);
    return mention == nullptr ? -1 : mention->entity;
  };
  if (fact.predicate == "compatriots" || fact.predicate == "teammates") {
    fact.object = object_entity(kPerson2);
    stated.club = object_entity(kClub);
    if (stated.club >= 0 && fact.predicate == "teammates")
      fact.value = entity(context, stated.club).name;
  } else if (fact.predicate == "opponents") {
    fact.object = object_entity(kClub2);
  } else if (fact.predicate == "qualified_for" || fact.predicate == "not_qualified_for") {
    if (const auto competition = object_entity(kCompetition); competition >= 0) {
      fact.object_name = entity(context, competition).name;
    } else {
      fact.object_name = rules_->rules()[match.rule].attribute("object");
      std::replace(fact.object_name.begin(), fact.object_name.end(), '_', ' ');
    }
  } else if (fact.predicate == "plays_for" || fact.predicate == "played_for" ||
             fact.predicate == "joined" || fact.predicate == "coach_of") {
    fact.object = object_entity(kClub);
    if (fact.predicate == "coach_of") {
      // The words alone do not make a coach of him: the reference must.
      const bool only_if_known = rules_->rules()[match.rule].attribute("if") == "reference";
      const auto known =
          fact.object < 0 || only_if_known ? coached_club(context, fact.subject) : -1;
      if (fact.object < 0) fact.object = known;
      if (only_if_known && fact.object != known) fact.object = -1;
    }
    if (fact.object < 0 && fact.predicate == "joined")
      fact.object = entity(context, fact.subject).club;
  }
}

void FactReader::set_value(const FactContext& context, const RuleMatch& match,
                           StatedFact& stated) const {
  Fact& fact = stated.fact;
  const Rule& rule = rules_->rules()[match.rule];
  const Quantity* number = quantity(context, role(context, match, kNumber));
  const Quantity* date = quantity(context, role(context, match, kDate));
  const Quantity* money = quantity(context, role(context, match, kMoney));
  if (fact.predicate == "age" || fact.predicate == "contract_years_left") {
    const bool any_number = fact.predicate != "age" || rule.attribute("bare") == "yes";
    if (number != nullptr && (number->years || any_number)) stated.number = number->amount;
    if (const auto years = rule.attribute("years"); !years.empty())
      stated.number = std::stod(std::string(years));
    if (rule.attribute("unit") == "months") stated.number /= 12;
    if (fact.predicate == "age" && (stated.number < 14 || stated.number > 85)) return;
    if (stated.number > 0) fact.value = number_text(stated.number), fact.numeric = true;
  } else if (fact.predicate == "contract_until") {
    if (date != nullptr) stated.date = date->date;
    if (rule.attribute("end") == "season" && context.document.published.known())
      stated.date = next_season_end(context.document.published);
    fact.value = stated.date.to_string();
  } else if (fact.predicate == "joined") {
    if (date != nullptr) stated.date = date->date;
    if (date != nullptr && date->date.known()) fact.value = date->date.to_string();
    if (fact.value.empty() && money != nullptr) fact.value = number_text(money->amount);
  } else if (fact.predicate == "market_value" && money != nullptr) {
    fact.value = number_text(money->amount);
    fact.numeric = true;
  } else if (fact.predicate == "opponents") {
    fact.value = competition_round(context, match, fact.evidence.span);
  }
}

// "UEFA Europa League semi-final": the competition of the match and the round that the evidence
// names.
std::string FactReader::competition_round(const FactContext& context, const RuleMatch& match,
                                          Span evidence) const {
  std::string out;
  if (const Mention* competition = role(context, match, kCompetition);
      competition != nullptr && competition->entity >= 0)
    out = entity(context, competition->entity).name;
  const auto language = rules_->rules()[match.rule].language;
  if (language >= words_.size()) return out;
  const Sentence& sentence = context.text.sentences[match.sentence];
  for (const auto& [id, round] : words_[language].rounds) {
    for (auto t = sentence.first_token; t < sentence.end_token; ++t) {
      const Token& token = context.text.tokens[t];
      if (!evidence.contains(token.span) || !lexicon_->has(id, token.hash)) continue;
      return out.empty() ? std::string(round) : out + " " + std::string(round);
    }
  }
  return out;
}

}  // namespace mercato
