// Which club, competition or source does a name stand for? Decides every match that is not a
// person's name, and leaves those that may be persons open.
#pragma once

#include "3_reference/reference.h"
#include "4_link/document_state.h"
#include "4_link/name_finder.h"

namespace mercato::link {

class ClubResolver {
 public:
  ClubResolver(const Reference& reference, const NameFinder& names)
      : reference_(reference), names_(names) {}

  // Fills state.clubs, sets reading and entity of the matches that it decides, and adds their
  // mentions.
  void resolve(DocumentState& state) const;
  // "les recruteurs italiens", "the Turkish side", "os russos": a club named elsewhere in the
  // document, through its country.
  void resolve_by_country(DocumentState& state) const;

 private:
  struct Choice {
    ReferenceId entity = kNoReference;
    NameForm form = NameForm::full;
    float prominence = 0, score = -1;
    std::uint8_t ambiguous = 0;
    bool foreign = false;  // the name is one of another language than the sentence's
    bool rival = false;    // another entity so called is nearly as good
  };
  // What a match may stand for, of each kind.
  struct Summary {
    Choice club, source, competition, nation, nationality;
    float person = -1;         // prominence of the best known person so called, -1 = none
    bool full_person = false;  // two or more words that are a person's whole name
  };

  bool persons_only(const NameMatch& match) const;
  Summary summarise(const DocumentState& state, const NameMatch& match) const;
  bool names_known_club(const DocumentState& state, const NameMatch& match) const;
  bool means_city(const DocumentState& state, const NameMatch& match) const;
  void weigh(const DocumentState& state, const NameMatch& match, const NameHit& hit,
             Choice& best) const;
  Reading decide(const DocumentState& state, const NameMatch& match, const Summary& summary) const;
  bool accepts_club(const DocumentState& state, const NameMatch& match,
                    const Summary& summary) const;
  bool accepts_single_word(const DocumentState& state, const NameMatch& match,
                           const Summary& summary, bool elsewhere) const;
  bool accepts_source(const DocumentState& state, const NameMatch& match,
                      const Summary& summary) const;
  bool names_origin(const DocumentState& state, const NameMatch& match) const;
  ReferenceId nationality_of(ReferenceId nation) const;
  bool accepts_nation(const DocumentState& state, const NameMatch& match) const;
  bool names_people(const DocumentState& state, const NameMatch& match) const;
  void mark_full_names(DocumentState& state) const;
  void add(DocumentState& state, NameMatch& match, const Choice& choice, float confidence) const;
  std::int32_t club_of_country(const DocumentState& state, std::size_t match,
                               std::string_view country) const;

  const Reference& reference_;
  const NameFinder& names_;
};

}  // namespace mercato::link
