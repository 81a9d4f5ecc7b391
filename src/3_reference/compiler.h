// What goes into the file? Resolves the ids of the imported tables, derives names, and fills every
// section.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "0_core/result.h"
#include "1_language/language.h"
#include "3_reference/file_writer.h"
#include "3_reference/tables.h"
#include "3_reference/trie_builder.h"

namespace mercato {

class Compiler {
 public:
  // `tables` must outlive the compiler.
  Compiler(Tables& tables, const Languages& languages, std::vector<Problem>& problems);

  // Compiles everything and writes the file; fills `rows` with what went into it, by table.
  Result<void> compile(const std::filesystem::path& out,
                       std::vector<std::pair<std::string, std::uint64_t>>& rows);

 private:
  using Section = reference_file::Section;

  // Entities (compiler.cc).
  void merge_short_names();
  void merge_coaches();
  void add_entity(MentionKind kind, std::string_view id, std::string_view name);
  void add_entities();
  void write_entities();
  ReferenceId find(MentionKind kind, std::string_view id) const;
  ReferenceId club(
      std::string_view id) const;  // kNoReference for clubs that are none (without club, retired)

  // Rows (compile_rows.cc).
  void write_moves();
  void write_contracts();
  void write_spells();
  void write_values();
  void write_club_steps();
  std::vector<MoveRow> moves_;

  // Names (compile_names.cc).
  void write_names();
  void add_name(std::string_view text, NameHit hit);
  void add_person_names();
  void add_club_names();
  void add_city(std::string_view city, ReferenceId club_id);
  void add_bare_club_names();
  void add_nation_names();
  void add_competition_names();
  void add_source_names();
  std::uint16_t language_index(std::string_view tag);
  void count_first_names();
  std::uint8_t first_name_bit(
      std::string_view name) const;  // kFirstName where many persons bear it as first name

  void write_counts(std::vector<std::pair<std::string, std::uint64_t>>& rows);

  Tables& tables_;
  std::vector<Problem>& problems_;
  reference_file::FileWriter file_;
  TrieBuilder trie_;
  std::vector<reference_file::EntityRecord> entities_;
  std::unordered_map<std::string, ReferenceId> ids_;  // kind as one character, then the imported id
  std::vector<std::string> language_tags_;
  std::vector<std::tuple<std::string, ReferenceId, std::uint32_t>> spellings_;  // key, entity, form
  std::unordered_map<std::string, std::uint32_t>
      first_names_;  // folded first name → persons who bear it
  ReferenceId first_club_ = 0, first_nation_ = 0, first_competition_ = 0, first_source_ = 0,
              first_nationality_ = 0;
  std::uint32_t max_probe_ = 1;
};

// Days since 1970 on which a move takes effect: its date or, where that is not known, the middle of
// its bounds.
std::int32_t effective_day(const MoveRow& move);

}  // namespace mercato
