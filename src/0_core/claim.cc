#include "0_core/claim.h"

namespace mercato {
namespace {

template <typename Enum>
struct Names;

template <>
struct Names<Polarity> {
  static constexpr std::array<std::string_view, 2> values{"affirmed", "denied"};
};
template <>
struct Names<Certainty> {
  static constexpr std::array<std::string_view, 4> values{"question", "conditional", "hedged",
                                                          "asserted"};
};
template <>
struct Names<When> {
  static constexpr std::array<std::string_view, 2> values{"current", "past"};
};
template <>
struct Names<Deal> {
  static constexpr std::array<std::string_view, 7> values{
      "unknown", "permanent", "loan", "loan_option", "loan_obligation", "free", "swap"};
};
template <>
struct Names<MoneyKind> {
  static constexpr std::array<std::string_view, 7> values{"fee",    "bid",   "asking", "clause",
                                                          "salary", "bonus", "value"};
};
template <>
struct Names<SourceKind> {
  static constexpr std::array<std::string_view, 7> values{"self",   "outlet", "journalist", "club",
                                                          "person", "agent",  "other"};
};
template <>
struct Names<Fact::Verdict> {
  static constexpr std::array<std::string_view, 3> values{"unknown", "supported", "contradicted"};
};
template <>
struct Names<DriftKind> {
  static constexpr std::array<std::string_view, 6> values{"strengthened",        "weakened",
                                                          "initiative_reversed", "amount_changed",
                                                          "club_changed",        "source_changed"};
};
template <>
struct Names<Currency> {
  static constexpr std::array<std::string_view, 5> values{"", "EUR", "GBP", "USD", "other"};
};
template <>
struct Names<MentionKind> {
  static constexpr std::array<std::string_view, kMentionKinds> values{
      "person",      "club",     "national_team", "competition", "outlet", "journalist", "agent",
      "nationality", "position", "city",          "money",       "date",   "number",     "handle"};
};
template <>
struct Names<MentionForm> {
  static constexpr std::array<std::string_view, 11> values{
      "full_name", "short_name",  "surname", "initial",     "hashtag", "nickname",
      "demonym",   "description", "pronoun", "provisional", "value"};
};

template <typename Enum>
std::string_view name_of(Enum value) {
  return Names<Enum>::values[static_cast<std::size_t>(value)];
}

}  // namespace

std::string_view to_string(Polarity v) { return name_of(v); }
std::string_view to_string(Certainty v) { return name_of(v); }
std::string_view to_string(When v) { return name_of(v); }
std::string_view to_string(Deal v) { return name_of(v); }
std::string_view to_string(MoneyKind v) { return name_of(v); }
std::string_view to_string(SourceKind v) { return name_of(v); }
std::string_view to_string(Fact::Verdict v) { return name_of(v); }
std::string_view to_string(DriftKind v) { return name_of(v); }
std::string_view to_string(Currency v) { return name_of(v); }
std::string_view to_string(MentionKind v) { return name_of(v); }
std::string_view to_string(MentionForm v) { return name_of(v); }

template <typename Enum>
std::optional<Enum> parse_enum(std::string_view name) {
  for (std::size_t i = 0; i < Names<Enum>::values.size(); ++i) {
    if (Names<Enum>::values[i] == name) return static_cast<Enum>(i);
  }
  return std::nullopt;
}
template std::optional<Polarity> parse_enum(std::string_view);
template std::optional<Certainty> parse_enum(std::string_view);
template std::optional<When> parse_enum(std::string_view);
template std::optional<Deal> parse_enum(std::string_view);
template std::optional<MoneyKind> parse_enum(std::string_view);
template std::optional<SourceKind> parse_enum(std::string_view);
template std::optional<MentionKind> parse_enum(std::string_view);

bool Source::same_origin(const Source& other) const {
  return kind == other.kind && name == other.name && outlet == other.outlet &&
         handle == other.handle;
}

}  // namespace mercato
