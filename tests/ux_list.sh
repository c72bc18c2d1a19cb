#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Prints the acceptance criteria of the console (UX-01 .. UX-40) with their results: every test function named uxNN... of the built test
# programs is run, and a criterion passes when all of its functions do. Usage: tests/ux_list.sh [build/dev [UX-35 UX-40 ...]]
set -uo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=${1:-$top/build/dev}
shift || true
wanted="ux[0-9][0-9]"
if [ $# -gt 0 ]; then wanted=$(printf '%s\n' "$@" | tr 'A-Z' 'a-z' | tr -d '-' | paste -sd'|'); fi
export QT_QPA_PLATFORM=offscreen
results=$(mktemp)
trap 'rm -f "$results"' EXIT
for program in "$build"/bin/tst_*; do
    [ -x "$program" ] || continue
    # A program without tests of criteria is not run.
    mapfile -t functions < <("$program" -functions 2>/dev/null | sed -n 's/^\(ux[0-9][0-9][A-Za-z0-9_]*\)()$/\1/p' | grep -E "^($wanted)")
    [ ${#functions[@]} -gt 0 ] || continue
    timeout 900 "$program" -o -,tap "${functions[@]}" 2>/dev/null \
        | sed -n 's/^\(ok\|not ok\) [0-9]* - \(ux[0-9][0-9]\)\([A-Za-z0-9_]*\).*/\2 \1 \2\3/p' \
        | sed "s|\$| $(basename "$program")|" >>"$results"
    # A program that died or hung says nothing of the function it was in and of those after it.
    for function in "${functions[@]}"; do
        grep -q " $function $(basename "$program")\$" "$results" || echo "${function:0:4} not ok $function $(basename "$program")" >>"$results"
    done
done
# Criteria shown by scripts: their names in ctest begin with uxNN or carry it.
while read -r name; do
    grep -Eq "$wanted" <<<"$name" || continue
    if ctest --test-dir "$build" -R "^$name\$" >/dev/null 2>&1; then word="ok"; else word="not ok"; fi
    for id in $(grep -o 'ux[0-9][0-9]' <<<"$name"); do echo "$id $word $name" >>"$results"; done
done < <(ctest --test-dir "$build" -N 2>/dev/null | sed -n 's/^ *Test *#[0-9]*: *\([A-Za-z0-9_]*ux[0-9][0-9][A-Za-z0-9_]*\)$/\1/p')
failed=0
for number in $(seq -w 1 40); do
    id="ux$number"
    grep -Eq "^($wanted)\$" <<<"$id" || continue
    total=$(grep -c "^$id " "$results")
    bad=$(grep -c "^$id not ok" "$results")
    where=$(grep "^$id " "$results" | awk '{print $NF}' | sort -u | tr '\n' ' ')
    if [ "$total" -eq 0 ]; then
        printf 'UX-%s  -       no test yet\n' "$number"
    elif [ "$bad" -eq 0 ]; then
        printf 'UX-%s  passed  %3d of %d  %s\n' "$number" "$total" "$total" "$where"
    else
        printf 'UX-%s  FAILED  %3d of %d  %s\n' "$number" $((total - bad)) "$total" "$where"
        failed=1
    fi
done
exit $failed
