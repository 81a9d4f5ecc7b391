// What is the fingerprint of these bytes? SHA-256 by OpenSSL, and its hexadecimal form.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace mercato {

inline constexpr std::size_t kDigestSize = 32;

// Bytes are fed in pieces; finish() gives the 32 bytes and begins anew. Numbers go in as
// little-endian 64 bits, and field() puts the size before the bytes, so that no two sequences of
// fields give the same bytes. One thread at a time.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;

  Sha256& bytes(std::string_view piece);
  Sha256& number(std::int64_t value);
  Sha256& field(std::string_view piece) {
    return number(static_cast<std::int64_t>(piece.size())).bytes(piece);
  }
  std::string finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

std::string sha256(std::string_view bytes);
std::string to_hex(std::string_view bytes);

}  // namespace mercato
