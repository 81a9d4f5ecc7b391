#include "2_read/body_extractor.h"

#include <algorithm>

#include "2_read/body_extractor_stated.h"
#include "2_read/html_hints.h"
#include "2_read/html_text.h"

namespace mercato {
namespace {

constexpr double kAgrees = 0.6;  // share of a run's words that the stated body holds
constexpr double kAsGood =
    0.98;  // share of the best score at which the inner of two elements is taken
constexpr double kTrusted = 0.5;        // share of the stated body that the page must show
constexpr std::size_t kShort = 200;     // characters of prose; less is hardly an article
constexpr std::size_t kMinStated = 40;  // words; less is a summary

double link_share(const TextRun& run) { return run.chars ? double(run.link_chars) / run.chars : 0; }

bool is_prose(const TextRun& run) {
  if (run.noise || run.kind == RunKind::heading || link_share(run) > 0.4) return false;
  if (run.words < 5) return false;
  return run.chars >= 80 || (run.ends_sentence && run.chars >= 30);
}

// How much a run speaks for the element around it being the article.
double worth(const TextRun& run) {
  if (run.noise) return 0;
  if (is_prose(run)) return run.kind == RunKind::list_item ? 0.6 * run.chars : run.chars;
  if (link_share(run) > 0.5) return -10.0 - 0.5 * run.link_chars;
  return run.kind == RunKind::heading ? 0 : -2;
}

std::size_t prose_size(const ExtractedBody& body) {
  std::size_t size = 0;
  for (const TextRun& run : body.runs)
    if (is_prose(run)) size += run.chars;
  return size;
}

class BodyChooser {
 public:
  BodyChooser(const HtmlTree& tree, std::vector<TextRun> runs)
      : tree_(tree), runs_(std::move(runs)) {}

  ExtractedBody choose(std::string_view title, std::string_view stated) {
    compare(StatedBody(stated));
    sum();
    ExtractedBody body;
    body.container = join_pieces(best_container());
    for (std::uint32_t i = first_run_[body.container];
         i < first_run_[tree_.nodes[body.container].end]; ++i)
      if (!runs_[i].noise) body.runs.push_back(runs_[i]);
    trim(body, title);
    return body;
  }

 private:
  // Marks the runs that the stated body holds, where the page shows most of that body: an excerpt
  // of another story, a summary or a body of another version tells nothing.
  void compare(const StatedBody& stated) {
    agrees_.assign(runs_.size(), false);
    if (stated.words() < kMinStated) return;
    std::size_t words = 0;
    std::string text;
    std::vector<Link> links;
    for (std::size_t r = 0; r < runs_.size(); ++r) {
      text.clear();
      links.clear();
      append_run(tree_, runs_[r], text, links);
      agrees_[r] = runs_[r].words >= 6 && stated.agreement(text) >= kAgrees;
      if (agrees_[r]) words += runs_[r].words;
    }
    trusts_stated_ = static_cast<double>(words) >= kTrusted * static_cast<double>(stated.words());
    if (!trusts_stated_) agrees_.assign(runs_.size(), false);
    for (std::size_t r = 0; r < runs_.size(); ++r)
      if (agrees_[r]) runs_[r].noise = false;
  }

  // first_run_[n]: the number of runs that begin before node n; worth_[r]: sum of the worth of the
  // runs before run r.
  void sum() {
    first_run_.resize(tree_.nodes.size() + 1);
    worth_.resize(runs_.size() + 1);
    for (std::size_t r = 0; r < runs_.size(); ++r) worth_[r + 1] = worth_[r] + worth_of(r);
    std::uint32_t r = 0;
    for (std::uint32_t n = 0; n <= tree_.nodes.size(); ++n) {
      while (r < runs_.size() && runs_[r].first < n) ++r;
      first_run_[n] = r;
    }
  }

  // Where the stated body is trusted, other prose does not count.
  double worth_of(std::size_t r) const {
    if (agrees_[r]) return 2.0 * runs_[r].chars;
    return trusts_stated_ && is_prose(runs_[r]) ? 0 : worth(runs_[r]);
  }

  double plain_worth(std::uint32_t node) const {
    return worth_[first_run_[tree_.nodes[node].end]] - worth_[first_run_[node]];
  }

  double score(std::uint32_t node) const {
    const double sum = plain_worth(node);
    if (sum <= 0) return sum;
    return sum * (is_body(node) ? 2.5 : tree_.nodes[node].tag == Tag::article ? 1.3 : 1);
  }

  bool is_body(std::uint32_t node) const {
    if (tree_.attribute(node, Attribute::itemprop) == "articleBody") return true;
    return has_hint(find_hints(tree_.attribute(node, Attribute::class_)), HintKind::body) ||
           has_hint(find_hints(tree_.attribute(node, Attribute::id)), HintKind::body);
  }

  std::uint32_t best_container() const {
    std::uint32_t best = 0;
    double best_score = score(0);
    for (std::uint32_t n = 1; n < tree_.nodes.size(); ++n) {
      if (!is_block(tree_.nodes[n].tag)) continue;
      const double s = score(n);
      const bool inside = n < tree_.nodes[best].end;
      if (s < best_score * (inside ? kAsGood : 1.0)) continue;
      best = n;
      best_score = std::max(s, best_score);
    }
    return best;
  }

  // An article cut in pieces stands in several elements of one class: then their common ancestor is
  // the container.
  std::uint32_t join_pieces(std::uint32_t piece) const {
    const std::string_view names = tree_.attribute(piece, Attribute::class_);
    if (names.empty() || !is_body(piece)) return piece;
    std::uint32_t whole = piece;
    for (std::uint32_t n = 1; n < tree_.nodes.size(); ++n) {
      if (n >= whole && n < tree_.nodes[whole].end) continue;
      if (tree_.attribute(n, Attribute::class_) != names ||
          plain_worth(n) < 0.1 * plain_worth(piece))
        continue;
      while (n < whole || n >= tree_.nodes[whole].end) whole = tree_.nodes[whole].parent;
    }
    return whole;
  }

  void trim(ExtractedBody& body, std::string_view title) const {
    std::vector<TextRun>& runs = body.runs;
    drop_links(runs);
    drop_front(body, title);
    drop_back(runs);
    drop_empty_headings(runs);
    add_lead(body);
  }

  static void drop_links(std::vector<TextRun>& runs) {
    std::erase_if(runs, [](const TextRun& run) {
      return link_share(run) > 0.7 && !(run.ends_sentence && run.chars > 60) && !run.post;
    });
  }

  // What stands before the article's first words: dates, bylines, buttons. An element named as the
  // body begins with them, unless it holds the headline too.
  void drop_front(ExtractedBody& body, std::string_view title) const {
    std::vector<TextRun>& runs = body.runs;
    const auto headline = std::find_if(runs.rbegin(), runs.rend(), [&](const TextRun& run) {
      return tree_.nodes[run.block].tag == Tag::h1;
    });
    const bool named = is_body(body.container) && headline == runs.rend();
    if (headline != runs.rend() && std::none_of(runs.begin(), headline.base(), is_prose))
      runs.erase(runs.begin(), headline.base());
    const auto begins = std::find_if(runs.begin(), runs.end(), [&](const TextRun& run) {
      return (named ? run.words > 1 : is_prose(run)) && !is_title(run, title);
    });
    runs.erase(runs.begin(), begins);
  }

  bool is_title(const TextRun& run, std::string_view title) const {
    if (run.words > 60) return false;
    std::string text;
    std::vector<Link> links;
    append_run(tree_, run, text, links);
    return text == title;
  }

  static void drop_back(std::vector<TextRun>& runs) {
    const auto is_tail = [](const TextRun& run) {
      return !run.post && (run.kind == RunKind::heading ||
                           (run.kind == RunKind::list_item && link_share(run) > 0.2));
    };
    while (!runs.empty() && is_tail(runs.back())) runs.pop_back();
  }

  // A heading whose section was dropped: the runs that followed it on the page are not kept.
  void drop_empty_headings(std::vector<TextRun>& runs) const {
    std::vector<TextRun> kept;
    for (std::size_t i = 0; i < runs.size(); ++i) {
      const bool followed = i + 1 < runs.size() && !is_gap(runs[i], runs[i + 1]);
      if (runs[i].kind != RunKind::heading || followed) kept.push_back(runs[i]);
    }
    runs = std::move(kept);
  }

  // Whether link runs were dropped between the two.
  bool is_gap(const TextRun& a, const TextRun& b) const {
    const std::uint32_t next = first_run_[a.first + 1];
    return next < runs_.size() && runs_[next].first != b.first && !runs_[next].noise &&
           link_share(runs_[next]) > 0.7;
  }

  // The summary under the headline, where it stands outside the container.
  void add_lead(ExtractedBody& body) const {
    if (body.runs.empty()) return;
    const std::uint32_t last = first_run_[body.container];
    std::uint32_t begin = last;
    for (std::uint32_t r = last; r > 0 && last - r < 40; --r)
      if (tree_.nodes[runs_[r - 1].block].tag == Tag::h1) {
        begin = r;
        break;
      }
    std::vector<TextRun> leads;
    for (std::uint32_t r = begin; r < last; ++r)
      if (!runs_[r].noise && runs_[r].chars >= 40 && link_share(runs_[r]) < 0.3 &&
          is_lead(runs_[r].block))
        leads.push_back(runs_[r]);
    body.runs.insert(body.runs.begin(), leads.begin(), leads.end());
  }

  bool is_lead(std::uint32_t block) const {
    for (int up = 0; up < 3 && block; ++up, block = tree_.nodes[block].parent) {
      if (has_hint(find_hints(tree_.attribute(block, Attribute::class_)), HintKind::lead))
        return true;
      if (tree_.attribute(block, Attribute::itemprop) == "description") return true;
    }
    return false;
  }

  const HtmlTree& tree_;
  std::vector<TextRun> runs_;
  std::vector<bool> agrees_;
  bool trusts_stated_ = false;
  std::vector<std::uint32_t> first_run_;
  std::vector<double> worth_;
};

}  // namespace

ExtractedBody extract_body(const HtmlTree& tree, std::string_view title,
                           std::string_view stated_body) {
  ExtractedBody body = BodyChooser(tree, find_runs(tree)).choose(title, stated_body);
  if (prose_size(body) >= kShort) return body;
  // The article may stand in an element whose name misleads.
  ExtractedBody other = BodyChooser(tree, find_runs(tree, false)).choose(title, stated_body);
  return prose_size(other) >= 2 * kShort ? other : body;
}

}  // namespace mercato
