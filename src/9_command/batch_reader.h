// What are the documents of a batch? One after the other, on a worker's thread.
#pragma once

#include <functional>
#include <string>

#include "2_read/reader.h"
#include "9_command/batch_pool.h"

namespace mercato {

// What a worker does with what is in a batch. Not thread-safe: one for each worker.
class DocumentVisitor {
 public:
  virtual ~DocumentVisitor() = default;
  // The document may be taken apart.
  virtual void document(Document& document, Batch& batch) = 0;
  // A line that could not be read. `place` is "name:line".
  virtual void unread(Problem problem, const std::string& place, Batch& batch) = 0;
};

class BatchReader {
 public:
  explicit BatchReader(const Reader& reader) : reader_(reader) {}
  // Counts the documents, read or not, in `batch`. An input that cannot be read as a whole becomes
  // a problem of the batch.
  void read(Batch& batch, DocumentVisitor& visitor);

 private:
  void read_line(std::string_view line, std::uint32_t number, Batch& batch,
                 DocumentVisitor& visitor);
  void read_whole(Batch& batch, DocumentVisitor& visitor);

  const Reader& reader_;
  Document document_;
};

}  // namespace mercato
