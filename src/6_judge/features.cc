#include "6_judge/features.h"

#include <algorithm>
#include <array>
#include <string>

namespace mercato {
namespace {

bool is_club_mention(const Mention& mention) {
  return mention.kind == MentionKind::club || mention.kind == MentionKind::national_team;
}

// A count, a distance or an offset as one of few steps.
template <std::size_t N>
char step(std::size_t value, const std::array<std::size_t, N>& ends) {
  std::size_t i = 0;
  while (i < N && value > ends[i]) ++i;
  return static_cast<char>('0' + i);
}
constexpr std::array<std::size_t, 5> kFew = {0, 1, 2, 4, 8};
constexpr std::array<std::size_t, 6> kTokens = {0, 2, 4, 8, 14, 22};
constexpr std::array<std::size_t, 6> kBytes = {60, 150, 300, 700, 1500, 3000};

// Tokens from one range to another; 0 where they touch or overlap.
std::size_t gap(std::uint32_t a_first, std::uint32_t a_end, std::uint32_t b_first,
                std::uint32_t b_end) {
  if (a_end <= b_first) return b_first - a_end;
  return b_end <= a_first ? a_first - b_end : 0;
}

// One claim being described. The first derivation stands for the claim: it is the earliest.
class ClaimDescriber {
 public:
  ClaimDescriber(const JudgeInput& input, const std::vector<std::uint32_t>& named,
                 const std::vector<std::int32_t>& holds, std::size_t index, const FeatureSink& sink)
      : input_(input),
        named_(named),
        holds_(holds),
        index_(index),
        claim_(input.claims[index]),
        sink_(sink) {
    type_ = input.types[claim_.type].name;
    if (claim_.derivations.empty()) return;
    derivation_ = &claim_.derivations.front();
    sentence_ = &input.tokens.sentences[derivation_->sentence];
    if (sentence_->language < input.languages.size())
      language_ = input.languages.info(sentence_->language).tag;
    find_cue();
    find_mentions();
  }

  void run() {
    say("any claim");
    manner();
    derivations();
    entities();
    others();
    if (!sentence_) return;
    place();
    roles();
    words();
  }

 private:
  template <typename... Parts>
  void say(const Parts&... parts) {
    name_.clear();
    (append(parts), ...);
    sink_(name_);
  }
  void append(std::string_view part) { name_.append(part); }
  void append(char part) { name_.push_back(part); }

  void find_cue() {
    const auto& tokens = input_.tokens.tokens;
    cue_first_ = sentence_->first_token;
    while (cue_first_ < sentence_->end_token &&
           tokens[cue_first_].span.end <= derivation_->cue.begin)
      ++cue_first_;
    cue_end_ = cue_first_;
    while (cue_end_ < sentence_->end_token && tokens[cue_end_].span.begin < derivation_->cue.end)
      ++cue_end_;
  }

  // The mentions of the sentence.
  void find_mentions() {
    const auto& mentions = input_.linked.mentions;
    const auto at = [&](std::uint32_t token) {
      return static_cast<std::uint32_t>(
          std::lower_bound(mentions.begin(), mentions.end(), token,
                           [](const Mention& m, std::uint32_t t) { return m.first_token < t; }) -
          mentions.begin());
    };
    first_mention_ = at(sentence_->first_token);
    end_mention_ = at(sentence_->end_token);
  }

  // What it says and how.
  void manner() {
    say("type ", type_);
    say("type ", type_, " in ", language_);
    say("type ", type_, ' ', to_string(claim_.polarity));
    say("type ", type_, claim_.to < 0 ? " without club" : " with club");
    say("certainty ", to_string(claim_.certainty));
    say("when ", to_string(claim_.when));
    say("deal ", to_string(claim_.deal));
    say("source ", to_string(claim_.source.kind));
    say(claim_.from < 0 ? "holder unknown" : "holder known");
    if (!claim_.money.empty()) say("money with ", type_);
  }

  // How it came about.
  void derivations() {
    say("statements ", step(claim_.derivations.size(), kFew));
    say("match ", static_cast<char>('0' + static_cast<int>(claim_.confidence * 9.99f)));
    bool complete = false;
    for (const Derivation& derivation : claim_.derivations) {
      bool own = true;
      for (const std::string& note : derivation.notes) {
        if (note.starts_with("modality")) continue;
        own = false;
        if (&derivation == derivation_) {
          say("note ", note);
          say("note ", note, " with ", type_);
        }
      }
      complete = complete || own;
    }
    say(complete ? "its rule found all roles" : "some roles were completed");
  }

  // Who it speaks of.
  void entities() {
    const auto& entities = input_.linked.entities;
    const Entity& person = entities[static_cast<std::size_t>(claim_.person)];
    say("person ", person.id == kNoReference ? "unknown" : person.certain ? "known" : "guessed");
    if (person.coach) say("coach, ", type_);
    say("person named ", step(mentions_of(claim_.person), kFew));
    if (claim_.to < 0) return;
    const Entity& club = entities[static_cast<std::size_t>(claim_.to)];
    say("club ", club.id == kNoReference ? "unknown" : club.certain ? "known" : "guessed");
    say("club is a ", to_string(club.kind));
    say("club named ", step(mentions_of(claim_.to), kFew));
    if (person.club == claim_.to) say("club holds person, ", type_);
    if (person.club < 0) say("nobody holds person");
    const std::int32_t held = holds_[static_cast<std::size_t>(claim_.to)];
    if (held >= 0)
      say(held == claim_.person ? "club said to hold person" : "club said to hold another");
  }
  std::uint32_t mentions_of(std::int32_t entity) const {
    return named_[static_cast<std::size_t>(entity)];
  }

  // What else the document claims, near this claim.
  void others() {
    constexpr std::size_t kReach = 40;
    std::size_t same_pair = 0, same_person = 0;
    const std::size_t end = std::min(input_.claims.size(), index_ + kReach);
    for (std::size_t i = index_ - std::min(index_, kReach); i < end; ++i) {
      const Claim& other = input_.claims[i];
      if (i == index_) continue;
      const std::string_view type = input_.types[other.type].name;
      if (other.person == claim_.person && other.to == claim_.to) {
        ++same_pair;
        say("beside ", type);
        say("beside ", type, ", ", type_);
        if (before(other)) say("behind ", type);
      } else if (other.person == claim_.person) {
        ++same_person;
        say("other club beside ", type);
        if (other.type == claim_.type) say("same type, other club");
      } else if (other.type == claim_.type && other.to == claim_.to) {
        say("same type, same club, other person");
      }
    }
    say("claims of the pair ", step(same_pair, kFew));
    say("other claims of the person ", step(same_person, kFew));
    say("claims of the document ", step(input_.claims.size(), kFew));
  }
  bool before(const Claim& other) const {
    return !other.evidence.empty() && !claim_.evidence.empty() &&
           other.evidence.front().span.begin < claim_.evidence.front().span.begin;
  }

  // Where it stands.
  void place() {
    say("language ", language_);
    say("text ", step(input_.document.text.size(), kBytes));
    const bool single = input_.tokens.sentences.size() == 1;
    say(single ? "only sentence" : derivation_->sentence == 0 ? "headline" : "body");
    say("at ", step(derivation_->cue.begin, kBytes));
    if (sentence_->block < input_.document.blocks.size()) {
      const auto kind = static_cast<int>(input_.document.blocks[sentence_->block].kind);
      say("block ", static_cast<char>('0' + kind));
    }
    say("sentence of ", step(sentence_->end_token - sentence_->first_token, kTokens));
  }

  // How person and club stand to the words that claim it.
  void roles() {
    say("cue of ", step(cue_end_ - cue_first_, kFew));
    bool person_here = false, club_here = false;
    for (const std::int32_t m : derivation_->mentions) {
      const Mention& mention = input_.linked.mentions[static_cast<std::size_t>(m)];
      const std::size_t distance =
          gap(mention.first_token, mention.end_token, cue_first_, cue_end_);
      const char side = mention.first_token < cue_first_ ? '<' : '>';
      if (mention.kind == MentionKind::person) {
        person_here = true;
        say("person ", side, step(distance, kTokens));
        say("person as ", to_string(mention.form));
      } else if (is_club_mention(mention) && mention.entity == claim_.to) {
        club_here = true;
        say("club ", side, step(distance, kTokens));
        say("club as ", to_string(mention.form));
        if (mention.first_token > sentence_->first_token)
          say("at club ", language_, ' ', input_.tokens.fold(mention.first_token - 1));
      }
    }
    say("person ", person_here ? "here" : "elsewhere",
        club_here ? ", club here" : ", club not here");
    std::array<std::size_t, 2> counts{};
    for (std::uint32_t m = first_mention_; m < end_mention_; ++m) {
      const Mention& mention = input_.linked.mentions[m];
      if (mention.entity < 0) continue;
      counts[0] += mention.kind == MentionKind::person && mention.entity != claim_.person;
      counts[1] += is_club_mention(mention) && mention.entity != claim_.to;
    }
    say("other persons in sentence ", step(counts[0], kFew));
    say("other clubs in sentence ", step(counts[1], kFew));
  }

  // A word stands for itself, a name for its kind.
  std::string_view word(std::uint32_t token) const {
    for (std::uint32_t m = first_mention_; m < end_mention_; ++m) {
      const Mention& mention = input_.linked.mentions[m];
      if (mention.first_token > token) break;
      const bool name = mention.form != MentionForm::description &&
                        mention.form != MentionForm::pronoun &&
                        mention.kind != MentionKind::position;
      if (name && token < mention.end_token) return to_string(mention.kind);
    }
    return input_.tokens.fold(token);
  }

  // The words of the cue and around it.
  void words() {
    constexpr std::uint32_t kAround = 4;
    for (std::uint32_t t = cue_first_; t < cue_end_; ++t) say("cue ", language_, ' ', word(t));
    const std::uint32_t begin = cue_first_ - std::min(kAround, cue_first_ - sentence_->first_token);
    for (std::uint32_t t = begin; t < cue_first_; ++t) say("before ", language_, ' ', word(t));
    for (std::uint32_t t = cue_end_; t < std::min(cue_end_ + kAround, sentence_->end_token); ++t)
      say("after ", language_, ' ', word(t));
  }

  const JudgeInput& input_;
  const std::vector<std::uint32_t>& named_;
  const std::vector<std::int32_t>& holds_;
  const std::size_t index_;
  const Claim& claim_;
  const FeatureSink& sink_;
  const Derivation* derivation_ = nullptr;
  const Sentence* sentence_ = nullptr;
  std::uint32_t cue_first_ = 0, cue_end_ = 0;
  std::uint32_t first_mention_ = 0, end_mention_ = 0;
  std::string_view type_, language_ = "-";
  std::string name_;
};

}  // namespace

ClaimFeatures::ClaimFeatures(const JudgeInput& input)
    : input_(input),
      named_(input.linked.entities.size()),
      holds_(input.linked.entities.size(), -1) {
  for (const Mention& mention : input.linked.mentions) {
    if (mention.entity < 0 || mention.form == MentionForm::value) continue;
    const auto entity = static_cast<std::size_t>(mention.entity);
    if (mention.kind == input.linked.entities[entity].kind) ++named_[entity];
    if (is_club_mention(mention) && mention.holder >= 0 && holds_[entity] < 0)
      holds_[entity] = mention.holder;
  }
}

void ClaimFeatures::describe(std::size_t claim, const FeatureSink& sink) const {
  ClaimDescriber(input_, named_, holds_, claim, sink).run();
}

void judge_features(const JudgeInput& input, std::size_t claim, std::vector<std::string>& out) {
  out.clear();
  ClaimFeatures(input).describe(claim, [&](std::string_view name) { out.emplace_back(name); });
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
}

}  // namespace mercato
