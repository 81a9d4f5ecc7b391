#include "9_alert/name_set.h"

#include "1_language/language.h"

namespace mercato {
namespace {

std::string several(const std::string& name, const std::vector<LedgerEntity>& candidates) {
  std::string out = "'" + name + "' may be several:";
  for (const LedgerEntity& candidate : candidates)
    out += " " + candidate.name + " (" + stable_id(candidate) + ")";
  return out;
}

}  // namespace

Result<NameSet> NameSet::resolve(const LedgerView& view, MentionKind kind,
                                 const std::vector<std::string>& names) {
  NameSet out;
  for (const std::string& name : names) {
    out.written_.insert(name);
    out.written_.insert(fold(name));
    const auto meant = who_is_meant(view, kind, name);
    if (!meant) return tl::unexpected(meant.error());
    for (const LedgerEntity& entity : *meant) out.meant_.insert(stable_id(entity));
    if (meant->empty()) out.unclear_.push_back("nobody is called '" + name + "' so far");
    if (meant->size() > 1) out.unclear_.push_back(several(name, *meant));
  }
  return out;
}

bool NameSet::holds(const LedgerEntity& entity) const {
  if (entity.row == 0) return false;
  const std::string id = stable_id(entity);
  return meant_.contains(id) || written_.contains(id) || written_.contains(fold(entity.name)) ||
         (!entity.id.empty() && written_.contains(entity.id));
}

}  // namespace mercato
