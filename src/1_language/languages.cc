// The set of languages (language.h): data in, text into blocks' languages, sentences and tokens.
#include <algorithm>
#include <array>
#include <utility>

#include "1_language/identifier.h"
#include "1_language/language.h"
#include "1_language/language_data.h"
#include "1_language/sentences.h"
#include "1_language/tokenizer.h"
#ifdef MERCATO_QUANTITIES
#include "1_language/quantity.h"
#endif

namespace mercato {
namespace {

#ifndef MERCATO_QUANTITIES
// Finds nothing: stands in where the module is built without quantity.cc.
class Quantities {
 public:
  static Result<Quantities> load(const std::filesystem::path&, const std::vector<std::string>&) {
    return Quantities();
  }
  void find(std::string_view, const TokenizedText&, Date, LinkedText&) const {}
};
#endif

bool same_tag(std::string_view a, std::string_view b) {
  const auto same = [](char x, char y) { return (x | 0x20) == (y | 0x20); };
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), same);
}

// One document on its way into tokens: tokens first, which no language changes, then languages by
// block, then sentences.
class DocumentTokenizer {
 public:
  DocumentTokenizer(const Document& document, const Languages& languages,
                    const LanguageWords& words, const Identifier& identifier, TokenizedText& out)
      : document_(document),
        languages_(languages),
        words_(words),
        identifier_(identifier),
        out_(out),
        stated_(languages.find(document.language)) {}

  void run() {
    out_.clear();
    for_each_piece([&](std::uint16_t, Span span, bool in_block) { take_tokens(span, in_block); });
    out_.block_language.assign(block_count(), kUnknownLanguage);
    for_each_piece_tokens(
        [&](std::uint16_t block, bool in_block, std::uint32_t first, std::uint32_t end) {
          if (in_block) judge(block, first, end);
        });
    settle_languages();
    for_each_piece_tokens([&](std::uint16_t block, bool, std::uint32_t first, std::uint32_t end) {
      append_sentences(document_.text, context(block, first, end), words_, out_);
    });
  }

 private:
  std::uint32_t text_size() const { return static_cast<std::uint32_t>(document_.text.size()); }
  std::size_t block_count() const {
    return std::clamp<std::size_t>(document_.blocks.size(), 1, kMaxBlocks);
  }

  // Visits the blocks and the text around them in order: visit(block, span, in_block). Text outside
  // belongs to the block before it. Spans that overlap or leave the text are cut.
  template <typename Visit>
  void for_each_piece(Visit visit) const {
    std::uint32_t at = 0;
    std::uint16_t last = 0;
    for (std::size_t i = 0; i < document_.blocks.size() && i < kMaxBlocks; ++i) {
      const Span span = document_.blocks[i].span;
      const std::uint32_t begin = std::clamp(span.begin, at, text_size());
      const std::uint32_t end = std::clamp(span.end, begin, text_size());
      if (at < begin) visit(last, {at, begin}, false);
      last = static_cast<std::uint16_t>(i);
      visit(last, {begin, end}, true);
      at = end;
    }
    if (at < text_size()) visit(last, {at, text_size()}, document_.blocks.empty());
  }

  // Likewise with the tokens [first, end) of each piece: visit(block, in_block, first, end).
  template <typename Visit>
  void for_each_piece_tokens(Visit visit) const {
    std::uint32_t first = 0;
    for_each_piece([&](std::uint16_t block, Span span, bool in_block) {
      std::uint32_t end = first;
      while (end < out_.tokens.size() && out_.tokens[end].span.begin < span.end) ++end;
      if (first < end) visit(block, in_block, first, end);
      first = end;
    });
  }

  void take_tokens(Span span, bool in_block) {
    const std::size_t first = out_.tokens.size();
    append_tokens(document_.text, span, words_, out_);
    if (in_block && first < out_.tokens.size()) out_.tokens[first].shape |= kBlockStart;
  }

  void judge(std::uint16_t block, std::uint32_t first, std::uint32_t end) {
    LanguageId language = kUnknownLanguage;
    bool own = false;
    if (block < document_.blocks.size()) {
      language = languages_.find(document_.blocks[block].language);
      own = document_.blocks[block].post >= 0;
    }
    if (language == kUnknownLanguage) {
      language =
          identifier_.identify(document_.text, out_, first, end, own ? kUnknownLanguage : stated_);
    }
    out_.block_language[block] = language;
    if (language != kUnknownLanguage && !own) tokens_in_[language] += end - first;
  }

  // Blocks that say too little take the language of the document.
  void settle_languages() {
    LanguageId language = stated_;
    if (language == kUnknownLanguage) {
      const auto most = std::max_element(tokens_in_.begin(), tokens_in_.end());
      if (*most > 0) language = static_cast<LanguageId>(most - tokens_in_.begin());
    }
    if (language == kUnknownLanguage && document_.blocks.size() > 1) {
      const auto count = static_cast<std::uint32_t>(out_.tokens.size());
      language = identifier_.identify(document_.text, out_, 0, count, kUnknownLanguage);
    }
    std::replace(out_.block_language.begin(), out_.block_language.end(), kUnknownLanguage,
                 language);
  }

  SentenceContext context(std::uint16_t block, std::uint32_t first, std::uint32_t end) const {
    SentenceContext context;
    context.first = first;
    context.end = end;
    context.block = block;
    if (block < document_.blocks.size()) context.kind = document_.blocks[block].kind;
    context.language = out_.block_language[block];
    return context;
  }

  static constexpr std::size_t kMaxBlocks =
      0xffff;  // Sentence::block is 16 bits; later blocks join the last one

  const Document& document_;
  const Languages& languages_;
  const LanguageWords& words_;
  const Identifier& identifier_;
  TokenizedText& out_;
  LanguageId stated_;
  std::array<std::uint32_t, kMaxLanguages> tokens_in_{};
};

class LoadedLanguages final : public Languages {
 public:
  LoadedLanguages(LanguageData data, Quantities quantities, LanguageModel model)
      : data_(std::move(data)),
        quantities_(std::move(quantities)),
        identifier_(data_, std::move(model)) {}

  std::size_t size() const override { return data_.infos.size(); }
  const LanguageInfo& info(LanguageId id) const override { return data_.infos[id]; }

  LanguageId find(std::string_view tag) const override {
    const std::string_view primary = tag.substr(0, tag.find_first_of("-_"));
    for (std::size_t i = 0; i < data_.infos.size(); ++i) {
      if (same_tag(data_.infos[i].tag, primary)) return static_cast<LanguageId>(i);
    }
    return kUnknownLanguage;
  }

  LanguageId identify(std::string_view text, LanguageId hint) const override {
    TokenizedText tokens;
    append_tokens(text, whole(text), data_.words, tokens);
    return identifier_.identify(text, tokens, 0, token_count(tokens), hint);
  }

  void tokenize(const Document& document, TokenizedText& out) const override {
    DocumentTokenizer(document, *this, data_.words, identifier_, out).run();
  }

  void tokenize(std::string_view text, LanguageId language, TokenizedText& out) const override {
    out.clear();
    append_tokens(text, whole(text), data_.words, out);
    out.block_language.push_back(language);
    if (!out.tokens.empty()) out.tokens[0].shape |= kBlockStart;
    SentenceContext context;
    context.end = token_count(out);
    context.language = language;
    context.split = false;
    append_sentences(text, context, data_.words, out);
  }

  void find_quantities(const Document& document, const TokenizedText& tokens,
                       LinkedText& out) const override {
    quantities_.find(document.text, tokens, document.published, out);
  }

 private:
  static Span whole(std::string_view text) { return {0, static_cast<std::uint32_t>(text.size())}; }
  static std::uint32_t token_count(const TokenizedText& text) {
    return static_cast<std::uint32_t>(text.tokens.size());
  }

  LanguageData data_;
  Quantities quantities_;
  Identifier identifier_;
};

}  // namespace

void TokenizedText::clear() {
  tokens.clear();
  sentences.clear();
  block_language.clear();
  folded.clear();
}

Result<std::shared_ptr<const Languages>> Languages::load(const std::filesystem::path& data) {
  auto language_data = load_language_data(data / "languages");
  if (!language_data) return tl::unexpected<Problem>(language_data.error());
  std::vector<std::string> tags;
  for (const LanguageInfo& info : language_data->infos) tags.push_back(info.tag);
  auto quantities = Quantities::load(data, tags);
  if (!quantities) return tl::unexpected<Problem>(quantities.error());
  auto model = LanguageModel::load(data / "language_id.model");
  if (!model) return tl::unexpected<Problem>(model.error());
  return std::make_shared<const LoadedLanguages>(*std::move(language_data), *std::move(quantities),
                                                 *std::move(model));
}

#ifndef MERCATO_QUANTITIES
std::optional<ParsedDate> parse_date(const Languages&, std::string_view) { return std::nullopt; }
#endif

}  // namespace mercato
