// Who is named? Tokens into mentions, and mentions into the entities of the document. Front header
// of 4_link.
#pragma once

#include <filesystem>
#include <memory>

#include "0_core/document.h"
#include "0_core/mention.h"
#include "0_core/result.h"
#include "1_language/language.h"
#include "3_reference/reference.h"

namespace mercato {

// Finds persons, clubs, competitions, sources, positions, nationalities and quantities; decides
// which entity each stands for by the document's other mentions, its date and the reference as of
// that date; follows descriptions and pronouns to the person they continue; makes provisional
// entities of names that the reference does not know. Immutable and thread-safe; `out` (cleared
// first) and the scratch belong to the calling worker.
class Linker {
 public:
  struct Scratch;  // reusable memory of one worker
  static Result<std::shared_ptr<const Linker>> create(const std::filesystem::path& data,
                                                      std::shared_ptr<const Languages> languages,
                                                      std::shared_ptr<const Reference> reference);
  virtual ~Linker() = default;
  virtual std::shared_ptr<Scratch> make_scratch() const = 0;
  virtual void link(const Document& document, const TokenizedText& tokens, Scratch& scratch,
                    LinkedText& out) const = 0;
};

}  // namespace mercato
