#include "2_read/body_extractor_stated.h"

#include <algorithm>
#include <array>

namespace mercato {
namespace {

constexpr std::size_t kGroup = 4;

bool is_word_byte(unsigned char c) {
  return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// The length of a dash, a quotation mark or a no-break space at the front; 0 for any other
// character.
std::size_t mark_length(std::string_view text) {
  if (text.starts_with("\xE2\x80")) return std::min<std::size_t>(3, text.size());
  return text.starts_with("\xC2") ? std::min<std::size_t>(2, text.size()) : 0;
}

// Calls `visit` with the hash of each group of words; the number of words.
template <typename Visit>
std::size_t for_each_group(std::string_view text, Visit visit) {
  std::array<std::uint64_t, kGroup> last{};
  std::size_t words = 0;
  for (std::size_t i = 0; i < text.size();) {
    std::uint64_t hash = 0xcbf29ce484222325ull;
    const std::size_t begin = i;
    while (i < text.size() && is_word_byte(static_cast<unsigned char>(text[i])) &&
           !mark_length(text.substr(i, 3))) {
      const auto c = static_cast<unsigned char>(text[i++]);
      hash = (hash ^ (c >= 'A' && c <= 'Z' ? c + 32u : c)) * 0x100000001b3ull;
    }
    if (i == begin) {
      i += std::max<std::size_t>(1, mark_length(text.substr(i, 3)));
      continue;
    }
    last[words++ % kGroup] = hash;
    if (words < kGroup) continue;
    std::uint64_t group = 0;
    for (std::size_t k = 0; k < kGroup; ++k)
      group = group * 0x9E3779B97F4A7C15ull + last[(words + k) % kGroup];
    visit(group);
  }
  return words;
}

}  // namespace

StatedBody::StatedBody(std::string_view text) {
  words_ = for_each_group(text, [&](std::uint64_t group) { shingles_.push_back(group); });
  std::sort(shingles_.begin(), shingles_.end());
}

double StatedBody::agreement(std::string_view text) const {
  std::size_t groups = 0, found = 0;
  for_each_group(text, [&](std::uint64_t group) {
    ++groups;
    found += std::binary_search(shingles_.begin(), shingles_.end(), group);
  });
  return groups ? double(found) / static_cast<double>(groups) : 0;
}

}  // namespace mercato
