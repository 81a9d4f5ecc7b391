#include "3_reference/trie_builder.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <bit>
#include <map>
#include <set>

#include "3_reference/test_support.h"

namespace mercato {
namespace {

// The slow, obvious twin: names as token sequences in a map.
using Names = std::map<std::vector<std::string>, std::set<ReferenceId>>;

std::uint32_t child_of(const TrieBuilder::Layout& layout, std::uint32_t node, std::uint64_t token) {
  const std::size_t mask = layout.slots.size() - 1;
  std::size_t slot = reference_file::trie_slot(node, token) & mask;
  for (std::uint32_t probe = 0; probe < layout.max_probe; ++probe, slot = (slot + 1) & mask) {
    const auto& edge = layout.slots[slot];
    if (edge.child == 0) return 0;
    if (edge.token == token && edge.node == node) return edge.child;
  }
  return 0;
}

TEST(TrieBuilder, holds_exactly_the_names_that_were_added) {
  rc::check([] {
    const auto word = rc::gen::element<std::string>("aa", "bb", "cc", "dd");
    const auto name =
        rc::gen::resize(4, rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(word)));
    const auto names = *rc::gen::container<std::vector<std::vector<std::string>>>(name);
    const auto others = *rc::gen::container<std::vector<std::vector<std::string>>>(name);
    Names expected;
    TrieBuilder builder(test::languages());
    for (std::size_t i = 0; i < names.size(); ++i) {
      std::string text;
      for (const auto& token : names[i]) text += token + " ";
      const auto entity = static_cast<ReferenceId>(i % 7);
      builder.add(text, {entity, NameForm::full, 0, 0});
      expected[names[i]].insert(entity);
    }
    const auto layout = builder.finish({});
    RC_ASSERT(std::has_single_bit(layout.slots.size()));
    auto asked = names;
    asked.insert(asked.end(), others.begin(), others.end());
    for (const auto& tokens : asked) {
      std::uint32_t node = 0;
      bool reached = true;
      for (const auto& token : tokens) {
        node = child_of(layout, node, fold_hash(token));
        reached = reached && node != 0;
        if (!reached) break;
      }
      std::set<ReferenceId> found;
      if (reached) {
        for (auto i = layout.hit_index[node]; i < layout.hit_index[node + 1]; ++i)
          found.insert(layout.hits[i].entity);
      }
      const auto wanted = expected.find(tokens);
      RC_ASSERT(found == (wanted == expected.end() ? std::set<ReferenceId>{} : wanted->second));
    }
  });
}

TEST(TrieBuilder, keeps_the_strongest_form_when_an_entity_has_a_name_twice) {
  TrieBuilder builder(test::languages());
  builder.add("Velmora", {5, NameForm::city, 0, 0});
  builder.add("Velmora", {5, NameForm::short_name, 0, 0});
  builder.add("velmora", {5, NameForm::demonym, 0, 2});
  const auto layout = builder.finish({});
  ASSERT_EQ(layout.hits.size(), 1u);
  EXPECT_EQ(layout.hits[0].form, NameForm::short_name);
}

TEST(TrieBuilder, leaves_out_names_without_words_and_names_that_are_too_long) {
  TrieBuilder builder(test::languages());
  builder.add("- !", {1, NameForm::full, 0, 0});
  builder.add("", {1, NameForm::full, 0, 0});
  std::string endless;
  for (std::size_t i = 0; i <= TrieBuilder::kMaxTokens; ++i) endless += "a ";
  builder.add(endless, {1, NameForm::full, 0, 0});
  EXPECT_TRUE(builder.finish({}).hits.empty());
}

}  // namespace
}  // namespace mercato
