#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Brings the .ts files up to date with the sources: German holds every text, English only those with a number.
# An argument names another folder that holds the files: the test compares a copy made this way.
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
out=${1:-$top/translations}
lupdate=${LUPDATE:-/usr/lib/qt6/bin/lupdate}
cd "$top"
# -I: without the headers lupdate takes sm::MainWindow for MainWindow, and no text of it would be found.
common=(app ui -I . -I core -extensions cpp,h -locations none -no-obsolete -silent)
"$lupdate" "${common[@]}" -target-language de_DE -ts "$out/stationmaster_de.ts"
"$lupdate" "${common[@]}" -pluralonly -target-language en_US -ts "$out/stationmaster_en.ts"
