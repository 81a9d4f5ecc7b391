#include "9_serve/gzip.h"

#include <zlib.h>

namespace mercato {
namespace {

constexpr int kGzipWindow = 15 + 16;  // deflateInit2: with gzip's header
constexpr int kLevel = 6, kMemoryLevel = 8;

}  // namespace

Bytes gzipped(std::string_view bytes) {
  z_stream stream{};
  if (deflateInit2(&stream, kLevel, Z_DEFLATED, kGzipWindow, kMemoryLevel, Z_DEFAULT_STRATEGY) !=
      Z_OK)
    return nullptr;
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int done = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (done != Z_STREAM_END || out.size() >= bytes.size()) return nullptr;
  return shared_bytes(std::move(out));
}

Bytes PackedBodies::find(const std::string& etag) {
  const std::lock_guard lock(mutex_);
  const auto found = by_etag_.find(etag);
  if (found == by_etag_.end()) return nullptr;
  entries_.splice(entries_.begin(), entries_, found->second);
  return found->second->packed;
}

void PackedBodies::keep(const std::string& etag, Bytes packed) {
  const std::lock_guard lock(mutex_);
  if (!packed || by_etag_.contains(etag)) return;
  bytes_ += packed->size();
  entries_.push_front({etag, std::move(packed)});
  by_etag_[etag] = entries_.begin();
  while (bytes_ > most_bytes_) {
    bytes_ -= entries_.back().packed->size();
    by_etag_.erase(entries_.back().etag);
    entries_.pop_back();
  }
}

}  // namespace mercato
