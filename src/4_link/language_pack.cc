#include "4_link/language_pack.h"

#include <algorithm>

#include "4_link/data_lines.h"

namespace mercato::link {
namespace {

// Adds the phrases of data rows to a pack.
class PhraseLoader {
 public:
  PhraseLoader(const Languages& languages, LanguagePack& pack)
      : languages_(languages), pack_(pack) {}

  void add(std::string_view phrases, PhraseValue value) {
    for (const std::string_view phrase : split_words(phrases)) add_one(phrase, value);
  }

 private:
  void add_one(std::string_view phrase, PhraseValue value) {
    std::string spaced(phrase);
    std::replace(spaced.begin(), spaced.end(), '_', ' ');
    languages_.tokenize(spaced, pack_.language, text_);
    words_.clear();
    for (const Token& token : text_.tokens)
      if (token.kind != TokenKind::punctuation) words_.push_back(token.hash);
    if (words_.empty()) return;
    pack_.phrases.add(words_, value);
    pack_.words.add(words_.front(), classes_of(WordClass::phrase_start));
  }

  const Languages& languages_;
  LanguagePack& pack_;
  TokenizedText text_;
  std::vector<std::uint64_t> words_;
};

std::string add_reference_row(const std::vector<std::string_view>& fields, PhraseLoader& loader) {
  constexpr std::pair<std::string_view, PhraseKind> kKinds[] = {
      {"person", PhraseKind::person},         {"player", PhraseKind::player},
      {"impersonal", PhraseKind::impersonal}, {"plays_for", PhraseKind::plays_for},
      {"plays_at", PhraseKind::plays_at},     {"lent_by", PhraseKind::lent_by}};
  for (const auto& [name, kind] : kKinds) {
    if (fields[0] != name) continue;
    loader.add(fields[1], {kind, 0});
    return {};
  }
  return "there is no kind '" + std::string(fields[0]) +
         "': person, player, impersonal, plays_for, plays_at or lent_by";
}

}  // namespace

std::uint16_t Vocabulary::position(std::string_view name) {
  const auto found = std::find(positions.begin(), positions.end(), name);
  if (found == positions.end()) positions.emplace_back(name);
  return static_cast<std::uint16_t>(std::find(positions.begin(), positions.end(), name) -
                                    positions.begin());
}

Result<LanguagePack> load_language_pack(const std::filesystem::path& folder, LanguageId language,
                                        const Languages& languages, Vocabulary& vocabulary) {
  LanguagePack pack;
  pack.language = language;
  auto words = WordTable::load(folder / "words.tsv");
  if (!words) return tl::unexpected(words.error());
  pack.words = std::move(*words);
  auto caseless = WordTable::load(folder / "caseless.tsv");
  if (!caseless) return tl::unexpected(caseless.error());
  pack.caseless = !caseless->empty();
  pack.words.merge(*caseless, classes_of(WordClass::plain));

  PhraseLoader loader(languages, pack);
  using Fields = std::vector<std::string_view>;
  Result<void> read = read_rows(folder / "positions.tsv", 2, [&](const Fields& row) -> std::string {
    loader.add(row[1], {PhraseKind::position, vocabulary.position(row[0])});
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  read = read_rows(folder / "references.tsv", 2,
                   [&](const Fields& row) { return add_reference_row(row, loader); });
  if (!read) return tl::unexpected(read.error());
  read = read_rows(folder / "clubs.tsv", 2,
                   [&](const Fields& row) { return add_reference_row(row, loader); });
  if (!read) return tl::unexpected(read.error());
  return pack;
}

}  // namespace mercato::link
