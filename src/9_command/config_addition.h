// How do feeds come into a configuration that somebody wrote? At its end, as a whole or not at all;
// what stands there stays byte for byte.
#pragma once

#include <cstddef>
#include <filesystem>
#include <vector>

#include "8_watch/feed_list.h"

namespace mercato {

// How many were added: those whose address is not there yet. Makes the file where there is none.
// Fails, and leaves the file as it is, where it would be no configuration afterwards.
Result<std::size_t> add_feeds(const std::filesystem::path& file, const std::vector<Feed>& feeds);

}  // namespace mercato
