#include "8_evaluate/label_names.h"

#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#include <toml++/toml.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <sstream>

namespace mercato::evaluation {
namespace {

std::vector<std::string_view> alternatives(std::string_view names) {
  std::vector<std::string_view> out;
  while (true) {
    const std::size_t bar = names.find('|');
    out.push_back(names.substr(0, bar));
    if (bar == std::string_view::npos) return out;
    names.remove_prefix(bar + 1);
  }
}

template <typename Same>
bool any_pair(std::string_view a, std::string_view b, Same same) {
  if (a.empty() || b.empty()) return a.empty() && b.empty();
  const auto left = alternatives(a), right = alternatives(b);
  for (const std::string_view x : left) {
    for (const std::string_view y : right) {
      if (same(x, y)) return true;
    }
  }
  return false;
}

bool within(const std::set<std::string>& small, const std::set<std::string>& large) {
  return std::includes(large.begin(), large.end(), small.begin(), small.end());
}

std::set<std::string> as_set(const std::vector<std::string>& words) {
  return {words.begin(), words.end()};
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

bool same_one_person(std::string_view a, std::string_view b) {
  const auto p = name_words(a), q = name_words(b);
  if (p == q) return true;
  if (p.empty() || q.empty()) return false;
  const auto s = as_set(p), t = as_set(q);
  return within(s, t) || within(t, s);
}

// Whether a name of this form is one by which labels call a club.
bool calls_a_club(const NameHit& hit) {
  switch (hit.form) {
    case NameForm::full:
    case NameForm::short_name:
      return true;
    case NameForm::nickname:
    case NameForm::demonym:
      return !(hit.ambiguous & kMeansOther);
    default:
      return false;
  }
}

}  // namespace

std::vector<std::string> name_words(std::string_view name) {
  const std::string folded = fold(name);
  std::vector<std::string> out;
  bool open = false;
  for (const char c : folded) {
    const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (kept && !open) out.emplace_back();
    if (kept) out.back() += c;
    open = kept;
  }
  return out;
}

bool same_words(std::string_view a, std::string_view b) { return name_words(a) == name_words(b); }

Result<LabelNames> LabelNames::load(const std::filesystem::path& data,
                                    std::shared_ptr<const Engine> engine) {
  const std::string file = (data / "evaluation" / "names.toml").string();
  LabelNames out;
  out.engine_ = std::move(engine);
  const auto parsed = toml::parse_file(file);
  if (!parsed) {
    std::ostringstream message;
    message << parsed.error().description();
    Problem problem;
    problem.where = file;
    problem.line = parsed.error().source().begin.line;
    problem.message = message.str();
    return tl::unexpected(problem);
  }
  const std::pair<const char*, Words*> lists[] = {
      {"noise", &out.noise_}, {"distinct", &out.distinct_}, {"outlet_noise", &out.outlet_noise_}};
  for (const auto& [key, words] : lists) {
    const toml::array* list = parsed.table()[key].as_array();
    if (!list)
      return failure(file, std::string("has no list \"") + key + "\"", "docs/formats/eval.md");
    for (const toml::node& node : *list)
      if (const auto word = node.value<std::string>()) words->insert(*word);
  }
  return out;
}

std::vector<std::string> LabelNames::bare(std::string_view name) const {
  auto words = name_words(name);
  std::vector<std::string> out;
  std::copy_if(words.begin(), words.end(), std::back_inserter(out),
               [&](const std::string& word) { return !noise_.contains(word); });
  return out.empty() ? words : out;
}

std::vector<ReferenceId> LabelNames::walk(std::string_view name) const {
  const Reference& reference = engine_->reference();
  TokenizedText text;
  engine_->languages().tokenize(name, kUnknownLanguage, text);
  TrieCursor cursor;
  bool stepped = false;
  for (const Token& token : text.tokens) {
    if (token.kind == TokenKind::punctuation) continue;
    if (!reference.step(cursor, token.hash)) return {};
    stepped = true;
  }
  std::vector<ReferenceId> out;
  if (!stepped) return out;
  for (const NameHit& hit : reference.hits(cursor)) {
    const MentionKind kind = reference.kind(hit.entity);
    const bool club = kind == MentionKind::club || kind == MentionKind::national_team;
    if (club && calls_a_club(hit)) out.push_back(hit.entity);
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::vector<ReferenceId> LabelNames::known(std::string_view name) const {
  auto out = walk(name);
  if (out.empty()) out = walk(joined(name_words(name)));
  if (out.empty()) out = walk(joined(bare(name)));
  return out;
}

bool LabelNames::overlap(const std::vector<std::string>& a,
                         const std::vector<std::string>& b) const {
  if (a == b) return true;
  if (a.empty() || b.empty()) return false;
  const auto s = as_set(a), t = as_set(b);
  if (!within(s, t) && !within(t, s)) return false;
  std::vector<std::string> apart;
  std::set_symmetric_difference(s.begin(), s.end(), t.begin(), t.end(), std::back_inserter(apart));
  return std::none_of(apart.begin(), apart.end(),
                      [&](const std::string& word) { return distinct_.contains(word); });
}

bool LabelNames::same_one_club(std::string_view a, std::string_view b) const {
  if (same_words(a, b)) return true;
  const auto in_a = known(a), in_b = known(b);
  if (!in_a.empty() && !in_b.empty()) {
    std::vector<ReferenceId> both;
    std::set_intersection(in_a.begin(), in_a.end(), in_b.begin(), in_b.end(),
                          std::back_inserter(both));
    return !both.empty();
  }
  return overlap(bare(a), bare(b));
}

bool LabelNames::same_person(std::string_view a, std::string_view b) const {
  return any_pair(a, b, same_one_person);
}

bool LabelNames::same_club(std::string_view a, std::string_view b) const {
  return any_pair(a, b,
                  [&](std::string_view x, std::string_view y) { return same_one_club(x, y); });
}

bool LabelNames::is_own_outlet(std::string_view source, std::string_view outlet) const {
  const auto own = as_set(name_words(outlet));
  for (const std::string& word : name_words(source)) {
    if (own.contains(word) && !noise_.contains(word) && !outlet_noise_.contains(word)) return true;
  }
  return false;
}

}  // namespace mercato::evaluation
