#include "2_read/html_hints.h"

#include <algorithm>
#include <array>

namespace mercato {
namespace {

struct HintWord {
  std::string_view word;
  HintKind kind;
};

constexpr HintWord kWritten[] = {
#include "html_hints.inc"
};

constexpr auto kWords = [] {
  std::array<HintWord, std::size(kWritten)> sorted{};
  std::copy(std::begin(kWritten), std::end(kWritten), sorted.begin());
  std::sort(sorted.begin(), sorted.end(),
            [](const HintWord& a, const HintWord& b) { return a.word < b.word; });
  return sorted;
}();

constexpr std::size_t kMaxPart = 24;

std::uint8_t look_up(std::string_view word) {
  const auto found =
      std::lower_bound(kWords.begin(), kWords.end(), word,
                       [](const HintWord& a, std::string_view b) { return a.word < b; });
  return found != kWords.end() && found->word == word ? static_cast<std::uint8_t>(found->kind) : 0;
}

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

// Two neighbouring parts of one name, side by side in a buffer.
class Parts {
 public:
  std::uint8_t next(std::string_view part) {
    std::copy(begin_ + first_, begin_ + first_ + second_, begin_);
    first_ = second_;
    second_ = std::min(part.size(), kMaxPart);
    std::transform(part.begin(), part.begin() + static_cast<std::ptrdiff_t>(second_),
                   begin_ + first_,
                   [](char c) { return is_upper(c) ? static_cast<char>(c + 32) : c; });
    std::uint8_t hints = look_up({begin_ + first_, second_});
    if (first_ > 0) hints |= look_up({begin_, first_ + second_});
    return hints;
  }
  void restart() { first_ = second_ = 0; }

 private:
  char begin_[2 * kMaxPart] = {};
  std::size_t first_ = 0, second_ = 0;
};

}  // namespace

std::uint8_t find_hints(std::string_view names) {
  Parts parts;
  std::uint8_t hints = 0;
  for (std::size_t at = 0; at < names.size();) {
    const char c = names[at];
    if (!is_upper(c) && !is_lower(c)) {
      if (c == ' ' || c == '\n' || c == '\t') parts.restart();
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < names.size() && is_upper(names[end]))
      ++end;  // a hump may be several capitals: "SHARE", "CTABar"
    while (end < names.size() && is_lower(names[end])) ++end;
    hints |= parts.next(names.substr(at, end - at));
    at = end;
  }
  return hints;
}

}  // namespace mercato
