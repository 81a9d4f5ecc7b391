#include "8_score/forecast_train.h"

#include <algorithm>
#include <map>

namespace mercato::forecast {
namespace {

const std::size_t kRecord = find_feature("outlet_record");

std::vector<int> signs() {
  std::vector<int> out;
  for (const FeatureInfo& info : kFeatures) out.push_back(info.sign);
  return out;
}

// Levels when none are wanted: so fine that they change nothing worth a word.
Levels fine_levels() {
  constexpr int kSteps = 1000;
  Levels out;
  for (int i = 0; i < kSteps; ++i) {
    if (i > 0) out.edges.push_back(static_cast<double>(i) / kSteps);
    out.values.push_back((i + 0.5) / kSteps);
  }
  return out;
}

}  // namespace

Trainer::Trainer(const RumourBook& book, const Windows& windows, Outlets outlets,
                 const TrainingOptions& options)
    : book_(book), outlets_(std::move(outlets)), options_(options) {
  outlets_.records.clear();
  std::map<std::int32_t, std::string> met;
  for (std::size_t r = 0; r < book.rumours().size(); ++r) {
    const Rumour& rumour = book.rumours()[r];
    if (!rumour.outcome) continue;
    for (std::size_t i = 0; i < rumour.items.size(); ++i) {
      rows_.push_back(row(r, i, windows));
      met[rows_.back().window] = windows.window_of(rumour.items[i].date, options_.association).id;
    }
  }
  windows_.assign(met.begin(), met.end());
}

Trainer::Row Trainer::row(std::size_t r, std::size_t i, const Windows& windows) const {
  const Rumour& rumour = book_.rumours()[r];
  const auto window = [&](const RumourItem& item) {
    return windows.window_of(item.date, options_.association).closes.days();
  };
  Row out;
  out.rumour = r;
  out.item = i;
  out.window = window(rumour.items[i]);
  out.last_window = window(rumour.items.back());
  out.outlet = outlet_key(rumour.items[i].outlet);
  out.x = without(features_of(book_.question(r, i), 0, outlets_, book_.reference()));
  out.y = *rumour.outcome ? 1 : 0;
  const bool asked = rumour.items[i].asked;
  const auto alike = std::count_if(rumour.items.begin(), rumour.items.end(),
                                   [&](const RumourItem& item) { return item.asked == asked; });
  out.weight = (asked ? 1.0 : options_.unasked) / static_cast<double>(alike);
  return out;
}

FeatureVector Trainer::without(FeatureVector x) const {
  for (std::size_t f = 0; f < kFeatureCount; ++f)
    if (options_.without.contains(kFeatures[f].name) ||
        options_.without.contains(kFeatures[f].group))
      x[f] = 0;
  return x;
}

bool Trainer::asks(const Row& row) const {
  return book_.rumours()[row.rumour].items[row.item].asked;
}

// An outlet's record is what the other features leave unexplained; in training without the rumour
// itself, so that no rumour explains its own outcome.
void Trainer::learn_records(const Rows& rows, const Weights& weights, Model& out,
                            std::vector<Example>& examples) const {
  std::map<std::string, Tally> all;
  std::map<std::pair<std::string, std::size_t>, Tally> own;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const double off = rows[i]->weight * (rows[i]->y - sigmoid(weights.logit(examples[i].x)));
    for (Tally* tally : {&all[rows[i]->outlet], &own[{rows[i]->outlet, rows[i]->rumour}]}) {
      tally->off += off;
      tally->weight += rows[i]->weight;
    }
  }
  const auto record = [&](double off, double weight) {
    return off / (weight + options_.record_prior);
  };
  for (const auto& [outlet, tally] : all)
    if (!outlet.empty()) out.outlets.records[outlet] = record(tally.off, tally.weight);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Tally& everyone = all[rows[i]->outlet];
    const Tally& mine = own[{rows[i]->outlet, rows[i]->rumour}];
    examples[i].x[kRecord] = record(everyone.off - mine.off, everyone.weight - mine.weight);
  }
}

Model Trainer::fit_rows(const Rows& rows) const {
  Model out;
  out.outlets = outlets_;
  std::vector<Example> examples;
  std::map<std::size_t, bool> came_true;
  for (const Row* row : rows) {
    examples.push_back({{row->x.begin(), row->x.end()}, row->y, row->weight});
    came_true[row->rumour] = row->y > 0;
  }
  out.weights = fit(examples, signs(), options_.penalty);
  if (!options_.without.contains("outlet_record") && !options_.without.contains("sources")) {
    learn_records(rows, out.weights, out, examples);
    out.weights = fit(examples, signs(), options_.penalty);
  }
  out.items = rows.size();
  out.rumours = came_true.size();
  for (const auto& [rumour, happened] : came_true) out.average += happened ? 1 : 0;
  out.average /= static_cast<double>(came_true.size());
  out.levels = fine_levels();
  return out;
}

double Trainer::shared(const Model& model, const Row& row) const {
  return share_out(model, book_.question(row.rumour, row.item), book_.reference()).shared.front();
}

// Each window's rumours are asked of a model that was fitted without that window; a level says what
// share came true among those that fell into it.
Levels Trainer::learn_levels(const Rows& rows) const {
  Levels out{options_.edges, std::vector<double>(options_.edges.size() + 1)};
  std::vector<double> hits(out.values.size()), said(hits), weight(hits);
  for (const auto& [window, id] : windows_) {
    Rows others, own;
    for (const Row* row : rows) (row->last_window == window ? own : others).push_back(row);
    if (others.empty() || own.empty()) continue;
    const Model model = fit_rows(others);
    for (const Row* row : own) {
      if (!asks(*row)) continue;
      const double p = shared(model, *row);
      const auto level = static_cast<std::size_t>(
          std::upper_bound(out.edges.begin(), out.edges.end(), p) - out.edges.begin());
      hits[level] += row->weight * row->y;
      said[level] += row->weight * p;
      weight[level] += row->weight;
    }
  }
  for (std::size_t l = 0; l < out.values.size(); ++l) {
    const double low = l == 0 ? 0 : out.edges[l - 1],
                 high = l == out.edges.size() ? 1 : out.edges[l];
    const double prior = weight[l] > 0 ? said[l] / weight[l] : (low + high) / 2;
    out.values[l] = (hits[l] + options_.level_prior * prior) / (weight[l] + options_.level_prior);
    if (l > 0) out.values[l] = std::max(out.values[l], out.values[l - 1]);
  }
  return out;
}

Model Trainer::train(const Rows& rows) const {
  Model out = fit_rows(rows);
  if (!options_.edges.empty()) out.levels = learn_levels(rows);
  return out;
}

Model Trainer::train() const {
  Rows rows;
  for (const Row& row : rows_) rows.push_back(&row);
  Model out = train(rows);
  Date last;
  for (const Row& row : rows_)
    last = std::max(last, book_.rumours()[row.rumour].items[row.item].date);
  out.trained_until = last.to_string();
  return out;
}

std::vector<Prediction> Trainer::walk_forward() const {
  std::vector<Prediction> out;
  for (std::size_t w = 1; w < windows_.size(); ++w) {
    Rows before;
    for (const Row& row : rows_)
      if (row.last_window < windows_[w].first) before.push_back(&row);
    if (before.empty()) continue;
    const Model model = train(before);
    for (const Row& row : rows_)
      if (row.window == windows_[w].first && asks(row))
        out.push_back({row.rumour, row.item, windows_[w].second,
                       answer(model, book_.question(row.rumour, row.item), book_.reference())
                           .suitors.front()
                           .probability});
  }
  return out;
}

ForecastScores score(const RumourBook& book, const std::vector<Prediction>& predictions, Unit unit,
                     std::string_view window) {
  std::map<std::size_t, std::vector<const Prediction*>> by_rumour;
  for (const Prediction& p : predictions) by_rumour[p.rumour].push_back(&p);
  std::vector<Judged> judged;
  for (const auto& [rumour, own] : by_rumour) {
    if (!window.empty() && own.back()->window != window) continue;
    const bool happened = *book.rumours()[rumour].outcome;
    double sum = 0;
    for (const Prediction* p : own) {
      sum += p->p;
      if (unit == Unit::item) judged.push_back({p->p, happened, 1});
    }
    if (unit == Unit::last) judged.push_back({own.back()->p, happened, 1});
    if (unit == Unit::mean) judged.push_back({sum / static_cast<double>(own.size()), happened, 1});
  }
  return mercato::score(judged);
}

}  // namespace mercato::forecast
