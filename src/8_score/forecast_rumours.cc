#include "8_score/forecast_rumours.h"

#include <algorithm>
#include <boost/json.hpp>
#include <map>

#include "1_language/language.h"
#include "8_score/forecast_features.h"

namespace mercato::forecast {
namespace {

constexpr std::size_t kLongestLine = 8u << 20, kMostItems = 2'000, kMostRumours = 200'000;
constexpr std::size_t kDeepest = 16, kMostOfPerson = 500;  // each of them is a rival of the others

// Fields of a JSON object, with the first that is missing or of another type.
class Fields {
 public:
  Fields(const boost::json::object& object, std::string& missing)
      : object_(object), missing_(missing) {}

  std::string text(std::string_view key) const {
    const auto* value = object_.if_contains(key);
    if (value && value->is_string()) return std::string(value->get_string());
    miss(key);
    return {};
  }
  Named named(std::string_view key) const {
    const auto* value = object_.if_contains(key);
    if (!value || !value->is_object()) return miss(key), Named{};
    const Fields inner(value->get_object(), missing_);
    return {inner.text("id"), inner.text("name")};
  }
  std::string optional_text(std::string_view key) const {
    const auto* value = object_.if_contains(key);
    return value && value->is_string() ? std::string(value->get_string()) : std::string();
  }
  bool flag(std::string_view key) const {
    const auto* value = object_.if_contains(key);
    return value && value->is_bool() && value->get_bool();
  }

 private:
  void miss(std::string_view key) const {
    if (missing_.empty()) missing_ = key;
  }
  const boost::json::object& object_;
  std::string& missing_;
};

RumourItem parse_item(const boost::json::value& value, std::string& wrong) {
  RumourItem item;
  if (!value.is_object()) return wrong = "items", item;
  const Fields fields(value.get_object(), wrong);
  item.text = fields.text("text");
  item.outlet = fields.optional_text("outlet");
  item.url = fields.optional_text("url");
  item.asked = fields.flag("forecast");
  const auto date = Date::parse_iso(fields.text("date"));
  if (date && date->day != 0) return item.date = *date, item;
  if (wrong.empty()) wrong = "date";
  return item;
}

std::optional<bool> parse_outcome(const boost::json::object& object) {
  const auto* value = object.if_contains("outcome");
  if (value && value->is_int64()) return value->get_int64() != 0;
  if (value && value->is_bool()) return value->get_bool();
  return std::nullopt;
}

// The field that is wrong, or nothing.
std::string parse_rumour(const boost::json::object& object, Rumour& out) {
  std::string wrong;
  const Fields fields(object, wrong);
  out.id = fields.text("id");
  out.player = fields.named("player");
  out.from = fields.named("from");
  out.to = fields.named("to");
  out.outcome = parse_outcome(object);
  if (!wrong.empty()) return wrong;
  const auto* items = object.if_contains("items");
  if (!items || !items->is_array() || items->get_array().size() > kMostItems) return "items";
  for (const auto& item : items->get_array()) {
    if (wrong.empty()) out.items.push_back(parse_item(item, wrong));
  }
  return wrong;
}

tl::unexpected<Problem> bad_line(const std::string& name, std::uint32_t line, std::string message) {
  Problem problem{Severity::error, name, line, 0, std::move(message), {}};
  problem.hint = "docs/formats/forecast.md describes the file";
  return tl::unexpected<Problem>(std::move(problem));
}

Result<Rumour> parse_line(std::string_view line, const std::string& name, std::uint32_t number) {
  if (line.size() > kLongestLine) return bad_line(name, number, "the line is too long");
  boost::json::error_code error;
  boost::json::parse_options options;
  options.max_depth = kDeepest;
  const auto value =
      boost::json::parse(boost::json::string_view(line.data(), line.size()), error, {}, options);
  if (error) return bad_line(name, number, "this is no JSON: " + error.message());
  if (!value.is_object()) return bad_line(name, number, "a rumour is a JSON object");
  Rumour rumour;
  rumour.line = number;
  if (const std::string wrong = parse_rumour(value.get_object(), rumour); !wrong.empty())
    return bad_line(name, number, "the field \"" + wrong + "\" is missing or not as it should be");
  const auto later = [](const RumourItem& a, const RumourItem& b) { return b.date < a.date; };
  if (std::adjacent_find(rumour.items.begin(), rumour.items.end(), later) != rumour.items.end())
    return bad_line(name, number, "the items are not in the order of their dates");
  return rumour;
}

std::string last_word(std::string_view folded) {
  const auto end = folded.find_last_not_of(' ');
  if (end == std::string_view::npos) return {};
  const auto space = folded.find_last_of(' ', end);
  const std::size_t begin = space == std::string_view::npos ? 0 : space + 1;
  return std::string(folded.substr(begin, end + 1 - begin));
}

}  // namespace

Result<std::vector<Rumour>> parse_rumours(std::string_view bytes, const std::string& name) {
  std::vector<Rumour> rumours;
  std::map<std::string, std::size_t> of_person;
  std::uint32_t number = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
    const std::string_view line = bytes.substr(at, end - at);
    at = end + 1;
    ++number;
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    if (rumours.size() == kMostRumours) return bad_line(name, number, "there are too many rumours");
    auto rumour = parse_line(line, name, number);
    if (!rumour) return tl::unexpected(rumour.error());
    if (++of_person[rumour->player.id] > kMostOfPerson)
      return bad_line(name, number, "there are too many rumours of one person");
    rumours.push_back(std::move(*rumour));
  }
  return rumours;
}

RumourBook::RumourBook(std::vector<Rumour> rumours, std::shared_ptr<const Reference> reference,
                       std::shared_ptr<const Windows> windows)
    : rumours_(std::move(rumours)),
      reference_(std::move(reference)),
      windows_(std::move(windows)),
      others_(rumours_.size()) {
  std::map<std::string, std::vector<std::size_t>> by_person;
  for (std::size_t i = 0; i < rumours_.size(); ++i) by_person[rumours_[i].player.id].push_back(i);
  for (const auto& [person, indexes] : by_person) {
    for (const std::size_t i : indexes)
      for (const std::size_t j : indexes)
        if (i != j) others_[i].push_back(j);
  }
}

// Gathers one question: clubs by what names them, then reports.
class RumourBook::Builder {
 public:
  Builder(const RumourBook& book, const Rumour& rumour, Date day) : book_(book), rumour_(rumour) {
    out_.day = day;
    out_.person = book.reference_->find(MentionKind::person, rumour.player.id);
    out_.from = club(rumour.from);
  }

  void add_suitor(const Rumour& rumour, std::size_t end) {
    const int to = club(rumour.to);
    out_.suitors.push_back(to);
    for (std::size_t i = 0; i < end; ++i) add_report(rumour.items[i], to);
  }

  ForecastQuestion take() {
    std::stable_sort(
        out_.reports.begin(), out_.reports.end(),
        [](const ForecastReport& a, const ForecastReport& b) { return a.date < b.date; });
    return std::move(out_);
  }

 private:
  int club(const Named& named) {
    return club(book_.reference_->find(MentionKind::club, named.id), "id:" + named.id, named.id);
  }

  int club(ReferenceId id, const std::string& key, const std::string& own) {
    const std::string full =
        id == kNoReference ? key : "id:" + std::string(book_.reference_->external_id(id));
    const auto [found, fresh] = index_.try_emplace(full, static_cast<int>(out_.clubs.size()));
    if (!fresh) return found->second;
    ForecastClub added{own, id, {}, {}};
    const auto country =
        id == kNoReference ? std::string_view() : book_.reference_->club(id).country;
    const Window window = book_.windows_->window_of(out_.day, country);
    added.opens = window.opens;
    added.closes = window.closes;
    out_.clubs.push_back(std::move(added));
    return found->second;
  }

  void add_report(const RumourItem& item, int to) {
    ForecastReport report{item.date, item.outlet, {}, {to}, {}};
    const std::string surname = last_word(fold(rumour_.player.name));
    const auto of_person = [&](const RumourClaim& c) {
      return (c.person_id != kNoReference && c.person_id == out_.person) ||
             (!c.person.empty() && c.person == surname);
    };
    // Where no claim is of the person, the item still is about the rumour: its claims that name the
    // club are told of someone whom the engine took for another.
    const bool named = std::any_of(item.claims.begin(), item.claims.end(), of_person);
    for (const RumourClaim& read : item.claims) {
      ForecastClaim claim = read.claim;
      const bool is_club =
          read.to_id != kNoReference && book_.reference_->kind(read.to_id) == MentionKind::club;
      if (is_club)
        claim.to = club(read.to_id, {}, std::string(book_.reference_->external_id(read.to_id)));
      else if (!read.to.empty())
        claim.to = club(kNoReference, "name:" + read.to, read.to);
      if (!(named ? of_person(read) : claim.to == to)) continue;
      if (report.origin.empty()) report.origin = outlet_key(read.source);
      report.claims.push_back(claim);
    }
    out_.reports.push_back(std::move(report));
  }

  const RumourBook& book_;
  const Rumour& rumour_;
  ForecastQuestion out_;
  std::map<std::string, int> index_;
};

ForecastQuestion RumourBook::question(std::size_t rumour, std::size_t item) const {
  const Rumour& asked = rumours_[rumour];
  const Date day = asked.items[item].date;
  Builder builder(*this, asked, day);
  builder.add_suitor(asked, item + 1);
  for (const std::size_t other : others_[rumour]) {
    const auto& items = rumours_[other].items;
    const auto end = std::find_if(items.begin(), items.end(),
                                  [&](const RumourItem& i) { return !(i.date < day); });
    const auto count = static_cast<std::size_t>(end - items.begin());
    const bool same = rumours_[other].to.id == asked.to.id;
    if (count > 0 && !same) builder.add_suitor(rumours_[other], count);
  }
  return builder.take();
}

}  // namespace mercato::forecast
