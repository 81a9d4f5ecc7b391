// Shared by the tests of the HTML reader: the real languages, and files.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>

#include "1_language/language.h"

namespace mercato {

inline const Languages& test_languages() {
  static const auto languages = Languages::load(MERCATO_SOURCE_DIR "/data");
  if (!languages) ADD_FAILURE() << languages.error().to_string();
  return **languages;
}

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  EXPECT_TRUE(in) << path;
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

}  // namespace mercato
