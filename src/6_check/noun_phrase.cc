#include "6_check/noun_phrase.h"

#include <algorithm>

namespace mercato {
namespace {

using Kind = PartKind;

// Ages that a footballer or a coach may have; other numbers in such places are shirt numbers, goals
// or contract years.
constexpr double kYoungest = 14, kOldest = 85;
// Beside a name, a bare number must be a player's age.
constexpr double kOldestPlayer = 45;

bool in_phrase(Kind kind) { return kind >= Kind::position && kind <= Kind::age; }
bool is_head(Kind kind) {
  return kind == Kind::position || kind == Kind::player || kind == Kind::coach ||
         kind == Kind::nationality || kind == Kind::age || kind == Kind::international;
}
bool is_noun(Kind kind) {
  return kind == Kind::position || kind == Kind::player || kind == Kind::coach;
}

// A run of parts that make one phrase: parts [begin, end).
struct Run {
  std::size_t begin = 0, end = 0;
  bool in_brackets = false;
};

struct Subject {
  std::int32_t entity = -1;
  Span span;
};

class Reader {
 public:
  Reader(std::span<const Part> parts, const LinkedText& linked, const TokenizedText& text,
         std::vector<NounStatement>& out)
      : parts_(parts), linked_(linked), text_(text), out_(out) {}

  void read() {
    std::size_t bracket_name = parts_.size();  // the name before the bracket that is open
    for (std::size_t i = 0; i < parts_.size();) {
      if (kind(i) == Kind::open)
        bracket_name = i > 0 && kind(i - 1) == Kind::person ? i - 1 : parts_.size();
      if (kind(i) == Kind::close) bracket_name = parts_.size();
      if (!in_phrase(kind(i))) {
        ++i;
        continue;
      }
      const bool listed = i > 0 && (kind(i - 1) == Kind::open || kind(i - 1) == Kind::comma);
      const Run run{i, run_end(i), listed && bracket_name < parts_.size()};
      if (says_anything(run)) read_run(run, bracket_name);
      i = run.end;
    }
  }

 private:
  Kind kind(std::size_t i) const { return i < parts_.size() ? parts_[i].kind : Kind::other; }
  const Mention& mention(std::size_t i) const {
    return linked_.mentions[static_cast<std::size_t>(parts_[i].mention)];
  }

  // Where the phrase that begins at `begin` ends: an article opens a new one unless a link leads to
  // it, and so does a link that has no noun before it to belong to.
  std::size_t run_end(std::size_t begin) const {
    bool head = is_head(kind(begin));
    std::size_t i = begin + 1;
    for (; i < parts_.size(); ++i) {
      if (kind(i) == Kind::conjunction) {
        if (!joins_clubs(i)) break;
        continue;
      }
      if (!in_phrase(kind(i))) break;
      if ((kind(i) == Kind::determiner || kind(i) == Kind::possessive) &&
          kind(i - 1) != Kind::link && kind(i - 1) != Kind::former)
        break;
      if (kind(i) == Kind::link && !head && kind(i - 1) != Kind::former) break;
      head = head || is_head(kind(i));
    }
    return i;
  }

  bool joins_clubs(std::size_t i) const {
    const auto club = [&](std::size_t j) {
      return kind(j) == Kind::club || kind(j) == Kind::country;
    };
    return i > 0 && club(i - 1) && club(i + 1);
  }

  bool says_anything(const Run& run) const {
    return std::any_of(parts_.begin() + run.begin, parts_.begin() + run.end, [](const Part& part) {
      return (part.kind >= Kind::position && part.kind <= Kind::number) ||
             part.kind == Kind::coach || part.kind == Kind::player;
    });
  }

  void read_run(const Run& run, std::size_t bracket_name) {
    subjects_.clear();
    find_subjects(run, bracket_name);
    if (subjects_.empty()) return;
    for (std::size_t i = run.begin; i < run.end; ++i) read_part(run, i);
    read_clubless(run);
  }

  Subject name(std::size_t i) const { return {mention(i).entity, mention(i).span}; }

  // Whom the phrase stands for: the names right after it, the person whose description it is, or
  // the name before it.
  void find_subjects(const Run& run, std::size_t bracket_name) {
    // After a link a name is not the person but whose he is: "le buteur de X".
    const bool open_link = kind(run.end - 1) == Kind::link;
    if (kind(run.end) == Kind::person && !open_link) return add_names(run, run.end);
    if (open_link && run.end == run.begin + 1) return;
    if (run.in_brackets) return subjects_.push_back(name(bracket_name));
    if (plural(run)) {
      if (kind(run.end) == Kind::comma && kind(run.end + 1) == Kind::person)
        add_names(run, run.end + 1);
      return;
    }
    if (const auto* described = description(run)) {
      if (linked_.entities[static_cast<std::size_t>(described->entity)].kind == MentionKind::person)
        return subjects_.push_back({described->entity, described->span});
    }
    if (const auto* continued = continued_player(run))
      return subjects_.push_back({continued->entity, span_of(run)});
    const bool after_comma = run.begin >= 2 && kind(run.begin - 1) == Kind::comma;
    if (after_comma && kind(run.begin - 2) == Kind::person)
      return subjects_.push_back(name(run.begin - 2));
    if (run.begin >= 1 && kind(run.begin - 1) == Kind::person && parts_[run.begin].name_link)
      return subjects_.push_back(name(run.begin - 1));
    if (kind(run.end) == Kind::comma && kind(run.end + 1) == Kind::person && noun_in(run))
      add_names(run, run.end + 1);
  }

  bool noun_in(const Run& run) const {
    return std::any_of(parts_.begin() + run.begin, parts_.begin() + run.end,
                       [](const Part& part) { return is_noun(part.kind); });
  }

  bool plural(const Run& run) const {
    return std::any_of(parts_.begin() + run.begin, parts_.begin() + run.end,
                       [](const Part& part) { return part.plural; });
  }

  // The name at `first`, and for a phrase in the plural the names that go on from it: "A, B et C".
  void add_names(const Run& run, std::size_t first) {
    subjects_.push_back(name(first));
    if (!plural(run)) return;
    for (std::size_t i = first + 1; i < parts_.size();) {
      std::size_t next = i;
      while (kind(next) == Kind::comma || kind(next) == Kind::conjunction) ++next;
      if (next == i || kind(next) != Kind::person) return;
      subjects_.push_back(name(next));
      i = next + 1;
    }
  }

  Span span_of(const Run& run) const {
    return cover(text_.tokens[parts_[run.begin].first_token].span,
                 text_.tokens[parts_[run.end - 1].end_token - 1].span);
  }

  // "The Scotland international …": with an article and nobody named, the player that the text
  // spoke of last.
  const Mention* continued_player(const Run& run) const {
    const bool international =
        std::any_of(parts_.begin() + run.begin, parts_.begin() + run.end,
                    [](const Part& part) { return part.kind == Kind::international; });
    if (kind(run.begin) != Kind::determiner || !international) return nullptr;
    const Mention* last = nullptr;
    for (const Mention& m : linked_.mentions) {
      if (m.first_token >= parts_[run.begin].first_token) break;
      if (m.kind != MentionKind::person || m.entity < 0) continue;
      if (!linked_.entities[static_cast<std::size_t>(m.entity)].coach) last = &m;
    }
    return last;
  }

  const Mention* description(const Run& run) const {
    const auto first = parts_[run.begin].first_token, end = parts_[run.end - 1].end_token;
    for (const Mention& m : linked_.mentions) {
      if (m.first_token >= end) break;
      if (m.kind != MentionKind::person || m.form != MentionForm::description || m.entity < 0)
        continue;
      if (m.end_token > first && m.first_token < end) return &m;
    }
    return nullptr;
  }

  void read_part(const Run& run, std::size_t i) {
    switch (kind(i)) {
      case Kind::position:
        return say(Said::position, i);
      case Kind::nationality:
        return read_nationality(run, i);
      case Kind::country:
        return read_country(run, i);
      case Kind::number:
        return read_number(run, i);
      case Kind::club:
        return read_club(run, i);
      default:
        return;
    }
  }

  // A small letter without a noun is an adjective of a word that the grammar does not know ("ses
  // compatriotes X").
  void read_nationality(const Run& run, std::size_t i) {
    bool noun = (text_.tokens[parts_[i].first_token].shape & kCapitalised) != 0;
    for (std::size_t j = run.begin; j < run.end; ++j)
      noun =
          noun || is_noun(kind(j)) || kind(j) == Kind::international || kind(j) == Kind::determiner;
    if (noun) say(Said::nationality, i);
  }

  void read_country(const Run& run, std::size_t i) {
    for (std::size_t j = run.begin; j < run.end; ++j)
      if (kind(j) == Kind::international || kind(j) == Kind::position || kind(j) == Kind::player)
        return say(Said::nationality, i);
  }

  void read_number(const Run& run, std::size_t i) {
    const auto& quantity = linked_.quantities[static_cast<std::size_t>(mention(i).entity)];
    if (quantity.amount < kYoungest || quantity.amount > kOldest) return;
    bool years = quantity.years;
    for (std::size_t j = i + 1; j < run.end && j <= i + 2; ++j)
      years = years || kind(j) == Kind::age;
    // "X (24)", "X, 24, …", "X, 24."
    const bool alone =
        run.end == run.begin + 1 && quantity.amount <= kOldestPlayer &&
        (kind(run.end) == Kind::comma || kind(run.end) == Kind::close || ends_sentence(run.end));
    if (years || alone) say(Said::age, i);
  }

  bool ends_sentence(std::size_t i) const {
    if (i >= parts_.size()) return true;
    return i + 1 == parts_.size() &&
           text_.tokens[parts_[i].first_token].kind == TokenKind::punctuation;
  }

  bool linked_before(const Run& run, std::size_t i) const {
    while (i > run.begin && (kind(i - 1) == Kind::determiner || kind(i - 1) == Kind::conjunction ||
                             (kind(i) == Kind::club && kind(i - 1) == Kind::club)))
      --i;
    return i > run.begin && kind(i - 1) == Kind::link;
  }

  // A club holds the person where the phrase has a noun that it can belong to: before it after a
  // link, on either side otherwise; a genitive, a bracket and "ex-" need no noun.
  void read_club(const Run& run, std::size_t i) {
    bool head_before = false, head_after = false, former = false, coach = false;
    for (std::size_t j = run.begin; j < run.end; ++j) {
      coach = coach || kind(j) == Kind::coach;
      former = former || (j < i && kind(j) == Kind::former);
      if (j < i) head_before = head_before || is_head(kind(j));
      if (j > i) head_after = head_after || is_noun(kind(j));
    }
    const bool free_standing =
        former || run.in_brackets || kind(i + 1) == Kind::genitive || parts_[run.begin].name_link;
    const bool noun_before = head_before && noun_in(run);
    const bool belongs = linked_before(run, i) ? head_before : noun_before || head_after;
    if (!belongs && !free_standing) return;
    if (coach) return former ? void() : say(Said::coach_of, i);
    say(former ? Said::played_for : Said::plays_for, i);
  }

  // "son attaquant X", "le coach X": the club that the sentence spoke of; a coach without one is
  // left to the checker.
  void read_clubless(const Run& run) {
    bool club = false, coach = false, former = false;
    for (std::size_t j = run.begin; j < run.end; ++j) {
      club = club || kind(j) == Kind::club;
      coach = coach || kind(j) == Kind::coach;
      former = former || kind(j) == Kind::former;
    }
    if (club || former || !noun_in(run)) return;
    if (kind(run.begin) == Kind::possessive) {
      for (std::size_t j = run.begin; j-- > 0;)
        if (kind(j) == Kind::club) return say(coach ? Said::coach_of : Said::plays_for, j);
    }
    if (coach)
      for (const Subject& subject : subjects_)
        out_.push_back({Said::coach_of, subject.entity, -1, kNoReference, subject.span});
  }

  void say(Said said, std::size_t i) {
    const Part& part = parts_[i];
    const Span words =
        cover(text_.tokens[part.first_token].span, text_.tokens[part.end_token - 1].span);
    for (const Subject& subject : subjects_)
      out_.push_back({said, subject.entity, part.mention, part.nation, cover(words, subject.span)});
  }

  std::span<const Part> parts_;
  const LinkedText& linked_;
  const TokenizedText& text_;
  std::vector<NounStatement>& out_;
  std::vector<Subject> subjects_;
};

}  // namespace

void read_noun_phrases(std::span<const Part> parts, const LinkedText& linked,
                       const TokenizedText& text, std::vector<NounStatement>& out) {
  Reader(parts, linked, text, out).read();
}

}  // namespace mercato
