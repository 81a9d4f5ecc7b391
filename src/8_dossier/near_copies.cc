#include "8_dossier/near_copies.h"

#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>

#include "8_dossier/thresholds.h"

namespace mercato::dossier {
namespace {

// Two values a band: texts of overlap 0.5 share one of sixteen bands with probability 0.99.
constexpr std::size_t kBand = 2;

std::uint64_t band_key(const std::vector<std::uint32_t>& sketch, std::size_t begin) {
  std::uint64_t key = 0x9e3779b97f4a7c15ull * (begin + 1);
  for (std::size_t i = begin; i < begin + kBand; ++i)
    key = (key ^ sketch[i]) * 0xff51afd7ed558ccdull;
  return key ^ (key >> 29);
}

// The texts that are no copies, by the bands of their sketches.
class Originals {
 public:
  explicit Originals(std::size_t documents) { latest_.reserve(documents * 16); }

  void add(std::int32_t document, const std::vector<std::uint32_t>& sketch) {
    for (std::size_t b = 0; b + kBand <= sketch.size(); b += kBand) {
      const auto place = static_cast<std::int32_t>(entries_.size());
      const auto [latest, fresh] = latest_.try_emplace(band_key(sketch, b), place);
      entries_.push_back({document, fresh ? -1 : latest->second});
      latest->second = place;
    }
  }

  // Those that share a band, in order. A crowded band holds what many texts have in common: its
  // latest are enough.
  void find(const std::vector<std::uint32_t>& sketch, std::vector<std::int32_t>& out) const {
    out.clear();
    for (std::size_t b = 0; b + kBand <= sketch.size(); b += kBand) {
      const auto latest = latest_.find(band_key(sketch, b));
      std::int32_t at = latest == latest_.end() ? -1 : latest->second;
      for (std::size_t n = 0; at >= 0 && n < kMostCandidates; ++n) {
        const Entry& entry = entries_[static_cast<std::size_t>(at)];
        out.push_back(entry.document);
        at = entry.before;
      }
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
  }

 private:
  struct Entry {
    std::int32_t document,
        before;  // before: the entry of the same band that came before, -1 = none
  };
  boost::unordered_flat_map<std::uint64_t, std::int32_t> latest_;  // only looked up
  std::vector<Entry> entries_;
};

bool is_copy(const LedgerDocument& document, const LedgerDocument& original, double overlap) {
  return document.known_at - original.known_at <= kCopyDays * kDay &&
         estimate_overlap(document.sketch, original.sketch) >= overlap;
}

}  // namespace

std::vector<std::int32_t> find_copies(const std::vector<const LedgerDocument*>& documents,
                                      const std::vector<std::size_t>& publishers) {
  std::vector<std::int32_t> out(documents.size(), -1);
  Originals originals(documents.size());
  std::vector<std::int32_t> candidates;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    originals.find(documents[i]->sketch, candidates);
    for (const std::int32_t candidate : candidates) {
      const auto original = static_cast<std::size_t>(candidate);
      const bool own = publishers[i] == publishers[original];
      if (is_copy(*documents[i], *documents[original], own ? kOwnCopyOverlap : kCopyOverlap)) {
        out[i] = candidate;
        break;
      }
    }
    if (out[i] < 0) originals.add(static_cast<std::int32_t>(i), documents[i]->sketch);
  }
  return out;
}

}  // namespace mercato::dossier
