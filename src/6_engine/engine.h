// What does one document say? All stages in their order, from a Document to its claims, facts and
// drift. Front header of 6_engine.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "0_core/claim.h"
#include "0_core/document.h"
#include "0_core/mention.h"
#include "0_core/result.h"
#include "1_language/language.h"
#include "2_read/reader.h"
#include "3_reference/reference.h"
#include "4_link/linker.h"
#include "5_claim/extractor.h"
#include "6_attribute/attributor.h"
#include "6_check/checker.h"
#include "6_judge/judge.h"

namespace mercato {

// Everything that was understood of one document. Indexes inside claims, facts and drift refer to
// `linked` and `claims`. A worker keeps one Reading and reuses its memory.
struct Reading {
  TokenizedText tokens;
  LinkedText linked;
  std::vector<Attribution> attributions;
  std::vector<Claim> claims;
  std::vector<Fact> facts;
  std::vector<Drift> drift;
  LanguageId language = kUnknownLanguage;  // of most of the document
};

// The immutable state of all stages, shared by all workers.
class Engine {
 public:
  // `data` is the data folder (languages, claims, …); `reference` a file compiled by
  // import_reference.
  static Result<std::shared_ptr<const Engine>> create(const std::filesystem::path& data,
                                                      const std::filesystem::path& reference);
  // Over a reference that is open already; it may be one whose answers are cut at a day.
  static Result<std::shared_ptr<const Engine>> create(const std::filesystem::path& data,
                                                      std::shared_ptr<const Reference> reference);

  // One worker's reusable memory.
  class Worker {
   public:
    explicit Worker(const Engine& engine) : scratch_(engine.linker_->make_scratch()) {}

   private:
    friend class Engine;
    std::shared_ptr<Linker::Scratch> scratch_;
    std::vector<Claim> statements_;
  };

  // Thread-safe for distinct workers and readings.
  void read(const Document& document, Worker& worker, Reading& out) const;
  // Likewise, but with every claim that the rules make: the judge is not asked.
  void read_all(const Document& document, Worker& worker, Reading& out) const;

  const Languages& languages() const { return *languages_; }
  const std::shared_ptr<const Languages>& shared_languages() const { return languages_; }
  const Reader& reader() const { return *reader_; }
  const Reference& reference() const { return *reference_; }
  const ClaimTypes& types() const { return *types_; }
  const Judge* judge() const { return judge_.get(); }  // null where the data has no weights
  // Every rule book in use, for verification and `mercato explain`.
  std::vector<const RuleBook*> rule_books() const;

 private:
  // Everything but drift, with all claims of the rules.
  void understand(const Document& document, Worker& worker, Reading& out) const;

  std::shared_ptr<const Languages> languages_;
  std::shared_ptr<const Reader> reader_;
  std::shared_ptr<const Reference> reference_;
  std::shared_ptr<const Lexicon> lexicon_;
  std::shared_ptr<const ClaimTypes> types_;
  std::shared_ptr<const Linker> linker_;
  std::shared_ptr<const Extractor> extractor_;
  std::shared_ptr<const Attributor> attributor_;
  std::shared_ptr<const FactChecker> checker_;
  std::shared_ptr<const Judge> judge_;
};

// 16 hexadecimal digits over the names and bytes of all files of the data folder that readings
// depend on: what a ledger keeps beside the program's version. Reads those files (some 2 MB).
std::string data_version(const std::filesystem::path& data);

}  // namespace mercato
