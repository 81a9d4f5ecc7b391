// What the tests of this folder share.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <stdexcept>
#include <vector>

#include "0_core/document.h"
#include "1_language/language.h"
#include "2_read/reading_words.h"

namespace mercato {

inline std::filesystem::path test_data() {
  return std::filesystem::path(MERCATO_SOURCE_DIR) / "data";
}

inline std::shared_ptr<const Languages> test_shared_languages() {
  static const auto loaded = Languages::load(test_data());
  if (!loaded) throw std::runtime_error(loaded.error().to_string());
  return *loaded;
}
inline const Languages& test_languages() { return *test_shared_languages(); }

inline const ReadingWords& test_words() {
  static const auto loaded = ReadingWords::load(test_data());
  if (!loaded) throw std::runtime_error(loaded.error().to_string());
  return *loaded;
}

inline std::vector<BlockKind> kinds(const Document& document) {
  std::vector<BlockKind> out;
  for (const Block& block : document.blocks) out.push_back(block.kind);
  return out;
}

// What holds of every document: spans lie in the text, blocks are in order, posts in their blocks.
inline void check_document(const Document& document) {
  std::uint32_t at = 0;
  for (const Block& block : document.blocks) {
    ASSERT_LE(at, block.span.begin);
    ASSERT_LT(block.span.begin, block.span.end);
    ASSERT_LE(block.span.end, document.text.size());
    ASSERT_LT(block.post, static_cast<int>(document.posts.size()));
    ASSERT_EQ(block.post >= 0, block.kind == BlockKind::post);
    at = block.span.end;
  }
  for (const Post& post : document.posts) {
    ASSERT_LE(post.span.end, document.text.size());
    ASSERT_TRUE(post.span.contains(post.body) || post.body.empty());
  }
  for (const Link& link : document.links) {
    ASSERT_LE(link.span.begin, link.span.end);
    ASSERT_LE(link.span.end, document.text.size());
  }
}

}  // namespace mercato
