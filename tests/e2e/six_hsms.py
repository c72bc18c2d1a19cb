#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A floor of 24 stations with six encryption devices of five kinds: six_hsms.py [PAIRS] [--bin DIR]

Two with test keys and two PKCS#11 tokens (SoftHSM2) as processes of the console, one over TLS, one on a serial line.
 * 240 debit cards (keys, certificates, PINs, PUT KEY): all good, and every device did some of the work.
 * PAIRS (default 3, 15: all) of two devices are killed with SIGKILL in the middle of a run: no card is lost.
 * All six, each running by itself, are killed: every station waits with its card, nothing is rejected and nothing is
   produced; one comes back, and the job is finished.
"""
import itertools
import json
import signal
import subprocess
import sys
import time

import hsm_lab
from lab import JOBS, Lab, balanced, bin_folder_from

CARDS = 240
SOFT = ("--soft-test-keys",)


class Run:
    """One job on one floor, from the outside."""

    def __init__(self, lab, name, floor, job):
        self.lab, self.name = lab, name
        self.data = lab.folder / f"data-{name}"
        self.err = lab.folder / f"{name}.err"
        self.console = lab.start(lab.program("stationmaster-cli"), "run", job, "--profile", "meadow-debit", "--floor", floor, "--data", self.data, "--json",
                                 stdin=subprocess.DEVNULL, stdout=open(lab.folder / f"{name}.out", "wb"), stderr=open(self.err, "wb"))

    def status(self):
        """The console's figures; nothing while it opens."""
        answer = subprocess.run([self.lab.program("stationmaster-cli"), "status", "--json"], env=self.lab.env,
                                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        return json.loads(answer.stdout) if answer.returncode == 0 else None

    def counts(self, status):
        return status["jobs"][0]["records"] if status and status.get("jobs") else None

    def until_good(self, count, seconds=120):
        def reached():
            records = self.counts(self.status())
            return records if records and records["good"] >= count else None
        return self.lab.check(hsm_lab.wait_for(lambda: reached() or self.console.poll() is not None, seconds),
                              f"{self.name}: {count} good cards") and self.console.poll() is None

    def finish(self, seconds=240):
        try:
            self.console.wait(seconds)
        except subprocess.TimeoutExpired:
            self.lab.check(False, f"{self.name}: not finished after {seconds} s: {self.counts(self.status())}")
            self.console.kill()
            self.console.wait()
            return None
        text = self.err.read_text(errors="replace")
        for sign in ("ERROR: AddressSanitizer", "runtime error:", "ERROR: LeakSanitizer"):
            self.lab.check(sign not in text, f"{self.name}: {sign}: {text[-4000:]}")
        out = (self.lab.folder / f"{self.name}.out").read_text()
        return json.loads(out) if out.startswith("{") else self.lab.check(False, f"{self.name}: {out[:300]} {text[-2000:]}") or None

    def all_good(self, result, returned=0):
        """`returned`: untouched blanks that may have gone back to stock, because nobody can say whether a dead device made a key."""
        if not self.lab.check(result, f"{self.name}: has a result"):
            return
        records, cards = result["records"], result["cards"]
        self.lab.check(self.console.returncode == 0, f"{self.name}: exit {self.console.returncode}: {self.err.read_text()[-1500:]}")
        self.lab.check(records["good"] == CARDS and balanced(result), f"{self.name}: {records} {cards}")
        self.lab.check(cards["spoiled"] == 0 and cards["quarantine"] == 0 and cards["returned"] <= returned, f"{self.name}: cards {cards}")


def mixed(lab):
    """Four processes of the console, one device over TLS, one on a line."""
    children = [hsm_lab.OwnChild(f"Soft {n}", {"kind": "soft", "ownProcess": True}) for n in (1, 2)]
    children += [hsm_lab.OwnChild(f"Token {n}", {"kind": "pkcs11", "module": hsm_lab.MODULE, "token": f"floor-{n}",
                                                 "pinFile": str(lab.tokens.pin_file)}) for n in (1, 2)]
    return children + [hsm_lab.tls_device(lab, "Far", hsm_lab.free_port(), *SOFT), hsm_lab.serial_device(lab, "Line", *SOFT)]


def alone(lab):
    """The same six, each a program that nobody starts again."""
    out = [hsm_lab.local_device(lab, f"Soft-{n}", *SOFT) for n in (1, 2)]
    out += [hsm_lab.local_device(lab, f"Token-{n}", *lab.tokens.arguments(f"floor-{n}")) for n in (1, 2)]
    return out + [hsm_lab.tls_device(lab, "Far-2", hsm_lab.free_port(), *SOFT), hsm_lab.serial_device(lab, "Line-2", *SOFT)]


def stop_devices(devices):
    for device in devices:
        if isinstance(device, hsm_lab.Device) and device.alive():
            device.process.send_signal(signal.SIGTERM)
            device.process.wait()


def kill(device, run):
    """SIGKILL; how many processes were hit."""
    if isinstance(device, hsm_lab.Device):
        device.kill()
        return 1
    pids = device.pids(run.console)
    for pid in pids:
        subprocess.run(["kill", "-9", str(pid)], check=False)
    return len(pids)


def every_device_works(lab, job):
    devices = [d.start() for d in mixed(lab)]
    run = Run(lab, "six", hsm_lab.write_floor(lab, "six", devices), job)
    result = run.finish()
    run.all_good(result)
    figures = {d["name"]: d for d in result["hsm"]["devices"]} if result else {}
    for device in devices:
        figure = figures.get(device.name, {})
        lab.check(figure.get("requests", 0) > 0 and figure.get("state") == "healthy", f"{device.name}: {figure}")
    print("six devices, requests of each:", {name: (f["kind"], f["requests"]) for name, f in figures.items()}, flush=True)
    stop_devices(devices)


def two_are_killed(lab, job, pairs):
    for number, (first, second) in enumerate(pairs):
        devices = [d.start() for d in mixed(lab)]
        name = f"pair-{number}"
        run = Run(lab, name, hsm_lab.write_floor(lab, name, devices), job)
        if run.until_good(40):
            hit = [kill(devices[first], run), kill(devices[second], run)]
            lab.check(hit == [1, 1], f"{name}: processes killed: {hit}")
            before = run.counts(run.status())
        run.all_good(run.finish(), returned=4)
        print(f"killed {devices[first].name} and {devices[second].name} at {before['good']} good: all good in the end", flush=True)
        stop_devices(devices)


def all_are_killed(lab, job):
    devices = [d.start() for d in alone(lab)]
    run = Run(lab, "none-left", hsm_lab.write_floor(lab, "none-left", devices), job)
    if run.until_good(40):
        for device in devices:
            device.kill()

        def all_wait():
            status = run.status()
            states = [s["state"] for s in status["stations"]] if status else []
            return status if len(states) == 24 and set(states) == {"waiting-hsm"} else None
        held = hsm_lab.wait_for(all_wait, 60)
        status = run.status()
        lab.check(held, f"every station waits for an HSM: {[s['state'] for s in status['stations']]}")
        time.sleep(8)
        later = run.status()
        before, after = run.counts(held or status), run.counts(later)
        lab.check(before == after and after["in_stations"] == 24, f"nothing moves while no device is there: {before} {after}")
        lab.check({d["state"] for d in later["hsm"]["devices"]} == {"lost"}, f"{[d['state'] for d in later['hsm']['devices']]}")
        begun = time.monotonic()
        devices[4].start()
        run.all_good(run.finish())
        print(f"all six killed at {before['good']} good, 24 cards held; finished {time.monotonic() - begun:.1f} s after one came back",
              flush=True)
    stop_devices(devices)


def main():
    arguments = sys.argv[1:]
    folder = bin_folder_from(arguments)
    count = int(arguments[0]) if arguments else 3
    pairs = list(itertools.combinations(range(6), 2))
    # Spread over the kinds: tokens with TLS, a soft one with the line, the two that are far away.
    chosen = [(2, 4), (0, 5), (4, 5), *[p for p in pairs if p not in ((2, 4), (0, 5), (4, 5))]][:count]
    with Lab("six_hsms", folder, in_memory=True) as lab:
        lab.tokens = hsm_lab.Tokens(lab, ["floor-1", "floor-2"])
        job = JOBS / "meadow-debit.csv"
        every_device_works(lab, job)
        two_are_killed(lab, job, chosen)
        all_are_killed(lab, job)
        return lab.verdict()


if __name__ == "__main__":
    sys.exit(main())
