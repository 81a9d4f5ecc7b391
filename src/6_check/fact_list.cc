#include "6_check/fact_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace mercato {
namespace {

// Predicates that hold the same in either direction.
bool symmetric(std::string_view predicate) {
  return predicate == "compatriots" || predicate == "teammates" || predicate == "opponents";
}

// Predicates of which one club is one fact, whatever year or fee stands with it.
bool object_decides(const Fact& fact) { return fact.object >= 0; }

bool same_fact(const Fact& a, const Fact& b) {
  if (a.predicate != b.predicate) return false;
  if (symmetric(a.predicate) && a.subject == b.object && a.object == b.subject) return true;
  if (a.subject != b.subject || a.object != b.object) return false;
  return object_decides(a) || (a.object_name == b.object_name && a.value == b.value);
}

}  // namespace

void FactList::add(StatedFact stated) {
  const Fact& fact = stated.fact;
  if (fact.subject < 0 || fact.subject == fact.object) return;
  for (StatedFact& have : facts_) {
    if (same_fact(have.fact, fact)) {
      if (have.fact.value.empty() && !fact.value.empty()) have = std::move(stated);
      return;
    }
    const bool two_positions = fact.predicate == "position" && have.fact.predicate == "position" &&
                               have.fact.subject == fact.subject;
    if (!two_positions) continue;
    if (detail(fact) > detail(have.fact)) have = std::move(stated);
    return;
  }
  facts_.push_back(std::move(stated));
}

bool FactList::has(std::string_view predicate, std::int32_t subject, std::int32_t object) const {
  return std::any_of(facts_.begin(), facts_.end(), [&](const StatedFact& stated) {
    return stated.fact.predicate == predicate && stated.fact.subject == subject &&
           stated.fact.object == object;
  });
}

int FactList::detail(const Fact& fact) const {
  const auto* meaning = tables_.position(fact.object_name);
  return meaning == nullptr ? 0 : meaning->detail;
}

std::string number_text(double number) {
  return number == std::floor(number) ? fmt::format("{:.0f}", number) : fmt::format("{:g}", number);
}

}  // namespace mercato
