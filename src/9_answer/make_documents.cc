// Answers on documents: documents, document, edits.
#include "9_answer/making.h"
#include "9_answer/row_json.h"

namespace mercato {
namespace {

namespace json = boost::json;

constexpr std::size_t kMostText = 1u << 20;  // bytes of a document's text in an answer

// Ends where a character ends.
std::string_view first_part(std::string_view text) {
  if (text.size() <= kMostText) return text;
  std::size_t end = kMostText;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return text.substr(0, end);
}

json::array posts_json(const Document& document) {
  json::array out;
  for (const Post& post : document.posts) {
    json::object row = span_json(post.span);
    row["body"] = span_json(post.body);
    put(row, "author", post.author);
    put(row, "handle", post.handle);
    put(row, "platform", post.platform);
    put(row, "published", post.published.to_string());
    put(row, "url", post.url);
    out.push_back(std::move(row));
  }
  return out;
}

void put_reading(json::object& out, const DocumentReading& reading, const ClaimTypes& types) {
  const EntityOf entity = [&](Row row) { return reading.entity(row); };
  json::array claims, facts, drift;
  for (const LedgerClaim& claim : reading.claims)
    claims.push_back(claim_words_json(claim, entity, types));
  for (const LedgerFact& fact : reading.facts) facts.push_back(fact_json(fact, entity));
  for (const LedgerDrift& one : reading.drift)
    drift.push_back(json::object{
        {"claim", one.claim}, {"against", one.against}, {"kind", to_string(one.kind)}});
  out["claims"] = std::move(claims);
  out["facts"] = std::move(facts);
  out["drift"] = std::move(drift);
}

Result<json::object> edit_json(const Making& making, const LedgerDocument& document) {
  const auto edit = making.view.ledger->edit(document.row);
  if (!edit) return tl::unexpected(edit.error());
  const EntityOf entity = [&](Row row) -> const LedgerEntity* {
    for (const LedgerEntity& one : edit->entities)
      if (one.row == row) return &one;
    return nullptr;
  };
  const auto claim = [&](const LedgerClaim& one) {
    return claim_words_json(one, entity, *making.view.types);
  };
  json::array dropped, added, changed;
  for (const LedgerClaim& one : edit->dropped) dropped.push_back(claim(one));
  for (const LedgerClaim& one : edit->added) added.push_back(claim(one));
  for (const auto& [before, after] : edit->changed)
    changed.push_back(json::object{{"before", claim(before)}, {"after", claim(after)}});
  return json::object{{"document", document_json(document)},
                      {"before", document_json(edit->before)},
                      {"dropped", std::move(dropped)},
                      {"added", std::move(added)},
                      {"changed", std::move(changed)}};
}

// One more than the page holds tells whether there are more.
template <typename RowOf>
Made list(const Making& making, const Asked& asked, bool edits, const char* name, RowOf row_of) {
  const auto found = making.view.ledger->documents(making.view.as_of, asked.cursor().first,
                                                   asked.limit() + 1, edits);
  if (!found) return failed(found.error());
  const std::size_t shown = std::min(found->size(), asked.limit());
  json::array rows;
  for (std::size_t i = 0; i < shown; ++i) {
    Result<json::object> row = row_of((*found)[i]);
    if (!row) return failed(row.error());
    rows.push_back(std::move(*row));
  }
  json::object out{{name, std::move(rows)}};
  put_as_of(out, making);
  if (shown < found->size()) put_next(out, asked, true, {(*found)[shown - 1].row, 0});
  return json::serialize(out);
}

}  // namespace

Made make_documents(const Making& making, const Asked& asked) {
  return list(making, asked, false, "documents", [](const LedgerDocument& document) {
    return Result<json::object>(document_json(document));
  });
}

Made make_edits(const Making& making, const Asked& asked) {
  return list(making, asked, true, "edits",
              [&](const LedgerDocument& document) { return edit_json(making, document); });
}

Made make_document(const Making& making, const Asked& asked) {
  const auto newest = making.view.ledger->documents(kEndOfTime, 0, 1);
  if (!newest) return failed(newest.error());
  const Row row = asked.integer("document", 0);
  const auto unknown = [] {
    return refused(refuse(Refusal::Kind::unknown, "document", "the ledger has no such document"));
  };
  if (newest->empty() || row > newest->front().row) return unknown();
  const auto reading = making.view.ledger->read_document(row);
  if (!reading) return failed(reading.error());
  if (reading->document.known_at > making.view.as_of) return unknown();
  const auto document = making.view.ledger->document(row);
  if (!document) return failed(document.error());
  json::object out = document_json(reading->document);
  if (reading->next) out["next_version"] = reading->next;
  const std::string_view text = first_part(document->text);
  out["text"] = text;
  if (text.size() < document->text.size()) out["cut"] = true;
  out["blocks"] = blocks_json(*document, text.size());
  out["posts"] = posts_json(*document);
  put_reading(out, *reading, *making.view.types);
  return json::serialize(out);
}

}  // namespace mercato
