#include "8_dossier/restatements.h"

#include <algorithm>
#include <cstdlib>
#include <set>
#include <tuple>
#include <utility>

#include "8_dossier/edited_away.h"
#include "8_dossier/near_copies.h"
#include "8_dossier/thresholds.h"
#include "8_dossier/translations.h"

namespace mercato::dossier {
namespace {

class RestatementFinder {
 public:
  RestatementFinder(const Saga& saga, SpeakerBook& speakers)
      : saga_(saga), speakers_(speakers), edited_away_(saga, speakers) {}

  Restatements find() {
    name_speakers();
    out_.copy_of = copies();
    find_versions();
    out_.translation_of = find_translations(saga_, out_.speaker, out_.publisher);
    index_publishers();
    out_.claim.assign(saga_.size(), -1);
    out_.dropped.assign(saga_.size(), -1);
    for (std::int32_t r = 0; r < count(saga_.dossier.reports); ++r) link_report(r);
    cut_circles();
    return std::move(out_);
  }

 private:
  template <typename T>
  static std::int32_t count(const std::vector<T>& values) {
    return static_cast<std::int32_t>(values.size());
  }
  std::int32_t begin(std::int32_t report) const {
    return saga_.report_begin[static_cast<std::size_t>(report)];
  }
  std::int32_t end(std::int32_t report) const { return begin(report + 1); }
  const Speaker& speaker(std::int32_t claim) const {
    return *out_.speaker[static_cast<std::size_t>(claim)];
  }
  const Speaker& publisher(std::int32_t report) const {
    return *out_.publisher[static_cast<std::size_t>(report)];
  }
  bool own_voice(std::int32_t claim) const {
    return speaker(claim).shares_house(publisher(saga_.item(claim).report));
  }

  std::vector<std::int32_t> copies() const {
    std::vector<const LedgerDocument*> documents;
    std::vector<std::size_t> publishers;
    std::map<std::string_view, std::size_t> numbers;
    for (std::int32_t r = 0; r < count(saga_.dossier.reports); ++r) {
      documents.push_back(&saga_.dossier.reports[static_cast<std::size_t>(r)].document);
      const Speaker& by = publisher(r);
      const std::string& house = by.house.empty() ? by.key : by.house;
      publishers.push_back(numbers.emplace(house, numbers.size()).first->second);
    }
    return find_copies(documents, publishers);
  }

  void name_speakers() {
    for (const Report& report : saga_.dossier.reports)
      out_.publisher.push_back(&speakers_.publisher(report.document));
    for (std::int32_t i = 0; i < count(saga_.dossier.claims); ++i)
      out_.speaker.push_back(&speakers_.of(saga_.claim(i).source, saga_.report_of(i).document));
  }

  const LedgerDocument& document(std::int32_t report) const {
    return saga_.dossier.reports[static_cast<std::size_t>(report)].document;
  }

  // A later version of a document is no copy of the one before; where that is a copy, so is this.
  void find_versions() {
    std::map<std::string_view, std::int32_t> latest;
    for (std::int32_t r = 0; r < count(saga_.dossier.reports); ++r) {
      const auto [place, first] = latest.emplace(document(r).key, r);
      version_of_.push_back(first ? -1 : place->second);
      place->second = r;
      std::int32_t& copied = out_.copy_of[static_cast<std::size_t>(r)];
      if (copied >= 0 && document(copied).key == document(r).key)
        copied = out_.copy_of[static_cast<std::size_t>(copied)];
    }
  }

  // Under whose name a report may be cited: its publisher's, the outlet's and the author's.
  void index_publishers() {
    for (std::int32_t r = 0; r < count(saga_.dossier.reports); ++r) {
      const Speaker& by = publisher(r);
      published_[by.key].push_back(r);
      if (!by.house.empty()) published_[by.house].push_back(r);
      const std::string& url = saga_.dossier.reports[static_cast<std::size_t>(r)].document.url;
      if (!url.empty()) by_url_.emplace(url, r);
    }
  }

  // The same club, or both none: then the same kind of thing.
  bool same_matter(std::int32_t a, std::int32_t b) const {
    const LedgerClaim &x = saga_.claim(a), &y = saga_.claim(b);
    if (x.to != y.to || x.when != y.when) return false;
    return x.to != 0 || x.type == y.type || saga_.type(a).group == saga_.type(b).group;
  }

  // How far apart two claims of the same matter are; 0 = the same statement.
  int distance(std::int32_t a, std::int32_t b) const {
    const int polarity = saga_.claim(a).polarity == saga_.claim(b).polarity ? 0 : kOtherMatter;
    const int type = saga_.claim(a).type == saga_.claim(b).type ? 0 : 1;
    return polarity + type + std::abs(saga_.type(a).stage - saga_.type(b).stage);
  }

  // The claim of the report that `claim` is nearest to; -1 where the report does not speak of it.
  // A claim in the report's own voice comes before one that it cites.
  std::int32_t nearest_in(std::int32_t report, std::int32_t claim) const {
    std::int32_t best = -1;
    std::pair<int, bool> least;
    for (std::int32_t j = begin(report); j < end(report); ++j) {
      if (j == claim || !same_matter(claim, j)) continue;
      const std::pair rank{distance(claim, j), !own_voice(j)};
      if (best < 0 || rank < least) std::tie(best, least) = std::tuple(j, rank);
    }
    return best;
  }

  void link_report(std::int32_t r) {
    const std::int32_t copied = out_.copy_of[static_cast<std::size_t>(r)];
    const std::int32_t source =
        copied >= 0 ? copied : out_.translation_of[static_cast<std::size_t>(r)];
    for (std::int32_t i = begin(r); i < end(r); ++i) {
      if (own_voice(i)) continue;
      const std::int32_t near = source >= 0 ? nearest_in(source, i) : said_before_edit(r, i);
      set(i, near >= 0 ? near : cited(r, i));
      prefer_dropped(source, i);
    }
    for (std::int32_t i = begin(r); i < end(r); ++i) {
      if (!own_voice(i)) continue;
      const std::int32_t before = said_before_edit(r, i);
      if (before >= 0) {
        set(i, before);
        continue;
      }
      set(i, source >= 0 ? in_source(r, source, i) : repeated(r, i));
      if (source >= 0) prefer_dropped(source, i);
    }
    remember(r);
  }

  // The very statement, as an earlier version of the same document made it.
  std::int32_t said_before_edit(std::int32_t r, std::int32_t claim) const {
    for (std::int32_t v = version_of_[static_cast<std::size_t>(r)]; v >= 0;
         v = version_of_[static_cast<std::size_t>(v)]) {
      const std::int32_t near = nearest_in(v, claim);
      if (near >= 0 && distance(claim, near) == 0 && speaker(claim).key == speaker(near).key)
        return near;
    }
    return -1;
  }

  // What a claim restates may have been edited away since, by the report that it copies or one by
  // the source that it cites: where that is nearer to it than all that stands.
  void prefer_dropped(std::int32_t source, std::int32_t claim) {
    const std::int32_t stands = out_.claim[static_cast<std::size_t>(claim)];
    const int within = stands < 0 ? kOtherMatter : std::min(kOtherMatter, distance(claim, stands));
    const std::int32_t gone = edited_away_.nearest(claim, source, speaker(claim), within);
    out_.dropped[static_cast<std::size_t>(claim)] = gone;
    if (gone >= 0) set(claim, -1);
  }

  void set(std::int32_t claim, std::int32_t restated) {
    out_.claim[static_cast<std::size_t>(claim)] = restated;
  }

  // A copy says nothing of its own, even where it was read a little otherwise than its original.
  // Who publishes the own text again may have added to it.
  std::int32_t in_source(std::int32_t r, std::int32_t source, std::int32_t claim) const {
    const std::int32_t near = nearest_in(source, claim);
    if (publisher(r).shares_house(publisher(source)))
      return near >= 0 && distance(claim, near) == 0 ? near : -1;
    return near >= 0 || begin(source) == end(source) ? near : begin(source);
  }

  // What a named source said in a report of its own, before: by the address of a post, else by
  // name.
  std::int32_t cited(std::int32_t r, std::int32_t claim) const {
    const LedgerDocument& mine = saga_.dossier.reports[static_cast<std::size_t>(r)].document;
    const std::int16_t post = saga_.claim(claim).source.post;
    if (post >= 0 && static_cast<std::size_t>(post) < mine.posts.size())
      if (const auto found = by_url_.find(mine.posts[static_cast<std::size_t>(post)].url);
          found != by_url_.end() && may_cite(r, found->second))
        if (const std::int32_t near = nearest_in(found->second, claim); near >= 0) return near;
    const auto reports = published_.find(speaker(claim).key);
    return reports == published_.end() ? -1 : cited_among(reports->second, r, claim);
  }

  bool may_cite(std::int32_t r, std::int32_t other) const {
    const Instant mine = saga_.dossier.reports[static_cast<std::size_t>(r)].document.known_at;
    const Instant theirs = saga_.dossier.reports[static_cast<std::size_t>(other)].document.known_at;
    return other != r && theirs <= mine && mine - theirs <= kRelayDays * kDay;
  }

  // The nearest statement, of the latest report.
  std::int32_t cited_among(const std::vector<std::int32_t>& reports, std::int32_t r,
                           std::int32_t claim) const {
    std::int32_t best = -1;
    int least = 0;
    std::size_t looked_at = 0;
    const auto after =
        std::upper_bound(reports.begin(), reports.end(), r, [&](std::int32_t a, std::int32_t b) {
          return saga_.dossier.reports[static_cast<std::size_t>(a)].document.known_at <
                 saga_.dossier.reports[static_cast<std::size_t>(b)].document.known_at;
        });
    for (auto it = std::make_reverse_iterator(after);
         it != reports.rend() && looked_at < kMostCandidates; ++it) {
      if (*it == r) continue;
      if (!may_cite(r, *it)) break;
      ++looked_at;
      const std::int32_t near = nearest_in(*it, claim);
      if (near < 0 || distance(claim, near) >= kOtherMatter) continue;
      if (best < 0 || distance(claim, near) < least)
        std::tie(best, least) = std::tuple(near, distance(claim, near));
    }
    return best;
  }

  // What a report says in its own voice beside what it cites, or after what its publisher cited
  // before, is no news of its own.
  std::int32_t repeated(std::int32_t r, std::int32_t claim) const {
    if (is_announcement(claim)) return -1;
    std::int32_t best = -1;
    for (std::int32_t j = begin(r); j < end(r); ++j) {
      if (own_voice(j) || !same_matter(claim, j) || distance(claim, j) >= kOtherMatter ||
          !covers(j, claim))
        continue;
      if (best < 0 || distance(claim, j) < distance(claim, best)) best = j;
    }
    if (best < 0) best = heard_with(r, claim);
    return best >= 0 ? best : cited_before(r, claim);
  }

  // The very statement that a report makes from which this one takes another: one story, retold
  // without naming its source in every sentence.
  std::int32_t heard_with(std::int32_t r, std::int32_t claim) const {
    for (std::int32_t j = begin(r); j < end(r); ++j) {
      const std::int32_t taken = own_voice(j) ? -1 : out_.claim[static_cast<std::size_t>(j)];
      if (taken < 0 || saga_.item(taken).report == r) continue;
      const std::int32_t near = nearest_in(saga_.item(taken).report, claim);
      if (near >= 0 && distance(claim, near) == 0) return near;
    }
    return -1;
  }

  // That a move is official is seen, not heard from others.
  bool is_announcement(std::int32_t claim) const {
    return saga_.type(claim).state == Standing::done && saga_.affirmed(claim) &&
           saga_.claim(claim).certainty == Certainty::asserted;
  }

  // A journalist's report covers all that is said beside it of the same club. The words of a club
  // or a person are quoted: what goes further is the report's own.
  bool covers(std::int32_t cited, std::int32_t claim) const {
    return speaker(cited).press() || saga_.type(claim).group == saga_.type(cited).group ||
           saga_.type(claim).stage <= saga_.type(cited).stage;
  }

  using Matter = std::tuple<std::string_view, Row, Polarity>;  // publisher, club, polarity

  Matter matter(std::int32_t r, std::int32_t claim) const {
    return {publisher(r).key, saga_.claim(claim).to, saga_.claim(claim).polarity};
  }

  std::int32_t cited_before(std::int32_t r, std::int32_t claim) const {
    const auto found = cited_by_.find(matter(r, claim));
    if (found == cited_by_.end()) return -1;
    const std::int32_t j = found->second;
    const bool covered = same_matter(claim, j) && saga_.type(claim).stage <= saga_.type(j).stage;
    return covered && may_cite(r, saga_.item(j).report) ? j : -1;
  }

  void remember(std::int32_t r) {
    for (std::int32_t i = begin(r); i < end(r); ++i) {
      if (!saga_.counts(i)) continue;
      if (out_.claim[static_cast<std::size_t>(i)] < 0 && own_voice(i))
        cited_by_.erase(matter(r, i));  // by now it has word of its own
      else if (!own_voice(i))
        cited_by_[matter(r, i)] = i;
    }
  }

  // Reports of one instant may cite each other: the first of them in order is taken as the root.
  void cut_circles() {
    std::vector<char> state(saga_.size(), 0);  // 1: on the path being followed, 2: leads to a root
    for (std::size_t i = 0; i < saga_.size(); ++i) {
      std::vector<std::size_t> path;
      std::size_t at = i;
      while (state[at] == 0) {
        state[at] = 1;
        path.push_back(at);
        if (out_.claim[at] < 0) break;
        at = static_cast<std::size_t>(out_.claim[at]);
      }
      if (state[at] == 1 && out_.claim[at] >= 0) {
        const auto circle = std::find(path.begin(), path.end(), at);
        out_.claim[*std::min_element(circle, path.end())] = -1;
      }
      for (const std::size_t claim : path) state[claim] = 2;
    }
  }

  const Saga& saga_;
  SpeakerBook& speakers_;
  Restatements out_;
  std::map<std::string_view, std::vector<std::int32_t>> published_;  // reports by key, in order
  std::map<std::string_view, std::int32_t> by_url_;
  EditedAwayWords edited_away_;
  std::vector<std::int32_t> version_of_;     // by report: the version before of its document
  std::map<Matter, std::int32_t> cited_by_;  // the last claim that a publisher took from others
};

}  // namespace

Restatements find_restatements(const Saga& saga, SpeakerBook& speakers) {
  return RestatementFinder(saga, speakers).find();
}

}  // namespace mercato::dossier
