// Answers without a server, for tests: answers_dump LEDGER DATA REFERENCE reads lines
// "question<TAB>name=value<TAB>..." and writes one line of JSON for each, {"answer": ...} or
// {"refusal": kind, "where", "message", "candidates"}. "check<TAB>text" checks a draft, "new<TAB>row"
// lists the claims that are new above a row, one JSON array.
#include <boost/json.hpp>
#include <chrono>
#include <cstdio>
#include <iostream>

#include "9_answer/answers.h"
#include "9_answer/entity_json.h"

namespace {

using namespace mercato;

std::string told(const Refusal& refusal) {
  static constexpr const char* kKinds[] = {"malformed", "unknown", "ambiguous", "failed"};
  boost::json::array candidates;
  for (const LedgerEntity& one : refusal.candidates) candidates.push_back(to_json(one));
  return boost::json::serialize(
      boost::json::object{{"refusal", kKinds[static_cast<int>(refusal.kind)]},
                          {"where", refusal.problem.where},
                          {"message", refusal.problem.message},
                          {"hint", refusal.problem.hint},
                          {"candidates", std::move(candidates)}});
}

std::string told(const Answered& answered) {
  return answered ? "{\"answer\":" + *answered->body + "}" : told(answered.error());
}

std::vector<std::string> split(const std::string& line) {
  std::vector<std::string> out{""};
  for (const char c : line) {
    if (c == '\t')
      out.emplace_back();
    else
      out.back() += c;
  }
  return out;
}

std::string new_claims(const Answers& answers, Row after) {
  const auto found = answers.new_claims(after, {}, 1000);
  std::string out = "{\"answer\":[";
  if (!found) return "{\"refusal\":\"failed\"}";
  for (const NewClaim& one : *found) out += (&one == &found->front() ? "" : ",") + one.json;
  return out + "]}";
}

std::string answer_to(const Answers& answers, const std::vector<std::string>& words) {
  if (words[0] == "check") return told(answers.check(words.at(1), "", {}));
  if (words[0] == "new") return new_claims(answers, std::atoll(words.at(1).c_str()));
  const Question* question = find_question(words[0]);
  if (!question) return "{\"refusal\":\"no question\"}";
  Arguments arguments;
  for (std::size_t i = 1; i < words.size(); ++i) {
    const auto equals = words[i].find('=');
    arguments[words[i].substr(0, equals)] = words[i].substr(equals + 1);
  }
  return told(answers.ask(*question, arguments));
}

}  // namespace

int main(int count, char** words) {
  if (count < 4) return 2;
  Answers::Options options;
  options.files = {words[1], words[2], words[3]};
  const auto answers = Answers::open(options);
  if (!answers) {
    std::fprintf(stderr, "%s\n", answers.error().to_string().c_str());
    return 2;
  }
  for (std::string line; std::getline(std::cin, line);) {
    const auto begin = std::chrono::steady_clock::now();
    std::printf("%s\n", answer_to(**answers, split(line)).c_str());
    std::fflush(stdout);
    const std::chrono::duration<double, std::milli> took =
        std::chrono::steady_clock::now() - begin;
    std::fprintf(stderr, "%8.2f ms  %s\n", took.count(), line.substr(0, 80).c_str());
  }
  return 0;
}
