// Has the user asked us to stop? SIGINT and SIGTERM as a question instead of an end, so that what
// is under way can be finished and kept.
#pragma once

namespace mercato {

// While one lives, the first SIGINT or SIGTERM only sets asked(), and ends a read that waits; the
// next one ends the program as usual. One at a time in a program: signals belong to the process, so
// this is the one place that keeps a variable outside of objects.
class StopSignal {
 public:
  StopSignal();
  ~StopSignal();
  StopSignal(const StopSignal&) = delete;
  StopSignal& operator=(const StopSignal&) = delete;

  // The number of the signal, 0 = none.
  static int asked();
};

}  // namespace mercato
