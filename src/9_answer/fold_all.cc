#include "9_answer/fold_all.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>

namespace mercato {
namespace {

constexpr std::size_t kBlock = 256;  // persons folded before their dossiers are handed on

Result<std::vector<Dossier>> fold(const LedgerView& view, const Ledger& ledger, Row person) {
  const auto history = ledger.history(person, view.as_of);
  if (!history) return tl::unexpected(history.error());
  return view.folder->fold(*history, view.moment(*history));
}

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

Result<void> on_all_cores(const LedgerView& view, std::size_t count,
                          const std::function<void(const Ledger&, std::size_t)>& work) {
  const std::size_t cores = std::max(1u, std::thread::hardware_concurrency());
  const auto others = open_more(view, std::min(cores, count / 16 + 1) - 1);
  if (!others) return tl::unexpected(others.error());
  std::atomic<std::size_t> next = 0;
  std::mutex failing;
  std::exception_ptr failed;  // no memory, say: thrown again where the caller sees it
  const auto take = [&](const Ledger& ledger) {
    try {
      for (std::size_t i; (i = next.fetch_add(1)) < count;) work(ledger, i);
    } catch (...) {
      const std::lock_guard lock(failing);
      failed = std::current_exception();
    }
  };
  {
    std::vector<std::jthread> threads;
    for (const auto& ledger : *others) threads.emplace_back([&take, &ledger] { take(*ledger); });
    take(*view.ledger);
  }
  if (failed) std::rethrow_exception(failed);
  return {};
}

Result<void> fold_all(const LedgerView& view, const std::vector<Row>& persons,
                      const std::function<void(const Dossier&)>& visit) {
  for (std::size_t begin = 0; begin < persons.size(); begin += kBlock) {
    std::vector<Result<std::vector<Dossier>>> folded(std::min(kBlock, persons.size() - begin));
    const auto done = on_all_cores(view, folded.size(), [&](const Ledger& ledger, std::size_t i) {
      folded[i] = fold(view, ledger, persons[begin + i]);
    });
    if (!done) return done;
    for (const auto& dossiers : folded) {
      if (!dossiers) return tl::unexpected(dossiers.error());
      for (const Dossier& dossier : *dossiers) visit(dossier);
    }
  }
  return {};
}

}  // namespace mercato
