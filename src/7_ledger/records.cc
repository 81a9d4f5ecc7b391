#include "7_ledger/records.h"

#include <algorithm>

#include "7_ledger/form.h"
#include "7_ledger/sketch.h"

namespace mercato {

std::string first_previous() { return std::string(kDigestSize, '\0'); }

std::string entry_digest(Sha256& hasher, const EntryRecord& entry) {
  static const DocumentRecord kNone{0, 0, 0, 0, {}, {}};
  const DocumentRecord& document = entry.document ? *entry.document : kNone;
  hasher.bytes("mercato ledger entry 1\n");
  hasher.field(entry.previous).number(entry.number).number(static_cast<int>(entry.kind));
  hasher.field(document.digest).field(document.key).number(document.version);
  hasher.field(entry.engine).field(entry.data).number(entry.recorded_at);
  return hasher.field(entry.body).finish();
}

Instant known_at(int version, Instant published_at, Instant recorded_at) {
  return version == 1 && published_at != 0 ? published_at : recorded_at;
}

Date last_whole_day(Instant as_of) {
  constexpr Instant kDay = 86'400;
  return to_date(as_of == kEndOfTime ? as_of : as_of + 1 - kDay);
}

// "Wed, 12 Jun 2024 10:00:00 GMT": the clock and the zone in a stamp whose day is read already.
// Stamps of feeds; a zone with another name leaves the end of the day.
std::optional<Instant> stamp_on(Date day, std::string_view stamp) {
  const std::size_t colon = stamp.find(':');
  if (!day.day || colon == std::string_view::npos || colon < 2) return std::nullopt;
  std::string_view clock = stamp.substr(colon - 2);
  const std::size_t end = std::min(clock.find(' '), clock.size());
  std::string_view zone = clock.substr(std::min(end + 1, clock.size()));
  if (zone == "GMT" || zone == "UTC" || zone == "UT") zone = "Z";
  if (zone.empty()) return std::nullopt;
  return parse_instant(day.to_string() + "T" + std::string(clock.substr(0, end)) +
                       std::string(zone));
}

Instant published_at(const Document& document) {
  if (const auto stated = parse_instant(document.published_time)) return *stated;
  if (const auto stated = stamp_on(document.published, document.published_time)) return *stated;
  return document.published.known() ? parse_instant(document.published.to_string()).value_or(0) : 0;
}

Description describe(const Document& d) {
  Description out;
  LedgerDocument& shown = out.document;
  shown.id = d.id;
  shown.title = d.title;
  shown.author = d.author;
  shown.outlet = d.outlet;
  shown.url = d.url;
  shown.language = d.language;
  shown.published = d.published;
  shown.posts = d.posts;
  shown.sketch = make_sketch(d.text);
  out.published_at = published_at(d);
  thread_local Sha256 hasher;
  out.content = hasher.field(d.title).field(d.text).finish();
  return out;
}

std::int64_t pack_date(Date date) { return date.year * 10'000 + date.month * 100 + date.day; }

Date unpack_date(std::int64_t packed) {
  if (packed <= 0 || packed > 99'991'231) return {};
  const Date date{static_cast<std::int16_t>(packed / 10'000),
                  static_cast<std::uint8_t>(packed / 100 % 100),
                  static_cast<std::uint8_t>(packed % 100)};
  return is_valid(date) ? date : Date{};
}

}  // namespace mercato
