// The fold: the parts of 8_dossier in their order.
#include "8_dossier/dossier.h"

#include <array>

#include "8_dossier/answers.h"
#include "8_dossier/positions.h"
#include "8_dossier/provenance.h"
#include "8_dossier/retractions.h"
#include "8_dossier/saga.h"
#include "8_dossier/saga_drift.h"
#include "8_dossier/speakers.h"
#include "8_dossier/state.h"
#include "8_dossier/suitors.h"

namespace mercato {
namespace {

template <typename Enum, std::size_t N>
std::string_view name_of(Enum value, const std::array<std::string_view, N>& names) {
  return names[static_cast<std::size_t>(value)];
}

class Folder final : public DossierFolder {
 public:
  Folder(std::shared_ptr<const ClaimTypes> types, std::shared_ptr<const Reference> reference,
         std::shared_ptr<const Windows> windows)
      : types_(std::move(types)), reference_(std::move(reference)), windows_(std::move(windows)) {}

  std::vector<Dossier> fold(const PersonHistory& history, Instant as_of) const override {
    dossier::SpeakerBook speakers(reference_.get(), &history);
    std::vector<Dossier> out;
    for (dossier::Saga& saga :
         dossier::open_sagas(history, as_of, {*types_, *reference_, *windows_})) {
      dossier::trace_provenance(saga, speakers);
      dossier::gather_suitors(saga);
      dossier::gather_positions(saga);
      dossier::link_answers(saga);
      dossier::compare_relays(saga);
      dossier::judge_state(saga);
      dossier::gather_retractions(saga);
      dossier::sort_suitors(saga);
      out.push_back(std::move(saga.dossier));
    }
    return out;
  }
  const Windows& windows() const override { return *windows_; }

 private:
  std::shared_ptr<const ClaimTypes> types_;
  std::shared_ptr<const Reference> reference_;
  std::shared_ptr<const Windows> windows_;
};

}  // namespace

std::string_view to_string(SagaState state) {
  static constexpr std::array<std::string_view, 7> names{"open",      "advanced", "agreed", "done",
                                                         "collapsed", "stayed",   "dormant"};
  return name_of(state, names);
}
std::string_view to_string(ReportKind kind) {
  static constexpr std::array<std::string_view, 4> names{"original", "relay", "copy",
                                                         "translation"};
  return name_of(kind, names);
}
std::string_view to_string(SuitorStatus status) {
  static constexpr std::array<std::string_view, 7> names{
      "live", "silent", "denied", "withdrawn", "refused", "collapsed", "done"};
  return name_of(status, names);
}
std::string_view to_string(AnswerKind kind) {
  static constexpr std::array<std::string_view, 2> names{"denial", "contradiction"};
  return name_of(kind, names);
}
std::string_view to_string(RetractionKind kind) {
  static constexpr std::array<std::string_view, 4> names{"denied_by_club", "withdrawn_by_source",
                                                         "edited_away", "silence"};
  return name_of(kind, names);
}
std::string_view to_string(Resolution resolution) {
  static constexpr std::array<std::string_view, 4> names{"open", "moved", "stayed", "left"};
  return name_of(resolution, names);
}

const LedgerEntity* Dossier::club(Row row) const {
  for (const LedgerEntity& entity : clubs)
    if (row && entity.row == row) return &entity;
  return nullptr;
}

Result<std::shared_ptr<const DossierFolder>> DossierFolder::create(
    const std::filesystem::path& data, std::shared_ptr<const ClaimTypes> types,
    std::shared_ptr<const Reference> reference) {
  auto windows = Windows::load(data);
  if (!windows) return tl::unexpected(windows.error());
  return std::make_shared<Folder>(std::move(types), std::move(reference), std::move(*windows));
}

}  // namespace mercato
