# The Debian packages that Mercato needs, and how they are installed. Sourced by ./setup and ./test.

BUILD_PACKAGES=(g++ cmake ninja-build pkg-config
  libboost1.81-dev libboost-json1.81-dev libboost-url1.81-dev libcli11-dev libcurl4-openssl-dev libdeflate-dev libexpected-dev libfmt-dev libicu-dev libpugixml-dev
  libsimdjson-dev libsqlite3-dev libssl-dev libtomlplusplus-dev libxml2-dev libxxhash-dev libzstd-dev zlib1g-dev)
TEST_PACKAGES=(ccache clang-14 libclang-rt-14-dev clang-format-14 libgtest-dev libgmock-dev librapidcheck-dev
  libbenchmark-dev python3 gzip curl dpkg-dev file man-db zsh fish
  chromium fonts-dejavu-core wrk)
# The tests of the page take any Node with npm; Debian's where there is none.
command -v npm >/dev/null || TEST_PACKAGES+=(nodejs npm)

# install_packages NAME…: installs those that are missing, with root's rights or sudo.
install_packages() {
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  if [ ${#missing[@]} -eq 0 ]; then
    echo "==> All packages are there"
    return
  fi
  echo "==> Installing ${missing[*]}"
  local root=()
  [ "$(id -u)" -eq 0 ] || root=(sudo)
  "${root[@]}" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive "${root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}
