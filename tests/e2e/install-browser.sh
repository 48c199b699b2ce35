#!/usr/bin/env bash
# Finds a Chromium for the browser tests, or installs Debian's where that is possible.
set -euo pipefail

for name in "${EMOJIBOT_CHROMIUM:-}" chromium chromium-browser google-chrome; do
  if [ -n "$name" ] && command -v "$name" >/dev/null; then
    echo "browser: $(command -v "$name")"
    exit 0
  fi
done
if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-noto-color-emoji
  exit 0
fi
echo "browser: none found; install Chromium or Chrome, or name it in EMOJIBOT_CHROMIUM" >&2
exit 1
