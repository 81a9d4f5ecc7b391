#include "4_link/linker.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "4_link/linker_testing.h"

namespace mercato::link {
namespace {

LinkedDocument link(std::string text, std::string language = "fr", std::string day = "2023-12-01") {
  return SmallWorld::get().link(std::move(text), std::move(language), std::move(day));
}

TEST(Linker, links_a_surname_to_the_full_name_elsewhere) {
  const auto doc =
      link("Montelupo vise Lucio Vardanelli. Selon nos informations, Vardanelli est séduit.");
  EXPECT_EQ(doc.at("Lucio Vardanelli"), "Lucio Vardanelli");
  EXPECT_EQ(doc.at("Vardanelli"), "Lucio Vardanelli");
  EXPECT_EQ(doc.count(MentionKind::person), 1);
}

TEST(Linker, chooses_the_namesake_whose_club_the_text_names) {
  EXPECT_EQ(link("Vardanelli reste à Brévanne cette saison.").at("Vardanelli"), "Lucio Vardanelli");
  EXPECT_EQ(
      link("Encore une saison : Vardanelli reste à Harwick Rovers.").linked.entities.front().kind,
      MentionKind::club);
}

TEST(Linker, knows_a_full_name_that_is_written_wrong_or_cut_off) {
  EXPECT_EQ(link("Brévanne garde Lucio Vardaneli cette saison.").at("Lucio Vardaneli"),
            "Lucio Vardanelli");
  EXPECT_EQ(link("Brévanne joue demain. La saison de Lucio Vardan").at("Lucio Vardan"),
            "Lucio Vardanelli");
  EXPECT_EQ(link("Brévanne garde Lucio Verdunello cette saison.").at("Lucio Verdunello"),
            "Lucio Verdunello");
}

TEST(Linker, takes_the_people_of_a_country_for_its_club_in_the_text) {
  const auto doc = link("Montelupo vise Lucio Vardanelli. Les Italiens ont fait une offre.");
  EXPECT_EQ(doc.at("Italiens", MentionKind::club), "AC Montelupo");
  EXPECT_EQ(
      link("Brévanne vise Lucio Vardanelli. Les Italiens aussi.").at("Italiens", MentionKind::club),
      "");
  EXPECT_EQ(
      link("Montelupo joue. Les Italiens de Brévanne sont là.").at("Italiens", MentionKind::club),
      "");
}

TEST(Linker, gives_the_surname_of_a_headline_to_the_whole_name_that_follows) {
  const auto doc = link(
      "Montelupo: le transfert de Zarbani avance. Le défenseur Lucio Zarbani est attendu lundi.");
  EXPECT_EQ(doc.at("Zarbani"), "Lucio Zarbani");
  EXPECT_EQ(doc.at("Lucio Zarbani"), "Lucio Zarbani");
}

TEST(Linker, knows_the_author_in_the_line) {
  const auto doc =
      link("Publié le 8 juillet 2020 à 22h30 par Idris Molander Montelupo vise Lucio Vardanelli.");
  EXPECT_EQ(doc.at("Idris Molander", MentionKind::person), "");
  EXPECT_EQ(doc.at("Idris Molander", MentionKind::journalist), "Idris Molander");
  EXPECT_EQ(doc.at("Lucio Vardanelli"), "Lucio Vardanelli");
}

TEST(Linker, knows_who_only_speaks) {
  const auto doc = link(
      "Harwick Rovers want Gareth Balden. \"He is happy\", said the agent Idris Molander. Lucio "
      "Talabard has said nothing. The striker Idris Brendel explained his choice.",
      "en");
  ASSERT_NE(doc.entity("Idris Molander"), nullptr);
  EXPECT_TRUE(doc.entity("Idris Molander")->coach);
  EXPECT_FALSE(doc.entity("Gareth Balden")->coach);
  ASSERT_NE(doc.entity("Idris Brendel"), nullptr);
  EXPECT_FALSE(doc.entity("Idris Brendel")->coach);
}

TEST(Linker, prints_the_words_of_the_text_where_identity_is_not_sure) {
  const auto doc = link("Hier soir, Vardanelli a parlé.");
  ASSERT_EQ(doc.at("Vardanelli"), "Vardanelli");
  EXPECT_FALSE(doc.entity("Vardanelli")->certain);
  EXPECT_NE(doc.entity("Vardanelli")->id, kNoReference);
}

TEST(Linker, links_clubs_by_name_nickname_demonym_and_hashtag) {
  const auto doc = link("L'OB et les Brévannais préparent la suite. La Lupa attend. #Montelupo");
  EXPECT_EQ(doc.at("OB", MentionKind::club), "Olympique de Brévanne");
  EXPECT_NE(doc.entity("AC Montelupo"), nullptr);
  EXPECT_EQ(doc.at("#Montelupo", MentionKind::club), "AC Montelupo");
}

TEST(Linker, takes_a_clubs_name_for_it_before_the_city_of_another) {
  const auto doc =
      link("Sporting Valdoro play tonight. Sporting Valdoro and Harwick want Idris Kombalé.", "en");
  EXPECT_EQ(doc.at("Sporting Valdoro", MentionKind::club, 1), "Sporting Valdoro");
  EXPECT_EQ(doc.at("Harwick", MentionKind::club), "Harwick Rovers");
}

TEST(Linker, takes_city_after_club_for_one_club) {
  const auto doc = link("L'AC Montelupo de Montelupo a gagné.");
  EXPECT_EQ(doc.count(MentionKind::club), 1);
}

TEST(Linker, lets_a_person_named_in_full_win_over_a_club_of_that_name) {
  const auto doc = link("Gareth Balden is close to a move. Balden said so on Friday.", "en");
  EXPECT_EQ(doc.at("Balden"), "Gareth Balden");
  EXPECT_EQ(doc.at("Balden", MentionKind::club), "");
}

TEST(Linker, follows_descriptions_to_the_person_they_fit) {
  const auto doc = link(
      "Lucio Vardanelli et Idris Kombalé sont à l'OB. Le défenseur central brévannais plaît. "
      "L'Argentin a 24 ans.");
  EXPECT_EQ(doc.at("Le défenseur central brévannais"), "Lucio Vardanelli");
  EXPECT_EQ(doc.at("L'Argentin"), "Lucio Vardanelli");
  EXPECT_EQ(doc.at("défenseur central", MentionKind::position), "centre-back");
}

TEST(Linker, follows_a_wrong_age_to_the_only_player_in_view) {
  const auto one = link("Montelupo want Lucio Vardanelli. The 40-year-old defender is keen.", "en");
  EXPECT_EQ(one.at("The 40-year-old defender"), "Lucio Vardanelli");
  const auto two = link(
      "Montelupo want Lucio Vardanelli and Idris Kombalé. The 40-year-old defender is keen.", "en");
  EXPECT_EQ(two.at("The 40-year-old defender"), "");
}

TEST(Linker, gives_the_club_inside_a_description_to_the_person) {
  const auto doc = link("L'ancien attaquant de Brévanne Piero Sandrucci a parlé.");
  const Mention* club = doc.mention("Brévanne", MentionKind::club);
  ASSERT_NE(club, nullptr);
  EXPECT_EQ(doc.name(club->holder), "Piero Sandrucci");
  EXPECT_TRUE(club->past);
}

TEST(Linker, gives_the_possessive_club_to_the_person) {
  const auto doc = link("Rovals want Harwick's Tom Harrowgate this summer.", "en");
  const Mention* club = doc.mention("Harwick", MentionKind::club);
  ASSERT_NE(club, nullptr);
  EXPECT_EQ(doc.name(club->holder), "Tom Harrowgate");
  EXPECT_FALSE(club->past);
  EXPECT_EQ(doc.name(doc.entity("Tom Harrowgate")->club), "Harwick Rovers");
}

TEST(Linker, gives_the_club_of_an_apposition_to_the_person) {
  const auto holder = [](const LinkedDocument& doc, std::string_view club) {
    const Mention* mention = doc.mention(club, MentionKind::club);
    return mention == nullptr ? "no mention" : doc.name(mention->holder);
  };
  const auto plain = link("O Montelupo quer Tom Harrowgate, do Harwick, e mais um.", "pt");
  EXPECT_EQ(holder(plain, "Harwick"), "Tom Harrowgate");
  EXPECT_EQ(plain.name(plain.entity("Tom Harrowgate")->club), "Harwick Rovers");
  EXPECT_EQ(holder(link("Montelupo su Tom Harrowgate (27, Harwick).", "it"), "Harwick"),
            "Tom Harrowgate");
  const auto former = link("Montelupo quiere a Tom Harrowgate, ex Cantera, para enero.", "es");
  EXPECT_EQ(holder(former, "Cantera"), "Tom Harrowgate");
  EXPECT_TRUE(former.mention("Cantera", MentionKind::club)->past);
  EXPECT_EQ(holder(link("Con Tom Harrowgate, del Montelupo si riparla.", "it"), "Montelupo"), "");
}

TEST(Linker, gives_the_club_of_a_clause_to_the_person_before_it) {
  const auto holder = [](const LinkedDocument& doc, std::string_view club) {
    const Mention* mention = doc.mention(club, MentionKind::club);
    return mention == nullptr ? "no mention" : doc.name(mention->holder);
  };
  EXPECT_EQ(holder(link("Montelupo quer Tom Harrowgate, de 22 anos, que defende o Harwick.", "pt"),
                   "Harwick"),
            "Tom Harrowgate");
  EXPECT_EQ(holder(link("Tom Harrowgate, der beim Harwick spielt, ist begehrt.", "de"), "Harwick"),
            "Tom Harrowgate");
  EXPECT_EQ(holder(link("Montelupo want Tom Harrowgate, who could join Harwick.", "en"), "Harwick"),
            "");
  EXPECT_EQ(holder(link("Montelupo veut Tom Harrowgate. Il joue à Harwick.", "fr"), "Harwick"), "");
  EXPECT_EQ(holder(link("Montelupo sign Jan Ortwin on loan from Harwick.", "en"), "Harwick"),
            "Jan Ortwin");
  EXPECT_EQ(
      holder(
          link("Montelupo sign Jan Ortwin (Brévanne). Jan Ortwin was on loan from Harwick.", "en"),
          "Harwick"),
      "");
}

TEST(Linker, takes_news_of_a_fresh_move_for_news_of_the_club_that_is_left) {
  const auto holder = [](std::string text, std::string day) {
    const auto doc = link(std::move(text), "fr", std::move(day));
    return doc.name(doc.entity("Idris Kombalé")->club);
  };
  const std::string both = "L'OB signe Idris Kombalé de Harwick Rovers.";
  EXPECT_EQ(holder(both, "2022-07-20"), "Harwick Rovers");
  EXPECT_EQ(holder(both, "2023-02-01"), "Olympique de Brévanne");
  EXPECT_EQ(holder(both, "no day"), "Harwick Rovers");
  EXPECT_EQ(holder("L'OB signe Idris Kombalé.", "2022-07-20"), "");
  EXPECT_EQ(holder("L'OB garde Idris Kombalé.", "2022-09-20"), "Olympique de Brévanne");
}

TEST(Linker, leaves_a_suitor_beside_the_name_without_holder) {
  const auto doc = link("Montelupo target Tom Harrowgate is in talks.", "en");
  const Mention* club = doc.mention("Montelupo", MentionKind::club);
  ASSERT_NE(club, nullptr);
  EXPECT_EQ(club->holder, -1);
}

TEST(Linker, resolves_a_club_by_its_country) {
  const auto doc = link("L'OB discute avec Montelupo. Le club italien est patient.");
  EXPECT_EQ(doc.at("club italien", MentionKind::club), "AC Montelupo");
}

TEST(Linker, makes_a_provisional_person_of_an_unknown_name) {
  const auto doc = link("Le milieu Ugo Talabardou (22 ans) arrive à Brévanne. Talabardou a signé.");
  EXPECT_EQ(doc.at("Ugo Talabardou"), "Ugo Talabardou");
  EXPECT_EQ(doc.entity("Ugo Talabardou")->id, kNoReference);
}

TEST(Linker, makes_a_person_of_an_unknown_name_behind_a_german_noun) {
  const auto doc = link("Am Samstag fehlte der Stürmer Karim Talabardou.", "de");
  EXPECT_EQ(doc.at("Karim Talabardou"), "Karim Talabardou");
  EXPECT_EQ(link("Das Spiel fand im Stadion Karim Talabardou statt.", "de").at("Karim Talabardou"),
            "");
}

TEST(Linker, does_not_cut_a_known_surname_out_of_a_longer_unknown_name) {
  const auto doc = link("On parle de Tom Vardanelli chez les supporters.");
  EXPECT_EQ(doc.at("Vardanelli"), "");
  EXPECT_EQ(doc.at("Tom Vardanelli"), "Tom Vardanelli");
}

TEST(Linker, blocks_the_person_where_a_source_speaks) {
  const auto doc = link("Selon Aldo Ferrandi, Montelupo insiste pour Idris Kombalé.");
  EXPECT_EQ(doc.at("Aldo Ferrandi", MentionKind::journalist), "Aldo Ferrandi");
  EXPECT_EQ(doc.at("Aldo Ferrandi"), "");
}

TEST(Linker, marks_coaches) {
  const auto doc = link("L'entraîneur Bruno Castagnet compte sur Idris Kombalé à Brévanne.");
  EXPECT_TRUE(doc.entity("Bruno Castagnet")->coach);
  EXPECT_FALSE(doc.entity("Idris Kombalé")->coach);
}

TEST(Linker, continues_a_pronoun_and_skips_the_impersonal) {
  const auto doc = link("Idris Kombalé veut partir. Il rêve d'Espagne. Il faut attendre.");
  EXPECT_EQ(doc.at("Il"), "Idris Kombalé");
  EXPECT_EQ(doc.mention("Il", MentionKind::person, 1), nullptr);
}

TEST(Linker, continues_the_person_of_the_headline_over_one_named_in_passing) {
  const std::string begin = "Montelupo vise Lucio Vardanelli. Vardanelli plaît. Vardanelli joue. ";
  EXPECT_EQ(link(begin + "Tom Harrowgate revient. Le joueur coûte cher.").at("Le joueur"),
            "Lucio Vardanelli");
  EXPECT_EQ(link(begin + "Tom Harrowgate revient. Harrowgate coûte cher. Le joueur est là.")
                .at("Le joueur"),
            "Tom Harrowgate");
}

TEST(Linker, reads_texts_that_lost_their_apostrophes) {
  const auto doc = link("Le dossier avance pour lOB et Idris Kombalé.");
  EXPECT_EQ(doc.at("OB", MentionKind::club), "Olympique de Brévanne");
}

TEST(Linker, orders_mentions_by_first_token_and_length) {
  const auto doc =
      link("Le défenseur central brévannais Lucio Vardanelli, 24 ans, vaut 10 millions d'euros.");
  const auto& mentions = doc.linked.mentions;
  ASSERT_GT(mentions.size(), 3u);
  for (std::size_t i = 1; i < mentions.size(); ++i) {
    EXPECT_LE(mentions[i - 1].first_token, mentions[i].first_token);
    if (mentions[i - 1].first_token == mentions[i].first_token) {
      EXPECT_GE(mentions[i - 1].end_token, mentions[i].end_token);
    }
  }
}

TEST(Linker, gives_the_same_answer_with_used_scratch) {
  const auto& world = SmallWorld::get();
  const auto scratch = world.linker->make_scratch();
  auto first = world.link("Montelupo vise Lucio Vardanelli et l'OB refuse.", "fr");
  auto second = world.link("Harwick Rovers want Tom Harrowgate.", "en");
  LinkedText reused;
  world.linker->link(second.document, second.tokens, *scratch, reused);
  world.linker->link(first.document, first.tokens, *scratch, reused);
  ASSERT_EQ(reused.mentions.size(), first.linked.mentions.size());
  for (std::size_t i = 0; i < reused.mentions.size(); ++i)
    EXPECT_EQ(reused.mentions[i].span, first.linked.mentions[i].span);
}

TEST(Linker, takes_the_clubs_people_in_lower_case_after_a_noun) {
  const auto doc = link("Les joueurs brévannais et Idris Kombalé fêtent cela.");
  EXPECT_EQ(doc.at("brévannais", MentionKind::club), "Olympique de Brévanne");
}

TEST(Linker, leaves_a_pronoun_to_the_journalist_named_last) {
  const auto doc = link("Idris Kombalé plaît, selon Aldo Ferrandi. Sur X, il a tout révélé.");
  EXPECT_EQ(doc.at("il"), "");
}

TEST(Linker, reads_a_possessive_that_lost_its_apostrophe) {
  const auto doc = link("The latest on Tom Harrowgates move to Montelupo.", "en");
  EXPECT_EQ(doc.at("Tom Harrowgate"), "Tom Harrowgate");
}

TEST(Linker, keeps_two_known_surnames_with_a_hyphen_apart) {
  const auto doc = link("Harwick Rovers e Montelupo: scambio Harrowgate-Sandrucci in vista.", "it");
  EXPECT_EQ(doc.at("Harrowgate"), "Tom Harrowgate");
  EXPECT_EQ(doc.at("Sandrucci"), "Piero Sandrucci");
}

TEST(Linker, finds_a_competition_whose_later_words_have_no_capitals) {
  const auto doc = link("L'OB jouera la Ligue des champions avec Idris Kombalé.");
  EXPECT_EQ(doc.at("Ligue des champions", MentionKind::competition), "UEFA Champions League");
}

TEST(Linker, makes_provisional_clubs_of_unknown_names_beside_a_legal_form) {
  const auto doc = link(
      "Le FC Sandrève vise Idris Kombalé. L'AS Ombrelune refuse, mais Sandrève insiste. "
      "#Ombrelune");
  EXPECT_EQ(doc.at("FC Sandrève", MentionKind::club), "FC Sandrève");
  EXPECT_EQ(doc.at("Sandrève", MentionKind::club), "FC Sandrève");
  EXPECT_EQ(doc.at("AS Ombrelune", MentionKind::club), "AS Ombrelune");
  EXPECT_EQ(doc.at("#Ombrelune", MentionKind::club), "AS Ombrelune");
  EXPECT_EQ(doc.entity("FC Sandrève")->id, kNoReference);
  EXPECT_EQ(doc.count(MentionKind::person), 1);
}

TEST(Linker, makes_provisional_clubs_before_a_suffix_and_after_the_club_of) {
  const auto english = link("Racing Corvandle FC want Tom Harrowgate. Corvandle made a bid.", "en");
  EXPECT_EQ(english.at("Racing Corvandle FC", MentionKind::club), "Racing Corvandle FC");
  EXPECT_EQ(english.at("Corvandle", MentionKind::club), "Racing Corvandle FC");
  const auto french = link("Idris Kombalé plaît au club de Ravenelac.");
  EXPECT_EQ(french.at("Ravenelac", MentionKind::club), "Ravenelac");
}

TEST(Linker, makes_no_provisional_club_of_a_known_one_or_of_half_a_word) {
  EXPECT_EQ(link("L'AC Montelupo vise Idris Kombalé.").at("AC Montelupo", MentionKind::club),
            "AC Montelupo");
  EXPECT_EQ(link("Idris Kombalé part. Il rejoint le FC Sandr").count(MentionKind::club), 0);
}

TEST(Linker, takes_a_city_after_a_bare_preposition_for_the_place) {
  const std::string_view club = "Torino Calandra";
  EXPECT_EQ(
      link("Calciomercato Torino, spunta Idris Kombalé.", "it").at("Torino", MentionKind::club),
      club);
  EXPECT_EQ(link("Il Torino monitora Idris Kombalé.", "it").at("Torino", MentionKind::club), club);
  EXPECT_EQ(link("Idris Kombalé arriva da Torino.", "it").at("Torino", MentionKind::club), "");
}

TEST(Linker, describes_nobody_by_the_nationality_of_another_noun) {
  const auto doc = link(
      "Tom Harrowgate is on the list. According to the English journalist Ada Quillfeather, "
      "Harrowgate will stay.",
      "en");
  EXPECT_EQ(doc.mention("the English", MentionKind::person), nullptr);
  EXPECT_NE(link("Tom Harrowgate left. The Englishman was sold. The English will play.", "en")
                .at("The English"),
            "");
}

TEST(Linker, follows_a_country_before_a_noun_for_persons) {
  const auto doc = link(
      "Tom Harrowgate will leave Harwick. The England international midfielder wants to go.", "en");
  EXPECT_EQ(doc.at("The England international midfielder"), "Tom Harrowgate");
}

TEST(Linker, follows_a_nationality_with_its_club) {
  const auto doc = link("Brévanne vende Lucio Vardanelli. L'argentino dell'OB va via.", "it");
  EXPECT_EQ(doc.at("L'argentino dell'OB"), "Lucio Vardanelli");
}

TEST(Linker, gives_one_person_to_a_description_and_the_phrase_that_begins_it) {
  const auto doc = link(
      "Piero Sandrucci et Idris Kombalé discutent. Le joueur argentin Lucio Vardanelli aussi. "
      "Le joueur de Brévanne attend.");
  int persons = 0;
  const auto at = doc.document.text.find("Le joueur de");
  for (const Mention& m : doc.linked.mentions)
    persons += m.kind == MentionKind::person && m.span.begin == at;
  EXPECT_EQ(persons, 1);
}

TEST(Linker, takes_no_country_of_several_words_for_a_person) {
  for (const char* country : {"Ivory Coast", "New Zealand", "South Korea", "Costa Rica"}) {
    const auto doc = link("A friendly in " + std::string(country) + " is off.", "en");
    EXPECT_EQ(doc.count(MentionKind::person), 0) << country;
  }
}

TEST(Linker, leaves_headline_words_out_of_names) {
  for (const char* text : {"Idea Sandrucci per Montelupo", "PRESO Sandrucci, Montelupo ride",
                           "Ufficializzato Sandrucci a Montelupo", "Caso Sandrucci a Montelupo",
                           "Rispunta Sandrucci a Montelupo"}) {
    const auto doc = link(text, "it");
    EXPECT_EQ(doc.at("Sandrucci"), "Piero Sandrucci") << text;
    EXPECT_EQ(doc.count(MentionKind::person), 1) << text;
  }
  EXPECT_EQ(link("Hier Ugo Talabardou Alors parlait.").at("Ugo Talabardou"), "Ugo Talabardou");
  EXPECT_EQ(link("Radio Kiss Kiss parla di Montelupo.", "it").count(MentionKind::person), 0);
}

TEST(Linker, continues_a_surname_by_the_first_name_that_the_reference_knows) {
  const auto doc = link("Montelupo, Sandrucci resta: adesso Piero vuole di più.", "it");
  EXPECT_EQ(doc.at("Piero"), "Piero Sandrucci");
}

// Words of which any sequence must link without breaking the output's promises.
const std::vector<std::string>& vocabulary() {
  static const std::vector<std::string> words = {
      "Lucio",    "Vardanelli", "l'OB",   "Montelupo",  "Harwick", "'s",        "le",  "défenseur",
      "central",  ",",          "(",      ")",          "24",      "ans",       "-",   "Il",
      "du",       "brévannais", "ex",     ".",          "#OB",     "@aldoferr", "Tom", "club",
      "italien",  "\n",         "de",     "L'Argentin", "?",       "Zanetu",    "«",   "€",
      "year",     "old",        "van",    "Oosterweel", "MERCATO", "😀",         "FC",  "AS",
      "Sandrève", "United",     "Torino", "Ligue",      "des",     "champions"};
  return words;
}

RC_GTEST_PROP(Linker, keeps_spans_within_tokens_and_entities_in_range, ()) {
  const auto picks = *rc::gen::container<std::vector<std::size_t>>(
      rc::gen::inRange<std::size_t>(0, vocabulary().size()));
  std::string text;
  for (const std::size_t pick : picks) text += vocabulary()[pick] + (pick % 5 == 0 ? "" : " ");
  const auto doc = link(text, picks.size() % 2 == 0 ? "fr" : "en");
  for (const Mention& m : doc.linked.mentions) {
    RC_ASSERT(m.first_token < m.end_token);
    RC_ASSERT(m.end_token <= doc.tokens.tokens.size());
    RC_ASSERT(doc.tokens.tokens[m.first_token].span.begin <= m.span.begin);
    RC_ASSERT(m.span.begin < m.span.end);
    RC_ASSERT(m.span.end <= doc.tokens.tokens[m.end_token - 1].span.end);
    const bool value = m.form == MentionForm::value;
    const std::size_t limit = value ? doc.linked.quantities.size() : doc.linked.entities.size();
    RC_ASSERT(m.entity >= 0 && static_cast<std::size_t>(m.entity) < limit);
    RC_ASSERT(m.holder < static_cast<std::int32_t>(doc.linked.entities.size()));
  }
  for (const Entity& e : doc.linked.entities)
    RC_ASSERT(e.club < static_cast<std::int32_t>(doc.linked.entities.size()));
}

}  // namespace
}  // namespace mercato::link
