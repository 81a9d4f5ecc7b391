#include "7_ledger/compression.h"

#include <zstd.h>

#include <memory>

namespace mercato {
namespace {

constexpr int kLevel = 3;

struct FreeContext {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
  void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

}  // namespace

std::string compress(std::string_view bytes) {
  thread_local const std::unique_ptr<ZSTD_CCtx, FreeContext> context(ZSTD_createCCtx());
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  const std::size_t size =
      ZSTD_compressCCtx(context.get(), out.data(), out.size(), bytes.data(), bytes.size(), kLevel);
  out.resize(ZSTD_isError(size) ? 0 : size);  // cannot fail: the bound is kept
  return out;
}

Result<std::string> decompress(std::string_view frame) {
  thread_local const std::unique_ptr<ZSTD_DCtx, FreeContext> context(ZSTD_createDCtx());
  const unsigned long long stated = ZSTD_getFrameContentSize(frame.data(), frame.size());
  if (stated == ZSTD_CONTENTSIZE_ERROR || stated == ZSTD_CONTENTSIZE_UNKNOWN)
    return failure({}, "the packed bytes are no zstd frame of known size");
  if (stated > kMaxUnpacked) {
    return failure({}, "the packed bytes hold " + std::to_string(stated) +
                           " bytes, more than the limit of " + std::to_string(kMaxUnpacked));
  }
  std::string out(static_cast<std::size_t>(stated), '\0');
  const std::size_t size =
      ZSTD_decompressDCtx(context.get(), out.data(), out.size(), frame.data(), frame.size());
  if (ZSTD_isError(size) || size != out.size()) return failure({}, "the packed bytes are damaged");
  return out;
}

}  // namespace mercato
