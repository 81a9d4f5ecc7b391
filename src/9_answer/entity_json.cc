#include "9_answer/entity_json.h"

#include <boost/json.hpp>

#include "0_core/json_writer.h"

namespace mercato {

void append_json(const LedgerEntity& entity, std::string& out) {
  JsonWriter json(out);
  json.begin_object();
  json.put("id", entity.id);
  json.key("stable_id").value(stable_id(entity));
  json.key("name").value(entity.name);
  json.end_object();
}

boost::json::value to_json(const LedgerEntity& entity) {
  boost::json::object out;
  if (!entity.id.empty()) out["id"] = entity.id;
  out["stable_id"] = stable_id(entity);
  out["name"] = entity.name;
  return out;
}

}  // namespace mercato
