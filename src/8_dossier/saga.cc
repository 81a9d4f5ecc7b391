#include "8_dossier/saga.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

#include "8_dossier/holder.h"
#include "8_dossier/resolution.h"
#include "8_dossier/thresholds.h"

namespace mercato::dossier {
namespace {

const ClaimType kUnknownType{};

// Builds the sagas of one history.
class SagaBuilder {
 public:
  SagaBuilder(const PersonHistory& history, Instant as_of, const Knowledge& knowledge)
      : history_(history), as_of_(as_of), knowledge_(knowledge) {
    for (const LedgerDocument& document : history.documents)
      if (document.known_at <= as_of) documents_.push_back({&document, {}, {}, {}, false});
    std::sort(documents_.begin(), documents_.end(), [](const Seen& a, const Seen& b) {
      return std::tie(a.document->known_at, a.document->key, a.document->version) <
             std::tie(b.document->known_at, b.document->key, b.document->version);
    });
    for (std::size_t i = 0; i < documents_.size(); ++i) places_[documents_[i].document->row] = i;
    for (const LedgerClaim& claim : history.claims)
      if (const auto place = places_.find(claim.document); place != places_.end())
        documents_[place->second].claims.push_back(&claim);
    for (Seen& seen : documents_)
      std::sort(seen.claims.begin(), seen.claims.end(),
                [](const auto* a, const auto* b) { return a->index < b->index; });
    mark_edited();
    find_home();
  }

  std::vector<Saga> build() {
    place_documents();
    std::vector<Saga> out;
    for (auto& [closes, members] : windows_) {
      const bool current = std::any_of(members.begin(), members.end(), [&](std::size_t i) {
        return std::any_of(documents_[i].claims.begin(), documents_[i].claims.end(),
                           [](const auto* claim) { return claim->when == When::current; });
      });
      if (current) out.push_back(saga(members));
    }
    std::stable_sort(out.begin(), out.end(), [](const Saga& a, const Saga& b) {
      return a.dossier.window.closes < b.dossier.window.closes;
    });
    return out;
  }

 private:
  struct Seen {
    const LedgerDocument* document;
    std::vector<const LedgerClaim*> claims;
    Window window;
    std::string association = {};
    bool edited = false;  // a version that lost claims, dropped them, or states facts anew
  };

  // Such a version is a report even where none of its claims stands.
  void mark_edited() {
    const auto mark = [&](Row document) {
      const auto place = places_.find(document);
      if (place != places_.end()) documents_[place->second].edited = true;
    };
    for (const auto& dropped : history_.dropped) {
      mark(dropped.claim.document);
      mark(dropped.dropped_by);
    }
    for (const LedgerFact& fact : history_.facts) {
      const LedgerDocument* const stated = history_.document(fact.document);
      if (stated && stated->edit_of) mark(fact.document);
    }
  }

  // The association where neither day nor window tells: of the club that claims call the holder.
  void find_home() {
    if (!history_.person.id.empty())
      person_ = knowledge_.reference.find(MentionKind::person, history_.person.id);
    const LedgerEntity* club = history_.entity(most_named_holder(history_, as_of_));
    if (!club || club->id.empty()) return;
    const ReferenceId id = knowledge_.reference.find(MentionKind::club, club->id);
    if (id != kNoReference) home_ = knowledge_.reference.club(id).country;
  }

  std::string association_on(Date day) const {
    if (person_ == kNoReference) return home_;
    const ReferenceId owner = owner_on(knowledge_.reference, person_, day);
    if (owner == kNoReference || knowledge_.reference.kind(owner) != MentionKind::club)
      return home_;
    return std::string(knowledge_.reference.club(owner).country);
  }

  static Instant end_of(Date day) { return (day.days() + 1) * kDay - 1; }

  static Date said_on(const LedgerDocument& document) {
    return document.published.known() ? document.published.first_day() : to_date(document.known_at);
  }

  void place_documents() {
    Date before;
    for (std::size_t i = 0; i < documents_.size(); ++i) {
      Seen& seen = documents_[i];
      if (seen.claims.empty() && !seen.edited) continue;
      const Date day = said_on(*seen.document);
      if (i > 0 && day == before) {  // the documents of one day are neighbours
        seen.association = documents_[i - 1].association;
        seen.window = documents_[i - 1].window;
      }
      if (seen.window.id.empty()) {
        seen.association = association_on(day);
        seen.window = knowledge_.windows.window_of(day, seen.association);
      }
      before = day;
      windows_[seen.window.id].push_back(i);
    }
  }

  Saga saga(const std::vector<std::size_t>& members) {
    Saga out;
    const Seen& first = documents_[members.front()];
    out.history = &history_;
    out.types = &knowledge_.types;
    out.association = first.association;
    out.now = now();
    out.today = to_date(out.now);
    out.dossier.person = history_.person;
    out.dossier.window = first.window;
    for (const std::size_t member : members) add_report(out, documents_[member]);
    out.report_begin.push_back(static_cast<std::int32_t>(out.size()));
    find_holder(out, knowledge_.reference);
    add_facts(out);
    add_dropped(out);
    add_outcomes(out, knowledge_.windows);
    add_clubs(out);
    return out;
  }

  Instant now() const {
    if (as_of_ != kEndOfTime) return as_of_;
    Instant last = documents_.empty() ? 0 : documents_.back().document->known_at;
    if (history_.outcomes_until.known())
      last = std::max(last, end_of(history_.outcomes_until.last_day()));
    for (const LedgerOutcome& outcome : history_.outcomes)
      if (!is_told_ahead(outcome) && day_of(outcome).known())
        last = std::max(last, end_of(day_of(outcome)));
    return last;
  }

  void add_report(Saga& saga, const Seen& seen) const {
    Dossier& dossier = saga.dossier;
    const auto report = static_cast<std::int32_t>(dossier.reports.size());
    saga.report_begin.push_back(static_cast<std::int32_t>(saga.size()));
    dossier.reports.push_back({*seen.document, ReportKind::original, -1, {}, {}});
    for (const LedgerClaim* claim : seen.claims) {
      TimelineItem item;
      item.claim = static_cast<std::int32_t>(saga.size());
      item.report = report;
      dossier.timeline.push_back(item);
      dossier.claims.push_back(*claim);
      saga.type_ids.push_back(knowledge_.types.find(claim->type));
    }
  }

  // Contradicted facts first, then by document.
  void add_facts(Saga& saga) const {
    std::map<Row, std::size_t> order;
    for (std::size_t i = 0; i < saga.dossier.reports.size(); ++i)
      order[saga.dossier.reports[i].document.row] = i;
    auto& facts = saga.dossier.facts;
    for (const LedgerFact& fact : history_.facts)
      if (order.count(fact.document)) facts.push_back(fact);
    const auto rank = [&](const LedgerFact& fact) {
      return std::tuple(fact.verdict != Fact::Verdict::contradicted, order[fact.document],
                        fact.evidence.span.begin, fact.predicate, fact.value, fact.object_name);
    };
    std::stable_sort(facts.begin(), facts.end(),
                     [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
  }

  void add_dropped(Saga& saga) const {
    auto& dropped = saga.dossier.dropped;
    for (const auto& one : history_.dropped) {
      const auto place = places_.find(one.dropped_by);
      if (place == places_.end()) continue;
      const LedgerDocument& by = *documents_[place->second].document;
      const Date day = said_on(by);
      if (knowledge_.windows.window_of(day, association_on(day)).id == saga.dossier.window.id)
        dropped.push_back(one);
    }
    const auto rank = [&](const PersonHistory::Dropped& one) {
      return std::tuple(places_.at(one.dropped_by), one.claim.entry, one.claim.index);
    };
    std::sort(dropped.begin(), dropped.end(),
              [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
  }

  void add_clubs(Saga& saga) const {
    std::vector<Row> rows{saga.dossier.holder.row};
    for (const LedgerClaim& claim : saga.dossier.claims)
      rows.insert(rows.end(), {claim.to, claim.from});
    for (const auto& one : saga.dossier.dropped)
      rows.insert(rows.end(), {one.claim.to, one.claim.from});
    for (const LedgerOutcome& one : saga.dossier.outcomes)
      rows.insert(rows.end(), {one.to_row, one.from_row});
    std::sort(rows.begin(), rows.end());
    for (const LedgerEntity& club : history_.clubs)
      if (club.row && std::binary_search(rows.begin(), rows.end(), club.row))
        saga.dossier.clubs.push_back(club);
    std::sort(saga.dossier.clubs.begin(), saga.dossier.clubs.end(),
              [](const auto& a, const auto& b) {
                return std::tie(a.name, a.id, a.row) < std::tie(b.name, b.id, b.row);
              });
  }

  const PersonHistory& history_;
  Instant as_of_;
  const Knowledge& knowledge_;
  ReferenceId person_ = kNoReference;
  std::string home_;
  std::vector<Seen> documents_;  // known at as_of, in time order
  std::unordered_map<Row, std::size_t> places_;
  std::map<std::string, std::vector<std::size_t>> windows_;  // documents by id of the window
};

}  // namespace

const ClaimType& Saga::type(std::int32_t i) const {
  const ClaimTypeId id = type_ids[static_cast<std::size_t>(i)];
  return id == kNoClaimType ? kUnknownType : (*types)[id];
}

bool Saga::counts(std::int32_t i) const {
  return claim(i).when == When::current && type_ids[static_cast<std::size_t>(i)] != kNoClaimType;
}

Row Saga::suitor(std::int32_t i) const {
  const Row to = claim(i).to;
  return type(i).suitor && to != dossier.holder.row ? to : 0;
}

Instant Saga::taken_back_at(std::int32_t i) const {
  const std::int32_t d = taken_back.empty() ? -1 : taken_back[static_cast<std::size_t>(i)];
  if (d < 0) return kEndOfTime;
  const LedgerDocument* by =
      history->document(dossier.dropped[static_cast<std::size_t>(d)].dropped_by);
  return by ? by->known_at : kEndOfTime;
}

std::vector<Saga> open_sagas(const PersonHistory& history, Instant as_of,
                             const Knowledge& knowledge) {
  return SagaBuilder(history, as_of, knowledge).build();
}

}  // namespace mercato::dossier
