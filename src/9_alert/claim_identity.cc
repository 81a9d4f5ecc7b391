#include "9_alert/claim_identity.h"

#include "1_language/language.h"
#include "7_ledger/digest.h"

namespace mercato {

std::string digest_of(std::initializer_list<std::string_view> fields) {
  std::string bytes;
  for (const std::string_view field : fields) {
    bytes += std::to_string(field.size()) + ":";
    bytes += field;
  }
  return to_hex(sha256(bytes));
}

std::string identity_of(const NewClaim& claim) {
  const Source& source = claim.claim.source;
  return digest_of({claim.document.key, stable_id(claim.person),
                    claim.to.row ? stable_id(claim.to) : "", claim.claim.type,
                    to_string(claim.claim.polarity), to_string(source.kind), fold(source.name),
                    fold(source.outlet), fold(source.handle)});
}

}  // namespace mercato
