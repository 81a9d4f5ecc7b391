#include "9_alert/mail_message.h"

#include <openssl/evp.h>

#include <algorithm>
#include <ctime>

namespace mercato {
namespace {

constexpr std::size_t kWordBytes = 42;  // of text in one encoded word, which may have 75
constexpr std::size_t kLine = 76;       // of quoted-printable
constexpr std::size_t kSubject = 400;   // bytes; the rest stands in the body

bool is_printable(unsigned char c) { return c >= 0x20 && c < 0x7f; }
bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }

// At most `most` bytes, cut before a character of UTF-8.
std::string_view cut(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && !begins_character(text[most])) --most;
  return text.substr(0, most);
}

std::string base64(std::string_view bytes) {
  std::string out(4 * ((bytes.size() + 2) / 3) + 1, '\0');  // with the NUL that OpenSSL writes
  const int size = ::EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                                     reinterpret_cast<const unsigned char*>(bytes.data()),
                                     static_cast<int>(bytes.size()));
  out.resize(static_cast<std::size_t>(size));
  return out;
}

std::string one_line(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
  return out;
}

// Encoded words, each on a line of its own; text that needs none as it is.
std::string header_text(std::string_view given) {
  const std::string text = one_line(cut(given, kSubject));
  const bool plain = text.size() <= 60 && text.find("=?") == std::string::npos &&
                     std::all_of(text.begin(), text.end(), is_printable);
  if (plain) return text;
  std::string out;
  for (std::string_view left = text; !left.empty();) {
    auto piece = cut(left, kWordBytes);
    if (piece.empty()) piece = left.substr(0, kWordBytes);  // no UTF-8
    if (!out.empty()) out += "\r\n ";
    out += "=?UTF-8?B?" + base64(piece) + "?=";
    left.remove_prefix(piece.size());
  }
  return out;
}

std::string date_text(Instant at) {
  constexpr const char* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::time_t seconds = at;
  std::tm t{};
  ::gmtime_r(&seconds, &t);
  char rest[32];
  std::strftime(rest, sizeof rest, "%H:%M:%S +0000", &t);
  return std::string(kDays[t.tm_wday]) + ", " + std::to_string(t.tm_mday) + " " +
         kMonths[t.tm_mon] + " " + std::to_string(1900 + t.tm_year) + " " + rest;
}

std::string escaped(unsigned char c) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  return {'=', kDigits[c >> 4], kDigits[c & 15]};
}

std::string quoted_printable(std::string_view text) {
  std::string out;
  std::size_t column = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c == '\n') {
      out += "\r\n";
      column = 0;
      continue;
    }
    const bool last = i + 1 == text.size() || text[i + 1] == '\n';
    // White space at the end of a line gets lost on the way.
    const bool plain = is_printable(c) && c != '=' && !(c == ' ' && last);
    const std::string piece = plain ? std::string(1, text[i]) : escaped(c);
    if (column + piece.size() > kLine - 1) {
      out += "=\r\n";
      column = 0;
    }
    out += piece;
    column += piece.size();
  }
  return out;
}

}  // namespace

std::string to_rfc5322(const MailMessage& message) {
  const std::string host = message.from.substr(message.from.find('@') + 1);
  return "From: " + message.from + "\r\nTo: " + message.to +
         "\r\nSubject: " + header_text(message.subject) + "\r\nDate: " + date_text(message.at) +
         "\r\nMessage-ID: <" + message.id + "@" + host +
         ">\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0"
         "\r\nContent-Type: text/plain; charset=utf-8"
         "\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" +
         quoted_printable(message.body) + "\r\n";
}

bool is_address(std::string_view text) {
  const std::size_t at = text.find('@');
  return text.size() <= 254 && at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
         text.find('@', at + 1) == std::string_view::npos &&
         std::all_of(text.begin(), text.end(), [](unsigned char c) {
           return is_printable(c) &&
                  std::string_view(" <>()[]\\,;:\"").find(static_cast<char>(c)) ==
                      std::string_view::npos;
         });
}

}  // namespace mercato
