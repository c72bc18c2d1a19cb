#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A job over real PC/SC, and its cards read back by a program that is not ours: pcsc_job.py [--bin DIR]

A pcscd of its own with eight virtual readers (vsmartcard's vpcd), software cards in them, a floor file with two machines of four
PC/SC stations and two soft HSMs, 80 transit cards. Then finished cards go back into a reader and OpenSC's opensc-tool selects
and reads their files; the bytes must be those of the issuer's records. Then badges on cards that their maker locked: each is released by one
answer to its challenge, and read back too. Needs root (mount namespace), pcscd, vsmartcard-vpcd, opensc.
"""
import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import time

from lab import JOBS, SOURCES, Lab, Store, balanced, bin_folder_from, read_table, write_job

READERS = 8
CARDS = 80
LOCKED = 4 # in each of two readers
# Unpacked by tests/run.sh, or the system's.
DRIVERS = [root / "usr/lib/pcsc/drivers/serial" for root in (SOURCES / "build" / "unpacked", pathlib.Path("/"))]


class Pcscd:
    """A pcscd in a mount namespace of its own: the place of its socket is compiled in."""

    def __init__(self, lab, readers=READERS):
        self.lab, self.readers = lab, readers
        self.folder = lab.folder / "pcscd"
        self.first_port = free_ports(2 * readers)

    def start(self):
        (self.folder / "run").mkdir(parents=True)
        (self.folder / "conf").mkdir()
        pathlib.Path("/run/pcscd").mkdir(exist_ok=True)
        driver = [found for folder in DRIVERS for found in sorted(folder.glob("libifdvpcd.so.*"))][0]
        entries = ""
        for i in range(self.readers):
            # Entries that name the same library share its state and lose all readers but the last: a copy for each.
            library = self.folder / f"libifdvpcd{i}.so"
            shutil.copy(driver, library)
            entries += f'FRIENDLYNAME "vpcd{i}"\nDEVICENAME /dev/null:{self.port(i)}\nLIBPATH {library}\nCHANNELID {self.port(i)}\n\n'
        (self.folder / "conf" / "vpcd").write_text(entries)
        self.lab.env["PCSCLITE_CSOCK_NAME"] = str(self.folder / "run" / "pcscd.comm")
        self.launch()

    def launch(self):
        log = open(self.folder / "log", "ab")
        # unshare and sh replace themselves: the process that is ended later is pcscd itself. In a changed root, which is
        # no mount point, there is nothing to make private; elsewhere no mount of ours may reach the machine.
        script = ('if mountpoint -q /; then mount --make-rprivate / || exit 1; fi; '
                  'mount --bind "$0" /run/pcscd && exec pcscd -f -c "$1"')
        self.process = process = self.lab.start("unshare", "-m", "--propagation", "unchanged", "sh", "-c", script,
                                 self.folder / "run", self.folder / "conf", stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        if not self.lab.check(wait_for(lambda: self.listens() or process.poll() is not None, 20) and process.poll() is None,
                              "pcscd starts"):
            raise SystemExit((self.folder / "log").read_text(errors="replace")[-2000:])

    def kill(self):
        self.process.kill()
        self.process.wait()

    def listens(self):
        with socket.socket(socket.AF_UNIX) as probe:
            return probe.connect_ex(self.lab.env["PCSCLITE_CSOCK_NAME"]) == 0

    def port(self, reader):
        return self.first_port + 2 * reader

    @staticmethod
    def reader(i):
        return f"vpcd{i} 00 00"


def free_ports(count):
    first = 20000 + os.getpid() % 500 * 20
    while first < 32000:
        try:
            for port in range(first, first + count):
                with socket.socket() as probe:
                    probe.bind(("0.0.0.0", port))
            return first
        except OSError:
            first += count
    raise SystemExit("no free ports")


def wait_for(condition, seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False


def wait_for_reader(lab, reader, card):
    """pcscd looks for cards a few times a second: waits until it sees a card in that reader, or none."""
    wanted = re.compile(rf"^\d+ +{'Yes' if card else 'No'} .*{re.escape(reader)}", re.M)

    def seen():
        told = subprocess.run(["opensc-tool", "--list-readers"], env=lab.env, capture_output=True, text=True, timeout=30)
        return wanted.search(told.stdout)
    lab.check(wait_for(seen, 15), f"reader {reader} {'has a card' if card else 'is empty'}")


def put_in(lab, output, count, *options):
    """Starts stationmaster-card and waits for a card in each reader."""
    with open(output, "wb") as out:
        process = lab.start(lab.program("stationmaster-card"), *options, stdout=out, stderr=subprocess.STDOUT)
    ready = wait_for(lambda: output.read_text().count("READY ") >= count or process.poll() is not None, 20)
    lab.check(ready and process.poll() is None, f"cards are in {count} readers: {output.read_text()[-500:]}")
    return process


def take_out(lab, process):
    process.terminate()
    lab.check(process.wait(20) == 0, f"stationmaster-card ended with {process.returncode}")


def floor_file(lab):
    machines = [{"name": f"MX-{'AB'[m]}", "readers": [Pcscd.reader(4 * m + s) for s in range(4)]} for m in range(2)]
    path = lab.folder / "floor.json"
    path.write_text(json.dumps({"name": "Two machines", "machines": machines,
                                "hsms": [{"name": "HSM 1", "kind": "soft"}, {"name": "HSM 2", "kind": "soft"}]}))
    return path


def opensc(lab, reader, *commands):
    """Sends commands to the card in a reader with opensc-tool; (data, SW) for each."""
    arguments = [a for command in commands for a in ("--send-apdu", command)]
    result = subprocess.run(["opensc-tool", "--card-driver", "default", "--reader", reader, *arguments], env=lab.env,
                            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=30)
    answers = []
    for line in result.stdout.split("\n"):
        received = re.match(r"Received \(SW1=0x(..), SW2=0x(..)\)", line)
        if received:
            answers.append([b"", (received[1] + received[2]).upper()])
        elif answers and line and not line.startswith("Sending"):
            # 16 bytes a line, two digits and a blank each, then as many characters; only the first line may be shorter unpadded.
            count = len(line) // 4 if not answers[-1][0] and len(line) < 64 else min(16, len(line) - 48)
            answers[-1][0] += bytes.fromhex(line[:3 * count])
    lab.check(len(answers) == len(commands), f"opensc-tool: {result.stdout[-1500:]} {result.stderr[-500:]}")
    return [tuple(a) for a in answers] + [(b"", "none")] * (len(commands) - len(answers))


def tlv(tag, value):
    return bytes.fromhex(tag) + bytes([len(value)]) + value


def bcd_date(text):
    return bytes.fromhex(text.replace("-", "")[2:])


def expected(record, archive):
    """What the issuer's rows say must be on the card; written here from the profile's documentation, not by its code."""
    number = record["pass_number"]
    validity = (tlv("5A", bytes.fromhex(number + "0" * (len(number) % 2))) + tlv("5F24", bcd_date(record["valid_to"]))
                + tlv("C1", record["zone"].encode()))
    return {
        "ticket": bytes.fromhex("".join(archive[f"ticket_{part}"] for part in "abcd")),
        "validity": validity,
        "event 1": b"\x01" + record["card_object_id"].encode().ljust(39),
        "event 2": b"\x02" + record["product_code"].encode().ljust(39),
        "event 3": b"\x03" + bytes.fromhex(record["valid_from"].replace("-", "")).ljust(39, b"\xFF"),
        "event 4": b"\x04" + archive["contract_number"].encode().ljust(39),
    }


def read_card(lab, reader):
    """SELECT the pass directory 5100, then its files by short identifier."""
    answers = opensc(lab, reader, "00A4000C025100", "00B0810000", "00B0820000", "00B2011C00", "00B2021C00", "00B2031C00",
                     "00B2041C00", "00B0840000", "00A4040008F0534D5452414E5300")
    for i, (_, sw) in enumerate(answers):
        lab.check(sw == "9000", f"command {i + 1} to the finished card: {sw}")
    names = ("ticket", "validity", "event 1", "event 2", "event 3", "event 4", "seal")
    return {name: data for name, (data, _) in zip(names, answers[1:])}


def check_card(lab, attempt, found, records, archive, seal):
    wanted = expected(records[attempt["object"]], archive[attempt["object"]])
    for name, value in wanted.items():
        got, rest = found[name][:len(value)], found[name][len(value):] # a file may be longer than its data
        lab.check(got == value, f"{attempt['object']} on chip {attempt['chip']}: {name} is {got.hex()}, the issuer says {value.hex()}")
        lab.check(not rest.strip(b"\xFF"), f"{attempt['object']}: more than {name}: {rest.hex()}")
    lab.check(found["seal"] == seal, f"{attempt['object']}: seal {found['seal'].hex()}, the store says {seal.hex()}")
    print(f"  {attempt['object']} chip {attempt['chip']}: {sum(len(v) for v in found.values())} bytes read, "
          f"{sum(len(v) for v in wanted.values())} compared with the issuer's records", flush=True)


def content_serial(chip):
    """The serial number under which the card's content is kept: date, batch and serial number of the CPLC."""
    date, batch, number = int(chip[4:8], 16), int(chip[8:12], 16), int(chip[12:20], 16)
    return f"{(date ^ 0x6100) << 48 | batch << 32 | number:016X}"


def locked_cards(lab, daemon):
    """Blanks with a transport key: the soft HSM derives it from TEST-RELEASE and the number that the chip tells."""
    content, log, data = lab.folder / "locked", lab.folder / "locked.log", lab.folder / "locked-data"
    wait_for_reader(lab, Pcscd.reader(0), False)
    cards = put_in(lab, lab.folder / "locked.out", 2, "--kind", "locked", "--port", daemon.port(0), "--port-step", 2, "--count", 2,
                   "--hopper", LOCKED, "--feed-ms", 20, "--content", content, "--log", log)
    floor, job = lab.folder / "locked-floor.json", lab.folder / "badges.csv"
    floor.write_text(json.dumps({"name": "Badges", "machines": [{"name": "MX-L", "readers": [Pcscd.reader(0), Pcscd.reader(1)]}],
                                 "hsms": [{"name": "HSM 1", "kind": "soft"}]}))
    job.write_text("".join((JOBS / "orchard-badge.csv").read_text(encoding="utf-8").splitlines(True)[:2 * LOCKED + 1]), encoding="utf-8")
    ran = lab.cli("run", job, "--profile", "orchard-badge", "--floor", floor, "--data", data, "--json", timeout=100)
    document = lab.json(ran)
    lab.check(ran.returncode == 0 and document and document["records"]["good"] == 2 * LOCKED and balanced(document),
              f"locked cards: exit {ran.returncode}: {document} {ran.stderr[-2000:]}")
    take_out(lab, cards)
    answers = {}
    for line in log.read_text().split("\n"):
        if " 00820081" in line and len(line.split()[2]) > 8:
            answers.setdefault(line.split()[0], []).append(line.split()[3])
    lab.check(len(answers) == 2 * LOCKED and all(sw == ["9000"] for sw in answers.values()), f"one answer for each chip: {answers}")

    report = lab.json(lab.cli("report", document.get("job", ""), "--json", "--data", data))
    good = [a for a in report.get("attempts", []) if a["state"] == "BinnedGood"]
    lab.check(len(good) == 2 * LOCKED, f"report: {len(good)} good badges")
    for attempt in good[:1]:
        record = read_table(job, "card_object_id")[attempt["object"]]
        wait_for_reader(lab, Pcscd.reader(3), False)
        inserted = put_in(lab, lab.folder / "badge.out", 1, "--port", daemon.port(3), "--content", content, "--insert", attempt["chip"][4:])
        wait_for_reader(lab, Pcscd.reader(3), True)
        (_, _), (got, sw) = opensc(lab, Pcscd.reader(3), "00A4000C024200", "00B0810000")
        wanted = tlv("5A", bytes.fromhex(record["badge_number"] + "F")) + tlv("5F20", record["holder_name"].encode())
        lab.check(sw == "9000" and got.startswith(wanted), f"{attempt['object']}: {got.hex()} {sw}, the issuer says {wanted.hex()}")
        take_out(lab, inserted)
    print(f"{len(good)} badges on locked cards, each chip answered once", flush=True)


def main():
    arguments = sys.argv[1:]
    folder = bin_folder_from(arguments)
    for tool in ("pcscd", "opensc-tool", "unshare"):
        if not shutil.which(tool, path=os.environ.get("PATH", "") + ":/usr/sbin"):
            sys.exit(f"{tool} is not installed")
    with Lab("pcsc_job", folder) as lab:
        lab.env["PATH"] = lab.env.get("PATH", "") + ":/usr/sbin"
        begun = time.monotonic()
        daemon = Pcscd(lab)
        daemon.start()
        content, data = lab.folder / "cards", lab.folder / "data"
        cards = put_in(lab, lab.folder / "cards.out", READERS, "--port", daemon.port(0), "--port-step", 2, "--count", READERS,
                       "--hopper", CARDS, "--feed-ms", 20, "--content", content)
        job = write_job(lab.folder / "job", CARDS)
        ran = lab.cli("run", job, "--floor", floor_file(lab), "--data", data, "--json", timeout=200)
        document = lab.json(ran)
        lab.check(ran.returncode == 0, f"run: exit {ran.returncode}: {ran.stderr[-2000:]}")
        if not document:
            return lab.verdict()
        lab.check(document["records"]["good"] == CARDS and balanced(document), f"run: {document['records']} {document['cards']}")
        idle = [s["id"] for s in document["stations"] if s["good"] == 0]
        lab.check(len(document["stations"]) == READERS and not idle, f"stations that made no card: {idle}")
        print(f"{document['records']['good']} good cards over PC/SC on {READERS} readers in {document['seconds']:.2f} s,"
              f" {document['apdus']} commands")
        take_out(lab, cards)

        report = lab.json(lab.cli("report", document["job"], "--json", "--data", data))
        attempts = report.get("attempts", [])
        good = [a for a in attempts if a["state"] == "BinnedGood"]
        lab.check(len(good) == CARDS and len({a["object"] for a in good}) == CARDS and len({a["chip"] for a in good}) == CARDS,
                  f"report: {len(good)} good attempts")
        records, archive = read_table(job, "card_object_id"), read_table(job.parent / "harbour-archive.csv", "card_object_id")
        with Store(data) as store:
            seals = {obj: bytes(tag) for obj, tag in store.rows("SELECT object, seal_tag FROM attempts WHERE state = 'BinnedGood'")}
        for attempt in (good[0], good[len(good) // 2], good[-1]) if good else ():
            wait_for_reader(lab, Pcscd.reader(3), False)
            inserted = put_in(lab, lab.folder / "one.out", 1, "--port", daemon.port(3), "--content", content,
                              "--insert", content_serial(attempt["chip"]))
            wait_for_reader(lab, Pcscd.reader(3), True)
            check_card(lab, attempt, read_card(lab, Pcscd.reader(3)), records, archive, seals[attempt["object"]])
            take_out(lab, inserted)
        locked_cards(lab, daemon)
        print(f"{time.monotonic() - begun:.1f} s")
        return lab.verdict()


if __name__ == "__main__":
    sys.exit(main())
