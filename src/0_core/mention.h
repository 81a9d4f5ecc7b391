// Who is named, where? Mentions are places in the text; entities are whom they stand for within one
// document.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "0_core/date.h"
#include "0_core/span.h"

namespace mercato {

enum class MentionKind : std::uint8_t {
  person,  // player, coach, director, president
  club,
  national_team,  // "Brasil" where the team is meant
  competition,
  outlet,       // newspaper, broadcaster, site: who publishes
  journalist,   // a person known (or introduced) as a source
  agent,        // a person known (or introduced) as an agent
  nationality,  // country word said of a person: "argentin"
  position,     // role noun: "défenseur central"
  city,
  money,   // quantity index in `entity`
  date,    // likewise
  number,  // likewise: an age, a count of years, a shirt number
  handle,  // "@FabrizioRomano"
};
inline constexpr int kMentionKinds = 14;
std::string_view to_string(MentionKind kind);

enum class MentionForm : std::uint8_t {
  full_name,
  short_name,  // the short or common name: "OM", "Juve", "Vinícius"
  surname,
  initial,   // "L. Balerdi"
  hashtag,   // "#Balerdi"
  nickname,  // "la Dea", "Il Toro"
  demonym,  // a club through its people, colours or city: "marseillais", "les recruteurs italiens",
            // "A Bergame"
  description,  // "le défenseur central marseillais", "l'Argentin"
  pronoun,      // "il", "lui"
  provisional,  // a name that the reference does not know
  value,        // money, date, number
};
std::string_view to_string(MentionForm form);

// Position of an entity in the reference file; see 3_reference/reference.h.
using ReferenceId = std::uint32_t;
inline constexpr ReferenceId kNoReference = 0xffffffff;

struct Mention {
  Span span;
  std::uint32_t first_token = 0, end_token = 0;  // half-open, into TokenizedText::tokens
  MentionKind kind = MentionKind::person;
  MentionForm form = MentionForm::full_name;
  std::int32_t entity =
      -1;  // index into Mentions::entities; for money, date, number into Mentions::quantities
  std::int32_t holder =
      -1;  // clubs: the person entity whose present club this mention states ("le défenseur
           // marseillais", "Napoli's Lozano"); such a mention is no suitor of that person
  bool past = false;     // with holder: the club held that person before ("l'ex-Lyonnais"), not now
  float confidence = 1;  // that the mention stands for its entity, 0…1
};

// Someone or something the document speaks of. `name` is the reference's name where the identity is
// certain, the text's own words where it is not; `id` may name the best guess all the same (see
// LinkedText::certain).
struct Entity {
  MentionKind kind = MentionKind::person;
  std::string name;
  ReferenceId id = kNoReference;
  bool certain = false;  // the identity is sure enough to print the reference's name
  float confidence = 0;
  std::int32_t club = -1;  // persons: entity index of the club that holds them now, as the document
                           // or the reference as of the document's date says; -1 unknown
  bool club_from_text = false;  // `club` was said by the document itself
  bool coach = false;           // persons: spoken of as coach, director, president or agent, or
                                // unknown and only speaking
};

enum class Currency : std::uint8_t { none, eur, gbp, usd, other };

// A value read from the text.
struct Quantity {
  double amount =
      0;  // money: in units of the currency, the lower end of a range; number: the number
  double amount_to = 0;  // money: the upper end of a range ("30-35 Mio."); else 0
  Currency currency = Currency::none;
  std::string currency_code;  // ISO 4217 or empty
  Date date;                  // date quantities
  bool years = false;         // number: said in years ("25 ans", "deux ans")
};

// The mentions of one document, ordered by (first_token, longer first). They may nest: "le
// défenseur central marseillais" is a person that holds a position and a club.
struct LinkedText {
  std::vector<Mention> mentions;
  std::vector<Entity> entities;
  std::vector<Quantity> quantities;

  void clear() {
    mentions.clear();
    entities.clear();
    quantities.clear();
  }
};

}  // namespace mercato
