// Which sagas stand now, of everybody, without folding everybody anew? Internal to 9_answer.
//
// What was folded is kept for each person until something new is said of them, or until time alone
// changes it (PersonSagas::until). Outcomes and new readings of stored documents drop everything:
// they are rare, and whom they touch is not to be seen from their rows.
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "9_answer/person_sagas.h"
#include "9_answer/said_since.h"

namespace mercato {

// Thread-safe.
class SagaCache {
 public:
  explicit SagaCache(std::size_t bytes) : most_bytes_(bytes) {}

  using Sagas = std::vector<std::shared_ptr<const PersonSagas>>;  // parallel to the persons
  // At the moment of the view: as kept where that is the end of time, else folded.
  Result<Sagas> of(const LedgerView& view, const std::vector<Row>& persons);
  // Of everybody with a claim known by the moment of the view.
  Result<Sagas> all(const LedgerView& view);
  // The records of all sources; kept likewise.
  using Records = std::shared_ptr<const std::vector<SourceRecord>>;
  Result<Records> records(const LedgerView& view);
  // Names of all sources, most resolved calls first: the records' sources in their order, for less.
  using Names = std::shared_ptr<const std::vector<Origin>>;
  Result<Names> names(const LedgerView& view);

  std::size_t folded() const;  // how many persons were folded so far

  // Looks at the entries that came in since the last look: said_since() is true of them then.
  Result<void> look(const LedgerView& view);
  void forget_everybody();
  const SaidSince& said_since() const { return said_; }

 private:
  struct Missing {
    std::vector<std::size_t> places;  // in the persons that were asked for
    std::vector<Row> persons;
    std::uint64_t epoch = 0;
  };
  Result<Missing> look_up(const LedgerView& view, const std::vector<Row>& persons, Sagas& out);
  Result<Sagas> fold(const LedgerView& view, const std::vector<Row>& persons);
  Result<void> catch_up(const LedgerView& view);
  void forget_all();
  Result<void> forget(const LedgerView& view, Row document);
  void keep(const Missing& missing, const Sagas& folded);
  Result<std::vector<Row>> everybody(const LedgerView& view);
  template <typename Kept, typename Make>
  Result<Kept> keep_one(const LedgerView& view, Kept SagaCache::*kept,
                        std::pair<std::uint64_t, Instant> SagaCache::*of, Make make);

  const std::size_t most_bytes_;
  SaidSince said_;
  mutable std::mutex mutex_;  // of everything below; held while new entries are looked at
  std::unordered_map<Row, std::shared_ptr<const PersonSagas>> kept_;
  std::vector<Row> everybody_;  // with claims; sorted
  bool knows_everybody_ = false;
  bool asked_ = false;  // before, nothing could be forgotten
  std::size_t bytes_ = 0, folded_ = 0;
  Row last_entry_ = 0, last_document_ = 0;
  Records records_;
  Names names_;
  using Standing = std::pair<std::uint64_t, Instant>;  // epoch and moment
  Standing records_of_{0, -1}, names_of_{0, -1};
  std::mutex costly_;  // one at a time folds very many, on all cores
};

}  // namespace mercato
