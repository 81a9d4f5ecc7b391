#include "9_alert/signature.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "7_ledger/digest.h"

namespace mercato {
std::string sign(std::string_view secret, Instant at, std::string_view body) {
  std::string message = std::to_string(at) + ".";
  message += body;
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  ::HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
         reinterpret_cast<const unsigned char*>(message.data()), message.size(), digest, &size);
  return "v1=" + to_hex({reinterpret_cast<const char*>(digest), size});
}

}  // namespace mercato
