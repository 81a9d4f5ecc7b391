#include "9_command/config_addition.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <set>
#include <string>

#include "9_command/inputs.h"

namespace mercato {
namespace {

constexpr std::size_t kMaxConfig = 4u << 20;

tl::unexpected<Problem> cannot_write(const std::filesystem::path& file) {
  return failure(file.string(), std::string("cannot be written: ") + std::strerror(errno),
                 "check that its folder is there and may be written");
}

// A file beside `file` that is removed unless it takes its place.
class Replacement {
 public:
  explicit Replacement(const std::filesystem::path& file) : file_(file) {
    name_ = file.string() + ".XXXXXX";
    descriptor_ = ::mkostemp(name_.data(), O_CLOEXEC);
  }
  ~Replacement() {
    if (descriptor_ >= 0) ::close(descriptor_);
    if (descriptor_ >= 0 && !done_) ::unlink(name_.c_str());
  }
  Replacement(const Replacement&) = delete;
  Replacement& operator=(const Replacement&) = delete;

  const std::string& name() const { return name_; }
  bool write(std::string_view bytes) {
    if (descriptor_ < 0) return false;
    struct stat old {};
    const mode_t mode = ::stat(file_.c_str(), &old) == 0 ? old.st_mode & 07777 : 0644;
    if (::fchmod(descriptor_, mode) != 0) return false;
    while (!bytes.empty()) {
      const ssize_t count = ::write(descriptor_, bytes.data(), bytes.size());
      if (count < 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return ::fsync(descriptor_) == 0;
  }
  bool take_place() {
    done_ = ::rename(name_.c_str(), file_.c_str()) == 0;
    return done_;
  }

 private:
  std::filesystem::path file_;
  std::string name_;
  int descriptor_ = -1;
  bool done_ = false;
};

std::vector<Feed> missing_feeds(const WatchConfig& config, const std::vector<Feed>& feeds) {
  std::set<std::string> known;
  for (const Feed& feed : config.feeds) known.insert(feed.url);
  std::vector<Feed> out;
  for (const Feed& feed : feeds)
    if (known.insert(feed.url).second) out.push_back(feed);
  return out;
}

}  // namespace

Result<std::size_t> add_feeds(const std::filesystem::path& named, const std::vector<Feed>& feeds) {
  std::error_code error;
  std::filesystem::path file = std::filesystem::weakly_canonical(named, error);
  if (error) file = named;
  std::string text;
  WatchConfig config;
  if (std::filesystem::exists(file, error)) {
    auto loaded = load_watch_config(file);
    if (!loaded) return tl::unexpected(loaded.error());
    config = std::move(*loaded);
    auto bytes = read_input(file.string(), kMaxConfig);
    if (!bytes) return tl::unexpected(bytes.error());
    text = std::move(*bytes);
  }
  const std::vector<Feed> fresh = missing_feeds(config, feeds);
  if (fresh.empty()) return std::size_t{0};
  if (!text.empty() && !text.ends_with('\n')) text += '\n';
  text += (text.empty() ? "" : "\n") + to_toml(fresh);
  Replacement replacement(file);
  if (!replacement.write(text)) return cannot_write(file);
  const auto checked = load_watch_config(replacement.name());
  if (!checked || checked->feeds.size() != config.feeds.size() + fresh.size())
    return failure(file.string(), "feeds cannot be added at its end",
                   "`mercato feeds import FILE` prints them, to be put where they belong");
  if (!replacement.take_place()) return cannot_write(file);
  return fresh.size();
}

}  // namespace mercato
