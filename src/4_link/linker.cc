#include "4_link/linker.h"

#include <algorithm>

#include "4_link/bystanders.h"
#include "4_link/club_joiner.h"
#include "4_link/club_resolver.h"
#include "4_link/descriptions.h"
#include "4_link/document_state.h"
#include "4_link/language_pack.h"
#include "4_link/name_finder.h"
#include "4_link/person_facts.h"
#include "4_link/person_resolver.h"
#include "4_link/present_club.h"
#include "4_link/pronouns.h"
#include "4_link/provisional_clubs.h"
#include "4_link/stated_club.h"
#include "4_link/unknown_names.h"

namespace mercato {

struct Linker::Scratch {
  link::DocumentState state;
};

namespace link {
namespace {

class ReferenceLinker : public Linker {
 public:
  ReferenceLinker(std::shared_ptr<const Languages> languages,
                  std::shared_ptr<const Reference> reference, std::vector<LanguagePack> packs,
                  Vocabulary vocabulary)
      : languages_(std::move(languages)),
        reference_(std::move(reference)),
        packs_(std::move(packs)),
        vocabulary_(std::move(vocabulary)),
        names_(*reference_, hit_languages()),
        facts_(*reference_),
        joiner_(*reference_),
        new_clubs_(*reference_, names_),
        clubs_(*reference_, names_),
        misspelt_(*reference_, facts_),
        unknown_(*reference_, names_, misspelt_),
        persons_(*reference_, facts_),
        present_(*reference_, facts_),
        descriptions_(*reference_, facts_, vocabulary_) {}

  std::shared_ptr<Scratch> make_scratch() const override { return std::make_shared<Scratch>(); }

  void link(const Document& document, const TokenizedText& tokens, Scratch& scratch,
            LinkedText& out) const override {
    DocumentState& state = scratch.state;
    state.reset(out);
    if (tokens.tokens.empty()) return;
    state.day = document.published;
    state.view.build(document, tokens, packs_, *languages_);
    names_.find(state.view, state.matches, state.text);
    joiner_.join(state.view, state.matches);
    state.cover_tokens();
    new_clubs_.find(state);
    clubs_.resolve(state);
    persons_.resolve_full_names(state);
    unknown_.find(state, false);
    persons_.resolve_surnames(state);
    if (!names_person(out)) unknown_.find(state, true);
    clubs_.resolve_by_country(state);
    present_.resolve(state);
    read_stated_clubs(state);
    descriptions_.resolve(state);
    mark_bystanders(state);
    resolve_pronouns(state);
    state_holders(state);
    languages_->find_quantities(document, tokens, out);
    order(out);
  }

 private:
  // The LanguageId of each language of the reference.
  std::vector<std::uint16_t> hit_languages() const {
    std::vector<std::uint16_t> ids;
    for (const std::string_view tag : reference_->languages()) ids.push_back(languages_->find(tag));
    return ids;
  }

  static bool names_person(const LinkedText& out) {
    return std::any_of(out.entities.begin(), out.entities.end(),
                       [](const Entity& entity) { return entity.kind == MentionKind::person; });
  }

  static void state_holders(DocumentState& state) {
    for (Mention& mention : state.out->mentions) {
      if (mention.kind != MentionKind::club) continue;
      const std::int32_t held = state.held.find(mention.first_token);
      if (held < 0) continue;
      mention.holder = state.holdings[held].person;
      mention.past = state.holdings[held].past;
    }
  }

  static void order(LinkedText& out) {
    std::sort(out.mentions.begin(), out.mentions.end(), [](const Mention& a, const Mention& b) {
      if (a.first_token != b.first_token) return a.first_token < b.first_token;
      if (a.end_token != b.end_token) return a.end_token > b.end_token;
      return std::tie(a.span.begin, a.kind) < std::tie(b.span.begin, b.kind);
    });
  }

  std::shared_ptr<const Languages> languages_;
  std::shared_ptr<const Reference> reference_;
  std::vector<LanguagePack> packs_;
  Vocabulary vocabulary_;
  NameFinder names_;
  PersonFacts facts_;
  ClubJoiner joiner_;
  ProvisionalClubs new_clubs_;
  ClubResolver clubs_;
  MisspeltNames misspelt_;
  UnknownNames unknown_;
  PersonResolver persons_;
  PresentClub present_;
  Descriptions descriptions_;
};

// Names belong to no language: every pack knows the particles and first names of all.
void share_names(std::vector<LanguagePack>& packs) {
  constexpr WordClasses kShared = classes_of(WordClass::particle);
  WordTable all;
  for (const LanguagePack& pack : packs) all.merge(pack.words, kShared);
  for (LanguagePack& pack : packs) pack.words.merge(all, kShared);
}

}  // namespace
}  // namespace link

Result<std::shared_ptr<const Linker>> Linker::create(const std::filesystem::path& data,
                                                     std::shared_ptr<const Languages> languages,
                                                     std::shared_ptr<const Reference> reference) {
  link::Vocabulary vocabulary;
  std::vector<link::LanguagePack> packs;
  for (std::size_t i = 0; i < languages->size(); ++i) {
    const auto id = static_cast<LanguageId>(i);
    const auto folder = data / "languages" / languages->info(id).tag / "link";
    auto pack = link::load_language_pack(folder, id, *languages, vocabulary);
    if (!pack) return tl::unexpected(pack.error());
    packs.push_back(std::move(*pack));
  }
  if (packs.empty()) return failure(data.string(), "no language is loaded");
  link::share_names(packs);
  return std::make_shared<const link::ReferenceLinker>(std::move(languages), std::move(reference),
                                                       std::move(packs), std::move(vocabulary));
}

}  // namespace mercato
