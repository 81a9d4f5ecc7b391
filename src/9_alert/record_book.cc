#include "9_alert/record_book.h"

#include "8_score/source_record.h"
#include "9_answer/fold_all.h"

namespace mercato {
namespace {

constexpr std::chrono::hours kGoodFor{1};

}  // namespace

Result<void> RecordBook::reckon() {
  const auto persons = view_.ledger->persons(0, kEndOfTime);
  if (!persons) return tl::unexpected(persons.error());
  SourceBook book(*view_.types);
  const auto folded = fold_all(view_, *persons, [&](const Dossier& dossier) { book.add(dossier); });
  if (!folded) return tl::unexpected(folded.error());
  rates_.clear();
  for (const SourceRecord& record : book.records())
    if (!record.too_few) rates_.emplace(record.source.key, record.rate);
  return {};
}

Result<std::optional<double>> RecordBook::rate(const std::string& origin) {
  const auto now = std::chrono::steady_clock::now();
  if (!reckoned_ || now - *reckoned_ >= kGoodFor) {
    if (auto done = reckon(); !done) return tl::unexpected(done.error());
    reckoned_ = now;
  }
  const auto found = rates_.find(origin);
  return found == rates_.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace mercato
