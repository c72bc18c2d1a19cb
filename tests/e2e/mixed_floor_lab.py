# SPDX-License-Identifier: GPL-3.0-or-later
"""A floor of four kinds of stations and its jobs: virtual ones in the console, PC/SC readers of a pcscd of their own, stations over TLS
and on serial lines, each of these a stationmaster-station. Between the console and each of the latter two stands a link that can be
disturbed."""
import collections
import csv
import datetime
import json
import os
import signal
import subprocess
import threading
import time

import disturbed_links
import hsm_lab
import pcsc_job
from lab import balanced, write_job
from stations import Process

VIRTUAL, READERS, NETWORK, LINES = "M1", "M2", "M3", "M4"
KINDS = {VIRTUAL: "virtual", READERS: "PC/SC", NETWORK: "TLS", LINES: "serial"}
# Chances for each slice of bytes that is read from a link, which is about a frame. Over TCP what is lost or doubled is mended, or
# is corruption to TLS.
LINE_CHANCES = {"corrupt": 0.03, "lose": 0.03, "duplicate": 0.03, "replay": 0.02, "slice": 0.2, "delay": 0.05, "cut": 0.02}
NETWORK_CHANCES = {"corrupt": 0.012, "cut": 0.012, "slice": 0.2, "delay": 0.05}


class Reader:
    """The cards of one reader: a stationmaster-card that brings a new one when the last has left."""

    def __init__(self, floor, number):
        self.floor, self.number, self.fillings = floor, number, 0
        self.kind = "gp"

    def fill(self):
        lab = self.floor.lab
        self.fillings += 1
        serial = (self.fillings << 8 | self.number + 1) << 16
        self.process = pcsc_job.put_in(lab, lab.folder / f"cards-{self.number}-{self.fillings}.out", 1,
                                       "--port", self.floor.daemon.port(self.number), "--kind", self.kind, "--count", 1, "--hopper", 10_000, "--feed-ms", 20,
                                       "--time-us", self.floor.command_ms * 1000, "--content", self.floor.content,
                                       "--serial-base", f"{serial:x}")

    def empty(self):
        """Takes out the card that is in it, whatever it is doing."""
        self.process.kill()
        self.process.wait()


class Floor:
    def __init__(self, lab, stations, command_ms, seed):
        """Links of TLS stations lead through a proxy when there is a seed."""
        self.lab, self.stations, self.command_ms = lab, stations, command_ms
        self.content = lab.folder / "cards"
        self.places = {machine: [f"{machine}-S{n}" for n in range(1, stations + 1)] for machine in KINDS}
        self.carrier = disturbed_links.Carrier()
        self.links, self.processes = {}, {}
        self.daemon = pcsc_job.Pcscd(lab, stations)
        self.readers = [Reader(self, n) for n in range(stations)]
        console = hsm_lab.Certificate(lab.folder, "console")
        station = hsm_lab.Certificate(lab.folder, "station")
        port = hsm_lab.free_port()
        known = lab.folder / "console.pins"
        known.write_text(console.pin + "\n")
        for place in self.places[NETWORK]:
            proxy = disturbed_links.TcpProxy(self.carrier, disturbed_links.Luck(seed, place, NETWORK_CHANCES), port)
            self.links[place] = proxy
            self.add(place, "--connect", f"tls://127.0.0.1:{proxy.port if seed is not None else port}", "--certificate", station.certificate,
                     "--key", station.key, "--pins", known)
        lines = []
        for place in self.places[LINES]:
            line = disturbed_links.SerialLine(self.carrier, disturbed_links.Luck(seed, place, LINE_CHANCES), lab.folder / f"tty-{place}")
            self.links[place] = line
            key = hsm_lab.private_file(lab.folder / f"{place}.key", os.urandom(16).hex() + "\n")
            lines.append({"kind": "serial", "port": line.port, "lineKey": str(key), "baud": 921600})
            self.add(place, "--serial", line.far_port, "--line-key", key, "--baud", "921600")
        self.plan = {"name": "four kinds",
                     "machines": [{"name": "Virtual", "stations": stations},
                                  {"name": "Readers", "readers": [self.daemon.reader(n) for n in range(stations)]},
                                  {"name": "Network", "links": [{"kind": "tls", "pin": station.pin}] * stations},
                                  {"name": "Lines", "links": lines}],
                     "stationDoor": {"listen": f"127.0.0.1:{port}", "certificate": str(console.certificate), "key": str(console.key)},
                     "hsms": [{"name": "HSM 1", "kind": "soft"}, {"name": "HSM 2", "kind": "soft"}],
                     "virtualCards": {"commandMs": command_ms, "feedMs": 20, "kind": "auto"},
                     "rejectRunLimit": 100} # a station that has no luck goes on: what becomes of its cards is looked at

    def add(self, place, *arguments):
        self.processes[place] = Process(self.lab, place, [place], *arguments, "--content", self.content, command_ms=self.command_ms)

    def start(self):
        path = self.lab.folder / "floor.json"
        path.write_text(json.dumps(self.plan))
        self.daemon.start()
        for reader in self.readers:
            reader.fill()
        for process in self.processes.values():
            process.start()
        for process in self.processes.values():
            process.ready()
        return path

    def disturb(self, on):
        for link in self.links.values():
            link.disturb(on)

    def fates(self, machine):
        """How often what befell the links of this machine."""
        total = collections.Counter()
        for place in self.places[machine]:
            total += self.links[place].luck.count
        return total

    def stop(self):
        for place, process in self.processes.items():
            process.process.terminate()
        for place, process in self.processes.items():
            self.lab.check(process.process.wait(60) == 0, f"{place} ends in order: {process.process.returncode}")
            text = (self.lab.folder / f"{place}.err").read_text(errors="replace")
            self.lab.check("Sanitizer" not in text and "runtime error:" not in text, f"{place}: {text[-3000:]}")
        for reader in self.readers:
            pcsc_job.take_out(self.lab, reader.process)


class Run:
    """One job on the floor, with a store of its own. Asks the console for its figures all the time: both identities hold in each."""

    def __init__(self, floor, plan, name, cards, job=None, profile="harbour-transit"):
        self.lab, self.floor, self.name, self.cards = floor.lab, floor, name, cards
        self.prefix = f"{name}-"
        self.data = self.lab.folder / f"data-{name}"
        self.err = self.lab.folder / f"{name}.err"
        job = job or write_job(self.lab.folder / f"job-{name}", cards, self.prefix)
        self.samples, self.last, self.interrupted = 0, {}, False
        self.asking = True # to be asked costs the console something: not while its processor time is measured
        self.begun = time.monotonic()
        self.console = self.lab.start(self.lab.program("stationmaster-cli"), "run", job, "--floor", plan, "--data", self.data, "--json", "--profile", profile,
                                      stdin=subprocess.DEVNULL, stdout=open(self.lab.folder / f"{name}.out", "wb"),
                                      stderr=open(self.err, "wb"))
        self.watcher = threading.Thread(target=self.watch, daemon=True)
        self.watcher.start()

    def watch(self):
        while self.console.poll() is None:
            if not self.asking:
                time.sleep(0.05)
                continue
            answer = subprocess.run([self.lab.program("stationmaster-cli"), "status", "--json"], env=self.lab.env,
                                    stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            document = json.loads(answer.stdout) if answer.returncode == 0 else {}
            if document.get("jobs"):
                self.samples += 1
                job = document["jobs"][0]
                if not balanced(job):
                    self.lab.check(False, f"{self.name}: identities while it runs: {job['records']} {job['cards']}")
                self.last = {s["id"]: s for s in document["stations"]}
            time.sleep(0.4)

    def runs(self):
        return self.console.poll() is None

    def good(self, place=None):
        """Good cards, of one place or of all, as the console last said."""
        return sum(s["good"] for s in self.last.values() if place in (None, s["id"]))

    def now_good(self, places):
        """Good cards of each of these places, asked for after the call."""
        sample = self.samples + 2 # one question may be under way
        hsm_lab.wait_for(lambda: not self.runs() or self.samples >= sample, 20)
        return {place: self.good(place) for place in places}

    def until(self, condition, seconds=120):
        """False when the job ended before, or it took too long."""
        hsm_lab.wait_for(lambda: not self.runs() or condition(), seconds)
        return bool(condition())

    def interrupt(self):
        self.interrupted = True
        self.console.send_signal(signal.SIGINT)

    def finish(self, seconds=400):
        try:
            self.console.wait(seconds)
        except subprocess.TimeoutExpired:
            self.lab.check(False, f"{self.name}: not finished: {self.last} {self.err.read_text()[-3000:]}")
            self.console.kill()
            self.console.wait()
        self.seconds = time.monotonic() - self.begun
        self.watcher.join()
        text = self.err.read_text(errors="replace")
        for sign in ("ERROR: AddressSanitizer", "runtime error:", "ERROR: LeakSanitizer"):
            self.lab.check(sign not in text, f"{self.name}: {sign}: {text[-4000:]}")
        out = (self.lab.folder / f"{self.name}.out").read_text()
        if not self.lab.check(out.startswith("{"), f"{self.name}: has a result: {out[:300]} {text[-2000:]}"):
            return None
        return json.loads(out)


def median(values):
    ordered = sorted(values)
    return ordered[len(ordered) // 2] if ordered else float("nan")


def read_trace(lab, run, job):
    """Of each good card that is in it: its place, the seconds from its arrival to its end, and how many commands went over the contacts."""
    path = lab.folder / f"{run.name}-trace.csv"
    told = lab.cli("trace", "--job", str(job), "--format", "csv", "--data", run.data, "--output", path)
    lab.check(told.returncode == 0, f"trace: exit {told.returncode}: {told.stderr[-500:]}")
    cards = {}
    with open(path, newline="", encoding="utf-8") as source:
        for row in csv.DictReader(source):
            card = cards.setdefault(row["attempt"], {"commands": 0})
            at = datetime.datetime.fromisoformat(row["time"].replace("Z", "+00:00")).timestamp()
            if row["kind"] == "started":
                card.update(place=row["station"], begin=at)
            elif row["kind"] == "ended":
                card.update(end=at, verdict=row["verdict"])
            elif row["kind"] in ("identify", "command", "complete"):
                card["commands"] += max(1, int(row["exchanges"] or 1))
    return [(c["place"], c["end"] - c["begin"], c["commands"]) for c in cards.values() if c.get("verdict") == "good" and "begin" in c]


def takts(store, machine):
    """Seconds from one good card to the next at the same station, over all stations of a machine."""
    ends = collections.defaultdict(list)
    for station, at in store.rows("SELECT a.station, e.at FROM events e JOIN attempts a ON a.id = e.subject WHERE e.kind = 'attempt'"
                                  " AND e.to_state = 'BinnedGood' AND a.station LIKE ? ORDER BY e.at", f"{machine}-%"):
        ends[station].append(at / 1000)
    return [b - a for times in ends.values() for a, b in zip(times, times[1:])]
