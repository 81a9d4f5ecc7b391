// The fold (language.h): what is compared when words are compared.
#include <bit>
#include <cstring>

#include "1_language/characters.h"
#include "1_language/language.h"

namespace mercato {
namespace {

constexpr std::uint64_t kEveryByte = 0x0101010101010101ull;
constexpr std::uint64_t kHighBits = 0x80 * kEveryByte;

// Lower-cases the ASCII letters among eight bytes and leaves the others alone.
std::uint64_t lower_eight(std::uint64_t bytes) {
  const std::uint64_t low_seven = bytes & ~kHighBits;
  const std::uint64_t after_z = low_seven + (0x7F - 'Z') * kEveryByte;
  const std::uint64_t from_a = low_seven + (0x80 - 'A') * kEveryByte;
  const std::uint64_t upper = ~bytes & kHighBits & (from_a ^ after_z);
  return bytes | (upper >> 2);
}

// How many of the eight bytes, in memory order, come before the first that is not ASCII.
int ascii_prefix(std::uint64_t bytes) {
  const std::uint64_t high = bytes & kHighBits;
  if constexpr (std::endian::native == std::endian::little) return std::countr_zero(high) / 8;
  return std::countl_zero(high) / 8;
}

class Folder {
 public:
  Folder(std::string_view text, char* out)
      : at_(text.data()), end_(text.data() + text.size()), out_(out) {}

  // The end of what was written.
  char* run() {
    while (end_ - at_ >= 8) take_eight();
    while (at_ < end_) take_character();
    return out_;
  }

 private:
  void take_eight() {
    std::uint64_t bytes;
    std::memcpy(&bytes, at_, 8);
    const std::uint64_t lower = lower_eight(bytes);
    std::memcpy(out_, &lower, 8);  // what is not ASCII is overwritten next
    const int size = ascii_prefix(bytes);
    at_ += size;
    out_ += size;
    if (size < 8) take_character();
  }

  void take_character() {
    const Character character = read_character(at_, end_);
    out_ = write_character_fold(character, at_, out_);
    at_ += character.size;
  }

  const char* at_;
  const char* end_;
  char* out_;
};

void append_offsets(std::string_view text, std::vector<std::uint32_t>& offsets) {
  const char* end = text.data() + text.size();
  for (const char* at = text.data(); at < end;) {
    const Character character = read_character(at, end);
    const int size = character.folds_to_itself() ? character.size : character.fold_size;
    offsets.insert(offsets.end(), size, static_cast<std::uint32_t>(at - text.data()));
    at += character.size;
  }
}

}  // namespace

void append_fold(std::string_view text, std::string& out, std::vector<std::uint32_t>* offsets) {
  const std::size_t before = out.size();
  out.resize(before + text.size() + kFoldSlack);
  const char* end = Folder(text, out.data() + before).run();
  out.resize(static_cast<std::size_t>(end - out.data()));
  if (offsets) append_offsets(text, *offsets);
}

std::string fold(std::string_view text) {
  std::string out;
  append_fold(text, out);
  return out;
}

}  // namespace mercato
