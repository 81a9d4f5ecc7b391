#include "8_evaluate/evaluate.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <boost/json.hpp>

#include "6_engine/output.h"
#include "8_evaluate/evaluate_testing.h"

namespace mercato::evaluation {
namespace {

namespace json = boost::json;

constexpr std::string_view kSentences[] = {
    "L'AC Montefalda vise Ilan Kerdrel.",
    "Ilan Kerdrel veut quitter le Racing Corvaille.",
    "Le Racing Corvaille réclame 8 millions d'euros pour Ilan Kerdrel.",
    "Il fait beau à Corvaille.",
    "Racing Corvaille have rejected a bid from AC Montefalda for Ilan Kerdrel.",
    "Selon Sandro Beltrani, l'AC Montefalda négocie avec Ilan Kerdrel.",
    "Ilan #Kerdrel è stato offerto al #Montefalda.",
};

std::string document_line(const std::string& id, const std::string& text, const json::value& claims,
                          const json::value& facts) {
  return json::serialize(json::object{{"id", id},
                                      {"lang", "fr"},
                                      {"kind", "snippet"},
                                      {"outlet", "Radio Brume"},
                                      {"published", "2024-06-12"},
                                      {"text", text},
                                      {"claims", claims},
                                      {"facts", facts}}) +
         "\n";
}

std::vector<GoldDocument> read_lines(const std::string& lines) {
  std::vector<GoldDocument> out;
  const auto ok = test_evaluator().read_gold(lines, "gold.jsonl", out);
  EXPECT_TRUE(ok) << ok.error().to_string();
  return out;
}

// The text, labelled with what the engine itself says of it in its JSON.
std::string labelled_by_itself(const std::string& id, const std::string& text) {
  const auto bare = read_lines(document_line(id, text, json::array{}, json::array{}));
  Engine::Worker worker(*test_engine());
  Reading reading;
  test_engine()->read(bare.front().document, worker, reading);
  std::string answer;
  append_json(*test_engine(), bare.front().document, reading, answer);
  const json::value parsed = json::parse(answer);
  return document_line(id, text, parsed.at("claims"), parsed.at("facts"));
}

std::string problem_of(const std::string& lines) {
  std::vector<GoldDocument> out;
  const auto ok = test_evaluator().read_gold(lines, "gold.jsonl", out);
  return ok ? "" : ok.error().to_string();
}

RC_GTEST_PROP(Evaluate, labels_that_equal_the_answers_are_all_met, ()) {
  std::string lines;
  const auto documents = *rc::gen::inRange(1, 4);
  std::size_t claims = 0;
  for (int i = 0; i < documents; ++i) {
    std::string text;
    for (const auto n : *rc::gen::container<std::vector<int>>(5, rc::gen::inRange(0, 7)))
      text += std::string(kSentences[n]) + "\n\n";
    lines += labelled_by_itself("d" + std::to_string(i), text);
  }
  const auto gold = read_lines(lines);
  for (const GoldDocument& one : gold) claims += one.claims.size();
  const auto results = test_evaluator().evaluate(gold, 2);
  const Summary summary = summarise(results);
  for (const LevelFigures& level : summary.groups.front().levels) {
    RC_ASSERT(level.counts.missed == 0u);
    RC_ASSERT(level.counts.wrong == 0u);
    RC_ASSERT(level.f1.value == (claims > 0 ? 1.0 : 0.0));
  }
  RC_ASSERT(summary.groups.front().facts.counts.missed == 0u);
  for (const Share& share : summary.groups.front().attributes) RC_ASSERT(share.right == share.all);
}

RC_GTEST_PROP(Summarise, an_interval_holds_its_figure_and_is_the_same_each_time, ()) {
  std::vector<DocumentResult> results(*rc::gen::inRange<std::size_t>(1, 30));
  for (DocumentResult& result : results) {
    result.language = *rc::gen::element<std::string>("fr", "it");
    for (HitCounts& counts : result.levels)
      counts = {*rc::gen::inRange(0u, 5u), *rc::gen::inRange(0u, 5u), *rc::gen::inRange(0u, 5u)};
  }
  const Summary one = summarise(results), other = summarise(results);
  for (std::size_t g = 0; g < one.groups.size(); ++g) {
    for (std::size_t l = 0; l < kLevels; ++l) {
      const FigureInterval& f = one.groups[g].levels[l].f1;
      RC_ASSERT(0 <= f.low && f.low <= f.value && f.value <= f.high && f.high <= 1);
      RC_ASSERT(f.low == other.groups[g].levels[l].f1.low);
    }
  }
}

TEST(Evaluate, gives_the_same_results_however_many_threads) {
  std::string lines;
  for (int i = 0; i < 20; ++i)
    lines += document_line("d" + std::to_string(i), std::string(kSentences[i % 7]), json::array{},
                           json::array{});
  const auto gold = read_lines(lines);
  EXPECT_EQ(save_run(test_evaluator().evaluate(gold, 1)),
            save_run(test_evaluator().evaluate(gold, 4)));
}

TEST(Summarise, counts_by_language_and_kind_add_up_to_all) {
  const auto gold =
      read_lines(document_line("a", std::string(kSentences[0]), json::array{}, json::array{}) +
                 labelled_by_itself("b", std::string(kSentences[1])));
  const Summary summary = summarise(test_evaluator().evaluate(gold, 1));
  ASSERT_EQ(summary.groups.size(), 3u);  // all, fr, snippet
  EXPECT_EQ(summary.groups[0].by, "all");
  EXPECT_EQ(summary.groups[1].levels[kStrict].counts.wrong,
            summary.groups[0].levels[kStrict].counts.wrong);
  EXPECT_EQ(summary.groups[0].levels[kStrict].counts.wrong, 1u);
  EXPECT_EQ(summary.groups[0].levels[kStrict].counts.hit, 1u);
  const auto invented = static_cast<std::size_t>(ErrorKind::invented);
  EXPECT_EQ(summary.error_kinds.at("fr").wrong[invented], 1u);
}

TEST(ReadGold, problems_say_file_line_and_claim) {
  const std::string good = document_line("a", "Il fait beau.", json::array{}, json::array{});
  const auto with_claim = [&](json::object claim) {
    return problem_of(good + document_line("b", "x", json::array{std::move(claim)}, json::array{}));
  };
  EXPECT_EQ(problem_of(good), "");
  EXPECT_NE(problem_of(good + good).find("gold.jsonl:2: the id a was there before"),
            std::string::npos);
  EXPECT_NE(problem_of(good + "{\"id\":\"b\",\"text\":\"x\"}\n").find("gold.jsonl:2: has no list"),
            std::string::npos);
  EXPECT_NE(problem_of(good + "{broken\n").find("gold.jsonl:2: "), std::string::npos);
  EXPECT_NE(with_claim({{"person", "A"}, {"type", "intrest"}})
                .find("gold.jsonl:2: claim 1: \"type\" is \"intrest\""),
            std::string::npos);
  EXPECT_NE(with_claim({{"person", "A"}, {"type", "stay"}, {"polarity", "no"}})
                .find("claim 1: \"polarity\" is \"no\""),
            std::string::npos);
  EXPECT_NE(with_claim({{"person", std::string(2000, 'a')}, {"type", "stay"}}).find("1000 bytes"),
            std::string::npos);
}

TEST(ReadGold, too_many_claims_are_refused) {
  json::array claims;
  for (int i = 0; i < 1001; ++i) claims.push_back(json::object{{"person", "A"}, {"type", "stay"}});
  EXPECT_NE(problem_of(document_line("a", "x", claims, json::array{})).find("1001 claims"),
            std::string::npos);
}

}  // namespace
}  // namespace mercato::evaluation
