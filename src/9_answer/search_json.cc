#include "9_answer/search_json.h"

#include <boost/json.hpp>

#include "9_answer/entity_json.h"

namespace mercato {

namespace json = boost::json;

json::value search_json(const SearchHit& hit) {
  json::object out{{"claim", hit.claim.row},
                   {"entry", hit.claim.entry},
                   {"person", to_json(hit.person)},
                   {"type", hit.claim.type},
                   {"polarity", to_string(hit.claim.polarity)},
                   {"certainty", to_string(hit.claim.certainty)}};
  if (hit.to) out["to"] = to_json(*hit.to);
  out["document"] = json::object{{"key", hit.document.key},
                                 {"version", hit.document.version},
                                 {"title", hit.document.title},
                                 {"outlet", hit.document.outlet},
                                 {"url", hit.document.url},
                                 {"published", hit.document.published.to_string()},
                                 {"known_at", to_string(hit.document.known_at)}};
  out["snippet"] = hit.snippet;
  return out;
}

}  // namespace mercato
