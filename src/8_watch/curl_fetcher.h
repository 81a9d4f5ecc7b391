// How do many requests run beside each other? The fetcher over libcurl's multi interface, with the
// place where tests play a resolver. Internal to 8_watch.
#pragma once

#include "8_watch/transfer.h"

namespace mercato {

Result<std::unique_ptr<Fetcher>> create_fetcher(const Fetcher::Options& options, Prepare prepare);

}  // namespace mercato
