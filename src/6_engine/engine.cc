#include "6_engine/engine.h"

#include <array>

namespace mercato {
namespace {

// Moves the value of a stage into place; false, with the problem kept, when it failed.
template <typename T, typename Value>
bool take(Result<Value> made, T& into, Problem& problem) {
  if (!made) {
    problem = std::move(made.error());
    return false;
  }
  into = std::move(*made);
  return true;
}

LanguageId main_language(const TokenizedText& tokens, std::size_t languages) {
  LanguageId best = kUnknownLanguage;
  std::uint32_t most = 0;
  for (std::size_t i = 0; i < languages; ++i) {
    std::uint32_t count = 0;
    for (const Sentence& s : tokens.sentences)
      count += s.language == i ? s.end_token - s.first_token : 0;
    if (count > most) {
      most = count;
      best = static_cast<LanguageId>(i);
    }
  }
  return best;
}

}  // namespace

Result<std::shared_ptr<const Engine>> Engine::create(const std::filesystem::path& data,
                                                     const std::filesystem::path& reference) {
  auto opened = Reference::open(reference);
  if (!opened) return tl::unexpected(opened.error());
  return create(data, std::shared_ptr<const Reference>(std::move(*opened)));
}

Result<std::shared_ptr<const Engine>> Engine::create(const std::filesystem::path& data,
                                                     std::shared_ptr<const Reference> reference) {
  auto engine = std::make_shared<Engine>();
  engine->reference_ = std::move(reference);
  Problem problem;
  const bool ok =
      take(Languages::load(data), engine->languages_, problem) &&
      take(Lexicon::load(data, engine->languages_), engine->lexicon_, problem) &&
      take(ClaimTypes::load(data), engine->types_, problem) &&
      take(Linker::create(data, engine->languages_, engine->reference_), engine->linker_,
           problem) &&
      take(Extractor::create(data, engine->languages_, engine->lexicon_, engine->types_),
           engine->extractor_, problem) &&
      take(Attributor::create(data, engine->languages_, engine->lexicon_, engine->reference_),
           engine->attributor_, problem) &&
      take(FactChecker::create(data, engine->languages_, engine->lexicon_, engine->reference_),
           engine->checker_, problem) &&
      take(Judge::load(data), engine->judge_, problem);
  if (!ok) return tl::unexpected(problem);
  auto reader = Reader::create(data, engine->languages_);
  if (!reader) return tl::unexpected(reader.error());
  engine->reader_ = std::make_shared<const Reader>(std::move(*reader));
  return engine;
}

void Engine::read(const Document& document, Worker& worker, Reading& out) const {
  understand(document, worker, out);
  if (judge_) judge_->judge(document, out.tokens, out.linked, *languages_, *types_, out.claims);
  out.drift = find_drift(document, out.linked, out.claims, *types_);
}

void Engine::read_all(const Document& document, Worker& worker, Reading& out) const {
  understand(document, worker, out);
  out.drift = find_drift(document, out.linked, out.claims, *types_);
}

void Engine::understand(const Document& document, Worker& worker, Reading& out) const {
  languages_->tokenize(document, out.tokens);
  out.language = main_language(out.tokens, languages_->size());
  linker_->link(document, out.tokens, *worker.scratch_, out.linked);
  extractor_->extract(document, out.tokens, out.linked, worker.statements_);
  attributor_->find(document, out.tokens, out.linked, out.attributions);
  attributor_->attribute(document, out.tokens, out.linked, out.attributions, worker.statements_);
  out.claims = fold(std::move(worker.statements_));
  checker_->check(document, out.tokens, out.linked, out.facts);
  share_stated_clubs(out.facts, *types_, out.claims);
}

std::vector<const RuleBook*> Engine::rule_books() const {
  return {&extractor_->rules(), &extractor_->modality(), &attributor_->rules(), &checker_->rules()};
}

}  // namespace mercato
