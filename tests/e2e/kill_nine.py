#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""kill -9 at random moments of a run: kill_nine.py [KILLS] [SEED] [--bin DIR]

One data folder lives through all kills. Each software card logs every command it receives before it answers, so the log knows
what really happened to each chip whatever the killed program believed. After each kill
 * the store as it was found must hold an intent for every chip that received a command that changes something (P2), and
 * a copy of it is opened by the program (restart rules run) and must be settled: named states, nothing live, nothing twice,
   nothing requeued that may carry data, both identities in balance.
Then the next start recovers the original and goes on with the job. In the end the job is run out.
"""
import collections
import random
import shutil
import signal
import subprocess
import sys
import time

from lab import LIVE, SETTLED, Lab, Store, balanced, bin_folder_from, write_job

RECORDS = 500
FLOOR = ("--machines", "2", "--stations", "2", "--hsms", "2")
# CREATE FILE, UPDATE BINARY, UPDATE RECORD, STORE DATA, SET STATUS, INSTALL, PUT KEY, DELETE, (DE)ACTIVATE FILE
CHANGING = {0xE0, 0xD6, 0xDC, 0xE2, 0xF0, 0xE6, 0xD8, 0xE4, 0x04, 0x44}
FORMAT_COMPLETE = "00A4040008F0534D5452414E5300"


class CardLog:
    """Lines of the software cards: SERIAL SEQUENCE COMMAND SW FATE."""

    def __init__(self, path):
        self.path = path
        self.offset = 0
        self.chips = collections.defaultdict(list)

    def read(self):
        if not self.path.exists():
            return
        with open(self.path, "rb") as log:
            log.seek(self.offset)
            text = log.read()
        whole = text.rfind(b"\n") + 1
        self.offset += whole
        for line in text[:whole].decode("ascii").splitlines():
            serial, _, command, sw, fate = line.split(" ")
            self.chips[chip_of(int(serial, 16))].append((bytes.fromhex(command), sw, fate))

    def changed(self):
        """Chips that received a command that changes something, executed or not."""
        return {chip for chip, lines in self.chips.items() if any(c[1] in CHANGING for c, _, _ in lines if len(c) > 1)}


def chip_of(serial):
    """Cplc::chipSerial(): IC fabricator, fabrication date, batch, serial number."""
    date = 0x6100 ^ (serial >> 48)
    return bytes.fromhex(f"4790{date:04X}{serial >> 32 & 0xFFFF:04X}{serial & 0xFFFFFFFF:08X}")


def check_intents(lab, say, store, log):
    """P2 on the store as the kill left it: the log line was written before the answer left, the intent before the command did."""
    intents = {bytes(serial): (count, probes) for serial, count, probes in store.rows(
        "SELECT b.serial, count(s.seq), sum(s.retry = 'P') FROM bindings b JOIN steps s ON s.attempt = b.attempt"
        " WHERE b.released = 0 GROUP BY b.serial")}
    changed = log.changed()
    without = changed - intents.keys()
    lab.check(not without, f"{say}: {len(without)} chips were changed without a durable intent: {[c.hex() for c in without][:3]}")
    for chip in changed & intents.keys():
        # SET STATUS to INITIALIZED and the seal are steps of their own, each behind an intent of its own.
        wanted = len({c[3] for c, _, _ in log.chips[chip] if len(c) > 3 and c[1] == 0xF0})
        lab.check(intents[chip][1] >= wanted, f"{say}: chip {chip.hex()} saw {wanted} probe-able steps, intents {intents[chip]}")
    returned = {bytes(s) for s, in store.rows("SELECT serial FROM bindings WHERE released = 1 AND serial IS NOT NULL")}
    lab.check(not returned & changed, f"{say}: a changed chip went back to stock")


def check_settled(lab, say, store, log):
    states = collections.Counter(dict(store.rows("SELECT state, count(*) FROM attempts GROUP BY state")))
    lab.check(not states.keys() - LIVE - SETTLED, f"{say}: states without a name: {states}")
    lab.check(not states.keys() & LIVE, f"{say}: live after recovery: {states}")
    lab.check(not store.rows("SELECT object FROM attempts WHERE state = 'BinnedGood' GROUP BY object HAVING count(*) > 1"),
              f"{say}: a card object is good twice")
    lab.check(not store.rows("SELECT r.object FROM records r JOIN attempts a ON a.record = r.id WHERE r.state = 'Waiting'"
                             " AND a.state <> 'ReleasedClean'"), f"{say}: a record waits that may be on a card")
    lab.check(not store.rows("SELECT object FROM records WHERE state = 'InStation'"), f"{say}: a record is left in a station")
    owner = {bytes(serial): (obj, state) for serial, obj, state in store.rows(
        "SELECT b.serial, a.object, a.state FROM bindings b JOIN attempts a ON a.id = b.attempt"
        " WHERE b.released = 0 AND b.serial IS NOT NULL")}
    clean = {c for c in log.changed() if c not in owner or owner[c][1] == "ReleasedClean"}
    lab.check(not clean, f"{say}: changed chips without an owner: {[c.hex() for c in clean][:3]}")
    # The cards' own truth: which objects are on chips that carry the seal's life cycle.
    sealed = collections.Counter(owner[chip][0] for chip, lines in log.chips.items() if chip in owner
                                 and any(c[1] == 0xF0 and c[3] == 0x0F and sw == "9000" for c, sw, _ in lines if len(c) > 3))
    lab.check(max(sealed.values(), default=0) <= 1, f"{say}: a card object is on two sealed cards")
    good = [chip for chip, (_, state) in owner.items() if state == "BinnedGood"]
    for chip in good:
        check_complete(lab, f"{say}: chip {chip.hex()}", log.chips[chip])
    return states, len(good)


def check_complete(lab, say, lines):
    """A good card went through the whole program and ends with the seal, its read-back and "format complete"."""
    # An answer that is longer than the terminal asked for comes in parts: 61xx, then GET RESPONSE (C0).
    done = [(c[1], c[2], c[3]) for c, sw, fate in lines if len(c) > 3 and fate == "answered" and c[1] != 0xC0
            and (sw == "9000" or sw.startswith("61") or c[1] == 0xF0)]
    count = collections.Counter(ins for ins, _, _ in done)
    lab.check(count[0xE0] == 5 and count[0xDC] == 4 and count[0xE6] == 1 and count[0xE2] >= 2, f"{say}: program cut: {count}")
    tail = done[-5:]
    lab.check([t[0] for t in tail] == [0xE2, 0xF0, 0xF2, 0xB0, 0xA4] and tail[1][1:] == (0x80, 0x0F),
              f"{say}: ends with {[(hex(a), hex(b), hex(c)) for a, b, c in tail]}")
    lab.check(lines[-1][0].hex().upper() == FORMAT_COMPLETE and lines[-1][1] == "9000", f"{say}: last line {lines[-1]}")


def copy_store(data, target):
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    for path in data.glob("store.sqlite*"):
        if "ballast" not in path.name:
            shutil.copy2(path, target)


def produce_and_kill(lab, moments, what, data, log_path, speed):
    """Starts the program and kills it at a random moment: after its start, or after its first logged command. The delay."""
    before = log_path.stat().st_size if log_path.exists() else 0
    process = lab.start(lab.program("stationmaster-cli"), "run", what, "--data", data, "--command-log", log_path, "--quiet",
                        "--speed", speed, *FLOOR, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                        stderr=open(lab.folder / "run.err", "wb"))
    begun = time.monotonic()
    # One in eight: while it opens, recovers or imports. The others: while it works.
    if moments.random() >= 0.125:
        while process.poll() is None and time.monotonic() - begun < 20 \
                and (log_path.stat().st_size if log_path.exists() else 0) == before:
            time.sleep(0.01)
        time.sleep(moments.uniform(0.0, 1.6))
    else:
        time.sleep(moments.uniform(0.02, 1.0))
    killed = process.poll() is None
    process.send_signal(signal.SIGKILL) if killed else None
    process.wait()
    error = (lab.folder / "run.err").read_text(errors="replace")
    for sign in ("ERROR: AddressSanitizer", "runtime error:"):
        lab.check(sign not in error, f"{sign}: {error[-4000:]}")
    return time.monotonic() - begun, killed, process.returncode


def jobs_of(data):
    """(job number, records that wait) for jobs whose import was committed."""
    if not (data / "store.sqlite").exists():
        return []
    with Store(data) as store:
        if not store.rows("SELECT 1 FROM sqlite_master WHERE name = 'records'"):
            return []
        return store.rows("SELECT j.id, (SELECT count(*) FROM records r WHERE r.job = j.id AND r.state = 'Waiting')"
                          " FROM jobs j WHERE j.state <> 'Importing' ORDER BY j.id")


def settle_copy(lab, say, data, log):
    """Restart rules on a copy of what the kill left; states, good cards, and the sums of the reports."""
    copy = lab.folder / "copy"
    copy_store(data, copy)
    opened = lab.cli("run", "999999", "--data", copy, *FLOOR)
    lab.check(opened.returncode == 3, f"{say}: opening after the kill: exit {opened.returncode}: {opened.stderr[-800:]}")
    with Store(copy) as store:
        states, good = check_settled(lab, say, store, log)
        jobs = [job for job, in store.rows("SELECT id FROM jobs WHERE state <> 'Importing'")]
    for job in jobs:
        report = lab.cli("report", job, "--json", "--data", copy)
        document = lab.json(report)
        lab.check(report.returncode in (0, 1), f"{say}: report exit {report.returncode}: {report.stderr[-800:]}")
        lab.check(document and balanced(document), f"{say}: job {job}: {document.get('records')} {document.get('cards')}")
    return states, good


def main():
    arguments = sys.argv[1:]
    folder = bin_folder_from(arguments)
    kills = int(arguments[0]) if arguments else 50
    seed = int(arguments[1]) if len(arguments) > 1 else random.randrange(1 << 30)
    moments = random.Random(seed)
    print(f"{kills} kills, seed {seed}")
    with Lab("kill_nine", folder) as lab:
        data, log = lab.folder / "data", CardLog(lab.folder / "commands.log")
        data.mkdir()
        job_files = 0
        found_all = collections.Counter()
        begun = time.monotonic()
        print("kill  after s  what   found live                            good doubt quarantine released  waiting")
        done = 0
        while done < kills and len(lab.failures) < 20:
            waiting = [(job, count) for job, count in jobs_of(data) if count > 0]
            if waiting:
                what = waiting[0][0]
            else: # none yet, or all given out: a new file
                if not jobs_of(data) or job_files == len(jobs_of(data)):
                    job_files += 1
                    write_job(lab.folder / f"job-{job_files}", RECORDS, f"K{job_files}-")
                what = lab.folder / f"job-{job_files}" / "job.csv"
            seconds, killed, code = produce_and_kill(lab, moments, what, data, log.path, moments.choice((20, 30, 60)))
            log.read()
            if not killed:
                lab.check(code in (0, 1), f"a run that was left alone ended with {code}: {(lab.folder / 'run.err').read_text()[-800:]}")
                continue
            done += 1
            say = f"kill {done}"
            found = collections.Counter()
            if jobs_of(data):
                with Store(data) as store:
                    check_intents(lab, say, store, log)
                    found = collections.Counter(dict(store.rows("SELECT state, count(*) FROM attempts GROUP BY state")))
            states, good = settle_copy(lab, say, data, log)
            live = {state: count for state, count in found.items() if state in LIVE}
            found_all.update(live)
            wait = sum(count for _, count in jobs_of(lab.folder / "copy"))
            told = ", ".join(f"{s} {n}" for s, n in sorted(live.items()))
            print(f"{done:4}  {seconds:7.2f}  {'import' if isinstance(what, type(data)) else 'job':6} {told:36} {good:5} {states['InDoubt']:5}"
                  f" {states['Quarantine']:10} {states['ReleasedClean']:8}  {wait:7}", flush=True)
        finish(lab, data, log)
        print(f"live attempts found by {done} kills: {dict(found_all)}; {len(log.chips)} chips,"
              f" {sum(len(l) for l in log.chips.values())} commands; {time.monotonic() - begun:.0f} s")
        lab.check(done == kills, f"only {done} of {kills} kills")
        lab.check(kills < 10 or found_all.total() >= kills, "the kills hit no work")
        return lab.verdict()


def finish(lab, data, log):
    """What still waits is produced without kills: no record is lost."""
    for job, waiting in jobs_of(data):
        ran = lab.cli("run", job, "--data", data, "--command-log", log.path, "--speed", "max", "--json", *FLOOR)
        if waiting or ran.returncode != 3:
            lab.check(ran.returncode in (0, 1), f"the last run of job {job}: exit {ran.returncode}: {ran.stderr[-800:]}")
        report = lab.json(lab.cli("report", job, "--json", "--data", data))
        if lab.check(report and balanced(report), f"job {job} in the end: {report.get('records')}"):
            r = report["records"]
            lab.check(r["good"] + r["in_doubt"] == r["accepted"], f"job {job}: records lost: {r}")
            print(f"job {job}: accepted {r['accepted']} = good {r['good']} + in doubt {r['in_doubt']}")
    log.read()
    with Store(data) as store:
        check_intents(lab, "end", store, log)
        check_settled(lab, "end", store, log)


if __name__ == "__main__":
    sys.exit(main())
