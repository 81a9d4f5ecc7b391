#include "2_read/ndjson.h"

#include <simdjson.h>

#include "2_read/lines.h"
#include "2_read/text.h"

namespace mercato {
namespace {

constexpr std::size_t kKeptMemory = 1u << 20;  // of one thread's line buffer, between lines

// One thread's parser and its padded copy of the line.
struct Scratch {
  simdjson::ondemand::parser parser;
  std::string line;
};

// The members that are read; all but `text` are optional.
struct Fields {
  Document& out;
  bool has_text = false;
  std::string published;

  std::string* find(std::string_view key) {
    switch (key.size()) {
      case 2:
        return key == "id" ? &out.id : nullptr;
      case 3:
        return key == "url" ? &out.url : nullptr;
      case 4:
        return key == "text" ? &out.text : key == "lang" ? &out.language : nullptr;
      case 5:
        return key == "title" ? &out.title : nullptr;
      case 6:
        return key == "outlet" ? &out.outlet : key == "author" ? &out.author : nullptr;
      case 9:
        return key == "published" ? &published : nullptr;
      default:
        return nullptr;
    }
  }
};

// Reads one line; errors are messages until read() says where.
class LineReader {
 public:
  LineReader(std::string_view line, Document& out) : line_(line), fields_{out, false, {}} {}

  // Empty on success.
  std::string read();
  std::uint64_t offset() const { return offset_; }
  const std::string& published() const { return fields_.published; }

 private:
  std::string read_object(simdjson::ondemand::document& json);
  std::string read_field(simdjson::ondemand::field& field);
  std::string take(std::string_view key, simdjson::ondemand::value value, std::string& target);
  std::string broken(simdjson::error_code error);

  const std::string_view line_;
  Fields fields_;
  std::uint64_t offset_ = 0;
};

std::size_t first_broken_character(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t size = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    if (at + size > text.size() || !simdjson::validate_utf8(text.data() + at, size)) break;
    at += size;
  }
  return at;
}

std::string LineReader::read() {
  thread_local Scratch scratch;
  scratch.line.reserve(line_.size() + simdjson::SIMDJSON_PADDING);
  scratch.line.assign(line_);
  simdjson::ondemand::document json;
  const auto error = scratch.parser
                         .iterate(scratch.line.data(), scratch.line.size(),
                                  scratch.line.size() + simdjson::SIMDJSON_PADDING)
                         .get(json);
  std::string problem = error ? broken(error) : read_object(json);
  if (scratch.line.capacity() > kKeptMemory) scratch = Scratch();
  return problem;
}

std::string LineReader::read_object(simdjson::ondemand::document& json) {
  simdjson::ondemand::object object;
  if (const auto error = json.get_object().get(object)) {
    if (error == simdjson::INCORRECT_TYPE) return "the line is no JSON object";
    return broken(error);
  }
  for (auto next : object) {
    simdjson::ondemand::field field;
    if (const auto error = std::move(next).get(field)) return broken(error);
    if (std::string problem = read_field(field); !problem.empty()) return problem;
  }
  const char* rest = nullptr;
  if (!json.current_location().get(rest)) return "something follows the JSON object on its line";
  if (!fields_.has_text) return "the document has no text";
  return {};
}

std::string LineReader::read_field(simdjson::ondemand::field& field) {
  std::string_view key;
  if (const auto error = field.unescaped_key().get(key)) return broken(error);
  std::string* target = fields_.find(key);
  if (!target) return {};
  const bool is_text = target == &fields_.out.text;
  std::string problem = take(key, field.value(), *target);
  fields_.has_text |= is_text && problem.empty();
  return problem;
}

std::string LineReader::take(std::string_view key, simdjson::ondemand::value value,
                             std::string& target) {
  simdjson::ondemand::json_type type;
  if (const auto error = value.type().get(type)) return broken(error);
  if (type == simdjson::ondemand::json_type::null && key != "text") return {};
  if (type == simdjson::ondemand::json_type::number && key != "text") {
    target = std::string(trim(std::string_view(value.raw_json_token())));
    return {};
  }
  if (type != simdjson::ondemand::json_type::string)
    return "\"" + std::string(key) + "\" is no string";
  std::string_view text;
  if (const auto error = value.get_string().get(text)) return broken(error);
  target.assign(text);
  return {};
}

std::string LineReader::broken(simdjson::error_code error) {
  if (error == simdjson::UTF8_ERROR) {
    offset_ = first_broken_character(line_);
    return "the line is no valid UTF-8";
  }
  switch (error) {
    case simdjson::EMPTY:
      return "the line is empty";
    case simdjson::UNCLOSED_STRING:
      return "a string of the JSON is not closed";
    case simdjson::STRING_ERROR:
      return "a string of the JSON has an escape that stands for no character";
    case simdjson::UNESCAPED_CHARS:
      return "a string of the JSON holds a control character that is not escaped";
    case simdjson::DEPTH_ERROR:
      return "the JSON is nested too deep";
    default:
      return "the line is no valid JSON";
  }
}

tl::unexpected<Problem> failed(const ReadOptions& options, std::uint32_t line, std::uint64_t offset,
                               std::string message, std::string hint = {}) {
  return tl::unexpected<Problem>(
      Problem{Severity::error, options.name, line, offset, std::move(message), std::move(hint)});
}

void finish_language(std::string& tag) {
  if (const std::size_t end = tag.find_first_of("-_"); end != std::string::npos) tag.resize(end);
  for (char& c : tag) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  }
}

void set_id(Document& document, const ReadOptions& options, std::uint32_t line) {
  if (!document.id.empty()) return;
  document.id = (options.name.empty() ? "line" : options.name) + ":" + std::to_string(line);
}

Result<void> read_members(std::string_view line, const ReadOptions& options,
                          std::uint32_t line_number, const Languages& languages, Document& out) {
  const ReadLimits& limits = options.limits;
  if (line.size() > limits.max_bytes) {
    return failed(options, line_number, 0,
                  "the line has more than " + std::to_string(limits.max_bytes) +
                      " bytes, the limit of one document",
                  "NDJSON wants one document a line");
  }
  LineReader reader(line, out);
  if (std::string problem = reader.read(); !problem.empty()) {
    return failed(options, line_number, reader.offset(), std::move(problem));
  }
  if (out.text.size() > limits.max_text) {
    return failed(options, line_number, 0,
                  "the text has " + std::to_string(out.text.size()) +
                      " bytes, more than the limit of " + std::to_string(limits.max_text));
  }
  if (trim(std::string_view(out.text)).empty())
    return failed(options, line_number, 0, "the text is empty");
  if (!reader.published().empty() && !set_published(out, reader.published(), languages)) {
    Problem problem;
    problem.severity = Severity::warning;
    problem.message = "\"published\" is no date: " + reader.published().substr(0, 40);
    out.problems.push_back(std::move(problem));
  }
  return {};
}

}  // namespace

void clear(Document& document) {
  for (std::string* field :
       {&document.id, &document.text, &document.language, &document.title, &document.author,
        &document.outlet, &document.section, &document.url, &document.published_time}) {
    field->clear();
  }
  document.published = {};
  document.blocks.clear();
  document.posts.clear();
  document.links.clear();
  document.problems.clear();
}

bool set_published(Document& document, std::string_view stamp, const Languages& languages) {
  stamp = trim(stamp);
  document.published_time = std::string(stamp);
  if (const auto date = Date::parse_iso(stamp)) {
    document.published = *date;
  } else if (const auto written = parse_date(languages, stamp)) {
    document.published = written->date.known() ? written->date : Date{};
  }
  return document.published.known();
}

Result<void> read_ndjson(std::string_view line, const ReadOptions& options,
                         std::uint32_t line_number, const Languages& languages,
                         const ReadingWords& words, Document& out) {
  clear(out);
  if (auto read = read_members(line, options, line_number, languages, out); !read) {
    out.text.clear();
    set_id(out, options, line_number);
    return read;
  }
  set_id(out, options, line_number);
  finish_language(out.language);
  replace_nul(out);
  split_text(out, TextOrigin::field, languages, words);
  for (Problem& problem : out.problems) {
    problem.where = options.name;
    problem.line = line_number;
  }
  return {};
}

}  // namespace mercato
