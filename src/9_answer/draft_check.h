// What does a draft say, and does it hold? Internal to 9_answer.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "6_engine/engine.h"

namespace mercato {

// Thread-safe; keeps the memory of its readings.
class DraftCheck {
 public:
  explicit DraftCheck(std::shared_ptr<const Engine> engine) : engine_(std::move(engine)) {}
  // {"text", "blocks", "findings", "reading"} as docs/formats/answers.md says.
  Result<std::string> check(std::string_view draft, std::string_view title, Date published);

 private:
  struct Desk {
    explicit Desk(const Engine& engine) : worker(engine) {}
    Engine::Worker worker;
    Reading reading;
  };
  std::unique_ptr<Desk> take();
  void put_back(std::unique_ptr<Desk> desk);

  const std::shared_ptr<const Engine> engine_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Desk>> free_;
};

}  // namespace mercato
