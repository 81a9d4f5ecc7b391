// Which texts break things? The languages and hostile texts that this folder's tests share.
#pragma once

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "1_language/language.h"

namespace mercato {

// Those of the project's own data folder, loaded once.
inline const Languages& test_languages() {
  static const auto languages = [] {
    auto loaded = Languages::load(std::filesystem::path(MERCATO_SOURCE_DIR) / "data");
    if (!loaded) ADD_FAILURE() << loaded.error().to_string();
    return *loaded;
  }();
  return *languages;
}

// Valid UTF-8 made of what tokenisers trip over.
inline rc::Gen<std::string> tricky_text() {
  static const std::vector<std::string> pieces = {
      "a",      "B",       "OM",     "l'",     "dell’",  "'s", "N'Golo",      "é",      "e\u0301",
      "\u0301", "ß",       "ŒUVRE",  "İ",      "Σ",      "Й",  "日本",        "9",      "1.5",
      ".",      ",",       "-",      "#",      "@",      "_",  "'",           "’",      " ",
      "\n",     "\n\n",    "\u00a0", "\u200d", "🚨",      "🇫🇷", "👩‍👧", "⚽️", "$",
      "€",      "http://", "www.",   "t.co/",  "x.y/z",  "«",  "»",           "!",      "?",
      "…",      "Le",      "M.",     "\u00ad", "\ufeff", "\t", "\u0640"};
  const auto piece = rc::gen::elementOf(pieces);
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece),
                      [](const std::vector<std::string>& chosen) {
                        std::string text;
                        for (const std::string& one : chosen) text += one;
                        return text;
                      });
}

// Any bytes at all.
inline rc::Gen<std::string> any_bytes() {
  return rc::gen::container<std::string>(rc::gen::arbitrary<char>());
}

inline bool is_boundary(std::string_view text, std::size_t offset) {
  return offset >= text.size() || (static_cast<unsigned char>(text[offset]) & 0xC0) != 0x80;
}

}  // namespace mercato
