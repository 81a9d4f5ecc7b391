#include "2_read/reading_words.h"

#include <algorithm>

#include "1_language/language.h"

#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#include <toml++/toml.h>

namespace mercato {
namespace {

constexpr std::size_t kLongestPhrase = 64;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }

std::string_view first_word(std::string_view text) {
  return text.substr(0, text.find_first_of(" :\t"));
}

}  // namespace

Result<ReadingWords> ReadingWords::load(const std::filesystem::path& data) {
  constexpr std::pair<const char*, LeadRole> kKeys[] = {{"byline", LeadRole::byline},
                                                        {"date", LeadRole::date},
                                                        {"section", LeadRole::section},
                                                        {"shared_by", LeadRole::shared_by}};
  ReadingWords out;
  std::error_code error;
  for (const auto& folder : std::filesystem::directory_iterator(data / "languages", error)) {
    const auto file = folder.path() / "reading.toml";
    if (folder.path().filename().string().starts_with('_') || !std::filesystem::exists(file))
      continue;
    const auto parsed = toml::parse_file(file.string());
    if (!parsed) {
      Problem problem{
          Severity::error, file.string(), parsed.error().source().begin.line, 0, {}, {}};
      problem.message = std::string(parsed.error().description());
      return tl::unexpected<Problem>(std::move(problem));
    }
    for (const auto& [key, role] : kKeys) {
      const toml::array* list = parsed.table()[key].as_array();
      if (!list) continue;
      for (const toml::node& phrase : *list) {
        if (const auto text = phrase.value<std::string_view>())
          out.phrases_.push_back({fold(*text), role});
      }
    }
  }
  if (error)
    return failure((data / "languages").string(), "cannot read the folder: " + error.message());
  std::stable_sort(out.phrases_.begin(), out.phrases_.end(), [](const Phrase& a, const Phrase& b) {
    return a.folded.size() > b.folded.size();
  });
  for (const Phrase& phrase : out.phrases_) {
    out.first_words_.push_back(fold_hash(first_word(phrase.folded)));
  }
  std::sort(out.first_words_.begin(), out.first_words_.end());
  return out;
}

bool ReadingWords::may_lead(std::string_view line) const {
  char folded[kLongestPhrase];
  std::size_t size = 0;
  for (const char c : first_word(line.substr(0, kLongestPhrase))) {
    if (static_cast<unsigned char>(c) >= 0x80) return true;  // decided by the slow way
    folded[size++] = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  }
  const std::uint64_t hash = fold_hash({folded, size});
  return std::binary_search(first_words_.begin(), first_words_.end(), hash);
}

std::size_t ReadingWords::match(std::string_view line, LeadRole role) const {
  if (!may_lead(line)) return 0;
  std::string folded;
  std::vector<std::uint32_t> offsets;
  std::size_t cut = std::min(line.size(), kLongestPhrase);
  while (cut > 0 && cut < line.size() && (static_cast<unsigned char>(line[cut]) & 0xc0) == 0x80)
    --cut;
  append_fold(line.substr(0, cut), folded, &offsets);
  for (const Phrase& phrase : phrases_) {
    if (phrase.role != role || !folded.starts_with(phrase.folded)) continue;
    const std::size_t end = phrase.folded.size();
    if (end < folded.size() && is_letter(folded[end])) continue;
    return end < offsets.size() ? offsets[end] : line.size();
  }
  return 0;
}

}  // namespace mercato
