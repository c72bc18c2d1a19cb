# SPDX-License-Identifier: GPL-3.0-or-later
"""A machine's control device on a serial line, written from the documents of the link and from nothing of the program: the frames of
core/transport/framing/line_protocol.h and hdlc_framer.h, the key rules of core/security/link/cmac_line_key.h, the messages of
core/data/control_messages.h. AES and CMAC are computed here (FIPS 197, SP 800-38B). Standard library only."""
import os
import select
import threading
import time
import zlib

HELLO, WELCOME, REFUSED, PART, DATA, ACK, PING = range(1, 8)
OPEN, GREET, REQUEST, ROW, NONE = range(5)
PART_LENGTH, REPEAT_AFTER = 512, 0.25


def _xtime(a):
    return (a << 1) ^ (0x11B if a & 0x80 else 0)


def _sbox():
    box, p, q = [0] * 256, 1, 1
    while True:
        p = p ^ _xtime(p) # times 3
        for shift in (1, 2, 4):
            q ^= q << shift
        q &= 0xFF
        q ^= 0x09 if q & 0x80 else 0
        x = q ^ (q << 1 | q >> 7) ^ (q << 2 | q >> 6) ^ (q << 3 | q >> 5) ^ (q << 4 | q >> 4)
        box[p] = (x ^ 0x63) & 0xFF
        if p == 1:
            box[0] = 0x63
            return box


SBOX = _sbox()


class Aes:
    """Encryption of one block, FIPS 197."""

    def __init__(self, key):
        words = [list(key[i:i + 4]) for i in range(0, len(key), 4)]
        count, factor = len(words), 1
        self.rounds = count + 6
        for i in range(count, 4 * (self.rounds + 1)):
            word = list(words[-1])
            if i % count == 0:
                word = [SBOX[b] for b in word[1:] + word[:1]]
                word[0] ^= factor
                factor = _xtime(factor)
            elif count > 6 and i % count == 4:
                word = [SBOX[b] for b in word]
            words.append([a ^ b for a, b in zip(word, words[i - count])])
        self.keys = [sum(words[i:i + 4], []) for i in range(0, len(words), 4)]

    def block(self, data):
        state = [a ^ b for a, b in zip(data, self.keys[0])]
        for number, key in enumerate(self.keys[1:], 1):
            state = [SBOX[state[(i + 4 * (i % 4)) % 16]] for i in range(16)]
            if number < self.rounds:
                mixed = []
                for c in range(0, 16, 4):
                    column = state[c:c + 4]
                    every = column[0] ^ column[1] ^ column[2] ^ column[3]
                    mixed += [column[i] ^ every ^ _xtime(column[i] ^ column[(i + 1) % 4]) for i in range(4)]
                state = mixed
            state = [a ^ b for a, b in zip(state, key)]
        return bytes(state)


class Cmac:
    """SP 800-38B."""

    def __init__(self, key):
        self.aes = Aes(key)
        first = self.double(self.aes.block(bytes(16)))
        self.subkeys = first, self.double(first)

    @staticmethod
    def double(block):
        value = int.from_bytes(block, "big") << 1
        return ((value & (1 << 128) - 1) ^ (0x87 if value >> 128 else 0)).to_bytes(16, "big")

    def compute(self, data):
        whole = len(data) and len(data) % 16 == 0
        if not whole:
            data += b"\x80" + bytes(-(len(data) + 1) % 16)
        state = bytes(16)
        for at in range(0, len(data), 16):
            block = data[at:at + 16]
            if at + 16 == len(data):
                block = bytes(a ^ b for a, b in zip(block, self.subkeys[0 if whole else 1]))
            state = self.aes.block(bytes(a ^ b for a, b in zip(state, block)))
        return state


def self_test():
    """Published answers: FIPS 197 appendix C.1 and C.3, SP 800-38B examples 1 and 3."""
    key = bytes.fromhex("2b7e151628aed2a6abf7158809cf4f3c")
    plain = bytes.fromhex("00112233445566778899aabbccddeeff")
    message = bytes.fromhex("6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411")
    return (Aes(bytes(range(16))).block(plain).hex() == "69c4e0d86a7b0430d8cdb78070b4c55a"
            and Aes(bytes(range(32))).block(plain).hex() == "8ea2b7ca516745bfeafc49904b496089"
            and Cmac(key).compute(b"").hex() == "bb1d6929e95937287fa37d129b756746"
            and Cmac(key).compute(message).hex() == "dfa66747de9ae63030ca32611497c827")


def derived(key, label, context=b""):
    return Cmac(Cmac(key).compute(label + b"\x01" + b"\x00" + context))


def frame(content):
    out = bytearray(b"\x7e")
    for byte in content + zlib.crc32(content).to_bytes(4, "little"):
        out += bytes((0x7D, byte ^ 0x20)) if byte in (0x7D, 0x7E) else bytes((byte,))
    return bytes(out + b"\x7e")


class Deframer:
    """Contents of the frames whose check sum is right."""

    def __init__(self):
        self.piece, self.after = bytearray(), False

    def add(self, data):
        found = []
        for byte in data:
            if byte == 0x7E:
                content, check = bytes(self.piece[:-4]), bytes(self.piece[-4:])
                if content and zlib.crc32(content).to_bytes(4, "little") == check:
                    found.append(content)
                self.piece, self.after = bytearray(), False
            elif byte == 0x7D and not self.after:
                self.after = True
            else:
                self.piece.append(byte ^ 0x20 if self.after else byte)
                self.after = False
        return found


def messages(data):
    """The messages that passed in one direction of a line: parts put together, repetitions left out."""
    out, part, last = [], b"", None
    for content in Deframer().add(data):
        if content[0] in (HELLO, WELCOME):
            part, last = b"", None
        if content[0] not in (PART, DATA) or content[1:5] == last:
            continue
        last = content[1:5]
        part += content[9:-8]
        if content[0] == DATA:
            out.append(part)
            part = b""
    return out


def encode(value):
    """CBOR (RFC 8949) of numbers, text, bytes and lists."""
    def head(major, number):
        for length, mark in ((1, 24), (2, 25), (4, 26), (8, 27)):
            if number < 24:
                return bytes((major << 5 | number,))
            if number < 1 << 8 * length:
                return bytes((major << 5 | mark,)) + number.to_bytes(length, "big")
    if isinstance(value, int):
        return head(0, value)
    if isinstance(value, bytes):
        return head(2, len(value)) + value
    if isinstance(value, str):
        return head(3, len(value.encode())) + value.encode()
    return head(4, len(value)) + b"".join(encode(each) for each in value)


def decode(data, at=0):
    """(value, where it ends)."""
    major, small = data[at] >> 5, data[at] & 31
    at += 1
    if small > 23:
        length = 1 << small - 24
        small, at = int.from_bytes(data[at:at + length], "big"), at + length
    if major == 0:
        return small, at
    if major == 1:
        return -1 - small, at
    if major == 2:
        return data[at:at + small], at + small
    if major == 3:
        return data[at:at + small].decode(), at + small
    if major == 4:
        values = []
        for _ in range(small):
            value, at = decode(data, at)
            values.append(value)
        return values, at
    if major == 7 and small in (20, 21):
        return small == 21, at
    raise ValueError(f"CBOR major type {major}")


class Session:
    def __init__(self, tag=None, nonce=b"", welcome=b""):
        self.tag, self.nonce, self.welcome = tag, nonce, welcome
        self.sent = self.received = 0


class Line:
    """The listening end of a line."""

    def __init__(self, port, key, service, take): # the latter two come from ControlDevice
        self.descriptor = os.open(port, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
        self.key, self.take = key, take
        self.greeting = b"SMLK\x00\x01" + service
        self.greeting_tag = derived(key, b"stationmaster line greeting")
        self.deframer, self.session, self.offered = Deframer(), None, None
        self.sessions = 0
        self.restart()
        threading.Thread(target=self.run, daemon=True).start()

    def restart(self):
        self.queue, self.partial, self.waiting, self.repeat_at = [], b"", False, 0.0

    def put(self, tag, kind, payload=b"", sequence=0, acknowledged=0):
        content = bytes((kind,)) + sequence.to_bytes(4, "big") + acknowledged.to_bytes(4, "big") + payload
        data = frame(content + tag.compute(b"\x02" + content)[:8])
        while data:
            select.select([], [self.descriptor], [])
            data = data[os.write(self.descriptor, data):]

    def run(self):
        while True:
            if select.select([self.descriptor], [], [], 0.05)[0]:
                for content in self.deframer.add(os.read(self.descriptor, 65536)):
                    self.frame(content)
            if self.queue and (not self.waiting or time.monotonic() >= self.repeat_at):
                self.put_piece()

    def good(self, tag, content):
        return tag.compute(b"\x01" + content[:-8])[:8] == content[-8:]

    def frame(self, content):
        if len(content) < 17:
            return
        kind, payload = content[0], content[9:-8]
        if kind == HELLO:
            if self.good(self.greeting_tag, content):
                self.hello(payload)
        elif self.offered and self.good(self.offered.tag, content):
            self.session, self.offered = self.offered, None
            self.sessions += 1
            self.restart()
            self.take(None)
            self.passes(kind, content, payload)
        elif self.session and self.good(self.session.tag, content):
            self.passes(kind, content, payload)

    def hello(self, payload):
        nonce = payload[:16]
        if payload[16:] != self.greeting:
            return self.put(self.greeting_tag, REFUSED, nonce)
        known = next((s for s in (self.offered, self.session) if s and s.nonce == nonce), None)
        if not known:
            own = os.urandom(16)
            known = self.offered = Session(derived(self.key, b"stationmaster line session", nonce + own), nonce, nonce + own + self.greeting)
        self.put(self.greeting_tag, WELCOME, known.welcome)

    def passes(self, kind, content, payload):
        sequence, acknowledged = int.from_bytes(content[1:5], "big"), int.from_bytes(content[5:9], "big")
        if self.waiting and acknowledged == self.session.sent:
            self.queue.pop(0)
            self.waiting = False
        if kind in (PART, DATA) and sequence == self.session.received + 1:
            self.session.received = sequence
            self.partial += payload
            if kind == DATA:
                message, self.partial = self.partial, b""
                self.take(message)
        if kind in (PART, DATA, PING):
            self.put(self.session.tag, ACK, acknowledged=self.session.received)

    def send(self, message):
        pieces = [message[at:at + PART_LENGTH] for at in range(0, len(message), PART_LENGTH)]
        self.queue += [(PART, piece) for piece in pieces[:-1]] + [(DATA, pieces[-1])]

    def put_piece(self):
        if not self.waiting:
            self.session.sent += 1
        self.waiting, self.repeat_at = True, time.monotonic() + REPEAT_AFTER
        self.put(self.session.tag, self.queue[0][0], self.queue[0][1], self.session.sent, self.session.received)


class ControlDevice:
    """Gives the rows of a dictionary: card object id to a dictionary of columns. `link` makes the listening end of a service; it gets the
    service and whom to call with each message."""

    def __init__(self, rows, link):
        self.rows, self.requests, self.wrong = rows, [], []
        self.opened = False
        self.line = link(b"data", self.take)

    def cards(self):
        return {request[4] for request in self.requests}

    def take(self, message):
        if message is None: # a new connection
            self.opened = False
            return
        value, end = decode(message)
        if end != len(message):
            self.wrong.append(message.hex())
        elif value == [OPEN, 1]:
            self.opened = True
            self.line.send(encode([GREET, 1, "a machine of another make"]))
        elif self.opened and value[0] == REQUEST and len(value) == 6:
            self.requests.append(value)
            _, ticket, _, _, card, columns = value
            row = self.rows.get(card)
            if row is None:
                self.line.send(encode([NONE, ticket, card, 0]))
            elif any(column not in row for column in columns):
                self.line.send(encode([NONE, ticket, card, 3]))
            else:
                self.line.send(encode([ROW, ticket, card, [row[column].encode() for column in columns]]))
        else:
            self.wrong.append(message.hex())
