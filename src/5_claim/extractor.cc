#include "5_claim/extractor.h"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "5_claim/money.h"
#include "5_claim/other_sport.h"
#include "5_claim/roles.h"
#include "5_claim/statement.h"

namespace mercato {
namespace {

constexpr std::uint32_t kDropped = 0xffffffff;

bool overlap(const RuleMatch& a, const RuleMatch& b) {
  return a.first_token < b.end_token && b.first_token < a.end_token;
}

// What may silence a statement: other statements of the person in its sentence, in its document.
enum class Strength : std::uint8_t { strong, weak, fallback };

Strength strength_of(const ClaimTrait& trait) {
  if (trait.fallback) return Strength::fallback;
  return trait.weak ? Strength::weak : Strength::strong;
}

// Memory that one call of extract() needs; one for each thread, reused from document to document.
struct Scratch {
  DiscourseContext discourse;
  std::vector<RuleMatch> matches, modal;
  std::vector<std::uint32_t> order;  // of matches, the strongest first
  std::vector<Strength> strengths;   // by statement: of the rule that made it
};

class RuleExtractor final : public Extractor {
 public:
  RuleExtractor(std::shared_ptr<const RuleBook> book,
                std::shared_ptr<const ModalityReader> modality,
                std::shared_ptr<const ClaimTypes> types, StatementBuilder builder,
                OtherSport other_sport)
      : book_(std::move(book)),
        modality_(std::move(modality)),
        types_(std::move(types)),
        builder_(std::move(builder)),
        other_sport_(std::move(other_sport)) {}

  const RuleBook& rules() const override { return *book_; }
  const RuleBook& modality() const override { return modality_->rules(); }

  void extract(const Document& document, const TokenizedText& tokens, const LinkedText& linked,
               std::vector<Claim>& statements) const override {
    thread_local Scratch scratch;
    statements.clear();
    if (other_sport_.is_subject(tokens)) return;
    scratch.discourse.reset(document, tokens, linked);
    scratch.strengths.clear();
    for (std::uint32_t s = 0; s < tokens.sentences.size(); ++s) {
      const std::uint16_t block = tokens.sentences[s].block;
      if (tokens.sentences[s].link) continue;
      if (block < document.blocks.size() && document.blocks[block].kind == BlockKind::metadata)
        continue;
      scratch.discourse.enter(s);
      read_sentence(s, tokens, linked, scratch, statements);
    }
    drop_weak(Strength::fallback, 0, scratch.strengths, statements);
    share_holders(linked, statements);
  }

 private:
  // "X leaves Sudport": the club that holds a person in one statement holds him in the others that
  // do not say it.
  void share_holders(const LinkedText& linked, std::vector<Claim>& statements) const {
    thread_local std::vector<std::int32_t> holders;  // by person
    holders.assign(linked.entities.size(), -1);
    for (const Claim& claim : statements) {
      if (claim.person < 0 || claim.from < 0 || claim.when == When::past) continue;
      std::int32_t& holder = holders[static_cast<std::size_t>(claim.person)];
      if (holder < 0) holder = claim.from;
    }
    for (Claim& claim : statements) {
      if (claim.person < 0 || claim.from >= 0 || claim.when == When::past) continue;
      const std::int32_t holder = holders[static_cast<std::size_t>(claim.person)];
      if (holder == claim.to || (*types_)[claim.type].to == ClaimType::To::present_club) continue;
      claim.from = holder;
    }
  }

  void read_sentence(std::uint32_t s, const TokenizedText& tokens, const LinkedText& linked,
                     Scratch& scratch, std::vector<Claim>& statements) const {
    const LanguageId language = tokens.sentences[s].language;
    scratch.matches.clear();
    book_->match(tokens, s, language, linked.mentions, scratch.matches);
    resolve_conflicts(scratch);
    const bool money = !statements.empty() && has_money(linked, scratch.discourse);
    if (scratch.matches.empty() && !money) return;
    modality_->find(tokens, s, language, scratch.modal);
    const std::size_t begin = statements.size();
    state_all(tokens, linked, scratch, statements);
    const bool silent = statements.size() == begin;
    if (silent && !money) return;
    const MoneyContext context{tokens,
                               linked,
                               scratch.discourse.first_mention(),
                               scratch.discourse.end_mention(),
                               s,
                               scratch.modal,
                               *modality_,
                               *types_};
    if (silent) return continue_money(context, statements);
    attach_money(context, statements, begin);
  }

  static bool has_money(const LinkedText& linked, const DiscourseContext& discourse) {
    for (std::uint32_t m = discourse.first_mention(); m < discourse.end_mention(); ++m) {
      if (linked.mentions[m].kind == MentionKind::money) return true;
    }
    return false;
  }

  // Words that say nothing of a move ("signe un doublé") silence what overlaps them; of two
  // overlapping cues the weak one is silent, else the longer one speaks, of equally long ones the
  // nearer, then the later stage. Who is silent silences nobody.
  void resolve_conflicts(Scratch& scratch) const {
    std::vector<RuleMatch>& matches = scratch.matches;
    std::vector<std::uint32_t>& order = scratch.order;
    order.resize(matches.size());
    std::iota(order.begin(), order.end(), 0u);
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
      return rank(matches[b]) < rank(matches[a]);
    });
    for (std::size_t i = 0; i < order.size(); ++i) {
      RuleMatch& a = matches[order[i]];
      if (is_none(a)) continue;
      const bool beaten = std::any_of(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(i),
                                      [&](std::uint32_t b) {
                                        return matches[b].sentence != kDropped &&
                                               overlap(a, matches[b]) && rank(a) < rank(matches[b]);
                                      });
      if (beaten) a.sentence = kDropped;
    }
    std::erase_if(matches,
                  [&](const RuleMatch& m) { return m.sentence == kDropped || is_none(m); });
  }
  bool is_none(const RuleMatch& match) const { return builder_.trait(match).type == kNoClaimType; }
  std::tuple<bool, bool, std::uint32_t, float, int> rank(const RuleMatch& match) const {
    const ClaimTrait& trait = builder_.trait(match);
    const bool none = is_none(match);
    return {none, !trait.weak, match.end_token - match.first_token, -match.cost,
            none ? 0 : (*types_)[trait.type].stage};
  }

  void state_all(const TokenizedText& tokens, const LinkedText& linked, Scratch& scratch,
                 std::vector<Claim>& statements) const {
    const std::size_t begin = statements.size();
    for (const RuleMatch& match : scratch.matches) {
      if (match.roles[kTo] >= 0) scratch.discourse.take(match.roles[kTo]);
      if (match.roles[kFrom] >= 0)
        scratch.discourse.leave(
            linked.mentions[static_cast<std::size_t>(match.roles[kFrom])].entity);
    }
    const StatementContext context{tokens, linked, scratch.discourse, scratch.modal};
    builder_.note_origins(context);
    for (const RuleMatch& match : scratch.matches) {
      builder_.build(match, context, statements);
      scratch.strengths.resize(statements.size(), strength_of(builder_.trait(match)));
    }
    drop_weak(Strength::weak, begin, scratch.strengths, statements);
  }

  // From `begin` on, statements of at least this weakness speak only where no stronger one there
  // is of the same person.
  static void drop_weak(Strength weakness, std::size_t begin, std::vector<Strength>& strengths,
                        std::vector<Claim>& statements) {
    thread_local std::vector<std::int32_t> persons;  // those of whom a stronger one speaks
    persons.clear();
    for (std::size_t i = begin; i < statements.size(); ++i) {
      if (strengths[i] < weakness) persons.push_back(statements[i].person);
    }
    if (persons.empty() || persons.size() == statements.size() - begin) return;
    std::sort(persons.begin(), persons.end());
    std::size_t end = begin;
    for (std::size_t i = begin; i < statements.size(); ++i) {
      const bool drowned = strengths[i] >= weakness &&
                           std::binary_search(persons.begin(), persons.end(), statements[i].person);
      if (drowned) continue;
      if (end != i) statements[end] = std::move(statements[i]);
      strengths[end++] = strengths[i];
    }
    statements.resize(end);
    strengths.resize(end);
  }

  std::shared_ptr<const RuleBook> book_;
  std::shared_ptr<const ModalityReader> modality_;
  std::shared_ptr<const ClaimTypes> types_;
  StatementBuilder builder_;
  OtherSport other_sport_;
};

}  // namespace

Result<std::shared_ptr<const Extractor>> Extractor::create(
    const std::filesystem::path& data, std::shared_ptr<const Languages> languages,
    std::shared_ptr<const Lexicon> lexicon, std::shared_ptr<const ClaimTypes> types) {
  auto book = RuleBook::load(data, "claims", claim_roles(), languages, lexicon);
  if (!book) return tl::unexpected(book.error());
  auto modality = ModalityReader::load(data, languages, lexicon);
  if (!modality) return tl::unexpected(modality.error());
  std::vector<ClaimTrait> traits;
  for (const Rule& rule : (*book)->rules()) {
    auto trait = read_claim_trait(rule, *types);
    if (!trait) return tl::unexpected(trait.error());
    traits.push_back(*trait);
  }
  StatementBuilder builder(*book, std::move(traits), *modality, types,
                           Coordination(lexicon, *languages), *languages);
  return std::make_shared<RuleExtractor>(*book, *modality, std::move(types), std::move(builder),
                                         OtherSport(std::move(lexicon), *languages));
}

}  // namespace mercato
