// Whose statement is it? Attributions to the statements whose evidence they hold.
#pragma once

#include <vector>

#include "0_core/claim.h"
#include "0_core/document.h"
#include "6_attribute/attributor.h"

namespace mercato {

// Attributor::attribute(), see there.
void attribute_statements(const Document& document, const std::vector<Attribution>& attributions,
                          std::vector<Claim>& statements);

}  // namespace mercato
