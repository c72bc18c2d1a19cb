#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Pictures of every page and of what pages show after somebody did something there, in each theme and size: to be
# looked at one by one. Simulated time, fixed seed and clock: the same program gives the same bytes.
#
#   tests/pictures.sh OUTDIR [NAME...]        NAME: a page or a state of ui/shell/picture_states.cpp; none: all
#
#   BIN=build/release/bin   THEMES="light dark contrast"   SIZES="1366x768 1920x1080"   LANGS=en   (as environment)
#
# Files are OUTDIR/NAME-THEME-WIDTH.png, for another language than English NAME-THEME-WIDTH-LANG.png.
set -u
source_dir=$(cd "$(dirname "$0")/.." && pwd)
program=$(cd "$source_dir" && realpath "${BIN:-build/release/bin}")/stationmaster
themes=${THEMES:-light dark contrast}
sizes=${SIZES:-1366x768 1920x1080}
langs=${LANGS:-en}
[ $# -ge 1 ] || { sed -n '3,10s/^# \{0,1\}//p' "$0"; exit 2; }
[ -x "$program" ] || { echo "$program is not there; packaging/run.sh builds it" >&2; exit 2; }
mkdir -p "$1" && out=$(realpath "$1") || exit 2
shift

# What a user has stored and how a desktop is set up has no say here.
home=$(mktemp -d) || exit 2
trap 'rm -rf "$home"' EXIT
for folder in CONFIG_HOME STATE_HOME DATA_HOME CACHE_HOME RUNTIME_DIR; do
    export "XDG_$folder=$home"
done
export HOME=$home QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8 TZ=UTC
errors=$source_dir/tests/data/import/harbour-errors.csv
known=$source_dir/resources/jobs/meadow-debit.csv
other=$source_dir/resources/jobs/willow-pass.csv

# name (or NAME:PAGE, where a page is shown twice), time of the picture after the start, file
pictures="
welcome 1s
set-up 1s
floor 40s
many 40s
panel-end 40s
alarms 40s
jobs 95s
decide 5s
abort 40s
scrap 40s
import 10s $known
import-mapping:import 10s $other
import-page 10s $errors
dashboard 95s
dashboard-end 95s
trace 40s
compare 40s
trace-stored 95s
trace-missing 40s
keys 40s
stations 1s
stations-all 1s
stations-end 1s
stations-accept 1s
stations-revoke 1s
stations-enrol 1s
stations-floor 1s
setup 40s
setup-all 1s
setup-wrong 1s
setup-machine 1s
setup-apply 1s
shift 40s
shift-end 40s
shift-jobs 40s
shift-floor 40s
"

failed=0
while read -r name at file; do
    page=${name#*:}
    name=${name%%:*}
    [ -n "$name" ] || continue
    [ $# -eq 0 ] || [[ " $* " == *" $name "* ]] || continue
    for size in $sizes; do
        for theme in $themes; do
            for lang in $langs; do
                picture=$out/$name-$theme-${size%x*}
                [ "$lang" = en ] || picture+=-$lang
                if ! "$program" --screenshot "$picture.png" --page "$page" --size "$size" --theme "$theme" \
                    --lang "$lang" --demo-seed 1 --at "$at" $file < /dev/null > "$home/said" 2>&1; then
                    echo "no picture: $picture.png" >&2
                    cat "$home/said" >&2
                    failed=1
                fi
            done
        done
    done
done <<< "$pictures"
exit $failed
