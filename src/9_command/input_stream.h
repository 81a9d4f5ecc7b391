// Which documents are in these files and folders? Inputs in, batches of them out, in order.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "9_command/batch_pool.h"
#include "9_command/byte_source.h"

namespace mercato {

struct InputRules {
  bool folders = false;                  // read the documents in folders
  bool standard_input_is_lines = false;  // "-" is NDJSON, whatever it begins with
};

// Reads files, standard input ("-") and, where asked to, folders: all that lie in them, also in
// folders of folders, by name; hidden files and files whose extension is none of a document are
// passed over. NDJSON is handed on in batches of lines, any other format as a whole, to be read by
// the worker. What cannot be read goes on as a batch with a problem, so that it is told in its
// place. One thread.
class InputStream {
 public:
  using Push = std::function<void(std::unique_ptr<Batch>)>;
  // `stop` is asked now and then; when it is true, nothing more is read.
  InputStream(
      InputRules rules, Push push, std::function<bool()> stop = [] { return false; });

  void add(const std::string& name);
  // Files in folders that were passed over because their names are not those of documents.
  std::uint64_t passed_over() const { return passed_over_; }

 private:
  void add_folder(const std::filesystem::path& folder);
  void add_entry(const std::filesystem::directory_entry& entry);
  void add_source(const std::string& name, ByteSource& source);
  void add_lines(const std::string& name, ByteSource& source);
  void add_whole(const std::string& name, ByteSource& source);
  void flush(std::unique_ptr<Batch>& batch, std::uint32_t next_line);
  void refuse(Problem problem);
  void refuse_line(const std::string& name, std::uint32_t line, std::uint64_t size);
  bool is_lines(const std::string& name, ByteSource& source) const;

  InputRules rules_;
  Push push_;
  std::function<bool()> stop_;
  std::uint64_t passed_over_ = 0;
};

}  // namespace mercato
