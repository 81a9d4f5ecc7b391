#include "9_serve/gzip.h"

#include <gtest/gtest.h>
#include <zlib.h>

namespace mercato {
namespace {

std::string unpacked(const std::string& packed) {
  std::string out(1u << 20, '\0');
  z_stream stream{};
  inflateInit2(&stream, 15 + 16);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  inflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return out;
}

TEST(Gzip, gives_back_what_was_packed) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "who said what of whom " + std::to_string(i);
  const Bytes packed = gzipped(text);
  ASSERT_TRUE(packed);
  EXPECT_LT(packed->size(), text.size());
  EXPECT_EQ(unpacked(*packed), text);
}

TEST(Gzip, leaves_what_would_not_be_shorter) {
  EXPECT_FALSE(gzipped(""));
  EXPECT_FALSE(gzipped("x"));
}

TEST(PackedBodies, keeps_those_asked_for_last) {
  PackedBodies bodies(250);
  const auto bytes = [](char c) { return shared_bytes(std::string(100, c)); };
  bodies.keep("a", bytes('a'));
  bodies.keep("b", bytes('b'));
  ASSERT_TRUE(bodies.find("a"));
  bodies.keep("c", bytes('c'));
  EXPECT_FALSE(bodies.find("b"));
  EXPECT_EQ(*bodies.find("a"), std::string(100, 'a'));
  EXPECT_TRUE(bodies.find("c"));
  bodies.keep("d", nullptr);
  EXPECT_FALSE(bodies.find("d"));
}

}  // namespace
}  // namespace mercato
