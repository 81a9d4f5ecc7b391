#include "6_attribute/cues.h"

#include <algorithm>

namespace mercato {
namespace {

constexpr std::uint32_t kSubjectGap = 4;  // words between a subject and its verb, without commas
constexpr std::uint32_t kGroupSubjectGap =
    1;  // "Valmont target drops hint": a club's name is often no subject
constexpr std::uint32_t kAppositionReach = 32;  // how far back its start may lie
constexpr std::uint32_t kAppositionGap = 16;    // likewise, with an apposition between commas

class CueCheck {
 public:
  CueCheck(const CueContext& context, const Sentence& sentence)
      : context_(context),
        sentence_(sentence),
        words_(context.vocabulary.words(language_of(context, sentence))) {}

  static LanguageId language_of(const CueContext& context, const Sentence& sentence) {
    return sentence.language == kUnknownLanguage ? context.document_language : sentence.language;
  }

  // Whether the cue's words and its source belong together; may find a better subject.
  bool settle(Cue& cue, const CueRule& rule, std::uint32_t kinds) const {
    if (holds(cue, rule)) return true;
    if (rule.order != SourceOrder::subject || cue.mention < 0) return false;
    const std::int32_t subject = subject_over_apposition(cue, kinds);
    if (subject < 0) return false;
    cue.mention = subject;
    return true;
  }

 private:
  bool holds(const Cue& cue, const CueRule& rule) const {
    if (cue.mention < 0) return true;
    const Mention& mention = context_.mentions[static_cast<std::size_t>(cue.mention)];
    if (rule.label && !is_label(cue)) return false;
    if (rule.known && mention.form == MentionForm::provisional &&
        (rule.label || !reads_as_outlet(mention)))
      return false;
    if (rule.adjacent) return is_adjacent(cue, mention);
    if (mention.end_token <= cue.first_token)
      return rule.order != SourceOrder::inverted && is_subject(cue, mention);
    if (mention.first_token < cue.end_token) {  // the cue's words stand on both sides
      return cue.end_token - mention.end_token <= kSubjectGap;
    }
    if (rule.order == SourceOrder::inverted && !follows_statement(cue)) return false;
    if (rule.order == SourceOrder::inverted && has_preposition(cue.end_token, mention.first_token))
      return false;
    return rule.scope == Scope::between || is_near(cue, mention, rule.near);
  }

  const Token& token(std::uint32_t t) const { return context_.text.tokens[t]; }
  bool is_mark(std::uint32_t t) const { return token(t).kind == TokenKind::punctuation; }
  bool is_joint(std::uint32_t t) const {
    const std::string_view fold = context_.text.fold(t);
    return fold == "-" || fold == "'" || fold == "\"" || fold == "“" || fold == "«" || fold == "‘";
  }
  bool has(SourceWords::ClassId id, std::uint32_t t) const {
    return context_.vocabulary.has(id, token(t));
  }

  bool is_adjacent(const Cue& cue, const Mention& mention) const {
    const std::uint32_t from = std::min(mention.end_token, cue.end_token);
    const std::uint32_t to = std::max(mention.first_token, cue.first_token);
    for (std::uint32_t t = from; t < to; ++t) {
      if (!is_joint(t) && !has(words_.determiner, t)) return false;
    }
    return true;
  }

  bool has_preposition(std::uint32_t first, std::uint32_t end) const {
    for (std::uint32_t t = first; t < end; ++t) {
      if (has(words_.preposition, t)) return true;
    }
    return false;
  }

  // A dash needs space before it; a hyphen is part of a name.
  bool is_label(const Cue& cue) const {
    for (std::uint32_t t = cue.first_token; t < cue.end_token; ++t) {
      if (context_.text.fold(t) == "-" && !(token(t).shape & kSpaceBefore)) return false;
    }
    return true;
  }

  bool is_near(const Cue& cue, const Mention& mention, std::uint32_t near) const {
    if (mention.first_token - cue.end_token > near) return false;
    for (std::uint32_t t = cue.end_token; t < mention.first_token; ++t) {
      if (is_mark(t) && !is_joint(t)) return false;
      if (has(words_.clause, t) || has(words_.say, t)) return false;
    }
    return true;
  }

  // "…, says X", "« … », a dit X": the verb follows what was said, or opens the sentence.
  bool follows_statement(const Cue& cue) const {
    if (cue.first_token == sentence_.first_token) return true;
    return is_mark(cue.first_token - 1);
  }

  // An unknown name that the linker reads as a person's: as a subject it speaks rather than
  // publishes.
  bool is_unknown_person(const Mention& mention) const {
    if (mention.kind != MentionKind::outlet || mention.form != MentionForm::provisional)
      return false;
    return std::any_of(context_.mentions.begin(), context_.mentions.end(),
                       [&](const Mention& other) {
                         return other.kind == MentionKind::person && other.entity >= 0 &&
                                other.span.overlaps(mention.span);
                       });
  }

  // The subject stands before the verb, nothing or one apposition between them, and no preposition
  // governs it.
  bool is_subject(const Cue& cue, const Mention& mention) const {
    if (is_governed(mention) || (mention.end_token < cue.first_token && is_noun(cue.first_token)) ||
        owns_next(mention) || is_unknown_person(mention))
      return false;
    const bool group = mention.kind == MentionKind::club || mention.kind == MentionKind::outlet;
    std::uint32_t commas = 0, words = 0;
    for (std::uint32_t t = mention.end_token; t < cue.first_token; ++t) {
      const std::string_view fold = context_.text.fold(t);
      if (fold == "," || fold == "(" || fold == ")")
        ++commas;
      else if (is_mark(t) && !is_joint(t) && !closes_name(mention, t))
        return false;
      else if (has(words_.be, t))
        return false;  // "X was told"
      else if (!is_mark(t))
        ++words;
    }
    if (commas == 0) return words <= (group ? kGroupSubjectGap : kSubjectGap);
    if (mention.kind == MentionKind::outlet) return false;
    return commas >= 2 && words <= kAppositionGap;
  }

  // "tra conferma e mercato", "the report": what an article or a preposition stands before is no
  // verb.
  bool is_noun(std::uint32_t t) const {
    return t > sentence_.first_token &&
           (has(words_.determiner, t - 1) || has(words_.preposition, t - 1)) &&
           !(token(t - 1).shape & kElided);
  }

  // "Valder's father says": the subject is the father.
  bool owns_next(const Mention& mention) const {
    return mention.end_token < sentence_.end_token && context_.text.fold(mention.end_token) == "'s";
  }

  // The mark behind a quoted name: "le 'Merle' rapporte"; a subject inside a longer quote is no
  // subject of a verb outside.
  bool closes_name(const Mention& mention, std::uint32_t t) const {
    const std::string_view fold = context_.text.fold(t);
    return t == mention.end_token && mention.first_token > sentence_.first_token &&
           is_joint(mention.first_token - 1) && (fold == "’" || fold == "”" || fold == "»");
  }

  // An unknown name that holds a word such as "Sport" or "Times", or is a domain or a handle.
  bool reads_as_outlet(const Mention& mention) const {
    if (mention.kind == MentionKind::handle) return true;
    for (std::uint32_t t = mention.first_token; t < mention.end_token; ++t) {
      if (has(words_.outlet_word, t) || context_.text.fold(t) == ".")
        return mention.end_token - mention.first_token > 1;
    }
    return false;
  }

  // "X, président de Y, club de D2, a dit": the verb follows a comma; the subject is what stands
  // before one of the commas and is governed by nothing.
  std::int32_t subject_over_apposition(const Cue& cue, std::uint32_t kinds) const {
    if (cue.first_token == sentence_.first_token || context_.text.fold(cue.first_token - 1) != ",")
      return -1;
    const std::uint32_t reach =
        cue.first_token > kAppositionReach ? cue.first_token - kAppositionReach : 0;
    for (std::uint32_t t = cue.first_token - 1; t-- > std::max(sentence_.first_token, reach);) {
      if (is_mark(t) && context_.text.fold(t) == ".") return -1;
      if (context_.text.fold(t) != ",") continue;
      for (std::size_t i = 0; i < context_.mentions.size(); ++i) {
        const Mention& mention = context_.mentions[i];
        if (mention.end_token == t && (kinds & kind_bit(mention.kind)) && !is_governed(mention)) {
          return static_cast<std::int32_t>(i);
        }
      }
    }
    return -1;
  }

  bool is_governed(const Mention& mention) const {
    for (std::uint32_t t = mention.first_token, steps = 0; t-- > sentence_.first_token && steps < 3;
         ++steps) {
      if (has(words_.preposition, t) || (has(words_.of, t) && context_.text.fold(t) != "'s"))
        return true;
      const bool inside =
          has(words_.determiner, t) ||
          (token(t).kind == TokenKind::word && !(token(t).shape & kCapitalised) && steps > 0);
      if (!inside && !is_joint(t)) return false;
    }
    return false;
  }

  const CueContext& context_;
  const Sentence& sentence_;
  const SourceWords& words_;
};

// The role that the rule fills with its source; kMaxRoles where it has none.
std::size_t source_role(const RuleMatch& match) {
  const auto filled = std::find_if(std::begin(match.roles), std::end(match.roles),
                                   [](std::int32_t m) { return m >= 0; });
  return static_cast<std::size_t>(filled - std::begin(match.roles));
}

bool overlap(const Cue& a, const Cue& b) {
  return a.first_token < b.end_token && b.first_token < a.end_token;
}

}  // namespace

void find_cues(const CueContext& context, std::uint32_t sentence, std::vector<RuleMatch>& scratch,
               std::vector<Cue>& out) {
  scratch.clear();
  const Sentence& where = context.text.sentences[sentence];
  context.book.match(context.text, sentence, CueCheck::language_of(context, where),
                     context.mentions, scratch);
  if (scratch.empty()) return;
  const CueCheck check(context, where);
  const std::size_t begin = out.size();
  for (const RuleMatch& match : scratch) {
    const std::size_t role = source_role(match);
    Cue cue{match.rule,
            sentence,
            match.first_token,
            match.end_token,
            role < kMaxRoles ? match.roles[role] : -1,
            role == kSourceRole || role == kPressRole,
            match.cost,
            {}};
    const CueRule& rule = context.rules[match.rule];
    const std::uint32_t kinds = role < kMaxRoles ? context.book.roles()[role].kinds : 0;
    if (!check.settle(cue, rule, kinds)) continue;
    // One cue for each place: with a source before without, then the nearer source, then the longer
    // cue.
    const auto rival = std::find_if(
        out.begin() + static_cast<std::ptrdiff_t>(begin), out.end(), [&](const Cue& other) {
          const CueRule& theirs = context.rules[other.rule];
          return overlap(cue, other) && theirs.venue == rule.venue && theirs.relay == rule.relay &&
                 theirs.continues == rule.continues;
        });
    if (rival == out.end()) {
      out.push_back(cue);
      continue;
    }
    const auto rank = [](const Cue& c) {
      return c.cost - 0.5f * static_cast<float>(c.end_token - c.first_token);
    };
    if (rank(cue) < rank(*rival)) *rival = cue;
  }
  std::sort(out.begin() + static_cast<std::ptrdiff_t>(begin), out.end(),
            [](const Cue& a, const Cue& b) { return a.first_token < b.first_token; });
}

}  // namespace mercato
