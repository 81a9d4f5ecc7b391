#include "9_alert/claim_identity.h"

#include <openssl/evp.h>

#include "1_language/language.h"

namespace mercato {

std::string digest_of(std::initializer_list<std::string_view> fields) {
  std::string bytes;
  for (const std::string_view field : fields) {
    bytes += std::to_string(field.size()) + ":";
    bytes += field;
  }
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  ::EVP_Digest(bytes.data(), bytes.size(), digest, &size, EVP_sha256(), nullptr);
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  for (unsigned i = 0; i < size; ++i) {
    out += kDigits[digest[i] >> 4];
    out += kDigits[digest[i] & 15];
  }
  return out;
}

std::string identity_of(const NewClaim& claim) {
  const Source& source = claim.claim.source;
  return digest_of({claim.document.key, stable_id(claim.person),
                    claim.to.row ? stable_id(claim.to) : "", claim.claim.type,
                    to_string(claim.claim.polarity), to_string(source.kind), fold(source.name),
                    fold(source.outlet), fold(source.handle)});
}

}  // namespace mercato
