#include "9_serve/ledger_sizes.h"

#include "7_ledger/ledger.h"
#include "9_serve/metrics.h"

namespace mercato {

bool can_read(const std::filesystem::path& ledger) {
  const auto opened = Ledger::open(ledger);
  return opened && (*opened)->latest();
}

std::string ledger_metrics(const std::filesystem::path& ledger) {
  const auto opened = Ledger::open(ledger);
  if (!opened) return {};
  const auto info = (*opened)->info();
  if (!info) return {};
  std::string out;
  const auto add = [&out](std::string_view name, std::string_view help, std::uint64_t value) {
    append_metric(out, name, "gauge", help, value);
  };
  add("mercato_ledger_entries", "Entries of the ledger.", info->entries);
  add("mercato_ledger_documents", "Documents in the ledger.", info->documents);
  add("mercato_ledger_claims", "Claims in the ledger.", info->claims);
  add("mercato_ledger_persons", "Persons in the ledger.", info->persons);
  add("mercato_ledger_clubs", "Clubs in the ledger.", info->clubs);
  add("mercato_ledger_outcomes", "Outcomes in the ledger.", info->outcomes);
  std::error_code error;
  const auto bytes = std::filesystem::file_size(ledger, error);
  if (!error) add("mercato_ledger_bytes", "Size of the ledger's file.", bytes);
  return out;
}

}  // namespace mercato
