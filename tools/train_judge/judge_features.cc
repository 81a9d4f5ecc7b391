// What does the judge see of the claims that the rules make in labelled documents?
//
//   judge_features DATA REFERENCE < documents.ndjson > features.ndjson
//
// One line for each document: what `mercato extract` says of it without the judge, and beside it
// "features", the names of each claim's features. tools/train_judge/train_judge reads it.
#include <cstdio>
#include <iostream>
#include <string>

#include "0_core/json_writer.h"
#include "6_engine/engine.h"
#include "6_engine/output.h"

namespace mercato {
namespace {

std::string features_of(const Engine& engine, const Document& document, const Reading& reading) {
  const JudgeInput input{document,           reading.tokens, reading.linked,
                         engine.languages(), engine.types(), reading.claims};
  std::string out;
  JsonWriter json(out);
  std::vector<std::string> names;
  json.begin_array();
  for (std::size_t i = 0; i < reading.claims.size(); ++i) {
    judge_features(input, i, names);
    json.begin_array();
    for (const std::string& name : names) json.value(name);
    json.end_array();
  }
  json.end_array();
  return out;
}

int run(const char* data, const char* reference) {
  const auto engine = Engine::create(data, std::filesystem::path(reference));
  if (!engine) {
    std::fprintf(stderr, "judge_features: %s: %s\n", engine.error().where.c_str(),
                 engine.error().message.c_str());
    return 1;
  }
  Engine::Worker worker(**engine);
  Reading reading;
  ReadOptions options;
  options.format = Format::ndjson;
  std::string line;
  for (std::uint32_t number = 1; std::getline(std::cin, line); ++number) {
    Document document;
    if (!(*engine)->reader().read_ndjson_line(line, options, number, document)) {
      std::fprintf(stderr, "judge_features: line %u is no document\n", number);
      return 1;
    }
    (*engine)->read_all(document, worker, reading);
    std::string out;
    append_json(**engine, document, reading, out);
    out.pop_back();  // the object's end
    std::printf("%s,\"features\":%s}\n", out.c_str(),
                features_of(**engine, document, reading).c_str());
  }
  return 0;
}

}  // namespace
}  // namespace mercato

int main(int argc, char** argv) {
  if (argc == 3) return mercato::run(argv[1], argv[2]);
  std::fprintf(stderr, "usage: judge_features DATA REFERENCE < documents.ndjson\n");
  return 2;
}
