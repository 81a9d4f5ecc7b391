#include "7_ledger/stable_id.h"

#include <xxhash.h>

#include "1_language/language.h"
#include "7_ledger/ledger.h"

namespace mercato {
namespace {

// Crockford's alphabet, in lower case: no i, l, o or u, which are misread.
constexpr std::string_view kAlphabet = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t kDigits = 13;  // of five bits each

}  // namespace

std::uint64_t identity_of(MentionKind kind, std::string_view id, std::string_view folded_name) {
  std::string bytes(to_string(kind));
  bytes += id.empty() ? "\nname\n" : "\nid\n";
  bytes += id.empty() ? folded_name : id;
  return XXH3_64bits(bytes.data(), bytes.size());
}

std::string write_stable_id(MentionKind kind, std::uint64_t identity) {
  std::string out = kind == MentionKind::club ? "C-" : "P-";
  for (std::size_t i = kDigits; i-- > 0;) out += kAlphabet[(identity >> (5 * i)) & 31];
  return out;
}

std::optional<StableId> parse_stable_id(std::string_view text) {
  if (text.size() != kDigits + 2 || text[1] != '-') return std::nullopt;
  StableId out;
  const char kind = static_cast<char>(text[0] & ~0x20);
  if (kind != 'P' && kind != 'C') return std::nullopt;
  out.kind = kind == 'C' ? MentionKind::club : MentionKind::person;
  for (const char c : text.substr(2)) {
    const std::size_t digit =
        kAlphabet.find(c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c);
    if (digit == std::string_view::npos) return std::nullopt;
    out.identity = out.identity << 5 | digit;
  }
  // Thirteen digits hold 65 bits: the first of them is one of the lower half.
  return kAlphabet.find(static_cast<char>(text[2] | 0x20)) < 16 ? std::optional(out) : std::nullopt;
}

std::string stable_id(const LedgerEntity& entity) {
  return write_stable_id(entity.kind, identity_of(entity.kind, entity.id, fold(entity.name)));
}

std::int64_t text_hash(std::string_view text) {
  return static_cast<std::int64_t>(XXH3_64bits(text.data(), text.size()));
}

}  // namespace mercato
