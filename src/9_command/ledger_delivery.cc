#include "9_command/ledger_delivery.h"

#include <chrono>
#include <thread>

#include "6_engine/output.h"
#include "9_command/ledger_access.h"

namespace mercato {
namespace {

// How long another writer is waited for, and how often it is asked.
constexpr auto kPatience = std::chrono::seconds(60);
constexpr auto kPause = std::chrono::milliseconds(100);

}  // namespace

LedgerDelivery::LedgerDelivery(std::shared_ptr<const Engine> engine, const CommonOptions& common,
                               const LedgerOptions& ledger, std::function<bool()> stop)
    : engine_(std::move(engine)),
      worker_(*engine_),
      file_(ledger_file(ledger)),
      options_{program_version(), data_version(data_folder(common)), {}},
      common_(common),
      ledger_(ledger),
      stop_(std::move(stop)) {}

Result<void> LedgerDelivery::check() {
  std::error_code error;
  if (std::filesystem::exists(file_, error)) {
    const auto ledger = Ledger::open(file_);
    return ledger ? Result<void>() : tl::unexpected(ledger.error());
  }
  const auto writer = open_writer(common_, ledger_);
  return writer ? Result<void>() : tl::unexpected(writer.error());
}

Result<std::unique_ptr<LedgerWriter>> LedgerDelivery::open_writer_patiently() const {
  const auto until = std::chrono::steady_clock::now() + kPatience;
  for (;;) {
    auto writer = LedgerWriter::open(file_, options_);
    if (writer || stop_() || std::chrono::steady_clock::now() > until) return writer;
    std::this_thread::sleep_for(kPause);
  }
}

Result<std::vector<std::size_t>> LedgerDelivery::store(const std::vector<Document>& documents,
                                                       Instant recorded) {
  std::vector<std::size_t> claims;
  std::vector<PreparedDocument> ready;
  for (const Document& document : documents) {
    engine_->read(document, worker_, reading_);
    std::string line;
    append_json(*engine_, document, reading_, line);
    ready.push_back(prepare_document(document, std::move(line)));
    claims.push_back(reading_.claims.size());
  }
  const auto writer = open_writer_patiently();
  if (!writer) return tl::unexpected(writer.error());
  DeliveryTotals totals = totals_;
  for (const PreparedDocument& document : ready) {
    const auto appended = (*writer)->append(document, recorded);
    if (!appended) return tl::unexpected(appended.error());
    totals.fresh += *appended == Appended::fresh;
    totals.same += *appended == Appended::same;
    totals.edited += *appended == Appended::edited;
  }
  if (auto done = (*writer)->commit(); !done) return tl::unexpected(done.error());
  totals.documents += documents.size();
  for (const std::size_t count : claims) totals.claims += count;
  totals_ = totals;
  return claims;
}

}  // namespace mercato
