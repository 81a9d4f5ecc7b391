#include "7_ledger/digest.h"

#include <openssl/evp.h>

#include <new>

namespace mercato {

// EVP calls fail only where memory or the algorithm is missing; neither can be mended here.
struct Sha256::State {
  EVP_MD* algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  EVP_MD_CTX* context = EVP_MD_CTX_new();

  State() {
    if (!algorithm || !context || EVP_DigestInit_ex2(context, algorithm, nullptr) != 1)
      throw std::bad_alloc();
  }
  ~State() {
    EVP_MD_CTX_free(context);
    EVP_MD_free(algorithm);
  }
};

Sha256::Sha256() : state_(std::make_unique<State>()) {}
Sha256::~Sha256() = default;

Sha256& Sha256::bytes(std::string_view piece) {
  EVP_DigestUpdate(state_->context, piece.data(), piece.size());
  return *this;
}

Sha256& Sha256::number(std::int64_t value) {
  char little[8];
  for (int i = 0; i < 8; ++i)
    little[i] = static_cast<char>(static_cast<std::uint64_t>(value) >> (8 * i));
  return bytes({little, sizeof little});
}

std::string Sha256::finish() {
  std::string out(kDigestSize, '\0');
  EVP_DigestFinal_ex(state_->context, reinterpret_cast<unsigned char*>(out.data()), nullptr);
  EVP_DigestInit_ex2(state_->context, state_->algorithm, nullptr);
  return out;
}

std::string sha256(std::string_view bytes) {
  thread_local Sha256 hasher;
  return hasher.bytes(bytes).finish();
}

std::string to_hex(std::string_view bytes) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out += kDigits[byte >> 4];
    out += kDigits[byte & 15];
  }
  return out;
}

}  // namespace mercato
