#include "3_reference/trie_builder.h"

#include <algorithm>
#include <bit>
#include <tuple>

namespace mercato {

using reference_file::TrieSlot;

void TrieBuilder::add(std::string_view text, NameHit hit) {
  add_split(text, kUnknownLanguage, hit);
  const bool apostrophe =
      text.find('\'') != std::string_view::npos || text.find("\u2019") != std::string_view::npos;
  if (!apostrophe) return;
  for (std::size_t i = 0; i < languages_.size(); ++i)
    add_split(text, static_cast<LanguageId>(i), hit);
}

void TrieBuilder::add_token(std::string_view folded, NameHit hit) {
  if (folded.empty()) return;
  tokens_.assign(1, fold_hash(folded));
  insert(tokens_, hit);
}

void TrieBuilder::add_split(std::string_view text, LanguageId language, NameHit hit) {
  languages_.tokenize(text, language, scratch_);
  tokens_.clear();
  for (const Token& token : scratch_.tokens) {
    if (token.kind != TokenKind::punctuation && token.kind != TokenKind::symbol)
      tokens_.push_back(token.hash);
  }
  if (tokens_.empty() || tokens_.size() > kMaxTokens) return;
  insert(tokens_, hit);
}

void TrieBuilder::insert(const std::vector<std::uint64_t>& tokens, NameHit hit) {
  std::uint32_t node = 0;
  for (const std::uint64_t token : tokens) {
    const auto [edge, added] = edges_.try_emplace(Edge{node, token}, next_node_);
    if (added) ++next_node_;
    node = edge->second;
  }
  named_.push_back({node, hit});
}

TrieBuilder::Layout TrieBuilder::finish(const std::vector<bool>& is_junior) {
  Layout layout;
  lay_out_edges(layout);
  lay_out_hits(layout, is_junior);
  return layout;
}

void TrieBuilder::lay_out_edges(Layout& layout) const {
  layout.first_tokens.assign(reference_file::kFirstTokenBits / 64, 0);
  const std::size_t size = std::bit_ceil(std::max<std::size_t>(16, edges_.size() * 2));
  layout.slots.assign(size, TrieSlot{0, 0, 0});
  for (const auto& [edge, child] : edges_) {
    if (edge.node == 0) {
      const std::uint64_t bit = reference_file::first_token_bit(edge.token);
      layout.first_tokens[bit / 64] |= 1ull << (bit % 64);
    }
    std::size_t slot = reference_file::trie_slot(edge.node, edge.token) & (size - 1);
    std::uint32_t probe = 1;
    while (layout.slots[slot].child != 0) slot = (slot + 1) & (size - 1), ++probe;
    layout.slots[slot] = {edge.token, edge.node, child};
    layout.max_probe = std::max(layout.max_probe, probe);
  }
}

void TrieBuilder::lay_out_hits(Layout& layout, const std::vector<bool>& is_junior) {
  const auto order = [](const Named& named) {
    return std::tuple(named.node, named.hit.entity, named.hit.form, named.hit.language,
                      named.hit.ambiguous);
  };
  std::sort(named_.begin(), named_.end(),
            [&](const Named& a, const Named& b) { return order(a) < order(b); });
  layout.hit_index.assign(next_node_ + 1, 0);
  std::vector<NameHit> hits;
  std::size_t at = 0;
  for (std::uint32_t node = 0; node < next_node_; ++node) {
    layout.hit_index[node] = static_cast<std::uint32_t>(layout.hits.size());
    hits.clear();
    for (; at < named_.size() && named_[at].node == node; ++at) hits.push_back(named_[at].hit);
    prune(hits, is_junior);
    layout.hits.insert(layout.hits.end(), hits.begin(), hits.end());
  }
  layout.hit_index[next_node_] = static_cast<std::uint32_t>(layout.hits.size());
}

// `hits` come by entity, strongest form first.
void TrieBuilder::prune(std::vector<NameHit>& hits, const std::vector<bool>& is_junior) const {
  std::vector<NameHit> kept;
  for (const NameHit& hit : hits) {
    const bool said = std::any_of(kept.begin(), kept.end(), [&](const NameHit& other) {
      return other.entity == hit.entity && (other.language == 0 || other.language == hit.language);
    });
    if (!said) kept.push_back(hit);
  }
  const auto junior = [&](const NameHit& hit) {
    return hit.entity < is_junior.size() && is_junior[hit.entity];
  };
  if (!std::all_of(kept.begin(), kept.end(), junior)) std::erase_if(kept, junior);
  std::stable_sort(kept.begin(), kept.end(),
                   [](const NameHit& a, const NameHit& b) { return a.form < b.form; });
  hits = std::move(kept);
}

}  // namespace mercato
