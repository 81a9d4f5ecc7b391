// Whose voice is it? The identity of a source within dossiers, whatever name, handle or spelling a
// text gives it.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "3_reference/reference.h"
#include "7_ledger/ledger.h"

namespace mercato::dossier {

// Two speakers are the same one where their keys are equal.
struct Speaker {
  SourceKind kind = SourceKind::other;
  std::string key;    // "ref:…" of a row of the reference, "club:…", else kind and folded name
  std::string house;  // journalists: key of the outlet they work for; else empty
  std::string name, outlet, handle, reference_id;

  bool press() const {
    return kind != SourceKind::club && kind != SourceKind::person && kind != SourceKind::agent;
  }
  // The same voice, or an outlet and one of its journalists.
  bool shares_house(const Speaker& other) const;
};

// Not thread-safe: it remembers what it looked up. One for each fold.
class SpeakerBook {
 public:
  // `reference` and `history` may not be null and outlive the book.
  SpeakerBook(const Reference* reference, const PersonHistory* history)
      : reference_(reference), history_(history) {}

  // Who speaks where a document speaks in its own voice: its author where the reference knows them
  // as a journalist, else its outlet, else its author.
  const Speaker& publisher(const LedgerDocument& document);
  // Whom a claim names as its source; the document's own voice where it names nobody.
  const Speaker& of(const Source& source, const LedgerDocument& document);

 private:
  ReferenceId resolve(std::string_view name);
  ReferenceId walk(std::string_view name) const;
  Speaker from_row(ReferenceId id);
  Speaker named(SourceKind kind, std::string_view name, std::string_view outlet,
                std::string_view handle);
  Speaker club(std::string_view name) const;
  bool names_club(std::string_view name) const;
  const Speaker& keep(std::string memo, Speaker speaker);

  const Reference* reference_;
  const PersonHistory* history_;
  std::map<std::string, Speaker, std::less<>> known_;
  std::map<std::string, ReferenceId, std::less<>> rows_;
};

}  // namespace mercato::dossier
