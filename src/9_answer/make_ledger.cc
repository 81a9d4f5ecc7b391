// Answers on the ledger itself: types, info.
#include "9_answer/making.h"
#include "9_answer/row_json.h"

namespace mercato {
namespace {

namespace json = boost::json;

}  // namespace

Made make_types(const Making& making, const Asked&) {
  json::array rows;
  for (const ClaimType& type : making.view.types->all()) {
    json::object row{{"type", type.name}, {"stage", type.stage}};
    put(row, "group", type.group);
    put(row, "meaning", type.meaning);
    row["suitor"] =
        type.suitor && type.to != ClaimType::To::never && type.to != ClaimType::To::present_club;
    row["ends"] = type.ends != Ending::none;
    rows.push_back(std::move(row));
  }
  return json::serialize(json::object{{"types", std::move(rows)}});
}

Made make_info(const Making& making, const Asked&) {
  const auto info = making.view.ledger->info();
  if (!info) return failed(info.error());
  json::object out{{"version", making.version},
                   {"schema", info->schema},
                   {"entries", info->entries},
                   {"documents", info->documents},
                   {"versions", info->versions},
                   {"claims", info->claims},
                   {"facts", info->facts},
                   {"persons", info->persons},
                   {"clubs", info->clubs},
                   {"outcomes", info->outcomes},
                   {"head", info->head},
                   {"engines", json::array(info->engines.begin(), info->engines.end())}};
  if (info->entries) out["latest"] = to_string(making.view.latest);
  return json::serialize(out);
}

}  // namespace mercato
