# SPDX-License-Identifier: GPL-3.0-or-later
"""What the end-to-end scripts share: a folder of their own, programs that end with the script, the command line, the store.

Standard library only. A script makes one Lab, uses it as a context, and exits with its verdict().
"""
import csv
import json
import os
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile

SOURCES = pathlib.Path(__file__).resolve().parents[2]
JOBS = SOURCES / "resources" / "jobs"

# production.md 4.3, as core/job names them.
LIVE = {"Claimed", "Bound", "Prepared", "Intent", "StepDone", "Sealed", "FormatSent", "Complete"}
SETTLED = {"BinnedGood", "InDoubt", "Quarantine", "Scrapped", "ReleasedClean"}


class Lab:
    """A temporary folder, an environment without a display, and every process that was started in it."""

    def __init__(self, name, bin_folder, in_memory=False):
        """in_memory: where nothing is killed, the folder needs no disk; each commit of the store waits for one."""
        self.name = name
        self.parent = "/dev/shm" if in_memory and os.access("/dev/shm", os.W_OK) else None
        self.bin = pathlib.Path(bin_folder).resolve()
        self.failures = []
        self.checks = 0
        self._running = []

    def __enter__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix=f"stationmaster-{self.name}-", dir=self.parent))
        runtime = self.folder / "runtime"
        runtime.mkdir(mode=0o700)
        self.env = {k: v for k, v in os.environ.items()
                    if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "STATIONMASTER_DATA_DIR")}
        self.env.update(XDG_RUNTIME_DIR=str(runtime), HOME=str(self.folder), TMPDIR=str(self.folder), LC_ALL="C.UTF-8",
                        XDG_DATA_HOME=str(self.folder / "share"), XDG_CONFIG_HOME=str(self.folder / "config"))
        return self

    def __exit__(self, *_):
        for process in self._running:
            if process.poll() is None:
                process.kill()
                process.wait()
        if self.failures and os.environ.get("STATIONMASTER_KEEP"):
            print(f"kept: {self.folder}")
        else:
            shutil.rmtree(self.folder, ignore_errors=True)

    def check(self, holds, text):
        """Counts; a failure is printed at once and decides the verdict."""
        self.checks += 1
        if not holds:
            self.failures.append(text)
            print(f"FAIL: {text}", flush=True)
        return bool(holds)

    def verdict(self):
        print(f"{self.name}: {self.checks} checks, {len(self.failures)} failed")
        return 1 if self.failures or self.checks == 0 else 0

    def start(self, *command, **options):
        process = subprocess.Popen([str(c) for c in command], env=options.pop("env", self.env), **options)
        self._running.append(process)
        return process

    def program(self, name):
        return self.bin / name

    def cli(self, *arguments, timeout=300, env=None):
        """Runs stationmaster-cli to its end; the result has returncode, stdout, stderr."""
        process = self.start(self.program("stationmaster-cli"), *arguments, stdin=subprocess.DEVNULL,
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env or self.env)
        try:
            out, err = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            out, err = process.communicate()
            err += f"\nstopped by the test after {timeout} s"
        self._running.remove(process)
        for sign in ("ERROR: AddressSanitizer", "ERROR: LeakSanitizer", "runtime error:"):
            self.check(sign not in err, f"{arguments}: {sign}\n{err[-4000:]}")
        return subprocess.CompletedProcess(arguments, process.returncode, out, err)

    def json(self, result):
        """The one JSON document of a command's stdout; nothing else may be there."""
        try:
            document = json.loads(result.stdout)
        except ValueError as error:
            self.check(False, f"{result.args}: stdout is not JSON ({error}): {result.stdout[:300]!r} {result.stderr[-1500:]}")
            return {}
        self.check(isinstance(document, dict), f"{result.args}: one JSON object")
        return document


def write_job(folder, records, prefix="HTP-2026-"):
    """The sample transit job with this many records and the archive beside it; ids are made from the prefix. Its path."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, target in (("harbour-transit.csv", "job.csv"), ("harbour-archive.csv", "harbour-archive.csv")):
        with open(JOBS / name, newline="", encoding="utf-8") as source:
            rows = list(csv.reader(source))
        header, rows = rows[0], rows[1:]
        with open(folder / target, "w", newline="", encoding="utf-8") as out:
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow(header)
            for i in range(records):
                writer.writerow([f"{prefix}{i + 1:06d}", *rows[i % len(rows)][1:]])
    return folder / "job.csv"


def read_table(path, key):
    with open(path, newline="", encoding="utf-8") as source:
        return {row[key]: row for row in csv.DictReader(source)}


class Store:
    """Read-only view of a data folder's store. Use while no program has it open."""

    def __init__(self, folder):
        self.db = sqlite3.connect(f"file:{folder}/store.sqlite?mode=ro", uri=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.db.close()

    def rows(self, sql, *values):
        return self.db.execute(sql, values).fetchall()

    def one(self, sql, *values):
        return self.db.execute(sql, values).fetchone()[0]


def balanced(document):
    """Both identities of ux.md 5.5, computed here and not taken from the program's own word."""
    r, c = document["records"], document["cards"]
    records = r["accepted"] == r["good"] + r["remake_open"] + r["in_stations"] + r["waiting"] + r["in_doubt"] + r["withdrawn"]
    cards = c["blanks_in"] == c["good"] + c["spoiled"] + c["quarantine"] + c["test"] + c["in_stations"] + c["returned"]
    return records and cards and document["balances"] is True and r["balances"] is True and c["balances"] is True


def bin_folder_from(arguments):
    for i, argument in enumerate(arguments):
        if argument == "--bin":
            folder = arguments[i + 1]
            del arguments[i:i + 2]
            return folder
    default = SOURCES / "build" / "dev" / "bin"
    if not default.is_dir():
        sys.exit("name the folder of the programs: --bin DIR")
    return str(default)
