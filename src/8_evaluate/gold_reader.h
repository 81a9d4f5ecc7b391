// What does one line of labelled documents say? Internal to 8_evaluate.
#pragma once

#include <string>
#include <string_view>

#include "8_evaluate/evaluate.h"
#include "8_evaluate/label_names.h"

namespace mercato::evaluation {

// Fails with file and line: no document (as Reader has it), no labels, a claim type or value that
// there is not, too many claims or too long names.
Result<GoldDocument> read_gold_line(const Engine& engine, const LabelNames& names,
                                    std::string_view line, const std::string& file,
                                    std::uint32_t number);

}  // namespace mercato::evaluation
