#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds the fuzz targets with clang and runs each for so many seconds:
#     tests/fuzz/run.sh SECONDS [TARGET...]
# Inputs that were found stay in build/fuzz/corpus; what crashes is written to build/fuzz/crash-TARGET-*.
set -eu
seconds=${1:?usage: run.sh SECONDS [TARGET...]}
shift
top=$(cd "$(dirname "$0")/../.." && pwd)
build=$top/build/fuzz
targets=${*:-hsm_reply tr31 dgi reader msr605 station control}

command -v clang++ > /dev/null || apt-get install -y clang
cmake -S "$top/tests/fuzz" -B "$build" -G Ninja -DCMAKE_CXX_COMPILER=clang++ > "$build.log" 2>&1 \
    || { cat "$build.log"; exit 1; }
cmake --build "$build" -j "${FUZZ_JOBS:-$(nproc)}"
python3 "$top/tests/fuzz/seeds.py" "$top/tests/data/vectors" "$build/seeds"
"$build/hsm_seeds" "$build/seeds/hsm_reply"

# Locked memory keeps the leak checker from looking at the process; leaks are what the other sanitized tests find.
export ASAN_OPTIONS=detect_leaks=0 UBSAN_OPTIONS=print_stacktrace=1
for target in $targets; do
    mkdir -p "$build/corpus/$target" "$build/seeds/$target"
    echo "== $target, $seconds s"
    "$build/fuzz_$target" -detect_leaks=0 -max_total_time="$seconds" -max_len=4096 -print_final_stats=1 \
        -artifact_prefix="$build/crash-$target-" "$build/corpus/$target" "$build/seeds/$target" 2>&1 |
        grep -E "^(stat::|Done|==|SUMMARY|#[0-9]+.*(DONE|INITED))|ERROR|ABORT" || exit 1
    ls "$build/crash-$target-"* > /dev/null 2>&1 && { echo "crashes in $build"; exit 1; }
done
echo "no crash"
