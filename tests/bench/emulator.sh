#!/usr/bin/env bash
# Puts into build/emulator what runs Emojibot on processors that are not here: QEMU for single programs, and an arm64
# Python with the locked wheels. It needs Debian on x86-64 and the network once, and no root. Where it can't, it says
# why and ends with status 3.
set -euo pipefail

suite=trixie
python=3.13
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
folder=$here/build/emulator
arm64_packages=(
  "python$python-minimal" "libpython$python-minimal" "libpython$python-stdlib" libc6 libgcc-s1 libstdc++6
  zlib1g libexpat1 libffi8 libbz2-1.0 liblzma5 libssl3t64 libuuid1
)

skip() {
  echo "no other processors: $*" >&2
  exit 3
}

# Lists and state of its own: this machine's are neither read nor written, so nobody has to be root.
own_apt() {
  local command=$1
  shift
  "$command" -qq -o "Dir::State=$work/state" -o "Dir::State::status=$work/status" -o "Dir::Cache=$work/cache" \
    -o "Dir::Etc::sourcelist=$work/sources.list" -o Dir::Etc::sourceparts=- \
    -o APT::Architecture=amd64 -o APT::Architectures=amd64,arm64 -o "APT::Sandbox::User=$(id -un)" \
    -o APT::Update::Error-Mode=any "$@"
}

# The mirror that this machine uses already; no other host is asked.
fetch_packages() {
  local mirror
  mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | awk '/\/debian\/$/ && !found++')
  [[ -n "$mirror" ]] || skip "apt names no Debian mirror here"
  mkdir -p "$work/state/lists/partial" "$work/cache/archives/partial" "$work/packages"
  : >"$work/status"
  echo "deb $mirror $suite main" >"$work/sources.list"
  own_apt apt-get update || skip "$mirror can't be read, or its keys are missing: install debian-archive-keyring"
  (cd "$work/packages" && own_apt apt-get download qemu-user:amd64 "${arm64_packages[@]/%/:arm64}") \
    || skip "$mirror does not have every package"
}

unpack() {
  dpkg -x "$work"/packages/qemu-user_*_amd64.deb "$work/all"
  # Of its forty processors two are used, and the others would take 400 MB.
  mv "$work"/all/usr/bin/qemu-{x86_64,aarch64} "$work"
  for package in "$work"/packages/*_arm64.deb; do
    dpkg -x "$package" "$work/arm64"
  done
  # As Debian's own installation does: every program asks for its loader in /lib.
  ln -s usr/lib "$work/arm64/lib"
}

fetch_wheels() {
  "$here/.venv/bin/python" -m pip --disable-pip-version-check -qq install --require-hashes --no-deps \
    --only-binary=:all: --no-compile --implementation cp --python-version "$python" \
    --platform manylinux_2_28_aarch64 --platform manylinux_2_27_aarch64 --platform manylinux2014_aarch64 \
    --target "$work/wheels" --requirement "$here/requirements.txt" || skip "the arm64 wheels can't be fetched"
}

main() {
  local stamp
  [[ "$(uname -sm)" == "Linux x86_64" ]] || skip "the emulator is set up on Linux and x86-64 alone"
  stamp=$(sha256sum "$here/requirements.txt" "${BASH_SOURCE[0]}" | cut -d ' ' -f 1 | tr '\n' ' ')
  if [[ "$(cat "$folder/stamp" 2>/dev/null)" == "$stamp" ]]; then
    return
  fi
  for program in apt-get dpkg; do
    command -v "$program" >/dev/null || skip "$program is missing; they come from Debian's packages"
  done
  mkdir -p "$here/build"
  work=$(mktemp -d "$here/build/emulator.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  fetch_packages
  unpack
  fetch_wheels
  rm -rf "$work"/{state,status,cache,packages,all,sources.list} "$folder"
  echo "$stamp" >"$work/stamp"
  chmod 755 "$work"
  mv "$work" "$folder"
}

main
