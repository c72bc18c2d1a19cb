#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the sample jobs of 240 records in resources/jobs. TEST DATA ONLY: every name, number and key diversifier is
invented. The same run gives the same bytes: a fixed linear congruential generator, no clock, no locale.

    python3 tests/data/make_samples.py [DIRECTORY]

harbour-transit.csv   "Harbour Transit Pass", layout resources/layouts/transit.layout.json
harbour-archive.csv   chip data of the same cards by card_object_id; four ticket files of about 200 bytes together,
                      written to the chip in small pieces, so that a card needs some 30 to 40 commands
city-file.txt         "City File Card", tagged card objects, layout resources/layouts/isofile.layout.json
meadow-debit.csv      "Meadow Debit Card", EMV-like; PIN blocks (ISO 9564 format 0) under the published key TEST-ZPK
summit-bank.csv       "Summit Bank Card": stripe, embossing and a chip; needs stations with an encoder and an embosser
lantern-sim.csv       "Lantern SIM", numbers of the test network 001 01
orchard-badge.csv     "Orchard Badge", a file card that its maker locked
willow-pass.csv       "Willow Library Pass", a file card with a printed face, and willow-leaf.png that is on it

The PIN blocks are enciphered by the openssl program. Card numbers of the debit job start with 999924, those of the
published test issuer. Pass numbers start with 9999, which no card scheme issues (ISO/IEC 7812-1 reserves 9 for national use). Telephone
numbers are 555-01xx, reserved for fiction.
"""
import struct
import subprocess
import sys
import zlib
from pathlib import Path

RECORDS = 240

FIRST = ("Ada Bram Céline Dov Esra Filip Grace Håkon Ines Jörg Kaja Lukáš Mira Nuno Oleg Petra Quinn Rosa Şule Tomás "
         "Uma Viktor Wanda Xenia Yves Zoë").split()
LAST = ("Abbot Brouwer Çelik Dvořák Eriksen Fontaine Grünwald Hughes Ibáñez Jansen Kowalski Lindqvist Muñoz Nilsen "
        "O'Hara Pereira Quist Rossi Štěpánek Turner Ueda Vogel Weiss Young").split()
ASCII_FIRST = "ANNA BEN CARLA DAVID ELLA FRANK GINA HUGO IRIS JOHN KARA LEO".split()
ASCII_LAST = "ARCHER BAKER COOPER DYER FISHER GARDNER HUNTER MASON PORTER SMITH TAYLOR WEAVER".split()
CONCESSIONS = ("adult", "adult", "adult", "student", "senior", "child", "staff", "")
AREAS = (212, 305, 415, 503, 612, 718, 808, 907)


class Lcg:
    """Numerical Recipes' 32-bit generator: the same on every Python."""

    def __init__(self, seed):
        self.state = seed

    def below(self, limit):
        self.state = (self.state * 1664525 + 1013904223) & 0xFFFFFFFF
        return (self.state >> 8) % limit

    def pick(self, items):
        return items[self.below(len(items))]

    def hex(self, count):
        return "".join(f"{self.below(256):02X}" for _ in range(count))


def with_check_digit(digits):
    """ISO/IEC 7812-1 annex B."""
    total = 0
    for place, char in enumerate(reversed(digits)):
        digit = int(char)
        if place % 2 == 0:
            digit = digit * 2 - 9 if digit > 4 else digit * 2
        total += digit
    return digits + str((10 - total % 10) % 10)


def write(path, lines, end="\n"):
    path.write_bytes("".join(line + end for line in lines).encode("utf-8"))


def transit(folder):
    random = Lcg(2026)
    cards = ["card_object_id,pass_number,holder_name,zone,product_code,valid_from,valid_to,concession,phone"]
    archive = ["card_object_id,contract_number,initial_balance,diversifier,ticket_a,ticket_b,ticket_c,ticket_d"]
    for number in range(1, RECORDS + 1):
        card_id = f"HTP-2026-{number:06d}"
        pass_number = with_check_digit(f"9999{random.below(10):d}{random.below(10 ** 5):05d}{number:05d}")
        name = f"{random.pick(FIRST)} {random.pick(LAST)}"
        if number % 40 == 0:
            name = f'"{name.split()[1]}, {name.split()[0]}"'  # a quoted comma, as real files have
        month = 1 + random.below(12)
        phone = f"{random.pick(AREAS)}55501{random.below(100):02d}"
        cards.append(",".join((card_id, pass_number, name, random.pick(("A", "B", "C", "AB", "BC")),
                               random.pick(("P7", "P30", "P365", "STO")), f"2026-{month:02d}-01",
                               f"2031-{month:02d}-28", random.pick(CONCESSIONS), phone)))
        archive.append(",".join((card_id, f"C{7000000 + number * 37}", str(500 * random.below(20)), random.hex(16),
                                 random.hex(64), random.hex(56), random.hex(48), random.hex(32))))
    write(folder / "harbour-transit.csv", cards)
    write(folder / "harbour-archive.csv", archive)


def city(folder):
    random = Lcg(1996)
    lines = []
    for number in range(1, RECORDS + 1):
        card_number = with_check_digit(f"{10000000 + number * 271}")
        first, last = random.pick(ASCII_FIRST), random.pick(ASCII_LAST)
        month, day, year = 1 + random.below(12), 1 + random.below(28), 2029 + random.below(4)
        stamp = f"{month:02d}{day:02d}{year}"
        lines += [f'EMB= "{card_number}", "{first} {last}", "{month}/{day}/{year}"',
                  f"ENC=%B{card_number}^{last}/{first}^{stamp}?;{card_number}={stamp}?",
                  f"PIC=photos.example/city/{number:04d}.jpg",
                  f"SCRD=city_file_{number:06d}",
                  ""]
    write(folder / "city-file.txt", lines[:-1])


ZPK = bytes(range(0x91, 0xA1)).hex()  # TEST-ZPK, published with the program


def pin_block(pin, number):
    """ISO 9564-1 format 0, in clear."""
    own = bytes.fromhex(f"0{len(pin)}{pin}".ljust(16, "F"))
    account = bytes.fromhex("0000" + number[-13:-1])
    return bytes(a ^ b for a, b in zip(own, account))


def enciphered(blocks):
    """Blocks of 8 bytes, each by itself: two-key triple DES in ECB."""
    return subprocess.run(["openssl", "enc", "-des-ede", "-nopad", "-K", ZPK], input=b"".join(blocks), check=True,
                          capture_output=True).stdout


def debit(folder):
    random = Lcg(1994)
    rows, blocks = [], []
    for number in range(1, RECORDS + 1):
        pan = with_check_digit(f"999924{random.below(10 ** 5):05d}{number:04d}")
        month = 1 + random.below(12)
        blocks.append(pin_block(f"{random.below(10 ** 4):04d}", pan))
        rows.append((f"MDC-2026-{number:06d}", pan, f"{random.pick(ASCII_LAST)}/{random.pick(ASCII_FIRST)}",
                     f"2026-{month:02d}-01", f"2030-{month:02d}-28", "01"))
    secret = enciphered(blocks).hex().upper()
    lines = ["card_object_id,pan,holder_name,valid_from,expiry,psn,pin_block"]
    for place, row in enumerate(rows):
        lines.append(",".join(row + (secret[16 * place:16 * place + 16],)))
    write(folder / "meadow-debit.csv", lines)


def sim(folder):
    random = Lcg(1991)
    lines = ["card_object_id,iccid,imsi,access_class"]
    for number in range(1, RECORDS + 1):
        # No runs of zeros: a search for these numbers in other data must not find them by chance.
        iccid = with_check_digit(f"8900101{11111 + random.below(80000)}{1111 + random.below(8000)}{111 + number}")
        imsi = f"00101{111111 + random.below(800000)}{1111 + number}"
        lines.append(f"LSM-2026-{number:06d},{iccid},{imsi},{1 << number % 10:04X}")
    write(folder / "lantern-sim.csv", lines)


def badge(folder):
    random = Lcg(1998)
    lines = ["card_object_id,badge_number,holder_name,area,valid_to"]
    for number in range(1, RECORDS + 1):
        badge_number = with_check_digit(f"{70000000 + number * 391}")
        lines.append(f"OBC-2026-{number:06d},{badge_number},{random.pick(FIRST)} {random.pick(LAST)},"
                     f"{random.pick(('NORTH', 'SOUTH', 'PRESS', 'STORE'))},2029-{1 + random.below(12):02d}-28")
    write(folder / "orchard-badge.csv", lines)


def summit(folder):
    random = Lcg(1997)
    lines = ["card_object_id,card_number,stripe_name,card_name,expires"]
    for number in range(1, RECORDS + 1):
        card_number = with_check_digit(f"999924{random.below(10 ** 5):05d}{5000 + number:04d}")
        first, last = random.pick(ASCII_FIRST), random.pick(ASCII_LAST)
        lines.append(f"SBC-2026-{number:06d},{card_number},{last}/{first},{first} {last},2030-{1 + random.below(12):02d}-28")
    write(folder / "summit-bank.csv", lines)


def pass_card(folder):
    random = Lcg(1848)
    lines = ["card_object_id,pass_number,reader_name,since"]
    for number in range(1, RECORDS + 1):
        pass_number = with_check_digit(f"6100{random.below(10 ** 4):04d}{number:05d}")
        lines.append(f"WLP-2026-{number:06d},{pass_number},{random.pick(FIRST)} {random.pick(LAST)},{1998 + random.below(28)}")
    write(folder / "willow-pass.csv", lines)
    leaf(folder / "willow-leaf.png")


def leaf(path, size=192):
    """Where two circles overlap, with a vein; PNG of one bit, stored without compression: the same everywhere."""
    rows = b""
    for y in range(size):
        bits = 0
        for x in range(size):
            inside = (x + 40) ** 2 + (y + 40) ** 2 < 220 ** 2 and (x - 232) ** 2 + (y - 232) ** 2 < 220 ** 2
            bits = bits << 1 | (0 if inside and abs(x + y - size) > 3 else 1)
        rows += b"\0" + bits.to_bytes(size // 8, "big")

    def chunk(name, content):
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    stored, last = rows[:65535], 1
    body = b"\x78\x01" + struct.pack("<BHH", last, len(stored), 0xFFFF - len(stored)) + stored + struct.pack(">I", zlib.adler32(rows))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", size, size, 1, 0, 0, 0, 0))
                     + chunk(b"IDAT", body) + chunk(b"IEND", b""))


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[2] / "resources" / "jobs"
    transit(target)
    city(target)
    debit(target)
    sim(target)
    badge(target)
    summit(target)
    pass_card(target)
