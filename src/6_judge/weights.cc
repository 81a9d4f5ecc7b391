#include "6_judge/weights.h"

#include <charconv>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>

#include "1_language/language.h"

namespace mercato {
namespace {

constexpr std::size_t kMostFeatures = 200'000;

Problem damaged(const std::string& name, std::uint32_t line, std::string message) {
  Problem problem;
  problem.where = name + ":" + std::to_string(line);
  problem.message = std::move(message);
  problem.hint = "take the file of the release, or train it anew with tools/train_judge";
  return problem;
}

std::optional<float> number(std::string_view text) {
  float value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string hexadecimal(std::uint64_t value) {
  char digits[17];
  std::snprintf(digits, sizeof digits, "%016llx", static_cast<unsigned long long>(value));
  return digits;
}

}  // namespace

Result<JudgeWeights> JudgeWeights::load(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return tl::unexpected(damaged(file.string(), 1, "the weights cannot be read"));
  const std::string text((std::istreambuf_iterator<char>(in)), {});
  return parse(text, file.string());
}

Result<JudgeWeights> JudgeWeights::parse(std::string_view text, const std::string& name) {
  JudgeWeights out;
  bool checked = false, limited = false;
  std::uint32_t line_number = 0;
  while (!text.empty()) {
    ++line_number;
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.empty() || line.front() == '#') continue;
    const std::size_t tab = line.rfind('\t');
    if (tab == std::string_view::npos)
      return tl::unexpected(damaged(name, line_number, "a feature without a weight"));
    const std::string_view key = line.substr(0, tab), value = line.substr(tab + 1);
    if (!checked) {
      if (key != "checksum" || value != hexadecimal(fold_hash(text)))
        return tl::unexpected(damaged(name, line_number, "the checksum does not fit the weights"));
      checked = true;
      continue;
    }
    const auto weight = number(value);
    if (!weight) return tl::unexpected(damaged(name, line_number, "the weight is no number"));
    if (!limited) {
      if (key != "threshold")
        return tl::unexpected(damaged(name, line_number, "the threshold is missing"));
      out.threshold_ = *weight;
      limited = true;
      continue;
    }
    if (!out.weights_.emplace(fold_hash(key), *weight).second)
      return tl::unexpected(damaged(name, line_number, "the feature stands twice"));
    if (out.weights_.size() > kMostFeatures)
      return tl::unexpected(damaged(name, line_number, "more features than a judge may have"));
  }
  if (!limited) return tl::unexpected(damaged(name, line_number, "the file ends too early"));
  return out;
}

const float* JudgeWeights::find(std::string_view feature) const {
  const auto at = weights_.find(fold_hash(feature));
  return at == weights_.end() ? nullptr : &at->second;
}

}  // namespace mercato
