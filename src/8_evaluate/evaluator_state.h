// What does an Evaluator hold? Internal to 8_evaluate.
#pragma once

#include <memory>

#include "8_evaluate/evaluate.h"
#include "8_evaluate/label_names.h"

namespace mercato::evaluation {

struct Evaluator::State {
  std::shared_ptr<const Engine> engine;
  LabelNames names;
};

}  // namespace mercato::evaluation
