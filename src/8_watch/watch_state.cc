#include "8_watch/watch_state.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <set>

namespace mercato {
namespace {

constexpr int kApplication = 0x4d464444;  // "MFDD"
constexpr int kSchema = 1;
constexpr Instant kRemembered = 365 * 86'400;

constexpr const char* kTables =
    "BEGIN IMMEDIATE;"
    "CREATE TABLE IF NOT EXISTS feed(id INTEGER PRIMARY KEY, url TEXT NOT NULL UNIQUE,"
    " address TEXT NOT NULL, etag TEXT NOT NULL, last_modified TEXT NOT NULL,"
    " last_try INTEGER NOT NULL, last_success INTEGER NOT NULL, next INTEGER NOT NULL,"
    " last_error TEXT NOT NULL, tries INTEGER NOT NULL, errors INTEGER NOT NULL,"
    " items INTEGER NOT NULL, claims INTEGER NOT NULL, failures INTEGER NOT NULL,"
    " gone INTEGER NOT NULL) STRICT;"
    "CREATE TABLE IF NOT EXISTS item(feed INTEGER NOT NULL, id TEXT NOT NULL, digest TEXT NOT NULL,"
    " seen INTEGER NOT NULL, PRIMARY KEY(feed, id)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS address(url TEXT PRIMARY KEY, feed INTEGER NOT NULL,"
    " seen INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
    "COMMIT";

}  // namespace

struct WatchState::Statements {
  explicit Statements(Database& database)
      : find(database.prepare("SELECT id, address, etag, last_modified, last_try, last_success, "
                              "next, last_error, tries, errors, items, claims, failures, gone "
                              "FROM feed WHERE url = ?1")),
        save(database.prepare(
            "INSERT INTO feed(url, address, etag, last_modified, last_try, last_success, next, "
            "last_error, tries, errors, items, claims, failures, gone) "
            "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14) "
            "ON CONFLICT(url) DO UPDATE SET address = ?2, etag = ?3, last_modified = ?4, last_try "
            "= ?5, last_success = ?6, next = ?7, last_error = ?8, tries = ?9, errors = ?10, items "
            "= ?11, claims = ?12, failures = ?13, gone = ?14")),
        has_item(database.prepare("SELECT digest FROM item WHERE feed = ?1 AND id = ?2")),
        owner(database.prepare("SELECT feed FROM address WHERE url = ?1")),
        mark(database.prepare("INSERT INTO item VALUES(?1, ?2, ?3, ?4) ON CONFLICT(feed, id) DO "
                              "UPDATE SET digest = ?3, seen = ?4")),
        own(database.prepare("INSERT INTO address VALUES(?1, ?2, ?3) ON CONFLICT(url) DO UPDATE "
                             "SET seen = ?3 WHERE feed = ?2")) {}
  Statement find, save, has_item, owner, mark, own;
};

tl::unexpected<Problem> WatchState::error(std::string_view doing) const {
  Problem out = database_->problem(doing);
  static constexpr std::string_view kOther = "the ledger ";
  if (out.message.starts_with(kOther))
    out.message = "the state of the feeds " + out.message.substr(kOther.size());
  return tl::unexpected(std::move(out));
}

Result<std::unique_ptr<WatchState>> WatchState::open(const std::filesystem::path& file,
                                                     bool write) {
  auto out = std::unique_ptr<WatchState>(new WatchState);
  if (write) {
    const std::string lock = file.string() + "-lock";
    out->lock_ = ::open(lock.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (out->lock_ < 0)
      return failure(
          file.string(),
          std::string("the state of the feeds cannot be written: ") + std::strerror(errno),
          "check that its folder is there and may be written");
    if (::flock(out->lock_, LOCK_EX | LOCK_NB) != 0)
      return failure(file.string(), "another program is watching these feeds",
                     "wait until it has finished, or give --state another file");
  }
  auto database =
      Database::open(file.string(), write ? Database::Mode::write : Database::Mode::read);
  if (!database) return tl::unexpected(database.error());
  out->database_ = std::move(*database);
  if (write)
    if (auto made = out->set_up(); !made) return tl::unexpected(made.error());
  if (out->database_->integer("PRAGMA application_id") != kApplication)
    return failure(file.string(), "is no state of feeds", "give --state another file");
  if (out->database_->integer("PRAGMA user_version") > kSchema)
    return failure(file.string(), "was written by a newer Mercato", "use that one");
  out->statements_ = std::make_unique<Statements>(*out->database_);
  return out;
}

WatchState::~WatchState() {
  statements_.reset();
  database_.reset();
  if (lock_ >= 0) ::close(lock_);
}

Result<void> WatchState::set_up() {
  Database& database = *database_;
  const bool is_new = database.integer("SELECT count(*) FROM sqlite_schema") == 0;
  if (!is_new && database.integer("PRAGMA application_id") != kApplication) return {};
  // A change that is lost with the machine's power is made again: what was handed on twice is in
  // the ledger once.
  for (const char* sql : {"PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL", kTables})
    if (!database.execute(sql)) return error("cannot be set up");
  if (!is_new) return {};
  if (!database.execute("PRAGMA application_id=" + std::to_string(kApplication) +
                        ";PRAGMA user_version=" + std::to_string(kSchema)))
    return error("cannot be set up");
  return {};
}

FeedRecord WatchState::find(const std::string& url) {
  FeedRecord out;
  Statement& found = statements_->find;
  found.bind(std::string_view(url));
  if (!found.step()) return out;
  out.row = found.integer(0);
  out.address = found.text(1);
  out.etag = found.text(2);
  out.last_modified = found.text(3);
  out.health.last_try = found.integer(4);
  out.health.last_success = found.integer(5);
  out.health.next = found.integer(6);
  out.health.last_error = found.text(7);
  out.health.tries = static_cast<std::uint64_t>(found.integer(8));
  out.health.errors = static_cast<std::uint64_t>(found.integer(9));
  out.health.items = static_cast<std::uint64_t>(found.integer(10));
  out.health.claims = static_cast<std::uint64_t>(found.integer(11));
  out.health.failures_in_a_row = static_cast<int>(found.integer(12));
  out.health.gone = found.integer(13) != 0;
  found.reset();
  return out;
}

Result<void> WatchState::save(const std::string& url, FeedRecord& record) {
  const FeedHealth& health = record.health;
  const auto number = [](std::uint64_t value) { return static_cast<std::int64_t>(value); };
  statements_->save.bind(std::string_view(url), std::string_view(record.address),
                         std::string_view(record.etag), std::string_view(record.last_modified),
                         health.last_try, health.last_success, health.next,
                         std::string_view(health.last_error), number(health.tries),
                         number(health.errors), number(health.items), number(health.claims),
                         health.failures_in_a_row, static_cast<int>(health.gone));
  if (!statements_->save.run()) return error("cannot be written");
  if (record.row == 0) record.row = find(url).row;
  return {};
}

bool WatchState::has_item(Row feed, const std::string& item, const std::string& digest) {
  statements_->has_item.bind(feed, std::string_view(item));
  const bool has = statements_->has_item.step() && statements_->has_item.text(0) == digest;
  statements_->has_item.reset();
  return has;
}

bool WatchState::is_anothers(Row feed, const std::string& address) {
  if (address.empty()) return false;
  statements_->owner.bind(std::string_view(address));
  const bool is = statements_->owner.step() && statements_->owner.integer(0) != feed;
  statements_->owner.reset();
  return is;
}

Result<void> WatchState::mark_item(Row feed, const std::string& item, const std::string& digest,
                                   const std::string& address, Instant now) {
  statements_->mark.bind(feed, std::string_view(item), std::string_view(digest), now);
  if (!statements_->mark.run()) return error("cannot be written");
  if (address.empty()) return {};
  statements_->own.bind(std::string_view(address), feed, now);
  if (!statements_->own.run()) return error("cannot be written");
  return {};
}

Result<void> WatchState::forget(const std::vector<std::string>& urls, Instant now) {
  const std::set<std::string_view> kept(urls.begin(), urls.end());
  std::vector<Row> gone;
  Statement feeds = database_->prepare("SELECT id, url FROM feed");
  while (feeds.step())
    if (!kept.contains(feeds.text(1))) gone.push_back(feeds.integer(0));
  Statement free = database_->prepare("DELETE FROM address WHERE feed = ?1");
  for (const Row row : gone)
    if (!free.bind(row).run()) return error("cannot be written");
  for (const char* sql :
       {"DELETE FROM item WHERE seen < ?1", "DELETE FROM address WHERE seen < ?1"}) {
    Statement old = database_->prepare(sql);
    if (!old.bind(now - kRemembered).run()) return error("cannot be written");
  }
  return {};
}

Result<void> WatchState::begin() {
  if (!database_->execute("BEGIN IMMEDIATE")) return error("cannot be written");
  return {};
}

Result<void> WatchState::commit() {
  if (database_->execute("COMMIT")) return {};
  auto out = error("cannot be written");
  static_cast<void>(database_->execute("ROLLBACK"));
  return out;
}

}  // namespace mercato
