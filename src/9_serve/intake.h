// How does a document that is posted come into the ledger? Read, and written as `mercato ingest`
// writes it.
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "9_serve/message.h"

namespace mercato {

class Intake {
 public:
  explicit Intake(std::shared_ptr<const Answers> answers);

  // The documents of a body: one JSON object, NDJSON lines, or plain text, by its media type. 201
  // where something came in, 200 where all of it was there, 400 where nothing could be read, 503
  // where another program is writing. Thread-safe.
  Response add(std::string_view media_type, std::string_view body);
  static bool takes(std::string_view media_type);

 private:
  Result<std::vector<PreparedDocument>> prepare(std::string_view media_type, std::string_view body,
                                                struct IntakeCount& count) const;

  std::shared_ptr<const Answers> answers_;
  std::string data_version_;
  std::timed_mutex writing_;
};

}  // namespace mercato
