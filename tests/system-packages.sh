#!/usr/bin/env bash
# Installs the system packages the tests need; without root it prints the line that does.
set -euo pipefail
packages=(chromium postgresql strace fonts-wqy-microhei openssl)
missing=()
for package in "${packages[@]}"; do
  dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0
if [ "$(id -u)" -eq 0 ]; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
else
  echo "Tests need these packages:  sudo apt-get install -y --no-install-recommends ${missing[*]}" >&2
  exit 1
fi
