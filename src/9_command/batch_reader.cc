#include "9_command/batch_reader.h"

#include "9_command/inputs.h"

namespace mercato {

void BatchReader::read(Batch& batch, DocumentVisitor& visitor) {
  if (batch.unread) {
    ++batch.documents;
    const std::string place = batch.name + ":" + std::to_string(batch.unread->line);
    return visitor.unread(*batch.unread, place, batch);
  }
  if (batch.whole) return read_whole(batch, visitor);
  for (std::size_t i = 0; i < batch.ends.size(); ++i) {
    if (!batch.line(i).empty() && batch.line(i) != "\r")
      read_line(batch.line(i), batch.first_line + static_cast<std::uint32_t>(i), batch, visitor);
  }
}

void BatchReader::read_line(std::string_view line, std::uint32_t number, Batch& batch,
                            DocumentVisitor& visitor) {
  ++batch.documents;
  ReadOptions options;
  options.name = batch.name;
  if (auto read = reader_.read_ndjson_line(line, options, number, document_); read)
    visitor.document(document_, batch);
  else
    visitor.unread(std::move(read.error()), batch.name + ":" + std::to_string(number), batch);
}

void BatchReader::read_whole(Batch& batch, DocumentVisitor& visitor) {
  auto documents = read_documents(reader_, batch.name, batch.bytes);
  if (!documents) {
    batch.problems.push_back(std::move(documents.error()));
    return;
  }
  for (Document& document : *documents) {
    ++batch.documents;
    visitor.document(document, batch);
  }
}

}  // namespace mercato
