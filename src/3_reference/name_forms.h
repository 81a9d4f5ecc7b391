// How is an entity called? The names under which text may speak of it, derived from the imported
// ones.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "3_reference/reference.h"
#include "3_reference/tables.h"

namespace mercato {

struct DerivedName {
  std::string text;
  NameForm form = NameForm::full;
  std::uint8_t ambiguous = 0;
  std::string_view language = "*";
};

// Full, short and family names of a person; `family_name_first` adds the other order ("Heung-min
// Son", "Son Heung-min").
std::vector<DerivedName> person_names(const PersonRecord& person, const NameWords& words,
                                      bool family_name_first);

// Names of a club as imported, without its city and nicknames and without its bared name.
std::vector<DerivedName> club_names(const ClubRecord& club);
// The club's name without legal forms and years at its ends; empty where nothing is to be left out
// or nothing would be left.
std::string bare_club_name(std::string_view name, const NameWords& words);
// A nickname with and without its article and, where it is one word, in the other inflections of
// its language.
std::vector<DerivedName> nickname_names(const NicknameRecord& nickname, const NameWords& words);

std::vector<DerivedName> competition_names(const CompetitionRecord& competition);
std::vector<DerivedName> source_names(const SourceRecord& source, const NameWords& words);

// White-space separated words.
std::vector<std::string_view> split_words(std::string_view text);
// A name as lookups compare it: folded, everything but letters and digits one space.
std::string lookup_key(std::string_view name);

}  // namespace mercato
