#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds, and starts the console on the demo floor. Without a display, or with --headless, the same floor
# runs on the terminal and the result is printed. Arguments are passed on to the program.
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
mapfile -t packages < "$top/packaging/packages-build.txt"
"$top/packaging/install-packages.sh" "${packages[@]}"

log=$(mktemp)
trap 'rm -f "$log"' EXIT
echo "Building (the first time takes some minutes) ..." >&2
cd "$top"
if ! { cmake --preset release -DSTATIONMASTER_TESTS=OFF && cmake --build --preset release; } >"$log" 2>&1; then
    tail -n 40 "$log" >&2
    exit 70
fi
bin=$top/build/release/bin
if [ "${1:-}" = "--headless" ]; then
    shift
    exec "$bin/stationmaster-cli" demo "$@"
fi
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    [ $# -gt 0 ] || set -- --demo
    exec "$bin/stationmaster" "$@"
fi
echo "No display: the demo floor runs here. 240 cards take about a minute and a half." >&2
exec "$bin/stationmaster-cli" demo "$@"
