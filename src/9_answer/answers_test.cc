// The answers through their front header: arguments, pages, refusals, and who is told what when.
#include "9_answer/answers.h"

#include <gmock/gmock.h>

#include <set>
#include <thread>

#include "9_answer/asked.h"
#include "9_answer/news_fixture_test.h"

namespace mercato {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
namespace json = boost::json;
using Kind = Refusal::Kind;

TEST(Questions, have_names_paths_and_schemas_of_their_own_and_a_maker_each) {
  std::set<std::string_view> names, paths;
  for (const Question& one : questions()) {
    EXPECT_TRUE(names.insert(one.name).second) << one.name;
    EXPECT_TRUE(paths.insert(one.path).second) << one.path;
    EXPECT_FALSE(one.summary.empty() || one.what.empty() || one.schema.empty()) << one.name;
    EXPECT_EQ(find_question(one.name), &one);
    for (const Parameter& parameter : one.parameters) {
      const std::string placeholder = "{" + std::string(parameter.name) + "}";
      EXPECT_EQ(one.path.find(placeholder) != std::string_view::npos, parameter.in_path);
      EXPECT_EQ(parameter.kind == ParameterKind::choice, !parameter.choices.empty());
    }
  }
  EXPECT_EQ(find_question("no such"), nullptr);
}

class WeekOfNews : public AnswersTest {
 protected:
  void SetUp() override {
    AnswersTest::SetUp();
    add(news("echo/1", "2024-06-20T08:00:00Z", {{"Jan Marek", "Norville", "interest"}}));
    add(news("echo/2", "2024-06-21T08:00:00Z",
             {{"Jan Marek", "Norville", "talks"}, {"Ola Berg", "Sudheim", "bid"}}));
    add(news("post/1", "2024-06-22T08:00:00Z", {{"Jan Marek", "Sudheim", "interest"}}));
    add(news("post/2", "2024-06-22T09:00:00Z", {{"Jan Marel", "Sudheim", "interest"}}));
  }
};

TEST_F(WeekOfNews, a_dossier_names_the_rows_of_its_claims_and_reports) {
  const json::object answer = json("dossier", {{"person", "jan marek"}});
  EXPECT_EQ(answer.at("person").at("name").as_string(), "Jan Marek");
  const auto& claims = answer.at("dossier").at("claims").as_array();
  const auto& rows = answer.at("rows").at("claims").as_array();
  ASSERT_EQ(claims.size(), 3u);
  ASSERT_EQ(rows.size(), 3u);
  for (std::size_t i = 0; i < 3; ++i) {
    const json::object claim = json("claim", {{"claim", std::to_string(rows[i].as_int64())}});
    EXPECT_EQ(claim.at("type"), claims[i].at("type"));
    EXPECT_EQ(claim.at("evidence"), claims[i].at("evidence"));
    const auto report = static_cast<std::size_t>(claims[i].at("report").as_int64());
    EXPECT_EQ(claim.at("document").at("document"), answer.at("rows").at("reports").at(report));
  }
  EXPECT_FALSE(answer.contains("as_of"));
}

TEST_F(WeekOfNews, as_of_shows_what_was_known_then) {
  const json::object answer = json("dossier", {{"person", "Jan Marek"}, {"as_of", "2024-06-20"}});
  EXPECT_EQ(answer.at("as_of").as_string(), "2024-06-20T23:59:59Z");
  EXPECT_THAT(answer.at("dossier").at("claims").as_array(), SizeIs(1));
  const json::object before = json("dossier", {{"person", "Jan Marek"}, {"as_of", "2023-01-01"}});
  EXPECT_THAT(before.at("windows").as_array(), IsEmpty());
  EXPECT_FALSE(before.contains("dossier"));
}

TEST_F(WeekOfNews, arguments_that_are_not_as_they_should_be_are_refused_by_name) {
  const auto where = [&](std::string_view question, const Arguments& arguments) {
    const Answered answered = ask(question, arguments);
    return answered ? "answered" : answered.error().problem.where;
  };
  EXPECT_EQ(where("dossier", {}), "person");
  EXPECT_EQ(where("dossier", {{"person", ""}}), "person");
  EXPECT_EQ(where("dossier", {{"person", std::string(513, 'x')}}), "person");
  EXPECT_EQ(where("dossier", {{"person", "Jan Marek"}, {"as_of", "yesterday"}}), "as_of");
  EXPECT_EQ(where("dossier", {{"person", "Jan Marek"}, {"window", "2024-spring"}}), "window");
  EXPECT_EQ(where("dossier", {{"person", "Jan Marek"}, {"colour", "red"}}), "colour");
  EXPECT_EQ(where("claims", {{"limit", "0"}}), "limit");
  EXPECT_EQ(where("claims", {{"limit", "201"}}), "limit");
  EXPECT_EQ(where("claims", {{"limit", "ten"}}), "limit");
  EXPECT_EQ(where("claims", {{"order", "random"}}), "order");
  EXPECT_EQ(where("claims", {{"type", "no such"}}), "type");
  EXPECT_EQ(where("claims", {{"stage", "for_sale"}}), "stage");
  EXPECT_EQ(where("claims", {{"cursor", "1-2-3"}}), "cursor");
  EXPECT_EQ(where("today", {{"days", "32"}}), "days");
  EXPECT_EQ(where("claim", {{"claim", "-1"}}), "claim");
  EXPECT_EQ(where("types", {{"as_of", "2024-06-20"}}), "as_of");
}

TEST_F(WeekOfNews, extreme_times_and_numbers_are_answered_or_refused) {
  for (const char* time : {"0001-01-01", "1969-12-31", "9999-12-31", "9999-12-31T23:59:59Z"}) {
    for (const Question& question : questions()) {
      Arguments arguments;
      for (const Parameter& parameter : question.parameters) {
        if (parameter.name == "as_of") arguments["as_of"] = time;
        if (!parameter.required) continue;
        arguments[std::string(parameter.name)] = parameter.kind == ParameterKind::integer ? "1"
                                                 : parameter.kind == ParameterKind::window
                                                     ? "2024-summer"
                                                     : "Jan Marek";
      }
      const Answered answered = ask(question.name, arguments);
      EXPECT_TRUE(answered || answered.error().kind != Kind::failed) << question.name;
    }
  }
  EXPECT_EQ(refusal("claim", {{"claim", "9223372036854775807"}}), Kind::unknown);
  EXPECT_EQ(refusal("document", {{"document", "9223372036854775807"}}), Kind::unknown);
  EXPECT_EQ(refusal("window", {{"window", "0000-summer"}}), Kind::unknown);
}

TEST_F(WeekOfNews, names_that_mean_nobody_or_several_come_with_candidates) {
  const Answered nobody = ask("dossier", {{"person", "Jan Marekk"}});
  ASSERT_FALSE(nobody.has_value());
  EXPECT_EQ(nobody.error().kind, Kind::unknown);
  ASSERT_FALSE(nobody.error().candidates.empty());
  EXPECT_EQ(nobody.error().candidates.front().name, "Jan Marek");
  const Answered several = ask("dossier", {{"person", "jan"}});
  ASSERT_FALSE(several.has_value());
  EXPECT_EQ(several.error().kind, Kind::ambiguous);
  EXPECT_EQ(several.error().candidates.size(), 2u);
}

TEST_F(WeekOfNews, today_is_one_row_a_saga_newest_first) {
  const json::object answer = json("today", {{"days", "2"}});
  const auto& rows = answer.at("sagas").as_array();
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0].at("person").at("name").as_string(), "Jan Marel");
  EXPECT_EQ(rows[1].at("person").at("name").as_string(), "Jan Marek");
  EXPECT_EQ(rows[1].at("new").at("claims").as_int64(), 2);
  EXPECT_EQ(rows[1].at("new").at("sources").as_int64(), 2);
  EXPECT_EQ(rows[1].at("new").at("latest").at("to").at("name").as_string(), "Sudheim");
  EXPECT_EQ(rows[2].at("person").at("name").as_string(), "Ola Berg");
  EXPECT_THAT(json("today", {{"stage", "bid"}}).at("sagas").as_array(), SizeIs(1));
  EXPECT_THAT(json("today", {{"club", "Norville"}}).at("sagas").as_array(), SizeIs(1));
  EXPECT_THAT(json("today", {{"language", "fr"}}).at("sagas").as_array(), IsEmpty());
}

// All rows of a list, page by page.
template <typename Test>
std::vector<std::string> walk(Test&& page_of, const char* list) {
  std::vector<std::string> out;
  std::string cursor;
  for (int pages = 0; pages < 100; ++pages) {
    const json::object page = page_of(cursor);
    for (const json::value& row : page.at(list).as_array()) out.push_back(json::serialize(row));
    if (!page.contains("next")) return out;
    cursor = page.at("next").as_string();
  }
  ADD_FAILURE() << "never ends";
  return out;
}

TEST_F(WeekOfNews, pages_put_together_are_the_whole_list) {
  const std::pair<const char*, const char*> kLists[] = {
      {"today", "sagas"}, {"claims", "claims"}, {"documents", "documents"}, {"sources", "sources"}};
  for (const auto& [question, list] : kLists) {
    const auto pages_of = [&, &name = question](const char* limit) {
      return walk(
          [&](const std::string& cursor) {
            return json(name, {{"limit", limit}, {"cursor", cursor}});
          },
          list);
    };
    const auto whole = pages_of("200");
    EXPECT_FALSE(whole.empty()) << question;
    EXPECT_EQ(pages_of("1"), whole) << question;
  }
  const auto window = [&](const char* limit) {
    return walk(
        [&](const std::string& cursor) {
          return json("window", {{"window", "2024-summer"}, {"limit", limit}, {"cursor", cursor}});
        },
        "sagas");
  };
  EXPECT_THAT(window("200"), SizeIs(3));
  EXPECT_EQ(window("1"), window("200"));
}

TEST_F(WeekOfNews, no_argument_can_pass_for_two) {
  EXPECT_EQ(refusal("claims", {{"source", "Echo\ntype=interest"}}), Kind::malformed);
  EXPECT_EQ(refusal("claims", {{"source", std::string("a\0b", 3)}}), Kind::malformed);
  EXPECT_NE(sealed({{"source", "a\ntype=1:b"}}), sealed({{"source", "a"}, {"type", "b"}}));
  EXPECT_EQ(sealed({{"source", ""}}), sealed({}));
}

TEST_F(WeekOfNews, a_cursor_is_of_its_question_and_its_filters) {
  const std::string next(json("claims", {{"limit", "1"}}).at("next").as_string());
  EXPECT_TRUE(ask("claims", {{"limit", "2"}, {"cursor", next}}).has_value());
  EXPECT_EQ(refusal("claims", {{"type", "bid"}, {"cursor", next}}), Kind::malformed);
  EXPECT_EQ(refusal("documents", {{"cursor", next}}), Kind::malformed);
  EXPECT_EQ(refusal("claims", {{"cursor", next + "0"}}), Kind::malformed);
}

TEST_F(WeekOfNews, a_club_lists_who_may_come_and_a_saga_who_holds) {
  const json::object answer = json("club", {{"club", "Sudheim"}});
  EXPECT_EQ(answer.at("window").as_string(), "2024-summer");
  EXPECT_EQ(answer.at("in_count").as_int64(), 3);
  EXPECT_THAT(answer.at("out").as_array(), IsEmpty());
}

TEST_F(WeekOfNews, a_source_is_found_by_key_and_by_name) {
  const json::object list = json("sources", {{"name", "echo"}});
  ASSERT_THAT(list.at("sources").as_array(), SizeIs(1));
  const std::string key(list.at("sources").at(0).at("key").as_string());
  const json::object by_key = json("source", {{"source", key}});
  EXPECT_EQ(by_key, json("source", {{"source", "ECHO"}}));
  EXPECT_EQ(by_key.at("count").as_int64(), 2);
  EXPECT_EQ(refusal("source", {{"source", "S-0000000000000000"}}), Kind::unknown);
}

TEST_F(WeekOfNews, what_is_written_is_seen_at_once_and_the_tag_tells) {
  const Answered before = ask("dossier", {{"person", "Ola Berg"}});
  ASSERT_TRUE(before.has_value());
  const Answered again = ask("dossier", {{"person", "Ola Berg"}});
  EXPECT_EQ(before->body.get(), again->body.get());  // the very same bytes
  add(news("echo/9", "2024-06-23T08:00:00Z", {{"Ola Berg", "Norville", "official"}}));
  std::this_thread::sleep_for(std::chrono::milliseconds(60));  // ask() looks at most so often
  const Answered after = ask("dossier", {{"person", "Ola Berg"}});
  EXPECT_NE(before->etag, after->etag);
  EXPECT_NE(after->body->find("Norville"), std::string::npos);
}

TEST_F(WeekOfNews, kept_answers_are_the_ledgers_of_less_than_a_second_ago) {
  const Question& question = *find_question("dossier");
  const Arguments arguments{{"person", "Ola Berg"}};
  EXPECT_FALSE(answers().kept(question, arguments).has_value());
  const Answered asked = ask("dossier", arguments);
  ASSERT_TRUE(answers().kept(question, arguments).has_value());
  EXPECT_EQ(answers().kept(question, arguments)->etag, asked->etag);
  add(news("echo/9", "2024-06-23T08:00:00Z", {{"Ola Berg", "Norville", "bid"}}));
  std::this_thread::sleep_for(std::chrono::milliseconds(1000));
  EXPECT_FALSE(answers().kept(question, arguments).has_value());
}

TEST_F(WeekOfNews, a_dossier_is_kept_until_something_is_said_of_the_person) {
  const Question& question = *find_question("dossier");
  const auto by_id = [&](const char* name) -> Arguments {
    const json::object answer = json("persons", {{"name", name}});
    return {{"person", std::string(answer.at("persons").at(0).at("stable_id").as_string())}};
  };
  const Arguments marek = by_id("Jan Marek"), berg = by_id("Ola Berg");
  for (const Arguments& one : {marek, berg}) ASSERT_TRUE(answers().ask(question, one).has_value());
  add(news("post/3", "2024-06-22T10:00:00Z", {{"Ola Berg", "Norville", "talks"}}));
  std::this_thread::sleep_for(std::chrono::milliseconds(700));  // seen without anybody asking
  EXPECT_TRUE(answers().kept(question, marek).has_value());
  EXPECT_FALSE(answers().kept(question, berg).has_value());
  add(news("post/4", "2024-06-23T10:00:00Z", {{"Ola Berg", "Norville", "bid"}}));
  std::this_thread::sleep_for(std::chrono::milliseconds(700));
  EXPECT_FALSE(answers().kept(question, marek).has_value()) << "ages are those of the day";
}

// Whatever comes in, what was kept is what somebody else would be told who asks for the first time.
TEST_F(WeekOfNews, kept_dossiers_are_those_of_a_fresh_start) {
  const std::vector<std::string> names = {"Jan Marek", "Ola Berg", "Jan Marel"};
  std::vector<std::string> ids;
  for (const std::string& name : names)
    ids.emplace_back(
        json("persons", {{"name", name}}).at("persons").at(0).at("stable_id").as_string());
  int day = 22;
  for (int step = 0; step < 12; ++step) {
    const std::string& person = names[static_cast<std::size_t>(step) % 3];
    // Sometimes an edit, sometimes another day, once a month of silence.
    const std::string url = "echo/" + std::to_string(step % 5);
    if (step % 4 == 3) ++day;
    const std::string when = step > 9 ? "2024-07-28" : "2024-06-" + std::to_string(day);
    add(news(url, when + "T12:00:00Z", {{person, step % 2 ? "Sudheim" : "Norville", "talks"}}));
    std::this_thread::sleep_for(std::chrono::milliseconds(60));  // a look is due
    const auto fresh = open_answers();
    for (const std::string& id : ids) {
      for (const char* question : {"dossier", "person", "forecast"}) {
        const Arguments arguments = {{"person", id}};
        EXPECT_EQ(*answers().ask(*find_question(question), arguments)->body,
                  *fresh->ask(*find_question(question), arguments)->body)
            << question << " of " << id << " after step " << step;
      }
    }
  }
}

TEST_F(WeekOfNews, many_threads_get_the_same_answers) {
  const Arguments arguments{{"window", "2024-summer"}};
  std::set<std::string> etags;
  std::mutex mutex;
  answers();
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i) {
      threads.emplace_back([&] {
        const Answered one = answers_->ask(*find_question("window"), arguments);
        const std::lock_guard lock(mutex);
        etags.insert(one ? one->etag : "refused");
      });
    }
  }
  EXPECT_THAT(etags, SizeIs(1));
  EXPECT_FALSE(etags.contains("refused"));
}

TEST_F(WeekOfNews, a_draft_is_read_and_its_offsets_point_into_the_text) {
  const Answered answered = answers().check("Corvaille are in talks with Ilan Kerdrel.", "", {});
  ASSERT_TRUE(answered.has_value());
  const json::object answer = json::parse(*answered->body).as_object();
  const std::string text(answer.at("text").as_string());
  for (const json::value& claim : answer.at("reading").at("claims").as_array()) {
    for (const json::value& evidence : claim.at("evidence").as_array()) {
      const auto start = static_cast<std::size_t>(evidence.at("start").as_int64()),
                 end = static_cast<std::size_t>(evidence.at("end").as_int64());
      EXPECT_EQ(text.substr(start, end - start), std::string(evidence.at("text").as_string()));
    }
  }
  const Answered empty = answers().check("", "", {});
  ASSERT_FALSE(empty.has_value());
  EXPECT_EQ(empty.error().kind, Kind::malformed);
}

TEST_F(WeekOfNews, a_filter_passes_what_its_claims_question_finds) {
  const auto all = take(answers().new_claims(0, {}, 100));
  ASSERT_THAT(all, SizeIs(5));
  const Arguments kFilters[] = {
      {{"person", "Jan Marek"}}, {{"club", "Sudheim"}},
      {{"type", "interest"}},    {{"stage", "talks"}},
      {{"source", "ECHO"}},      {{"language", "en"}},
      {{"language", "fr"}},      {{"club", "Norville"}, {"stage", "talks"}}};
  for (const Arguments& arguments : kFilters) {
    const auto filter = answers().filter(arguments);
    ASSERT_TRUE(filter.has_value());
    std::set<Row> passed, found, told;
    for (const NewClaim& one : all)
      if (passes(one, *filter, answers().engine().types())) passed.insert(one.claim.row);
    for (const NewClaim& one : take(answers().new_claims(0, *filter, 100)))
      told.insert(one.claim.row);
    const json::object answer = json("claims", arguments);
    for (const json::value& row : answer.at("claims").as_array())
      found.insert(row.at("claim").as_int64());
    EXPECT_EQ(passed, found);
    EXPECT_EQ(passed, told);
  }
  EXPECT_EQ(answers().filter({{"order", "newest"}}).error().kind, Kind::malformed);
  EXPECT_EQ(answers().filter({{"person", "Nobody"}}).error().kind, Kind::unknown);
}

TEST_F(WeekOfNews, the_newest_claims_come_newest_first) {
  const auto two = take(answers().new_claims(0, {}, 2, true));
  ASSERT_THAT(two, SizeIs(2));
  EXPECT_EQ(two[0].claim.row, answers().last_claim());
  EXPECT_GT(two[0].claim.row, two[1].claim.row);
  EXPECT_THAT(take(answers().new_claims(two[1].claim.row, {}, 9, true)), SizeIs(1));
}

}  // namespace
}  // namespace mercato
