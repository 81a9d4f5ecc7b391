// Which language is this text in? Judges short texts by their words and letters. Internal to
// 1_language.
//
// A linear model over hashed features (language_features.h), trained by tools/train_language_id;
// languages that it does not know are known by their stop words alone.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "0_core/result.h"
#include "1_language/language.h"
#include "1_language/language_data.h"

namespace mercato {

// The file: one line of text,
//   mercato-language-id 1 trainer=tools/train_language_id classes=de,en,…,other features=16384
//   scale=1.5e-4 checksum=<hex>
// then for each feature, and last for the bias, kModelClasses little-endian int16 weights.
// checksum: FNV-1a 64 of these.
inline constexpr std::size_t kModelClasses = 8;

struct LanguageModel {
  std::vector<std::string> classes;   // tags; "other" and unused places stand for no language
  float scale = 0;                    // a weight's unit
  std::vector<std::int16_t> weights;  // (feature or bias) × kModelClasses

  static Result<LanguageModel> load(const std::filesystem::path& file);
  static Result<LanguageModel> parse(std::string_view bytes, const std::string& where);
  std::string to_bytes() const;
};

// Immutable and thread-safe.
class Identifier {
 public:
  // `data` outlives the identifier.
  Identifier(const LanguageData& data, LanguageModel model);

  // The language of the tokens [first, end) of `document`; kUnknownLanguage when too little speaks
  // for any. A hint wins where the text leaves room for it.
  LanguageId identify(std::string_view document, const TokenizedText& text, std::uint32_t first,
                      std::uint32_t end, LanguageId hint) const;

 private:
  struct Votes;
  LanguageId by_model(std::string_view document, const TokenizedText& text, std::uint32_t first,
                      const struct LanguageEvidence& evidence, LanguageId hint) const;

  const LanguageData& data_;
  LanguageModel model_;
  std::array<LanguageId, kModelClasses> class_language_;
  LanguageMask modelled_ = 0;
};

}  // namespace mercato
