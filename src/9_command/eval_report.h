// How is a measurement of reading quality shown? To a person and as JSON.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "8_evaluate/evaluate.h"
#include "9_command/terminal.h"

namespace mercato {

// An error with its document; points into the results, which must outlive it.
struct EvalError {
  const evaluation::DocumentResult* document = nullptr;
  const evaluation::Verdict* verdict = nullptr;
};

// Everything that one run of `mercato eval` has to say.
struct EvalAnswer {
  std::size_t documents = 0;
  evaluation::Summary summary;
  std::optional<std::vector<EvalError>> errors;  // where they were asked for
  std::optional<evaluation::Evaluator::Comparison> comparison;
};

// Tables of figures; or, where errors or a comparison were asked for, those. Lists are cut at
// `limit`.
std::string eval_text(const EvalAnswer& answer, std::size_t limit, const Terminal& terminal);
// One JSON value (docs/formats/eval.md); lists are cut where `limit` is not 0.
std::string eval_json(const EvalAnswer& answer, std::size_t limit);

}  // namespace mercato
