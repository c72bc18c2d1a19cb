#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two planes: customizing data from a machine's control device over its own line, cryptography over another: two_planes.py [CARDS] [--bin DIR]

A job whose file has nothing but card object ids is made by two machines. The control device of the one (control_device.py, another program
after the same documents) is on a serial line, that of the other on a network; the encryption device (stationmaster-hsm) is on a second
serial line. Everything that passes is kept. While cards are made, the control devices' links are cut and come back.
 * All cards are good, both identities balance, though the data came late to some of them. Both machines make cards.
 * Every value of every record that the first machine asked for is on the data's line, and none of all in any spelling on the
   cryptography's, or on the network.
 * What the console says on the cryptography's line has no sealed part, in which nobody could search.
 * Labels of keys, challenges, cryptograms and the cards' own derivation data are on the cryptography's line, and none in any spelling on
   the data's or on the network. What the two have in common is the card object id.
 * The search finds what is planted: each spelling of a value, put into the bytes of the other line.
"""
import base64
import functools
import json
import os
import secrets
import sys

import control_device
import control_device_tls
import disturbed_links
import hsm_lab
import mixed_floor_lab as floor_lab
from lab import Lab, balanced, bin_folder_from

STATIONS = 2 # of each machine
SHORTEST = 6 # bytes of a spelling: a shorter one is in any data by chance
LABELS = ("TEST-ISD", "TEST-KEK", "TEST-SEAL")
OPEN_SCP03, SCP03_OPENING = 1, 1001 # numbers of a request and its reply, core/security/link/wire_types.h
ASK, ANSWER = 2, 3 # kinds of messages, core/security/link/hsm_messages.h


class Tap(disturbed_links.SerialLine):
    """A line that keeps what passes: one run of bytes for each direction."""

    def __init__(self, carrier, name):
        self.passed = {"from console": bytearray(), "to console": bytearray()}
        super().__init__(carrier, disturbed_links.Luck(0, str(name), {}), name)

    def join(self):
        near, far = self.ends["near"][0], self.ends["far"][0]
        for source, target, way in ((near, far, "from console"), (far, near, "to console")):
            direction = disturbed_links.Direction(self, source, target)
            arrived = direction.arrived

            def keep(data, now, arrived=arrived, way=way):
                self.passed[way] += data
                arrived(data, now)

            direction.arrived = keep
            self.carrier.listen(source, lambda now, d=direction: self.read(d, now))

    def messages(self, way):
        return control_device.messages(bytes(self.passed[way]))

    def everything(self):
        """The bytes as they passed, and the messages that were in the frames: a value may lie across two of these."""
        return b"\0".join([*map(bytes, self.passed.values()), *(m for way in self.passed for m in self.messages(way))])


class NetworkTap(disturbed_links.TcpProxy):
    """A TCP proxy that keeps what passes."""

    def __init__(self, carrier, target):
        self.passed = bytearray()
        super().__init__(carrier, disturbed_links.Luck(0, "network", {}), target)

    def read(self, pair, direction, now):
        arrived = type(direction).arrived

        def keep(data, when):
            self.passed.extend(data)
            arrived(direction, data, when)

        direction.arrived = keep
        super().read(pair, direction, now)


def luhn(digits):
    total = sum(sum(divmod(int(d) * (2 if i % 2 == 0 else 1), 10)) for i, d in enumerate(reversed(digits)))
    return digits + str(-total % 10)


def write_job(lab, cards):
    """Rows that no other data holds by chance, for the control device; their ids alone in the file that is imported."""
    rows = {}
    for n in range(1, cards + 1):
        word = lambda: "".join(secrets.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for _ in range(11)).capitalize()
        rows[f"TWO-PLANES-{n:05d}"] = {
            "pass_number": luhn("9999" + "".join(str(secrets.randbelow(10)) for _ in range(11))), "holder_name": f"{word()} {word()}",
            "zone": "AB", "product_code": "P365", "valid_from": "2026-10-01", "valid_to": "2031-10-28",
            "contract_number": f"C{secrets.randbelow(10 ** 7):07d}", "initial_balance": str(secrets.randbelow(9000) + 1000),
            "diversifier": secrets.token_hex(16).upper(),
            **{f"ticket_{x}": secrets.token_hex(64 if x == "a" else 56 if x == "b" else 48).upper() for x in "ab"},
            **{f"ticket_{x}": secrets.token_hex(32).upper() for x in "cd"}}
    job = lab.folder / "job.csv"
    job.write_text("object_id\n" + "".join(f"{card}\n" for card in rows))
    return job, rows


def spellings(value):
    """The ways in which a text could be written: names and bytes."""
    plain = value.encode()
    out = {"plain": plain, "lower case": value.lower().encode(), "upper case": value.upper().encode(), "reversed": plain[::-1],
           "UTF-16 LE": value.encode("utf-16-le"), "UTF-16 BE": value.encode("utf-16-be"),
           "hex": plain.hex().encode(), "HEX": plain.hex().upper().encode()}
    binary = [("", plain)]
    try:
        packed = bytes.fromhex(value + "F" * (len(value) % 2)) # hexadecimal, or digits as BCD
        binary.append(("packed ", packed))
        out["packed"] = packed
        out["packed, reversed"] = packed[::-1]
    except ValueError:
        pass
    for name, data in binary:
        for shift in range(3): # base64 of it within something longer: what does not depend on the neighbours
            text = base64.b64encode(bytes(shift) + data)
            begin, end = (shift * 8 + 5) // 6, (shift + len(data)) * 8 // 6
            out[f"{name}base64 {shift}"] = text[begin:end]
    return {name: data for name, data in out.items() if len(data) >= SHORTEST}


def spelled_bytes(value):
    """The same for what is bytes."""
    return {"bytes": value, **{f"hex {name}": data for name, data in spellings(value.hex()).items()}}


def find(where, values):
    """[(value's name, spelling)] of what is in there."""
    return [(name, spelling) for name, forms in values.items() for spelling, data in forms.items() if data in where]


def record_values(rows):
    """Each value of each record that is long enough not to be anywhere by chance."""
    shared = {"zone", "product_code", "valid_from", "valid_to", "initial_balance"} # of all cards, or four digits
    values = {f"{card} {column}": spellings(value) for card, row in rows.items() for column, value in row.items() if column not in shared}
    for column in ("valid_from", "valid_to"):
        value = next(iter(rows.values()))[column]
        values[column] = {name: data for name, data in spellings(value).items() if name not in ("packed", "packed, reversed")}
    return values


def crypto_values(lab, line, log):
    """What cards and encryption device said to each other: from the software cards' own log, and the requests of the line."""
    values = {label: spellings(label) for label in LABELS}
    challenges, cryptograms = set(), set()
    for row in log.read_text().splitlines():
        command = bytes.fromhex(row.split()[2])
        if command[:2] == b"\x80\x50": # INITIALIZE UPDATE
            challenges.add(command[5:13])
        elif command[:2] == b"\x84\x82": # EXTERNAL AUTHENTICATE
            cryptograms.add(command[5:13])
    opened = set()
    kinds = {}
    for message in line.messages("from console"):
        open_part, end = control_device.decode(message)
        lab.check(end == len(message), f"the console seals nothing there that the search could not see: request {open_part[3:4]}")
        if open_part[0] == ASK:
            kinds[open_part[3]] = kinds.get(open_part[3], 0) + 1
        if open_part[:1] == [ASK] and open_part[3] == OPEN_SCP03:
            flat = flatten(open_part)
            opened.add(next(f for f in flat if isinstance(f, bytes) and f in challenges))
            answer = next(f for f in flat if isinstance(f, bytes) and len(f) >= 28) # of INITIALIZE UPDATE
            values[f"derivation data {answer[:10].hex()}"] = spelled_bytes(answer[:10])
            values[f"card challenge {answer[13:21].hex()}"] = spelled_bytes(answer[13:21])
            values[f"card cryptogram {answer[21:29].hex()}"] = spelled_bytes(answer[21:29])
    print(f"requests on the cryptography's line, by number: {kinds}", flush=True)
    lab.check(opened == challenges and challenges, f"each channel of the cards was opened over it: {len(opened)} of {len(challenges)}")
    values.update({f"host challenge {c.hex()}": spelled_bytes(c) for c in challenges})
    values.update({f"host cryptogram {c.hex()}": spelled_bytes(c) for c in cryptograms})
    return values


def flatten(value):
    return [each for part in value for each in flatten(part)] if isinstance(value, list) else [value]


def make_cards(lab, cards, job, planes, links, devices, hsm):
    log = lab.folder / "cards.log"
    floor = {"name": "two planes", "hsms": [hsm.entry],
             "machines": [{"name": f"MX-{n}", "stations": STATIONS, "dataPlane": plane} for n, plane in enumerate(planes)],
             "virtualCards": {"commandMs": 15, "feedMs": 50, "commandLog": str(log)}}
    plan = lab.folder / "floor.json"
    plan.write_text(json.dumps(floor))
    run = floor_lab.Run(type("Floor", (), {"lab": lab}), plan, "two-planes", cards, job, "harbour-machine")
    lab.check(hsm_lab.wait_for(lambda: not run.runs() or all(len(d.requests) >= STATIONS for d in devices), 60) and run.runs(),
              f"cards are made: {run.last} {run.err.read_text()[-2000:]}")
    before = [(len(device.requests), device.line.sessions) for device in devices]
    links[0].pull()
    links[1].reset()
    hsm_lab.wait_for(lambda: not run.runs() or run.err.read_text().count("lost:") > 1, 10)
    links[0].plug()
    result = run.finish()
    for device, (asked, sessions), what in zip(devices, before, ("line", "network")):
        lab.check(device.line.sessions > sessions and len(device.requests) > asked, f"the control device was reached again, and asked: {what}")
    if result:
        lab.check(balanced(result) and result["records"]["good"] == cards, f"all cards are good: {result['records']} {run.err.read_text()[-3000:]}")
    return log


def planted(lab, where, other):
    """A search that can not fail says nothing: each spelling of one value of each kind is found where it is planted."""
    count = 0
    for values in other:
        for name, forms in values:
            for spelling, data in forms.items():
                middle = len(where) // 2
                found = find(where[:middle] + data + where[middle:], {name: forms})
                lab.check((name, spelling) in found, f"{name} planted as {spelling} is found")
                count += 1
    print(f"{count} planted spellings found", flush=True)


def judge(lab, rows, asked, data, crypto, network, log):
    """asked: ids of the cards whose data came over the line."""
    records, secrets_of_cards = record_values(rows), crypto_values(lab, crypto, log)
    over_line = record_values({card: row for card, row in rows.items() if card in asked})
    on_data, on_crypto = data.everything(), crypto.everything()
    print(f"data {len(on_data)} bytes, cryptography {len(on_crypto)} bytes; {sum(map(len, records.values()))} spellings of {len(records)} record values, "
          f"{sum(map(len, secrets_of_cards.values()))} of {len(secrets_of_cards)} of cryptography", flush=True)
    there = {name for name, _ in find(on_data, over_line)}
    lab.check(there == set(over_line), f"every record value that was asked for is on the data's line: {sorted(set(over_line) - there)[:5]}")
    lab.check(len(network.passed) > 1000, f"the network carried something: {len(network.passed)} bytes")
    crossed = find(bytes(network.passed), {**records, **secrets_of_cards})
    lab.check(not crossed, f"none of it is readable on the network: {crossed[:5]}")
    there = {name for name, _ in find(on_crypto, secrets_of_cards)}
    lab.check(there == set(secrets_of_cards), f"all of the cryptography is on its line: {sorted(set(secrets_of_cards) - there)[:5]}")
    crossed = find(on_crypto, records)
    lab.check(not crossed, f"no record value is on the cryptography's line: {crossed[:5]}")
    crossed = find(on_data, secrets_of_cards)
    lab.check(not crossed, f"nothing of the cryptography is on the data's line: {crossed[:5]}")
    lab.check(all(card.encode() in on_data for card in asked) and all(card.encode() in on_crypto for card in rows), "both know the cards by their ids")
    first = sorted(asked)[0]
    kinds = ("host challenge", "host cryptogram", "card challenge", "card cryptogram", "derivation data", "TEST-ISD")
    planted(lab, on_crypto, [[(name, forms) for name, forms in records.items() if name.startswith(first)]])
    planted(lab, on_data, [[next((n, f) for n, f in secrets_of_cards.items() if n.startswith(kind)) for kind in kinds]])


def main():
    arguments = sys.argv[1:]
    bin_folder = bin_folder_from(arguments)
    cards = max(int((arguments or [24])[0]), 8 * STATIONS) # some are left when the links were away
    with Lab("two_planes", bin_folder, in_memory=True) as lab:
        lab.check(control_device.self_test(), "AES and CMAC of the control device give the published answers")
        carrier = disturbed_links.Carrier()
        data, crypto = Tap(carrier, lab.folder / "tty-data"), Tap(carrier, lab.folder / "tty-crypto")
        data_key = hsm_lab.private_file(lab.folder / "data.key", os.urandom(16).hex() + "\n")
        hsm_key = hsm_lab.private_file(lab.folder / "hsm.key", os.urandom(32).hex() + "\n")
        console, machine = hsm_lab.Certificate(lab.folder, "console"), hsm_lab.Certificate(lab.folder, "machine")
        pins = lab.folder / "machine.pins"
        pins.write_text(machine.pin + "\n")
        job, rows = write_job(lab, cards)
        devices = [control_device.ControlDevice(rows, functools.partial(control_device.Line, data.far_port, bytes.fromhex(data_key.read_text()))),
                   control_device.ControlDevice(rows, functools.partial(control_device_tls.TlsEnd, machine.certificate, machine.key, console.certificate))]
        network = NetworkTap(carrier, devices[1].line.port)
        planes = [{"kind": "serial", "address": data.port, "lineKey": str(data_key), "baud": 921600},
                  {"kind": "tls", "address": f"127.0.0.1:{network.port}", "certificate": str(console.certificate), "key": str(console.key),
                   "pins": str(pins)}]
        hsm = hsm_lab.Device(lab, "HSM 1", {"kind": "serial", "address": crypto.port, "lineKey": str(hsm_key), "baud": 921600},
                             "--serial", crypto.far_port, "--line-key", hsm_key, "--baud", "921600", "--soft-test-keys").start()
        log = make_cards(lab, cards, job, planes, (data, network), devices, hsm)
        for device in devices:
            lab.check(not device.wrong, f"the console said nothing else to the control device: {device.wrong[:3]}")
            asked = {tuple(request[5]) for request in device.requests}
            lab.check(len(asked) == 1 and set(next(iter(asked))) == set(next(iter(rows.values()))), f"it was asked for what the profile names: {asked}")
        lab.check(devices[0].cards() | devices[1].cards() == set(rows), "every card's data was asked for")
        judge(lab, rows, devices[0].cards(), data, crypto, network, log)
        return lab.verdict()


if __name__ == "__main__":
    sys.exit(main())
