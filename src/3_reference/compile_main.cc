// reference_compile OUT DATA FOLDER…: compiles reference tables, for developers who have no
// `mercato` yet.
#include <chrono>
#include <cstdio>

#include "1_language/language.h"
#include "3_reference/reference.h"

int main(int count, char** arguments) {
  if (count < 4) {
    std::fprintf(stderr, "usage: reference_compile OUT DATA FOLDER...\n");
    return 2;
  }
  const auto begin = std::chrono::steady_clock::now();
  const auto languages = mercato::Languages::load(arguments[2]);
  if (!languages) {
    std::fprintf(stderr, "%s\n", languages.error().to_string().c_str());
    return 2;
  }
  const std::vector<std::filesystem::path> folders(arguments + 3, arguments + count);
  const auto summary = mercato::import_reference(folders, arguments[1], **languages);
  if (!summary) {
    std::fprintf(stderr, "%s\n", summary.error().to_string().c_str());
    return 2;
  }
  for (const auto& problem : summary->problems)
    std::fprintf(stderr, "%s\n", problem.to_string().c_str());
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  const auto reference = mercato::Reference::open(arguments[1]);
  if (!reference) {
    std::fprintf(stderr, "%s\n", reference.error().to_string().c_str());
    return 2;
  }
  for (const auto& [label, value] : (*reference)->info())
    std::printf("%-16s %s\n", label.c_str(), value.c_str());
  std::printf("%-16s %.2f s\n", "took", took.count());
  return 0;
}
