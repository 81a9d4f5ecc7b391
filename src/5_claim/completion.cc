#include "5_claim/completion.h"

#include <algorithm>

namespace mercato {
namespace {

bool is_club(const Mention& mention) {
  return mention.kind == MentionKind::club || mention.kind == MentionKind::national_team;
}

std::uint32_t first_mention_at(const LinkedText& linked, std::uint32_t token) {
  return static_cast<std::uint32_t>(
      std::lower_bound(linked.mentions.begin(), linked.mentions.end(), token,
                       [](const Mention& m, std::uint32_t t) { return m.first_token < t; }) -
      linked.mentions.begin());
}

std::uint32_t distance(const Mention& mention, std::uint32_t first, std::uint32_t end) {
  if (mention.end_token <= first) return first - mention.end_token;
  return mention.first_token >= end ? mention.first_token - end : 0;
}

}  // namespace

void DiscourseContext::reset(const Document& document, const TokenizedText& tokens,
                             const LinkedText& linked) {
  tokens_ = &tokens;
  linked_ = &linked;
  dated_ = document.published.known();
  first_mention_ = end_mention_ = 0;
  topic_ = last_club_ = -1;
  left_.clear();
  replaced_.clear();
  suitors_.clear();
  headline_end_ =
      tokens.sentences.empty() ? 0 : first_mention_at(linked, tokens.sentences.front().end_token);
}

std::int32_t DiscourseContext::salient_person(std::uint32_t first_mention,
                                              std::uint32_t end_mention) const {
  std::int32_t coach = -1;
  for (std::uint32_t m = first_mention; m < end_mention; ++m) {
    const Mention& mention = linked_->mentions[m];
    if (mention.kind != MentionKind::person || mention.entity < 0) continue;
    if (is_replaced(static_cast<std::int32_t>(m))) continue;
    if (!linked_->entities[static_cast<std::size_t>(mention.entity)].coach) return mention.entity;
    if (coach < 0) coach = mention.entity;
  }
  return coach;
}

void DiscourseContext::enter(std::uint32_t sentence) {
  const std::int32_t before = salient_person(first_mention_, end_mention_);
  if (before >= 0 && !is_aside(before) &&
      (topic_ < 0 || !linked_->entities[static_cast<std::size_t>(before)].coach))
    topic_ = before;
  for (std::uint32_t m = first_mention_; m < end_mention_; ++m) {
    const Mention& mention = linked_->mentions[m];
    if (is_club(mention) && mention.holder < 0 && !is_left(mention.entity))
      last_club_ = mention.entity;
  }
  taken_.clear();
  left_.clear();
  replaced_.clear();
  const Sentence& s = tokens_->sentences[sentence];
  first_mention_ = first_mention_at(*linked_, s.first_token);
  end_mention_ = first_mention_at(*linked_, s.end_token);
}

// "With Aalto back, the club seeks a goalkeeper": whoever is hardly named, while the document is
// about the person of its headline.
bool DiscourseContext::is_aside(std::int32_t person) const {
  constexpr std::size_t kTimes = 3;
  const auto is_headline = [&](std::uint32_t m) {
    return linked_->mentions[m].kind == MentionKind::person &&
           linked_->mentions[m].entity == topic_;
  };
  if (topic_ < 0 || person == topic_) return false;
  bool headline = false;
  for (std::uint32_t m = 0; m < headline_end_; ++m) headline = headline || is_headline(m);
  return headline && count_mentions(topic_) >= kTimes * count_mentions(person);
}

std::size_t DiscourseContext::count_mentions(std::int32_t person) const {
  return static_cast<std::size_t>(std::count_if(
      linked_->mentions.begin(), linked_->mentions.end(), [&](const Mention& mention) {
        return mention.kind == MentionKind::person && mention.entity == person;
      }));
}

void DiscourseContext::remember(std::int32_t person, std::int32_t to) {
  if (person >= 0 && to >= 0) suitors_.emplace_back(person, to);
}

DiscourseContext::Choice DiscourseContext::person(std::uint32_t first, std::uint32_t end) const {
  Choice best;
  std::uint32_t best_distance = 0;
  for (std::uint32_t m = first_mention_; m < end_mention_; ++m) {
    const Mention& mention = linked_->mentions[m];
    if (mention.kind != MentionKind::person || mention.entity < 0) continue;
    // "to replace Marek, who leaves": the words right behind the name are his all the same.
    constexpr std::uint32_t kMostBetween = 2;
    const bool subject = mention.end_token <= first && first - mention.end_token <= kMostBetween;
    if (!subject && is_replaced(static_cast<std::int32_t>(m))) continue;
    constexpr std::uint32_t kCoachDistance =
        12;  // coaches speak of moves more often than they move
    const bool coach = linked_->entities[static_cast<std::size_t>(mention.entity)].coach;
    const std::uint32_t d = distance(mention, first, end) + (coach ? kCoachDistance : 0);
    if (best.entity < 0 || d < best_distance) {
      best = {mention.entity, static_cast<std::int32_t>(m), "person: the nearest in the sentence"};
      best_distance = d;
    }
  }
  // A coach who is named speaks of the player in focus more often than he moves.
  const bool better_before = topic_ >= 0 && !is_coach(topic_) && is_coach(best.entity);
  if (best.entity >= 0 && !better_before) return best;
  if (topic_ >= 0) return {topic_, -1, "person: the one spoken of before"};
  return {};
}

bool DiscourseContext::is_replaced(std::int32_t mention) const {
  return std::find(replaced_.begin(), replaced_.end(), mention) != replaced_.end();
}

bool DiscourseContext::knows_holder(std::int32_t person) const {
  return dated_ ||
         (person >= 0 && linked_->entities[static_cast<std::size_t>(person)].club_from_text);
}

bool DiscourseContext::is_coach(std::int32_t person) const {
  return person >= 0 && linked_->entities[static_cast<std::size_t>(person)].coach;
}

std::int32_t DiscourseContext::holder(std::int32_t person) const {
  return person < 0 ? -1 : linked_->entities[static_cast<std::size_t>(person)].club;
}

std::int32_t DiscourseContext::label_club() const {
  for (const auto& [begin, end] :
       {std::pair{first_mention_, end_mention_}, std::pair{0u, headline_end_}}) {
    for (std::uint32_t m = begin; m < end; ++m) {
      const Mention& mention = linked_->mentions[m];
      const bool former = mention.holder >= 0 && mention.past;  // "former Sudport goalkeeper Marek"
      if (is_club(mention) && !former) return mention.entity;
    }
  }
  return -1;
}

bool DiscourseContext::is_suitor(const Mention& mention, std::int32_t person,
                                 std::int32_t from) const {
  return is_club(mention) && mention.entity >= 0 && mention.entity != from &&
         mention.entity != holder(person) && (mention.holder < 0 || is_coach(mention.holder)) &&
         !is_left(mention.entity) && (mention.kind == MentionKind::club || is_coach(person));
}

bool DiscourseContext::is_left(std::int32_t club) const {
  return std::find(left_.begin(), left_.end(), club) != left_.end();
}

// "Lunde wants Marek": the club of a coach or president of the present sentence; -1 where there is
// none.
std::int32_t DiscourseContext::club_of_coach(std::int32_t person, std::int32_t from) const {
  for (std::uint32_t m = first_mention_; m < end_mention_; ++m) {
    const Mention& mention = linked_->mentions[m];
    if (mention.kind != MentionKind::person || mention.entity == person) continue;
    const std::int32_t club = is_coach(mention.entity) ? holder(mention.entity) : -1;
    if (club >= 0 && club != from && club != holder(person) && !is_left(club)) return club;
  }
  return -1;
}

// "Marek has his medical; Sudport lost": a club behind the mark that ends what words up to `end`
// belong to. Behind a bar stands the label of whole headlines.
bool DiscourseContext::is_apart(const Mention& mention, std::uint32_t end) const {
  for (std::uint32_t t = end; t < mention.first_token; ++t)
    if (tokens_->fold(t) == ";") return true;
  return false;
}

DiscourseContext::Choice DiscourseContext::suitor(std::int32_t person, std::int32_t from,
                                                  std::uint32_t first, std::uint32_t end) const {
  Choice best;
  std::uint32_t best_distance = 0;
  for (std::uint32_t m = first_mention_; m < end_mention_; ++m) {
    const Mention& mention = linked_->mentions[m];
    if (!is_suitor(mention, person, from) || is_apart(mention, end)) continue;
    constexpr std::uint32_t kTakenDistance =
        25;  // farther than any club of the sentence that is still free
    const bool taken =
        std::find(taken_.begin(), taken_.end(), static_cast<std::int32_t>(m)) != taken_.end();
    const std::uint32_t d = distance(mention, first, end) + (taken ? kTakenDistance : 0);
    if (best.entity < 0 || d < best_distance) {
      best = {mention.entity, static_cast<std::int32_t>(m),
              "to: the nearest club in the sentence that does not hold the person"};
      best_distance = d;
    }
  }
  if (best.entity >= 0) return best;
  if (const std::int32_t club = club_of_coach(person, from); club >= 0)
    return {club, -1, "to: the club of the coach in the sentence"};
  for (std::size_t i = suitors_.size(); i-- > 0;) {
    if (suitors_[i].first == person && suitors_[i].second != from)
      return {suitors_[i].second, -1, "to: the suitor named before"};
  }
  for (std::uint32_t m = 0; m < headline_end_; ++m) {
    const Mention& mention = linked_->mentions[m];
    const bool apart = m >= first_mention_ && is_apart(mention, end);
    if (is_suitor(mention, person, from) && !apart)
      return {mention.entity, -1, "to: the club of the headline"};
  }
  if (last_club_ >= 0 && last_club_ != from && last_club_ != holder(person))
    return {last_club_, -1, "to: the club spoken of before"};
  return {};
}

}  // namespace mercato
