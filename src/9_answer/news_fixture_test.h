// A ledger of invented news for the tests of this folder, and its answers.
#pragma once

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "6_engine/engine_testing.h"
#include "7_ledger/ledger_test_support.h"
#include "9_answer/answers.h"

namespace mercato {

class AnswersTest : public testing::Test {
 protected:
  void SetUp() override { writer_ = open_writer(folder_.file()); }

  // A document in which each of the claims is one sentence.
  TestDocument news(const std::string& url, const std::string& published,
                    std::vector<Said> claims) const {
    TestDocument out{"https://prova.example/" + url, published, "", {}};
    for (Said& one : claims) {
      one.evidence = one.to + " " + one.type + " " + one.person;
      out.text += one.evidence + ". ";
    }
    out.text += "Told by " + url.substr(0, url.find('/')) + ".";
    out.outlet = url.substr(0, url.find('/'));
    out.claims = std::move(claims);
    return out;
  }
  void add(const TestDocument& document, std::string_view recorded = "2024-07-10") {
    take(writer_->append(prepared(document), at(recorded)));
    expect_done(writer_->commit());
  }
  // Opens once; waits no longer than a look at the ledger may.
  const Answers& answers(bool warm = false) {
    if (!answers_) answers_ = open_answers(warm);
    return *answers_;
  }
  std::shared_ptr<const Answers> open_answers(bool warm = false) const {
    Answers::Options options;
    options.files = {folder_.file(), data_folder_of_project(), test_reference()};
    options.warm = warm;
    auto opened = Answers::open(options);
    if (!opened) throw std::runtime_error(opened.error().to_string());
    return *opened;
  }
  Answered ask(std::string_view question, const Arguments& arguments = {}) {
    return answers().ask(*find_question(question), arguments);
  }
  boost::json::object json(std::string_view question, const Arguments& arguments = {}) {
    const Answered answered = ask(question, arguments);
    if (!answered) throw std::runtime_error(answered.error().problem.to_string());
    return boost::json::parse(*answered->body).as_object();
  }
  Refusal::Kind refusal(std::string_view question, const Arguments& arguments) {
    const Answered answered = ask(question, arguments);
    EXPECT_FALSE(answered.has_value());
    return answered ? Refusal::Kind::failed : answered.error().kind;
  }

  TestFolder folder_;
  std::unique_ptr<LedgerWriter> writer_;
  std::shared_ptr<const Answers> answers_;
};

}  // namespace mercato
