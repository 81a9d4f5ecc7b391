// Preparing a document for the ledger (ledger.h): everything that needs no ledger.
#include "7_ledger/compression.h"
#include "7_ledger/document_key.h"
#include "7_ledger/form.h"
#include "7_ledger/records.h"
#include "7_ledger/utf8.h"

namespace mercato {

PreparedDocument prepare_document(const Document& document, std::string reading) {
  if (!is_clean(document)) return prepare_document(mend_document(document), std::move(reading));
  PreparedDocument out;
  const std::string form = write_form(document);
  out.digest = sha256(form);
  out.form = compress(form);
  out.reading = is_utf8(reading) ? std::move(reading) : mend_utf8(reading);
  out.body = compress(out.reading);
  Description description = describe(document);
  out.content = std::move(description.content);
  out.published_at = description.published_at;
  out.sketch = description.document.sketch;
  out.key = document_key(document, to_hex(out.content));
  out.described = std::move(description.document);
  return out;
}

}  // namespace mercato
