// What was published? Bytes of any kind into Documents. Front header of 2_read.
//
// Everything read is hostile: size, nesting, attribute count and time are bounded, and what breaks
// a bound is a located Problem on the document (or the failure of the read), never a crash, an
// exception or a silent empty text.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "0_core/document.h"
#include "0_core/result.h"
#include "1_language/language.h"

namespace mercato {

enum class Format : std::uint8_t { detect, text, html, feed, ndjson };

struct ReadLimits {
  std::size_t max_bytes = 32u << 20;   // of one input file, or one NDJSON line
  std::size_t max_text = 4u << 20;     // of one document's text
  std::uint32_t max_depth = 512;       // of nested elements
  std::uint32_t max_attributes = 256;  // of one element
  std::uint32_t max_items = 10'000;    // of one feed
};

struct ReadOptions {
  Format format = Format::detect;
  std::string name;     // file name or address, for problems, ids and detection by extension
  std::string charset;  // from a transport header; empty = detect (BOM, declaration, statistics)
  ReadLimits limits;
};

// Reads one input that may hold several documents (a feed's items, NDJSON lines). Never empty on
// success; a document that could not be understood has no text and at least one problem of severity
// error. Thread-safe: immutable after creation.
class Reader {
 public:
  // Reads the words of bylines, date lines and section lines from
  // `data`/languages/<tag>/reading.toml.
  static Result<Reader> create(const std::filesystem::path& data,
                               std::shared_ptr<const Languages> languages);
  // Without those words: leading lines such as "Par Anna Roux" stay paragraphs.
  explicit Reader(std::shared_ptr<const Languages> languages);

  Result<std::vector<Document>> read(std::string_view bytes, const ReadOptions& options) const;
  // One NDJSON line, for streaming: `text` is taken as it stands and split into blocks (title line,
  // paragraphs, posts). The result is written into `out`, whose memory is reused; on failure `out`
  // has its id (or one made of the line number) and no text.
  Result<void> read_ndjson_line(std::string_view line, const ReadOptions& options,
                                std::uint32_t line_number, Document& out) const;

 private:
  Result<std::vector<Document>> read_lines(std::string_view bytes,
                                           const ReadOptions& options) const;

  std::shared_ptr<const Languages> languages_;
  std::shared_ptr<const class ReadingWords> words_;
};

}  // namespace mercato
