#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A job whose HSMs are a SAM, a smart card in a PC/SC reader, and a soft one: sam_job.py [--bin DIR]

A pcscd of its own with virtual readers (vsmartcard's vpcd), a software SAM in one of them, virtual stations. The console starts the
SAM's process and ends it. The SAM is pulled in mid-run: the soft device carries the load and no card is lost. It is put back: it is
found, tested and used again. Then the SAM alone serves transit cards, is pulled while they are made, and every card waits for it.
Needs root (mount namespace), pcscd, vsmartcard-vpcd.
"""
import json
import os
import shutil
import subprocess
import sys
import time

import hsm_lab
from lab import JOBS, Lab, balanced, bin_folder_from
from pcsc_job import Pcscd, put_in, take_out, wait_for_reader

CARDS = 160


def floor(lab, name, hsms, stations):
    path = lab.folder / f"{name}.json"
    path.write_text(json.dumps({"name": name, "machines": [{"name": "M1", "stations": stations}], "hsms": hsms,
                                "virtualCards": {"commandMs": 1, "feedMs": 50}}))
    return path


class Run:
    """A console at work, with its encryption devices and counts as `status` tells them."""

    def __init__(self, lab, name, floor_path, job, profile):
        self.lab, self.out, self.err = lab, lab.folder / f"{name}.json.out", lab.folder / f"{name}.log"
        self.console = lab.start(lab.program("stationmaster-cli"), "run", job, "--profile", profile, "--floor", floor_path,
                                 "--data", lab.folder / f"{name}-data", "--json", stdin=subprocess.DEVNULL,
                                 stdout=open(self.out, "wb"), stderr=open(self.err, "wb"))

    def status(self):
        told = subprocess.run([self.lab.program("stationmaster-cli"), "status", "--json"], env=self.lab.env, capture_output=True)
        return json.loads(told.stdout) if told.returncode == 0 else {}

    def device(self, name):
        return next((d for d in self.status().get("hsm", {}).get("devices", []) if d["name"] == name), {})

    def good(self):
        jobs = self.status().get("jobs")
        return jobs[0]["records"]["good"] if jobs else 0

    def until(self, condition, what):
        reached = hsm_lab.wait_for(lambda: condition() or self.console.poll() is not None, 90)
        return self.lab.check(reached and self.console.poll() is None, f"{what}: {self.device('SAM')} {self.tail()}")

    def tail(self):
        return self.err.read_text(errors="replace")[-1500:]

    def finish(self, cards):
        code = self.console.wait(180)
        document = json.loads(self.out.read_text() or "{}")
        self.lab.check(code == 0 and document and balanced(document), f"exit {code}: {document.get('records')} {self.tail()}")
        records, made = document.get("records", {}), document.get("cards", {})
        self.lab.check(records.get("good") == cards and made.get("spoiled") == 0, f"{records} {made}")
        return {d["name"]: d for d in document.get("hsm", {}).get("devices", [])}


def pulled_beside_a_soft_one(lab, daemon):
    """Debit cards: most requests are the soft device's, whatever a SAM can do is shared."""
    sam = put_in(lab, lab.folder / "sam.out", 1, "--kind", "sam", "--port", daemon.port(0))
    path = floor(lab, "mixed", [{"name": "SAM", "kind": "sam", "reader": Pcscd.reader(0)}, {"name": "Soft", "kind": "soft"}], 6)
    job = lab.folder / "some.csv"
    job.write_text("".join((JOBS / "meadow-debit.csv").read_text(encoding="utf-8").splitlines(True)[:CARDS + 1]), encoding="utf-8")
    run = Run(lab, "mixed", path, job, "meadow-debit")
    run.until(lambda: run.device("SAM").get("requests", 0) > 10, "the SAM serves")
    take_out(lab, sam)
    run.until(lambda: run.device("SAM").get("state") == "lost", "the SAM is missed")
    before = run.good()
    run.until(lambda: run.good() > before + 5, "cards go on without it")
    served = run.device("SAM").get("requests", 0)
    sam = put_in(lab, lab.folder / "sam2.out", 1, "--kind", "sam", "--port", daemon.port(0))
    run.until(lambda: run.device("SAM").get("requests", 0) > served + 5, "the SAM that is back serves")
    devices = run.finish(CARDS)
    print(f"{CARDS} debit cards, SAM pulled at {before} good: requests and failures {[(n, d['requests'], d['failures']) for n, d in devices.items()]}", flush=True)
    take_out(lab, sam)


def another_sam_is_not_tried_again(lab, daemon):
    """Its access key is not the one that is named: the exit code says that another try would cost the SAM one of its own."""
    sam = put_in(lab, lab.folder / "sam3.out", 1, "--kind", "sam", "--port", daemon.port(0))
    wait_for_reader(lab, Pcscd.reader(0), True)
    wrong = lab.folder / "access.key"
    wrong.write_text("00" * 16 + "\n")
    wrong.chmod(0o600)
    told = subprocess.run([lab.program("stationmaster-hsm"), "--sam", Pcscd.reader(0), "--sam-access", wrong, "--listen-local", lab.folder / "sam.socket"],
                          env=lab.env, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)
    lab.check(told.returncode == 4 and "SamAccessRefused" in told.stderr, f"exit {told.returncode}: {told.stderr}")
    take_out(lab, sam)


def main():
    folder = bin_folder_from(sys.argv[1:])
    for tool in ("pcscd", "unshare"):
        if not shutil.which(tool, path=os.environ.get("PATH", "") + ":/usr/sbin"):
            sys.exit(f"{tool} is not installed")
    with Lab("sam_job", folder, in_memory=True) as lab:
        lab.env["PATH"] = lab.env.get("PATH", "") + ":/usr/sbin"
        begun = time.monotonic()
        daemon = Pcscd(lab)
        daemon.start()
        pulled_beside_a_soft_one(lab, daemon)
        another_sam_is_not_tried_again(lab, daemon)
        print(f"{time.monotonic() - begun:.1f} s")
        return lab.verdict()


if __name__ == "__main__":
    sys.exit(main())
