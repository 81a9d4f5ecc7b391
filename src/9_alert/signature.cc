#include "9_alert/signature.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace mercato {
namespace {

std::string to_hex(const unsigned char* bytes, unsigned size) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  for (unsigned i = 0; i < size; ++i) {
    out += kDigits[bytes[i] >> 4];
    out += kDigits[bytes[i] & 15];
  }
  return out;
}

}  // namespace

std::string sign(std::string_view secret, Instant at, std::string_view body) {
  std::string message = std::to_string(at) + ".";
  message += body;
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  ::HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
         reinterpret_cast<const unsigned char*>(message.data()), message.size(), digest, &size);
  return "v1=" + to_hex(digest, size);
}

}  // namespace mercato
