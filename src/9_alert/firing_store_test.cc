#include "9_alert/firing_store.h"

#include <gtest/gtest.h>
#include <sys/wait.h>

#include "7_ledger/killer_vfs.h"
#include "7_ledger/ledger_test_support.h"

namespace mercato {
namespace {

NewFiring firing(const std::string& id, const std::string& word = {}) {
  NewFiring out;
  out.firing.id = id;
  out.firing.rule = "ours";
  out.firing.at = 100;
  out.firing.title = "Title of " + id;
  out.firing.json = "{}";
  out.word = word;
  out.targets = {{"webhook", "https://a.example #1"}, {"mail", "desk@a.example"}};
  return out;
}

std::unique_ptr<FiringStore> open_store(const std::filesystem::path& file,
                                        const std::string& vfs = {}) {
  auto store = FiringStore::open(file, vfs);
  EXPECT_TRUE(store.has_value()) << store.error().to_string();
  if (!store) return nullptr;
  AlertRule rule;
  rule.name = "ours";
  if (!(*store)->position("ours")) expect_done((*store)->begin_rule(rule, {5, 2, 90}));
  return std::move(*store);
}

TEST(FiringStore, keeps_what_fired_once) {
  const TestFolder folder;
  const auto store = open_store(folder.file("alerts"));
  EXPECT_EQ(
      take(store->store({firing("a"), firing("b"), firing("a")}, {{"ours", {9, 4, 0}}})).size(),
      2u);
  EXPECT_EQ(take(store->store({firing("b"), firing("c")}, {})).front().id, "c");
  EXPECT_EQ(store->owed(), 6u);
  EXPECT_EQ(store->position("ours")->claim, 9);
  EXPECT_EQ(store->position("ours")->document, 4);
  EXPECT_EQ(store->position("ours")->since, 90);
  const auto fired = take(store->fired("ours", 2));
  ASSERT_EQ(fired.size(), 2u);
  EXPECT_EQ(fired[0].id, "c");
  EXPECT_EQ(fired[1].title, "Title of b");
}

// A ledger that was put back from a copy ends before the rule's position.
TEST(FiringStore, a_rule_goes_back_with_the_ledger_and_never_ahead_by_itself) {
  const TestFolder folder;
  const auto store = open_store(folder.file("alerts"));
  AlertRule rule;
  rule.name = "ours";
  expect_done(store->begin_rule(rule, {3, 1, 95}));
  EXPECT_EQ(store->position("ours")->claim, 3);
  EXPECT_EQ(store->position("ours")->document, 1);
  expect_done(store->begin_rule(rule, {8, 8, 95}));
  EXPECT_EQ(store->position("ours")->claim, 3);
  EXPECT_EQ(store->position("ours")->since, 90);
}

TEST(FiringStore, takes_a_word_once) {
  const TestFolder folder;
  const auto store = open_store(folder.file("alerts"));
  EXPECT_EQ(take(store->store({firing("a", "w"), firing("b", "w"), firing("c", "")}, {})).size(),
            2u);
  EXPECT_EQ(take(store->store({firing("d", "w"), firing("e", "v")}, {})).size(), 1u);
}

TEST(FiringStore, gives_what_is_due_in_order_and_settles_it) {
  const TestFolder folder;
  const auto store = open_store(folder.file("alerts"));
  take(store->store({firing("a"), firing("b"), firing("c")}, {}));
  EXPECT_TRUE(take(store->due(99, 10, 100)).empty());
  auto due = take(store->due(100, 2, 100));
  ASSERT_EQ(due.size(), 4u);  // two of each target
  EXPECT_EQ(due[0].target.channel, "mail");
  EXPECT_EQ(due[0].firing.id, "a");
  EXPECT_EQ(due[3].firing.id, "b");
  expect_done(store->settle(due[2], DeliveryState::accepted, 0, ""));
  expect_done(store->settle(due[3], DeliveryState::owed, 200, "status 500"));
  expect_done(store->put_off(due[3].target, 200));
  EXPECT_EQ(store->owed(), 5u);
  EXPECT_EQ(take(store->due(150, 10, 100)).size(), 3u);  // mail alone
  due = take(store->due(200, 10, 100));
  ASSERT_EQ(due.size(), 5u);
  EXPECT_EQ(due[3].tries, 1);
  expect_done(store->settle(due[3], DeliveryState::given_up, 0, "status 404"));
  const auto status = store->status("ours");
  EXPECT_EQ(status.firings, 3u);
  EXPECT_EQ(status.owed, 4u);
  EXPECT_EQ(status.given_up, 1u);
  EXPECT_EQ(status.last, 100);
  EXPECT_EQ(status.trouble, "https://a.example #1: status 404");
}

TEST(FiringStore, begins_a_rule_anew_that_was_gone) {
  const TestFolder folder;
  const auto store = open_store(folder.file("alerts"));
  take(store->store({firing("a")}, {}));
  expect_done(store->keep_rules({}));
  EXPECT_FALSE(store->position("ours"));
  EXPECT_FALSE(store->has_feed("ours"));
  EXPECT_TRUE(take(store->store({firing("a")}, {})).empty());
}

TEST(FiringStore, is_nobody_elses_file) {
  const TestFolder folder;
  const auto file = folder.file("alerts");
  open_store(file);
  EXPECT_EQ(std::filesystem::status(file).permissions() & std::filesystem::perms(077),
            std::filesystem::perms::none);
  EXPECT_EQ(take(FiringStore::open_to_read(folder.file("none"))), nullptr);
  { open_writer(folder.file("ledger")); }
  EXPECT_FALSE(FiringStore::open(folder.file("ledger")));
  EXPECT_FALSE(FiringStore::open_to_read(folder.file("ledger")));
}

constexpr int kBatches = 2;

std::map<std::string, RulePosition> position(int batch) { return {{"ours", {10 + batch, 0, 0}}}; }

// Stores a batch after the other and settles its deliveries, as a look and a delivery do.
[[noreturn]] void work_and_die(const std::filesystem::path& file, int calls) {
  const KillerVfs vfs(calls);
  {
    const auto store = open_store(file, "killer");
    if (!store) ::_exit(2);
    for (int batch = 0; batch < kBatches; ++batch) {
      const std::string name = std::to_string(batch);
      if (!store->store({firing(name + "a"), firing(name + "b")}, position(batch))) ::_exit(3);
      for (const Owed& owed : take(store->due(1000, 10, 100)))
        if (!store->settle(owed, DeliveryState::accepted, 0, "")) ::_exit(4);
    }
  }
  ::_exit(0);
}

// A batch is there as a whole, with its position and its deliveries, or not at all.
void check_after(const std::filesystem::path& file) {
  const auto store = open_store(file);
  ASSERT_NE(store, nullptr);
  const auto fired = take(store->fired("ours", 100));
  ASSERT_EQ(fired.size() % 2, 0u);
  const int batches = static_cast<int>(fired.size() / 2);
  const Row stands = store->position("ours")->claim;
  ASSERT_EQ(stands, batches == 0 ? 5 : 10 + batches - 1);
  ASSERT_LE(store->owed(), 4u);
  // Looking again at everything adds just what was missing.
  std::size_t fresh = 0;
  for (int batch = 0; batch < kBatches; ++batch) {
    const std::string name = std::to_string(batch);
    fresh += take(store->store({firing(name + "a"), firing(name + "b")}, position(batch))).size();
  }
  ASSERT_EQ(fresh, static_cast<std::size_t>(2 * (kBatches - batches)));
}

TEST(FiringStore, loses_and_doubles_nothing_when_killed_at_any_write) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  constexpr int kStep = 7;
#else
  constexpr int kStep = 1;
#endif
  int deaths = 0;
  for (int calls = 1;; calls += kStep) {
    const TestFolder folder;
    const auto file = folder.file("alerts");
    const pid_t child = ::fork();
    if (child == 0) work_and_die(file, calls);
    int status = 0;
    ::waitpid(child, &status, 0);
    const bool killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
    ASSERT_TRUE(killed || (WIFEXITED(status) && WEXITSTATUS(status) == 0)) << status;
    SCOPED_TRACE("killed at call " + std::to_string(calls));
    check_after(file);
    if (testing::Test::HasFatalFailure() || !killed) break;
    ++deaths;
  }
  EXPECT_GT(deaths * kStep, 30);
  RecordProperty("deaths", deaths);
}

}  // namespace
}  // namespace mercato
