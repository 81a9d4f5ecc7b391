#include "1_language/language_data.h"

#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#include <toml++/toml.h>

#include <algorithm>
#include <optional>
#include <sstream>
#include <string_view>
#include <system_error>

namespace mercato {
namespace fs = std::filesystem;
namespace {

std::vector<fs::path> language_folders(const fs::path& languages, std::error_code& error) {
  std::vector<fs::path> folders;
  for (fs::directory_iterator at(languages, error), end; !error && at != end; at.increment(error)) {
    const std::string name = at->path().filename().string();
    if (at->is_directory() && !name.empty() && name[0] != '_' && name[0] != '.' &&
        fs::exists(at->path() / "language.toml")) {
      folders.push_back(at->path());
    }
  }
  std::sort(folders.begin(), folders.end());
  return folders;
}

// One language.toml on its way into the tables.
class LanguageFile {
 public:
  LanguageFile(fs::path path, LanguageMask language)
      : path_(std::move(path)), language_(language) {}

  std::optional<Problem> read(LanguageData& data) {
    const std::optional<Problem> problem = parse();
    if (problem) return problem;
    add_info(data);
    add_words(data.words);
    return problem_;
  }

 private:
  std::optional<Problem> parse() {
    toml::parse_result parsed = toml::parse_file(path_.string());
    if (!parsed) {
      const toml::parse_error& error = parsed.error();
      return Problem{Severity::error,
                     path_.string(),
                     error.source().begin.line,
                     0,
                     std::string(error.description()),
                     {}};
    }
    table_ = std::move(parsed).table();
    return std::nullopt;
  }

  void add_info(LanguageData& data) {
    LanguageInfo info;
    info.tag = table_["tag"].value_or(std::string());
    info.name = table_["name"].value_or(std::string());
    const std::string folder = path_.parent_path().filename().string();
    if (info.tag != folder) complain("tag", "must be the name of its folder, \"" + folder + "\"");
    if (info.name.empty()) complain("name", "is missing");
    data.infos.push_back(std::move(info));
  }

  void add_words(LanguageWords& words) {
    const toml::table& root = table_;
    add(root["stop_words"], "stop_words", words.stop_words);
    const auto tokens = root["tokens"];
    add(tokens["elisions"], "tokens.elisions", words.elisions);
    add(tokens["verbal_elisions"], "tokens.verbal_elisions", words.verbal_elisions);
    add(tokens["truncations"], "tokens.truncations", words.truncations);
    add(tokens["enclitics"], "tokens.enclitics", words.enclitics);
    add(tokens["proclitics"], "tokens.proclitics", words.proclitics);
    const auto sentences = root["sentences"];
    add(sentences["before_numbers"], "sentences.before_numbers", words.before_numbers);
    add(sentences["titles"], "sentences.titles", words.titles);
    add(sentences["abbreviations"], "sentences.abbreviations", words.abbreviations);
    add(sentences["numbered"], "sentences.numbered", words.numbered);
    add(sentences["address_ends"], "sentences.address_ends", words.address_ends);
    add(sentences["particles"], "sentences.particles", words.particles);
    add_phrases(sentences["link_openers"], "sentences.link_openers", words);
    if (sentences["ordinal_dot"].value_or(false)) words.ordinal_dot |= language_;
  }

  // A list may be absent (the language has no such words) but not of another kind.
  void add(toml::node_view<const toml::node> node, std::string_view key, WordTable& words) {
    if (!node) return;
    const toml::array* list = node.as_array();
    if (!list) return complain(key, "must be a list of words");
    for (const toml::node& entry : *list) {
      const auto word = entry.value<std::string_view>();
      if (!word || word->empty()) return complain(key, "must hold words only", entry);
      words.add(fold_hash(fold(*word)), language_);
    }
  }

  void add_phrases(toml::node_view<const toml::node> node, std::string_view key,
                   LanguageWords& words) {
    if (!node) return;
    const toml::array* list = node.as_array();
    if (!list) return complain(key, "must be a list of phrases");
    for (const toml::node& entry : *list) {
      std::istringstream phrase(entry.value_or(std::string()));
      std::uint64_t whole = 0;
      std::uint32_t count = 0;
      for (std::string word; phrase >> word; ++count) {
        const std::uint64_t hash = fold_hash(fold(word));
        if (count == 0) words.link_words.add(hash, language_);
        whole = phrase_hash(whole, hash);
      }
      if (count == 0 || count > kMaxLinkWords)
        return complain(key, "must hold phrases of one to four words", entry);
      words.link_openers.add(whole, language_);
    }
  }

  void complain(std::string_view key, std::string message) {
    complain(key, std::move(message), table_);
  }
  void complain(std::string_view key, std::string message, const toml::node& where) {
    if (problem_) return;
    problem_ = Problem{Severity::error,
                       path_.string(),
                       where.source().begin.line,
                       0,
                       "\"" + std::string(key) + "\" " + std::move(message),
                       "data/languages/_specimen/language.toml shows the form"};
  }

  fs::path path_;
  LanguageMask language_;
  toml::table table_;
  std::optional<Problem> problem_;
};

}  // namespace

Result<LanguageData> load_language_data(const fs::path& languages) {
  std::error_code error;
  const std::vector<fs::path> folders = language_folders(languages, error);
  if (error) return failure(languages.string(), "cannot list the languages: " + error.message());
  if (folders.empty()) return failure(languages.string(), "holds no language");
  if (folders.size() > kMaxLanguages) return failure(languages.string(), "holds over 64 languages");
  LanguageData data;
  for (std::size_t i = 0; i < folders.size(); ++i) {
    auto problem = LanguageFile(folders[i] / "language.toml", LanguageMask{1} << i).read(data);
    if (problem) return tl::unexpected<Problem>(*std::move(problem));
  }
  return data;
}

}  // namespace mercato
