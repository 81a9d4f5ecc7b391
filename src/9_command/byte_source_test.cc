#include "9_command/byte_source.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <zlib.h>
#include <zstd.h>

#include "9_command/temporary_file.h"

namespace mercato {
namespace {

std::string gzip(const std::string& bytes) {
  const TemporaryFile file("");
  gzFile out = gzopen(file.name().c_str(), "wb");
  gzwrite(out, bytes.data(), static_cast<unsigned>(bytes.size()));
  gzclose(out);
  std::FILE* in = std::fopen(file.name().c_str(), "rb");
  std::string packed(1 << 22, '\0');
  packed.resize(std::fread(packed.data(), 1, packed.size(), in));
  std::fclose(in);
  return packed;
}

std::string zstd(const std::string& bytes) {
  std::unique_ptr<ZSTD_CCtx, std::size_t (*)(ZSTD_CCtx*)> context(ZSTD_createCCtx(), ZSTD_freeCCtx);
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 1);
  std::string packed(ZSTD_compressBound(bytes.size()), '\0');
  packed.resize(
      ZSTD_compress2(context.get(), packed.data(), packed.size(), bytes.data(), bytes.size()));
  return packed;
}

struct Got {
  std::string bytes, problem;
};

Got read_all(const std::string& given, std::size_t piece = 1000) {
  const TemporaryFile file(given);
  auto source = open_source(file.name());
  if (!source) return {"", source.error().message};
  Got got;
  std::string buffer(piece, '\0');
  while (const std::size_t n = (*source)->read(buffer.data(), piece))
    got.bytes.append(buffer, 0, n);
  if ((*source)->problem()) got.problem = (*source)->problem()->message;
  return got;
}

// Compresses badly, so that it fills more than one buffer.
std::string noise(std::size_t size) {
  std::string out;
  std::uint64_t state = 88172645463325252u;
  while (out.size() < size) {
    state ^= state << 13, state ^= state >> 7, state ^= state << 17;
    out += static_cast<char>(state);
  }
  return out;
}

TEST(ByteSource, gives_what_was_packed_in_any_pieces) {
  rc::check([](std::string bytes) {
    const auto piece = *rc::gen::inRange<std::size_t>(1, 50);
    if (bytes.starts_with("\x1f\x8b") || bytes.starts_with("\x28\xb5\x2f\xfd")) return;
    RC_ASSERT(read_all(bytes, piece).bytes == bytes);
    RC_ASSERT(read_all(gzip(bytes), piece).bytes == bytes);
    RC_ASSERT(read_all(zstd(bytes), piece).bytes == bytes);
  });
}

TEST(ByteSource, reads_several_packed_members_as_one) {
  const std::string a = noise(700'000), b(300'000, 'b');
  for (const auto& packed : {gzip(a) + gzip(b) + gzip(""), zstd(a) + zstd(b)}) {
    const Got got = read_all(packed, 65536);
    EXPECT_TRUE(got.bytes == a + b);
    EXPECT_EQ(got.problem, "");
  }
}

TEST(ByteSource, tells_where_the_packed_bytes_are_cut_short_or_damaged) {
  const std::string bytes = noise(500'000);
  for (const std::string& whole : {gzip(bytes), zstd(bytes)}) {
    const Got got = read_all(whole.substr(0, whole.size() / 2));
    EXPECT_LT(got.bytes.size(), bytes.size());
    EXPECT_EQ(got.problem, "the compressed input is cut short");
    std::string damaged = whole;
    for (std::size_t i = damaged.size() / 2; i < damaged.size() / 2 + 300; ++i) damaged[i] = '\x7f';
    EXPECT_NE(read_all(damaged).problem, "");
  }
}

TEST(ByteSource, refuses_a_zstd_window_that_would_fill_the_memory) {
  std::unique_ptr<ZSTD_CCtx, std::size_t (*)(ZSTD_CCtx*)> context(ZSTD_createCCtx(), ZSTD_freeCCtx);
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_windowLog, 30);
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_hashLog, 10);
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_chainLog, 10);
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_contentSizeFlag, 0);
  // A frame of unknown size states its whole window.
  std::string packed(1 << 16, '\0');
  ZSTD_outBuffer out{packed.data(), packed.size(), 0};
  ZSTD_inBuffer in{"text", 4, 0};
  ZSTD_compressStream2(context.get(), &out, &in, ZSTD_e_flush);
  packed.resize(out.pos);
  EXPECT_NE(read_all(packed).problem, "");
}

TEST(ByteSource, front_takes_nothing_away) {
  const TemporaryFile file("abcdef");
  const auto source = open_source(file.name());
  EXPECT_EQ((*source)->front(), "abcdef");
  char buffer[4];
  EXPECT_EQ((*source)->read(buffer, 4), 4u);
  EXPECT_EQ((*source)->front(), "ef");
}

TEST(ByteSource, fails_for_a_folder_and_for_what_is_not_there) {
  EXPECT_FALSE(open_source("/"));
  EXPECT_FALSE(open_source("/nonexistent/file"));
}

}  // namespace
}  // namespace mercato
