#include "9_command/mcp_command.h"

#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <string>

#include "9_answer/answers.h"
#include "9_command/ledger_access.h"
#include "9_command/stop_signal.h"
#include "9_serve/mcp.h"

namespace mercato {
namespace {

// Lines of standard input, each as soon as it is there. One that is too long is passed over, but
// for its first bytes, so that it gets its answer.
class Messages {
 public:
  // False at the end, and when the user asked to stop.
  bool next(std::string& line) {
    line.clear();
    for (;;) {
      const std::size_t end = waiting_.find('\n', from_);
      const bool whole = end != std::string::npos;
      take(line, whole ? end : waiting_.size());
      if (whole) {
        from_ = end + 1;
        if (!line.empty() && line.back() == '\r') line.pop_back();
        return true;
      }
      waiting_.resize(64u << 10);
      from_ = 0;
      const ssize_t size = read_some();
      waiting_.resize(static_cast<std::size_t>(std::max<ssize_t>(size, 0)));
      if (size <= 0) return !line.empty() && StopSignal::asked() == 0;
    }
  }

 private:
  // One byte more than a message may have tells that it is too long.
  void take(std::string& line, std::size_t end) const {
    const std::size_t room = kMcpRequestBytes + 1 - std::min(line.size(), kMcpRequestBytes + 1);
    line.append(waiting_, from_, std::min(end - from_, room));
  }
  ssize_t read_some() {
    for (;;) {
      const ssize_t size = ::read(STDIN_FILENO, waiting_.data(), waiting_.size());
      if (size >= 0 || errno != EINTR || StopSignal::asked() != 0) return size;
    }
  }

  std::string waiting_;
  std::size_t from_ = 0;
};

bool write_line(std::string line) {
  line += '\n';
  for (std::size_t done = 0; done < line.size();) {
    const ssize_t size = ::write(STDOUT_FILENO, line.data() + done, line.size() - done);
    if (size < 0 && errno != EINTR) return false;
    if (size > 0) done += static_cast<std::size_t>(size);
  }
  return true;
}

}  // namespace

int run_mcp(const CommonOptions& common, const LedgerOptions& ledger) {
  Answers::Options options;
  options.files = {ledger_file(ledger), data_folder(common), reference_file(common)};
  options.connections = 1;
  options.warm = false;
  const auto answers = Answers::open(options);
  if (!answers) return fail(answers.error());
  const McpEndpoint endpoint(*answers);
  const StopSignal stop;
  std::signal(SIGPIPE, SIG_IGN);  // who no longer listens is told by write()
  std::string message, version;
  for (Messages messages; messages.next(message);) {
    if (message.find_first_not_of(" \t") == std::string::npos) continue;
    std::string reply = endpoint.handle(message, version);
    if (reply.empty()) continue;
    if (version.empty()) version = agreed_version(reply);
    if (!write_line(std::move(reply))) return 0;
  }
  return 0;
}

}  // namespace mercato
