// Is the cited source the document itself? "Sky sources" at Sky, an author quoting an older post of
// their own.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "0_core/claim.h"
#include "0_core/document.h"
#include "1_language/language.h"
#include "6_attribute/source_words.h"

namespace mercato {

// The names under which one document would cite itself. Cheap to make; folds nothing when there is
// neither outlet nor author.
class OwnVoice {
 public:
  OwnVoice(const Document& document, const SourceVocabulary& vocabulary);
  // The name of an outlet, journalist or handle is that of the document's outlet or author, or
  // contained in it.
  bool is(const Source& source) const;

 private:
  bool matches(std::string_view name, const std::string& own) const;
  const SourceVocabulary& vocabulary_;
  std::string outlet_, author_;  // folded, letters and digits only
};

}  // namespace mercato
