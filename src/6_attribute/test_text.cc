#include "6_attribute/test_text.h"

#include <algorithm>

namespace mercato {
namespace {

std::shared_ptr<const Attributor> load(TestWorld& world) {
  const std::filesystem::path data = std::filesystem::path(MERCATO_SOURCE_DIR) / "data";
  auto languages = Languages::load(data);
  if (!languages) ADD_FAILURE() << languages.error().to_string();
  world.languages = *languages;
  auto lexicon = Lexicon::load(data, world.languages);
  if (!lexicon) ADD_FAILURE() << lexicon.error().to_string();
  world.lexicon = *lexicon;
  auto attributor = Attributor::create(data, world.languages, world.lexicon, nullptr);
  if (!attributor) ADD_FAILURE() << attributor.error().to_string();
  return *attributor;
}

}  // namespace

const TestWorld& TestWorld::get() {
  static const TestWorld world = [] {
    TestWorld made;
    made.attributor = load(made);
    return made;
  }();
  return world;
}

TestText::TestText(std::string_view marked, std::string_view language) {
  document.language = language;
  while (!marked.empty()) {
    const std::size_t end = marked.find("\n\n");
    add_paragraph(marked.substr(0, end));
    marked = end == std::string_view::npos ? std::string_view{} : marked.substr(end + 2);
    if (!marked.empty()) document.text += "\n\n";
  }
}

void TestText::add_paragraph(std::string_view marked) {
  Block block;
  block.language = document.language;
  block.span.begin = static_cast<std::uint32_t>(document.text.size());
  if (marked.starts_with("# ")) {
    block.kind = BlockKind::title;
    marked.remove_prefix(2);
  }
  if (marked.starts_with("> ")) {
    Post post;
    const std::size_t open = marked.find(" (@"), close = marked.find("): ");
    post.author = marked.substr(2, open - 2);
    post.handle = marked.substr(open + 3, close - open - 3);
    marked.remove_prefix(close + 3);
    block.kind = BlockKind::post;
    block.post = static_cast<std::int16_t>(document.posts.size());
    document.posts.push_back(post);
  }
  for (std::size_t i = 0; i < marked.size(); ++i) {
    if (marked[i] != '[') {
      document.text += marked[i];
      continue;
    }
    const std::size_t space = marked.find(' ', i), close = marked.find(']', i);
    const auto begin = static_cast<std::uint32_t>(document.text.size());
    document.text += marked.substr(space + 1, close - space - 1);
    add_mention(marked.substr(i + 1, space - i - 1), begin);
    i = close;
  }
  block.span.end = static_cast<std::uint32_t>(document.text.size());
  if (block.post >= 0) document.posts.back().span = document.posts.back().body = block.span;
  document.blocks.push_back(block);
}

void TestText::add_mention(std::string_view label, std::uint32_t begin) {
  Mention mention;
  mention.span = {begin, static_cast<std::uint32_t>(document.text.size())};
  const std::string name(slice(document.text, mention.span));
  if (label == "pronoun") {
    mention.form = MentionForm::pronoun;
    for (std::size_t i = 0; i < linked.entities.size(); ++i) {
      if (linked.entities[i].kind == MentionKind::person)
        mention.entity = static_cast<std::int32_t>(i);
    }
  } else {
    const auto kind = parse_enum<MentionKind>(label);
    ASSERT_TRUE(kind) << label;
    mention.kind = *kind;
    const auto known = std::find_if(linked.entities.begin(), linked.entities.end(),
                                    [&](const Entity& entity) { return entity.name == name; });
    mention.entity = static_cast<std::int32_t>(known - linked.entities.begin());
    if (known == linked.entities.end()) {
      Entity entity;
      entity.kind = *kind;
      entity.name = name;
      entity.certain = true;
      linked.entities.push_back(std::move(entity));
    }
  }
  linked.mentions.push_back(mention);
}

void TestText::place_mentions() {
  for (Mention& mention : linked.mentions) {
    mention.first_token = static_cast<std::uint32_t>(tokens.tokens.size());
    for (std::uint32_t t = 0; t < tokens.tokens.size(); ++t) {
      if (!mention.span.contains(tokens.tokens[t].span)) continue;
      mention.first_token = std::min(mention.first_token, t);
      mention.end_token = t + 1;
    }
  }
}

TestText& TestText::attribute() {
  const TestWorld& world = TestWorld::get();
  world.languages->tokenize(document, tokens);
  place_mentions();
  world.attributor->find(document, tokens, linked, attributions);
  return *this;
}

Claim TestText::statement(std::string_view passage) const {
  Claim claim;
  const std::size_t begin = document.text.find(passage);
  EXPECT_NE(begin, std::string::npos) << passage;
  if (begin == std::string::npos) return claim;
  claim.evidence.push_back(
      {{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + passage.size())},
       document.language});
  claim.derivations.emplace_back();
  return claim;
}

Source TestText::source_of(std::string_view passage) const {
  std::vector<Claim> statements{statement(passage)};
  TestWorld::get().attributor->attribute(document, tokens, linked, attributions, statements);
  return statements[0].source;
}

std::string TestText::says(std::string_view passage) const {
  const Source source = source_of(passage);
  std::string out(to_string(source.kind));
  if (!source.name.empty()) out += " " + source.name;
  if (!source.outlet.empty()) out += " (" + source.outlet + ")";
  return out;
}

}  // namespace mercato
