#include "1_language/quantity.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <filesystem>

namespace mercato {
namespace {

const Languages& languages() {
  static const auto loaded = Languages::load(std::filesystem::path(MERCATO_SOURCE_DIR) / "data");
  if (!loaded) throw std::runtime_error(loaded.error().to_string());
  return **loaded;
}

struct Value {
  MentionKind kind;
  std::string text;
  Quantity quantity;
};

std::vector<Value> values(std::string_view tag, std::string_view text, Date published = {}) {
  Document document;
  document.text = std::string(text);
  document.language = std::string(tag);
  document.published = published;
  TokenizedText tokens;
  languages().tokenize(document.text, languages().find(tag), tokens);
  LinkedText linked;
  languages().find_quantities(document, tokens, linked);
  std::vector<Value> out;
  for (const Mention& mention : linked.mentions) {
    EXPECT_EQ(mention.form, MentionForm::value);
    EXPECT_EQ(tokens.tokens[mention.first_token].span.begin, mention.span.begin);
    EXPECT_EQ(tokens.tokens[mention.end_token - 1].span.end, mention.span.end);
    out.push_back({mention.kind, std::string(slice(document.text, mention.span)),
                   linked.quantities[static_cast<std::size_t>(mention.entity)]});
  }
  return out;
}

struct MoneyCase {
  const char *language, *text, *words;
  double amount, amount_to;
  const char* currency;
};

class Money : public testing::TestWithParam<MoneyCase> {};

TEST_P(Money, is_found_with_its_amount_and_currency) {
  const MoneyCase& want = GetParam();
  std::vector<Value> money;
  for (const Value& value : values(want.language, want.text)) {
    if (value.kind == MentionKind::money) money.push_back(value);
  }
  ASSERT_EQ(money.size(), 1u) << want.text;
  EXPECT_EQ(money[0].text, want.words) << want.text;
  EXPECT_DOUBLE_EQ(money[0].quantity.amount, want.amount) << want.text;
  EXPECT_DOUBLE_EQ(money[0].quantity.amount_to, want.amount_to) << want.text;
  EXPECT_EQ(money[0].quantity.currency_code, want.currency) << want.text;
}

INSTANTIATE_TEST_SUITE_P(
    French, Money,
    testing::Values(
        MoneyCase{"fr", "une offre de 15 millions d'euros pour lui", "15 millions d'euros", 15e6, 0,
                  "EUR"},
        MoneyCase{"fr", "une offre de 15 millions d’euros", "15 millions d’euros", 15e6, 0, "EUR"},
        MoneyCase{"fr", "pour 15 M€ environ", "15 M€", 15e6, 0, "EUR"},
        MoneyCase{"fr", "Estimé à 15M€, il", "15M€", 15e6, 0, "EUR"},
        MoneyCase{"fr", "cédé à 0€ cet été", "0€", 0, 0, "EUR"},
        MoneyCase{"fr", "contre 25/30M€ en juin", "25/30M€", 25e6, 30e6, "EUR"},
        MoneyCase{"fr", "entre 30 et 35 millions d'euros", "30 et 35 millions d'euros", 30e6, 35e6,
                  "EUR"},
        MoneyCase{"fr", "de 30 à 35 M€.", "30 à 35 M€", 30e6, 35e6, "EUR"},
        MoneyCase{"fr", "une clause de 110 millions", "110 millions", 110e6, 0, ""},
        MoneyCase{"fr", "deux millions et demi de dollars", "deux millions et demi de dollars",
                  2.5e6, 0, "USD"},
        MoneyCase{"fr", "pour 12,5 M€", "12,5 M€", 12.5e6, 0, "EUR"},
        MoneyCase{"fr", "25 000 € par mois", "25 000 €", 25000, 0, "EUR"},
        MoneyCase{"fr", "25\u202f000\u00a0€ par mois", "25\u202f000\u00a0€", 25000, 0, "EUR"},
        MoneyCase{"fr", "15 millions de bonus compris", "15 millions", 15e6, 0, ""},
        MoneyCase{"fr", "40 millions de livres sterling", "40 millions de livres sterling", 40e6, 0,
                  "GBP"}));

INSTANTIATE_TEST_SUITE_P(
    English, Money,
    testing::Values(
        MoneyCase{"en", "a €15m bid", "€15m", 15e6, 0, "EUR"},
        MoneyCase{"en", "worth £30 million plus", "£30 million", 30e6, 0, "GBP"},
        MoneyCase{"en", "a £25million deal", "£25million", 25e6, 0, "GBP"},
        MoneyCase{"en", "a $5 million fee", "$5 million", 5e6, 0, "USD"},
        MoneyCase{"en", "a fee of 2.5M they say", "2.5M", 2.5e6, 0, ""},
        MoneyCase{"en", "on £80k a week", "£80k", 80e3, 0, "GBP"},
        MoneyCase{"en", "on 80k a week", "80k", 80e3, 0, ""},
        MoneyCase{"en", "between £30m and £35m for him", "£30m and £35m", 30e6, 35e6, "GBP"},
        MoneyCase{"en", "between €1-2m, including", "€1-2m", 1e6, 2e6, "EUR"},
        MoneyCase{"en", "half a million pounds", "half a million pounds", 5e5, 0, "GBP"},
        MoneyCase{"en", "around a million euros", "a million euros", 1e6, 0, "EUR"},
        MoneyCase{"en", "a £10-million move", "£10-million", 10e6, 0, "GBP"},
        MoneyCase{"en", "the €1,500,000 clause", "€1,500,000", 1.5e6, 0, "EUR"},
        MoneyCase{"en", "EUR 12m on the table", "EUR 12m", 12e6, 0, "EUR"},
        MoneyCase{"en", "a £1.2bn project", "£1.2bn", 1.2e9, 0, "GBP"}));

INSTANTIATE_TEST_SUITE_P(
    Others, Money,
    testing::Values(
        MoneyCase{"it", "offerti 15 mln al club", "15 mln", 15e6, 0, ""},
        MoneyCase{"it", "rifiutati 15 milioni di euro", "15 milioni di euro", 15e6, 0, "EUR"},
        MoneyCase{"it", "circa 1,5 milione a stagione", "1,5 milione", 1.5e6, 0, ""},
        MoneyCase{"it", "ne chiede 12 kk cash", "12 kk", 12e6, 0, ""},
        MoneyCase{"it", "un milione e mezzo di euro", "un milione e mezzo di euro", 1.5e6, 0,
                  "EUR"},
        MoneyCase{"it", "tra i 30 e i 35 milioni", "30 e i 35 milioni", 30e6, 35e6, ""},
        MoneyCase{"it", "ingaggio da 800mila euro", "800mila euro", 8e5, 0, "EUR"},
        MoneyCase{"de", "30-35 Mio. Euro als Ablöse", "30-35 Mio. Euro", 30e6, 35e6, "EUR"},
        MoneyCase{"de", "für 1,5 Millionen Euro", "1,5 Millionen Euro", 1.5e6, 0, "EUR"},
        MoneyCase{"de", "rund 15 Mio. € Ablöse", "15 Mio. €", 15e6, 0, "EUR"},
        MoneyCase{"de", "zwischen 10 und 12 Millionen Euro", "10 und 12 Millionen Euro", 10e6, 12e6,
                  "EUR"},
        MoneyCase{"es", "por 1.500 millones", "1.500 millones", 1.5e9, 0, ""},
        MoneyCase{"es", "unos 20 millones de euros", "20 millones de euros", 20e6, 0, "EUR"},
        MoneyCase{"es", "de 20 a 25 millones de euros", "20 a 25 millones de euros", 20e6, 25e6,
                  "EUR"},
        MoneyCase{"es", "dos mil millones de euros", "dos mil millones de euros", 2e9, 0, "EUR"},
        MoneyCase{"pt", "oferta de 12 Mi de euros", "12 Mi de euros", 12e6, 0, "EUR"},
        MoneyCase{"pt", "por R$ 20 milhões à vista", "R$ 20 milhões", 20e6, 0, "BRL"},
        MoneyCase{"nl", "voor 7 miljoen euro", "7 miljoen euro", 7e6, 0, "EUR"},
        MoneyCase{"nl", "voor 7,5 miljoen", "7,5 miljoen", 7.5e6, 0, ""}));

TEST(Quantities, gives_each_part_of_a_sum_the_scale_of_its_last) {
  const auto found = values("it", "Offerti 40+5 milioni di euro");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_DOUBLE_EQ(found[0].quantity.amount, 40e6);
  EXPECT_EQ(found[0].quantity.currency_code, "EUR");
  EXPECT_DOUBLE_EQ(found[1].quantity.amount, 5e6);
}

TEST(Quantities, keeps_a_fee_and_its_bonus_apart) {
  const auto found = values("en", "a £50m fee plus £5m in add-ons");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_DOUBLE_EQ(found[0].quantity.amount, 50e6);
  EXPECT_DOUBLE_EQ(found[1].quantity.amount, 5e6);
}

TEST(Quantities, does_not_take_people_for_money) {
  const auto found = values("fr", "suivi par 15 millions de téléspectateurs");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].kind, MentionKind::number);
}

TEST(Quantities, takes_a_club_after_an_amount_for_who_pays) {
  const auto found = values("fr", "les 15 millions de Nantes");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].kind, MentionKind::money);
}

struct YearsCase {
  const char *language, *text, *words;
  double years;
};
class Years : public testing::TestWithParam<YearsCase> {};

TEST_P(Years, are_told_from_plain_numbers) {
  const YearsCase& want = GetParam();
  const auto found = values(want.language, want.text);
  ASSERT_EQ(found.size(), 1u) << want.text;
  EXPECT_EQ(found[0].kind, MentionKind::number);
  EXPECT_EQ(found[0].text, want.words);
  EXPECT_TRUE(found[0].quantity.years);
  EXPECT_DOUBLE_EQ(found[0].quantity.amount, want.years);
}

INSTANTIATE_TEST_SUITE_P(
    All, Years,
    testing::Values(YearsCase{"fr", "A 25 ans, il progresse", "25 ans", 25},
                    YearsCase{"fr", "plus que deux ans de contrat", "deux ans", 2},
                    YearsCase{"fr", "âgé de vingt-cinq ans", "vingt-cinq ans", 25},
                    YearsCase{"en", "the 24-year-old winger", "24-year-old", 24},
                    YearsCase{"en", "24 years old", "24 years old", 24},
                    YearsCase{"en", "a two-year deal", "two-year", 2},
                    YearsCase{"it", "il 24enne", "24enne", 24},
                    YearsCase{"it", "ha 24 anni", "24 anni", 24},
                    YearsCase{"de", "der 25-jährige Stürmer", "25-jährige", 25},
                    YearsCase{"de", "drei Jahre", "drei Jahre", 3},
                    YearsCase{"es", "de 25 años", "25 años", 25},
                    YearsCase{"es", "treinta y cinco años", "treinta y cinco años", 35},
                    YearsCase{"pt", "de 25 anos", "25 anos", 25},
                    YearsCase{"nl", "de 25-jarige spits", "25-jarige", 25},
                    YearsCase{"nl", "25 jaar oud", "25 jaar", 25}));

TEST(Quantities, finds_plain_ages_as_numbers) {
  for (const char* text : {"Marco Verdi, 24, va partir", "Marco Verdi (24) va partir"}) {
    const auto found = values("fr", text);
    ASSERT_EQ(found.size(), 1u) << text;
    EXPECT_EQ(found[0].kind, MentionKind::number);
    EXPECT_FALSE(found[0].quantity.years);
    EXPECT_DOUBLE_EQ(found[0].quantity.amount, 24);
  }
}

TEST(Quantities, leaves_scores_seasons_shares_and_ordinals_alone) {
  for (const char* text : {"battu 2-1 hier", "un 4-3-3 classique", "la saison 2025/26",
                           "la saison 2025-26", "à 21:45 ce soir", "10% de la revente",
                           "en 4-2-3-1", "mené 3–0", "le 4e but", "15 m des buts, un M. Dupont"}) {
    const auto found = values("fr", text);
    for (const Value& value : found) {
      EXPECT_EQ(value.kind, MentionKind::number) << text << ": " << value.text;
      EXPECT_EQ(value.text, "15") << text;
    }
  }
}

struct DateCase {
  const char *language, *text, *words, *date;
};
class Dates : public testing::TestWithParam<DateCase> {};

TEST_P(Dates, are_found_whole) {
  const DateCase& want = GetParam();
  const auto found = values(want.language, want.text, Date{2024, 6, 12});
  ASSERT_EQ(found.size(), 1u) << want.text;
  EXPECT_EQ(found[0].kind, MentionKind::date) << want.text;
  EXPECT_EQ(found[0].text, want.words) << want.text;
  EXPECT_EQ(found[0].quantity.date.to_string(), want.date) << want.text;
}

INSTANTIATE_TEST_SUITE_P(
    All, Dates,
    testing::Values(
        DateCase{"en", "on June 11, 2024 he", "June 11, 2024", "2024-06-11"},
        DateCase{"en", "on 11 June he", "11 June", "2024-06-11"},
        DateCase{"en", "on June 11th", "June 11th", "2024-06-11"},
        DateCase{"en", "on 28 December", "28 December", "2023-12-28"},
        DateCase{"en", "until June 2028.", "June 2028", "2028-06"},
        DateCase{"en", "until 2028.", "2028", "2028"},
        DateCase{"en", "on Sat, Jan. 3, 2026", "Sat, Jan. 3, 2026", "2026-01-03"},
        DateCase{"fr", "le 20 juillet 2016 à", "20 juillet 2016", "2016-07-20"},
        DateCase{"fr", "le 1er août", "1er août", "2024-08-01"},
        DateCase{"fr", "jusqu'en juin 2026", "juin 2026", "2026-06"},
        DateCase{"fr", "le 11/06/2024", "11/06/2024", "2024-06-11"},
        DateCase{"fr", "signé June 11, 2024", "June 11, 2024", "2024-06-11"},
        DateCase{"de", "am 11. Juni 2024 in", "11. Juni 2024", "2024-06-11"},
        DateCase{"de", "am 11.06.2024", "11.06.2024", "2024-06-11"},
        DateCase{"de", "bis 30. Juni 2027", "30. Juni 2027", "2027-06-30"},
        DateCase{"de", "bis März 2027", "März 2027", "2027-03"},
        DateCase{"es", "el 11 de junio de 2024", "11 de junio de 2024", "2024-06-11"},
        DateCase{"es", "hasta junio de 2027", "junio de 2027", "2027-06"},
        DateCase{"pt", "a 11 de junho de 2024", "11 de junho de 2024", "2024-06-11"},
        DateCase{"pt", "no dia 1º de julho", "1º de julho", "2024-07-01"},
        DateCase{"it", "lunedì 3 giugno", "lunedì 3 giugno", "2024-06-03"},
        DateCase{"it", "fino al 30 giugno del 2027", "30 giugno del 2027", "2027-06-30"},
        DateCase{"nl", "op 11 juni 2024", "11 juni 2024", "2024-06-11"},
        DateCase{"en", "at 2024-06-11T10:00:00Z today", "2024-06-11T10:00:00Z", "2024-06-11"},
        DateCase{"fr", "de 2024-06 on", "2024-06", "2024-06"}));

TEST(Quantities, does_not_take_common_words_for_months) {
  for (const char* text :
       {"he may 11 times", "a march of 10 fans", "out of 15 set pieces", "3 years ago"}) {
    for (const Value& value : values("en", text)) EXPECT_NE(value.kind, MentionKind::date) << text;
  }
  for (const Value& value : values("fr", "en août 2 joueurs"))
    EXPECT_NE(value.kind, MentionKind::date);
}

TEST(ParseDate, reads_every_language_without_being_told_which) {
  const std::pair<const char*, const char*> cases[] = {
      {"June 11, 2024", "2024-06-11"},
      {" 11 juin 2024", "2024-06-11"},
      {"11. Juni 2024", "2024-06-11"},
      {"11 de junio de 2024", "2024-06-11"},
      {"lunedì 3 giugno 2024", "2024-06-03"},
      {"20 juillet 2016 et", "2016-07-20"},
      {"2024-06", "2024-06"},
      {"2024-06-11T10:00:00Z", "2024-06-11"},
      {"11/06/2024", "2024-06-11"},
      {"Tue, 11 Jun 2024 10:00:00 GMT", "2024-06-11"},
      {"Aug 30, 2020", "2020-08-30"},
      {"5 févr. 2021", "2021-02-05"},
      {"12 out 2021", "2021-10-12"}};
  for (const auto& [text, want] : cases) {
    const auto date = parse_date(languages(), text);
    ASSERT_TRUE(date) << text;
    EXPECT_EQ(date->date.to_string(), want) << text;
  }
}

TEST(ParseDate, says_how_far_it_read) {
  const auto date = parse_date(languages(), "  2024-06 Dans : OM.");
  ASSERT_TRUE(date);
  EXPECT_EQ(date->used, 9u);
}

TEST(ParseDate, keeps_the_year_open_where_the_text_does) {
  const auto date = parse_date(languages(), "June 11");
  ASSERT_TRUE(date);
  EXPECT_EQ(date->date, (Date{0, 6, 11}));
}

TEST(ParseDate, finds_nothing_where_no_date_begins) {
  for (const char* text : {"", "   ", "hello", "the 11 June 2024", "32 juin 2024", "31/02/2024",
                           "99/99/9999", "(", "\u2014"}) {
    EXPECT_FALSE(parse_date(languages(), text)) << text;
  }
}

RC_GTEST_PROP(Quantities, spans_are_in_order_and_within_any_text, ()) {
  const auto pieces = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
      "15", "M", "€", " ", "-", "juin", "2024", ".", ",", "millions", "d'", "euros", "£", "R$",
      "30", "et", "entre", "1er", "k", "kk", "/", "+", "ans", "\n", "lundi", "0",
      "999999999999999999999999", "1.000", "2,5", "T10", "%", "–"));
  std::string text;
  for (const std::string& piece : pieces) text += piece;
  TokenizedText tokens;
  languages().tokenize(text, languages().find("fr"), tokens);
  Document document;
  document.text = text;
  LinkedText linked;
  languages().find_quantities(document, tokens, linked);
  std::uint32_t end = 0;
  for (const Mention& mention : linked.mentions) {
    RC_ASSERT(mention.span.begin >= end);
    RC_ASSERT(mention.span.end > mention.span.begin);
    RC_ASSERT(mention.span.end <= text.size());
    RC_ASSERT(mention.first_token < mention.end_token);
    end = mention.span.end;
  }
  RC_ASSERT(linked.mentions.size() == linked.quantities.size());
}

}  // namespace
}  // namespace mercato
