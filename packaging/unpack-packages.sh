#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Unpacks Debian packages into a folder without installing them: unpack-packages.sh FOLDER PACKAGE... For tests that run a daemon of their own;
# installed, its service would start to listen on this machine.
set -euo pipefail
folder=$1
shift
mkdir -p "$folder"
for package in "$@"; do
    [ -e "$folder/.$package" ] && continue
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    fetch() { (cd "$work" && apt-get download -q "$package" >/dev/null 2>"$work/said"); }
    if ! fetch; then
        # Lists of packages that are missing or old.
        [ "$(id -u)" -eq 0 ] && apt-get update -q >/dev/null || sudo apt-get update -q >/dev/null
        fetch || { cat "$work/said" >&2; exit 1; }
    fi
    dpkg-deb -x "$work"/*.deb "$folder"
    touch "$folder/.$package"
    rm -rf "$work"
done
