#include <boost/json.hpp>
#include <cstdio>
#include <map>

#include "9_command/commands.h"
#include "9_command/terminal.h"

namespace mercato {
namespace {

namespace json = boost::json;

// How many rules each language has for each claim type.
std::map<std::string, std::vector<std::size_t>> count_rules(const Engine& engine) {
  std::map<std::string, std::vector<std::size_t>> counts;
  for (const Rule& rule : engine.rule_books().front()->rules()) {
    auto& row = counts[rule.topic];
    row.resize(engine.languages().size());
    ++row[rule.language];
  }
  return counts;
}

}  // namespace

int run_languages(const CommonOptions& common) {
  auto engine = open_engine(common);
  if (!engine) return fail(engine.error());
  const Languages& languages = (*engine)->languages();
  Table table({"Tag", "Name", "Claim rules", "Modality", "Attribution", "Facts"});
  json::array rows;
  for (std::size_t i = 0; i < languages.size(); ++i) {
    const LanguageInfo& info = languages.info(static_cast<LanguageId>(i));
    std::vector<std::string> cells{info.tag, info.name};
    json::object row{{"tag", info.tag}, {"name", info.name}};
    const char* books[] = {"claims", "modality", "attribution", "facts"};
    for (std::size_t b = 0; b < 4; ++b) {
      std::size_t count = 0;
      for (const Rule& rule : (*engine)->rule_books()[b]->rules()) count += rule.language == i;
      cells.push_back(std::to_string(count));
      row[books[b]] = count;
    }
    table.add(std::move(cells));
    rows.push_back(std::move(row));
  }
  if (common.json)
    std::printf("%s\n", json::serialize(rows).c_str());
  else
    std::printf("%s", table.to_string(Terminal(stdout, common.no_colour)).c_str());
  return 0;
}

int run_types(const CommonOptions& common) {
  auto engine = open_engine(common);
  if (!engine) return fail(engine.error());
  const auto counts = count_rules(**engine);
  Table table({"Type", "Stage", "Group", "Rules", "Meaning"});
  json::array rows;
  for (const ClaimType& type : (*engine)->types().all()) {
    std::size_t rules = 0;
    if (const auto it = counts.find(type.name); it != counts.end()) {
      for (const std::size_t n : it->second) rules += n;
    }
    table.add({type.name, type.stage ? std::to_string(type.stage) : "–", type.group,
               std::to_string(rules), type.meaning});
    rows.push_back(json::object{{"type", type.name},
                                {"stage", type.stage},
                                {"group", type.group},
                                {"rules", rules},
                                {"meaning", type.meaning}});
  }
  if (common.json)
    std::printf("%s\n", json::serialize(rows).c_str());
  else
    std::printf("%s", table.to_string(Terminal(stdout, common.no_colour)).c_str());
  return 0;
}

int run_verify(const CommonOptions& common) {
  auto engine = open_engine(common);
  if (!engine) return fail(engine.error());
  std::size_t rules = 0, problems = 0;
  for (const RuleBook* book : (*engine)->rule_books()) {
    rules += book->rules().size();
    for (const Problem& problem : book->verify()) {
      print_problem(problem);
      ++problems;
    }
  }
  std::printf("%zu rules, %zu problems\n", rules, problems);
  return problems ? 1 : 0;
}

}  // namespace mercato
