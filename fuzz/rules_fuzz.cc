// Rule files and lexicons from anywhere: parsed, and the rules that result run over a sentence.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "2_rules/rules.h"

namespace {

using namespace mercato;

struct World {
  std::shared_ptr<const Languages> languages =
      Languages::load(std::filesystem::path(MERCATO_SOURCE_DIR) / "data").value();
  LanguageId language = languages->find("fr");
  TokenizedText text;
  std::vector<Mention> mentions;

  World() {
    languages->tokenize(
        "L'offre de Norville pour Jan Marek, 25 ans, a été refusée : le club veut 20 millions.",
        language, text);
    for (const std::uint32_t token : {3u, 5u}) {
      Mention mention;
      mention.kind = token == 3 ? MentionKind::club : MentionKind::person;
      mention.first_token = token;
      mention.end_token = token + 1;
      mention.span = text.tokens[token].span;
      mentions.push_back(mention);
    }
  }
};

}  // namespace

// The input is a lexicon and a rule file, with a NUL between them.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static World world;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t middle = std::min(input.find('\0'), size);
  auto lexicon = Lexicon::parse(input.substr(0, middle), world.language, world.languages);
  if (!lexicon) return 0;
  const std::string_view rules = middle < size ? input.substr(middle + 1) : std::string_view();
  auto book = RuleBook::parse(
      rules, "fuzz", world.language,
      {{"PERSON", kind_bit(MentionKind::person), 0}, {"TO", kind_bit(MentionKind::club), 5}},
      world.languages, *lexicon);
  if (!book) return 0;
  std::vector<RuleMatch> matches;
  for (std::uint32_t s = 0; s < world.text.sentences.size(); ++s) {
    (*book)->match(world.text, s, world.language, world.mentions, matches);
  }
  (*book)->verify();
  return 0;
}
