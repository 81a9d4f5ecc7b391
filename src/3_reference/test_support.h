// What the tests of this folder share: the languages of the project, and small tables compiled into
// a temporary file.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <vector>

#include "1_language/language.h"
#include "3_reference/reference.h"

namespace mercato::test {

inline std::filesystem::path source_dir() { return MERCATO_SOURCE_DIR; }

inline const Languages& languages() {
  static const auto loaded = Languages::load(source_dir() / "data");
  if (!loaded) throw std::runtime_error(loaded.error().to_string());
  return **loaded;
}

// A path that no other test uses; the file is removed at the end of the scope.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& name)
      : path_(std::filesystem::temp_directory_path() /
              ("mercato-" + std::to_string(::getpid()) + "-" + name)) {}
  ~TemporaryFile() { std::filesystem::remove(path_); }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// The tables of tests/reference/<folder>…, after those of data/reference, compiled and opened.
struct Compiled {
  TemporaryFile file{"compiled.ref"};
  ImportSummary summary;
  std::shared_ptr<const Reference> reference;

  explicit Compiled(const std::vector<std::string>& folders) {
    std::vector<std::filesystem::path> paths = {source_dir() / "data/reference"};
    for (const auto& folder : folders) paths.push_back(source_dir() / "tests/reference" / folder);
    auto imported = import_reference(paths, file.path(), languages());
    if (!imported) throw std::runtime_error(imported.error().to_string());
    summary = std::move(*imported);
    auto opened = Reference::open(file.path());
    if (!opened) throw std::runtime_error(opened.error().to_string());
    reference = std::move(*opened);
  }

  ReferenceId person(std::string_view id) const { return reference->find(MentionKind::person, id); }
  ReferenceId club(std::string_view id) const { return reference->find(MentionKind::club, id); }

  // The hits of a name split as text is.
  std::vector<NameHit> hits(std::string_view name) const {
    TokenizedText tokens;
    languages().tokenize(name, kUnknownLanguage, tokens);
    TrieCursor cursor;
    for (const Token& token : tokens.tokens) {
      if (token.kind == TokenKind::punctuation) continue;
      if (!reference->step(cursor, token.hash)) return {};
    }
    const auto found = reference->hits(cursor);
    return {found.begin(), found.end()};
  }
  // The one hit of the name that stands for the entity.
  std::optional<NameHit> hit(std::string_view name, ReferenceId entity) const {
    for (const NameHit& one : hits(name)) {
      if (one.entity == entity) return one;
    }
    return std::nullopt;
  }
};

}  // namespace mercato::test
