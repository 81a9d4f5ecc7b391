#include "9_answer/nearest_names.h"

#include <algorithm>
#include <boost/json.hpp>
#include <string>
#include <tuple>

#include "1_language/language.h"

namespace mercato {
namespace {

namespace json = boost::json;

// Of the whole name or of the word that is nearest.
std::size_t name_distance(const std::string& name, std::string_view typed, std::size_t limit) {
  std::size_t best = edit_distance(name, typed, limit);
  for (std::size_t begin = 0; begin < name.size();) {
    const std::size_t end = std::min(name.find(' ', begin), name.size());
    best = std::min(best,
                    edit_distance(std::string_view(name).substr(begin, end - begin), typed, limit));
    begin = end + 1;
  }
  return best;
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > limit) return limit + 1;
  std::vector<std::size_t> row(a.size() + 1);
  for (std::size_t i = 0; i < row.size(); ++i) row[i] = i;
  for (std::size_t j = 0; j < b.size(); ++j) {
    std::size_t diagonal = row[0];
    row[0] = j + 1;
    for (std::size_t i = 0; i < a.size(); ++i) {
      const std::size_t replaced = diagonal + (a[i] != b[j]);
      diagonal = row[i + 1];
      row[i + 1] = std::min({replaced, row[i] + 1, row[i + 1] + 1});
    }
  }
  return std::min(row.back(), limit + 1);
}

std::vector<LedgerEntity> nearest_names(const Ledger& ledger, MentionKind kind,
                                        std::string_view typed, std::size_t limit) {
  const std::string folded = fold(typed);
  const std::size_t most = std::max<std::size_t>(1, folded.size() / 4);
  std::vector<std::tuple<std::size_t, std::string>> near;
  const auto visit = [&](std::string_view row) {
    const json::object entity = json::parse(row).as_object();
    std::string name(entity.at("name").as_string());
    if (const std::size_t d = name_distance(fold(name), folded, most); d <= most)
      near.emplace_back(d, std::move(name));
  };
  (void)ledger.export_table(kind == MentionKind::club ? "clubs" : "persons", kEndOfTime, visit);
  std::sort(near.begin(), near.end());
  near.erase(std::unique(near.begin(), near.end()), near.end());
  std::vector<LedgerEntity> out;
  for (std::size_t i = 0; i < near.size() && out.size() < limit; ++i) {
    const auto found = ledger.find(kind, std::get<1>(near[i]), 1);
    if (found && !found->empty()) out.push_back(found->front());
  }
  return out;
}

}  // namespace mercato
