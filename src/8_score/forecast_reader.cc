// What does each item claim, as far as could be known on its day?
#include "0_core/json_writer.h"
#include "1_language/language.h"
#include "6_engine/engine.h"
#include "8_score/forecast_rumours.h"
#include "8_score/reference_before.h"

namespace mercato::forecast {
namespace {

// The engine, over a reference whose day moves with the items.
class ItemReader {
 public:
  static Result<std::unique_ptr<ItemReader>> create(const std::filesystem::path& data,
                                                    std::shared_ptr<const Reference> whole) {
    auto reference = std::make_shared<ReferenceBefore>(std::move(whole));
    auto engine = Engine::create(data, reference);
    if (!engine) return tl::unexpected(engine.error());
    return std::unique_ptr<ItemReader>(new ItemReader(std::move(reference), std::move(*engine)));
  }

  Result<void> read(RumourItem& item) {
    item.claims.clear();
    if (item.text.find_first_not_of(" \t\r\n") == std::string::npos) return {};
    reference_->set_day(item.date);
    if (auto ok = engine_->reader().read_ndjson_line(as_line(item), {}, 1, document_); !ok)
      return ok;
    engine_->read(document_, worker_, reading_);
    for (const Claim& claim : reading_.claims) item.claims.push_back(plain(claim));
    return {};
  }

 private:
  ItemReader(std::shared_ptr<ReferenceBefore> reference, std::shared_ptr<const Engine> engine)
      : reference_(std::move(reference)), engine_(std::move(engine)), worker_(*engine_) {}

  static std::string as_line(const RumourItem& item) {
    std::string line;
    JsonWriter json(line);
    json.begin_object().put("text", item.text);
    json.put("published", item.date.to_string()).put("outlet", item.outlet).put("url", item.url);
    json.end_object();
    return line;
  }

  const Entity& entity(std::int32_t index) const {
    return reading_.linked.entities[static_cast<std::size_t>(index)];
  }

  RumourClaim plain(const Claim& claim) const {
    RumourClaim out;
    const Entity& person = entity(claim.person);
    const std::string name = fold(person.name);
    out.person = name.substr(name.find_last_of(' ') + 1);
    out.person_id = person.id;
    if (claim.to >= 0) {
      out.to = fold(entity(claim.to).name);
      out.to_id = entity(claim.to).id;
    }
    if (claim.source.kind == SourceKind::outlet || claim.source.kind == SourceKind::journalist)
      out.source = fold(claim.source.outlet.empty() ? claim.source.name : claim.source.outlet);
    out.claim = {engine_->types()[claim.type].name,
                 -1,
                 claim.polarity,
                 claim.certainty,
                 claim.when,
                 claim.deal};
    return out;
  }

  std::shared_ptr<ReferenceBefore> reference_;  // of the engine; its day moves with the items
  std::shared_ptr<const Engine> engine_;
  Engine::Worker worker_;
  Document document_;
  Reading reading_;
};

}  // namespace

Result<void> read_items(const std::filesystem::path& data,
                        const std::shared_ptr<const Reference>& reference,
                        std::vector<Rumour>& rumours) {
  auto reader = ItemReader::create(data, reference);
  if (!reader) return tl::unexpected(reader.error());
  for (Rumour& rumour : rumours) {
    for (RumourItem& item : rumour.items) {
      if (auto ok = (*reader)->read(item); !ok) {
        Problem problem = ok.error();
        problem.where = "rumour " + rumour.id;
        problem.line = rumour.line;
        return tl::unexpected(std::move(problem));
      }
    }
  }
  return {};
}

}  // namespace mercato::forecast
