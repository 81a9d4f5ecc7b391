#include "2_rules/pattern.h"

#include <algorithm>
#include <optional>

#include "2_rules/words.h"

namespace mercato {
namespace {

constexpr std::size_t kMaxVariants = 512;
constexpr std::uint8_t kDefaultGap = 4, kMaxGap = 12;

using Sequence = std::vector<Element>;
using Variants = std::vector<Sequence>;

// Splits a line into items at white space; brackets stand alone, and so does a bar inside brackets,
// where it separates sequences.
std::vector<std::string> split_items(std::string_view text) {
  std::vector<std::string> items;
  std::string item;
  const auto flush = [&] {
    if (!item.empty()) items.push_back(std::move(item));
    item.clear();
  };
  bool in_lemma = false;
  int depth = 0;
  for (const char c : text) {
    if (c == '<') in_lemma = true;
    if (c == '>') in_lemma = false;
    const bool bracket = !in_lemma && (c == '(' || c == ')' || c == '[' || c == ']');
    if (bracket) depth += c == '(' || c == '[' ? 1 : -1;
    if (c == ' ' || c == '\t') {
      flush();
    } else if (bracket || (c == '|' && depth > 0)) {
      flush();
      items.emplace_back(1, c);
    } else {
      item += c;
    }
  }
  flush();
  return items;
}

// Words and prefixes of one place while they are read.
struct WordList {
  std::vector<std::uint64_t> hashes;
  std::vector<Prefix> prefixes;
};

bool is_single_word(const Sequence& sequence) {
  return sequence.size() == 1 && sequence[0].kind == Element::Kind::words;
}

class PatternParser {
 public:
  PatternParser(std::string_view text, const PatternContext& context)
      : context_(context), items_(split_items(text)) {
    prepositions_ = context.lexicon.find(context.language, "@prep");
  }

  Result<Variants> parse() {
    auto variants = parse_sequence(0);
    if (variants && next_ < items_.size()) return failure({}, "unexpected '" + items_[next_] + "'");
    return variants;
  }

 private:
  // Sequences up to the end or a closing bracket, with '|' between alternatives.
  Result<Variants> parse_sequence(int depth) {
    if (depth > 4) return failure({}, "brackets are nested too deeply");
    Variants all, current{Sequence{}};
    while (next_ < items_.size() && items_[next_] != ")" && items_[next_] != "]") {
      if (items_[next_] == "|") {
        ++next_;
        add_alternatives(current, all);
        current = {Sequence{}};
        continue;
      }
      auto item = parse_item(depth);
      if (!item) return item;
      auto joined = product(current, *item);
      if (!joined) return joined;
      current = std::move(*joined);
    }
    add_alternatives(current, all);
    return all;
  }

  // Alternatives of one word are one element, so that they do not multiply the variants.
  void add_alternatives(Variants& current, Variants& all) const {
    for (Sequence& sequence : current) {
      const auto single = std::find_if(all.begin(), all.end(), is_single_word);
      if (!is_single_word(sequence) || single == all.end()) {
        all.push_back(std::move(sequence));
        continue;
      }
      Element& into = single->front();
      const Element& from = sequence.front();
      into.words = context_.words.join(into.words, from.words);
      judge_prepositions(into);
    }
  }

  Result<Variants> parse_item(int depth) {
    const std::string item = items_[next_++];
    if (item == "(" || item == "[") {
      auto inner = parse_sequence(depth + 1);
      if (!inner) return inner;
      if (next_ == items_.size() || items_[next_++] != (item == "(" ? ")" : "]")) {
        return failure({}, "'" + item + "' is not closed");
      }
      if (item == "[") make_optional(*inner);
      return inner;
    }
    return parse_simple(item);
  }

  // A single word may be skipped where it stands; anything longer doubles the variants.
  static void make_optional(Variants& variants) {
    if (variants.size() == 1 && is_single_word(variants[0])) {
      variants[0][0].optional = true;
    } else {
      variants.push_back({});
    }
  }

  Result<Variants> parse_simple(const std::string& item) {
    if (item == "^" || item == "!^" || item == "$") {
      Element element;
      element.kind = item == "^"    ? Element::Kind::start
                     : item == "!^" ? Element::Kind::inside
                                    : Element::Kind::end;
      return Variants{{element}};
    }
    if (item.starts_with("..")) return parse_gap(item);
    if (const auto role = find_role(item)) return Variants{{*role}};
    if (item.size() > 1 && item[0] == '!') {
      auto words = parse_words(item.substr(1));
      if (!words) return words;
      for (Sequence& sequence : *words) {
        if (sequence.size() != 1) return failure({}, "'" + item + "' forbids more than one word");
        sequence[0].kind = Element::Kind::forbidden;
      }
      // Several single words were merged into one element, so one variant is left.
      if (words->size() != 1) return failure({}, "'" + item + "' forbids more than one word");
      return words;
    }
    return parse_words(item);
  }

  static Result<Variants> parse_gap(const std::string& item) {
    Element element;
    element.kind = Element::Kind::gap;
    element.gap = kDefaultGap;
    if (item.size() > 2) {
      const int gap = std::atoi(item.c_str() + 2);
      if (gap < 1 || gap > kMaxGap)
        return failure({}, "'" + item + "' is no gap of 1 to 12 tokens");
      element.gap = static_cast<std::uint8_t>(gap);
    }
    return Variants{{element}};
  }

  std::optional<Element> find_role(std::string item) const {
    Element element;
    element.kind = Element::Kind::role;
    if (item.ends_with('?')) {
      element.optional = true;
      item.pop_back();
    }
    for (std::size_t i = 0; i < context_.roles.size(); ++i) {
      if (context_.roles[i].name == item) {
        element.role = static_cast<std::uint8_t>(i);
        return element;
      }
    }
    return std::nullopt;
  }

  // "a|b*|<lemma>|@class": one element for the single words and prefixes, one variant more for each
  // longer member.
  Result<Variants> parse_words(const std::string& item) {
    WordList single;
    Variants variants;
    std::size_t begin = 0;
    while (begin <= item.size()) {
      const std::size_t bar = item.find('|', begin);
      const std::string part = item.substr(begin, bar == std::string::npos ? bar : bar - begin);
      begin = bar == std::string::npos ? item.size() + 1 : bar + 1;
      if (part.empty()) return failure({}, "an alternative of '" + item + "' is empty");
      if (auto ok = add_alternative(part, single, variants); !ok) return tl::unexpected(ok.error());
    }
    if (!single.hashes.empty() || !single.prefixes.empty()) {
      variants.insert(variants.begin(), Sequence{words_element(std::move(single))});
    }
    return variants;
  }

  Result<void> add_alternative(const std::string& part, WordList& single, Variants& variants) {
    if ((part[0] == '<' || part[0] == '@') && part.size() > 1) {
      const auto id = context_.lexicon.find(context_.language, part);
      if (id == Lexicon::kNoClass) return failure({}, part + " is not in the language's lexicon");
      for (const auto& words : context_.lexicon.members(id)) add_words(words, single, variants);
      return {};
    }
    if (std::all_of(part.begin(), part.end(),
                    [](char c) {
                      return (c >= 'A' && c <= 'Z') || c == '_' || c == '?' ||
                             (c >= '0' && c <= '9');
                    }) &&
        part.size() > 1 && part[0] >= 'A') {
      return failure({}, "no role is called '" + part + "'", "words are written in lower case");
    }
    if (part.ends_with('*')) return add_prefix(part.substr(0, part.size() - 1), single);
    std::vector<std::string> words =
        words_of(part, context_.language, context_.languages, scratch_);
    if (words.empty()) return failure({}, "'" + part + "' holds no word");
    add_words(words, single, variants);
    return {};
  }

  static Result<void> add_prefix(const std::string& stem, WordList& single) {
    const std::string folded = fold(stem);
    if (folded.size() < Prefix::kHead)
      return failure({}, "the prefix '" + stem + "*' is shorter than 3 letters");
    const auto length = static_cast<std::uint8_t>(std::min<std::size_t>(folded.size(), 255));
    single.prefixes.push_back({length, Prefix::head_of(folded), fold_hash(folded)});
    return {};
  }

  void add_words(const std::vector<std::string>& words, WordList& single, Variants& variants) {
    if (words.size() == 1) {
      single.hashes.push_back(fold_hash(words[0]));
      return;
    }
    Sequence sequence;
    for (const std::string& word : words)
      sequence.push_back(words_element({{fold_hash(word)}, {}}));
    variants.push_back(std::move(sequence));
  }

  Element words_element(WordList list) const {
    Element element;
    element.words = context_.words.add(std::move(list.hashes), list.prefixes);
    judge_prepositions(element);
    return element;
  }

  void judge_prepositions(Element& element) const {
    const auto hashes = context_.words.hashes(element.words);
    const auto is_preposition = [&](std::uint64_t hash) {
      return context_.lexicon.has(prepositions_, hash);
    };
    element.governing = context_.words.prefixes(element.words).empty() &&
                        std::all_of(hashes.begin(), hashes.end(), is_preposition);
    element.may_govern = std::any_of(hashes.begin(), hashes.end(), is_preposition);
  }

  static Result<Variants> product(const Variants& left, const Variants& right) {
    if (left.size() * right.size() > kMaxVariants)
      return failure({}, "the pattern has too many variants");
    Variants out;
    for (const Sequence& a : left) {
      for (const Sequence& b : right) {
        Sequence joined = a;
        joined.insert(joined.end(), b.begin(), b.end());
        out.push_back(std::move(joined));
      }
    }
    return out;
  }

  const PatternContext& context_;
  std::vector<std::string> items_;
  std::size_t next_ = 0;
  Lexicon::ClassId prepositions_ = Lexicon::kNoClass;
  TokenizedText scratch_;
};

// The rarest-looking words make the best anchor: few alternatives, no prepositions.
std::optional<std::uint32_t> choose_anchor(const Sequence& elements, const WordSets& words) {
  std::optional<std::uint32_t> best;
  int best_score = 0;
  for (std::uint32_t i = 0; i < elements.size(); ++i) {
    const Element& element = elements[i];
    if (element.kind != Element::Kind::words || element.optional) continue;
    const int score =
        (element.governing ? 1 : 1000) -
        static_cast<int>(std::min<std::size_t>(words.hashes(element.words).size(), 200));
    if (!best || score > best_score) {
      best = i;
      best_score = score;
    }
  }
  return best;
}

}  // namespace

Result<std::vector<Pattern>> parse_pattern(std::string_view text, const PatternContext& context) {
  PatternParser parser(text, context);
  auto variants = parser.parse();
  if (!variants) return tl::unexpected(variants.error());
  std::vector<Pattern> patterns;
  for (Sequence& elements : *variants) {
    const auto anchor = choose_anchor(elements, context.words);
    if (!anchor) return failure({}, "a variant of the pattern holds no word");
    Pattern pattern;
    pattern.anchor = *anchor;
    for (const Element& element : elements) {
      if (element.optional) continue;
      pattern.words += element.kind == Element::Kind::words;
    }
    pattern.elements = std::move(elements);
    patterns.push_back(std::move(pattern));
  }
  return patterns;
}

}  // namespace mercato
