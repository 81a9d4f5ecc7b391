#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "1_language/language.h"
#include "1_language/language_testing.h"

namespace mercato {
namespace {

namespace fs = std::filesystem;

std::string tag(LanguageId id) {
  return id == kUnknownLanguage ? "?" : test_languages().info(id).tag;
}

struct DocumentBuilder {
  Document document;
  DocumentBuilder& add(std::string_view text, std::int16_t post = -1, std::string language = {}) {
    const auto begin = static_cast<std::uint32_t>(document.text.size());
    document.text += std::string(text) + "\n\n";
    Block block;
    block.span = {begin, begin + static_cast<std::uint32_t>(text.size())};
    block.kind = post >= 0 ? BlockKind::post : BlockKind::paragraph;
    block.post = post;
    block.language = std::move(language);
    document.blocks.push_back(block);
    return *this;
  }
  std::string languages() const {
    TokenizedText out;
    test_languages().tokenize(document, out);
    std::string all;
    for (const LanguageId id : out.block_language) all += (all.empty() ? "" : " ") + tag(id);
    return all;
  }
};

constexpr std::string_view kFrench =
    "Le club cherche encore un défenseur avant la fin du mois, selon nos informations.";
constexpr std::string_view kItalian =
    "Il giocatore è stato proposto anche alla squadra per la difesa della prossima stagione";

TEST(Languages, knows_languages_by_tag) {
  const Languages& languages = test_languages();
  EXPECT_EQ(tag(languages.find("fr")), "fr");
  EXPECT_EQ(tag(languages.find("pt-BR")), "pt");
  EXPECT_EQ(tag(languages.find("EN_gb")), "en");
  EXPECT_EQ(languages.find("xx"), kUnknownLanguage);
  EXPECT_EQ(languages.find(""), kUnknownLanguage);
}

TEST(Languages, identifies_running_text) {
  const std::pair<const char*, const char*> cases[] = {
      {"fr", "Le défenseur pourrait quitter le club dès cet été"},
      {"it", "Il difensore potrebbe lasciare la squadra già in estate"},
      {"en", "The defender could leave the club as early as this summer"},
      {"es", "El defensa podría dejar el club este mismo verano"},
      {"pt", "O defesa poderá deixar o clube já neste verão"},
      {"de", "Der Verteidiger könnte den Verein noch in diesem Sommer verlassen"},
      {"nl", "De verdediger zou de club deze zomer al kunnen verlaten"},
  };
  for (const auto& [language, text] : cases)
    EXPECT_EQ(tag(test_languages().identify(text)), language) << text;
}

TEST(Languages, names_decide_nothing) {
  EXPECT_EQ(tag(test_languages().identify("Juventus Torino Bianchi Rossi Verdi")), "?");
  EXPECT_EQ(tag(test_languages().identify("the defender joins Juventus from Torino, says Bianchi")),
            "en");
  EXPECT_EQ(tag(test_languages().identify("12 - 3 🚨 https://example.org/le/la/les")), "?");
  EXPECT_EQ(tag(test_languages().identify("")), "?");
}

TEST(Languages, gives_up_on_languages_that_it_has_not) {
  EXPECT_EQ(tag(test_languages().identify("Защитник может покинуть клуб этим летом")), "?");
  EXPECT_EQ(tag(test_languages().identify(
                "Takımın yeni savunma oyuncusu bu yaz kulüpten ayrılabilir ve bunu söyledi")),
            "?");
}

TEST(Languages, hint_decides_what_the_text_leaves_open) {
  const Languages& languages = test_languages();
  const std::string_view open = "Balon d'or";
  EXPECT_EQ(tag(languages.identify(kItalian, languages.find("fr"))), "it");
  EXPECT_NE(tag(languages.identify(open, languages.find("fr"))), "it");
  // A few words, most of them names, are in the language that is stated.
  EXPECT_EQ(tag(languages.identify("Jan Marek se une a Norville", languages.find("es"))), "es");
  EXPECT_EQ(tag(languages.identify("Jan Marek se une a Norville", languages.find("pt"))), "pt");
}

TEST(Languages, judges_each_block) {
  EXPECT_EQ(DocumentBuilder().add(kFrench).add(kItalian, 0).add(kFrench).languages(), "fr it fr");
}

TEST(Languages, block_without_evidence_takes_the_language_of_the_document) {
  EXPECT_EQ(DocumentBuilder().add("Xyzzy").add(kFrench).languages(), "fr fr");
  EXPECT_EQ(DocumentBuilder().add("Xyzzy").add(kFrench).add("4-3", 0).languages(), "fr fr fr");
  DocumentBuilder stated;
  stated.document.language = "nl";
  EXPECT_EQ(stated.add("Xyzzy").languages(), "nl");
}

TEST(Languages, what_the_input_says_of_a_block_wins) {
  EXPECT_EQ(DocumentBuilder().add(kFrench, -1, "it").add(kFrench, -1, "xx").languages(), "it fr");
}

TEST(Languages, takes_a_text_without_blocks_as_one) {
  Document document;
  document.text = std::string(kItalian) + ". Poi resta.";
  TokenizedText out;
  test_languages().tokenize(document, out);
  ASSERT_EQ(out.block_language.size(), 1u);
  EXPECT_EQ(tag(out.block_language[0]), "it");
  EXPECT_EQ(out.sentences.size(), 2u);
  EXPECT_TRUE(out.tokens[0].shape & kBlockStart);
}

TEST(Languages, text_outside_of_blocks_is_not_lost) {
  Document document;
  document.text = "One here. Two there. Three.";
  Block block;
  block.span = {10, 20};
  document.blocks = {block};
  TokenizedText out;
  test_languages().tokenize(document, out);
  EXPECT_EQ(out.sentences.size(), 3u);
  EXPECT_EQ(out.tokens.back().span.end, document.text.size());
}

// The article that started the project: French, with an Italian post inside.
TEST(Languages, judges_the_blocks_of_the_seed) {
  const char* shared = std::getenv("MERCATO_SHARED");
  const fs::path folder = shared ? fs::path(shared) : fs::path(MERCATO_SOURCE_DIR) / "../shared";
  std::ifstream in(folder / "seed/balerdi.txt", std::ios::binary);
  if (!in) GTEST_SKIP() << "the shared seed article is not here";
  const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  DocumentBuilder builder;
  std::string expected;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find("\n\n", at), text.size());
    const std::string_view piece = std::string_view(text).substr(at, end - at);
    const bool post = piece.find("(@") != std::string_view::npos;
    builder.add(piece, post ? 0 : -1);
    expected += std::string(expected.empty() ? "" : " ") + (post ? "it" : "fr");
    at = end + 2;
  }
  EXPECT_EQ(builder.languages(), expected);
}

// ---- loading

class LanguageFolder : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("mercato_languages_" + std::to_string(::getpid()));
    fs::create_directories(folder_ / "languages" / "fr");
    fs::copy_file(fs::path(MERCATO_SOURCE_DIR) / "data/language_id.model",
                  folder_ / "language_id.model");
    for (const char* file : {"currencies.toml"}) {
      const fs::path from = fs::path(MERCATO_SOURCE_DIR) / "data" / file;
      if (fs::exists(from)) fs::copy_file(from, folder_ / file);
    }
    write("languages/fr/language.toml", "tag = \"fr\"\nname = \"français\"\n");
  }
  void TearDown() override { fs::remove_all(folder_); }
  void write(const char* file, std::string_view text) {
    std::ofstream(folder_ / file, std::ios::binary) << text;
  }
  std::string problem() const {
    const auto loaded = Languages::load(folder_);
    return loaded ? "" : loaded.error().to_string();
  }
  fs::path folder_;
};

TEST_F(LanguageFolder, loads_with_the_least) { EXPECT_EQ(problem(), ""); }

TEST_F(LanguageFolder, skips_the_specimen) {
  fs::create_directories(folder_ / "languages" / "_specimen");
  write("languages/_specimen/language.toml", "not a language");
  EXPECT_EQ(problem(), "");
}

TEST_F(LanguageFolder, tells_where_a_file_is_wrong) {
  write("languages/fr/language.toml", "tag = \"fr\"\nname = \"x\"\nstop_words = [\"le\",\n3]\n");
  EXPECT_NE(problem().find("language.toml:4"), std::string::npos) << problem();
  write("languages/fr/language.toml", "tag = \"fr\"\nname = \n");
  EXPECT_NE(problem().find("language.toml:2"), std::string::npos) << problem();
  write("languages/fr/language.toml", "tag = \"it\"\nname = \"x\"\n");
  EXPECT_NE(problem().find("\"tag\""), std::string::npos) << problem();
}

TEST_F(LanguageFolder, tells_that_the_model_is_damaged) {
  std::ifstream in(folder_ / "language_id.model", std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  in.close();
  bytes[bytes.size() / 2] ^= 1;
  write("language_id.model", bytes);
  EXPECT_NE(problem().find("checksum"), std::string::npos) << problem();
  write("language_id.model", "something else");
  EXPECT_NE(problem().find("language_id.model"), std::string::npos) << problem();
  fs::remove(folder_ / "language_id.model");
  EXPECT_NE(problem().find("cannot be read"), std::string::npos) << problem();
}

// A language that no model was trained for is known by its stop words.
TEST_F(LanguageFolder, knows_a_new_language_by_its_stop_words) {
  fs::create_directories(folder_ / "languages" / "sv");
  write("languages/sv/language.toml",
        "tag = \"sv\"\nname = \"svenska\"\nstop_words = [\"och\", \"att\", \"som\", \"för\", "
        "\"är\"]\n");
  const auto languages = Languages::load(folder_);
  ASSERT_TRUE(languages);
  const LanguageId id =
      (*languages)->identify("klubben är redo att betala för en back och en mittfältare");
  ASSERT_NE(id, kUnknownLanguage);
  EXPECT_EQ((*languages)->info(id).tag, "sv");
}

}  // namespace
}  // namespace mercato
