#include "9_command/eval_command.h"

#include <cstdio>
#include <fstream>

#include "9_command/batch_pool.h"
#include "9_command/eval_report.h"
#include "9_command/inputs.h"

namespace mercato {
namespace {

using namespace evaluation;

constexpr std::size_t kLargestFile = 512u << 20;
constexpr std::size_t kListed = 20;  // errors on a terminal, unless --limit says otherwise

Result<std::vector<GoldDocument>> read_all_gold(const Evaluator& evaluator,
                                                const EvalOptions& options) {
  std::vector<GoldDocument> gold;
  for (const std::string& file : options.gold) {
    const auto bytes = read_input(file, kLargestFile);
    if (!bytes) return tl::unexpected(bytes.error());
    if (auto ok = evaluator.read_gold(*bytes, file, gold); !ok) return tl::unexpected(ok.error());
  }
  if (!options.language.empty())
    std::erase_if(gold, [&](const GoldDocument& one) { return one.language != options.language; });
  if (gold.empty())
    return failure(options.gold.front(),
                   options.language.empty()
                       ? "holds no labelled document"
                       : "holds no labelled document whose lang is " + options.language);
  return gold;
}

Result<void> write_run(const std::string& file, const std::string& lines) {
  if (file == "-") {
    std::fwrite(lines.data(), 1, lines.size(), stdout);
    return {};
  }
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  out << lines;
  out.close();
  if (!out) return failure(file, "the run cannot be written", "is there such a folder?");
  return {};
}

std::vector<EvalError> errors_of(const std::vector<DocumentResult>& results,
                                 std::optional<ErrorKind> kind) {
  std::vector<EvalError> out;
  for (const DocumentResult& result : results) {
    for (const Verdict& verdict : result.verdicts) {
      if (verdict.outcome != ClaimOutcome::hit && (!kind || verdict.kind == *kind))
        out.push_back({&result, &verdict});
    }
  }
  return out;
}

std::string kind_names() {
  std::string out;
  for (int i = 0; i < kErrorKinds; ++i)
    out += (i ? ", " : "") + std::string(to_string(static_cast<ErrorKind>(i)));
  return out;
}

Result<void> compare_with(const Evaluator& evaluator, const std::string& file,
                          const std::vector<DocumentResult>& results, EvalAnswer& answer) {
  const auto bytes = read_input(file, kLargestFile);
  if (!bytes) return tl::unexpected(bytes.error());
  const auto before = Evaluator::read_run(*bytes, file);
  if (!before) return tl::unexpected(before.error());
  answer.comparison = evaluator.compare(*before, results);
  return {};
}

// Fills the answer and prints it.
Result<void> measure(const CommonOptions& common, const EvalOptions& options,
                     std::optional<ErrorKind> kind) {
  auto engine = open_engine(common);
  if (!engine) return tl::unexpected(engine.error());
  const auto evaluator = Evaluator::create(data_folder(common), *engine);
  if (!evaluator) return tl::unexpected(evaluator.error());
  const auto gold = read_all_gold(**evaluator, options);
  if (!gold) return tl::unexpected(gold.error());
  const auto results = (*evaluator)->evaluate(*gold, worker_count(options.workers));
  EvalAnswer answer{results.size(), summarise(results), {}, {}};
  if (options.errors) answer.errors = errors_of(results, kind);
  if (!options.against.empty()) {
    if (auto ok = compare_with(**evaluator, options.against, results, answer); !ok) return ok;
  }
  if (!options.save.empty()) {
    if (auto ok = write_run(options.save, save_run(results)); !ok) return ok;
  }
  const std::size_t limit = options.limit || common.json ? options.limit : kListed;
  const std::string text = common.json
                               ? eval_json(answer, limit)
                               : eval_text(answer, limit, Terminal(stdout, common.no_colour));
  // With the run on standard output, the report makes way.
  std::fprintf(options.save == "-" ? stderr : stdout, "%s", text.c_str());
  return {};
}

}  // namespace

int run_eval(const CommonOptions& common, const EvalOptions& options) {
  const auto kind = parse_error_kind(options.kind);
  if (!options.kind.empty() && !kind)
    return fail({Severity::error, "--errors", 0, 0, "there is no kind \"" + options.kind + "\"",
                 "kinds are " + kind_names()});
  const auto done = measure(common, options, kind);
  return done ? 0 : fail(done.error());
}

}  // namespace mercato
