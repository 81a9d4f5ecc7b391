#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "6_check/checker.h"
#include "6_check/test_text.h"

namespace mercato::test {
namespace {

using testing::IsEmpty;

// An article of three paragraphs whose second is a post by Livia Serran. Claims are placed in the
// article ("said") or in the post ("posted").
class DriftTest : public testing::Test {
 protected:
  DriftTest() {
    document_.text = std::string(300, 'x');
    document_.blocks = {{{0, 99}, BlockKind::paragraph, -1, ""},
                        {{100, 199}, BlockKind::post, 0, ""},
                        {{200, 299}, BlockKind::paragraph, -1, ""}};
    Post post;
    post.span = {100, 199};
    post.author = "Livia Serran";
    post.handle = "lserran";
    document_.posts.push_back(post);
    for (const char* name : {"Nils Aalto", "FC Vesterby", "Torrance United", "Duarte Cravo"}) {
      Entity entity;
      entity.name = name;
      linked_.entities.push_back(entity);
    }
  }

  Claim claim(std::string_view type, std::int32_t to, std::uint32_t at) const {
    Claim out;
    out.person = 0;
    out.to = to;
    out.type = CheckWorld::get().types->find(type);
    EXPECT_NE(out.type, kNoClaimType) << type;
    out.evidence.push_back({{at, at + 10}, "fr"});
    return out;
  }
  Claim& posted(std::string_view type, std::int32_t to = kVesterby) {
    claims_.push_back(claim(type, to, 110));
    claims_.back().source = serran();
    claims_.back().source.post = 0;
    return claims_.back();
  }
  Claim& said(std::string_view type, std::int32_t to = kVesterby) {
    claims_.push_back(claim(type, to, 10));
    return claims_.back();
  }
  Claim& said_by_serran(std::string_view type, std::int32_t to = kVesterby) {
    Claim& out = said(type, to);
    out.source = serran();
    return out;
  }
  static Source serran() {
    Source source;
    source.kind = SourceKind::journalist;
    source.name = "Livia Serran";
    return source;
  }
  static Money amount(double value) { return {value, "EUR", MoneyKind::bid, {}}; }

  std::vector<DriftKind> kinds() const {
    std::vector<DriftKind> out;
    for (const Drift& drift : find_drift(document_, linked_, claims_, *CheckWorld::get().types))
      out.push_back(drift.kind);
    return out;
  }

  static constexpr std::int32_t kVesterby = 1, kTorrance = 2;
  Document document_;
  LinkedText linked_;
  std::vector<Claim> claims_;
};

TEST_F(DriftTest, sees_the_initiative_reversed) {
  posted("offered");
  said_by_serran("interest");
  EXPECT_THAT(kinds(), testing::ElementsAre(DriftKind::initiative_reversed));
  const auto drift = find_drift(document_, linked_, claims_, *CheckWorld::get().types);
  EXPECT_EQ(drift[0].claim, 1u);
  EXPECT_EQ(drift[0].against, 0u);
}

TEST_F(DriftTest, sees_no_reversal_where_the_article_says_offered_too) {
  posted("offered");
  said_by_serran("offered");
  EXPECT_THAT(kinds(), IsEmpty());
}

TEST_F(DriftTest, sees_a_later_stage_strengthened_and_an_earlier_weakened) {
  posted("interest");
  said_by_serran("talks");
  EXPECT_THAT(kinds(), testing::ElementsAre(DriftKind::strengthened));
  claims_.clear();
  posted("agreement");
  said_by_serran("talks");
  EXPECT_THAT(kinds(), testing::ElementsAre(DriftKind::weakened));
}

TEST_F(DriftTest, sees_a_firmer_and_a_softer_tone_of_one_type) {
  posted("talks").certainty = Certainty::hedged;
  said_by_serran("talks");
  EXPECT_THAT(kinds(), testing::ElementsAre(DriftKind::strengthened));
  std::swap(claims_[0].certainty, claims_[1].certainty);
  EXPECT_THAT(kinds(), testing::ElementsAre(DriftKind::weakened));
  claims_[0].certainty = claims_[1].certainty;
  EXPECT_THAT(kinds(), IsEmpty());
}

TEST_F(DriftTest, counts_setbacks_as_no_stage) {
  posted("bid");
  said_by_serran("bid_rejected");
  EXPECT_THAT(kinds(), IsEmpty());
}

TEST_F(DriftTest, sees_an_amount_changed_but_not_rounded) {
  posted("bid").money.push_back(amount(20e6));
  said_by_serran("bid").money.push_back(amount(25e6));
  EXPECT_THAT(kinds(), testing::ElementsAre(DriftKind::amount_changed));
  claims_[1].money[0].amount = 20.1e6;
  EXPECT_THAT(kinds(), IsEmpty());
  claims_[1].money[0] = amount(25e6);
  claims_[1].money[0].kind = MoneyKind::salary;
  EXPECT_THAT(kinds(), IsEmpty());
}

TEST_F(DriftTest, sees_the_club_changed_unless_the_cited_club_is_told_as_well) {
  posted("interest", kVesterby);
  said_by_serran("interest", kTorrance);
  EXPECT_THAT(kinds(), testing::ElementsAre(DriftKind::club_changed));
  said_by_serran("interest", kVesterby);
  EXPECT_THAT(kinds(), IsEmpty());
}

TEST_F(DriftTest, sees_the_source_changed_beside_the_post_only) {
  posted("interest");
  Claim& other = said("interest");
  other.source.kind = SourceKind::journalist;
  other.source.name = "Paulo Mendrel";
  EXPECT_THAT(kinds(), testing::ElementsAre(DriftKind::source_changed));
  said_by_serran("interest");
  EXPECT_THAT(kinds(), IsEmpty()) << "the post is cited with its own author";
}

TEST_F(DriftTest, compares_the_documents_own_voice_on_the_same_club) {
  posted("interest");
  said("agreement");
  EXPECT_THAT(kinds(), testing::ElementsAre(DriftKind::strengthened));
  claims_.clear();
  posted("interest", kVesterby);
  said("agreement", kTorrance);
  EXPECT_THAT(kinds(), IsEmpty()) << "news of its own on another club";
  claims_.clear();
  posted("interest");
  said_by_serran("interest");
  said("agreement");
  EXPECT_THAT(kinds(), IsEmpty())
      << "the post is restated rightly; the own voice says more by itself";
}

TEST_F(DriftTest, takes_two_claims_of_one_post_as_they_are) {
  posted("interest");
  posted("talks", kTorrance);
  said_by_serran("talks", kTorrance);
  said_by_serran("interest");
  EXPECT_THAT(kinds(), IsEmpty());
}

TEST_F(DriftTest, leaves_other_persons_times_and_denials_alone) {
  posted("offered");
  said_by_serran("interest").person = 3;
  said_by_serran("interest").polarity = Polarity::denied;
  said_by_serran("interest").when = When::past;
  EXPECT_THAT(kinds(), IsEmpty());
}

TEST_F(DriftTest, needs_a_post) {
  posted("offered");
  said_by_serran("interest");
  document_.posts.clear();
  EXPECT_THAT(kinds(), IsEmpty());
}

}  // namespace
}  // namespace mercato::test
