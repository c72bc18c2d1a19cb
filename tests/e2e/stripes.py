# SPDX-License-Identifier: GPL-3.0-or-later
"""Devices besides the chip, on serial lines: a stripe encoder, an embosser, and a reading head, from the standards alone (ISO/IEC 7811-6; the
MSR605's programmer's manual of 2009). Nothing here knows the product's encoder.
"""
import os
import threading
import time
import tty

SPACES = {1: (7, 0x20), 2: (5, 0x30), 3: (5, 0x30)} # of a track: bits of a character with its parity, first character
STARTS = {1: "%", 2: ";", 3: ";"}


def characters(track, text):
    """What a device writes for this text: start sentinel, text, end sentinel, LRC, a byte for each character, parity on top."""
    width, first = SPACES[track]
    values = [ord(c) - first for c in f"{STARTS[track]}{text}?"]
    check = 0
    for value in values:
        check ^= value
    def odd(value):
        return value | (1 - bin(value).count("1") % 2) << (width - 1)
    return bytes(odd(value) for value in [*values, check])


def read(track, written):
    """The text between the sentinels as a head reads the bits; None when it can not be read."""
    width, first = SPACES[track]
    bits = [byte >> n & 1 for byte in written for n in range(width)]
    columns, text = [0] * (width - 1), ""
    for at in range(0, len(bits) - width + 1, width):
        one = bits[at:at + width]
        if sum(one) % 2 == 0:
            return None # parity
        columns = [a ^ b for a, b in zip(columns, one)]
        if text.endswith("?"): # this was the LRC: the columns are even now
            return text[1:-1] if not any(columns) and text[0] == STARTS[track] else None
        text += chr(sum(bit << n for n, bit in enumerate(one[:-1])) + first)
    return None


class Device:
    """At the end of a pseudo-terminal. It goes with the script."""

    def __init__(self, name, work_ms):
        self.master, self.slave = os.openpty() # the slave is kept open: a master reads a hang-up while nobody has the port
        tty.setraw(self.master)
        tty.setraw(self.slave)
        name.symlink_to(os.ttyname(self.slave))
        self.port, self.work = str(name), work_ms / 1000
        self.cards = [] # what was put on each
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        held = b""
        while True:
            held += os.read(self.master, 4096)
            while (taken := self.command(held)) > 0:
                held = held[taken:]


def embossed(record):
    """The texts of a record's lines, ~EM%font;x;y;text each."""
    return [line.split(b";", 3)[3].decode("ascii") for line in record.split(b"\r") if line]


class Embosser(Device):
    """Takes records of lines, ends them with CR LF, and says ACK; the layout is that of the sample station profile."""

    def command(self, held):
        end = held.find(b"\r\n")
        if end < 0:
            return 0
        time.sleep(self.work)
        self.cards.append(embossed(held[:end]))
        os.write(self.master, b"\x06")
        return end + 2


class Encoder(Device):
    """An MSR605 through which a card passes as soon as it is asked to write or to read."""

    stripe = {} # of the card that is in it
    before_answer = None # called once, when a stripe is written and nobody has heard of it

    def command(self, held):
        """How many bytes a whole command at the front has; 0: it is not whole."""
        if len(held) < 2:
            return 0
        if held[:1] != b"\x1b":
            return 1
        name = held[1:2]
        if name == b"b" and len(held) < 3:
            return 0
        if name == b"w":
            end = held.find(b"\x1c")
            if end < 0:
                return 0
            self.write(held[2:end])
            return end + 1
        answers = {b"a": b"", b"e": b"\x1by", b"r": None}
        os.write(self.master, self.reading() if name == b"r" else answers.get(name, b"\x1b0"))
        return 3 if name == b"b" else 2

    def write(self, block):
        """ESC s ESC 01 text ESC 02 text ESC 03 text ?"""
        time.sleep(self.work)
        pieces = block[:-1].split(b"\x1b")[2:]
        self.stripe = {piece[0]: characters(piece[0], piece[1:].decode("ascii")) for piece in pieces if len(piece) > 1}
        self.cards.append(self.stripe)
        call, self.before_answer = self.before_answer, None
        if call:
            call()
        os.write(self.master, b"\x1b0")

    def reading(self):
        time.sleep(self.work)
        out = b"\x1bs"
        for track in (1, 2, 3):
            out += bytes([0x1b, track])
            text = read(track, self.stripe[track]) if track in self.stripe else None
            out += f"{STARTS[track]}{text}?".encode("ascii") if text is not None else b"\x1b+"
        return out + b"?\x1c\x1b0"
