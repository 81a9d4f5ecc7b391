// An engine over the project's data and the made-up clubs of its examples, for the tests of this
// folder; and an article for it to read.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "6_engine/engine.h"

namespace mercato {

inline std::filesystem::path data_folder_of_project() {
  return std::filesystem::path(MERCATO_SOURCE_DIR) / "data";
}

// Compiled once for each test process.
inline std::filesystem::path test_reference() {
  static const std::filesystem::path file = [] {
    const auto out = std::filesystem::temp_directory_path() /
                     ("mercato-engine-" + std::to_string(::getpid()) + ".ref");
    const auto data = data_folder_of_project();
    const auto languages = Languages::load(data);
    const auto made =
        import_reference({data / "reference", data / "examples" / "reference"}, out, **languages);
    if (!made) ADD_FAILURE() << made.error().to_string();
    std::atexit([] { std::filesystem::remove(file); });
    return out;
  }();
  return file;
}

inline const Engine& test_engine() {
  static const std::shared_ptr<const Engine> engine = [] {
    auto made = Engine::create(data_folder_of_project(), test_reference());
    if (!made) {
      ADD_FAILURE() << made.error().to_string();
      std::abort();
    }
    return *made;
  }();
  return *engine;
}

inline Document read_document(std::string_view text) {
  ReadOptions options;
  options.format = Format::text;
  auto documents = test_engine().reader().read(text, options);
  return documents && !documents->empty() ? std::move(documents->front()) : Document{};
}

inline Reading read_text(std::string_view text) {
  Engine::Worker worker(test_engine());
  Reading reading;
  test_engine().read(read_document(text), worker, reading);
  return reading;
}

inline constexpr std::string_view kArticleWithPost =
    "Publié le 12 juin 2024\n\nPar Anna Roux\n\n"
    "Sandro Beltrani a révélé que l'AC Montefalda vise Ilan Kerdrel. À 25 ans, le défenseur "
    "central "
    "du Racing Corvaille sort d'une belle saison.\n\n"
    "Ilan #Kerdrel del #Corvaille è stato offerto al #Montefalda — Sandro Beltrani (@sbeltrani) "
    "June 11, 2024\n";

}  // namespace mercato
