#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
#include <charconv>
#include <fstream>
#include <optional>
#include <sstream>

#include "0_core/claim.h"
#include "2_rules/anchor_index.h"
#include "2_rules/matcher.h"
#include "2_rules/pattern.h"
#include "2_rules/rule_file.h"
#include "2_rules/rules.h"
#include "2_rules/surroundings.h"

namespace mercato {
namespace {

class LoadedRuleBook final : public RuleBook {
 public:
  LoadedRuleBook(std::vector<RoleSpec> roles, std::shared_ptr<const Languages> languages,
                 std::shared_ptr<const Lexicon> lexicon)
      : roles_(std::move(roles)),
        languages_(std::move(languages)),
        lexicon_(std::move(lexicon)),
        indexes_(languages_->size()) {
    for (std::size_t i = 0; i < indexes_.size(); ++i) {
      indexes_[i].grammar = GrammarWords(*lexicon_, static_cast<LanguageId>(i));
    }
  }

  Result<void> add_file(std::string_view text, const std::string& where, std::string_view topic,
                        LanguageId language) {
    auto parsed = parse_rule_file(text, where);
    if (!parsed) return tl::unexpected(parsed.error());
    for (RuleText& rule : *parsed) {
      if (auto ok = add_rule(std::move(rule), where, topic, language); !ok) return ok;
    }
    return {};
  }

  // Closes the indexes; called once after the last file.
  void finish() {
    for (Index& index : indexes_) index.anchors.finish();
  }

  std::span<const Rule> rules() const override { return rules_; }
  std::span<const RoleSpec> roles() const override { return roles_; }

  void match(const TokenizedText& text, std::uint32_t sentence, LanguageId language,
             std::span<const Mention> mentions, std::vector<RuleMatch>& out) const override {
    if (language >= indexes_.size()) return;
    const Index& index = indexes_[language];
    if (index.patterns.empty()) return;
    SentenceView view(text, sentence, mentions);
    const std::size_t begin = out.size();
    Surroundings around(view, roles_);
    for (std::uint32_t token = view.first_token(); token < view.end_token(); ++token) {
      around.move_to(token);
      index.anchors.for_each(text, token, around, [&](std::uint32_t number) {
        const Pattern& pattern = index.patterns[number];
        if (!view.is_weighed()) view.weigh(index.grammar);
        auto match = match_pattern(pattern, token, {view, roles_, index.words});
        if (!match) return;
        match->rule = pattern.rule;
        match->sentence = sentence;
        keep_best(*match, out);
      });
    }
    drop_covered(out, begin);
  }

  std::vector<Problem> verify() const override {
    std::vector<Problem> problems;
    for (std::size_t i = 0; i < rules_.size(); ++i)
      verify_rule(static_cast<std::uint32_t>(i), problems);
    return problems;
  }

 private:
  // The patterns of one language.
  struct Index {
    std::vector<Pattern> patterns;
    WordSets words;
    AnchorIndex anchors;
    GrammarWords grammar;
  };
  struct Origin {
    std::string where;
    RuleText text;
  };

  static tl::unexpected<Problem> located(Problem problem, const std::string& where,
                                         std::uint32_t line) {
    problem.where = where;
    problem.line = line;
    return tl::unexpected(std::move(problem));
  }

  Result<void> add_rule(RuleText text, const std::string& where, std::string_view topic,
                        LanguageId language) {
    Rule rule;
    rule.id = languages_->info(language).tag + "/" + std::string(topic) + "/" + text.name;
    rule.topic = topic;
    rule.language = language;
    rule.attributes = text.attributes;
    if (!ids_.emplace(rule.id, true).second)
      return located({Severity::error, {}, 0, 0, "rule " + text.name + " stands twice", {}}, where,
                     text.line);
    const auto id = static_cast<std::uint32_t>(rules_.size());
    const std::uint8_t close = read_close(rule);
    const PatternContext context{roles_, *languages_, *lexicon_, language,
                                 indexes_[language].words};
    for (const auto& [pattern_text, line] : text.matches) {
      auto patterns = parse_pattern(pattern_text, context);
      if (!patterns) return located(patterns.error(), where, line);
      for (Pattern& pattern : *patterns) {
        pattern.rule = id;
        pattern.close = close;
        rule.words = std::max(rule.words, pattern.words);
        add_pattern(std::move(pattern), indexes_[language]);
      }
    }
    rules_.push_back(std::move(rule));
    origins_.push_back({where, std::move(text)});
    return {};
  }

  // Attribute `close=N`, of all books; a value that is no number has no effect.
  static std::uint8_t read_close(const Rule& rule) {
    std::uint8_t close = Pattern::kAnyReach;
    const std::string_view value = rule.attribute("close");
    std::from_chars(value.data(), value.data() + value.size(), close);
    return close;
  }

  static void add_pattern(Pattern pattern, Index& index) {
    index.anchors.add(pattern, static_cast<std::uint32_t>(index.patterns.size()), index.words);
    index.patterns.push_back(std::move(pattern));
  }

  static int filled(const RuleMatch& match) {
    return static_cast<int>(std::count_if(std::begin(match.roles), std::end(match.roles),
                                          [](std::int32_t m) { return m >= 0; }));
  }

  // One match for each rule and words: the one with more roles, then the cheaper.
  static void keep_best(const RuleMatch& match, std::vector<RuleMatch>& out) {
    for (std::size_t i = out.size(); i-- > 0 && out[i].sentence == match.sentence;) {
      RuleMatch& other = out[i];
      if (other.rule != match.rule || other.first_token >= match.end_token ||
          match.first_token >= other.end_token)
        continue;
      const bool longer = match.end_token - match.first_token > other.end_token - other.first_token;
      if (filled(match) > filled(other) ||
          (filled(match) == filled(other) &&
           (match.cost < other.cost || (match.cost == other.cost && longer))))
        other = match;
      return;
    }
    out.push_back(match);
  }

  // Leaves out matches whose words lie within the words of a longer match of the same topic.
  void drop_covered(std::vector<RuleMatch>& out, std::size_t begin) const {
    constexpr std::uint32_t kDropped = 0xffffffff;
    const auto covers = [&](const RuleMatch& a, const RuleMatch& b) {
      return a.first_token <= b.first_token && b.end_token <= a.end_token &&
             a.end_token - a.first_token > b.end_token - b.first_token &&
             rules_[a.rule].topic == rules_[b.rule].topic && filled(a) >= filled(b);
    };
    for (std::size_t i = begin; i < out.size(); ++i) {
      for (std::size_t j = begin; j < out.size() && out[i].sentence != kDropped; ++j) {
        if (i != j && covers(out[j], out[i])) out[i].sentence = kDropped;
      }
    }
    std::erase_if(out, [](const RuleMatch& match) { return match.sentence == kDropped; });
  }

  // --- examples ---
  void verify_rule(std::uint32_t id, std::vector<Problem>& problems) const {
    const Origin& origin = origins_[id];
    bool positive = false, negative = false;
    for (const RuleExample& example : origin.text.examples) {
      (example.must_match ? positive : negative) = true;
      if (auto problem = verify_example(id, example)) {
        problem->where = origin.where;
        problem->line = example.line;
        problems.push_back(std::move(*problem));
      }
    }
    if (!positive || !negative) {
      problems.push_back({Severity::error,
                          origin.where,
                          origin.text.line,
                          0,
                          "rule " + origin.text.name + " has no " +
                              (positive ? "near miss ('-')" : "example ('+')"),
                          {}});
    }
  }

  std::optional<Problem> verify_example(std::uint32_t id, const RuleExample& example) const {
    auto parsed = parse_example(example.text);
    if (!parsed) return parsed.error();
    TokenizedText text;
    languages_->tokenize(parsed->text, rules_[id].language, text);
    std::vector<Mention> mentions;
    std::vector<std::int32_t> expected(roles_.size(), -1);
    if (auto problem = place_mentions(*parsed, text, mentions, expected)) return problem;
    std::vector<RuleMatch> matches;
    for (std::uint32_t s = 0; s < text.sentences.size(); ++s)
      match(text, s, rules_[id].language, mentions, matches);
    std::erase_if(matches, [&](const RuleMatch& m) { return m.rule != id; });
    return compare(example, matches, mentions, expected);
  }

  std::optional<Problem> place_mentions(const ExampleText& example, const TokenizedText& text,
                                        std::vector<Mention>& mentions,
                                        std::vector<std::int32_t>& expected) const {
    std::vector<std::pair<Mention, std::string>> placed;
    for (const ExampleMention& bracket : example.mentions) {
      Mention mention;
      mention.span = {bracket.begin, bracket.end};
      mention.first_token = static_cast<std::uint32_t>(text.tokens.size());
      for (std::uint32_t i = 0; i < text.tokens.size(); ++i) {
        if (!mention.span.contains(text.tokens[i].span)) continue;
        mention.first_token = std::min(mention.first_token, i);
        mention.end_token = i + 1;
      }
      const auto kind = kind_of(bracket.label);
      if (!kind || mention.end_token == 0)
        return Problem{
            Severity::error,
            {},
            0,
            0,
            "the bracket [" + bracket.label + " …] names no role or kind, or holds no word",
            {}};
      mention.kind = *kind;
      placed.emplace_back(mention, bracket.label.substr(0, bracket.label.find(':')));
    }
    std::stable_sort(placed.begin(), placed.end(), [](const auto& a, const auto& b) {
      return std::make_pair(a.first.first_token, -static_cast<std::int64_t>(a.first.end_token)) <
             std::make_pair(b.first.first_token, -static_cast<std::int64_t>(b.first.end_token));
    });
    for (const auto& [mention, label] : placed) {
      for (std::size_t r = 0; r < roles_.size(); ++r) {
        if (roles_[r].name == label) expected[r] = static_cast<std::int32_t>(mentions.size());
      }
      mentions.push_back(mention);
    }
    return std::nullopt;
  }

  std::optional<MentionKind> kind_of(const std::string& label) const {
    const std::size_t colon = label.find(':');
    if (colon != std::string::npos) return parse_enum<MentionKind>(label.substr(colon + 1));
    for (const RoleSpec& role : roles_) {
      if (role.name != label) continue;
      for (int kind = 0; kind < kMentionKinds; ++kind) {
        if (role.kinds & (1u << kind)) return static_cast<MentionKind>(kind);
      }
    }
    return parse_enum<MentionKind>(label);
  }

  std::optional<Problem> compare(const RuleExample& example, const std::vector<RuleMatch>& matches,
                                 const std::vector<Mention>& mentions,
                                 const std::vector<std::int32_t>& expected) const {
    const auto bad = [&](std::string message) {
      return Problem{Severity::error, {}, 0, 0, std::move(message) + ": " + example.text, {}};
    };
    if (!example.must_match) {
      if (matches.empty()) return std::nullopt;
      return bad("the near miss matches");
    }
    if (matches.empty()) return bad("the example does not match");
    for (const RuleMatch& match : matches) {
      if (std::equal(expected.begin(), expected.end(), match.roles)) return std::nullopt;
    }
    std::string found;
    for (std::size_t r = 0; r < roles_.size(); ++r) {
      if (matches[0].roles[r] != expected[r]) {
        found +=
            " " + roles_[r].name +
            (matches[0].roles[r] < 0 ? " is empty"
                                     : " is mention " + std::to_string(matches[0].roles[r] + 1) +
                                           " of " + std::to_string(mentions.size()));
      }
    }
    return bad("the example matches with other roles (" + found.substr(found.empty() ? 0 : 1) +
               ")");
  }

  std::vector<RoleSpec> roles_;
  std::shared_ptr<const Languages> languages_;
  std::shared_ptr<const Lexicon> lexicon_;
  std::vector<Index> indexes_;  // by language
  std::vector<Rule> rules_;
  std::vector<Origin> origins_;  // parallel to rules_
  boost::unordered_flat_map<std::string, bool> ids_;
};

}  // namespace

std::string_view Rule::attribute(std::string_view key) const {
  for (const auto& [name, value] : attributes) {
    if (name == key) return value;
  }
  return {};
}

Result<std::shared_ptr<const RuleBook>> RuleBook::load(const std::filesystem::path& data,
                                                       std::string_view book,
                                                       std::vector<RoleSpec> roles,
                                                       std::shared_ptr<const Languages> languages,
                                                       std::shared_ptr<const Lexicon> lexicon) {
  auto out = std::make_shared<LoadedRuleBook>(std::move(roles), languages, std::move(lexicon));
  for (std::size_t i = 0; i < languages->size(); ++i) {
    const auto folder = data / "languages" / languages->info(static_cast<LanguageId>(i)).tag / book;
    if (!std::filesystem::is_directory(folder)) continue;
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      if (entry.path().extension() == ".rules") files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    for (const auto& file : files) {
      std::ifstream in(file, std::ios::binary);
      std::ostringstream text;
      text << in.rdbuf();
      if (!in) return failure(file.string(), "cannot be read");
      if (auto ok = out->add_file(text.str(), file.string(), file.stem().string(),
                                  static_cast<LanguageId>(i));
          !ok) {
        return tl::unexpected(ok.error());
      }
    }
  }
  out->finish();
  return out;
}

Result<std::shared_ptr<const RuleBook>> RuleBook::parse(std::string_view rules,
                                                        std::string_view topic, LanguageId language,
                                                        std::vector<RoleSpec> roles,
                                                        std::shared_ptr<const Languages> languages,
                                                        std::shared_ptr<const Lexicon> lexicon) {
  auto out =
      std::make_shared<LoadedRuleBook>(std::move(roles), std::move(languages), std::move(lexicon));
  if (auto ok = out->add_file(rules, std::string(topic) + ".rules", topic, language); !ok)
    return tl::unexpected(ok.error());
  out->finish();
  return out;
}

}  // namespace mercato
