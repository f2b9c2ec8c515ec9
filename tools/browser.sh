#!/usr/bin/env bash
# Chromium and fonts for the browser tests: installed when they are missing and we may.
set -euo pipefail

missing=()
command -v chromium >/dev/null || command -v chromium-browser >/dev/null || missing+=(chromium)
[ -n "$(find /usr/share/fonts "${HOME:-/root}/.fonts" "${HOME:-/root}/.local/share/fonts" -name 'NotoSansDevanagari*' -print -quit 2>/dev/null)" ] || missing+=(fonts-noto-core)
[ ${#missing[@]} = 0 ] && exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing ${missing[*]} for the browser tests ..."
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
else
    echo "satark: the browser tests need ${missing[*]}: sudo apt install ${missing[*]}, then try again." >&2
    exit 1
fi
