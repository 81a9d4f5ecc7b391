#include "9_serve/intake.h"

#include <boost/json.hpp>

#include "0_core/json_writer.h"
#include "6_engine/output.h"
#include "9_answer/clock.h"
#include "9_serve/problem_response.h"

namespace mercato {
namespace {

namespace json = boost::json;

constexpr std::string_view kJson = "application/json", kText = "text/plain",
                           kLines = "application/x-ndjson", kName = "api";
constexpr std::size_t kMostDocuments = 1000, kMostProblems = 20, kDepth = 16;
constexpr auto kPatience = std::chrono::seconds(2);

bool is_unreadable(const Document& document) {
  return document.text.find_first_not_of(" \t\r\n") == std::string::npos;
}

// A name that we made up says nothing of the document: without its own id and address it is known
// by its text.
bool is_made_id(const std::string& id) { return id == kName || id.starts_with("api:#"); }

// One object over several lines as one line.
Result<std::string> one_line(std::string_view body) {
  json::error_code error;
  json::parse_options options;
  options.max_depth = kDepth;
  const json::value value = json::parse(body, error, {}, options);
  if (error) return failure("body", "is no JSON: " + error.message());
  if (!value.is_object())
    return failure("body", "is no JSON object", "several documents are sent as NDJSON");
  return json::serialize(value);
}

}  // namespace

struct IntakeCount {
  std::size_t documents = 0, unread = 0, claims = 0;
  std::vector<Problem> problems;

  void unreadable(Problem problem) {
    ++unread;
    if (problems.size() < kMostProblems) problems.push_back(std::move(problem));
  }
};

namespace {

// Reads each document of the body and makes it ready.
class Preparer {
 public:
  Preparer(const Engine& engine, IntakeCount& count)
      : engine_(engine), count_(count), worker_(engine) {
    options_.name = kName;
  }

  Result<void> read_lines(std::string_view body) {
    std::uint32_t number = 0;
    while (!body.empty()) {
      const std::size_t end = std::min(body.find('\n'), body.size());
      const std::string_view line = body.substr(0, end);
      body.remove_prefix(std::min(end + 1, body.size()));
      ++number;
      if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
      if (count_.documents == kMostDocuments)
        return failure("body", "holds too many documents", "1000 at most");
      ++count_.documents;
      if (auto read = engine_.reader().read_ndjson_line(line, options_, number, document_); !read)
        count_.unreadable(std::move(read.error()));
      else
        take(document_);
    }
    return {};
  }

  Result<void> read_text(std::string_view body) {
    options_.format = Format::text;
    auto documents = engine_.reader().read(body, options_);
    if (!documents) return tl::unexpected(documents.error());
    for (Document& document : *documents) {
      ++count_.documents;
      take(document);
    }
    return {};
  }

  std::vector<PreparedDocument> prepared;

 private:
  void take(Document& document) {
    if (is_unreadable(document)) return count_.unreadable(why_unreadable(document));
    if (is_made_id(document.id)) document.id.clear();
    engine_.read(document, worker_, reading_);
    std::string line;
    append_json(engine_, document, reading_, line);
    prepared.push_back(prepare_document(document, std::move(line)));
    count_.claims += reading_.claims.size();
  }

  static Problem why_unreadable(const Document& document) {
    for (const Problem& problem : document.problems) {
      if (problem.severity == Severity::error) return problem;
    }
    return {Severity::error, "text", 0, 0, "the document has no text", ""};
  }

  const Engine& engine_;
  IntakeCount& count_;
  Engine::Worker worker_;
  Reading reading_;
  ReadOptions options_;
  Document document_;
};

struct Written {
  std::size_t fresh = 0, same = 0, edited = 0;
  std::vector<Row> rows;
};

Result<Written> write(LedgerWriter& writer, const std::vector<PreparedDocument>& documents,
                      Instant now) {
  Written out;
  for (const PreparedDocument& document : documents) {
    const auto appended = writer.append(document, now);
    if (!appended) return tl::unexpected(appended.error());
    out.fresh += *appended == Appended::fresh;
    out.same += *appended == Appended::same;
    out.edited += *appended == Appended::edited;
    out.rows.push_back(writer.last_document());
  }
  if (auto done = writer.commit(); !done) return tl::unexpected(done.error());
  return out;
}

std::string summary(const IntakeCount& count, const Written& written) {
  std::string out;
  JsonWriter writer(out);
  const auto number = [&](std::string_view name, std::size_t value) {
    writer.key(name).value(static_cast<std::int64_t>(value));
  };
  writer.begin_object();
  number("documents", count.documents);
  number("fresh", written.fresh);
  number("same", written.same);
  number("edited", written.edited);
  number("unread", count.unread);
  number("claims", count.claims);
  writer.list("rows", written.rows, [&](Row row) { writer.value(row); });
  writer.list("problems", count.problems, [&](const Problem& problem) {
    writer.begin_object();
    writer.key("line").value(static_cast<std::int64_t>(problem.line));
    writer.key("message").value(problem.message);
    writer.end_object();
  });
  writer.end_object();
  return out;
}

Response busy() {
  Response response =
      problem_response(503, "another program is writing to the ledger", "try again soon");
  return response;
}

}  // namespace

Intake::Intake(std::shared_ptr<const Answers> answers)
    : answers_(std::move(answers)), data_version_(data_version(answers_->files().data)) {}

bool Intake::takes(std::string_view media_type) {
  return media_type == kJson || media_type == kText || media_type == kLines;
}

Result<std::vector<PreparedDocument>> Intake::prepare(std::string_view media_type,
                                                      std::string_view body,
                                                      IntakeCount& count) const {
  Preparer preparer(answers_->engine(), count);
  Result<void> read;
  if (media_type == kText) {
    read = preparer.read_text(body);
  } else if (media_type == kLines) {
    read = preparer.read_lines(body);
  } else {
    const auto line = one_line(body);
    read = line ? preparer.read_lines(*line) : tl::unexpected(line.error());
  }
  if (!read) return tl::unexpected(read.error());
  return std::move(preparer.prepared);
}

Response Intake::add(std::string_view media_type, std::string_view body) {
  IntakeCount count;
  const auto documents = prepare(media_type, body, count);
  if (!documents)
    return problem_response(
        {400, documents.error().message, documents.error().hint, documents.error().where});
  if (documents->empty())
    return problem_response(400, count.problems.empty() ? "the body holds no document"
                                                        : count.problems.front().message);
  const auto now = current_instant();
  if (!now) return problem_response(500, "the time of the machine is not known");
  const std::unique_lock lock(writing_, kPatience);
  if (!lock) return busy();
  auto writer = LedgerWriter::open(answers_->files().ledger, {MERCATO_VERSION, data_version_, ""});
  if (!writer) return busy();
  const auto written = write(**writer, *documents, *now);
  if (!written) return problem_response(503, "the ledger cannot be written at the moment");
  return json_response(summary(count, *written), written->fresh + written->edited ? 201 : 200);
}

}  // namespace mercato
