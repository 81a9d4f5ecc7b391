#include "9_alert/word_book.h"

#include "9_answer/fold_all.h"

namespace mercato {
namespace {

constexpr std::size_t kMostPersons = 20'000;  // whose words are kept at a time

}  // namespace

Result<std::optional<Word>> WordBook::find(Row person, Row claim) {
  if (persons_.size() > kMostPersons) forget();
  const auto [place, fresh] = persons_.try_emplace(person);
  Words& words = place->second;
  if (fresh) {
    const auto dossiers = fold_person(view_, person);
    if (!dossiers) {
      persons_.erase(place);
      return tl::unexpected(dossiers.error());
    }
    for (const Dossier& dossier : *dossiers)
      for (const TimelineItem& item : dossier.timeline) {
        const auto& origin = dossier.origins[static_cast<std::size_t>(item.origin)];
        words[dossier.claims[static_cast<std::size_t>(item.claim)].row] = {
            origin.key, dossier.window.id, item.first_of_origin};
      }
  }
  const auto found = words.find(claim);
  return found == words.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace mercato
