#include <boost/json.hpp>
#include <cstdio>

#include "3_reference/reference.h"
#include "9_command/commands.h"
#include "9_command/terminal.h"

namespace mercato {
namespace {

namespace json = boost::json;

std::string fee_text(const MoveRow& move) {
  if (move.fee_eur < 0) return "";
  return move.fee_eur == 0 ? "free" : std::to_string(move.fee_eur) + " EUR";
}

std::string name_of(const Reference& reference, ReferenceId id) {
  return id == kNoReference ? "–" : std::string(reference.name(id));
}

json::object entity_json(const Reference& reference, ReferenceId id) {
  json::object out{{"kind", to_string(reference.kind(id))},
                   {"id", reference.external_id(id)},
                   {"name", reference.name(id)}};
  if (reference.kind(id) != MentionKind::person) return out;
  const PersonRow person = reference.person(id);
  out["birth"] = person.birth.to_string();
  out["nationalities"] = person.nationalities;
  out["position"] = person.position;
  json::array moves;
  for (const MoveRow& move : reference.moves(id)) {
    moves.push_back(json::object{{"date", move.date.to_string()},
                                 {"date_min", move.date_min.to_string()},
                                 {"date_max", move.date_max.to_string()},
                                 {"from", name_of(reference, move.from)},
                                 {"to", name_of(reference, move.to)},
                                 {"fee_eur", move.fee_eur},
                                 {"type", to_string(move.type)}});
  }
  out["moves"] = std::move(moves);
  json::array contracts;
  for (const ContractRow& row : reference.contracts(id)) {
    contracts.push_back(json::object{{"club", name_of(reference, row.club)},
                                     {"expires", row.expires.to_string()},
                                     {"as_of", row.as_of.to_string()},
                                     {"loan", row.loan}});
  }
  out["contracts"] = std::move(contracts);
  return out;
}

std::string entity_text(const Reference& reference, ReferenceId id, const Terminal& terminal) {
  std::string out = terminal.paint(std::string(reference.name(id)), Ink::bold) + "  " +
                    std::string(to_string(reference.kind(id))) + " " +
                    std::string(reference.external_id(id)) + "\n";
  if (reference.kind(id) == MentionKind::club) {
    const ClubRow club = reference.club(id);
    return out + "  " + plain(club.city) + " " + plain(club.country) + " " + plain(club.league) +
           "\n";
  }
  if (reference.kind(id) != MentionKind::person) return out;
  const PersonRow person = reference.person(id);
  out += "  born " + person.birth.to_string() + ", " + plain(person.nationalities) + ", " +
         plain(person.position) + "\n";
  for (const MoveRow& move : reference.moves(id)) {
    const std::string date = move.date.known()
                                 ? move.date.to_string()
                                 : move.date_min.to_string() + "…" + move.date_max.to_string();
    out += "  " + date + "  " + plain(name_of(reference, move.from)) + " → " +
           plain(name_of(reference, move.to)) + "  " + std::string(to_string(move.type)) + " " +
           fee_text(move) + "\n";
  }
  for (const ContractRow& row : reference.contracts(id)) {
    out += "  contract with " + plain(name_of(reference, row.club)) + " to " +
           row.expires.to_string() + ", as of " + row.as_of.to_string() + "\n";
  }
  return out;
}

}  // namespace

int run_reference_import(const CommonOptions& common, const std::vector<std::string>& folders,
                         const std::string& out) {
  auto languages = Languages::load(data_folder(common));
  if (!languages) return fail(languages.error());
  std::vector<std::filesystem::path> all{data_folder(common) /
                                         "reference"};  // nations, cities, league levels
  all.insert(all.end(), folders.begin(), folders.end());
  auto summary = import_reference(all, out, **languages);
  if (!summary) return fail(summary.error());
  for (const Problem& problem : summary->problems) print_problem(problem);
  for (const auto& [table, rows] : summary->rows)
    std::printf("%-20s %10llu\n", table.c_str(), static_cast<unsigned long long>(rows));
  std::printf("written to %s\n", out.c_str());
  return 0;
}

int run_reference_lookup(const CommonOptions& common, const std::string& name) {
  auto reference = Reference::open(reference_file(common));
  if (!reference) return fail(reference.error());
  constexpr std::size_t kMostAnswers = 10;
  const auto ids = (*reference)->lookup(name, kMostAnswers);
  const Terminal terminal(stdout, common.no_colour);
  json::array rows;
  for (const ReferenceId id : ids) {
    if (common.json)
      rows.push_back(entity_json(**reference, id));
    else
      std::printf("%s", entity_text(**reference, id, terminal).c_str());
  }
  if (common.json) std::printf("%s\n", json::serialize(rows).c_str());
  if (ids.empty())
    std::fprintf(stderr, "mercato: nothing in the reference is called '%s'\n", plain(name).c_str());
  return ids.empty() ? 1 : 0;
}

int run_reference_info(const CommonOptions& common) {
  auto reference = Reference::open(reference_file(common));
  if (!reference) return fail(reference.error());
  json::object out;
  for (const auto& [label, value] : (*reference)->info()) {
    if (common.json)
      out[label] = value;
    else
      std::printf("%-24s %s\n", label.c_str(), value.c_str());
  }
  if (common.json) std::printf("%s\n", json::serialize(out).c_str());
  return 0;
}

}  // namespace mercato
