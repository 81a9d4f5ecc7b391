#include "9_command/stop_signal.h"

#include <atomic>
#include <csignal>

namespace mercato {
namespace {

std::atomic<int> received{0};
static_assert(std::atomic<int>::is_always_lock_free);

void remember(int signal) { received = signal; }

void set_handler(void (*handler)(int), int flags) {
  struct sigaction action {};
  action.sa_handler = handler;
  action.sa_flags = flags;  // without SA_RESTART: a waiting read ends
  sigemptyset(&action.sa_mask);
  for (const int signal : {SIGINT, SIGTERM}) sigaction(signal, &action, nullptr);
}

}  // namespace

StopSignal::StopSignal() {
  received = 0;
  set_handler(remember, static_cast<int>(SA_RESETHAND));
}

StopSignal::~StopSignal() { set_handler(SIG_DFL, 0); }

int StopSignal::asked() { return received; }

}  // namespace mercato
