#include "1_language/identifier.h"

#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>
#include <fstream>
#include <iterator>

#include "1_language/language_features.h"

namespace mercato {
namespace {

constexpr std::string_view kMagic = "mercato-language-id 1 ";
constexpr std::size_t kWeights = ((std::size_t{1} << kFeatureBits) + 1) * kModelClasses;

// The least probability of a language that is not given up, and what a hint adds to the log-odds of
// its language.
constexpr float kLeastProbability = 0.60f;
constexpr float kHintWeight = 1.5f;
// Running text has a stop word in every two or three; with this many words, one in ten is the
// least.
constexpr std::uint32_t kFewWords = 8;  // say less than who stated the language: most are names
constexpr std::uint32_t kWordsToJudge = 10, kLeastStopWordShare = 10;

std::string_view value_of(std::string_view header, std::string_view key) {
  const std::size_t at = header.find(key);
  if (at == std::string_view::npos) return {};
  const std::string_view rest = header.substr(at + key.size());
  return rest.substr(0, rest.find(' '));
}

std::vector<std::string> split(std::string_view list) {
  std::vector<std::string> parts;
  while (!list.empty()) {
    const std::size_t comma = list.find(',');
    parts.emplace_back(list.substr(0, comma));
    list = comma == std::string_view::npos ? std::string_view() : list.substr(comma + 1);
  }
  return parts;
}

std::string checksum_of(std::string_view bytes) {
  char hex[17] = {};
  const auto end = std::to_chars(hex, hex + 16, fold_hash(bytes), 16).ptr;
  return std::string(hex, end);
}

void append_weight(std::int16_t weight, std::string& out) {
  const auto bits = static_cast<std::uint16_t>(weight);
  out.push_back(static_cast<char>(bits & 0xff));
  out.push_back(static_cast<char>(bits >> 8));
}

std::int16_t weight_at(std::string_view bytes, std::size_t index) {
  const auto low = static_cast<unsigned char>(bytes[2 * index]);
  const auto high = static_cast<unsigned char>(bytes[2 * index + 1]);
  return static_cast<std::int16_t>(low | high << 8);
}

}  // namespace

std::string LanguageModel::to_bytes() const {
  std::string body;
  body.reserve(weights.size() * 2);
  for (const std::int16_t weight : weights) append_weight(weight, body);
  std::string names;
  for (const std::string& name : classes) names += (names.empty() ? "" : ",") + name;
  char scale_text[32] = {};
  const auto end = std::to_chars(scale_text, scale_text + 31, scale).ptr;
  return std::string(kMagic) + "trainer=tools/train_language_id classes=" + names +
         " features=" + std::to_string(1u << kFeatureBits) +
         " scale=" + std::string(scale_text, end) + " checksum=" + checksum_of(body) + "\n" + body;
}

Result<LanguageModel> LanguageModel::parse(std::string_view bytes, const std::string& where) {
  const std::string hint = "tools/train_language_id writes it";
  const std::size_t line_end = bytes.find('\n');
  if (bytes.substr(0, kMagic.size()) != kMagic || line_end == std::string_view::npos) {
    return failure(where, "is not a language model of version 1", hint);
  }
  const std::string_view header = bytes.substr(0, line_end);
  const std::string_view body = bytes.substr(line_end + 1);
  LanguageModel model;
  model.classes = split(value_of(header, "classes="));
  const std::string_view scale = value_of(header, "scale=");
  std::from_chars(scale.data(), scale.data() + scale.size(), model.scale);
  const bool sizes_fit = value_of(header, "features=") == std::to_string(1u << kFeatureBits) &&
                         model.classes.size() <= kModelClasses && body.size() == kWeights * 2;
  if (!sizes_fit || !(model.scale > 0)) return failure(where, "is a model of another size", hint);
  if (value_of(header, "checksum=") != checksum_of(body)) {
    return failure(where, "is damaged: its checksum does not fit", hint);
  }
  model.weights.resize(kWeights);
  for (std::size_t i = 0; i < kWeights; ++i) model.weights[i] = weight_at(body, i);
  return model;
}

Result<LanguageModel> LanguageModel::load(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return failure(file.string(), "cannot be read", "tools/train_language_id writes it");
  const std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  return parse(bytes, file.string());
}

Identifier::Identifier(const LanguageData& data, LanguageModel model)
    : data_(data), model_(std::move(model)) {
  class_language_.fill(kUnknownLanguage);
  for (std::size_t c = 0; c < model_.classes.size(); ++c) {
    for (std::size_t i = 0; i < data.infos.size(); ++i) {
      if (data.infos[i].tag != model_.classes[c]) continue;
      class_language_[c] = static_cast<LanguageId>(i);
      modelled_ |= LanguageMask{1} << i;
    }
  }
}

LanguageId Identifier::by_model(std::string_view document, const TokenizedText& text,
                                std::uint32_t first, const LanguageEvidence& evidence,
                                LanguageId hint) const {
  std::array<std::int32_t, kModelClasses> sums{};
  std::uint32_t count = 0;
  visit_features(document, text, first, evidence, data_.words.stop_words,
                 [&](std::uint32_t feature) {
                   const std::int16_t* row = &model_.weights[feature * kModelClasses];
                   for (std::size_t c = 0; c < kModelClasses; ++c) sums[c] += row[c];
                   ++count;
                 });
  if (count == 0) return kUnknownLanguage;
  const std::int16_t* bias = &model_.weights[kWeights - kModelClasses];
  const float unit = model_.scale / std::sqrt(static_cast<float>(count));
  std::array<float, kModelClasses> scores{};
  std::size_t best = 0;
  for (std::size_t c = 0; c < model_.classes.size(); ++c) {
    scores[c] = static_cast<float>(sums[c]) * unit + static_cast<float>(bias[c]) * model_.scale;
    if (hint != kUnknownLanguage && class_language_[c] == hint) scores[c] += kHintWeight;
    if (scores[c] > scores[best]) best = c;
  }
  float total = 0;
  for (std::size_t c = 0; c < model_.classes.size(); ++c)
    total += std::exp(scores[c] - scores[best]);
  return 1 / total >= kLeastProbability ? class_language_[best] : kUnknownLanguage;
}

// How many words of the evidence each language has as stop words.
struct Identifier::Votes {
  std::array<std::uint32_t, kMaxLanguages> of{};

  void add(LanguageMask languages) {
    for (; languages; languages &= languages - 1) ++of[std::countr_zero(languages)];
  }

  // The language that most words speak for, among `candidates`.
  LanguageId most(LanguageMask candidates, std::size_t languages) const {
    LanguageId best = kUnknownLanguage;
    for (std::size_t i = 0; i < languages; ++i) {
      if (!(candidates >> i & 1) || of[i] == 0) continue;
      if (best == kUnknownLanguage || of[i] > of[best]) best = static_cast<LanguageId>(i);
    }
    return best;
  }
};

LanguageId Identifier::identify(std::string_view document, const TokenizedText& text,
                                std::uint32_t first, std::uint32_t end, LanguageId hint) const {
  const WordTable& stop_words = data_.words.stop_words;
  const LanguageEvidence evidence = weigh_evidence(text, first, end, stop_words);
  if (evidence.all && evidence.capital_stop_words == 0) return kUnknownLanguage;
  const bool few = evidence.words <= kFewWords && evidence.other_script == 0;
  if (few && hint != kUnknownLanguage) return hint;
  Votes votes;
  for (std::uint32_t i = first; i < evidence.end; ++i)
    votes.add(stop_words.find(text.tokens[i].hash));

  // The model knows Latin letters only.
  const bool latin = evidence.other_script * 2 <= evidence.words;
  const LanguageId modelled =
      latin ? by_model(document, text, first, evidence, hint) : kUnknownLanguage;
  const std::uint32_t modelled_votes = modelled == kUnknownLanguage ? 0 : votes.of[modelled];
  const LanguageId voted = votes.most(~modelled_, data_.infos.size());
  if (voted != kUnknownLanguage && votes.of[voted] >= 2 && votes.of[voted] > modelled_votes) {
    return voted;
  }
  const std::uint32_t judged = evidence.all ? evidence.words : evidence.plain;
  const bool foreign = judged >= kWordsToJudge && modelled_votes * kLeastStopWordShare < judged;
  return foreign ? kUnknownLanguage : modelled;
}

}  // namespace mercato
