// Which addresses are the public internet's, and which does the user name? (fetcher.h) All are
// held as IPv6, IPv4 as ::ffff:a.b.c.d.
#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <cstring>

#include "8_watch/fetcher.h"

namespace mercato {
namespace {

constexpr int kBitsBeforeIpv4 = 96;
constexpr std::uint8_t kMapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

struct Address {
  std::uint8_t bytes[16] = {};
  bool is_ipv4 = false;
};

bool read_address(std::string_view text, Address& out) {
  const std::string copy(text);
  if (copy.size() != std::strlen(copy.c_str())) return false;
  if (::inet_pton(AF_INET6, copy.c_str(), out.bytes) == 1) {
    out.is_ipv4 = false;
    return true;
  }
  std::copy(std::begin(kMapped), std::end(kMapped), out.bytes);
  out.is_ipv4 = true;
  return ::inet_pton(AF_INET, copy.c_str(), out.bytes + sizeof kMapped) == 1;
}

bool same_bits(const std::uint8_t* a, const std::uint8_t* b, int bits) {
  const int whole = bits / 8;
  if (std::memcmp(a, b, static_cast<std::size_t>(whole)) != 0) return false;
  const int rest = bits % 8;
  return rest == 0 || ((a[whole] ^ b[whole]) >> (8 - rest)) == 0;
}

struct Special {
  std::uint8_t bytes[16];
  int bits;
};
// IANA's special-purpose registry of IPv4, and what clouds keep for their metadata.
constexpr Special kSpecialIpv4[] = {
    {{0}, 8},                  // this network
    {{10}, 8},                 // private
    {{100, 64}, 10},           // carrier-grade NAT
    {{127}, 8},                // loopback
    {{168, 63, 129, 16}, 32},  // Azure's own service, though the address is a public one
    {{169, 254}, 16},          // link-local and metadata
    {{172, 16}, 12},           // private
    {{192, 0, 0}, 24},         // protocol assignments
    {{192, 0, 2}, 24},         // documentation
    {{192, 88, 99}, 24},       // 6to4 relays
    {{192, 168}, 16},          // private
    {{198, 18}, 15},           // benchmarks
    {{198, 51, 100}, 24},      // documentation
    {{203, 0, 113}, 24},       // documentation
    {{224}, 4},                // multicast
    {{240}, 4},                // reserved and broadcast
};
// Of 2000::/3, outside of which no IPv6 address is public.
constexpr Special kSpecialIpv6[] = {
    {{0x20, 0x01, 0x00, 0x00}, 23},  // protocol assignments with Teredo, ORCHID, benchmarks
    {{0x20, 0x01, 0x0d, 0xb8}, 32},  // documentation
    {{0x20, 0x02}, 16},              // 6to4
    {{0x3f, 0xff, 0x00, 0x00}, 20},  // documentation
};
constexpr Special kGlobalIpv6 = {{0x20}, 3};
// IPv4 inside: an IPv6-only network reaches the IPv4 internet so.
constexpr Special kTranslated = {{0x00, 0x64, 0xff, 0x9b}, 96};

template <std::size_t N>
bool in_any(const std::uint8_t* bytes, const Special (&ranges)[N]) {
  return std::any_of(std::begin(ranges), std::end(ranges), [bytes](const Special& range) {
    return same_bits(bytes, range.bytes, range.bits);
  });
}

bool is_public(const std::uint8_t* bytes) {
  if (same_bits(bytes, kMapped, kBitsBeforeIpv4) ||
      same_bits(bytes, kTranslated.bytes, kTranslated.bits))
    return !in_any(bytes + 12, kSpecialIpv4);
  return same_bits(bytes, kGlobalIpv6.bytes, kGlobalIpv6.bits) && !in_any(bytes, kSpecialIpv6);
}

}  // namespace

Result<AddressRange> AddressRange::parse(std::string_view text) {
  const std::size_t slash = text.find('/');
  Address address;
  const auto wrong = [&text] {
    return failure("", "'" + std::string(text.substr(0, 60)) + "' is no range of addresses",
                   "write it as 10.0.0.0/8, 192.168.1.7 or fd00::/8");
  };
  if (!read_address(text.substr(0, slash), address)) return wrong();
  const int most = address.is_ipv4 ? 32 : 128;
  int bits = most;
  if (slash != std::string_view::npos) {
    const char* begin = text.data() + slash + 1;
    const char* end = text.data() + text.size();
    const auto [at, error] = std::from_chars(begin, end, bits);
    if (error != std::errc{} || at != end || bits < 0 || bits > most) return wrong();
  }
  AddressRange out;
  std::copy(std::begin(address.bytes), std::end(address.bytes), out.bytes_);
  out.bits_ = address.is_ipv4 ? kBitsBeforeIpv4 + bits : bits;
  return out;
}

bool AddressRange::holds(std::string_view address) const {
  Address read;
  return read_address(address, read) && same_bits(read.bytes, bytes_, bits_);
}

bool is_public_address(std::string_view address) {
  Address read;
  return read_address(address, read) && is_public(read.bytes);
}

}  // namespace mercato
