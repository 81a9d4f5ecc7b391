// A linked text and a small rule book for the tests of this folder, so that they do not depend on
// what the languages' own rules say.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "5_claim/extractor.h"

namespace mercato {

// "L'[club Norville] vise [person Jan Marek]." with its mentions; equal words are one entity.
class MarkedText {
 public:
  MarkedText(const Languages& languages, std::string_view marked) {
    document.language = "fr";
    struct Place {
      Span span;
      MentionKind kind;
    };
    std::vector<Place> places;
    for (std::size_t i = 0; i < marked.size(); ++i) {
      if (marked[i] != '[') {
        document.text += marked[i];
        continue;
      }
      const std::size_t space = marked.find(' ', i), end = marked.find(']', i);
      const auto begin = static_cast<std::uint32_t>(document.text.size());
      document.text += marked.substr(space + 1, end - space - 1);
      places.push_back({{begin, static_cast<std::uint32_t>(document.text.size())},
                        kind_of(marked.substr(i + 1, space - i - 1))});
      i = end;
    }
    split_paragraphs();
    languages.tokenize(document, tokens);
    for (const Place& place : places) add(place.span, place.kind);
  }

  // Says that `club` holds `person`.
  MarkedText& hold(std::string_view person, std::string_view club) {
    Entity& held = linked.entities[static_cast<std::size_t>(find(person))];
    held.club = find(club);
    held.club_from_text = true;
    return *this;
  }
  std::int32_t find(std::string_view name) const {
    const auto it = std::find_if(linked.entities.begin(), linked.entities.end(),
                                 [&](const Entity& e) { return e.name == name; });
    return it == linked.entities.end() ? -1
                                       : static_cast<std::int32_t>(it - linked.entities.begin());
  }
  std::string name(std::int32_t entity) const {
    return entity < 0 ? "-" : linked.entities[static_cast<std::size_t>(entity)].name;
  }

  Document document;
  TokenizedText tokens;
  LinkedText linked;

 private:
  static MentionKind kind_of(std::string_view word) {
    for (int i = 0; i < kMentionKinds; ++i) {
      if (to_string(static_cast<MentionKind>(i)) == word) return static_cast<MentionKind>(i);
    }
    ADD_FAILURE() << "no kind of mention: " << word;
    return MentionKind::person;
  }

  void split_paragraphs() {
    std::size_t begin = 0;
    while (begin < document.text.size()) {
      const std::size_t end = std::min(document.text.find("\n\n", begin), document.text.size());
      document.blocks.push_back(
          {{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)},
           BlockKind::paragraph,
           -1,
           {}});
      begin = end + 2;
    }
  }

  void add(Span span, MentionKind kind) {
    Mention mention;
    mention.span = span;
    mention.kind = kind;
    for (std::uint32_t t = 0; t < tokens.tokens.size(); ++t) {
      if (!tokens.tokens[t].span.overlaps(span)) continue;
      if (mention.end_token == 0) mention.first_token = t;
      mention.end_token = t + 1;
    }
    const std::string words(slice(document.text, span));
    if (kind == MentionKind::money) {
      Quantity quantity;
      quantity.amount = 5e6;
      quantity.currency_code = "EUR";
      mention.entity = static_cast<std::int32_t>(linked.quantities.size());
      linked.quantities.push_back(quantity);
    } else {
      mention.entity = find(words);
      if (mention.entity < 0) {
        Entity entity;
        entity.kind = kind;
        entity.name = words;
        mention.entity = static_cast<std::int32_t>(linked.entities.size());
        linked.entities.push_back(entity);
      }
    }
    linked.mentions.push_back(mention);
  }
};

// A data folder with the project's French and claim types, and with the rules that a test gives it.
class RuleFolder {
 public:
  RuleFolder() {
    namespace fs = std::filesystem;
    path_ = fs::temp_directory_path() / ("mercato-claim-" + std::to_string(::getpid()));
    fs::remove_all(path_);
    fs::create_directories(path_ / "languages" / "fr");
    const fs::path data = fs::path(MERCATO_SOURCE_DIR) / "data";
    for (const auto& entry : fs::directory_iterator(data)) {
      if (entry.path().filename() != "languages")
        fs::create_symlink(entry.path(), path_ / entry.path().filename());
    }
    for (const auto& entry : fs::directory_iterator(data / "languages" / "fr")) {
      if (entry.is_regular_file() && entry.path().filename() != "lexicon.tsv")
        fs::create_symlink(entry.path(), path_ / "languages" / "fr" / entry.path().filename());
    }
    write("lexicon.tsv",
          "@prep\tde du d' pour par à\n@det\tle la l' un une\n@clause\tqui que\n@and\tet\n"
          "@replaced\tremplacer\n");
  }
  ~RuleFolder() {
    std::error_code error;
    std::filesystem::remove_all(path_, error);
  }

  // A file of languages/fr: "claims/interest.rules".
  void write(const std::string& name, std::string_view text) const {
    const auto file = path_ / "languages" / "fr" / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file) << text;
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace mercato
