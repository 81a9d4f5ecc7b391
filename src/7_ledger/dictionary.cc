#include "7_ledger/dictionary.h"

#include <xxhash.h>

#include "1_language/language.h"
#include "7_ledger/stable_id.h"

namespace mercato {
namespace {

constexpr std::size_t kMostRemembered = 200'000;  // names of each kind; about 20 MB
constexpr std::size_t kMostEndings = 8;

}  // namespace

Dictionary::Dictionary(Database& database)
    : connection_(database.raw()),
      find_term_(database.prepare("SELECT id, text FROM term WHERE hash = ?1")),
      add_term_(database.prepare("INSERT INTO term(hash, text) VALUES(?1, ?2)")),
      find_entity_(
          database.prepare("SELECT id, kind, reference, folded FROM entity WHERE hash = ?1")),
      add_entity_(database.prepare("INSERT INTO entity(hash, kind, reference, name, folded) "
                                   "VALUES(?1, ?2, ?3, ?4, ?5)")),
      add_ending_(database.prepare("INSERT OR IGNORE INTO ending(text, entity) VALUES(?1, ?2)")),
      find_source_(database.prepare(
          "SELECT id, kind, name, outlet, handle, relayed_by FROM source WHERE hash = ?1")),
      add_source_(database.prepare("INSERT INTO source(hash, kind, name, outlet, handle, "
                                   "relayed_by) VALUES(?1, ?2, ?3, ?4, ?5, ?6)")) {}

std::size_t Dictionary::Hash::operator()(std::string_view text) const {
  return XXH3_64bits(text.data(), text.size());
}

void Dictionary::remember(Cache& cache, std::string_view key, Row row) {
  if (cache.size() >= kMostRemembered) cache.clear();
  cache.emplace(key, row);
}

Row Dictionary::added(Statement& insert) {
  ok_ = insert.run() && ok_;
  return ok_ ? sqlite3_last_insert_rowid(connection_) : 0;
}

Row Dictionary::find_term(std::string_view text, std::int64_t hash) {
  find_term_.bind(hash);
  Row found = 0;
  while (!found && find_term_.step())
    if (find_term_.text(1) == text) found = find_term_.integer(0);
  ok_ = find_term_.ok() && ok_;
  find_term_.reset();
  return found;
}

Row Dictionary::term(std::string_view text) {
  if (text.empty()) return 0;
  if (const auto known = terms_.find(text); known != terms_.end()) return known->second;
  const std::int64_t hash = text_hash(text);
  Row row = find_term(text, hash);
  if (!row && ok_) row = added(add_term_.bind(hash, text));
  if (ok_) remember(terms_, text, row);
  return row;
}

Row Dictionary::find_entity(MentionKind kind, const NameRow& name, std::int64_t hash) {
  find_entity_.bind(hash);
  Row found = 0;
  while (!found && find_entity_.step()) {
    const bool same = find_entity_.integer(1) == static_cast<int>(kind) &&
                      find_entity_.text(2) == name.id &&
                      (!name.id.empty() || find_entity_.text(3) == folded_);
    if (same) found = find_entity_.integer(0);
  }
  ok_ = find_entity_.ok() && ok_;
  find_entity_.reset();
  return found;
}

Row Dictionary::add_entity(MentionKind kind, const NameRow& name, std::int64_t hash) {
  const Row row = added(add_entity_.bind(hash, static_cast<int>(kind), name.id, name.name,
                                         std::string_view(folded_)));
  for (const std::string_view ending : name_endings(folded_))
    ok_ = add_ending_.bind(ending, row).run() && ok_;
  return row;
}

Row Dictionary::entity(MentionKind kind, const NameRow& name) {
  if (!name.given()) return 0;
  folded_.clear();
  append_fold(name.name, folded_);
  key_.assign(1, static_cast<char>('a' + static_cast<int>(kind)));
  key_ += name.id.empty() ? 'n' : 'i';
  key_ += name.id.empty() ? std::string_view(folded_) : name.id;
  if (const auto known = entities_.find(key_); known != entities_.end()) return known->second;
  const auto hash = static_cast<std::int64_t>(identity_of(kind, name.id, folded_));
  Row row = find_entity(kind, name, hash);
  if (!row && ok_) row = add_entity(kind, name, hash);
  if (ok_) remember(entities_, key_, row);
  return row;
}

Row Dictionary::find_source(const SourceRow& s, std::int64_t hash) {
  find_source_.bind(hash);
  Row found = 0;
  while (!found && find_source_.step()) {
    const bool same = find_source_.integer(1) == static_cast<int>(s.kind) &&
                      find_source_.text(2) == s.name && find_source_.text(3) == s.outlet &&
                      find_source_.text(4) == s.handle && find_source_.text(5) == s.relayed_by;
    if (same) found = find_source_.integer(0);
  }
  ok_ = find_source_.ok() && ok_;
  find_source_.reset();
  return found;
}

Row Dictionary::source(const SourceRow& s) {
  key_.assign(1, static_cast<char>('a' + static_cast<int>(s.kind)));
  for (const std::string_view part : {s.name, s.outlet, s.handle, s.relayed_by}) {
    key_ += std::to_string(part.size());
    key_ += ':';
    key_ += part;
  }
  if (const auto known = sources_.find(key_); known != sources_.end()) return known->second;
  const std::int64_t hash = text_hash(key_);
  Row row = find_source(s, hash);
  if (!row && ok_)
    row = added(
        add_source_.bind(hash, static_cast<int>(s.kind), s.name, s.outlet, s.handle, s.relayed_by));
  if (ok_) remember(sources_, key_, row);
  return row;
}

std::vector<std::string_view> name_endings(std::string_view folded) {
  std::vector<std::string_view> out;
  bool before = true;  // a boundary stands before
  for (std::size_t i = 0; i < folded.size() && out.size() < kMostEndings; ++i) {
    const bool boundary = folded[i] == ' ' || folded[i] == '-';
    if (before && !boundary) out.push_back(folded.substr(i));
    before = boundary;
  }
  return out;
}

}  // namespace mercato
