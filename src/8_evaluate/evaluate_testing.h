// What do the tests of this folder share? An engine over the made-up clubs of the examples, names
// and an evaluator over it, and labels in one line.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <string>

#include "6_engine/engine.h"
#include "8_evaluate/evaluate.h"
#include "8_evaluate/label_names.h"

namespace mercato::evaluation {

inline std::filesystem::path test_data() {
  return std::filesystem::path(MERCATO_SOURCE_DIR) / "data";
}

template <typename T>
T value_or_abort(Result<T> made) {
  if (made) return std::move(*made);
  ADD_FAILURE() << made.error().to_string();
  std::abort();
}

// The reference is compiled once for each test process.
inline std::shared_ptr<const Engine> test_engine() {
  static const std::shared_ptr<const Engine> engine = [] {
    const auto file = std::filesystem::temp_directory_path() /
                      ("mercato-evaluate-" + std::to_string(::getpid()) + ".ref");
    const auto languages = value_or_abort(Languages::load(test_data()));
    value_or_abort(import_reference(
        {test_data() / "reference", test_data() / "examples" / "reference"}, file, *languages));
    auto made = value_or_abort(Engine::create(test_data(), file));
    std::filesystem::remove(file);  // stays mapped
    return made;
  }();
  return engine;
}

inline const LabelNames& test_names() {
  static const LabelNames names = value_or_abort(LabelNames::load(test_data(), test_engine()));
  return names;
}

inline const Evaluator& test_evaluator() {
  static const auto evaluator = value_or_abort(Evaluator::create(test_data(), test_engine()));
  return *evaluator;
}

inline LabelClaim label(std::string person, std::string to, std::string type,
                        std::string polarity = "affirmed") {
  LabelClaim out;
  out.person = std::move(person);
  out.to = std::move(to);
  out.type = std::move(type);
  out.polarity = std::move(polarity);
  out.sources = {"self"};
  return out;
}

}  // namespace mercato::evaluation
