#include "9_command/byte_source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <vector>

namespace mercato {
namespace {

constexpr std::size_t kFront = 4096;
constexpr std::size_t kPacked = 1 << 17;
constexpr int kZstdWindowLog = 27;  // 128 MB

class FileSource : public ByteSource {
 public:
  FileSource(std::string name, int descriptor)
      : ByteSource(std::move(name)), descriptor_(descriptor) {}
  ~FileSource() override {
    if (descriptor_ != STDIN_FILENO) close(descriptor_);
  }

 private:
  // An interrupted read is the end: the only signals that we catch ask us to stop.
  std::size_t pull(char* into, std::size_t size) override {
    const ssize_t got = ::read(descriptor_, into, size);
    if (got >= 0) return static_cast<std::size_t>(got);
    return errno == EINTR ? 0
                          : fail(std::string("could not be read to its end: ") + strerror(errno));
  }

  int descriptor_;
};

// Bytes that another source gives packed.
class Unpacker : public ByteSource {
 protected:
  Unpacker(std::string name, std::unique_ptr<ByteSource> packed)
      : ByteSource(std::move(name)), packed_(std::move(packed)), buffer_(kPacked) {}
  // False at the end of the packed bytes.
  bool refill() {
    begin_ = 0;
    end_ = packed_->read(buffer_.data(), buffer_.size());
    if (end_ == 0 && packed_->problem()) fail(packed_->problem()->message);
    return end_ > 0;
  }
  char* begin() { return buffer_.data() + begin_; }
  std::size_t left() const { return end_ - begin_; }
  void skip_to_left(std::size_t left) { begin_ = end_ - left; }
  std::size_t cut_short() {
    return problem() ? 0 : fail("the compressed input is cut short", "what came before was read");
  }

 private:
  std::unique_ptr<ByteSource> packed_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0, end_ = 0;
};

class GzipSource : public Unpacker {
 public:
  GzipSource(std::string name, std::unique_ptr<ByteSource> packed)
      : Unpacker(std::move(name), std::move(packed)) {
    constexpr int kGzipOnly = 16 + MAX_WBITS;
    ready_ = inflateInit2(&stream_, kGzipOnly) == Z_OK;
  }
  ~GzipSource() override {
    if (ready_) inflateEnd(&stream_);
  }

 private:
  std::size_t pull(char* into, std::size_t size) override {
    if (!ready_) return fail("cannot be unpacked: no memory");
    stream_.next_out = reinterpret_cast<Bytef*>(into);
    stream_.avail_out = static_cast<uInt>(std::min<std::size_t>(size, 1u << 30));
    const uInt wanted = stream_.avail_out;
    while (stream_.avail_out == wanted) {
      const bool more = left() > 0 || refill();
      if (!inflate_some(more)) return 0;
      if (!more && stream_.avail_out == wanted) return inside_ ? cut_short() : 0;
    }
    return wanted - stream_.avail_out;
  }

  // Without more to unpack there may still be unpacked bytes that did not fit before.
  bool inflate_some(bool more) {
    stream_.next_in = reinterpret_cast<Bytef*>(begin());
    stream_.avail_in = static_cast<uInt>(left());
    const int status = inflate(&stream_, Z_NO_FLUSH);
    skip_to_left(stream_.avail_in);
    if (more || status == Z_STREAM_END) inside_ = status != Z_STREAM_END;
    if (status == Z_STREAM_END) return inflateReset(&stream_) == Z_OK;
    if (status == Z_OK || status == Z_BUF_ERROR) return true;
    fail("the compressed input is damaged", "what came before was read");
    return false;
  }

  z_stream stream_{};
  bool ready_ = false, inside_ = true;
};

class ZstdSource : public Unpacker {
 public:
  ZstdSource(std::string name, std::unique_ptr<ByteSource> packed)
      : Unpacker(std::move(name), std::move(packed)), stream_(ZSTD_createDCtx(), ZSTD_freeDCtx) {
    if (stream_) ZSTD_DCtx_setParameter(stream_.get(), ZSTD_d_windowLogMax, kZstdWindowLog);
  }

 private:
  std::size_t pull(char* into, std::size_t size) override {
    if (!stream_) return fail("cannot be unpacked: no memory");
    ZSTD_outBuffer out{into, size, 0};
    while (out.pos == 0) {
      const bool more = left() > 0 || refill();
      ZSTD_inBuffer in{begin(), left(), 0};
      const std::size_t status = ZSTD_decompressStream(stream_.get(), &out, &in);
      skip_to_left(in.size - in.pos);
      if (ZSTD_isError(status)) {
        return fail(
            std::string("the compressed input cannot be unpacked: ") + ZSTD_getErrorName(status),
            "what came before was read");
      }
      if (more || status == 0) inside_ = status != 0;
      if (!more && out.pos == 0) return inside_ ? cut_short() : 0;
    }
    return out.pos;
  }

  std::unique_ptr<ZSTD_DCtx, std::size_t (*)(ZSTD_DCtx*)> stream_;
  bool inside_ = true;
};

Result<int> open_file(const std::string& name) {
  if (name == "-") return STDIN_FILENO;
  const int descriptor = open(name.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return failure(name, std::string("cannot be read: ") + strerror(errno));
  struct stat status {};
  if (fstat(descriptor, &status) == 0 && S_ISDIR(status.st_mode)) {
    close(descriptor);
    return failure(name, "is a folder, not a document", "name the files in it");
  }
  return descriptor;
}

}  // namespace

std::size_t ByteSource::read(char* into, std::size_t size) {
  if (front_at_ == front_.size()) return problem_ ? 0 : pull(into, size);
  const std::size_t given = std::min(size, front_.size() - front_at_);
  std::memcpy(into, front_.data() + front_at_, given);
  front_at_ += given;
  return given;
}

std::string_view ByteSource::front() {
  if (front_.empty()) {
    front_.resize(kFront);
    std::size_t filled = 0;
    while (filled < kFront && !problem_) {
      const std::size_t got = pull(front_.data() + filled, kFront - filled);
      if (got == 0) break;
      filled += got;
    }
    front_.resize(filled);
  }
  return std::string_view(front_).substr(front_at_);
}

std::size_t ByteSource::fail(std::string message, std::string hint) {
  problem_ = Problem{Severity::error, name_, 0, 0, std::move(message), std::move(hint)};
  return 0;
}

Result<std::unique_ptr<ByteSource>> open_source(const std::string& name) {
  const auto descriptor = open_file(name);
  if (!descriptor) return tl::unexpected(descriptor.error());
  std::unique_ptr<ByteSource> source = std::make_unique<FileSource>(name, *descriptor);
  const std::string_view front = source->front();
  if (front.starts_with("\x1f\x8b")) return std::make_unique<GzipSource>(name, std::move(source));
  if (front.starts_with("\x28\xb5\x2f\xfd"))
    return std::make_unique<ZstdSource>(name, std::move(source));
  return source;
}

}  // namespace mercato
