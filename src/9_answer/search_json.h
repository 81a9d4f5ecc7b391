// How is a hit of the full text written? What `mercato search` and the answer "search" share.
#pragma once

#include <boost/json/fwd.hpp>

#include "7_ledger/ledger.h"

namespace mercato {

boost::json::value search_json(const SearchHit& hit);

}  // namespace mercato
