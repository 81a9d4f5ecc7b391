// A linker over the small made-up reference of tests/link/reference, for the tests of this folder.
#pragma once

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "4_link/linker.h"

namespace mercato::link {

// Links whole documents and answers questions about what was found.
class LinkedDocument {
 public:
  Document document;
  TokenizedText tokens;
  LinkedText linked;

  // The name of the entity that these words of the text are a mention of ("" where they are none).
  // `nth` picks one of several places with the same words; `kind` one of several mentions.
  std::string at(std::string_view words, MentionKind kind = MentionKind::person,
                 int nth = 0) const {
    const Mention* found = mention(words, kind, nth);
    return found == nullptr ? "" : linked.entities[static_cast<std::size_t>(found->entity)].name;
  }
  const Mention* mention(std::string_view words, MentionKind kind, int nth = 0) const {
    for (const Mention& m : linked.mentions)
      if (m.kind == kind && slice(document.text, m.span) == words && nth-- == 0) return &m;
    return nullptr;
  }
  const Entity* entity(std::string_view name) const {
    for (const Entity& e : linked.entities)
      if (e.name == name) return &e;
    return nullptr;
  }
  std::string name(std::int32_t entity) const {
    return entity < 0 ? "" : linked.entities[static_cast<std::size_t>(entity)].name;
  }
  int count(MentionKind kind) const {
    return static_cast<int>(std::count_if(linked.entities.begin(), linked.entities.end(),
                                          [&](const Entity& e) { return e.kind == kind; }));
  }
};

class SmallWorld {
 public:
  static const SmallWorld& get() {
    static const SmallWorld world;
    return world;
  }

  LinkedDocument link(std::string text, std::string language,
                      std::string published = "2023-12-01") const {
    LinkedDocument result;
    result.document.text = std::move(text);
    result.document.language = language;
    result.document.published = Date::parse_iso(published).value_or(Date{});
    std::uint32_t begin = 0;
    const auto size = static_cast<std::uint32_t>(result.document.text.size());
    for (std::uint32_t i = 0; i <= size; ++i) {
      if (i < size && result.document.text[i] != '\n') continue;
      if (i > begin) {
        Block block;
        block.span = {begin, i};
        block.language = language;
        result.document.blocks.push_back(block);
      }
      begin = i + 1;
    }
    languages->tokenize(result.document, result.tokens);
    const auto scratch = linker->make_scratch();
    linker->link(result.document, result.tokens, *scratch, result.linked);
    return result;
  }

  std::shared_ptr<const Languages> languages;
  std::shared_ptr<const Reference> reference;
  std::shared_ptr<const Linker> linker;

 private:
  SmallWorld() {
    const std::filesystem::path root = MERCATO_SOURCE_DIR;
    const auto file = std::filesystem::temp_directory_path() /
                      ("mercato_link_test_" + std::to_string(::getpid()) + ".ref");
    languages = *Languages::load(root / "data");
    const auto imported = import_reference(
        {root / "data" / "reference", root / "tests" / "link" / "reference"}, file, *languages);
    if (!imported) throw std::runtime_error(imported.error().to_string());
    reference = *Reference::open(file);
    std::filesystem::remove(file);
    linker = *Linker::create(root / "data", languages, reference);
  }
};

}  // namespace mercato::link
