// What is a body under gzip? Made once for each body and kept, bounded, as answers are asked again.
#pragma once

#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "9_serve/message.h"

namespace mercato {

// Null where it would not be shorter.
Bytes gzipped(std::string_view bytes);

// The compressed forms of the bodies asked for last, by their tags. Thread-safe.
class PackedBodies {
 public:
  explicit PackedBodies(std::size_t most_bytes) : most_bytes_(most_bytes) {}
  Bytes find(const std::string& etag);
  void keep(const std::string& etag, Bytes packed);

 private:
  struct Entry {
    std::string etag;
    Bytes packed;
  };
  std::mutex mutex_;
  std::list<Entry> entries_;  // the one asked for last first
  std::unordered_map<std::string, std::list<Entry>::iterator> by_etag_;
  std::size_t bytes_ = 0, most_bytes_;
};

}  // namespace mercato
