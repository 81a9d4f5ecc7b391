// What is written down for ever? The rows of truth, the entry's digest, and what is derived from a
// document once.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "0_core/document.h"
#include "7_ledger/digest.h"
#include "7_ledger/ledger.h"

namespace mercato {

enum class EntryKind : std::uint8_t { reading = 1, outcomes = 2 };

// One version of a document as it is stored, without its form.
struct DocumentRecord {
  Row row = 0;
  int version = 1;
  Row edit_of = 0;
  Instant recorded_at = 0;
  std::string key, digest;  // digest: 32 bytes
};

// What an entry's digest covers. Views of whoever has the bytes.
struct EntryRecord {
  Row number = 0;
  EntryKind kind = EntryKind::reading;
  const DocumentRecord* document = nullptr;  // nullptr for outcomes
  std::string_view engine, data;
  Instant recorded_at = 0;
  std::string_view previous;  // 32 bytes; zeros for the first entry
  std::string_view body;      // unpacked
};

// SHA-256 over the sequence that docs/formats/ledger.md gives. Numbers are little-endian 64 bits,
// each piece of text comes after its size.
std::string entry_digest(Sha256& hasher, const EntryRecord& entry);
std::string first_previous();

// When the world knew of it (LedgerDocument::known_at). `published_at`: 0 = not stated.
Instant known_at(int version, Instant published_at, Instant recorded_at);
Instant published_at(const Document& document);

// What happened on a day is known when the day is over.
Date last_whole_day(Instant as_of);

// Everything of a LedgerDocument that the document itself says, and the digest of its words.
struct Description {
  LedgerDocument document;
  std::string content;  // SHA-256 of title and text, 32 bytes
  Instant published_at = 0;
};
Description describe(const Document& document);

// The date as digits, "20240612", for integer columns; parts that are not known are 0.
std::int64_t pack_date(Date date);
Date unpack_date(std::int64_t packed);

}  // namespace mercato
