// Which rumours are there, and what was asked of each when? Files of dated items per rumour
// (docs/formats/forecast.md) into forecast questions; internal to 8_score.
//
// An item is read with the rules of the engine against the reference as it was before the item's
// day. A question at an item knows the items of its rumour up to that one, in the order of the
// file, and the items of the person's other rumours of earlier days.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "8_dossier/windows.h"
#include "8_score/forecast.h"

namespace mercato::forecast {

struct RumourClaim {
  std::string person;  // folded last word of the name
  ReferenceId person_id = kNoReference;
  std::string to;  // folded name; empty = no club
  ReferenceId to_id = kNoReference;
  std::string source;   // folded name of the outlet or journalist whose word it is; empty = its own
  ForecastClaim claim;  // `to` is not set yet
};

struct RumourItem {
  Date date;
  std::string outlet, url, text;
  bool asked = false;
  std::vector<RumourClaim> claims;
};

struct Named {
  std::string id, name;
};

struct Rumour {
  std::string id;
  Named player, from, to;
  std::vector<RumourItem> items;  // in the order of the file
  std::optional<bool> outcome;
  std::uint32_t line = 0;
};

// Reads NDJSON. Fails, with the line, on what is no rumour, on unordered dates and beyond the
// bounds of docs/formats/forecast.md. Claims are left empty.
Result<std::vector<Rumour>> parse_rumours(std::string_view bytes, const std::string& name);

// Fills the claims of every item.
Result<void> read_items(const std::filesystem::path& data,
                        const std::shared_ptr<const Reference>& reference,
                        std::vector<Rumour>& rumours);

// The rumours of a file, by person. Keeps what it is given; immutable.
class RumourBook {
 public:
  RumourBook(std::vector<Rumour> rumours, std::shared_ptr<const Reference> reference,
             std::shared_ptr<const Windows> windows);

  const std::vector<Rumour>& rumours() const { return rumours_; }
  const Reference& reference() const { return *reference_; }
  // The question at an item; its own club is suitors[0].
  ForecastQuestion question(std::size_t rumour, std::size_t item) const;

 private:
  class Builder;

  std::vector<Rumour> rumours_;
  std::shared_ptr<const Reference> reference_;
  std::shared_ptr<const Windows> windows_;
  std::vector<std::vector<std::size_t>> others_;  // of each rumour: the person's other rumours
};

}  // namespace mercato::forecast
