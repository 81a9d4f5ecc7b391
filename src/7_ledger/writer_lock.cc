#include "7_ledger/writer_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace mercato {
namespace {

// Whether the open file is still the one of that name: a writer that ends removes its lock file.
bool still_there(int descriptor, const std::filesystem::path& file) {
  struct stat held {
  }, named{};
  return ::fstat(descriptor, &held) == 0 && ::stat(file.c_str(), &named) == 0 &&
         held.st_ino == named.st_ino && held.st_dev == named.st_dev;
}

}  // namespace

Result<std::unique_ptr<WriterLock>> WriterLock::take(const std::filesystem::path& ledger) {
  std::filesystem::path file = ledger;
  file += "-lock";
  for (;;) {
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (descriptor < 0) {
      return failure(ledger.string(),
                     std::string("the ledger cannot be written: ") + std::strerror(errno),
                     "check that its folder is there and may be written");
    }
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
      ::close(descriptor);
      return failure(ledger.string(), "another program is writing to the ledger",
                     "wait until it has finished; reading is possible meanwhile");
    }
    if (still_there(descriptor, file))
      return std::unique_ptr<WriterLock>(new WriterLock(std::move(file), descriptor));
    ::close(descriptor);
  }
}

WriterLock::~WriterLock() {
  ::unlink(file_.c_str());
  ::close(descriptor_);
}

}  // namespace mercato
