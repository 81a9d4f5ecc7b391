#include "5_claim/extractor.h"

#include <algorithm>
#include <tuple>

#include "5_claim/money.h"
#include "5_claim/roles.h"
#include "5_claim/statement.h"

namespace mercato {
namespace {

constexpr std::uint32_t kDropped = 0xffffffff;

bool overlap(const RuleMatch& a, const RuleMatch& b) {
  return a.first_token < b.end_token && b.first_token < a.end_token;
}

// Memory that one call of extract() needs; one for each thread, reused from document to document.
struct Scratch {
  DiscourseContext discourse;
  std::vector<RuleMatch> matches, modal;
  std::vector<bool> weak;             // by statement of the sentence: made by a weak rule
  std::size_t previous_begin = 0;     // the statements of the sentence before begin here …
  std::uint32_t previous = kDropped;  // … which is this one
};

class RuleExtractor final : public Extractor {
 public:
  RuleExtractor(std::shared_ptr<const RuleBook> book,
                std::shared_ptr<const ModalityReader> modality,
                std::shared_ptr<const ClaimTypes> types, StatementBuilder builder)
      : book_(std::move(book)),
        modality_(std::move(modality)),
        types_(std::move(types)),
        builder_(std::move(builder)) {}

  const RuleBook& rules() const override { return *book_; }
  const RuleBook& modality() const override { return modality_->rules(); }

  void extract(const Document& document, const TokenizedText& tokens, const LinkedText& linked,
               std::vector<Claim>& statements) const override {
    thread_local Scratch scratch;
    statements.clear();
    scratch.discourse.reset(document, tokens, linked);
    scratch.previous = kDropped;
    for (std::uint32_t s = 0; s < tokens.sentences.size(); ++s) {
      const std::uint16_t block = tokens.sentences[s].block;
      if (block < document.blocks.size() && document.blocks[block].kind == BlockKind::metadata)
        continue;
      scratch.discourse.enter(s);
      read_sentence(s, tokens, linked, scratch, statements);
    }
  }

 private:
  void read_sentence(std::uint32_t s, const TokenizedText& tokens, const LinkedText& linked,
                     Scratch& scratch, std::vector<Claim>& statements) const {
    const LanguageId language = tokens.sentences[s].language;
    scratch.matches.clear();
    book_->match(tokens, s, language, linked.mentions, scratch.matches);
    resolve_conflicts(scratch.matches);
    if (scratch.matches.empty() && !continues_money(s, tokens, linked, scratch)) return;
    modality_->find(tokens, s, language, scratch.modal);
    const std::size_t begin = statements.size();
    state_all(tokens, linked, scratch, statements);
    const bool silent = statements.size() == begin;
    attach_money(tokens, linked, scratch.discourse.first_mention(), scratch.discourse.end_mention(),
                 scratch.modal, *modality_, *types_, statements,
                 silent && follows(s, scratch) ? scratch.previous_begin : begin);
    if (silent) return;
    scratch.previous = s;
    scratch.previous_begin = begin;
  }

  // Whether the sentence before `s` made a claim. Before the first one there is none: kDropped + 1
  // would be 0.
  static bool follows(std::uint32_t s, const Scratch& scratch) {
    return scratch.previous != kDropped && scratch.previous + 1 == s;
  }

  // Whether the sentence only adds an amount to what the one before it claimed: "A deal is close.
  // €20m plus bonuses."
  static bool continues_money(std::uint32_t s, const TokenizedText& tokens,
                              const LinkedText& linked, const Scratch& scratch) {
    if (!follows(s, scratch) ||
        tokens.sentences[s].block != tokens.sentences[scratch.previous].block)
      return false;
    bool money = false;
    for (std::uint32_t m = scratch.discourse.first_mention(); m < scratch.discourse.end_mention();
         ++m) {
      if (linked.mentions[m].kind == MentionKind::person &&
          linked.mentions[m].form != MentionForm::pronoun)
        return false;
      money = money || linked.mentions[m].kind == MentionKind::money;
    }
    return money;
  }

  // Words that say nothing of a move ("signe un doublé") silence what overlaps them; of two
  // overlapping cues the weak one is silent, else the longer one speaks, of equally long ones the
  // nearer, then the later stage.
  void resolve_conflicts(std::vector<RuleMatch>& matches) const {
    const auto is_none = [&](const RuleMatch& m) { return builder_.trait(m).type == kNoClaimType; };
    const auto rank = [&](const RuleMatch& m) {
      const int stage = is_none(m) ? 0 : (*types_)[builder_.trait(m).type].stage;
      return std::make_tuple(!builder_.trait(m).weak, m.end_token - m.first_token, -m.cost, stage);
    };
    for (RuleMatch& a : matches) {
      if (is_none(a)) continue;
      const bool beaten = std::any_of(matches.begin(), matches.end(), [&](const RuleMatch& b) {
        return &a != &b && b.sentence != kDropped && overlap(a, b) &&
               (is_none(b) || rank(a) < rank(b));
      });
      if (beaten) a.sentence = kDropped;
    }
    std::erase_if(matches,
                  [&](const RuleMatch& m) { return m.sentence == kDropped || is_none(m); });
  }

  void state_all(const TokenizedText& tokens, const LinkedText& linked, Scratch& scratch,
                 std::vector<Claim>& statements) const {
    const std::size_t begin = statements.size();
    for (const RuleMatch& match : scratch.matches) {
      if (match.roles[kTo] >= 0) scratch.discourse.take(match.roles[kTo]);
    }
    const StatementContext context{tokens, linked, scratch.discourse, scratch.modal};
    scratch.weak.clear();
    for (const RuleMatch& match : scratch.matches) {
      builder_.build(match, context, statements);
      scratch.weak.resize(statements.size() - begin, builder_.trait(match).weak);
    }
    drop_weak(scratch.weak, statements, begin);
  }

  // A weak rule speaks only where the sentence claims nothing else of the person.
  static void drop_weak(const std::vector<bool>& weak, std::vector<Claim>& statements,
                        std::size_t begin) {
    const auto is_drowned = [&](std::size_t i) {
      if (!weak[i]) return false;
      for (std::size_t j = 0; j < weak.size(); ++j) {
        if (!weak[j] && statements[begin + j].person == statements[begin + i].person) return true;
      }
      return false;
    };
    std::vector<Claim> kept;
    for (std::size_t i = 0; i < weak.size(); ++i) {
      if (!is_drowned(i)) kept.push_back(statements[begin + i]);
    }
    if (kept.size() == weak.size()) return;
    statements.resize(begin);
    std::move(kept.begin(), kept.end(), std::back_inserter(statements));
  }

  std::shared_ptr<const RuleBook> book_;
  std::shared_ptr<const ModalityReader> modality_;
  std::shared_ptr<const ClaimTypes> types_;
  StatementBuilder builder_;
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
                           Coordination(std::move(lexicon), *languages), *languages);
  return std::make_shared<RuleExtractor>(*book, *modality, std::move(types), std::move(builder));
}

}  // namespace mercato
