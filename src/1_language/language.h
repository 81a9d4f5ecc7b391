// How is it written? Text into language-tagged blocks, sentences and tokens. Front header of
// 1_language.
//
// Everything here is driven by data/languages/<tag>/language.toml; nothing knows a language by
// name.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "0_core/document.h"
#include "0_core/mention.h"
#include "0_core/result.h"
#include "0_core/span.h"

namespace mercato {

// Index into Languages; stable within one run only. Outputs use the tag.
using LanguageId = std::uint8_t;
inline constexpr LanguageId kUnknownLanguage = 0xff;

enum class TokenKind : std::uint8_t {
  word,  // letters (and digits after the first letter: "U21"; "4-3-3" is number punctuation number)
  number,       // digits, with . or , between digits: "15", "2,5", "1.000"
  punctuation,  // one character
  hashtag,  // the words after '#': the '#' is part of the span, not of the fold; "#OMNantes" is one
            // token
  handle,   // "@Glongari", fold without '@'
  url,
  symbol,  // emoji, currency signs and other symbols, one character (cluster) each
};

enum TokenShape : std::uint8_t {
  kCapitalised = 1,   // first letter is upper case
  kAllCaps = 2,       // two or more letters, all upper case
  kSpaceBefore = 4,   // white space (or the text's start) stands before
  kHyphenBefore = 8,  // joined to the token before by a hyphen or apostrophe inside one written
                      // word, without space
  kBlockStart = 16,   // first token of its block
  kElided = 32,       // ends with an apostrophe that belongs to it: "l'", "dell'", "d'"
};

// A token's span never includes white space (nor invisible format characters between words). A
// number ends with its digits: "30m" is the number "30" and the word "m", without kSpaceBefore.
// How words are cut does not depend on the language of the text. Hyphens and apostrophes inside a
// word separate tokens
// ("Saint-Germain" is three tokens: word, punctuation "-", word; "dell'OM" is "dell'" (kElided) and
// "OM"; English "'s" is its own word token with fold "'s"; "O'Brien" and "N'Golo" are one word
// token).
struct Token {
  Span span;
  std::uint32_t folded_begin = 0;  // into TokenizedText::folded
  std::uint16_t folded_size = 0;
  TokenKind kind = TokenKind::word;
  std::uint8_t shape = 0;
  std::uint64_t hash = 0;  // fold_hash() of the folded form
};

struct Sentence {
  std::uint32_t first_token = 0, end_token = 0;  // half-open
  std::uint16_t block = 0;
  LanguageId language = kUnknownLanguage;
  bool link =
      false;  // a headline that leads to another text ("+ …", "Read more: …"): of no concern
};

// Tokens and sentences of one document. Tokens are in order and do not overlap; every byte that is
// not white space lies in exactly one token; each token lies in exactly one sentence. A worker
// keeps one TokenizedText and reuses its memory.
struct TokenizedText {
  std::vector<Token> tokens;
  std::vector<Sentence> sentences;
  std::vector<LanguageId> block_language;  // parallel to Document::blocks
  std::string folded;

  void clear();
  std::string_view fold(std::uint32_t token) const {
    return std::string_view(folded).substr(tokens[token].folded_begin, tokens[token].folded_size);
  }
};

// The fold: lower case, no accents, ß→ss, œ→oe, æ→ae, ø→o, ł→l, đ→d, ı→i, þ→th, typographic
// apostrophes → '. Appends to `out`. Where `offsets` is given, one entry for each byte appended:
// the offset in `text` of the character it came from.
void append_fold(std::string_view text, std::string& out,
                 std::vector<std::uint32_t>* offsets = nullptr);
std::string fold(std::string_view text);
// 64-bit FNV-1a of an already folded string: the hash of a prefix is a step on the way, which
// prefix rules use.
constexpr std::uint64_t fold_hash(std::string_view folded) {
  std::uint64_t hash = 0xcbf29ce484222325ull;
  for (const char c : folded) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ull;
  return hash;
}

// One language's facts that more than one stage needs.
struct LanguageInfo {
  std::string tag;   // "fr"
  std::string name;  // "français"
};

// The set of languages in use; immutable, shared by all threads.
class Languages {
 public:
  // Loads every folder of `data`/languages that does not begin with '_', in the order of their
  // tags, and the identification model `data`/language_id.model.
  static Result<std::shared_ptr<const Languages>> load(const std::filesystem::path& data);

  virtual ~Languages() = default;
  virtual std::size_t size() const = 0;
  virtual const LanguageInfo& info(LanguageId id) const = 0;
  // "pt", also "pt-BR"; kUnknownLanguage where there is none.
  virtual LanguageId find(std::string_view tag) const = 0;

  // The language of a short text; kUnknownLanguage when too little speaks for any. `hint` breaks
  // near ties.
  virtual LanguageId identify(std::string_view text, LanguageId hint = kUnknownLanguage) const = 0;

  // Fills `out` (cleared first) with the blocks' languages, sentences and tokens of the document.
  virtual void tokenize(const Document& document, TokenizedText& out) const = 0;
  // Tokens of a bare string (a name, a rule's words) in one language or none: one block, no
  // sentences split.
  virtual void tokenize(std::string_view text, LanguageId language, TokenizedText& out) const = 0;

  // Appends money, dates and numbers of the whole text as mentions (kind money, date, number; form
  // value) with their quantities: "15 millions d'euros", "£30m", "15 mln", "11 juin 2024", "June
  // 11, 2024", "25 ans", "deux ans".
  virtual void find_quantities(const Document& document, const TokenizedText& tokens,
                               LinkedText& out) const = 0;
};

// Reads a date written out in any of the loaded languages ("June 11, 2024", "20 juillet 2016",
// "11/06/2024", ISO) that begins at the front of `text` (leading white space skipped); `used` is
// the number of bytes read. Front ends of find_quantities for readers that have no tokens yet.
struct ParsedDate {
  Date date;
  std::size_t used = 0;
};
std::optional<ParsedDate> parse_date(const Languages& languages, std::string_view text);

}  // namespace mercato
