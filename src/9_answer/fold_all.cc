#include "9_answer/fold_all.h"

#include <algorithm>
#include <atomic>
#include <optional>
#include <span>
#include <thread>

namespace mercato {
namespace {

constexpr std::size_t kBlock = 256;  // persons folded before their dossiers are handed on

Result<std::vector<Dossier>> fold(const LedgerView& view, const Ledger& ledger, Row person) {
  const auto history = ledger.history(person, view.as_of);
  if (!history) return tl::unexpected(history.error());
  return view.folder->fold(*history, view.moment(*history));
}

// The threads' shared work on one block: the next person to fold, and what became of each.
struct PersonBlock {
  std::span<const Row> persons;
  std::vector<Result<std::vector<Dossier>>> folded;
  std::atomic<std::size_t> next = 0;

  explicit PersonBlock(std::span<const Row> rows) : persons(rows), folded(rows.size()) {}

  void work(const LedgerView& view, const Ledger& ledger) {
    for (std::size_t i; (i = next.fetch_add(1)) < persons.size();)
      folded[i] = fold(view, ledger, persons[i]);
  }
};

Result<std::vector<std::unique_ptr<Ledger>>> open_more(const LedgerView& view, std::size_t count) {
  std::vector<std::unique_ptr<Ledger>> ledgers;
  while (ledgers.size() < count) {
    auto ledger = Ledger::open(view.file);
    if (!ledger) return tl::unexpected(ledger.error());
    ledgers.push_back(std::move(*ledger));
  }
  return ledgers;
}

}  // namespace

Result<std::vector<Dossier>> fold_person(const LedgerView& view, Row person) {
  return fold(view, *view.ledger, person);
}

Result<void> fold_all(const LedgerView& view, const std::vector<Row>& persons,
                      const std::function<void(const Dossier&)>& visit) {
  const std::size_t cores = std::max(1u, std::thread::hardware_concurrency());
  const auto others = open_more(view, std::min(cores, persons.size() / 16 + 1) - 1);
  if (!others) return tl::unexpected(others.error());
  for (std::size_t begin = 0; begin < persons.size(); begin += kBlock) {
    const std::span<const Row> all(persons);
    PersonBlock block(all.subspan(begin, std::min(kBlock, persons.size() - begin)));
    {
      std::vector<std::jthread> threads;
      for (const auto& ledger : *others)
        threads.emplace_back([&block, &view, &ledger] { block.work(view, *ledger); });
      block.work(view, *view.ledger);
    }
    for (const auto& dossiers : block.folded) {
      if (!dossiers) return tl::unexpected(dossiers.error());
      for (const Dossier& dossier : *dossiers) visit(dossier);
    }
  }
  return {};
}

}  // namespace mercato
