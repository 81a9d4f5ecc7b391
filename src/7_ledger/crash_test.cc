// kill -9 at any moment: a writer is killed at its first write to the disk, at its second, and so
// on until it lives to the end; after each death the ledger must be whole.
#include <fcntl.h>
#include <sys/wait.h>

#include "7_ledger/killer_vfs.h"
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
