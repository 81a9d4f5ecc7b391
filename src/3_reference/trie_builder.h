// Under which token sequences is each entity named? Collects names and lays them out as the trie of
// the file.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "1_language/language.h"
#include "3_reference/file_format.h"
#include "3_reference/reference.h"

namespace mercato {

class TrieBuilder {
 public:
  static constexpr std::size_t kMaxTokens = 12;

  explicit TrieBuilder(const Languages& languages) : languages_(languages) {}

  // Adds a name, split as text is split. A name that holds an apostrophe is split in the way of
  // each language. Names of no word, or of more than kMaxTokens, are left out.
  void add(std::string_view text, NameHit hit);
  // Adds a name that is one token as it stands (a handle).
  void add_token(std::string_view folded, NameHit hit);

  struct Layout {
    std::vector<std::uint64_t> first_tokens;
    std::vector<reference_file::TrieSlot> slots;
    std::vector<std::uint32_t> hit_index;
    std::vector<NameHit> hits;
    std::uint32_t max_probe = 0;
  };
  // Drops what a stronger hit of the same node says already: the same entity in a weaker form, and
  // reserve or youth clubs (those that `is_junior` is true for) where a first team has the name.
  Layout finish(const std::vector<bool>& is_junior);

  // Number of distinct nodes so far.
  std::size_t nodes() const { return next_node_; }

 private:
  struct Edge {
    std::uint32_t node;
    std::uint64_t token;
    bool operator==(const Edge&) const = default;
  };
  struct EdgeHash {
    std::size_t operator()(const Edge& edge) const {
      return reference_file::trie_slot(edge.node, edge.token);
    }
  };
  struct Named {
    std::uint32_t node;
    NameHit hit;
  };

  void add_split(std::string_view text, LanguageId language, NameHit hit);
  void insert(const std::vector<std::uint64_t>& tokens, NameHit hit);
  void prune(std::vector<NameHit>& hits, const std::vector<bool>& is_junior) const;
  void lay_out_edges(Layout& layout) const;
  void lay_out_hits(Layout& layout, const std::vector<bool>& is_junior);

  const Languages& languages_;
  TokenizedText scratch_;
  std::vector<std::uint64_t> tokens_;
  std::unordered_map<Edge, std::uint32_t, EdgeHash> edges_;
  std::vector<Named> named_;
  std::uint32_t next_node_ = 1;
};

}  // namespace mercato
