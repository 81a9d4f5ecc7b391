#include "9_answer/draft_check.h"

#include <algorithm>

#include "6_engine/output.h"
#include "9_answer/row_json.h"

namespace mercato {
namespace {

namespace json = boost::json;

json::object findings_json(const Reading& reading) {
  const auto contradicted =
      std::count_if(reading.facts.begin(), reading.facts.end(),
                    [](const Fact& fact) { return fact.verdict == Fact::Verdict::contradicted; });
  return {{"drift", reading.drift.size()}, {"contradicted", contradicted}};
}

}  // namespace

Result<std::string> DraftCheck::check(std::string_view draft, std::string_view title,
                                      Date published) {
  ReadOptions options;
  options.format = Format::text;
  options.name = "draft";
  auto documents = engine_->reader().read(draft, options);
  if (!documents) return tl::unexpected(documents.error());
  Document& document = documents->front();
  if (!title.empty()) document.title = title;
  if (!document.published.known()) document.published = published;
  auto desk = take();
  engine_->read(document, desk->worker, desk->reading);
  std::string text =
      json::serialize(json::object{{"text", document.text},
                                   {"blocks", blocks_json(document, document.text.size())},
                                   {"findings", findings_json(desk->reading)}});
  text.back() = ',';
  text += "\"reading\":";
  append_json(*engine_, document, desk->reading, text);
  text += '}';
  put_back(std::move(desk));
  return text;
}

std::unique_ptr<DraftCheck::Desk> DraftCheck::take() {
  {
    const std::lock_guard lock(mutex_);
    if (!free_.empty()) {
      auto desk = std::move(free_.back());
      free_.pop_back();
      return desk;
    }
  }
  return std::make_unique<Desk>(*engine_);
}

void DraftCheck::put_back(std::unique_ptr<Desk> desk) {
  constexpr std::size_t kKept = 8;
  const std::lock_guard lock(mutex_);
  if (free_.size() < kKept) free_.push_back(std::move(desk));
}

}  // namespace mercato
