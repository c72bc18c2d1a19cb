#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two kinds of stations by their sample profiles: kiosk_terminal.py [kiosk] [terminal] [folder] [refusals] [--bin DIR]

kiosk: a PC/SC reader (a pcscd of its own, virtual reader, software cards), a card printer and a stripe encoder on serial lines, all behind
one stationmaster-station --profile kiosk that reaches the console over mutual TLS. Passes with a printed face and a stripe are made. The
link is cut while the printer works on one card and while the encoder works on another: the console sends its order again and gets the
answer from memory, nothing is printed twice. At the last card the station's process is killed when the ink is on the card: nobody can
say what became of it, so the card is in doubt, and nothing is printed again. Every face and stripe is read back and compared with what
the records want; the faces come from a run of the same job on a virtual floor that prints into files.
terminal: a GemCore reader in TLP224 mode at the end of a serial line, behind stationmaster-station --profile terminal, which reaches the
console over another serial line, as slow as the profile says. Transit cards are made; the console's cable is pulled once.
folder: a profile of its own, whose printer is a folder beside the station; virtual cards, a local socket.
refusals: a profile and a command line that do not fit together.
Needs root (mount namespace), pcscd, vsmartcard-vpcd, opensc for the kiosk.
"""
import csv
import json
import os
import shutil
import subprocess
import sys
import time
import types

import disturbed_links
import hsm_lab
import mixed_floor_lab as floor_lab
import paced_lines
import pcsc_job
import printers
import stripes
from lab import JOBS, SOURCES, Lab, Store, balanced, bin_folder_from
from lab import write_job as write_transit_job

KIOSK_CARDS, TERMINAL_CARDS = 6, 4
WORK_MS = 120


class Station:
    """A stationmaster-station with a profile."""

    def __init__(self, lab, profile, *arguments):
        self.lab, self.name = lab, profile
        self.arguments = ["--profile", profile, "--station", "M1-S1", *map(str, arguments)]

    def start(self):
        log = open(self.lab.folder / f"{self.name}-station.err", "ab")
        self.process = self.lab.start(self.lab.program("stationmaster-station"), *self.arguments, stdin=subprocess.DEVNULL,
                                      stdout=subprocess.PIPE, stderr=log,
                                      env={**self.lab.env, "QT_LOGGING_RULES": "stationmaster.station.info=true"}) # says when it is welcomed
        return self

    def ready(self):
        line = self.process.stdout.readline()
        told = json.loads(line) if line.startswith(b"{") else {}
        self.lab.check(told.get("ready") is True, f"{self.name} is ready: {line!r}")
        return told.get("stations", [{}])[0]

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        self.process.terminate()
        self.lab.check(self.process.wait(30) == 0, f"{self.name} ends in order: {self.process.returncode}")

    def log(self):
        return (self.lab.folder / f"{self.name}-station.err").read_text(errors="replace")


def floor_file(lab, name, plan):
    path = lab.folder / f"{name}-floor.json"
    path.write_text(json.dumps({"name": name, "hsms": [{"kind": "soft"}], **plan}))
    return path


def pass_profile(lab):
    """The sample profile of a printed pass with a stripe besides: its path."""
    folder = lab.folder / "profiles"
    folder.mkdir()
    profile = json.loads((SOURCES / "resources/profiles/willow-pass.profile.json").read_text(encoding="utf-8"))
    for name in (SOURCES / "resources/layouts" / profile["layout"], JOBS / "willow-leaf.png"):
        shutil.copy(name, folder)
    at = next(i for i, step in enumerate(profile["steps"]) if "print" in step)
    profile["steps"].insert(at, {"name": "Encode the stripe", "encode": {"module": "stripe", "track2": "{pass_number}=2007"}})
    profile.update(id="kiosk-pass", title="Kiosk pass")
    profile.pop("$schema")
    path = folder / "kiosk-pass.profile.json"
    path.write_text(json.dumps(profile), encoding="utf-8")
    return path


def pass_job(lab, cards, name="passes"):
    """Path of a job with so many passes, and the pass number of each object."""
    with open(JOBS / "willow-pass.csv", newline="", encoding="utf-8") as source:
        rows = list(csv.DictReader(source))[:cards]
    path = lab.folder / f"{name}.csv"
    with open(path, "w", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    shutil.copy(JOBS / "willow-leaf.png", lab.folder)
    return path, {row["card_object_id"]: row["pass_number"] for row in rows}


def wanted_faces(lab, job, profile, numbers, name="faces"):
    """Pass number -> face, as a floor without a printer puts it into files."""
    faces, data = lab.folder / name, lab.folder / f"{name}-data"
    faces.mkdir()
    floor = floor_file(lab, name, {"machines": [{"stations": 1, "modules": [
        {"name": "picture", "driver": "file", "folder": str(faces), "stations": [1]},
        {"name": "stripe", "driver": "msr605", "stations": [1], "simulated": True}]}]})
    ran = lab.cli("run", job, "--profile", profile, "--floor", floor, "--data", data, "--simulate", "--json", timeout=100)
    document = lab.json(ran)
    lab.check(document and document["records"]["good"] == len(numbers), f"faces into files: {ran.stderr[-2000:]}")
    with Store(data) as store:
        objects = dict(store.rows("SELECT id, object FROM attempts"))
    return {numbers[objects[int(path.name.split("-")[1])]]: printers.png_face(path) for path in faces.glob("*.png")}


class Kiosk:
    def __init__(self, lab):
        self.lab = lab
        lab.env["PATH"] = lab.env.get("PATH", "") + ":/usr/sbin"
        self.daemon = pcsc_job.Pcscd(lab, 1)
        self.daemon.start()
        self.cards = pcsc_job.put_in(lab, lab.folder / "kiosk-cards.out", 1, "--port", self.daemon.port(0), "--kind", "iso", "--hopper", 1000,
                                     "--feed-ms", 20, "--content", lab.folder / "kiosk-cards")
        self.printer = printers.Printer(lab.folder / "printer", WORK_MS)
        self.encoder = stripes.Encoder(lab.folder / "encoder", WORK_MS)
        console, station = hsm_lab.Certificate(lab.folder, "console"), hsm_lab.Certificate(lab.folder, "station")
        known = lab.folder / "console.pins"
        known.write_text(console.pin + "\n")
        port = hsm_lab.free_port()
        self.link = disturbed_links.TcpProxy(disturbed_links.Carrier(), disturbed_links.Luck(0, "kiosk", {}), port)
        self.station = Station(lab, "kiosk", "--reader", self.daemon.reader(0), "--module", f"picture={self.printer.port}", "--module",
                               f"stripe={self.encoder.port}", "--connect", f"tls://127.0.0.1:{self.link.port}", "--certificate",
                               station.certificate, "--key", station.key, "--pins", known).start()
        self.floor = floor_file(lab, "kiosk", {
            "machines": [{"name": "Kiosk", "links": [{"kind": "tls", "pin": station.pin}],
                          "modules": [{"name": name, "profile": "kiosk", "stations": [1], "behindLink": True} for name in ("picture", "stripe")]}],
            "stationDoor": {"listen": f"127.0.0.1:{port}", "certificate": str(console.certificate), "key": str(console.key)}})

    def cut_in(self, device, cards):
        """Cuts the link when that many cards have been in the device, before it says so."""
        return hsm_lab.wait_for(lambda: len(device.cards) >= cards - 1, 100) and self.arm(device)

    def arm(self, device):
        cut = []

        def reset():
            """The order comes again while the device is still at work."""
            before = self.station.log().count("welcomed")
            self.link.reset()
            cut.append(hsm_lab.wait_for(lambda: self.station.log().count("welcomed") > before, 30))
        device.before_answer = reset
        return hsm_lab.wait_for(lambda: cut, 60) and cut[0]


def kiosk(lab):
    place = Kiosk(lab)
    told = place.station.ready()
    lab.check(told.get("modules") == ["picture", "stripe"], f"the station has its devices: {told}")
    profile = pass_profile(lab)
    job, numbers = pass_job(lab, KIOSK_CARDS)
    faces = wanted_faces(lab, job, profile, numbers)
    run = floor_lab.Run(types.SimpleNamespace(lab=lab), place.floor, "kiosk", KIOSK_CARDS, job, profile)
    lab.check(place.cut_in(place.printer, 2), "the link is cut while the second face is printed")
    lab.check(place.cut_in(place.encoder, 4), "the link is cut while the fourth stripe is written")
    hsm_lab.wait_for(lambda: len(place.printer.cards) >= KIOSK_CARDS - 1, 100)
    place.printer.before_answer = place.station.kill
    lab.check(hsm_lab.wait_for(lambda: place.station.process.poll() is not None, 100), "the station is killed at its last card")
    place.station.start()
    result = run.finish(100)
    if not result:
        return
    place.station.ready()
    place.station.stop()
    pcsc_job.take_out(lab, place.cards)
    records = result["records"]
    lab.check(balanced(result) and records["good"] == KIOSK_CARDS - 1 and records["in_doubt"] == 1, f"kiosk: {records} {result['cards']} {run.err.read_text()[-2000:]}")
    with Store(run.data) as store:
        made = [numbers[name] for name, in store.rows("SELECT object FROM attempts WHERE state = 'BinnedGood' ORDER BY id")]
        doubtful = store.rows("SELECT object, failure FROM attempts WHERE state IN ('Quarantine', 'InDoubt')")
        tries = store.one("SELECT COUNT(*) FROM attempts")
    lab.check([failure for _, failure in doubtful] == ["ModuleSilent"], f"the card of the process that was killed: {doubtful}")
    lab.check(tries == KIOSK_CARDS, f"one attempt for each card: {tries}")
    order = made + [numbers[name] for name, _ in doubtful]
    tracks = [stripes.read(2, stripe.get(2, b"")) for stripe in place.encoder.cards]
    lab.check(tracks == [f"{number}=2007" for number in order], f"each stripe was written once: {tracks}, wanted {order}")
    lab.check(len(place.printer.cards) == KIOSK_CARDS, f"each card was printed once: {len(place.printer.cards)}")
    right = sum(face == faces.get(number) for number, face in zip(order, place.printer.cards))
    lab.check(right == KIOSK_CARDS, f"faces as their records want them: {right} of {KIOSK_CARDS}")
    lab.check(len({str(face) for face in faces.values()}) == KIOSK_CARDS and all(any(face) for face in faces.values()), "no two faces are alike")
    text = place.station.log() + run.err.read_text(errors="replace")
    lab.check(not [number for number in order if number in text], "nothing personal in the logs")
    lab.check("Sanitizer" not in text and "runtime error:" not in text, f"kiosk: {text[-3000:]}")
    print(f"kiosk: {records['good']} good and {records['in_doubt']} in doubt {doubtful}, {right} faces and {len(tracks)} stripes read back", flush=True)


def terminal(lab):
    profile = json.loads((SOURCES / "resources/stations/terminal.station.json").read_text(encoding="utf-8"))
    baud = profile["link"]["baud"]
    line = paced_lines.PacedLine(paced_lines.carrier(), lab.folder / "terminal-line", baud)
    key = hsm_lab.private_file(lab.folder / "terminal.key", os.urandom(16).hex() + "\n")
    port, content = lab.folder / "terminal-reader", lab.folder / "terminal-cards"
    reader = lab.start(lab.program("serial_reader"), "tlp224", port, "1000", "7000001", content, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                       stderr=open(lab.folder / "reader.err", "wb"))
    lab.check(reader.stdout.readline().startswith(b"READY"), "the reader is there")
    station = Station(lab, "terminal", "--port", port, "--serial", line.far_port, "--line-key", key).start()
    told = station.ready()
    lab.check(told.get("reader") == f"serial: {port}", f"the station has its reader: {told}")
    floor = floor_file(lab, "terminal", {"machines": [{"name": "Terminal", "links": [
        {"kind": "serial", "port": line.port, "lineKey": str(key), "baud": baud}]}]})
    job = write_transit_job(lab.folder / "terminal-job", TERMINAL_CARDS)
    run = floor_lab.Run(types.SimpleNamespace(lab=lab), floor, "terminal", TERMINAL_CARDS, job)
    if lab.check(run.until(lambda: run.good() >= 1), "the first card is good"):
        line.pull()
        time.sleep(1)
        line.plug()
    result = run.finish(150)
    if not result:
        return
    lab.check(balanced(result) and result["records"]["good"] == TERMINAL_CARDS, f"terminal: {result['records']} {run.err.read_text()[-2000:]}")
    with Store(run.data) as store:
        chips = [serial for serial, in store.rows("SELECT DISTINCT serial FROM bindings WHERE released = 0")]
    lab.check(len(chips) == TERMINAL_CARDS, f"a chip for each: {chips}")
    kept = list(content.iterdir())
    lab.check(len(kept) >= TERMINAL_CARDS, f"written on cards of the reader behind the line: {kept}")
    station.stop()
    reader.terminate()
    reader.wait(20)
    text = station.log() + (lab.folder / "reader.err").read_text(errors="replace")
    lab.check("Sanitizer" not in text and "runtime error:" not in text, f"terminal: {text[-3000:]}")
    print(f"terminal: {result['records']['good']} good at {baud} baud in {run.seconds:.1f} s, {line.watch.line_bytes} bytes on the line", flush=True)


def folder(lab):
    cards, place, socket = 3, lab.folder / "desk", lab.folder / "stations"
    place.mkdir()
    profile = lab.folder / "desk.station.json"
    profile.write_text('{"name": "Desk", "link": {"kind": "local"}, "modules": [{"name": "picture", "driver": "file"}]}')
    station = Station(lab, "desk", "--virtual", "iso-5", "--module", f"picture={place}", "--local", socket)
    station.arguments[1] = str(profile)
    station.start()
    floor = floor_file(lab, "desk", {"machines": [{"name": "Desk", "links": [{"kind": "local"}], "modules": [
        {"name": "picture", "profile": str(profile), "stations": [1], "behindLink": True}]}], "stationDoor": {"local": str(socket)}})
    job, numbers = pass_job(lab, cards, "desk-passes")
    faces = wanted_faces(lab, job, "willow-pass", numbers, "desk-faces")
    run = floor_lab.Run(types.SimpleNamespace(lab=lab), floor, "desk", cards, job, "willow-pass")
    result = run.finish(100)
    if not result:
        return
    lab.check(balanced(result) and result["records"]["good"] == cards, f"folder: {result['records']} {run.err.read_text()[-2000:]}")
    files = list(place.glob("run-*/*.png"))
    found = sorted(printers.png_face(path) for path in files)
    lab.check(len(files) == cards and found == sorted(faces.values()), f"the faces are beside the station: {files}")
    modes = {oct(path.stat().st_mode & 0o777) for path in files}, {oct(path.stat().st_mode & 0o777) for path in place.glob("run-*")}
    lab.check(modes == ({"0o600"}, {"0o700"}), f"for their owner alone: {modes}")
    station.ready()
    station.stop()
    lab.check("Sanitizer" not in station.log() and "runtime error:" not in station.log(), f"folder: {station.log()[-3000:]}")


def refusals(lab):
    broken = lab.folder / "broken.station.json"
    broken.write_text('{"name": "b", "link": {"kind": "serial", "heartbeatMs": 1}}')
    local = ("--local", lab.folder / "nobody")
    reader = ("--virtual", "gp-1")
    for code, said, arguments in (
            (3, "StationProfileUnreadable file=none.station.json", ("--profile", "none", *reader, *local)),
            (3, "path=$.link.heartbeatMs found=1", ("--profile", broken, *reader, *local)),
            (3, "path=$.link.kind found=--local expected=--connect", ("--profile", "kiosk", *reader, *local)),
            (3, "path=$.reader found=nothing", ("--profile", "kiosk", *local)),
            (3, "path=$.reader.line.port found=nothing", ("--profile", "terminal", *local)),
            (3, "path=$.modules found=no laser", ("--profile", "bank-card", *reader, "--module", "laser=/dev/null", *local)),
            (2, "belong to a --profile", (*reader, "--module", "stripe=/dev/null", *local)),
            (2, "either --port", ("--profile", "bank-card", *reader, "--port", "/dev/null", *local)),
            (2, "each name once", ("--profile", "bank-card", *reader, "--module", "stripe", *local)),
            (2, "each port is one", ("--profile", "bank-card", "--port", "/dev/a", "--module", "stripe=/dev/a", *local)),
            (2, "one station", ("--profile", "bank-card", *reader, *reader, "--station", "M1-S2", *local))):
        told = subprocess.run([lab.program("stationmaster-station"), "--station", "M1-S1", *map(str, arguments)], env=lab.env, capture_output=True,
                              text=True, timeout=60)
        lab.check(told.returncode == code and said in told.stderr and told.stdout == "", f"{arguments}: {told}")


def main():
    arguments = sys.argv[1:]
    bin_folder = bin_folder_from(arguments)
    with Lab("kiosk_terminal", bin_folder, in_memory=True) as lab:
        for part in (refusals, folder, kiosk, terminal):
            if arguments and part.__name__ not in arguments:
                continue
            begun = time.monotonic()
            part(lab)
            print(f"{part.__name__}: {time.monotonic() - begun:.1f} s", flush=True)
        return lab.verdict()


if __name__ == "__main__":
    sys.exit(main())
