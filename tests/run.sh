#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds with sanitizers, runs every test. Arguments are passed on to ctest, for example -R session or -L e2e.
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
mapfile -t packages < <(cat "$top/packaging/packages-build.txt" "$top/packaging/packages-test.txt")
"$top/packaging/install-packages.sh" "${packages[@]}"
# Daemons that only tests start: nothing on this machine begins to listen.
mapfile -t packages < "$top/packaging/packages-unpacked.txt"
"$top/packaging/unpack-packages.sh" "$top/build/unpacked" "${packages[@]}"

cd "$top"
cmake --preset dev -DSTATIONMASTER_UI=ON >/dev/null
cmake --build --preset dev
# The threads of the core under ThreadSanitizer: the programs that have threads, built once more.
cmake --preset tsan -DSTATIONMASTER_UI=OFF >/dev/null
cmake --build --preset tsan --target tsan-tests

jobs=$(nproc)
ctest --test-dir build/tsan --output-on-failure -L threads -j "$jobs" "$@"
exec ctest --test-dir build/dev --output-on-failure -j "$jobs" "$@"
