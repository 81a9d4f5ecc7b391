// What does each item claim, as far as could be known on its day?
#include "0_core/json_writer.h"
#include "1_language/language.h"
#include "2_read/reader.h"
#include "2_rules/lexicon.h"
#include "4_link/linker.h"
#include "5_claim/extractor.h"
#include "6_attribute/attributor.h"
#include "8_score/forecast_rumours.h"
#include "8_score/reference_before.h"

namespace mercato::forecast {
namespace {

// The stages of the engine that make claims, over a reference whose day moves with the items.
class ItemReader {
 public:
  static Result<std::unique_ptr<ItemReader>> create(const std::filesystem::path& data,
                                                    std::shared_ptr<const Reference> whole) {
    auto made = std::make_unique<ItemReader>();
    made->reference_ = std::make_shared<ReferenceBefore>(std::move(whole));
    Problem problem;
    const bool ok =
        take(Languages::load(data), made->languages_, problem) &&
        take(Lexicon::load(data, made->languages_), made->lexicon_, problem) &&
        take(ClaimTypes::load(data), made->types_, problem) &&
        take(Linker::create(data, made->languages_, made->reference_), made->linker_, problem) &&
        take(Extractor::create(data, made->languages_, made->lexicon_, made->types_),
             made->extractor_, problem) &&
        take(Attributor::create(data, made->languages_, made->lexicon_, made->reference_),
             made->attributor_, problem);
    if (!ok) return tl::unexpected(problem);
    auto reader = Reader::create(data, made->languages_);
    if (!reader) return tl::unexpected(reader.error());
    made->reader_ = std::make_unique<Reader>(std::move(*reader));
    made->scratch_ = made->linker_->make_scratch();
    return made;
  }

  Result<void> read(RumourItem& item) {
    item.claims.clear();
    if (item.text.find_first_not_of(" \t\r\n") == std::string::npos) return {};
    reference_->set_day(item.date);
    if (auto ok = reader_->read_ndjson_line(as_line(item), {}, 1, document_); !ok) return ok;
    languages_->tokenize(document_, tokens_);
    linker_->link(document_, tokens_, *scratch_, linked_);
    extractor_->extract(document_, tokens_, linked_, statements_);
    attributor_->find(document_, tokens_, linked_, attributions_);
    attributor_->attribute(document_, tokens_, linked_, attributions_, statements_);
    for (const Claim& claim : fold(std::move(statements_))) item.claims.push_back(plain(claim));
    return {};
  }

 private:
  template <typename T, typename Value>
  static bool take(Result<Value> made, T& into, Problem& problem) {
    if (made)
      into = std::move(*made);
    else
      problem = std::move(made.error());
    return made.has_value();
  }

  static std::string as_line(const RumourItem& item) {
    std::string line;
    JsonWriter json(line);
    json.begin_object().put("text", item.text);
    json.put("published", item.date.to_string()).put("outlet", item.outlet).put("url", item.url);
    json.end_object();
    return line;
  }

  const Entity& entity(std::int32_t index) const {
    return linked_.entities[static_cast<std::size_t>(index)];
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
    out.claim = {
        (*types_)[claim.type].name, -1, claim.polarity, claim.certainty, claim.when, claim.deal};
    return out;
  }

  std::shared_ptr<ReferenceBefore> reference_;
  std::shared_ptr<const Languages> languages_;
  std::shared_ptr<const Lexicon> lexicon_;
  std::shared_ptr<const ClaimTypes> types_;
  std::shared_ptr<const Linker> linker_;
  std::shared_ptr<const Extractor> extractor_;
  std::shared_ptr<const Attributor> attributor_;
  std::unique_ptr<Reader> reader_;
  std::shared_ptr<Linker::Scratch> scratch_;
  Document document_;
  TokenizedText tokens_;
  LinkedText linked_;
  std::vector<Attribution> attributions_;
  std::vector<Claim> statements_;
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
