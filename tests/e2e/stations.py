#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A floor of 12 stations of three kinds: stations.py [CARDS] [--bin DIR]

Four virtual ones in the console, four over TLS (two processes), four on serial lines (pseudo-terminals), each a stationmaster-station.
While CARDS (default 48) are made, every such process is killed with SIGKILL once and started again. Every card is good, or named;
no chip carries two card objects, and no card object is on two cards.
"""
import json
import os
import subprocess
import sys

import hsm_lab
from lab import Lab, Store, balanced, bin_folder_from, write_job

STATIONS_OF_A_KIND = 4


class Process:
    """One stationmaster-station."""

    def __init__(self, lab, name, places, *arguments, command_ms=40):
        self.lab, self.name, self.process, self.places = lab, name, None, places
        self.arguments = [a for n, place in enumerate(places) for a in ("--station", place, "--virtual", f"gp-{n}")]
        self.arguments += ["--command-ms", str(command_ms), *arguments]

    def start(self):
        log = open(self.lab.folder / f"{self.name}.err", "ab")
        self.process = self.lab.start(self.lab.program("stationmaster-station"), *self.arguments, stdin=subprocess.DEVNULL,
                                      stdout=subprocess.PIPE, stderr=log)
        return self

    def ready(self):
        line = self.process.stdout.readline()
        self.lab.check(line.startswith(b"{") and json.loads(line)["ready"] is True, f"{self.name} is ready: {line!r}")

    def kill(self):
        self.process.kill()
        self.process.wait()


def make_floor(lab):
    console = hsm_lab.Certificate(lab.folder, "console")
    station = hsm_lab.Certificate(lab.folder, "station")
    port = hsm_lab.free_port()
    known = lab.folder / "console.pins"
    known.write_text(console.pin + "\n")
    tls = ["--connect", f"tls://127.0.0.1:{port}", "--certificate", station.certificate, "--key", station.key, "--pins", known]
    processes = [Process(lab, f"tls-{n}", [f"M2-S{2 * n - 1}", f"M2-S{2 * n}"], *tls) for n in (1, 2)]
    links = []
    for n in range(1, STATIONS_OF_A_KIND + 1):
        line = hsm_lab.SerialLine()
        key = hsm_lab.private_file(lab.folder / f"line-{n}.key", os.urandom(16).hex() + "\n")
        links.append({"kind": "serial", "port": line.ports[0], "lineKey": str(key), "baud": 921600})
        processes.append(Process(lab, f"serial-{n}", [f"M3-S{n}"], "--serial", line.ports[1], "--line-key", key, "--baud", "921600"))
    floor = {"name": "three kinds",
             "machines": [{"name": "Virtual", "stations": STATIONS_OF_A_KIND},
                          {"name": "Network", "links": [{"kind": "tls", "pin": station.pin}] * STATIONS_OF_A_KIND},
                          {"name": "Lines", "links": links}],
             "stationDoor": {"listen": f"127.0.0.1:{port}", "certificate": str(console.certificate), "key": str(console.key)},
             "hsms": [{"kind": "soft"}], "virtualCards": {"commandMs": 40, "kind": "gp"}}
    path = lab.folder / "floor.json"
    path.write_text(json.dumps(floor))
    return path, processes


class Run:
    def __init__(self, lab, floor, job):
        self.lab, self.data, self.err = lab, lab.folder / "data", lab.folder / "console.err"
        self.console = lab.start(lab.program("stationmaster-cli"), "run", job, "--floor", floor, "--data", self.data, "--json",
                                 stdin=subprocess.DEVNULL, stdout=open(lab.folder / "console.out", "wb"), stderr=open(self.err, "wb"))

    def good(self):
        answer = subprocess.run([self.lab.program("stationmaster-cli"), "status", "--json"], env=self.lab.env,
                                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        jobs = json.loads(answer.stdout).get("jobs") if answer.returncode == 0 else None
        return jobs[0]["records"]["good"] if jobs else 0

    def until_good(self, count):
        return hsm_lab.wait_for(lambda: self.console.poll() is not None or self.good() >= count, 120) and self.console.poll() is None

    def finish(self):
        try:
            self.console.wait(240)
        except subprocess.TimeoutExpired:
            self.lab.check(False, f"not finished: {self.err.read_text()[-2000:]}")
            self.console.kill()
            self.console.wait()
        text = self.err.read_text(errors="replace")
        for sign in ("ERROR: AddressSanitizer", "runtime error:", "ERROR: LeakSanitizer"):
            self.lab.check(sign not in text, f"{sign}: {text[-4000:]}")
        out = (self.lab.folder / "console.out").read_text()
        self.lab.check(out.startswith("{"), f"has a result: {out[:300]} {text[-2000:]}")
        return json.loads(out) if out.startswith("{") else None


def judge(lab, run, result, cards):
    records = result["records"]
    lab.check(balanced(result), f"identities: {records} {result['cards']}")
    lab.check(records["good"] + records["in_doubt"] == cards, f"every card is good or in doubt: {records}")
    with Store(run.data) as store:
        lab.check(store.one("SELECT COUNT(*) FROM attempts WHERE blank_state = 'good'") == records["good"], "one good card for each good record")
        lab.check(store.one("SELECT COUNT(*) FROM (SELECT record FROM attempts WHERE blank_state = 'good' GROUP BY record HAVING COUNT(*) > 1)") == 0,
                  "no record is on two good cards")
        lab.check(store.one("SELECT COUNT(*) FROM (SELECT serial FROM bindings WHERE released = 0 AND serial IS NOT NULL GROUP BY serial "
                            "HAVING COUNT(*) > 1)") == 0, "no chip carries two")
        doubtful = store.rows("SELECT object, station, failure FROM attempts WHERE state IN ('Quarantine', 'InDoubt')")
        lab.check(len(doubtful) == records["in_doubt"] and all(row[2] for row in doubtful), f"each doubtful card is named: {doubtful}")
        by_machine = dict(store.rows("SELECT substr(station, 1, 2), COUNT(*) FROM attempts WHERE blank_state = 'good' GROUP BY 1"))
    for machine in ("M1", "M2", "M3"):
        lab.check(by_machine.get(machine, 0) > 0, f"{machine} made cards: {by_machine}")
    print(f"{records['good']} good, {records['in_doubt']} in doubt {[row[1:] for row in doubtful]}, by machine {by_machine}", flush=True)


def main():
    arguments = sys.argv[1:]
    bin_folder = bin_folder_from(arguments)
    cards = int(arguments[0]) if arguments else 48
    with Lab("stations", bin_folder) as lab:
        floor, processes = make_floor(lab)
        run = Run(lab, floor, write_job(lab.folder / "job", cards))
        for process in processes: # the console waits for its stations, in any order
            process.start()
        for process in processes:
            process.ready()
        for n, process in enumerate(processes):
            if not lab.check(run.until_good(2 + 2 * n), f"the job runs on before {process.name} is killed"):
                break
            process.kill()
            process.start() # its first word is read at the end: on a busy machine the job might be over before all are killed
        result = run.finish()
        if result:
            judge(lab, run, result, cards)
        for process in processes:
            process.ready()
            process.process.terminate()
            lab.check(process.process.wait(30) == 0, f"{process.name} ends in order: {process.process.returncode}")
            text = (lab.folder / f"{process.name}.err").read_text(errors="replace")
            lab.check("Sanitizer" not in text and "runtime error:" not in text, f"{process.name}: {text[-3000:]}")
        return lab.verdict()


if __name__ == "__main__":
    sys.exit(main())
