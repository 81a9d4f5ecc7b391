#include "9_alert/firing_store.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>

namespace mercato {
namespace {

constexpr int kApplicationId = 0x6d416c74;  // "mAlt"
constexpr int kSchema = 1;
constexpr const char* kTables =
    "CREATE TABLE rule(name TEXT PRIMARY KEY, claim INTEGER NOT NULL, document INTEGER NOT NULL, "
    "since INTEGER NOT NULL, feed INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE TABLE firing(number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, "
    "rule TEXT NOT NULL, word TEXT NOT NULL, claim INTEGER NOT NULL, at INTEGER NOT NULL, "
    "title TEXT NOT NULL, text TEXT NOT NULL, url TEXT NOT NULL, json TEXT NOT NULL) STRICT;"
    "CREATE INDEX firing_rule ON firing(rule, number);"
    "CREATE UNIQUE INDEX firing_word ON firing(rule, word) WHERE word <> '';"
    "CREATE TABLE delivery(id INTEGER PRIMARY KEY, firing INTEGER NOT NULL, "
    "channel TEXT NOT NULL, target TEXT NOT NULL, tries INTEGER NOT NULL, next INTEGER NOT NULL, "
    "state INTEGER NOT NULL, answer TEXT NOT NULL, UNIQUE(firing, channel, target)) STRICT;"
    "CREATE INDEX delivery_owed ON delivery(channel, target, id) WHERE state = 0;";
constexpr const char* kFiringColumns =
    "f.id, f.rule, f.claim, f.at, f.title, f.text, f.url, f.json";

Firing read_firing(const Statement& row, int first) {
  Firing out;
  out.id = row.text(first);
  out.rule = row.text(first + 1);
  out.claim = row.integer(first + 2);
  out.at = row.integer(first + 3);
  out.title = row.text(first + 4);
  out.text = row.text(first + 5);
  out.url = row.text(first + 6);
  out.json = row.text(first + 7);
  return out;
}

Problem about_state(Problem problem) {
  constexpr std::string_view kLedger = "the ledger ";
  if (problem.message.starts_with(kLedger))
    problem.message.replace(0, kLedger.size(), "the state of alerts ");
  if (problem.hint.find("ledger") != std::string::npos)
    problem.hint = "move it away; alerts then begin anew";
  return problem;
}

// What has fired is nobody else's business.
void create_private(const std::filesystem::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor >= 0) ::close(descriptor);
}

}  // namespace

tl::unexpected<Problem> FiringStore::error(const char* doing) const {
  return tl::unexpected<Problem>(about_state(database_->problem(doing)));
}

Result<std::unique_ptr<FiringStore>> FiringStore::open(const std::filesystem::path& file,
                                                       const std::string& vfs) {
  create_private(file);
  auto database = Database::open(file.string(), Database::Mode::write, vfs);
  if (!database) return tl::unexpected(about_state(database.error()));
  std::unique_ptr<FiringStore> out(new FiringStore(std::move(*database)));
  if (auto done = out->set_up(); !done) return tl::unexpected(done.error());
  return out;
}

Result<std::unique_ptr<FiringStore>> FiringStore::open_to_read(const std::filesystem::path& file) {
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) return nullptr;
  auto database = Database::open(file.string(), Database::Mode::read);
  if (!database) return tl::unexpected(about_state(database.error()));
  std::unique_ptr<FiringStore> out(new FiringStore(std::move(*database)));
  // Empty: whoever makes it has not come further.
  if (out->database_->integer("SELECT count(*) FROM sqlite_schema") == 0 &&
      !out->database_->failed())
    return nullptr;
  if (out->database_->integer("PRAGMA application_id") != kApplicationId ||
      out->database_->integer("PRAGMA user_version") > kSchema)
    return failure(file.string(), "the file is no state of alerts of this version",
                   "name another file in [alerts] state");
  return out;
}

Result<void> FiringStore::set_up() {
  if (!database_->execute("PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;BEGIN IMMEDIATE"))
    return error("cannot be written");
  const bool empty = database_->integer("SELECT count(*) FROM sqlite_schema") == 0;
  const bool ours = database_->integer("PRAGMA application_id") == kApplicationId &&
                    database_->integer("PRAGMA user_version") == kSchema;
  if (!empty && !ours) {
    (void)database_->execute("ROLLBACK");
    return failure(database_->file(), "the file is no state of alerts of this version",
                   "name another file in [alerts] state");
  }
  if (empty && !database_->execute(std::string(kTables) +
                                   "PRAGMA application_id=" + std::to_string(kApplicationId) +
                                   ";PRAGMA user_version=" + std::to_string(kSchema)))
    return error("cannot be made");
  if (!database_->execute("COMMIT")) return error("cannot be made");
  return {};
}

std::optional<RulePosition> FiringStore::position(const std::string& rule) const {
  Statement row = database_->prepare("SELECT claim, document, since FROM rule WHERE name = ?1");
  if (!row.bind(std::string_view(rule)).step()) return std::nullopt;
  return RulePosition{row.integer(0), row.integer(1), row.integer(2)};
}

Result<void> FiringStore::begin_rule(const AlertRule& rule, const RulePosition& at) {
  Statement insert = database_->prepare(
      "INSERT INTO rule VALUES(?1, ?2, ?3, ?4, ?5) ON CONFLICT(name) DO UPDATE "
      "SET feed = ?5, claim = min(claim, ?2), document = min(document, ?3)");
  if (!insert
           .bind(std::string_view(rule.name), at.claim, at.document, at.since,
                 static_cast<int>(rule.feed))
           .run())
    return error("cannot be written");
  return {};
}

Result<void> FiringStore::keep_rules(const std::vector<AlertRule>& rules) {
  std::vector<std::string> gone;
  Statement names = database_->prepare("SELECT name FROM rule");
  while (names.step()) {
    const std::string name(names.text(0));
    if (std::none_of(rules.begin(), rules.end(), [&](const auto& r) { return r.name == name; }))
      gone.push_back(name);
  }
  Statement forget = database_->prepare("DELETE FROM rule WHERE name = ?1");
  for (const std::string& name : gone)
    if (!forget.bind(std::string_view(name)).run()) return error("cannot be written");
  return {};
}

Row FiringStore::insert(const NewFiring& made) {
  const Firing& f = made.firing;
  Statement row = database_->prepare(
      "INSERT OR IGNORE INTO firing(id, rule, word, claim, at, title, text, url, json) "
      "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
  const auto view = [](const std::string& text) { return std::string_view(text); };
  row.bind(view(f.id), view(f.rule), view(made.word), f.claim, f.at, view(f.title), view(f.text),
           view(f.url), view(f.json));
  if (!row.run() || sqlite3_changes(database_->raw()) == 0) return 0;
  return sqlite3_last_insert_rowid(database_->raw());
}

Result<std::vector<Firing>> FiringStore::store(
    const std::vector<NewFiring>& firings, const std::map<std::string, RulePosition>& positions) {
  if (!database_->execute("BEGIN IMMEDIATE")) return error("cannot be written");
  std::vector<Firing> out;
  bool good = true;
  Statement delivery = database_->prepare(
      "INSERT INTO delivery(firing, channel, target, tries, next, state, answer) "
      "VALUES(?1, ?2, ?3, 0, ?4, 0, '') ON CONFLICT DO NOTHING");
  for (const NewFiring& made : firings) {
    const Row number = insert(made);
    good = good && !database_->failed();
    if (number == 0) continue;
    out.push_back(made.firing);
    for (const Target& target : made.targets)
      good = good && delivery
                         .bind(number, std::string_view(target.channel),
                               std::string_view(target.name), made.firing.at)
                         .run();
  }
  Statement moved = database_->prepare("UPDATE rule SET claim = ?2, document = ?3 WHERE name = ?1");
  for (const auto& [rule, at] : positions)
    good = good && moved.bind(std::string_view(rule), at.claim, at.document).run();
  if (good && database_->execute("COMMIT")) return out;
  auto problem = error("cannot be written");
  (void)database_->execute("ROLLBACK");
  return problem;
}

Result<std::vector<Owed>> FiringStore::due(Instant now, std::size_t each, std::size_t limit) const {
  Statement rows = database_->prepare(
      std::string("SELECT d.id, d.channel, d.target, d.tries, ") + kFiringColumns +
      " FROM (SELECT *, row_number() OVER (PARTITION BY channel, target ORDER BY id) AS place "
      "FROM delivery WHERE state = 0 AND next <= ?1) d JOIN firing f ON f.number = d.firing "
      "WHERE d.place <= ?2 ORDER BY d.channel, d.target, d.id LIMIT ?3");
  rows.bind(now, static_cast<std::int64_t>(each), static_cast<std::int64_t>(limit));
  std::vector<Owed> out;
  while (rows.step()) {
    Owed owed;
    owed.row = rows.integer(0);
    owed.target = {std::string(rows.text(1)), std::string(rows.text(2))};
    owed.tries = static_cast<int>(rows.integer(3));
    owed.firing = read_firing(rows, 4);
    out.push_back(std::move(owed));
  }
  if (!rows.ok() || !rows.raw()) return error("cannot be read");
  return out;
}

Result<void> FiringStore::settle(const Owed& delivery, DeliveryState state, Instant next,
                                 const std::string& answer) {
  Statement row = database_->prepare(
      "UPDATE delivery SET tries = ?2, next = ?3, state = ?4, answer = ?5 WHERE id = ?1");
  if (!row.bind(delivery.row, delivery.tries + 1, next, static_cast<int>(state),
                std::string_view(answer))
           .run())
    return error("cannot be written");
  return {};
}

Result<void> FiringStore::put_off(const Target& target, Instant until) {
  Statement rows = database_->prepare(
      "UPDATE delivery SET next = ?3 WHERE state = 0 AND channel = ?1 AND target = ?2 "
      "AND next < ?3");
  if (!rows.bind(std::string_view(target.channel), std::string_view(target.name), until).run())
    return error("cannot be written");
  return {};
}

std::size_t FiringStore::owed() const {
  return static_cast<std::size_t>(
      database_->integer("SELECT count(*) FROM delivery WHERE state = 0"));
}

bool FiringStore::has_feed(const std::string& rule) const {
  Statement row = database_->prepare("SELECT 1 FROM rule WHERE name = ?1 AND feed = 1");
  return row.bind(std::string_view(rule)).step();
}

Result<std::vector<Firing>> FiringStore::fired(const std::string& rule, std::size_t limit) const {
  Statement rows = database_->prepare(std::string("SELECT ") + kFiringColumns +
                                      " FROM firing f WHERE f.rule = ?1 ORDER BY f.number DESC "
                                      "LIMIT ?2");
  rows.bind(std::string_view(rule), static_cast<std::int64_t>(limit));
  std::vector<Firing> out;
  while (rows.step()) out.push_back(read_firing(rows, 0));
  if (!rows.ok() || !rows.raw()) return error("cannot be read");
  return out;
}

AlertStatus FiringStore::status(const std::string& rule) const {
  AlertStatus out;
  out.rule = rule;
  if (const auto at = position(rule)) out.since = at->since;
  Statement firings =
      database_->prepare("SELECT count(*), coalesce(max(at), 0) FROM firing WHERE rule = ?1");
  if (firings.bind(std::string_view(rule)).step()) {
    out.firings = static_cast<std::uint64_t>(firings.integer(0));
    out.last = firings.integer(1);
  }
  Statement counts = database_->prepare(
      "SELECT sum(d.state = 0), sum(d.state = 2) FROM delivery d JOIN firing f "
      "ON f.number = d.firing WHERE f.rule = ?1");
  if (counts.bind(std::string_view(rule)).step()) {
    out.owed = static_cast<std::uint64_t>(counts.integer(0));
    out.given_up = static_cast<std::uint64_t>(counts.integer(1));
  }
  Statement trouble = database_->prepare(
      "SELECT d.target || ': ' || d.answer FROM delivery d JOIN firing f ON f.number = d.firing "
      "WHERE f.rule = ?1 AND d.state <> 1 AND d.answer <> '' ORDER BY d.state, d.id DESC LIMIT 1");
  if (trouble.bind(std::string_view(rule)).step()) out.trouble = trouble.text(0);
  return out;
}

}  // namespace mercato
