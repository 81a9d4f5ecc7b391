#include "6_attribute/own_voice.h"

#include <algorithm>

namespace mercato {
namespace {

constexpr std::size_t kMinContained = 3;

// "https://www.skysports.com" and "Sky Sports" alike: letters and digits, without the domain's
// ending.
std::string compact(std::string_view name) {
  std::string folded = fold(name);
  if (const auto scheme = folded.find("://"); scheme != std::string::npos)
    folded.erase(0, scheme + 3);
  if (folded.starts_with("www.")) folded.erase(0, 4);
  const auto dot = folded.find('.');
  if (dot != std::string::npos && dot > 2 && folded.find(' ') == std::string::npos)
    folded.resize(dot);
  if (folded.starts_with("the ")) folded.erase(0, 4);
  std::erase_if(folded, [](char c) {
    return !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && !(c & 0x80);
  });
  return folded;
}

}  // namespace

OwnVoice::OwnVoice(const Document& document, const SourceVocabulary& vocabulary)
    : vocabulary_(vocabulary),
      outlet_(compact(document.outlet)),
      author_(compact(document.author)) {}

bool OwnVoice::matches(std::string_view name, const std::string& own) const {
  if (own.empty() || name.empty()) return false;
  const std::string cited = compact(name);
  if (cited == own) return true;
  const std::string& shorter = cited.size() < own.size() ? cited : own;
  const std::string& longer = cited.size() < own.size() ? own : cited;
  if (shorter.size() < kMinContained || vocabulary_.is_generic(fold_hash(shorter))) return false;
  return longer.starts_with(shorter) ||
         (shorter.size() > kMinContained + 3 && longer.ends_with(shorter));
}

bool OwnVoice::is(const Source& source) const {
  if (source.kind == SourceKind::outlet) return matches(source.name, outlet_);
  if (source.kind != SourceKind::journalist) return false;
  const std::string author = compact(source.name), handle = compact(source.handle);
  if (author_.empty()) return false;
  return author == author_ || (!handle.empty() && handle == author_);
}

}  // namespace mercato
