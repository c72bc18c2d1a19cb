# SPDX-License-Identifier: GPL-3.0-or-later
"""A card printer of the Evolis class on a serial line, and the dots of a card's face, from the printer's manual and the PNG standard
(ISO/IEC 15948) alone. Nothing here knows how the product draws or sends a face.

A face is a list of columns from the left, each a whole number with the top dot as its highest bit; a set bit is black.
"""
import os
import struct
import time
import zlib

import stripes

WIDTH, HEIGHT = 1016, 648
PANEL = b"\x1bDb;k;2;"


def printed(panel):
    """The face that a panel of 81 bytes a column makes."""
    step = HEIGHT // 8
    return [int.from_bytes(panel[at:at + step], "big") for at in range(0, WIDTH * step, step)]


class Printer(stripes.Device):
    """Takes one command after the other and says OK to each. Ink is on the card with the command to print."""

    def __init__(self, name, work_ms):
        self.panel = b""
        self.before_answer = None # called once, when a face is on a card and nobody has heard of it
        super().__init__(name, work_ms)

    def command(self, held):
        end = held.find(b"\r")
        if held.startswith(PANEL):
            end = len(PANEL) + WIDTH * HEIGHT // 8
        elif PANEL.startswith(held):
            return 0
        if end < 0 or len(held) <= end:
            return 0
        if held.startswith(PANEL):
            self.panel = held[len(PANEL):end]
        if held[:end] == b"\x1bSr":
            time.sleep(self.work)
            self.cards.append(printed(self.panel))
            call, self.before_answer = self.before_answer, None
            if call:
                call()
        os.write(self.master, b"OK\0")
        return end + 1


def unfiltered(lines, width):
    """The bytes of each line of a PNG, whose filters work on bytes here."""
    above, out = bytes(width), []
    for kind, line in lines:
        line = bytearray(line)
        for i, value in enumerate(line):
            left, up, corner = (line[i - 1] if i else 0), above[i], (above[i - 1] if i else 0)
            guess = left + up - corner
            nearest = min((abs(guess - left), 0, left), (abs(guess - up), 1, up), (abs(guess - corner), 2, corner))[2]
            line[i] = (value + (0, left, up, (left + up) // 2, nearest)[kind]) & 0xFF
        above = bytes(line)
        out.append(above)
    return out


def png_face(path):
    """The face in a PNG of one bit grey."""
    data = path.read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n", path
    at, packed, head = 8, b"", None
    while at < len(data):
        size, name = struct.unpack(">I4s", data[at:at + 8])
        content = data[at + 8:at + 8 + size]
        assert zlib.crc32(name + content) == struct.unpack(">I", data[at + 8 + size:at + 12 + size])[0], (path, name)
        if name == b"IHDR":
            head = struct.unpack(">IIBBBBB", content)
        packed += content if name == b"IDAT" else b""
        at += 12 + size
    assert head == (WIDTH, HEIGHT, 1, 0, 0, 0, 0), (path, head)
    step = WIDTH // 8
    raw = zlib.decompress(packed)
    lines = unfiltered([(raw[i], raw[i + 1:i + 1 + step]) for i in range(0, len(raw), step + 1)], step)
    rows = [f"{int.from_bytes(line, 'big') ^ (1 << WIDTH) - 1:0{WIDTH}b}" for line in lines] # a set bit is white there
    return [int("".join(column), 2) for column in zip(*rows)]
