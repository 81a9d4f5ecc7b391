#include "8_dossier/speakers.h"

#include <algorithm>

#include "1_language/language.h"

namespace mercato::dossier {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80); }

// The words of a name as the reference's trie holds them: letters and digits, "l'" and "equipe"
// apart.
std::vector<std::string> trie_words(std::string_view name) {
  std::vector<std::string> words(1);
  const std::string folded = fold(name);
  for (std::size_t i = 0; i < folded.size(); ++i) {
    const char c = folded[i];
    const bool letter = is_letter(c);
    if (letter || (c == '\'' && !words.back().empty())) words.back() += c;
    if (!letter && !words.back().empty()) words.emplace_back();
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

// "L'Équipe (OM)" is told as "L'Équipe".
std::string_view without_remark(std::string_view name) {
  name = name.substr(0, name.find('('));
  while (name.ends_with(' ')) name.remove_suffix(1);
  return name;
}

// "Thesun.co.uk" and "The Sun", "tuttosport.example" and "Tutto Sport" are one name: letters only,
// without the ends of an address.
std::string press_name(std::string_view name) {
  std::string folded = fold(name);
  constexpr std::size_t kLongestEnd = 7;  // ".example"
  for (int labels = 0; labels < 2 && folded.find(' ') == std::string::npos; ++labels) {
    const std::size_t dot = folded.rfind('.');
    if (dot == std::string::npos || dot == 0 || folded.size() - dot - 1 > kLongestEnd) break;
    folded.resize(dot);
  }
  if (folded.starts_with("www.")) folded.erase(0, 4);
  std::erase_if(folded, [](char c) { return !is_letter(c); });
  return folded;
}

constexpr std::string_view kClubOutlet = "club ";  // in the reference: "club 244"

SourceKind kind_of(const SourceRow& row, MentionKind kind) {
  if (row.outlet.starts_with(kClubOutlet)) return SourceKind::club;
  if (kind == MentionKind::journalist) return SourceKind::journalist;
  return kind == MentionKind::agent ? SourceKind::agent : SourceKind::outlet;
}

}  // namespace

bool Speaker::shares_house(const Speaker& other) const {
  if (key == other.key) return true;
  return (!house.empty() && house == other.key) || (!other.house.empty() && other.house == key);
}

// The row of the one source of this name; none where the name is unknown or of several sources.
ReferenceId SpeakerBook::walk(std::string_view name) const {
  TrieCursor cursor;
  for (const std::string& word : trie_words(name))
    if (!reference_->step(cursor, fold_hash(word))) return kNoReference;
  ReferenceId found = kNoReference;
  for (const NameHit& hit : reference_->hits(cursor)) {
    const MentionKind kind = reference_->kind(hit.entity);
    const bool source = kind == MentionKind::outlet || kind == MentionKind::journalist ||
                        kind == MentionKind::agent;
    if (!source || hit.form == NameForm::first_name) continue;
    if (found != kNoReference && found != hit.entity) return kNoReference;
    found = hit.entity;
  }
  return found;
}

ReferenceId SpeakerBook::resolve(std::string_view name) {
  if (name.empty()) return kNoReference;
  if (const auto known = rows_.find(name); known != rows_.end()) return known->second;
  ReferenceId row = walk(name);
  if (row == kNoReference) row = walk(without_remark(name));
  return rows_.emplace(std::string(name), row).first->second;
}

Speaker SpeakerBook::from_row(ReferenceId id) {
  const SourceRow row = reference_->source(id);
  Speaker out;
  out.kind = kind_of(row, reference_->kind(id));
  out.name = reference_->name(id);
  out.handle = row.handle;
  out.reference_id = row.external_id;
  out.key = "ref:" + out.reference_id;
  if (out.kind == SourceKind::club) {
    out.key = "club:" + std::string(row.outlet.substr(kClubOutlet.size()));
  } else if (out.kind == SourceKind::journalist) {
    out.outlet = row.outlet;
    const ReferenceId house = resolve(without_remark(row.outlet));
    if (house != kNoReference) out.house = "ref:" + std::string(reference_->external_id(house));
  }
  return out;
}

Speaker SpeakerBook::club(std::string_view name) const {
  Speaker out;
  out.kind = SourceKind::club;
  out.name = name;
  const std::string folded = fold(name);
  out.key = "club:" + folded;
  for (const LedgerEntity& club : history_->clubs)
    if (!club.id.empty() && fold(club.name) == folded) out.key = "club:" + club.id;
  return out;
}

bool SpeakerBook::names_club(std::string_view name) const {
  const std::string folded = fold(name);
  return std::any_of(history_->clubs.begin(), history_->clubs.end(),
                     [&](const LedgerEntity& club) { return fold(club.name) == folded; });
}

Speaker SpeakerBook::named(SourceKind kind, std::string_view name, std::string_view outlet,
                           std::string_view handle) {
  if (kind == SourceKind::club && !name.empty()) return club(name);
  if (kind != SourceKind::person)
    for (const std::string_view typed : {handle, name, name.empty() ? outlet : std::string_view{}})
      if (const ReferenceId row = resolve(typed); row != kNoReference) return from_row(row);
  if (kind == SourceKind::outlet && names_club(without_remark(name)))
    return club(without_remark(name));  // a club's own site
  Speaker out;
  out.kind = kind;
  out.name = name.empty() ? outlet.empty() ? handle : outlet : name;
  out.outlet = outlet;
  out.handle = handle;
  // What texts call a person, a journalist or "other" depends on their words: press is one kind.
  out.key = out.press() ? "press:" + press_name(out.name)
                        : std::string(to_string(kind)) + ":" + fold(out.name);
  if (kind == SourceKind::journalist && !outlet.empty()) {
    const ReferenceId house = resolve(outlet);
    out.house = house == kNoReference ? "press:" + press_name(outlet)
                                      : "ref:" + std::string(reference_->external_id(house));
  }
  return out;
}

const Speaker& SpeakerBook::keep(std::string memo, Speaker speaker) {
  return known_.emplace(std::move(memo), std::move(speaker)).first->second;
}

const Speaker& SpeakerBook::publisher(const LedgerDocument& document) {
  std::string memo = document.outlet + '\n' + document.author;
  if (const auto known = known_.find(memo); known != known_.end()) return known->second;
  const ReferenceId author = resolve(document.author);
  if (author != kNoReference && reference_->kind(author) == MentionKind::journalist)
    return keep(std::move(memo), from_row(author));
  if (!document.outlet.empty())
    return keep(std::move(memo), named(SourceKind::outlet, document.outlet, {}, {}));
  return keep(std::move(memo), named(SourceKind::journalist, document.author, {}, {}));
}

const Speaker& SpeakerBook::of(const Source& source, const LedgerDocument& document) {
  const bool nameless = source.name.empty() && source.handle.empty() && source.outlet.empty();
  if (source.kind == SourceKind::self || nameless) return publisher(document);
  std::string memo(to_string(source.kind));
  for (const std::string* part : {&source.name, &source.outlet, &source.handle})
    memo += '\t' + *part;
  if (const auto known = known_.find(memo); known != known_.end()) return known->second;
  return keep(std::move(memo), named(source.kind, source.name, source.outlet, source.handle));
}

}  // namespace mercato::dossier
