#include "9_answer/making.h"

#include <algorithm>

#include "1_language/language.h"
#include "9_answer/nearest_names.h"

namespace mercato {
namespace {

constexpr std::size_t kNearest = 5;
constexpr std::size_t kWeighed = 60;

// How far the name, or the part of it that is nearest, is from what was typed. Names go on behind
// what is typed so far.
std::size_t distance(const std::string& name, const std::string& typed, std::size_t limit) {
  std::size_t best = edit_distance(name, typed, limit);
  for (std::size_t begin = 0; begin < name.size();) {
    best = std::min(
        best, edit_distance(std::string_view(name).substr(begin, typed.size()), typed, limit));
    best = std::min(best, edit_distance(std::string_view(name).substr(begin), typed, limit));
    begin = std::min(name.find(' ', begin), name.size() - 1) + 1;
  }
  return best;
}

const char* noun(MentionKind kind) { return kind == MentionKind::club ? "club" : "person"; }

}  // namespace

Maker find_maker(std::string_view question) {
  static constexpr std::pair<std::string_view, Maker> kMakers[] = {
      {"today", make_today},     {"dossier", make_dossier},     {"person", make_person},
      {"persons", make_persons}, {"forecast", make_forecast},   {"club", make_club},
      {"clubs", make_clubs},     {"window", make_window},       {"windows", make_windows},
      {"sources", make_sources}, {"source", make_source},       {"claims", make_claims},
      {"claim", make_claim},     {"documents", make_documents}, {"document", make_document},
      {"search", make_search},   {"edits", make_edits},         {"types", make_types},
      {"info", make_info}};
  for (const auto& [name, maker] : kMakers)
    if (name == question) return maker;
  return nullptr;
}

bool is_costly(std::string_view question) {
  static constexpr std::string_view kCostly[] = {"today",   "club",   "window", "windows",
                                                 "sources", "source", "search"};
  return std::find(std::begin(kCostly), std::end(kCostly), question) != std::end(kCostly);
}

tl::unexpected<Refusal> failed(const Problem& problem) {
  Refusal out;
  out.kind = Refusal::Kind::failed;
  out.problem = problem;
  return tl::unexpected<Refusal>(std::move(out));
}

tl::unexpected<Refusal> refused(Refusal refusal) {
  return tl::unexpected<Refusal>(std::move(refusal));
}

Result<std::vector<NamedEntity>> suggest_names(const LedgerView& view, MentionKind kind,
                                               const std::string& typed, std::size_t limit) {
  auto begun = view.ledger->suggest(kind, typed, view.as_of, limit);
  if (!begun || !begun->empty()) return begun;
  const std::string folded = fold(typed);
  const std::size_t most = std::max<std::size_t>(1, folded.size() / 4);
  // A wrong letter stands behind some that are right, or else at the begin of one word of several.
  for (std::size_t size = folded.size(); size-- > 2;) {
    auto near = view.ledger->suggest(kind, folded.substr(0, size), view.as_of, kWeighed);
    if (!near) return near;
    std::erase_if(*near, [&](const NamedEntity& one) {
      return distance(fold(one.entity.name), folded, most) > most;
    });
    if (near->size() > limit) near->resize(limit);
    if (!near->empty()) return near;
  }
  return begun;
}

tl::expected<LedgerEntity, Refusal> who(const LedgerView& view, MentionKind kind,
                                        const std::string& typed, std::string_view where) {
  const auto candidates = who_is_meant(view, kind, typed);
  if (!candidates) return failed(candidates.error());
  if (candidates->size() == 1) return candidates->front();
  const bool none = candidates->empty();
  Refusal refusal =
      refuse(none ? Refusal::Kind::unknown : Refusal::Kind::ambiguous, std::string(where),
             none ? "the ledger says nothing of a " + std::string(noun(kind)) + " of this name"
                  : "this name may mean several",
             none ? "" : "give an id or the whole name");
  refusal.candidates = *candidates;
  if (none) {
    const auto nearest = suggest_names(view, kind, typed, kNearest);
    if (!nearest) return failed(nearest.error());
    for (const NamedEntity& one : *nearest) refusal.candidates.push_back(one.entity);
  }
  return refused(std::move(refusal));
}

tl::expected<LedgerEntity, Refusal> who_if_asked(const Making& making, const Asked& asked,
                                                 MentionKind kind, std::string_view where) {
  if (!asked.has(where)) return LedgerEntity{};
  return who(making.view, kind, asked.text(where), where);
}

tl::expected<int, Refusal> stage_asked(const Asked& asked, const ClaimTypes& types) {
  if (!asked.has("stage")) return 0;
  const ClaimTypeId type = types.find(asked.text("stage"));
  if (type != kNoClaimType && types[type].stage > 0) return types[type].stage;
  return refused(refuse(Refusal::Kind::malformed, "stage", "is no stage of a move",
                        "write the name of a claim type, as talks"));
}

void put_as_of(boost::json::object& out, const Making& making) {
  if (making.view.as_of != kEndOfTime) out["as_of"] = to_string(making.view.as_of);
}

Date day_of(const LedgerView& view) {
  return view.as_of != kEndOfTime ? to_date(view.as_of) : to_date(view.latest);
}

void put_next(boost::json::object& out, const Asked& asked, bool more, Asked::Cursor cursor) {
  if (more) out["next"] = asked.write_cursor(cursor);
}

}  // namespace mercato
