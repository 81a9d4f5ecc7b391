// Do fold, tokens and sentences hold for any bytes? Checks what language.h promises and traps where
// it does not hold.
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "1_language/language.h"

namespace mercato {
namespace {

void require(bool holds) {
  if (!holds) __builtin_trap();
}

const Languages& languages() {
  static const auto loaded = *Languages::load(std::filesystem::path(MERCATO_SOURCE_DIR) / "data");
  return *loaded;
}

void check_fold(std::string_view text) {
  std::string folded;
  std::vector<std::uint32_t> offsets;
  append_fold(text, folded, &offsets);
  require(fold(folded) == folded);
  require(folded.size() <= text.size() && offsets.size() == folded.size());
  for (std::size_t i = 0; i < offsets.size(); ++i) {
    require(offsets[i] < text.size() && (i == 0 || offsets[i - 1] <= offsets[i]));
  }
}

// The first two bytes cut the text into blocks.
Document make_document(std::string_view bytes) {
  Document document;
  const std::uint8_t first = bytes.empty() ? 0 : static_cast<std::uint8_t>(bytes[0]);
  const std::uint8_t second = bytes.size() < 2 ? 0 : static_cast<std::uint8_t>(bytes[1]);
  document.text = std::string(bytes.substr(bytes.size() < 2 ? bytes.size() : 2));
  if (first == 0) return document;
  document.blocks.resize(2);
  document.blocks[0].span = {0, first};
  document.blocks[0].kind = static_cast<BlockKind>(second % 7);
  document.blocks[1].span = {first, first + std::uint32_t{second}};
  document.blocks[1].post = static_cast<std::int16_t>(second % 2 - 1);
  return document;
}

void check_tokens(const Document& document) {
  TokenizedText out;
  languages().tokenize(document, out);
  std::uint32_t at = 0;
  for (std::uint32_t i = 0; i < out.tokens.size(); ++i) {
    const Span span = out.tokens[i].span;
    require(at <= span.begin && span.begin < span.end && span.end <= document.text.size());
    require(out.tokens[i].hash == fold_hash(out.fold(i)));
    at = span.end;
  }
  std::uint32_t next = 0;
  for (const Sentence& sentence : out.sentences) {
    require(sentence.first_token == next && next < sentence.end_token);
    require(sentence.block < out.block_language.size());
    next = sentence.end_token;
  }
  require(next == out.tokens.size());
  LinkedText linked;
  languages().find_quantities(document, out, linked);
  for (const Mention& mention : linked.mentions) require(mention.span.end <= document.text.size());
}

}  // namespace
}  // namespace mercato

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  mercato::check_fold(bytes);
  mercato::check_tokens(mercato::make_document(bytes));
  mercato::parse_date(mercato::languages(), bytes);
  return 0;
}
