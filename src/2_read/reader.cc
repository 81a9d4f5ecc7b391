#include "2_read/reader.h"

#include <algorithm>
#include <cstring>

#include "2_read/feed.h"
#include "2_read/formats.h"
#include "2_read/html.h"
#include "2_read/lines.h"
#include "2_read/ndjson.h"
#include "2_read/posts.h"
#include "2_read/reading_words.h"
#include "2_read/text.h"

namespace mercato {
namespace {

Result<std::vector<Document>> one(Result<Document> document) {
  if (!document) return tl::unexpected<Problem>(std::move(document.error()));
  std::vector<Document> out;
  out.push_back(std::move(*document));
  return out;
}

// A line that could not be read, as a document without text.
Document failed_document(Problem problem, std::string id) {
  Document document;
  document.id = std::move(id);
  document.problems.push_back(std::move(problem));
  return document;
}

}  // namespace

Reader::Reader(std::shared_ptr<const Languages> languages)
    : languages_(std::move(languages)), words_(std::make_shared<const ReadingWords>()) {}

Result<Reader> Reader::create(const std::filesystem::path& data,
                              std::shared_ptr<const Languages> languages) {
  auto words = ReadingWords::load(data);
  if (!words) return tl::unexpected<Problem>(std::move(words.error()));
  Reader reader(std::move(languages));
  reader.words_ = std::make_shared<const ReadingWords>(std::move(*words));
  return reader;
}

Result<std::vector<Document>> Reader::read(std::string_view bytes,
                                           const ReadOptions& options) const {
  const Format format =
      options.format == Format::detect ? detect_format(bytes, options.name) : options.format;
  if (format == Format::ndjson) return read_lines(bytes, options);
  if (bytes.size() > options.limits.max_bytes) {
    return failure(options.name,
                   "the input has " + std::to_string(bytes.size()) +
                       " bytes, more than the limit of " + std::to_string(options.limits.max_bytes),
                   "split it, or raise the limit");
  }
  if (format == Format::feed && is_json_feed(bytes))
    return read_json_feed(bytes, options, *languages_, *words_);
  if (format == Format::feed) return read_feed(bytes, options, *languages_, *words_);
  if (format == Format::html) return one(read_html(bytes, options, *languages_));
  return one(read_text(bytes, options, *languages_, *words_));
}

// Each line on its own: a bad one becomes a document with its problem, and the rest is read.
Result<std::vector<Document>> Reader::read_lines(std::string_view bytes,
                                                 const ReadOptions& options) const {
  std::vector<Document> documents;
  std::uint32_t number = 0;
  if (bytes.starts_with("\xef\xbb\xbf")) bytes.remove_prefix(3);
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    const std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    ++number;
    // A huge line is not looked through for white space.
    if (line.size() <= options.limits.max_bytes && trim(line).empty()) continue;
    Document document;
    if (auto read = read_ndjson_line(line, options, number, document); read)
      documents.push_back(std::move(document));
    else
      documents.push_back(failed_document(std::move(read.error()), std::move(document.id)));
  }
  if (documents.empty()) return failure(options.name, "there is no document in it");
  return documents;
}

Result<void> Reader::read_ndjson_line(std::string_view line, const ReadOptions& options,
                                      std::uint32_t line_number, Document& out) const {
  return read_ndjson(line, options, line_number, *languages_, *words_, out);
}

}  // namespace mercato
