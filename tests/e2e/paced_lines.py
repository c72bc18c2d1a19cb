# SPDX-License-Identifier: GPL-3.0-or-later
"""Serial lines as slow as real ones, and what the console adds to them.

Pseudo-terminals carry bytes at once; here each byte takes ten bits of the line's speed, start and stop included, in each direction.
The frames that pass are read (they are authenticated, not enciphered; core/transport/framing/line_protocol.h): when the console wrote
them, and when their last byte has reached it.
"""
import os
import random
import selectors
import subprocess
import time
import tty

import disturbed_links

BITS = 10
SLICE = 32 # bytes that arrive together: 2.8 ms at 115,200 baud, as a UART's buffer gives them
HELLO, WELCOME, REFUSED, PART, DATA, ACK, PING = range(1, 8)
RUN, COMPLETE, ANSWERS = 4, 5, 9 # kinds of messages, core/station/link/station_messages.h


def unescaped(piece):
    out, after = bytearray(), False
    for byte in piece:
        if byte == 0x7D:
            after = True
        else:
            out.append(byte ^ 0x20 if after else byte)
            after = False
    return bytes(out)


class Frames:
    """Reads one direction: of each frame its type, its sequence, and the kinds of the message that it begins and of the one it ends."""

    def __init__(self):
        self.piece, self.message = bytearray(), b""

    def add(self, data):
        """(position after the frame's last byte, type, sequence, begun, ended) of every frame that ends in these bytes."""
        found = []
        for at, byte in enumerate(data):
            if byte != 0x7E:
                self.piece.append(byte)
                continue
            content = unescaped(self.piece)[:-4] # CRC
            self.piece.clear()
            if len(content) >= 17:
                found.append((at + 1, *self.read(content)))
        return found

    def read(self, content):
        begun = ended = None
        if content[0] in (PART, DATA):
            first = not self.message
            self.message += content[9:-8]
            kind = self.message[1] if len(self.message) > 1 else None # an array of less than 24, its kind first
            begun = kind if first else None
            if content[0] == DATA:
                ended, self.message = kind, b""
        return content[0], int.from_bytes(content[1:5], "big"), begun, ended


class Watch:
    """The exchanges of one line, as they look at the console's port.

    reactions: from the last byte of an answer to the first byte that the console writes then, which is its acknowledgement or its next
      order: how long an answer lies there before the server has read and understood it.
    turns: from the last byte of the answer to a run of commands to the next order for the same card: the above, and all that the
      session does between: status words, secure messaging, requests to the HSMs, durable intents.
    """

    def __init__(self):
        self.reactions, self.turns = [], []
        self.line_bytes = self.orders = self.repeated = 0
        self.answered = self.run_answered = None
        self.last_sequence = {}

    def seen(self, from_console, frame, sequence):
        if frame in (PART, DATA):
            if self.last_sequence.get(from_console) == sequence:
                self.repeated += 1
            self.last_sequence[from_console] = sequence

    def arrived(self, message, now):
        if message is not None:
            self.answered = now
        if message == ANSWERS:
            self.run_answered = now

    def wrote(self, now):
        if self.answered is not None:
            self.reactions.append(now - self.answered)
            self.answered = None

    def ordered(self, message, now):
        if message in (RUN, COMPLETE):
            self.orders += 1
            if self.run_answered is not None:
                self.turns.append(now - self.run_answered)
        self.run_answered = None


class PacedDirection(disturbed_links.Direction):
    def __init__(self, line, source, target, from_console):
        super().__init__(line, source, target)
        self.from_console, self.frames = from_console, Frames()
        self.ends = [] # (when its last byte is due, message) of frames on their way to the console

    def arrived(self, data, now):
        watch = self.link.watch
        watch.line_bytes += len(data)
        found = self.frames.add(data)
        if self.from_console:
            watch.wrote(now)
            for _, frame, sequence, begun, _ in found:
                watch.seen(True, frame, sequence)
                if begun is not None:
                    watch.ordered(begun, now)
        begin = 0
        stops = sorted({*range(SLICE, len(data), SLICE), *(end for end, *_ in found), len(data)})
        for end in stops:
            self.last = max(self.last, now) + (end - begin) * BITS / self.link.baud
            self.queue.append((self.last, data[begin:end]))
            begin = end
            for at, frame, sequence, _, ended in found:
                if at == end and not self.from_console:
                    watch.seen(False, frame, sequence)
                    self.ends.append((self.last, ended))

    def write(self, now):
        again = super().write(now)
        late = time.monotonic()
        while self.ends and (not self.queue or self.queue[0][0] > self.ends[0][0]):
            self.link.watch.arrived(self.ends.pop(0)[1], late)
        return again


class PacedLine(disturbed_links.SerialLine):
    """A line of that speed between the console's port, which can be pulled, and a station's."""

    def __init__(self, carrier, name, baud):
        self.baud, self.watch = baud, Watch()
        super().__init__(carrier, disturbed_links.Luck(0, str(name), {}), name)

    def join(self):
        near, far = self.ends["near"][0], self.ends["far"][0]
        for source, target in ((near, far), (far, near)):
            direction = PacedDirection(self, source, target, source == near)
            self.carrier.listen(source, lambda now, d=direction: self.read(d, now))


class BareEcho:
    """A pseudo-terminal of the same carrier whose far end is cat: what the processors, the kernel and this carrier add to any answer."""

    SIZE = 48 # about a frame

    def __init__(self, carrier):
        self.delays, self.sent, self.missing = [], 0.0, 0
        self.ours, theirs = os.openpty()
        tty.setraw(theirs)
        os.set_blocking(self.ours, False)
        self.process = subprocess.Popen(["cat"], stdin=theirs, stdout=theirs)
        os.close(theirs)
        self.random = random.Random(1)
        self.carrier = carrier
        carrier.listen(self.ours, self.came)
        carrier.do(lambda: carrier.flush(self, time.monotonic()))

    def write(self, now):
        """One at a time; the carrier calls it when the next one is due."""
        if not self.missing and self.process.poll() is None:
            os.write(self.ours, b"." * self.SIZE)
            self.missing, self.sent = self.SIZE, time.monotonic()
        return now + self.random.uniform(0.004, 0.02)

    def came(self, now):
        self.missing -= len(os.read(self.ours, self.missing))
        if not self.missing:
            self.delays.append(now - self.sent)

    def stop(self):
        self.carrier.do(lambda: (self.carrier.forget(self.ours), self.carrier.drop(lambda one: one is self)))
        self.process.terminate()
        self.process.wait()
        os.close(self.ours)
        return self.delays


def carrier():
    """select() keeps microseconds; epoll rounds up to milliseconds, which is a byte each millisecond too late."""
    return disturbed_links.Carrier(selectors.SelectSelector)
