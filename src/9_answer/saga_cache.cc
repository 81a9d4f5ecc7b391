#include "9_answer/saga_cache.h"

#include <algorithm>
#include <map>
#include <optional>

#include "9_answer/fold_all.h"

namespace mercato {
namespace {

constexpr std::size_t kMany = 64;  // persons from which on folding is costly
constexpr int kMostVersions = 1000;
constexpr std::size_t kMostRead = 2000;  // entries

Result<std::shared_ptr<const PersonSagas>> fold_one(const LedgerView& view, const Ledger& ledger,
                                                    Row person) {
  const auto history = ledger.history(person, view.as_of);
  if (!history) return tl::unexpected(history.error());
  const Instant moment = view.moment(*history);
  return std::make_shared<const PersonSagas>(
      make_sagas(*history, view.folder->fold(*history, moment), moment, view.types));
}

SagaCache::Names names_of(const SagaCache::Sagas& sagas) {
  struct Source {
    Origin origin;
    int resolved = 0;
    bool relays_only = true;
  };
  std::map<std::string, Source> by_key;
  for (const auto& person : sagas) {
    for (const FoldedSaga& saga : person->sagas) {
      saga.calls->each([&](const Origin& origin, const std::vector<Call>& calls) {
        Source& source = by_key[origin.key];
        // As SourceBook chooses among several spellings.
        const bool fresh = source.origin.key.empty() || (source.relays_only && !calls.empty());
        if (fresh || (calls.empty() == source.relays_only && origin.name < source.origin.name))
          source.origin = origin;
        if (!calls.empty()) source.relays_only = false;
        for (const Call& call : calls) source.resolved += call.verdict != Verdict::open;
      });
    }
  }
  std::vector<Source*> order;
  for (auto& [key, source] : by_key) order.push_back(&source);
  std::stable_sort(order.begin(), order.end(),
                   [](const Source* a, const Source* b) { return a->resolved > b->resolved; });
  std::vector<Origin> out;
  for (Source* const source : order) out.push_back(std::move(source->origin));
  return std::make_shared<const std::vector<Origin>>(std::move(out));
}

}  // namespace

Result<SagaCache::Sagas> SagaCache::of(const LedgerView& view, const std::vector<Row>& persons) {
  if (view.as_of != kEndOfTime) return fold(view, persons);
  Sagas out(persons.size());
  const auto missing = look_up(view, persons, out);
  if (!missing) return tl::unexpected(missing.error());
  if (missing->persons.empty()) return out;
  const auto folded = fold(view, missing->persons);
  if (!folded) return tl::unexpected(folded.error());
  for (std::size_t i = 0; i < folded->size(); ++i) out[missing->places[i]] = (*folded)[i];
  keep(*missing, *folded);
  return out;
}

Result<SagaCache::Sagas> SagaCache::all(const LedgerView& view) {
  const auto persons = everybody(view);
  if (!persons) return tl::unexpected(persons.error());
  return of(view, *persons);
}

// What is made of everybody's sagas, kept until something is new.
template <typename Kept, typename Make>
Result<Kept> SagaCache::keep_one(const LedgerView& view, Kept SagaCache::*kept,
                                 Standing SagaCache::*of, Make make) {
  Standing standing;
  const bool now = view.as_of == kEndOfTime;
  if (now) {
    const std::lock_guard lock(mutex_);
    if (auto caught = catch_up(view); !caught) return tl::unexpected(caught.error());
    standing = {said_.epoch(), view.latest};
    if (this->*kept && this->*of == standing) return this->*kept;
  }
  const auto sagas = all(view);
  if (!sagas) return tl::unexpected(sagas.error());
  Kept made = make(*sagas);
  if (!now) return made;
  const std::lock_guard lock(mutex_);
  this->*kept = made;
  this->*of = standing;
  return made;
}

Result<SagaCache::Records> SagaCache::records(const LedgerView& view) {
  return keep_one(view, &SagaCache::records_, &SagaCache::records_of_, [&](const Sagas& sagas) {
    SourceBook book(*view.types);
    for (const auto& person : sagas)
      for (const FoldedSaga& saga : person->sagas) book.add(*saga.calls);
    return std::make_shared<const std::vector<SourceRecord>>(book.take_records());
  });
}

Result<SagaCache::Names> SagaCache::names(const LedgerView& view) {
  return keep_one(view, &SagaCache::names_, &SagaCache::names_of_,
                  [](const Sagas& sagas) { return names_of(sagas); });
}

Result<void> SagaCache::look(const LedgerView& view) {
  const std::lock_guard lock(mutex_);
  if (auto caught = catch_up(view); !caught) return caught;
  const auto latest = view.ledger->latest();
  if (!latest) return tl::unexpected(latest.error());
  said_.looked_at(*latest);
  return {};
}

void SagaCache::forget_everybody() {
  const std::lock_guard lock(mutex_);
  said_.next_entry();
  forget_all();
}

std::size_t SagaCache::folded() const {
  const std::lock_guard lock(mutex_);
  return folded_;
}

Result<SagaCache::Missing> SagaCache::look_up(const LedgerView& view,
                                              const std::vector<Row>& persons, Sagas& out) {
  const std::lock_guard lock(mutex_);
  if (auto caught = catch_up(view); !caught) return tl::unexpected(caught.error());
  Missing missing;
  missing.epoch = said_.epoch();
  for (std::size_t i = 0; i < persons.size(); ++i) {
    const auto found = kept_.find(persons[i]);
    if (found != kept_.end() && view.latest <= found->second->until) {
      out[i] = found->second;
    } else {
      missing.places.push_back(i);
      missing.persons.push_back(persons[i]);
    }
  }
  return missing;
}

Result<SagaCache::Sagas> SagaCache::fold(const LedgerView& view, const std::vector<Row>& persons) {
  std::unique_lock<std::mutex> one_at_a_time;
  if (persons.size() > kMany) one_at_a_time = std::unique_lock(costly_);
  Sagas out(persons.size());
  std::mutex failing;
  std::optional<Problem> failed;
  const auto done = on_all_cores(view, persons.size(), [&](const Ledger& ledger, std::size_t i) {
    auto sagas = fold_one(view, ledger, persons[i]);
    if (sagas) {
      out[i] = std::move(*sagas);
    } else {
      const std::lock_guard lock(failing);
      failed = sagas.error();
    }
  });
  if (!done) return tl::unexpected(done.error());
  if (failed) return tl::unexpected(*failed);
  const std::lock_guard lock(mutex_);
  folded_ += persons.size();
  return out;
}

// REQUIRES: mutex_.
Result<void> SagaCache::catch_up(const LedgerView& view) {
  std::vector<LedgerEntry> entries;
  const auto read =
      view.ledger->entries(last_entry_, [&](const LedgerEntry& one) { entries.push_back(one); });
  if (!read) return read;
  if (entries.size() > kMostRead) {  // to fold everybody anew costs less than to read all of them
    said_.next_entry();
    forget_all();
    last_entry_ = entries.back().number;
    for (const LedgerEntry& entry : entries)
      last_document_ = std::max(last_document_, entry.document);
    entries.clear();
  }
  for (const LedgerEntry& entry : entries) {
    said_.next_entry();
    last_entry_ = entry.number;
    if (entry.document <= last_document_) {
      forget_all();
      continue;
    }
    last_document_ = entry.document;
    if (!asked_) continue;
    if (auto forgotten = forget(view, entry.document); !forgotten) {
      forget_all();  // it may have been about anybody, and is not looked at again
      return forgotten;
    }
  }
  asked_ = true;
  return {};
}

// REQUIRES: mutex_.
void SagaCache::forget_all() {
  kept_.clear();
  everybody_.clear();
  knows_everybody_ = false;
  bytes_ = 0;
  said_.of_everybody();
}

// Everybody of whom this version, or one before it, says something. REQUIRES: mutex_.
Result<void> SagaCache::forget(const LedgerView& view, Row document) {
  for (int versions = 0; document && versions < kMostVersions; ++versions) {
    const auto reading = view.ledger->read_document(document);
    if (!reading) return tl::unexpected(reading.error());
    for (const LedgerEntity& entity : reading->entities) {
      if (entity.kind != MentionKind::person) continue;
      said_.of(entity.row);
      if (const auto found = kept_.find(entity.row); found != kept_.end()) {
        bytes_ -= found->second->bytes;
        kept_.erase(found);
      }
    }
    for (const LedgerClaim& claim : reading->claims) {
      const auto place = std::lower_bound(everybody_.begin(), everybody_.end(), claim.person);
      if (knows_everybody_ && (place == everybody_.end() || *place != claim.person))
        everybody_.insert(place, claim.person);
    }
    document = reading->document.edit_of < document ? reading->document.edit_of : 0;
  }
  return {};
}

// A person of whom something new was said while they were folded is not kept: what was folded may
// not have seen it.
void SagaCache::keep(const Missing& missing, const Sagas& folded) {
  const std::lock_guard lock(mutex_);
  for (std::size_t i = 0; i < folded.size(); ++i) {
    const std::size_t bytes = folded[i]->bytes;
    if (said_.since(missing.persons[i], missing.epoch) || bytes_ + bytes > most_bytes_) continue;
    auto& place = kept_[missing.persons[i]];
    if (place) bytes_ -= place->bytes;
    place = folded[i];
    bytes_ += bytes;
  }
}

Result<std::vector<Row>> SagaCache::everybody(const LedgerView& view) {
  if (view.as_of != kEndOfTime)
    return view.ledger->persons(std::numeric_limits<Instant>::min(), view.as_of);
  const std::lock_guard lock(mutex_);
  if (auto caught = catch_up(view); !caught) return tl::unexpected(caught.error());
  if (knows_everybody_) return everybody_;
  auto persons = view.ledger->persons(std::numeric_limits<Instant>::min(), kEndOfTime);
  if (!persons) return persons;
  std::sort(persons->begin(), persons->end());
  everybody_ = *persons;
  knows_everybody_ = true;
  return everybody_;
}

}  // namespace mercato
