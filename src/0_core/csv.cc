#include "0_core/csv.h"

#include <algorithm>
#include <cstring>

namespace mercato {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// Length of the UTF-8 sequence that begins at `at`, 0 where it is broken.
std::size_t sequence_length(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  const unsigned char lead = byte(0);
  const std::size_t length = lead < 0x80   ? 1
                             : lead < 0xC2 ? 0
                             : lead < 0xE0 ? 2
                             : lead < 0xF0 ? 3
                             : lead < 0xF5 ? 4
                                           : 0;
  if (length == 0 || at + length > text.size()) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return 0;
  }
  const bool overlong = (lead == 0xE0 && byte(1) < 0xA0) || (lead == 0xF0 && byte(1) < 0x90);
  const bool surrogate = lead == 0xED && byte(1) > 0x9F;
  const bool too_large = lead == 0xF4 && byte(1) > 0x8F;
  return overlong || surrogate || too_large ? 0 : length;
}

}  // namespace

ProblemLog::~ProblemLog() {
  if (count_ <= kMostTold) return;
  out_.push_back({Severity::warning, where_, 0, 0,
                  std::to_string(count_ - kMostTold) + " more rows could not be used", ""});
}

void ProblemLog::warn(std::string_view where, std::uint32_t line, std::string message) {
  if (++count_ > kMostTold) return;
  out_.push_back({Severity::warning, std::string(where), line, 0, std::move(message), ""});
}

std::string_view trim_blanks(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const auto begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

bool is_valid_utf8(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    std::uint64_t word = 0;
    if (at + sizeof word <= text.size()) {
      std::memcpy(&word, text.data() + at, sizeof word);
      if ((word & 0x8080808080808080ull) == 0) {
        at += sizeof word;
        continue;
      }
    }
    const std::size_t length = sequence_length(text, at);
    if (length == 0) return false;
    at += length;
  }
  return true;
}

std::vector<std::string_view> split_values(std::string_view field, char separator) {
  std::vector<std::string_view> values;
  while (!field.empty()) {
    const auto end = std::min(field.find(separator), field.size());
    const std::string_view value = trim_blanks(field.substr(0, end));
    if (!value.empty()) values.push_back(value);
    field.remove_prefix(std::min(end + 1, field.size()));
  }
  return values;
}

CsvReader::CsvReader(std::string_view text, StringArena& arena, ProblemLog& log)
    : text_(text), arena_(arena), log_(log) {
  if (text_.starts_with(kByteOrderMark)) text_.remove_prefix(kByteOrderMark.size());
  if (read_row() != Row::good) return;
  header_ = fields_;
  for (auto& name : header_) name = trim_blanks(name);
}

std::size_t CsvReader::column(std::string_view name) const {
  const auto found = std::find(header_.begin(), header_.end(), name);
  return found == header_.end() ? kNoColumn : static_cast<std::size_t>(found - header_.begin());
}

std::string_view CsvReader::field(std::size_t column) const {
  return column < fields_.size() ? trim_blanks(fields_[column]) : std::string_view{};
}

bool CsvReader::next() {
  while (true) {
    const Row row = read_row();
    if (row == Row::end || header_.empty()) return false;
    if (row == Row::bad) continue;
    if (fields_.size() == header_.size()) return true;
    log_.warn(row_line_, "the row has " + std::to_string(fields_.size()) +
                             " fields where the header has " + std::to_string(header_.size()));
  }
}

CsvReader::Row CsvReader::reject(std::string message) {
  log_.warn(row_line_, std::move(message));
  at_ = row_begin_;
  line_ = row_line_;
  skip_line();
  return Row::bad;
}

void CsvReader::skip_line() {
  const auto end = text_.find('\n', at_);
  at_ = end == std::string_view::npos ? text_.size() : end + 1;
  ++line_;
}

CsvReader::Row CsvReader::read_row() {
  while (!at_end() && (text_[at_] == '\n' || text_[at_] == '\r')) {
    if (text_[at_++] == '\n') ++line_;
  }
  if (at_end()) return Row::end;
  row_begin_ = at_;
  row_line_ = line_;
  fields_.clear();
  failure_ = {};
  while (read_field()) {
    if (fields_.size() > kMaxColumns) return reject("the row has too many fields");
  }
  if (!failure_.empty()) return reject(std::string(failure_));
  const std::string_view row = text_.substr(row_begin_, at_ - row_begin_);
  if (row.find('\0') != std::string_view::npos) return reject("the row holds a NUL byte");
  if (!is_valid_utf8(row)) return reject("the row is not valid UTF-8");
  return Row::good;
}

// Reads one field and the separator after it; false when that was the end of the row, or on
// failure_.
bool CsvReader::read_field() {
  if (!at_end() && text_[at_] == '"') {
    if (!read_quoted()) return false;
  } else {
    const auto end = std::min(text_.find_first_of(",\n", at_), text_.size());
    std::string_view value = text_.substr(at_, end - at_);
    if (value.ends_with('\r')) value.remove_suffix(1);
    if (value.size() > kMaxField) failure_ = "a field is too long";
    fields_.push_back(value);
    at_ = end;
  }
  if (!failure_.empty() || at_end()) return false;
  const char separator = text_[at_++];
  if (separator == ',') return true;
  ++line_;
  return false;
}

bool CsvReader::read_quoted() {
  const std::size_t begin = ++at_;
  bool doubled = false;
  while (true) {
    at_ = std::min(text_.find('"', at_), text_.size());
    if (at_end() || at_ - begin > kMaxField) {
      failure_ = "a quoted field does not end or is too long";
      return false;
    }
    if (at_ + 1 >= text_.size() || text_[at_ + 1] != '"') break;
    doubled = true;
    at_ += 2;
  }
  std::string_view value = text_.substr(begin, at_ - begin);
  line_ += static_cast<std::uint32_t>(std::count(value.begin(), value.end(), '\n'));
  ++at_;
  if (doubled) {
    std::string& plain = arena_.emplace_back();
    for (std::size_t i = 0; i < value.size(); ++i) {
      plain += value[i];
      if (value[i] == '"') ++i;
    }
    value = plain;
  }
  fields_.push_back(value);
  while (!at_end() && (text_[at_] == '\r' || text_[at_] == ' ')) ++at_;
  if (at_end() || text_[at_] == ',' || text_[at_] == '\n') return true;
  failure_ = "text stands after a closing quote";
  return false;
}

}  // namespace mercato
