#include "2_read/charset.h"

#include <simdjson.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>
#include <unicode/ucsdet.h>
#include <unicode/ustring.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>

namespace mercato {
namespace {

constexpr std::size_t kDeclarationWindow = 4096;
constexpr std::size_t kStatisticsWindow = 64u << 10;
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

struct Damage {
  std::size_t count = 0;
  std::size_t first = 0;

  void add(std::size_t offset) {
    if (count++ == 0) first = offset;
  }
};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool starts_with_nocase(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() && std::equal(prefix.begin(), prefix.end(), text.begin(),
                                                    [](char a, char b) { return a == lower(b); });
}

std::size_t find_nocase(std::string_view text, std::string_view needle, std::size_t from) {
  for (std::size_t i = from; i + needle.size() <= text.size(); ++i)
    if (starts_with_nocase(text.substr(i), needle)) return i;
  return std::string_view::npos;
}

void tell(std::vector<Problem>& problems, Severity severity, std::size_t offset,
          std::string message) {
  Problem problem;
  problem.severity = severity;
  problem.offset = offset;
  problem.message = std::move(message);
  problems.push_back(std::move(problem));
}

// Length of the well-formed UTF-8 sequence at the front; 0 where it is broken, then `bad` is how
// many bytes to give up (the longest prefix of a well-formed sequence, as the Unicode standard
// advises).
std::size_t sequence_length(std::string_view text, std::size_t& bad) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  bad = 1;
  if (lead < 0x80) return 1;
  const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  const unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned char high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  for (; bad < size; ++bad) {
    if (bad >= text.size()) return 0;
    const bool first = bad == 1;
    if (byte(bad) < (first ? low : 0x80) || byte(bad) > (first ? high : 0xBF)) return 0;
  }
  return size;
}

struct Utf8Count {
  std::size_t well_formed = 0;  // sequences of two bytes and more
  Damage broken;
};

Utf8Count count_utf8(std::string_view bytes) {
  Utf8Count count;
  for (std::size_t i = 0, bad = 0; i < bytes.size();) {
    const std::size_t size = sequence_length(bytes.substr(i, 4), bad);
    if (size > 1) ++count.well_formed;
    if (size == 0) count.broken.add(i);
    i += size ? size : bad;
  }
  return count;
}

std::string repair_utf8(std::string_view bytes, Damage& damage) {
  std::string out;
  out.reserve(bytes.size() + 64);
  std::size_t kept = 0;
  for (std::size_t i = 0, bad = 0; i < bytes.size();) {
    if (const std::size_t size = sequence_length(bytes.substr(i, 4), bad)) {
      i += size;
      continue;
    }
    damage.add(i);
    out.append(bytes.substr(kept, i - kept)).append(kReplacement);
    kept = i += bad;
  }
  return out.append(bytes.substr(kept));
}

struct Conversion {
  Damage damage;
  const char* base = nullptr;
};

// ICU's own substitution writes U+FFFD without telling; this one counts as well.
void U_CALLCONV count_and_substitute(const void* context, UConverterToUnicodeArgs* args,
                                     const char* units, int32_t length,
                                     UConverterCallbackReason reason, UErrorCode* error) {
  if (reason > UCNV_IRREGULAR) return;
  auto* conversion = static_cast<Conversion*>(const_cast<void*>(context));
  const std::ptrdiff_t offset = args->source - conversion->base - length;
  conversion->damage.add(static_cast<std::size_t>(std::max<std::ptrdiff_t>(offset, 0)));
  UCNV_TO_U_CALLBACK_SUBSTITUTE(nullptr, args, units, length, reason, error);
}

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

// What the web calls by these names is the Windows superset; the strict sets have control
// characters in its place.
std::string web_charset(std::string_view name) {
  std::string folded(name);
  std::transform(folded.begin(), folded.end(), folded.begin(), lower);
  const auto is = [&](std::string_view other) { return folded == other; };
  if (is("iso-8859-1") || is("iso8859-1") || is("latin1") || is("us-ascii") || is("ascii"))
    return "windows-1252";
  if (is("iso-8859-9") || is("latin5")) return "windows-1254";
  if (is("utf8") || is("unicode-1-1-utf-8")) return "utf-8";
  return folded;
}

Converter open_converter(const std::string& charset) {
  UErrorCode error = U_ZERO_ERROR;
  Converter converter(ucnv_open(charset.c_str(), &error));
  return U_SUCCESS(error) ? std::move(converter) : nullptr;
}

void append_utf16(const UChar* units, std::size_t count, std::string& out) {
  const std::size_t old = out.size();
  out.resize(old + 3 * count);
  UErrorCode error = U_ZERO_ERROR;
  int32_t written = 0;
  u_strToUTF8WithSub(out.data() + old, static_cast<int32_t>(3 * count), &written, units,
                     static_cast<int32_t>(count), 0xFFFD, nullptr, &error);
  out.resize(old + static_cast<std::size_t>(written));
}

// A surrogate pair must not be cut between two chunks.
std::size_t whole_units(const UChar* units, std::size_t count) {
  return count > 1 && U16_IS_LEAD(units[count - 1]) ? count - 1 : count;
}

std::string convert(std::string_view bytes, UConverter* converter, Damage& damage) {
  Conversion conversion{{}, bytes.data()};
  UErrorCode error = U_ZERO_ERROR;
  ucnv_setToUCallBack(converter, count_and_substitute, &conversion, nullptr, nullptr, &error);
  std::array<UChar, 8192> units;
  std::string out;
  const char* source = bytes.data();
  std::size_t held = 0;
  do {
    error = U_ZERO_ERROR;
    UChar* target = units.data() + held;
    ucnv_toUnicode(converter, &target, units.data() + units.size(), &source,
                   bytes.data() + bytes.size(), nullptr, true, &error);
    const auto count = static_cast<std::size_t>(target - units.data());
    const std::size_t whole =
        error == U_BUFFER_OVERFLOW_ERROR ? whole_units(units.data(), count) : count;
    append_utf16(units.data(), whole, out);
    held = count - whole;
    if (held) units[0] = units[whole];
  } while (error == U_BUFFER_OVERFLOW_ERROR);
  damage = conversion.damage;
  return out;
}

std::string guess_charset(std::string_view bytes, const std::string& declared) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, void (*)(UCharsetDetector*)> detector(ucsdet_open(&error),
                                                                                &ucsdet_close);
  if (U_FAILURE(error)) return "windows-1252";
  const std::string_view sample = bytes.substr(0, kStatisticsWindow);
  ucsdet_setText(detector.get(), sample.data(), static_cast<int32_t>(sample.size()), &error);
  ucsdet_setDeclaredEncoding(detector.get(), declared.data(), static_cast<int32_t>(declared.size()),
                             &error);
  ucsdet_enableInputFilter(detector.get(),
                           true);  // the letters inside tags are English in every language
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &error);
  const char* name = match ? ucsdet_getName(match, &error) : nullptr;
  if (U_FAILURE(error) || !name || std::strncmp(name, "UTF-", 4) == 0) return "windows-1252";
  return web_charset(name);
}

struct Mark {
  std::string_view bytes, charset;
};
constexpr std::array<Mark, 5> kMarks = {{{"\xEF\xBB\xBF", "utf-8"},
                                         {std::string_view("\xFF\xFE\0\0", 4), "utf-32le"},
                                         {std::string_view("\0\0\xFE\xFF", 4), "utf-32be"},
                                         {"\xFF\xFE", "utf-16le"},
                                         {"\xFE\xFF", "utf-16be"}}};

// UTF-16 without a mark: Latin letters leave a zero in every second byte.
std::string_view guess_utf16(std::string_view bytes) {
  const std::string_view sample = bytes.substr(0, 512);
  std::array<std::size_t, 2> zeros{};
  for (std::size_t i = 0; i < sample.size(); ++i) zeros[i % 2] += sample[i] == '\0';
  const std::size_t most = sample.size() / 2 * 7 / 10, few = sample.size() / 20;
  if (sample.size() < 16) return {};
  if (zeros[1] > most && zeros[0] <= few) return "utf-16le";
  if (zeros[0] > most && zeros[1] <= few) return "utf-16be";
  return {};
}

bool is_escape_charset(std::string_view charset) {
  return starts_with_nocase(charset, "iso-2022-") || charset == "hz-gb-2312" || charset == "utf-7";
}

void drop_nul(std::string& text, std::vector<Problem>& problems) {
  const std::size_t first = text.find('\0');
  if (first == std::string::npos) return;
  const std::size_t before = text.size();
  text.erase(std::remove(text.begin() + static_cast<std::ptrdiff_t>(first), text.end(), '\0'),
             text.end());
  tell(problems, Severity::warning, first,
       "the text holds " + std::to_string(before - text.size()) +
           " NUL characters, which are dropped");
}

void tell_damage(const Damage& damage, std::string_view charset, std::vector<Problem>& problems) {
  if (damage.count == 0) return;
  tell(problems, Severity::warning, damage.first,
       std::to_string(damage.count) + " broken " + std::string(charset) +
           " sequences are replaced with U+FFFD");
}

// One attempt to read the bytes as a charset; nothing where ICU does not know it.
struct Attempt {
  std::string text;
  Damage damage;
};

bool attempt(std::string_view bytes, const std::string& charset, Attempt& out) {
  const Converter converter = open_converter(charset);
  if (!converter) return false;
  out.text = convert(bytes, converter.get(), out.damage);
  return true;
}

bool is_plausible(const Attempt& attempt, std::size_t bytes) {
  return attempt.damage.count * 50 <= bytes;
}

// The bytes are not valid UTF-8 and bear no mark.
Result<std::string> convert_declared(std::string_view bytes, const std::string& declared,
                                     std::vector<Problem>& problems) {
  const Utf8Count count = count_utf8(bytes);
  if ((declared.empty() || declared == "utf-8") && count.well_formed >= count.broken.count) {
    tell_damage(count.broken, "UTF-8", problems);
    Damage damage;
    return repair_utf8(bytes, damage);
  }
  Attempt result;
  std::string charset = declared;
  if (declared.empty() || declared == "utf-8" || !attempt(bytes, declared, result) ||
      !is_plausible(result, bytes.size())) {
    charset = guess_charset(bytes, declared);
    if (!attempt(bytes, charset, result) && !attempt(bytes, charset = "windows-1252", result))
      return failure("", "no character converter is available", "install the ICU data files");
    if (!declared.empty())
      tell(problems, Severity::note, count.broken.first,
           "the text is declared " + declared + " but reads as " + charset);
  }
  tell_damage(result.damage, charset, problems);
  return std::move(result.text);
}

Result<std::string> convert_marked(std::string_view bytes, std::string_view charset,
                                   std::vector<Problem>& problems) {
  Attempt result;
  if (charset == "utf-8") {
    result.text = repair_utf8(bytes, result.damage);
  } else if (!attempt(bytes, std::string(charset), result)) {
    return failure("", "no converter for " + std::string(charset), "install the ICU data files");
  }
  tell_damage(result.damage, charset, problems);
  return std::move(result.text);
}

std::size_t first_beyond_ascii(std::string_view bytes) {
  const auto found = std::find_if(bytes.begin(), bytes.end(),
                                  [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  return static_cast<std::size_t>(found - bytes.begin());
}

Result<std::string> convert_any(std::string_view bytes, std::string_view hint,
                                std::vector<Problem>& problems) {
  for (const Mark& mark : kMarks)
    if (bytes.starts_with(mark.bytes))
      return convert_marked(bytes.substr(mark.bytes.size()), mark.charset, problems);
  if (const std::string_view wide = guess_utf16(bytes); !wide.empty())
    return convert_marked(bytes, wide, problems);
  const std::string_view own = declared_charset(bytes);
  const std::string declared = web_charset(hint.empty() ? own : hint);
  if (is_escape_charset(declared)) return convert_declared(bytes, declared, problems);
  if (!simdjson::validate_utf8(bytes.data(), bytes.size()))
    return convert_declared(bytes, declared, problems);
  const bool refuted = !declared.empty() && declared != "utf-8";
  if (const std::size_t first = refuted ? first_beyond_ascii(bytes) : bytes.size();
      first < bytes.size())
    tell(problems, Severity::note, first,
         "the text is declared " + declared + " but is valid UTF-8");
  return std::string(bytes);
}

bool is_charset_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_' || c == ':' || c == '.';
}

// The name after `key` and "=", quoted or not, within one tag.
std::string_view charset_after(std::string_view tag, std::string_view key) {
  const std::size_t at = find_nocase(tag, key, 0);
  if (at == std::string_view::npos) return {};
  std::size_t begin = at + key.size();
  while (begin < tag.size() && std::strchr(" \t\r\n=\"'", tag[begin])) ++begin;
  std::size_t end = begin;
  while (end < tag.size() && is_charset_character(tag[end])) ++end;
  return tag.substr(begin, std::min<std::size_t>(end - begin, 40));
}

}  // namespace

std::string_view declared_charset(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, kDeclarationWindow);
  for (std::size_t at = head.find('<'); at != std::string_view::npos; at = head.find('<', at + 1)) {
    const std::string_view tag = head.substr(at, head.find('>', at) - at);
    std::string_view found;
    if (starts_with_nocase(tag, "<?xml")) found = charset_after(tag, "encoding");
    if (starts_with_nocase(tag, "<meta")) found = charset_after(tag, "charset");
    if (!found.empty()) return found;
  }
  return {};
}

Result<std::string> to_utf8(std::string_view bytes, std::string_view charset_hint,
                            std::vector<Problem>& problems) {
  Result<std::string> text = convert_any(bytes, charset_hint, problems);
  if (text) drop_nul(*text, problems);
  return text;
}

}  // namespace mercato
