// Which part of this markup is worth parsing? A linear scan that stands between hostile HTML and
// the tree builder.
//
// It passes tags, the attributes that reading needs and text; it drops comments, scripts, styles
// and end tags that close nothing; it bounds attributes, nesting and text, each bound told once as
// a located problem. JSON-LD scripts are set aside. Offsets are into the UTF-8 text given. One
// filter reads one page, once; not shared between threads.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "0_core/result.h"
#include "2_read/reader.h"

namespace mercato {

class HtmlFilter {
 public:
  // `html` is valid UTF-8 without NUL and must outlive the filter and the views it gives.
  HtmlFilter(std::string_view html, const ReadLimits& limits);

  // Appends about `size` bytes of clean markup to `out`; false when there is no more.
  bool next(std::size_t size, std::string& out);

  std::size_t offset() const { return at_; }
  const std::vector<std::string_view>& json_ld() const { return json_ld_; }
  // Told so far; complete after next() returned false.
  const std::vector<Problem>& problems() const { return problems_; }

 private:
  struct TagText;
  void pass_text(std::size_t end, std::string& out);
  bool count_text(std::size_t size);
  void pass_markup(std::string& out);
  void pass_start_tag(std::string& out);
  void pass_end_tag(std::string& out);
  void scan_attributes(TagText& tag, std::string& out);
  std::string_view scan_value();
  void skip_space();
  bool in_tag() const { return at_ < html_.size() && html_[at_] != '>'; }
  void pass_attribute(std::string_view name, std::string_view value, std::string& out) const;
  void skip_comment();
  void skip_to(std::string_view end);
  void skip_raw_text(std::string_view name, bool is_json_ld);
  bool open(std::uint32_t name);
  bool close(std::uint32_t name);
  void tell(std::size_t offset, std::string message);

  std::string_view html_;
  ReadLimits limits_;
  std::size_t at_ = 0;
  std::size_t text_bytes_ = 0;
  std::vector<std::uint32_t> open_;              // hashes of the names of open elements
  std::array<std::uint32_t, 256> open_count_{};  // by low bits of the hash
  std::uint64_t beyond_depth_ = 0;               // start tags dropped that are still open
  bool told_depth_ = false, told_attributes_ = false, comments_end_ = true;
  std::vector<std::string_view> json_ld_;
  std::vector<Problem> problems_;
};

// Line number, from 1, of a byte offset.
std::uint32_t line_at(std::string_view text, std::size_t offset);

}  // namespace mercato
