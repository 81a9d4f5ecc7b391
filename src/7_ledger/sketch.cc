#include "7_ledger/sketch.h"

#include <algorithm>
#include <array>

#include "1_language/language.h"
#include "7_ledger/ledger.h"

namespace mercato {
namespace {

constexpr std::uint64_t mix(std::uint64_t x) {  // SplitMix64's finish
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ull;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebull;
  return x ^ (x >> 31);
}

struct HashFamily {
  std::array<std::uint32_t, kSketchSize> factor{}, offset{};
};

// h(x) = factor * x + offset modulo 2^32, factors odd.
constexpr HashFamily kFamily = [] {
  HashFamily family;
  for (std::size_t i = 0; i < kSketchSize; ++i) {
    const std::uint64_t bits = mix(0x9e3779b97f4a7c15ull * (i + 1));
    family.factor[i] = static_cast<std::uint32_t>(bits) | 1u;
    family.offset[i] = static_cast<std::uint32_t>(bits >> 32);
  }
  return family;
}();

// Bytes of ASCII letters and digits and of any other character that is no punctuation: Latin-1
// signs (C2 xx) and general punctuation (E2 80 xx, E2 81 xx) separate words.
std::size_t separator_size(std::string_view rest) {
  const auto c = static_cast<unsigned char>(rest[0]);
  if (c < 0x80) {
    const bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    return word ? 0 : 1;
  }
  if (c == 0xc2) return std::min<std::size_t>(2, rest.size());
  if (c != 0xe2 || rest.size() < 3) return 0;
  const auto next = static_cast<unsigned char>(rest[1]);
  return next == 0x80 || next == 0x81 ? 3 : 0;
}

// Minimum of each hash over the shingles of the words given one after the other.
class SketchMaker {
 public:
  SketchMaker() { minima_.fill(0xffffffffu); }

  void word(std::uint64_t hash) {
    if (words_ > 0) shingle(mix(last_ * 31 + hash));
    if (words_ > 1) shingle(mix((before_ * 31 + last_) * 31 + hash));
    before_ = last_;
    last_ = hash;
    ++words_;
  }

  std::vector<std::uint32_t> finish() {
    if (words_ == 0) return {};
    if (words_ == 1) shingle(mix(last_));
    return {minima_.begin(), minima_.end()};
  }

 private:
  void shingle(std::uint64_t hash) {
    const auto x = static_cast<std::uint32_t>(hash >> 32);
    for (std::size_t i = 0; i < kSketchSize; ++i)
      minima_[i] = std::min(minima_[i], kFamily.factor[i] * x + kFamily.offset[i]);
  }

  std::array<std::uint32_t, kSketchSize> minima_;
  std::uint64_t before_ = 0, last_ = 0;
  std::size_t words_ = 0;
};

}  // namespace

std::vector<std::uint32_t> make_sketch(std::string_view text) {
  std::string folded;
  append_fold(text, folded);
  SketchMaker maker;
  std::string_view rest = folded;
  std::size_t size = 0;  // of the word at the front of `rest`
  while (size < rest.size()) {
    const std::size_t separator = separator_size(rest.substr(size));
    if (separator == 0) {
      ++size;
      continue;
    }
    if (size) maker.word(fold_hash(rest.substr(0, size)));
    rest.remove_prefix(size + separator);
    size = 0;
  }
  if (size) maker.word(fold_hash(rest));
  return maker.finish();
}

double estimate_overlap(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  if (a.size() != b.size() || a.empty()) return 0;
  std::size_t equal = 0;
  for (std::size_t i = 0; i < a.size(); ++i) equal += a[i] == b[i];
  return static_cast<double>(equal) / static_cast<double>(a.size());
}

}  // namespace mercato
