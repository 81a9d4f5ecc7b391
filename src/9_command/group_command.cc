#include "9_command/group_command.h"

#include <boost/json.hpp>
#include <cstdio>
#include <memory>
#include <set>

#include "0_core/json_writer.h"
#include "8_dossier/grouping.h"
#include "9_command/batch_reader.h"
#include "9_command/input_stream.h"

namespace mercato {
namespace {

namespace json = boost::json;

// What people say that a line's document is about; empty where the line does not tell.
std::string label_of(std::string_view line) {
  boost::system::error_code error;
  const json::value value = json::parse(line, error);
  if (error || !value.is_object()) return {};
  const json::value* label = value.get_object().if_contains("rumour");
  if (label == nullptr || label->is_null()) return {};
  return label->is_string() ? std::string(label->get_string()) : json::serialize(*label);
}

// Everything that was read, as grouping and the answers need it.
class GroupInput : public DocumentVisitor {
 public:
  GroupInput(const Engine& engine, bool labels)
      : engine_(engine), reader_(engine.reader()), worker_(engine), labels_(labels) {}

  // False where something could not be read.
  bool read(const std::vector<std::string>& files) {
    InputStream inputs({.folders = false, .standard_input_is_lines = true},
                       [this](std::unique_ptr<Batch> batch) { add(*batch); });
    for (const std::string& file : files) inputs.add(file);
    return !failed_;
  }

  void document(Document& document, Batch& batch) override {
    engine_.read(document, worker_, reading_);
    items_.push_back(group_item(document, reading_, engine_.reference()));
    ids_.push_back(document.id);
    truth_.push_back(next_label());
    for (Problem& problem : document.problems) batch.problems.push_back(std::move(problem));
  }
  void unread(Problem problem, const std::string&, Batch& batch) override {
    next_label();
    batch.problems.push_back(std::move(problem));
  }

  const std::vector<GroupItem>& items() const { return items_; }
  const std::vector<std::string>& ids() const { return ids_; }
  const std::vector<std::string>& truth() const { return truth_; }

 private:
  void add(Batch& batch) {
    pending_.clear();
    next_ = 0;
    if (labels_ && !batch.whole && !batch.unread)
      for (std::size_t i = 0; i < batch.ends.size(); ++i)
        if (!batch.line(i).empty() && batch.line(i) != "\r")
          pending_.push_back(label_of(batch.line(i)));
    reader_.read(batch, *this);
    for (const Problem& problem : batch.problems) {
      print_problem(problem);
      failed_ |= problem.severity == Severity::error;
    }
  }

  std::string next_label() {
    return next_ < pending_.size() ? std::move(pending_[next_++]) : std::string();
  }

  const Engine& engine_;
  BatchReader reader_;
  Engine::Worker worker_;
  Reading reading_;
  const bool labels_;
  bool failed_ = false;
  std::vector<std::string> pending_;  // labels of the batch's lines
  std::size_t next_ = 0;
  std::vector<GroupItem> items_;
  std::vector<std::string> ids_, truth_;
};

// "418560/281/2018-07-24"; a document alone goes by its place in the input.
std::string label(const RumourGroup& group) {
  if (group.person.key.empty()) return "alone/" + std::to_string(group.items.front() + 1);
  const std::string day = group.first_day == 0 ? "" : Date::from_days(group.first_day).to_string();
  return group.person.key + "/" + group.club.key + "/" + day;
}

void put_entity(JsonWriter& out, std::string_view field, const GroupClub& entity) {
  if (entity.key.empty()) return;
  out.key(field).begin_object().put("name", entity.name);
  if (entity.key.front() != '~') out.put("id", entity.key);
  out.end_object();
}

void print_lines(const GroupInput& input, const Grouping& grouping) {
  std::string line;
  for (std::size_t i = 0; i < input.ids().size(); ++i) {
    const RumourGroup& group = grouping.groups[grouping.group_of[i]];
    line.clear();
    JsonWriter out(line);
    out.begin_object().key("id").value(input.ids()[i]).key("group").value(label(group));
    put_entity(out, "person", group.person);
    put_entity(out, "to", group.club);
    out.end_object();
    line += '\n';
    std::fwrite(line.data(), 1, line.size(), stdout);
  }
}

void print_agreement(const GroupInput& input, const Grouping& grouping, bool as_json) {
  std::vector<std::string> truth;
  std::vector<std::uint32_t> groups;
  for (std::size_t i = 0; i < input.truth().size(); ++i) {
    if (input.truth()[i].empty()) continue;
    truth.push_back(input.truth()[i]);
    groups.push_back(grouping.group_of[i]);
  }
  const BCubed score = b_cubed(truth, groups);
  constexpr const char* kJson =
      "{\"items\":%zu,\"groups\":%zu,\"precision\":%.4f,\"recall\":%.4f,\"f1\":%.4f}\n";
  constexpr const char* kWords =
      "%zu items in %zu groups: B-cubed precision %.4f, recall %.4f, F1 %.4f\n";
  std::printf(as_json ? kJson : kWords, truth.size(),
              std::set<std::uint32_t>(groups.begin(), groups.end()).size(), score.precision,
              score.recall, score.f1());
}

}  // namespace

int run_group(const CommonOptions& common, const GroupOptions& options) {
  auto engine = open_engine(common);
  if (!engine) return fail(engine.error());
  GroupInput input(**engine, options.evaluate);
  const bool ok = input.read(options.files.empty() ? std::vector<std::string>{"-"} : options.files);
  const Grouping grouping = group_items(input.items());
  if (options.evaluate)
    print_agreement(input, grouping, common.json);
  else
    print_lines(input, grouping);
  std::fflush(stdout);
  return ok ? 0 : 2;
}

}  // namespace mercato
