// Answers on who has been right: sources, source.
#include <algorithm>

#include "1_language/language.h"
#include "9_answer/making.h"
#include "9_answer/row_json.h"
#include "9_answer/saga_list.h"
#include "9_answer/source_key.h"

namespace mercato {
namespace {

namespace json = boost::json;

// The record's own JSON with the key in front.
std::string record_text(const SourceRecord& record, bool with_calls) {
  std::string text;
  append_json(record, with_calls, text);
  return "{\"key\":\"" + source_key(record.source) + "\"," + text.substr(1);
}

struct Calls {  // which are asked for
  Row club = 0;
  std::string club_name, type, language, window;
  bool any() const { return club || !type.empty() || !language.empty(); }
  bool takes(const Call& call) const {
    return (club == 0 || call.club.row == club) &&
           (language.empty() || call.language == language) &&
           (type.empty() || (type == "denial" ? call.denial : !call.denial && call.type == type));
  }
};

tl::expected<Calls, Refusal> calls_asked(const Making& making, const Asked& asked) {
  Calls out;
  const auto club = who_if_asked(making, asked, MentionKind::club, "club");
  if (!club) return refused(club.error());
  out.club = club->row;
  out.type = asked.text("type");
  if (!out.type.empty() && out.type != "denial" &&
      making.view.types->find(out.type) == kNoClaimType)
    return refused(refuse(Refusal::Kind::malformed, "type", "is no claim type",
                          "the question \"types\" lists them"));
  out.language = asked.text("language");
  out.window = asked.text("window");
  if (!out.window.empty()) {
    if (const auto known = check_window(making.view, out.window); !known)
      return refused(refuse(Refusal::Kind::unknown, "window", known.error().message));
  }
  return out;
}

Result<SagaCache::Records> records_of(const Making& making, const Calls& calls) {
  if (!calls.any() && calls.window.empty()) return making.sagas.records(making.view);
  const auto sagas = making.sagas.all(making.view);
  if (!sagas) return tl::unexpected(sagas.error());
  SourceBook book(*making.view.types);
  for (const auto& person : *sagas) {
    for (const FoldedSaga& saga : person->sagas) {
      if (!calls.window.empty() && saga.row.window != calls.window) continue;
      if (calls.any())
        book.add(*saga.calls, [&](const Call& call) { return calls.takes(call); });
      else
        book.add(*saga.calls);
    }
  }
  return std::make_shared<const std::vector<SourceRecord>>(book.take_records());
}

std::int64_t id_of(const SourceRecord* record) {
  return static_cast<std::int64_t>(fold_hash(record->source.key) >> 1);
}

tl::expected<const SourceRecord*, Refusal> find_record(const std::vector<SourceRecord>& records,
                                                       const std::string& typed) {
  std::vector<const SourceRecord*> found, near;
  const std::string folded = fold(typed);
  for (const SourceRecord& record : records) {
    if (source_key(record.source) == typed) return &record;
    if (is_named(record.source, folded)) found.push_back(&record);
    if (is_called(record.source, typed)) near.push_back(&record);
  }
  if (found.size() == 1) return found.front();
  const bool none = found.empty();
  Refusal refusal =
      refuse(none ? Refusal::Kind::unknown : Refusal::Kind::ambiguous, "source",
             none ? "the ledger has no source of this name" : "this name may mean several sources",
             none ? "" : "give the key of one");
  for (const SourceRecord* one : none ? near : found) {
    if (refusal.candidates.size() == 12) break;
    const Origin& source = one->source;
    refusal.candidates.push_back({0, MentionKind::outlet, source_key(source),
                                  source.name.empty() ? source.outlet : source.name});
  }
  return refused(std::move(refusal));
}

}  // namespace

Made make_sources(const Making& making, const Asked& asked) {
  const auto calls = calls_asked(making, asked);
  if (!calls) return refused(calls.error());
  const auto records = records_of(making, *calls);
  if (!records) return failed(records.error());
  std::vector<const SourceRecord*> rows;
  for (const SourceRecord& record : **records)
    if (!asked.has("name") || is_called(record.source, asked.text("name"))) rows.push_back(&record);
  const std::size_t begin = page_begin(rows, asked.cursor(), id_of),
                    end = std::min(rows.size(), begin + asked.limit());
  json::object head;
  put_as_of(head, making);
  head["count"] = rows.size();
  if (end < rows.size())
    put_next(head, asked, true, {static_cast<std::int64_t>(end), id_of(rows[end - 1])});
  std::string text = json::serialize(head);
  text.back() = ',';
  text += "\"sources\":[";
  for (std::size_t i = begin; i < end; ++i)
    text += (i == begin ? "" : ",") + record_text(*rows[i], false);
  return text + "]}";
}

Made make_source(const Making& making, const Asked& asked) {
  const auto records = making.sagas.records(making.view);
  if (!records) return failed(records.error());
  const auto found = find_record(**records, asked.text("source"));
  if (!found) return refused(found.error());
  SourceRecord record = **found;
  std::reverse(record.calls.begin(), record.calls.end());  // newest first
  const std::size_t all = record.calls.size();
  const std::size_t begin =
      page_begin(record.calls, asked.cursor(), [](const Call& call) { return call.claim; });
  const std::size_t end = std::min(all, begin + asked.limit());
  json::object head;
  put_as_of(head, making);
  head["count"] = all;
  if (end < all)
    put_next(head, asked, true, {static_cast<std::int64_t>(end), record.calls[end - 1].claim});
  record.calls.erase(record.calls.begin() + static_cast<std::ptrdiff_t>(end), record.calls.end());
  record.calls.erase(record.calls.begin(),
                     record.calls.begin() + static_cast<std::ptrdiff_t>(begin));
  std::string text = json::serialize(head);
  text.back() = ',';
  text += "\"record\":" + record_text(record, true);
  return text + "}";
}

}  // namespace mercato
