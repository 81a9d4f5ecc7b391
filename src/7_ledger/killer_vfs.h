// What if the process dies now? A file system of SQLite's for tests that kill at every write.
#pragma once

#include <signal.h>
#include <sqlite3.h>

#include <cstring>

namespace mercato {

// A file system named "killer" that passes everything on, and kills its process at the n-th call
// that changes the disk: half a write is done then, of the other calls nothing.
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

}  // namespace mercato
