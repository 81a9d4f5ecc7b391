#include "8_dossier/state.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "8_dossier/dossier_testing.h"

namespace mercato::test {
namespace {

Instant on(const char* day) { return parse_instant(day).value(); }

TEST(State, climbs_from_interest_to_official_and_names_the_entry_of_each_step) {
  News news;
  news.report("2024-06-20").said("interest", "Vesterby");
  news.report("2024-06-21").said("talks", "Vesterby");
  news.report("2024-06-22").said("interest", "Vesterby");
  news.report("2024-06-23").said("agreement", "Vesterby");
  news.report("2024-06-24").said("official", "Vesterby");
  const Dossier dossier = fold_last(news);
  EXPECT_EQ(states(dossier), "open advanced agreed done");
  EXPECT_EQ(dossier.history[1].claim, 1);
  EXPECT_EQ(dossier.history[1].entry, dossier.claims[1].entry);
  EXPECT_EQ(dossier.history[2].on, (Date{2024, 6, 23}));
  EXPECT_EQ(suitor(dossier, "Vesterby").status, SuitorStatus::done);
}

TEST(State, takes_clubs_and_person_each_agreed_for_agreed) {
  News news;
  news.report("2024-06-20").said("personal_terms", "Vesterby");
  news.report("2024-06-21").said("bid_accepted", "Torrance");
  EXPECT_EQ(states(fold_last(news)), "advanced") << "two halves of two clubs";
  news.report("2024-06-22").said("bid_accepted", "Vesterby");
  EXPECT_EQ(states(fold_last(news)), "advanced agreed");
}

TEST(State, needs_a_second_origin_for_a_deal_that_is_only_reported) {
  News news;
  news.report("2024-06-20", "The Echo").said("agreement", "Vesterby").hedged();
  news.report("2024-06-21", "The Echo").said("agreement", "Vesterby").hedged();
  EXPECT_EQ(states(fold_last(news)), "advanced");
  news.report("2024-06-22", "The Tribune").said("agreement", "Vesterby").hedged();
  EXPECT_EQ(states(fold_last(news)), "advanced agreed");
}

TEST(State, is_not_moved_by_questions_conditions_and_repeats) {
  News news;
  news.report("2024-06-20", "The Echo").said("interest", "Vesterby").by("Ines Okafor");
  news.report("2024-06-20", "The Tribune")
      .said("official", "Vesterby")
      .certainty(Certainty::question);
  news.report("2024-06-20", "The Tribune")
      .said("agreement", "Vesterby")
      .certainty(Certainty::conditional);
  NewsReport report = news.report("2024-06-21", "Harbour News");
  report.said("agreement", "Vesterby");  // a headline beyond what it cites
  report.said("interest", "Vesterby").by("Ines Okafor");
  EXPECT_EQ(states(fold_last(news)), "open");
}

TEST(State, collapses_when_the_last_suitor_is_gone_and_opens_with_the_next) {
  News news;
  news.report("2024-06-20").said("bid", "Vesterby");
  news.report("2024-06-20").said("interest", "Torrance");
  news.report("2024-06-24").said("collapsed", "Vesterby");
  EXPECT_EQ(states(fold_last(news)), "advanced open") << "Torrance is still there";
  news.report("2024-06-25").said("person_refused", "Torrance");
  EXPECT_EQ(states(fold_last(news)), "advanced open collapsed");
  EXPECT_EQ(suitor(fold_last(news), "Vesterby").status, SuitorStatus::collapsed);
  EXPECT_EQ(suitor(fold_last(news), "Torrance").status, SuitorStatus::refused);
  EXPECT_EQ(suitor(fold_last(news), "Torrance").status_claim, 3);
  news.report("2024-06-28").said("talks", "Vesterby");
  EXPECT_EQ(states(fold_last(news)), "advanced open collapsed advanced");
  EXPECT_EQ(suitor(fold_last(news), "Vesterby").status, SuitorStatus::live);
}

TEST(State, is_not_opened_again_by_a_late_relay_of_what_was_before) {
  News news;
  news.report("2024-06-20", "The Echo").said("talks", "Vesterby");
  news.report("2024-06-24", "The Tribune").said("collapsed", "Vesterby");
  news.report("2024-06-25", "Harbour News")
      .said("talks", "Vesterby")
      .by("The Echo", SourceKind::outlet);
  EXPECT_EQ(states(fold_last(news)), "advanced collapsed");
}

TEST(State, loses_a_suitor_whom_those_concerned_deny_and_keeps_one_that_an_outlet_denies) {
  News news;
  news.report("2024-06-20", "The Echo").said("talks", "Vesterby");
  news.report("2024-06-21", "The Tribune").said("talks", "Vesterby").denied();
  EXPECT_EQ(suitor(fold_last(news), "Vesterby").status, SuitorStatus::live);
  news.report("2024-06-22", "The Tribune")
      .said("talks", "Vesterby")
      .denied()
      .by("Vesterby", SourceKind::club);
  const Dossier dossier = fold_last(news);
  EXPECT_EQ(suitor(dossier, "Vesterby").status, SuitorStatus::denied);
  EXPECT_EQ(states(dossier), "advanced open");
}

TEST(State, steps_back_where_the_club_denies_the_deal_only) {
  News news;
  news.report("2024-06-20").said("agreement", "Vesterby");
  news.report("2024-06-21").said("agreement", "Vesterby").denied().by("Arnmouth", SourceKind::club);
  EXPECT_EQ(states(fold_last(news)), "agreed advanced");
}

TEST(State, loses_a_suitor_whose_only_source_takes_it_back) {
  News news;
  news.report("2024-06-20", "The Echo").said("talks", "Vesterby");
  news.report("2024-06-21", "The Echo").said("talks", "Vesterby").denied();
  EXPECT_EQ(suitor(fold_last(news), "Vesterby").status, SuitorStatus::withdrawn);
}

TEST(State, is_stayed_by_a_renewal_and_by_the_persons_own_word) {
  News news;
  news.report("2024-06-20").said("talks", "Vesterby");
  news.report("2024-06-21", "The Tribune").said("stay");
  EXPECT_EQ(states(fold_last(news)), "advanced") << "an outlet's word against talks";
  news.report("2024-06-22").said("stay").by("Nils Aalto", SourceKind::person);
  EXPECT_EQ(states(fold_last(news)), "advanced stayed");
  news.report("2024-06-23").said("interest", "Torrance");
  EXPECT_EQ(states(fold_last(news)), "advanced stayed") << "others may like whom they like";
  news.report("2024-06-24").said("bid", "Torrance");
  EXPECT_EQ(states(fold_last(news)), "advanced stayed advanced");
  news.report("2024-06-25").said("renewal", "Arnmouth");
  EXPECT_EQ(states(fold_last(news)), "advanced stayed advanced stayed");
}

TEST(State, falls_dormant_in_silence_and_wakes_with_news) {
  News news;
  news.report("2024-06-01").said("talks", "Vesterby");
  EXPECT_EQ(states(fold_last(news)), "advanced") << "nothing is known of the time after";
  EXPECT_EQ(states(fold_last(news, on("2024-06-10"))), "advanced");
  const Dossier silent = fold_last(news, on("2024-07-10"));
  EXPECT_EQ(states(silent), "advanced dormant");
  EXPECT_EQ(silent.history[1].on, (Date{2024, 6, 22}));
  EXPECT_EQ(silent.history[1].entry, 0);
  EXPECT_EQ(suitor(silent, "Vesterby").status, SuitorStatus::silent);
  news.report("2024-08-01").said("interest", "Torrance");
  EXPECT_EQ(states(fold_last(news)), "advanced dormant open");
}

TEST(State, waits_in_silence_where_the_deal_is_agreed) {
  News news;
  news.report("2024-06-01").said("agreement", "Vesterby");
  EXPECT_EQ(states(fold_last(news, on("2024-08-01"))), "agreed");
}

TEST(State, is_done_by_an_outcome_and_others_lose) {
  News news;
  news.report("2024-06-20").said("talks", "Vesterby");
  news.report("2024-06-21").said("bid", "Torrance");
  news.outcome("2024-06-30", "Vesterby");
  const Dossier before = fold_last(news, on("2024-06-29"));
  EXPECT_EQ(before.resolution, Resolution::open);
  EXPECT_TRUE(before.outcomes.empty());
  const Dossier dossier = fold_last(news, on("2024-07-01"));
  EXPECT_EQ(states(dossier), "advanced done");
  EXPECT_EQ(dossier.history.back().outcome, 0);
  EXPECT_EQ(dossier.history.back().entry, dossier.outcomes[0].entry);
  EXPECT_EQ(dossier.resolution, Resolution::moved);
  EXPECT_EQ(suitor(dossier, "Vesterby").status, SuitorStatus::done);
  EXPECT_EQ(suitor(dossier, "Torrance").status, SuitorStatus::collapsed);
}

TEST(State, of_one_outlets_official_gives_way_to_another_clubs) {
  News news;
  news.report("2024-06-20", "The Echo").said("official", "Torrance");
  news.report("2024-06-21", "The Tribune")
      .said("official", "Vesterby")
      .by("Vesterby", SourceKind::club);
  const Dossier dossier = fold_last(news);
  EXPECT_EQ(suitor(dossier, "Torrance").status, SuitorStatus::collapsed);
  EXPECT_EQ(suitor(dossier, "Torrance").status_claim, 1);
  EXPECT_EQ(suitor(dossier, "Vesterby").status, SuitorStatus::done);
}

TEST(State, of_one_outlets_official_gives_way_to_two_who_go_on_as_before) {
  News news;
  news.report("2024-06-20", "The Echo").said("official", "Vesterby");
  news.report("2024-06-20", "The Tribune").said("talks", "Vesterby");
  news.report("2024-06-22", "The Tribune").said("talks", "Vesterby");
  EXPECT_EQ(states(fold_last(news)), "done");
  news.report("2024-06-23", "The Echo").said("interest", "Vesterby");
  news.report("2024-06-24", "Harbour News").said("talks", "Vesterby");
  EXPECT_EQ(states(fold_last(news)), "done advanced");
  news.report("2024-06-25", "Harbour News").said("official", "Vesterby");
  news.report("2024-06-25", "The Tribune").said("official", "Vesterby");
  EXPECT_EQ(states(fold_last(news)), "done advanced done");
}

TEST(Resolution, is_moved_by_a_clubs_official_word_or_two_origins) {
  News news;
  news.report("2024-06-20", "The Echo").said("official", "Vesterby");
  EXPECT_EQ(fold_last(news).resolution, Resolution::open);
  news.report("2024-06-20", "The Tribune").said("official", "Vesterby");
  EXPECT_EQ(fold_last(news).resolution, Resolution::moved);
  News by_club;
  by_club.report("2024-06-20", "Vesterby (official)").said("official", "Vesterby");
  EXPECT_EQ(fold_last(by_club).resolution, Resolution::moved);
}

TEST(Resolution, is_stayed_when_the_window_closed_and_the_outcomes_know_of_no_move) {
  News news;
  news.report("2024-06-20").said("talks", "Vesterby");
  news.outcomes_until("2024-08-15");
  EXPECT_EQ(fold_last(news, on("2024-12-01")).resolution, Resolution::open);
  news.outcomes_until("2024-10-01");
  EXPECT_EQ(fold_last(news, on("2024-08-20")).resolution, Resolution::open) << "not over yet";
  const Dossier dossier = fold_last(news, on("2024-12-01"));
  EXPECT_EQ(dossier.resolution, Resolution::stayed);
  EXPECT_EQ(states(dossier), "advanced dormant stayed");
  EXPECT_EQ(dossier.history.back().on, dossier.window.closes);
  News unknown("Duarte Cravo", "");
  unknown.report("2024-06-20").said("talks", "Vesterby");
  unknown.outcomes_until("2024-10-01");
  EXPECT_EQ(fold_last(unknown, on("2024-12-01")).resolution, Resolution::open)
      << "no table knows a person without an id";
}

TEST(Resolution, counts_moves_that_are_moves_in_reach_of_the_window) {
  const auto resolve = [](const char* day, const char* club, const char* type) {
    News news;
    news.report("2024-06-20").said("talks", "Vesterby");
    news.outcome(day, club, type);
    news.outcomes_until("2025-03-01");
    return fold_last(news, on("2025-03-01")).resolution;
  };
  EXPECT_EQ(resolve("2024-07-01", "Torrance", "loan"), Resolution::moved);
  EXPECT_EQ(resolve("2024-09-10", "Torrance", "permanent"), Resolution::moved);
  EXPECT_EQ(resolve("2024-05-25", "Torrance", "permanent"), Resolution::moved);
  EXPECT_EQ(resolve("2025-01-15", "Torrance", "permanent"), Resolution::stayed);
  EXPECT_EQ(resolve("2024-01-15", "Torrance", "permanent"), Resolution::stayed);
  EXPECT_EQ(resolve("2024-06-30", "Arnmouth", "end of loan"), Resolution::stayed);
  EXPECT_EQ(resolve("2024-06-30", "Arnmouth", "unknown"), Resolution::stayed);
  EXPECT_EQ(resolve("2024-06-30", "", "released"), Resolution::left);
}

TEST(Resolution, is_stayed_by_a_renewal_that_a_club_or_two_origins_tell) {
  News news;
  news.report("2024-06-20", "The Echo").said("renewal", "Arnmouth");
  EXPECT_EQ(fold_last(news).resolution, Resolution::open);
  EXPECT_EQ(fold_last(news).state, SagaState::stayed);
  news.report("2024-06-21", "The Tribune").said("renewal", "Arnmouth");
  EXPECT_EQ(fold_last(news).resolution, Resolution::stayed);
}

// Any news: each state has a cause, and its cause lies in time where it stands.
RC_GTEST_PROP(State, moves_only_with_a_named_cause, ()) {
  const std::vector<ClaimType>& types = FoldWorld::get().types->all();
  News news;
  const int reports = *rc::gen::inRange(1, 15);
  int day = Date{2024, 6, 15}.days();
  for (int r = 0; r < reports; ++r) {
    day += *rc::gen::inRange(0, 12);
    const Date date = std::min(Date::from_days(day), Date{2024, 8, 29});
    NewsReport report =
        news.report(date.to_string(), *rc::gen::element("The Echo", "The Tribune", ""));
    const int claims = *rc::gen::inRange(1, 4);
    for (int c = 0; c < claims; ++c) {
      const auto type = *rc::gen::inRange<std::size_t>(0, types.size());
      SaidClaim claim =
          report.said(types[type].name, *rc::gen::element("Vesterby", "Torrance", "Arnmouth"));
      claim.certainty(static_cast<Certainty>(*rc::gen::inRange(0, 4)));
      if (*rc::gen::inRange(0, 4) == 0) claim.denied();
      if (*rc::gen::inRange(0, 3) == 0) claim.by("Ines Okafor");
      if (*rc::gen::inRange(0, 6) == 0) claim.by("Arnmouth", SourceKind::club);
    }
  }
  const Dossier dossier = fold_last(news, parse_instant("2024-12-01").value());
  SagaState before = SagaState::dormant;
  Date last;
  RC_ASSERT(!dossier.history.empty());
  for (const StateChange& change : dossier.history) {
    RC_ASSERT(change.state != before);
    RC_ASSERT(!(change.on < last));
    if (change.claim >= 0) {
      RC_ASSERT(dossier.claims[static_cast<std::size_t>(change.claim)].entry == change.entry);
    } else {
      RC_ASSERT(change.state == SagaState::dormant || change.state == SagaState::stayed);
      RC_ASSERT(change.entry == 0);
    }
    before = change.state;
    last = change.on;
  }
  RC_ASSERT(dossier.history.back().state == dossier.state);
}

}  // namespace
}  // namespace mercato::test
