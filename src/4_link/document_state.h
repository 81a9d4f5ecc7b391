// What has been found in this document so far? The working memory that the linker's steps share,
// and the growing result.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "0_core/date.h"
#include "0_core/mention.h"
#include "3_reference/reference.h"
#include "4_link/flat_map.h"
#include "4_link/name_finder.h"
#include "4_link/prominence_cache.h"
#include "4_link/text_view.h"

namespace mercato::link {

// Facts about an entity that the output has no field for; parallel to LinkedText::entities.
struct EntityNotes {
  std::uint32_t mentions = 0;
};

// One worker's memory; reset for each document.
struct DocumentState {
  TextView view;
  std::vector<NameMatch> matches;   // in text order
  std::vector<std::int32_t> cover;  // by token: index of the match that covers it, -1 = none
  std::vector<EntityNotes> notes;
  std::vector<ReferenceId> clubs;  // clubs that the document names, sorted
  // Persons in text order, names first, descriptions as they are resolved.
  struct Seen {
    std::uint32_t token = 0;
    std::int32_t entity = -1;
  };
  std::vector<Seen> seen;
  std::size_t names_seen = 0;  // how many of them are names
  // Clubs that the words around a person state, by the club's first token.
  struct Holding {
    std::int32_t person = -1;
    bool past = false;
  };
  std::vector<Holding> holdings;
  FlatMap held;                          // first token of a club's mention → index into holdings
  std::vector<ReferenceId> near;         // what misspelt_names.cc found
  std::vector<std::uint8_t> roles_seen;  // by entity: what bystanders.cc saw
  std::string text;                      // for any step to use
  mutable ProminenceCache prominence;
  FlatMap by_reference;       // ReferenceId → entity
  FlatMap by_name;            // hash of the whole folded name → provisional entity
  FlatMap by_club_word;       // hash of the word by which a provisional club goes → entity
  FlatMap by_last_name;       // hash of a folded family name → person
  FlatMap known_first_names;  // hash of a first name that only the reference tells → person
  FlatMap by_first_name;      // hash of a folded first name → person
  FlatMap full_name_ends;     // last word of every whole name of a person that stands in the text
  FlatMap values;             // position value → entity
  FlatMap position_at;        // first token → position value
  LinkedText* out = nullptr;
  Date day;  // of the document; may be unknown

  void reset(LinkedText& result);
  bool names_club(ReferenceId club) const;
  void add_club(ReferenceId club);

  // The entity of a reference row, made where it is new.
  std::int32_t entity_of(const Reference& reference, ReferenceId id);
  // An entity without a reference row: a person that the reference does not know, a position.
  std::int32_t add_entity(MentionKind kind, std::string_view name);

  // Fills `cover` from the matches.
  void cover_tokens();

  void hold(std::uint32_t club_token, std::int32_t person, bool past);
  // The match that begins at a token, or nullptr.
  const NameMatch* match_at(std::uint32_t token) const {
    const bool covered = token < cover.size() && cover[token] >= 0;
    const NameMatch* match = covered ? &matches[cover[token]] : nullptr;
    return match != nullptr && match->first == token ? match : nullptr;
  }

  // Adds a mention of an entity over tokens [first, end).
  Mention& add_mention(Span span, std::uint32_t first, std::uint32_t end, MentionKind kind,
                       MentionForm form, std::int32_t entity, float confidence);
};

MentionForm mention_form(NameForm form);

}  // namespace mercato::link
