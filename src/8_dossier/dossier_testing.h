// How do tests write a history by hand? A person's news, line by line, about invented people and
// clubs, and what the fold needs to read it.
//
//   News news;
//   news.report("2024-06-12", "The Echo").said("talks", "Vesterby").by("Livia Serran").hedged();
//   const Dossier dossier = fold_last(news);
#pragma once

#include <unistd.h>

#include <algorithm>
#include <deque>
#include <filesystem>
#include <fstream>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "1_language/language.h"
#include "8_dossier/dossier.h"

namespace mercato::test {

// The claim that said() has just added.
class SaidClaim {
 public:
  explicit SaidClaim(LedgerClaim& claim) : claim_(claim) {}
  SaidClaim& by(std::string_view name, SourceKind kind = SourceKind::journalist) {
    claim_.source.kind = kind;
    claim_.source.name = name;
    return *this;
  }
  SaidClaim& handle(std::string_view handle) {
    claim_.source.kind = SourceKind::journalist;
    claim_.source.handle = handle;
    return *this;
  }
  SaidClaim& post(std::int16_t post) {
    claim_.source.post = post;
    return *this;
  }
  SaidClaim& certainty(Certainty certainty) {
    claim_.certainty = certainty;
    return *this;
  }
  SaidClaim& hedged() { return certainty(Certainty::hedged); }
  SaidClaim& denied() {
    claim_.polarity = Polarity::denied;
    return *this;
  }
  SaidClaim& past() {
    claim_.when = When::past;
    return *this;
  }
  SaidClaim& money(double amount, MoneyKind kind = MoneyKind::bid) {
    claim_.money.push_back({amount, "EUR", kind, {}});
    return *this;
  }
  SaidClaim& from(Row club) {
    claim_.from = club;
    return *this;
  }
  std::uint32_t index() const { return claim_.index; }

 private:
  LedgerClaim& claim_;
};

class News;

// The report that report() has just added.
class NewsReport {
 public:
  NewsReport(News& news, LedgerDocument& document) : news_(news), document_(document) {}
  // `club` empty = none.
  SaidClaim said(std::string_view type, std::string_view club = {});
  NewsReport& language(std::string_view tag) {
    document_.language = tag;
    return *this;
  }
  NewsReport& author(std::string_view name) {
    document_.author = name;
    return *this;
  }
  NewsReport& url(std::string_view url) {
    document_.key = document_.url = url;
    return *this;
  }
  // Gives the document the sketch of this text.
  NewsReport& text(std::string_view text);
  NewsReport& post(std::string_view handle, std::string_view url) {
    document_.posts.emplace_back();
    document_.posts.back().handle = handle;
    document_.posts.back().url = url;
    return *this;
  }
  // A later version of `first`.
  NewsReport& edit_of(const NewsReport& first) {
    document_.key = first.document_.key;
    document_.edit_of = first.document_.row;
    document_.version = first.document_.version + 1;
    document_.published = first.document_.published;
    return *this;
  }
  Row row() const { return document_.row; }

 private:
  News& news_;
  LedgerDocument& document_;
};

// The news of Nils Aalto, whom the reference of FoldWorld knows at Arnmouth (ENG).
class News {
 public:
  explicit News(std::string name = "Nils Aalto", std::string id = "901") {
    person_.row = next_row_++;
    person_.name = std::move(name);
    person_.id = std::move(id);
  }

  // `day` as parse_instant() reads it; day and hour of publication.
  NewsReport report(std::string_view day, std::string_view outlet = "The Echo") {
    LedgerDocument document;
    document.row = next_row_++;
    document.key = std::to_string(1000 + document.row);
    document.outlet = outlet;
    document.language = "en";
    document.known_at = parse_instant(day).value();
    document.recorded_at = document.known_at;
    document.published = Date::parse_iso(day).value();
    documents_.push_back(std::move(document));
    return {*this, documents_.back()};
  }

  void outcome(std::string_view day, std::string_view club, std::string_view type = "permanent") {
    LedgerOutcome outcome;
    outcome.row = next_row_++;
    outcome.entry = 5000 + outcome.row;
    outcome.person_row = person_.row;
    outcome.person_id = person_.id;
    outcome.date = outcome.date_min = outcome.date_max = Date::parse_iso(day).value();
    if (!club.empty()) {
      outcome.to_row = this->club(club);
      outcome.to = club;
      outcome.to_id = clubs_.at(std::string(club)).id;
    }
    outcome.type = type;
    outcomes_.push_back(outcome);
  }
  void outcomes_until(std::string_view day) { outcomes_until_ = Date::parse_iso(day).value(); }
  // `of`: the version that made the claim; 0 = one that is not told.
  void dropped(Row by, std::string_view type, std::string_view club_name, Row of = 0) {
    PersonHistory::Dropped one;
    one.claim.type = type;
    one.claim.document = of;
    one.claim.person = person_.row;
    one.claim.to = club(club_name);
    one.dropped_by = by;
    dropped_.push_back(one);
  }

  Row club(std::string_view name) {
    auto [place, fresh] = clubs_.try_emplace(std::string(name));
    if (fresh) {
      place->second.row = next_row_++;
      place->second.kind = MentionKind::club;
      place->second.name = name;
      static const std::map<std::string_view, std::string> ids{
          {"Arnmouth", "801"}, {"Vesterby", "802"}, {"Torrance", "803"}};
      if (const auto id = ids.find(name); id != ids.end()) place->second.id = id->second;
    }
    return place->second.row;
  }

  // As the ledger gives it, with the first `documents` that were added.
  PersonHistory history(std::size_t documents = static_cast<std::size_t>(-1)) const {
    PersonHistory out;
    out.person = person_;
    for (const auto& [name, club] : clubs_) out.clubs.push_back(club);
    out.documents.assign(
        documents_.begin(),
        documents_.begin() + static_cast<std::ptrdiff_t>(std::min(documents, documents_.size())));
    std::sort(out.documents.begin(), out.documents.end(), [](const auto& a, const auto& b) {
      return std::tie(a.known_at, a.key) < std::tie(b.known_at, b.key);
    });
    for (const LedgerDocument& document : out.documents)
      for (const LedgerClaim& claim : claims_)
        if (claim.document == document.row) out.claims.push_back(claim);
    out.outcomes = outcomes_;
    out.dropped = dropped_;
    out.outcomes_until = outcomes_until_;
    return out;
  }

 private:
  friend class NewsReport;

  LedgerEntity person_;
  std::map<std::string, LedgerEntity> clubs_;
  std::deque<LedgerDocument> documents_;  // references to their elements stay valid
  std::deque<LedgerClaim> claims_;
  std::vector<LedgerOutcome> outcomes_;
  std::vector<PersonHistory::Dropped> dropped_;
  Date outcomes_until_;
  Row next_row_ = 1;
};

inline SaidClaim NewsReport::said(std::string_view type, std::string_view club) {
  LedgerClaim claim;
  claim.row = news_.next_row_++;
  claim.entry = 5000 + document_.row;
  claim.document = document_.row;
  claim.person = news_.person_.row;
  claim.to = club.empty() ? 0 : news_.club(club);
  claim.type = type;
  claim.evidence.push_back({{0, 4}, "said", "en"});
  for (const LedgerClaim& other : news_.claims_) claim.index += other.document == document_.row;
  news_.claims_.push_back(std::move(claim));
  return SaidClaim(news_.claims_.back());
}

inline NewsReport& NewsReport::text(std::string_view text) {
  Document document;
  document.text = text;
  document_.sketch = prepare_document(document, "{}").sketch;
  return *this;
}

// The project's data and a reference of invented clubs, sources and one player.
struct FoldWorld {
  std::shared_ptr<const ClaimTypes> types;
  std::shared_ptr<const Reference> reference;
  std::shared_ptr<const DossierFolder> folder;

  static const FoldWorld& get() {
    static const FoldWorld world = make();
    return world;
  }

 private:
  static void write(const std::filesystem::path& file, std::string_view text) {
    std::ofstream(file) << text;
  }
  template <typename T>
  static T value(Result<T> result) {
    if (!result) throw std::runtime_error(result.error().to_string());
    return std::move(*result);
  }
  static FoldWorld make() {
    const std::filesystem::path data = std::filesystem::path(MERCATO_SOURCE_DIR) / "data";
    const auto folder =
        std::filesystem::temp_directory_path() / ("mercato-fold-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder);
    write(folder / "clubs.csv",
          "club_id,name,short_names,city,country,league,league_season,aliases,kind,parent_id,"
          "wikidata\n801,Arnmouth,,Arnmouth,ENG,,,,first,,\n802,Vesterby,,Vesterby,DNK,,,,first,,\n"
          "803,Torrance,,Torrance,ITA,,,,first,,\n");
    write(folder / "players.csv",
          "player_id,name,full_name,date_of_birth,nationalities,position,aliases\n"
          "901,Nils Aalto,,1999-02-03,FIN,Centre-Back,\n");
    write(folder / "transfers.csv",
          "player_id,from_club_id,to_club_id,date,date_min,date_max,season,window,fee_eur,type\n"
          "901,803,801,2022-07-01,2022-07-01,2022-07-01,22/23,summer,1000000,permanent\n");
    write(folder / "sources.csv",
          "id,kind,name,aliases,handle,outlet,country,language,evidence\n"
          "o-corriere,outlet,Corriere dei Porti,Il Corriere,@corriereporti,,ITA,it,\n"
          "j-serran,journalist,Livia Serran,,@lserran,Corriere dei Porti,ITA,it,\n"
          "j-mendrel,journalist,Paulo Mendrel,,@pmendrel,Corriere dei Porti,ITA,it,\n"
          "j-okafor,journalist,Ines Okafor,,@inesokafor,\"freelance (Echo, Tribune)\",ENG,en,\n"
          "c-vesterby,club,Vesterby (official),vesterby.example,@vesterby,club 802,DNK,en,\n");
    FoldWorld world;
    const auto languages = value(Languages::load(data));
    value(import_reference({data / "reference", folder}, folder / "world.ref", *languages));
    world.reference = value(Reference::open(folder / "world.ref"));
    std::filesystem::remove_all(folder);  // what is mapped stays
    world.types = value(ClaimTypes::load(data));
    world.folder = value(DossierFolder::create(data, world.types, world.reference));
    return world;
  }
};

inline std::vector<Dossier> fold_all(const News& news, Instant as_of = kEndOfTime) {
  return FoldWorld::get().folder->fold(news.history(), as_of);
}
// The dossier of the latest window. REQUIRES: there is one.
inline Dossier fold_last(const News& news, Instant as_of = kEndOfTime) {
  return fold_all(news, as_of).back();
}
inline std::string json(const std::vector<Dossier>& dossiers) {
  std::string out;
  for (const Dossier& dossier : dossiers) append_json(dossier, out), out += '\n';
  return out;
}
// The suitor of this name. REQUIRES: there is one.
inline const Suitor& suitor(const Dossier& dossier, std::string_view club) {
  return *std::find_if(dossier.suitors.begin(), dossier.suitors.end(),
                       [&](const Suitor& s) { return s.club.name == club; });
}
// "open advanced done": the states in their order.
inline std::string states(const Dossier& dossier) {
  std::string out;
  for (const StateChange& change : dossier.history)
    out += (out.empty() ? "" : " ") + std::string(to_string(change.state));
  return out;
}

}  // namespace mercato::test
