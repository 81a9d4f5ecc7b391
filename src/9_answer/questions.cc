// The table of questions (answers.h). docs/formats/answers.md tells the answers.
#include <algorithm>

#include "9_answer/answers.h"

namespace mercato {
namespace {

using Kind = ParameterKind;

constexpr std::string_view kCertain = "id of the reference, stable id (P-..., C-...) or name";

Parameter as_of() {
  return {"as_of", Kind::time, "What was known then: 2024-06-12 (that day included) or a time.",
          false,   false,      {}};
}
Parameter limit() {
  return {"limit", Kind::integer, "Rows of a page, 1 to 200; 50 where it is left out.",
          false,   false,         {}};
}
Parameter cursor() {
  return {"cursor", Kind::cursor, "Where the page begins: `next` of the page before.",
          false,    false,        {}};
}
Parameter in_path(std::string_view name, Kind kind, std::string_view what) {
  return {name, kind, what, true, true, {}};
}
Parameter optional(std::string_view name, Kind kind, std::string_view what) {
  return {name, kind, what, false, false, {}};
}
Parameter required(std::string_view name, Kind kind, std::string_view what) {
  return {name, kind, what, false, true, {}};
}
Parameter window(std::string_view what = "Transfer window, as 2024-summer.") {
  return optional("window", Kind::window, what);
}
Parameter club() { return optional("club", Kind::text, "A club: id, stable id or name."); }
Parameter language() {
  return optional("language", Kind::text, "Language of the document, as a tag: fr.");
}
Parameter stage() {
  return optional("stage", Kind::text, "This stage or a later one: name of a claim type.");
}
Parameter state() {
  return {"state",
          Kind::choice,
          "Only sagas in this state.",
          false,
          false,
          {"done", "agreed", "advanced", "open", "stayed", "collapsed", "dormant"}};
}

std::vector<Question> sagas() {
  return {
      {"today",
       "/today",
       "What is new, by dossier",
       "Sagas with claims that became known in the last days, newest first; each saga is one row "
       "however many feeds carry it. Days are counted back from as_of, or else from the newest "
       "document of the ledger; no clock is read.",
       {optional("days", Kind::integer, "1 to 31; 2 where it is left out."), club(), language(),
        stage(), as_of(), limit(), cursor()},
       "today"},
      {"dossier",
       "/dossiers/{person}",
       "A person's dossier of one transfer window",
       "Suitors side by side, the timeline of claims with their evidence, origins and relays, "
       "answers, retractions, drift, facts and outcomes; the person's profile on that day; which "
       "other windows there are.",
       {in_path("person", Kind::text, kCertain),
        window("Transfer window, as 2024-summer; else the latest with timely news."), as_of()},
       "dossier"},
      {"forecast",
       "/forecasts/{person}",
       "How likely each suitor is to get the person",
       "The probability of each suitor and of staying, with what moved each of them, in points of "
       "probability; or why there is none to give.",
       {in_path("person", Kind::text, kCertain),
        window("Transfer window, as 2024-summer; else the last one with claims."), as_of()},
       "forecast"},
      {"window",
       "/windows/{window}",
       "All sagas of a transfer window",
       "One row for each saga: first by state, then the furthest stage.",
       {in_path("window", Kind::window, "Transfer window, as 2024-summer."), state(), as_of(),
        limit(), cursor()},
       "window"},
      {"windows",
       "/windows",
       "The transfer windows that have claims",
       "Newest first, with the number of sagas in each state.",
       {as_of()},
       "windows"}};
}

std::vector<Question> entities() {
  return {
      {"person",
       "/persons/{person}",
       "Who a person is, and in which windows they were spoken of",
       "The person, their profile on that day and the windows with their states.",
       {in_path("person", Kind::text, kCertain), as_of()},
       "person"},
      {"persons",
       "/persons",
       "Persons by the begin of a name",
       "As somebody types: persons one of whose names begins so, most claims first; where there is "
       "none, the nearest names.",
       {required("name", Kind::text, "What was typed so far."), as_of(), limit()},
       "persons"},
      {"club",
       "/clubs/{club}",
       "Who may come to a club, and who may leave",
       "The sagas of one window in which the club is a suitor, and those of whom it holds.",
       {in_path("club", Kind::text, kCertain),
        window("Transfer window, as 2024-summer; else the latest in which the club was named."),
        as_of(), limit(), cursor()},
       "club"},
      {"clubs",
       "/clubs",
       "Clubs by the begin of a name",
       "As persons.",
       {required("name", Kind::text, "What was typed so far."), as_of(), limit()},
       "clubs"},
      {"sources",
       "/sources",
       "Who has been right: the league table of sources",
       "Calls that came true, that did not and that are open, the shrunk rate with its 90 % "
       "interval, the difference to others, lead days and relays. With club, type or language all "
       "figures are those of such calls alone, and relays are left out.",
       {club(), optional("type", Kind::text, "Only calls of this claim type, or \"denial\"."),
        language(), window("Only calls of this window."),
        optional("name", Kind::text, "Part of the source's name, outlet or handle."), as_of(),
        limit(), cursor()},
       "sources"},
      {"source",
       "/sources/{source}",
       "A source's record, with its hits and misses",
       "The record and each call, newest first, with the claim that it stands on.",
       {in_path("source", Kind::text, "Its key (S-...) or its whole name."), as_of(), limit(),
        cursor()},
       "source"}};
}

std::vector<Question> words() {
  return {
      {"claims",
       "/claims",
       "Claims, one by one",
       "In the order in which the ledger took them in; only of the version of a document that "
       "stood at that moment. A page may hold fewer rows than its limit and still have a next.",
       {optional("person", Kind::text, "A person: id, stable id or name."),
        club(),
        optional("type", Kind::text, "Name of a claim type."),
        stage(),
        optional("source", Kind::text, "Name, outlet or handle of who says it."),
        language(),
        optional("since", Kind::time, "Known at this time or later; of a day, from its begin."),
        optional("until", Kind::time, "Known at this time or before; of a day, to its end."),
        {"order", Kind::choice, "newest where it is left out.", false, false, {"newest", "oldest"}},
        as_of(),
        limit(),
        cursor()},
       "claims"},
      {"claim",
       "/claims/{claim}",
       "One claim",
       "A row of claims.",
       {in_path("claim", Kind::integer, "Its number."), as_of()},
       "claim"},
      {"documents",
       "/documents",
       "Documents, newest first",
       "Every version, in the order in which the ledger took them in.",
       {as_of(), limit(), cursor()},
       "documents"},
      {"document",
       "/documents/{document}",
       "A document's text and everything that was read in it",
       "The text with its blocks and posts, claims, facts with verdicts and drift. Offsets count "
       "bytes of the UTF-8 text.",
       {in_path("document", Kind::integer, "Its number."), as_of()},
       "document"},
      {"search",
       "/search",
       "Persons, clubs, sources and evidence that hold the words",
       "Names as somebody types, and claims whose evidence holds all words; \"quoted words\" in "
       "their order.",
       {required("words", Kind::text, "What to look for."), as_of(), limit()},
       "search"},
      {"edits",
       "/edits",
       "Silent edits: what later versions of documents changed",
       "Newest first: claims that a version dropped, added or changed.",
       {as_of(), limit(), cursor()},
       "edits"},
      {"types",
       "/types",
       "The claim types",
       "In the order of stages, with meaning and group.",
       {},
       "types"},
      {"info",
       "/info",
       "What the ledger holds",
       "Counts, the last digest, the newest document.",
       {},
       "info"}};
}

const std::vector<Question>& table() {
  static const std::vector<Question> kTable = [] {
    std::vector<Question> out = sagas();
    for (auto& part : {entities(), words()}) out.insert(out.end(), part.begin(), part.end());
    return out;
  }();
  return kTable;
}

}  // namespace

std::span<const Question> questions() { return table(); }

const Question* find_question(std::string_view name) {
  const auto found = std::find_if(table().begin(), table().end(),
                                  [&](const Question& one) { return one.name == name; });
  return found == table().end() ? nullptr : &*found;
}

}  // namespace mercato
