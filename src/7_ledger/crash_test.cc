// kill -9 at any moment: a writer is killed at its first write to the disk, at its second, and so
// on until it lives to the end; after each death the ledger must be whole.
#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/wait.h>

#include <cstring>

#include "7_ledger/ledger_test_support.h"

namespace mercato {
namespace {

constexpr int kBatches = 4, kInBatch = 3;

TestDocument document(int batch, int i) {
  const std::string number = std::to_string(batch * kInBatch + i);
  const std::string person = "Jan Marek" + number;
  // The last one of a batch is an edit of its first.
  return {"https://prova.example/" + std::to_string(batch) + "/" + std::to_string(i == 2 ? 0 : i),
          "2024-06-12",
          "Norville want " + person,
          {{person, "Norville"}}};
}

// A file system of SQLite's that passes everything on, and kills its process at the n-th call that
// changes the disk: half a write is done then, of the other calls nothing.
class KillerVfs {
 public:
  explicit KillerVfs(int calls) : left_(calls) {
    sqlite3_vfs* const real = sqlite3_vfs_find(nullptr);
    vfs_ = *real;
    vfs_.zName = "killer";
    vfs_.pAppData = this;
    vfs_.szOsFile = static_cast<int>(sizeof(File)) + real->szOsFile;
    vfs_.xOpen = &KillerVfs::open;
    vfs_.xDelete = &KillerVfs::remove;
    real_ = real;
    sqlite3_vfs_register(&vfs_, 0);
  }

 private:
  struct File {
    sqlite3_file base;
    sqlite3_file* real;
    KillerVfs* vfs;
  };
  static File& of(sqlite3_file* file) { return *reinterpret_cast<File*>(file); }
  static sqlite3_file* real_of(sqlite3_file* file) { return of(file).real; }

  bool last() { return --left_ == 0; }
  void kill_if_last() {
    if (last()) ::raise(SIGKILL);
  }

  static int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out) {
    auto* const self = static_cast<KillerVfs*>(vfs->pAppData);
    File& made = of(file);
    std::memset(&made, 0, sizeof made);
    made.vfs = self;
    made.real = reinterpret_cast<sqlite3_file*>(&made + 1);
    const int code = self->real_->xOpen(self->real_, name, made.real, flags, out);
    made.base.pMethods = made.real->pMethods ? self->methods_of(*made.real->pMethods) : nullptr;
    return code;
  }
  static int remove(sqlite3_vfs* vfs, const char* name, int sync) {
    auto* const self = static_cast<KillerVfs*>(vfs->pAppData);
    self->kill_if_last();
    return self->real_->xDelete(self->real_, name, sync);
  }

  const sqlite3_io_methods* methods_of(const sqlite3_io_methods& real) {
    io_ = real;
    io_.xClose = [](sqlite3_file* f) { return real_of(f)->pMethods->xClose(real_of(f)); };
    io_.xRead = [](sqlite3_file* f, void* to, int size, sqlite3_int64 from) {
      return real_of(f)->pMethods->xRead(real_of(f), to, size, from);
    };
    io_.xWrite = [](sqlite3_file* f, const void* bytes, int size, sqlite3_int64 to) {
      const bool last = of(f).vfs->last();
      const int code = real_of(f)->pMethods->xWrite(real_of(f), bytes, last ? size / 2 : size, to);
      if (last) ::raise(SIGKILL);
      return code;
    };
    io_.xTruncate = [](sqlite3_file* f, sqlite3_int64 size) {
      of(f).vfs->kill_if_last();
      return real_of(f)->pMethods->xTruncate(real_of(f), size);
    };
    io_.xSync = [](sqlite3_file* f, int flags) {
      of(f).vfs->kill_if_last();
      return real_of(f)->pMethods->xSync(real_of(f), flags);
    };
    io_.xFileSize = [](sqlite3_file* f, sqlite3_int64* size) {
      return real_of(f)->pMethods->xFileSize(real_of(f), size);
    };
    io_.xLock = [](sqlite3_file* f, int lock) {
      return real_of(f)->pMethods->xLock(real_of(f), lock);
    };
    io_.xUnlock = [](sqlite3_file* f, int lock) {
      return real_of(f)->pMethods->xUnlock(real_of(f), lock);
    };
    io_.xCheckReservedLock = [](sqlite3_file* f, int* out) {
      return real_of(f)->pMethods->xCheckReservedLock(real_of(f), out);
    };
    io_.xFileControl = [](sqlite3_file* f, int what, void* argument) {
      return real_of(f)->pMethods->xFileControl(real_of(f), what, argument);
    };
    io_.xSectorSize = [](sqlite3_file* f) { return real_of(f)->pMethods->xSectorSize(real_of(f)); };
    io_.xDeviceCharacteristics = [](sqlite3_file* f) {
      return real_of(f)->pMethods->xDeviceCharacteristics(real_of(f));
    };
    io_.xShmMap = [](sqlite3_file* f, int page, int size, int extend, void volatile** out) {
      return real_of(f)->pMethods->xShmMap(real_of(f), page, size, extend, out);
    };
    io_.xShmLock = [](sqlite3_file* f, int offset, int n, int flags) {
      return real_of(f)->pMethods->xShmLock(real_of(f), offset, n, flags);
    };
    io_.xShmBarrier = [](sqlite3_file* f) { real_of(f)->pMethods->xShmBarrier(real_of(f)); };
    io_.xShmUnmap = [](sqlite3_file* f, int remove_it) {
      return real_of(f)->pMethods->xShmUnmap(real_of(f), remove_it);
    };
    io_.xFetch = [](sqlite3_file* f, sqlite3_int64 from, int size, void** out) {
      return real_of(f)->pMethods->xFetch(real_of(f), from, size, out);
    };
    io_.xUnfetch = [](sqlite3_file* f, sqlite3_int64 from, void* page) {
      return real_of(f)->pMethods->xUnfetch(real_of(f), from, page);
    };
    return &io_;
  }

  int left_;
  sqlite3_vfs vfs_{};
  sqlite3_vfs* real_ = nullptr;
  sqlite3_io_methods io_{};
};

// Writes all batches and acknowledges each; ends with the checkpoint of closing.
[[noreturn]] void write_and_die(const std::filesystem::path& file, int calls, int acknowledge) {
  const KillerVfs vfs(calls);
  {
    auto writer = LedgerWriter::open(file, {"0.2.0", "d1", "killer"});
    if (!writer) ::_exit(2);
    for (int batch = 0; batch < kBatches; ++batch) {
      for (int i = 0; i < kInBatch; ++i)
        if (!(*writer)->append(prepared(document(batch, i)), at("2024-07-01"))) ::_exit(3);
      if (!(*writer)->commit()) ::_exit(4);
      if (::write(acknowledge, "+", 1) != 1) ::_exit(5);
    }
  }
  ::_exit(0);
}

struct Death {
  int acknowledged = 0;
  bool killed = false;
};

Death run_writer(const std::filesystem::path& file, int calls) {
  int ends[2];
  EXPECT_EQ(::pipe2(ends, O_CLOEXEC), 0);
  const pid_t child = ::fork();
  if (child == 0) write_and_die(file, calls, ends[1]);
  ::close(ends[1]);
  Death death;
  for (char byte; ::read(ends[0], &byte, 1) == 1;) ++death.acknowledged;
  ::close(ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  death.killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
  EXPECT_TRUE(death.killed || (WIFEXITED(status) && WEXITSTATUS(status) == 0))
      << "status " << status;
  return death;
}

// Whole batches only, all that were acknowledged, nothing broken; and the rest can be added.
void check_after(const std::filesystem::path& file, const Death& death) {
  auto writer = open_writer(file);
  ASSERT_NE(writer, nullptr);
  const auto versions = static_cast<int>(take(writer->ledger().info()).versions);
  ASSERT_EQ(versions % kInBatch, 0);
  ASSERT_GE(versions / kInBatch, death.acknowledged);
  ASSERT_LE(versions / kInBatch, death.acknowledged + 1);
  ASSERT_EQ(broken_lines(writer->ledger()), "");
  for (int batch = 0; batch < kBatches; ++batch) {
    for (int i = 0; i < kInBatch; ++i) {
      const auto appended = take(writer->append(prepared(document(batch, i)), at("2024-07-01")));
      ASSERT_EQ(appended == Appended::same, batch < versions / kInBatch);
    }
  }
  expect_done(writer->commit());
  ASSERT_EQ(take(writer->ledger().info()).versions, static_cast<unsigned>(kBatches * kInBatch));
  ASSERT_EQ(broken_lines(writer->ledger()), "");
}

TEST(Crash, loses_nothing_that_was_acknowledged_at_any_write) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  constexpr int kStep = 9;
#else
  constexpr int kStep = 1;
#endif
  int deaths = 0;
  for (int calls = 1;; calls += kStep) {
    const TestFolder folder;
    const Death death = run_writer(folder.file(), calls);
    SCOPED_TRACE("killed at call " + std::to_string(calls));
    check_after(folder.file(), death);
    if (testing::Test::HasFatalFailure() || !death.killed) break;
    ++deaths;
  }
  EXPECT_GT(deaths * kStep, 200);
  RecordProperty("deaths", deaths);
}

}  // namespace
}  // namespace mercato
