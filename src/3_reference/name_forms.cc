#include "3_reference/name_forms.h"

#include <algorithm>

#include "1_language/language.h"

namespace mercato {

namespace {

using Words = std::vector<std::string_view>;

// The words from `begin` on as they stand in the text that they are views of.
std::string_view tail(const Words& words, std::size_t begin) {
  const char* first = words[begin].data();
  return {first, static_cast<std::size_t>(words.back().data() + words.back().size() - first)};
}
std::string_view head(const Words& words, std::size_t end) {
  const char* first = words.front().data();
  return {first, static_cast<std::size_t>(words[end - 1].data() + words[end - 1].size() - first)};
}

bool is_initial(std::string_view word) {
  return word.size() <= 1 || (word.size() <= 4 && word.ends_with('.'));
}

// Family names: the last word, the last word with the particles before it, and all but the first
// word.
void add_surnames(const Words& words, const NameWords& known, std::vector<DerivedName>& out) {
  if (words.size() < 2) return;
  std::size_t begin = words.size() - 1;
  out.push_back({std::string(words[begin]), NameForm::surname});
  while (begin > 1 && known.particles.contains(fold(words[begin - 1]))) --begin;
  if (begin < words.size() - 1) out.push_back({std::string(tail(words, begin)), NameForm::surname});
  if (words.size() == 3 && begin == 2)
    out.push_back({std::string(tail(words, 1)), NameForm::surname});
}

// A name of one person in one spelling: whole, without a "Jr." at its end, and its family names.
void add_person_name(std::string_view name, const NameWords& known, std::vector<DerivedName>& out) {
  out.push_back({std::string(name), NameForm::full});
  Words words = split_words(name);
  if (words.size() < 2) return;
  if (known.suffixes.contains(fold(words.back()))) {
    words.pop_back();
    out.push_back({std::string(head(words, words.size())), NameForm::short_name});
  }
  add_surnames(words, known, out);
}

NameForm alias_form(std::string_view alias, std::string_view name) {
  const Words words = split_words(alias), whole = split_words(name);
  if (words.empty() || whole.empty()) return NameForm::full;
  if (words.size() > 1) return is_initial(words.front()) ? NameForm::short_name : NameForm::full;
  if (whole.size() == 1) return NameForm::full;
  return fold(words.front()) == fold(whole.front()) ? NameForm::first_name : NameForm::short_name;
}

// "Coupe de l'UEFA (before 2009)" → "Coupe de l'UEFA"
std::string without_parentheses(std::string_view text) {
  std::string plain;
  int depth = 0;
  for (const char c : text) {
    if (c == '(') ++depth;
    if (depth == 0) plain += c;
    if (c == ')' && depth > 0) --depth;
  }
  return std::string(trim_blanks(plain));
}

bool begins_lower_case(std::string_view word) {
  return !word.empty() && word[0] >= 'a' && word[0] <= 'z';
}

// Whether the note of a nickname holds this phrase.
bool says(const NicknameRecord& nickname, std::string_view phrase) {
  return nickname.note.find(phrase) != std::string_view::npos;
}

NameForm nickname_form(const NicknameRecord& nickname) {
  if (says(nickname, "demonym") || says(nickname, "colours")) return NameForm::demonym;
  if (says(nickname, "spelling") || (nickname.language == "*" && nickname.note.empty()))
    return NameForm::short_name;
  return NameForm::nickname;
}

// "marseillais" → "marseillaise", "marseillaises": by the longest ending that fits.
void add_inflections(std::string_view word, std::string_view language, const NameWords& known,
                     DerivedName pattern, std::vector<DerivedName>& out) {
  const std::string folded = fold(word);
  const NameWords::Inflection* best = nullptr;
  for (const auto& rule : known.inflections) {
    if (rule.language != language || !folded.ends_with(rule.ending) ||
        folded.size() < rule.ending.size() + 3)
      continue;
    if (!best || rule.ending.size() > best->ending.size()) best = &rule;
  }
  if (!best) return;
  for (const auto& ending : best->endings) {
    pattern.text = folded.substr(0, folded.size() - best->ending.size()) + ending;
    out.push_back(pattern);
  }
}

// The text after its article, empty where it has none.
std::string_view without_article(std::string_view text, std::string_view language,
                                 const NameWords& known) {
  const auto articles = known.articles.find(std::string(language));
  if (articles == known.articles.end()) return {};
  const std::string folded = fold(text);
  for (const auto& article : articles->second) {
    const bool elided = article.ends_with('\'');
    const auto after = elided ? text.find_first_of("'\xE2") : text.find(' ');
    if (after == std::string_view::npos || !folded.starts_with(article)) continue;
    if (elided) return trim_blanks(text.substr(after + (text[after] == '\'' ? 1 : 3)));
    if (fold(text.substr(0, after)) == article) return trim_blanks(text.substr(after));
  }
  return {};
}

}  // namespace

std::vector<std::string_view> split_words(std::string_view text) { return split_values(text, ' '); }

std::string lookup_key(std::string_view name) {
  std::string key;
  for (const char c : fold(name)) {
    const bool is_word =
        (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
    if (is_word) {
      key += c;
    } else if (!key.empty() && key.back() != ' ') {
      key += ' ';
    }
  }
  if (key.ends_with(' ')) key.pop_back();
  return key;
}

std::vector<DerivedName> person_names(const PersonRecord& person, const NameWords& words,
                                      bool family_name_first) {
  std::vector<DerivedName> names;
  add_person_name(person.name, words, names);
  if (!person.full_name.empty()) names.push_back({std::string(person.full_name), NameForm::full});
  for (const auto alias : person.aliases)
    names.push_back({std::string(alias), alias_form(alias, person.name)});
  const Words parts = split_words(person.name);
  if (family_name_first && parts.size() == 2) {
    names.push_back({std::string(parts[1]) + " " + std::string(parts[0]), NameForm::full});
  }
  return names;
}

std::vector<DerivedName> club_names(const ClubRecord& club) {
  std::vector<DerivedName> names;
  const auto add = [&](std::string_view text, NameForm form) {
    names.push_back({without_parentheses(text), form});
  };
  add(club.name, NameForm::full);
  for (const auto alias : club.aliases) add(alias, NameForm::full);
  for (const auto name : club.short_names) add(name, NameForm::short_name);
  return names;
}

std::string bare_club_name(std::string_view name, const NameWords& known) {
  const std::string plain = without_parentheses(name);
  Words words = split_words(plain);
  const std::size_t before = words.size();
  const auto is_noise = [&](std::string_view word) {
    return known.club_noise.contains(fold(word));
  };
  while (!words.empty() && is_noise(words.back())) words.pop_back();
  while (!words.empty() && is_noise(words.front())) words.erase(words.begin());
  if (words.empty() || words.size() == before) return {};
  std::string bare(tail(words, 0));
  // Two letters are a country, a state or an abbreviation, never a name.
  return lookup_key(bare).size() < 3 ? std::string{} : bare;
}

std::vector<DerivedName> nickname_names(const NicknameRecord& nickname, const NameWords& words) {
  std::vector<DerivedName> names;
  DerivedName name{std::string(nickname.text), nickname_form(nickname), 0, nickname.language};
  if (name.language.empty()) name.language = "*";
  if (says(nickname, "ambiguous") || says(nickname, "place") || says(nickname, "region"))
    name.ambiguous = kMeansOther;
  names.push_back(name);
  const std::string_view rest = without_article(nickname.text, nickname.language, words);
  if (!rest.empty()) {
    name.text = rest;
    names.push_back(name);
  }
  const std::string_view stem = rest.empty() ? nickname.text : rest;
  if (name.form != NameForm::short_name && split_words(stem).size() == 1) {
    add_inflections(stem, nickname.language, words, name, names);
  }
  return names;
}

std::vector<DerivedName> competition_names(const CompetitionRecord& competition) {
  std::vector<DerivedName> names;
  for (const auto& [tag, text] : competition.names) {
    names.push_back({without_parentheses(text), NameForm::full, 0, "*"});
  }
  for (const auto alias : competition.aliases) {
    const bool one_word = split_words(alias).size() == 1;
    names.push_back({without_parentheses(alias), one_word ? NameForm::short_name : NameForm::full});
  }
  return names;
}

std::vector<DerivedName> source_names(const SourceRecord& source, const NameWords& words) {
  std::vector<DerivedName> names;
  const bool person = source.kind == "journalist";
  if (person) {
    add_person_name(source.name, words, names);
  } else {
    names.push_back({without_parentheses(source.name), NameForm::full});
  }
  for (const auto alias : source.aliases) {
    const Words parts = split_words(alias);
    if (parts.size() > 1 && begins_lower_case(parts.back())) {
      // A saying that the source is known for ("here we go") rather than a name of it.
      names.push_back({std::string(alias), NameForm::nickname, kMeansOther});
    } else {
      const bool full = !person || parts.size() > 1;
      names.push_back({without_parentheses(alias), full ? NameForm::full : NameForm::short_name});
    }
  }
  return names;
}

}  // namespace mercato
