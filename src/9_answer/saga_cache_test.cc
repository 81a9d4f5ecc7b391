// What is kept of everybody is what folding everybody anew gives.
#include "9_answer/saga_cache.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include "8_dossier/thresholds.h"
#include "9_answer/news_fixture_test.h"

namespace mercato {
namespace {

static_assert(kDaysToSilence == dossier::kSilentDays);

class SagaCacheTest : public AnswersTest {
 protected:
  LedgerView view() {
    auto opened =
        open_view({folder_.file(), data_folder_of_project(), test_reference()}, kEndOfTime);
    if (!opened) throw std::runtime_error(opened.error().to_string());
    return std::move(*opened);
  }
  static std::string text(const SagaCache::Sagas& sagas) {
    std::vector<std::string> rows;
    for (const auto& person : sagas) {
      for (const FoldedSaga& saga : person->sagas) {
        std::string row = boost::json::serialize(to_json(saga.row));
        for (const auto& suitor : saga.suitors)
          row += " " + suitor.about.club.name + " " + std::string(to_string(suitor.about.status));
        rows.push_back(row + " " + std::to_string(saga.said.size()));
      }
    }
    std::sort(rows.begin(), rows.end());
    std::string out;
    for (const std::string& row : rows) out += row + "\n";
    return out;
  }
  static std::string text(const SagaCache::Names& names) {
    std::string out;
    for (const Origin& one : *names) out += one.key + " " + one.name + " " + one.outlet + "\n";
    return out;
  }
  static std::string names_of(const SagaCache::Records& records) {
    std::vector<Origin> out;
    for (const SourceRecord& record : *records) out.push_back(record.source);
    return text(std::make_shared<const std::vector<Origin>>(out));
  }
  static std::string text(const SagaCache::Records& records) {
    std::string out;
    for (const SourceRecord& record : *records) append_json(record, true, out);
    return out;
  }
};

TEST_F(SagaCacheTest, one_new_document_folds_only_those_whom_it_names) {
  add(news("echo/1", "2024-06-20", {{"Jan Marek", "Norville", "talks"}}));
  add(news("echo/2", "2024-06-20", {{"Ola Berg", "Norville", "talks"}}));
  const LedgerView before = view();
  SagaCache cache(1 << 20);
  take(cache.all(before));
  EXPECT_EQ(cache.folded(), 2u);
  take(cache.records(before));
  EXPECT_EQ(cache.folded(), 2u);
  add(news("echo/3", "2024-06-21", {{"Ola Berg", "Sudheim", "bid"}}));
  EXPECT_EQ(take(cache.all(view())).size(), 2u);
  EXPECT_EQ(cache.folded(), 3u);
  add(news("echo/4", "2024-06-21", {{"Per Dahl", "Sudheim", "bid"}}));
  EXPECT_EQ(take(cache.all(view())).size(), 3u);
  EXPECT_EQ(cache.folded(), 4u);
}

TEST_F(SagaCacheTest, keeps_no_more_than_it_may) {
  add(news("echo/1", "2024-06-20", {{"Jan Marek", "Norville", "talks"}}));
  SagaCache cache(0);
  const LedgerView now = view();
  take(cache.all(now));
  take(cache.all(now));
  EXPECT_EQ(cache.folded(), 2u);
}

// News, edits, silence, outcomes and new readings in any order: the cache agrees with a new one.
RC_GTEST_FIXTURE_PROP(SagaCacheTest, agrees_with_a_fold_of_everybody, ()) {
  writer_.reset();
  std::filesystem::remove(folder_.file());
  writer_ = open_writer(folder_.file());
  static const char* const kPersons[] = {"Jan Marek", "Ola Berg", "Per Dahl"};
  static const char* const kClubs[] = {"Norville", "Sudheim", "Ostend"};
  static const char* const kTypes[] = {"interest", "bid", "official", "refuses"};
  const auto any = [](auto& list) {
    return list[*rc::gen::inRange<std::size_t>(0, std::size(list))];
  };
  SagaCache cache(1 << 20);
  Instant now = at("2024-06-01T12:00:00Z");
  TestDocument last;
  for (int i = *rc::gen::inRange(1, 10); i > 0; --i) {
    now += *rc::gen::inRange<Instant>(1, 15) * 86400;
    const int what = last.url.empty() ? 0 : *rc::gen::inRange(0, 8);
    if (what == 7) {
      Outcome outcome;
      outcome.person = any(kPersons);
      outcome.to = any(kClubs);
      outcome.date = outcome.date_min = outcome.date_max = to_date(now);
      outcome.type = "permanent";
      take(writer_->append_outcomes({outcome}, "test", now));
    } else if (what == 6) {
      last.claims[0].certainty = "hedged";
      take(writer_->append_reading(1, reading_of(last), now));
    } else {
      const int url = *rc::gen::inRange(0, 6);
      TestDocument document = news("echo/" + std::to_string(url), to_string(now),
                                   {{any(kPersons), any(kClubs), any(kTypes)}});
      take(writer_->append(prepared(document), now));
      if (last.url.empty()) last = document;
    }
    expect_done(writer_->commit());
    if (!*rc::gen::arbitrary<bool>() && i > 1) continue;
    const LedgerView seen = view();
    SagaCache fresh(1 << 20);
    RC_ASSERT(text(take(cache.all(seen))) == text(take(fresh.all(seen))));
    RC_ASSERT(text(take(cache.records(seen))) == text(take(fresh.records(seen))));
    RC_ASSERT(text(take(cache.names(seen))) == names_of(take(fresh.records(seen))));
  }
}

}  // namespace
}  // namespace mercato
