#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""First inputs of the fuzz targets: of tr31 and dgi from the published vectors, of the others by hand: seeds.py VECTORS FOLDER"""
import json
import pathlib
import sys


def strings(value):
    """Every text in a vector, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)


def inputs(vectors, name):
    return [one["inputs"] for one in json.loads((vectors / name).read_text(encoding="utf-8"))]


def is_hex(text):
    return len(text) % 2 == 0 and len(text) >= 8 and all(c in "0123456789abcdefABCDEF" for c in text)


def grouping(content):
    """A data grouping with such a content, identifier 8000."""
    length = bytes([len(content)]) if len(content) < 255 else b"\xff" + len(content).to_bytes(2, "big")
    return b"\x80\x00" + length + content


def cbor(value):
    """RFC 8949, as far as the messages of the station link go."""
    if isinstance(value, bool):
        return b"\xf5" if value else b"\xf4"
    kind, count, rest = {int: (0, value, b""), bytes: (2, None, value), str: (3, None, None), list: (4, None, None)}[type(value)]
    if isinstance(value, str):
        rest = value.encode("utf-8")
    elif isinstance(value, list):
        rest = b"".join(cbor(one) for one in value)
    count = count if kind == 0 else len(value) if kind == 4 else len(rest)
    if count < 24:
        return bytes([kind << 5 | count]) + rest
    size = next(size for size in (1, 2, 4, 8) if count < 1 << 8 * size)
    return bytes([kind << 5 | 23 + size.bit_length()]) + count.to_bytes(size, "big") + rest


def station_messages():
    """One of each kind that is about a device, and the greeting; core/station/link/station_messages.h."""
    lines = [["name", "DOE/JANE"], ["number", "4929 0000 0000 0001"]]
    data = ([0, True, b"", b"4929000000001=2512", b""], [1, lines], [2, 17, 2, bytes(6)], [3, lines])
    return [cbor(message) for message in (
        [0, 2, 1, 1, bytes(16), 3, True, "pcsc: reader", [["stripe", 0], ["picture", 2]]], [0, 1, 1, 1, bytes(16), 3, True, "reader"],
        [1, 2, 4, bytes(16), bytes(16)], [15, 4, 9, 60000, "stripe"], *([16, 4, 9, 60000, "stripe", 7, 3, 1, one] for one in data),
        [17, 4, 9, 1, True], [12, 4, 9, "ModuleSilent", []], [12, 4, 9, "TrackReadsOtherwise", [["track", "2"]]])]


def main():
    vectors, folder = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    hexes = [bytes.fromhex(text) for name in ("cps_dgi.json", "scp03.json", "emv_keys.json")
             for one in inputs(vectors, name) for text in strings(one) if is_hex(text)]
    seeds = {
        "tr31": [text.encode("ascii") for one in inputs(vectors, "tr31.json") for text in strings(one)],
        "dgi": hexes + [grouping(one) for one in hexes],
        # The framing, then answers: counts agreed on and an ATR; an ATR in text; an ATR in CCID; answers alone.
        "reader": [bytes.fromhex(text) for text in (
            "0024E000C4240005003B8001811A", "00003B800181", "001B010203", "009000",
            "01" + b"6005003B8001815E".hex() + "03", "01" + b"6003009000F3".hex() + "03",
            "02030680040000000000000000" + "003B80018138", "02" + "80040000000000000000" + "3B800181",
            "028004000000000000000000C1FEC1")],
        "station": station_messages(),
        # One of each kind; core/data/control_messages.h.
        "control": [cbor(message) for message in (
            [0, 1], [1, 1, "device"], [2, 7, 9000, "Job", "HTP-1", ["holder_name", "pan"]], [3, 7, "HTP-1", [b"Ada", b""]], [4, 7, "HTP-1", 3])],
        "msr605": [bytes.fromhex("1B79" + "1B30" * 5 + text) for text in (
            "1B731B011B021B031B031C1B30", "1B731B011B2B1B023B313233343F1B031B2B3F1C1B30",
            "1B731B012530313F1B023B32333F1B033B34353F3F1C1B30", "1B731B023B313233343F3F1C1B31")],
    }
    for target, all_of_it in seeds.items():
        (folder / target).mkdir(parents=True, exist_ok=True)
        for number, seed in enumerate(all_of_it):
            (folder / target / f"seed{number:04}").write_bytes(seed)
        print(f"{target}: {len(all_of_it)} seeds")


main()
