#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <system_error>
#include <vector>

#include "6_engine/engine.h"

namespace mercato {
namespace {

namespace fs = std::filesystem;

// What the stages read of the data folder; the rest (examples, windows, tables that are compiled
// into the reference) does not change a reading.
constexpr std::array<std::string_view, 8> kRead = {"claims", "currencies.toml",   "facts",
                                                   "judge",  "language_id.model", "languages",
                                                   "read",   "reference"};

std::vector<std::string> files_below(const fs::path& data) {
  std::vector<std::string> files;
  std::error_code error;
  for (const std::string_view name : kRead) {
    if (fs::is_regular_file(data / name, error)) files.emplace_back(name);
    for (fs::recursive_directory_iterator at(data / name, error), end; !error && at != end;
         at.increment(error)) {
      if (at->is_regular_file(error))
        files.push_back(at->path().lexically_relative(data).generic_string());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

std::string data_version(const fs::path& data) {
  const std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context(EVP_MD_CTX_new(),
                                                                   EVP_MD_CTX_free);
  EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr);
  const auto add = [&](const std::string& field) {
    const std::string size = std::to_string(field.size()) + ":";
    EVP_DigestUpdate(context.get(), size.data(), size.size());
    EVP_DigestUpdate(context.get(), field.data(), field.size());
  };
  for (const std::string& file : files_below(data)) {
    add(file);
    add(bytes_of(data / file));
  }
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  EVP_DigestFinal_ex(context.get(), digest.data(), nullptr);
  constexpr int kBytes = 8;
  std::string out;
  for (int i = 0; i < kBytes; ++i) {
    char hex[3];
    std::snprintf(hex, sizeof hex, "%02x", digest[static_cast<std::size_t>(i)]);
    out += hex;
  }
  return out;
}

}  // namespace mercato
