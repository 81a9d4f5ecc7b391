// What if the other side hangs up while we write? An error of that write, never a signal that ends
// the program. Internal to 8_watch.
#pragma once

#include <csignal>
#include <ctime>

namespace mercato {

// While one lives, SIGPIPE does not reach its thread; libcurl is told to leave signals alone, and
// the TLS library below it may raise this one.
class PipeGuard {
 public:
  PipeGuard() {
    sigemptyset(&pipe_);
    sigaddset(&pipe_, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
  }
  ~PipeGuard() {
    if (sigismember(&before_, SIGPIPE)) return;
    const timespec at_once{0, 0};
    while (sigtimedwait(&pipe_, nullptr, &at_once) > 0) {
    }
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  PipeGuard(const PipeGuard&) = delete;
  PipeGuard& operator=(const PipeGuard&) = delete;

 private:
  sigset_t pipe_, before_;
};

}  // namespace mercato
