#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the console answers where there is no display: help and version, in either language, with nothing else. no_display.py [--bin DIR]"""
import subprocess
import sys

from lab import Lab, bin_folder_from


def main():
    with Lab("no-display", bin_folder_from(sys.argv[1:])) as lab:
        for arguments, expected in ((["--version"], "stationmaster "), (["-v"], "stationmaster "), (["--help"], "--theme"), (["-h"], "--theme"),
                                    (["--help-all"], "--screenshot"), (["--lang", "de", "--help"], "Sprache")):
            # lab.env has neither DISPLAY nor a platform; only what the program needs to be found and to find its files.
            told = subprocess.run([lab.program("stationmaster"), *arguments], env=lab.env, capture_output=True, text=True, timeout=60, check=False)
            lab.check(told.returncode == 0, f"{arguments}: exit code {told.returncode}: {told.stderr[-2000:]}")
            lab.check(expected in told.stdout, f"{arguments}: {told.stdout!r}")
            lab.check(told.stderr == "", f"{arguments}: {told.stderr[-2000:]!r}")
        return lab.verdict()


sys.exit(main())
