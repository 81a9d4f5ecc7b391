#include "2_rules/lexicon.h"

#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
#include <boost/unordered/unordered_flat_set.hpp>
#include <fstream>
#include <sstream>

#include "2_rules/words.h"

namespace mercato {
namespace {

constexpr std::size_t kMaxMembers = 4096;

struct Row {
  std::string name;
  std::vector<std::string> members;  // as written
  std::string where;
  std::uint32_t line = 0;
};

Result<std::string> read_file(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return failure(file.string(), "cannot be read");
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

Result<void> parse_rows(std::string_view text, const std::string& where, std::vector<Row>& rows) {
  std::uint32_t number = 0;
  std::istringstream in{std::string(text)};
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.empty() || line[0] == '#') continue;
    const auto bad = [&](const char* message) {
      return tl::unexpected<Problem>(
          Problem{Severity::error, where, number, 0, message,
                  "a row is `<lemma>` or `@class`, a tab, and words separated by spaces"});
    };
    const std::size_t tab = line.find('\t');
    if (tab == std::string::npos) return bad("the row has no tab");
    Row row{line.substr(0, tab), {}, where, number};
    if (row.name.size() < 2 || (row.name[0] != '<' && row.name[0] != '@'))
      return bad("the name is no <lemma> or @class");
    std::istringstream words(line.substr(tab + 1));
    for (std::string word; words >> word;) row.members.push_back(word);
    if (row.members.empty()) return bad("the row has no members");
    rows.push_back(std::move(row));
  }
  return {};
}

class LoadedLexicon final : public Lexicon {
 public:
  explicit LoadedLexicon(std::shared_ptr<const Languages> languages)
      : languages_(std::move(languages)) {}

  Result<void> add(LanguageId language, const std::vector<Row>& rows) {
    boost::unordered_flat_map<std::string, const Row*> by_name;
    for (const Row& row : rows) {
      if (!by_name.emplace(row.name, &row).second)
        return problem(row, row.name + " is defined twice");
    }
    for (const Row& row : rows) {
      Class klass;
      if (auto ok = expand(row, by_name, language, klass, 0); !ok) return ok;
      names_[key(language, row.name)] = static_cast<ClassId>(classes_.size());
      filters_.emplace_back();
      for (const std::uint64_t hash : klass.hashes) filters_.back().insert(hash);
      classes_.push_back(std::move(klass));
    }
    return {};
  }

  ClassId find(LanguageId language, std::string_view name) const override {
    const auto it = names_.find(key(language, name));
    return it == names_.end() ? kNoClass : it->second;
  }
  const std::vector<std::vector<std::string>>& members(ClassId id) const override {
    return classes_[id].members;
  }

 private:
  struct Class {
    boost::unordered_flat_set<std::uint64_t> hashes;
    std::vector<std::vector<std::string>> members;
  };

  bool contains(ClassId id, std::uint64_t token_hash) const override {
    return classes_[id].hashes.contains(token_hash);
  }

  static std::string key(LanguageId language, std::string_view name) {
    return std::to_string(language) + ":" + std::string(name);
  }
  static tl::unexpected<Problem> problem(const Row& row, std::string message) {
    return tl::unexpected<Problem>(
        Problem{Severity::error, row.where, row.line, 0, std::move(message), {}});
  }

  Result<void> expand(const Row& row,
                      const boost::unordered_flat_map<std::string, const Row*>& by_name,
                      LanguageId language, Class& klass, int depth) {
    if (depth > 8) return problem(row, row.name + " contains itself");
    for (const std::string& member : row.members) {
      if (member[0] == '<' || (member[0] == '@' && member.size() > 1)) {
        const auto it = by_name.find(member);
        if (it == by_name.end()) return problem(row, member + " is not defined");
        if (auto ok = expand(*it->second, by_name, language, klass, depth + 1); !ok) return ok;
      } else {
        add_member(member, language, klass);
      }
      if (klass.members.size() > kMaxMembers)
        return problem(row, row.name + " has too many members");
    }
    return {};
  }

  void add_member(std::string member, LanguageId language, Class& klass) {
    std::replace(member.begin(), member.end(), '_', ' ');
    std::vector<std::string> words = words_of(member, language, *languages_, scratch_);
    if (words.empty()) return;
    if (words.size() == 1) klass.hashes.insert(fold_hash(words[0]));
    if (std::find(klass.members.begin(), klass.members.end(), words) == klass.members.end()) {
      klass.members.push_back(std::move(words));
    }
  }

  std::shared_ptr<const Languages> languages_;
  boost::unordered_flat_map<std::string, ClassId> names_;
  std::vector<Class> classes_;
  TokenizedText scratch_;
};

}  // namespace

Result<std::shared_ptr<const Lexicon>> Lexicon::load(const std::filesystem::path& data,
                                                     std::shared_ptr<const Languages> languages) {
  auto lexicon = std::make_shared<LoadedLexicon>(languages);
  for (std::size_t i = 0; i < languages->size(); ++i) {
    const auto language = static_cast<LanguageId>(i);
    const auto folder = data / "languages" / languages->info(language).tag;
    std::vector<std::filesystem::path> files{folder / "lexicon.tsv"};
    if (std::filesystem::exists(folder / "lexicon.d")) {
      for (const auto& entry : std::filesystem::directory_iterator(folder / "lexicon.d")) {
        if (entry.path().extension() == ".tsv") files.push_back(entry.path());
      }
    }
    std::sort(files.begin() + 1, files.end());
    std::vector<Row> rows;
    for (const auto& file : files) {
      if (!std::filesystem::exists(file)) continue;
      auto text = read_file(file);
      if (!text) return tl::unexpected(text.error());
      if (auto ok = parse_rows(*text, file.string(), rows); !ok) return tl::unexpected(ok.error());
    }
    if (auto ok = lexicon->add(language, rows); !ok) return tl::unexpected(ok.error());
  }
  return lexicon;
}

Result<std::shared_ptr<const Lexicon>> Lexicon::parse(std::string_view rows, LanguageId language,
                                                      std::shared_ptr<const Languages> languages) {
  auto lexicon = std::make_shared<LoadedLexicon>(std::move(languages));
  std::vector<Row> parsed;
  if (auto ok = parse_rows(rows, "lexicon", parsed); !ok) return tl::unexpected(ok.error());
  if (auto ok = lexicon->add(language, parsed); !ok) return tl::unexpected(ok.error());
  return lexicon;
}

}  // namespace mercato
