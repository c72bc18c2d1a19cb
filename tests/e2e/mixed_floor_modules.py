# SPDX-License-Identifier: GPL-3.0-or-later
"""The devices besides the chip on a floor of four kinds: every second virtual station and every second reader has a stripe encoder, an
embosser and a printer; the former simulated in the console, the latter on serial lines, and a folder for a printer. A job of bank cards needs
encoder and embosser, a job of passes the printer; both go to these stations alone. Devices behind a link: kiosk_terminal.py.
"""
import csv
import json
import re
import time

import faces
import mixed_floor_lab as floor_lab
import stripes
from lab import JOBS, Store, balanced
from mixed_floor_lab import READERS, VIRTUAL
from pcsc_job import wait_for_reader

WORK_MS = 200
DEVICES = {"stripe": stripes.Encoder, "embosser": stripes.Embosser} # modules of the sample station profile bank-card
TRACKS = re.compile(r"B(\d{16})\^([A-Z /.]{2,26})\^(\d{4})201\d{12}\d{3}|(\d{16})=(\d{4})20100000\d{3}") # the last three: by an HSM


def equipped(places):
    return places[::2]


def equip(floor):
    """Into the floor's plan; the floor keeps its devices."""
    virtual, readers = floor.plan["machines"][:2]
    numbers = [int(place.partition("-S")[2]) for place in equipped(floor.places[VIRTUAL])]
    virtual["modules"] = [{"name": name, "profile": "bank-card", "stations": numbers, "simulated": True, "workMs": WORK_MS} for name in DEVICES]
    virtual["modules"].append({"name": "picture", "profile": "bank-card", "stations": numbers, "simulated": True, "workMs": WORK_MS})
    floor.devices = {name: [kind(floor.lab.folder / f"{name}-{n}", WORK_MS) for n in numbers] for name, kind in DEVICES.items()}
    readers["modules"] = [{"name": name, "profile": "bank-card", "stations": [number], "port": device.port}
                          for name, devices in floor.devices.items() for number, device in zip(numbers, devices)]
    floor.faces = floor.lab.folder / "faces"
    floor.faces.mkdir()
    readers["modules"].append({"name": "picture", "driver": "file", "folder": str(floor.faces), "stations": numbers})
    floor.module_log = floor.lab.folder / "modules.log"
    floor.plan["virtualCards"]["moduleLog"] = str(floor.module_log)


def fill_with(lab, floor, kind):
    """Other blanks into the readers that have devices. pcscd wants to see that the old ones have gone."""
    readers = equipped(floor.readers)
    for reader in readers:
        reader.empty()
    for reader in readers:
        wait_for_reader(lab, floor.daemon.reader(reader.number), False)
    time.sleep(1.5)
    for reader in readers:
        reader.kind = kind
        reader.fill()


def write_job(lab, cards):
    """The sample job with so many records of its own. Its path, and what each record wants on its stripe and in relief."""
    with open(JOBS / "summit-bank.csv", newline="", encoding="utf-8") as source:
        rows = list(csv.DictReader(source))[:cards]
    path = lab.folder / "summit-bank.csv"
    with open(path, "w", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    wanted = {}
    for row in rows:
        year, month = row["expires"][2:4], row["expires"][5:7]
        wanted[row["card_number"]] = ((row["card_number"], row["stripe_name"], year + month), (row["card_number"], year + month),
                                      [row["card_number"], f"{month}/{year}", row["card_name"]])
    return path, wanted


def stripe_of(tracks):
    """What both tracks say, read from their bits: (number, name, expiry), (number, expiry)."""
    texts = [stripes.read(n, tracks.get(n, b"")) or "" for n in (1, 2)]
    found = [TRACKS.fullmatch(text) for text in texts]
    return tuple(tuple(part for part in match.groups() if part) if match else text for match, text in zip(found, texts))


def found(floor):
    """For each card that the devices worked on: what is on its stripe, and the lines in relief."""
    cards = []
    for row in map(json.loads, floor.module_log.read_text().splitlines()):
        if row["bin"] == "good" and row.get("stripe"):
            records = [bytes.fromhex(text) for text in row["embosser"]]
            cards.append((stripe_of({n + 1: bytes.fromhex(text) for n, text in enumerate(row["stripe"])}),
                          [stripes.embossed(record) for record in records]))
    for encoder, embosser in zip(*floor.devices.values()):
        cards += [(stripe_of(stripe), [lines]) for stripe, lines in zip(encoder.cards, embosser.cards)]
    return cards


def judge_devices(lab, run, wanted):
    cards = found(run.floor)
    right = 0
    for stripe, embossed in cards:
        row = wanted.pop(stripe[0][0] if stripe[0] else "", None)
        good = row and stripe == row[:2] and embossed == [row[2]]
        right += lab.check(good, f"{run.name}: on a card are {stripe} {embossed}, its record wants {row}")
    lab.check(not wanted, f"{run.name}: records on no card: {list(wanted)[:3]}")
    return right


def printed(floor):
    """The faces of the passes: what the simulated printers took, and the files of the folder."""
    rows = [json.loads(line) for line in floor.module_log.read_text().splitlines()]
    panels = [bytes.fromhex(row["picture"][0]) for row in rows if row["bin"] == "good" and row.get("picture")]
    return [faces.read_panel(panel) for panel in panels] + [faces.read_png(path.read_bytes()) for path in floor.faces.glob("*.png")]


def print_passes(lab, floor, plan, places, cards):
    with open(JOBS / "willow-pass.csv", newline="", encoding="utf-8") as source:
        rows = list(csv.reader(source))[:cards + 1]
    path = lab.folder / "willow-pass.csv"
    with open(path, "w", newline="", encoding="utf-8") as out:
        csv.writer(out, lineterminator="\n").writerows(rows)
    run = floor_lab.Run(floor, plan, "WLP-2026", cards, path, "willow-pass")
    result = run.finish()
    if not result:
        return
    lab.check(balanced(result) and result["records"]["good"] == cards, f"{run.name}: all are good: {result['records']} {run.err.read_text()[-2000:]}")
    with Store(run.data) as store:
        tried = {station for station, in store.rows("SELECT DISTINCT station FROM attempts")}
    lab.check(tried <= places, f"{run.name}: no station without a printer was given a card: {tried}")
    seen, numbers = printed(floor), [row[1] for row in rows[1:]]
    fit = lab.check(len(seen) == cards and faces.numbers_fit(seen, numbers), f"{run.name}: {len(seen)} faces, each with its own number")
    lab.check(not faces.numbers_fit(seen[:-1] + seen[:1], numbers), f"{run.name}: a face on two cards would be seen")
    verdict = "the numbers on them are the job's" if fit else "not what the job wants"
    print(f"{run.name}: {cards} cards with a printed face, {verdict}", flush=True)


def produce(lab, floor, plan, cards):
    places = set(equipped(floor.places[VIRTUAL]) + equipped(floor.places[READERS]))
    fill_with(lab, floor, "iso")
    job, wanted = write_job(lab, cards)
    run = floor_lab.Run(floor, plan, "SBC-2026", cards, job, "summit-bank")
    result = run.finish()
    print_passes(lab, floor, plan, places, max(cards // 2, 6))
    fill_with(lab, floor, "gp")
    if not result:
        return
    lab.check(balanced(result) and result["records"]["good"] == cards, f"{run.name}: all are good: {result['records']} {run.err.read_text()[-2000:]}")
    with Store(run.data) as store:
        made = {station for station, in store.rows("SELECT DISTINCT station FROM attempts WHERE state = 'BinnedGood'")}
        tried = {station for station, in store.rows("SELECT DISTINCT station FROM attempts")}
        takt = {machine: floor_lab.median(floor_lab.takts(store, machine)) for machine in (VIRTUAL, READERS)}
    lab.check(made == places, f"{run.name}: made where the devices are, and at each of these: {made}")
    lab.check(tried <= places, f"{run.name}: no other station was given a card: {tried}")
    right = judge_devices(lab, run, wanted)
    print(f"{run.name}: {cards} cards with stripe and embossing on {len(places)} of {sum(len(p) for p in floor.places.values())} stations, "
          f"{right} read back as their records say; takt virtual {takt[VIRTUAL]:.2f} s, PC/SC {takt[READERS]:.2f} s", flush=True)
