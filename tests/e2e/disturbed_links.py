# SPDX-License-Identifier: GPL-3.0-or-later
"""Links that a script can disturb: serial lines and TCP connections whose bytes are cut, delayed, sliced, duplicated, replayed
and corrupted.

Each link stands between a console and one station and draws its luck from a seed of its own. One thread carries all of them. Until it
is told to disturb, a link passes everything on as it comes.
"""
import collections
import heapq
import itertools
import os
import random
import selectors
import socket
import struct
import threading
import time
import tty

CUT = "cut"


class Luck:
    """What befalls the bytes of one link. Chances are for each slice that is read, about a frame; within its first slices each fate comes
    once for certain."""

    def __init__(self, seed, name, chances, silence=(0.2, 1.5)):
        self.random = random.Random(f"{seed}/{name}")
        self.chances = chances
        self.silence = silence
        self.count = collections.Counter()
        self.certain = {fate: self.random.randrange(2, 50) for fate in sorted(chances)}
        self.slices = 0
        self.kept = collections.deque(maxlen=64) # slices of both directions, of old connections too: what a replay is taken from

    def meets(self, fate):
        certain = fate in self.chances and self.count[fate] == 0 and self.slices >= self.certain[fate]
        if not certain and self.random.random() >= self.chances.get(fate, 0):
            return False
        self.count[fate] += 1
        return True

    def part(self, data):
        """Begin and end of a part of the slice, at least a byte."""
        begin = self.random.randrange(len(data))
        return begin, self.random.randrange(begin, len(data)) + 1

    def bend(self, data):
        """The slice as it arrives: (pause before it, bytes); or CUT."""
        self.slices += 1
        self.kept.append(data)
        if self.meets(CUT):
            return CUT
        if self.meets("corrupt"):
            at = self.random.randrange(len(data))
            data = data[:at] + bytes([data[at] ^ self.random.randrange(1, 256)]) + data[at + 1:]
        if self.meets("lose"):
            begin, end = self.part(data)
            data = data[:begin] + data[end:]
        if self.meets("duplicate"):
            begin, end = self.part(data)
            data = data[:end] + data[begin:end] + data[end:] if self.random.random() < 0.5 else data + data
        if self.meets("replay"):
            data = self.random.choice(self.kept) + data
        pause = self.random.uniform(0.005, 0.3) if self.meets("delay") else 0.0
        if len(data) < 2 or not self.meets("slice"):
            return [(pause, data)]
        cuts = sorted(self.random.sample(range(1, len(data)), min(len(data) - 1, self.random.randrange(1, 5))))
        pieces = [data[a:b] for a, b in zip([0, *cuts], [*cuts, len(data)])]
        return [(pause, pieces[0]), *((self.random.uniform(0, 0.02), piece) for piece in pieces[1:])]


class Direction:
    """From one descriptor to another, in order, each piece when it is due."""

    def __init__(self, link, source, target, pair=None):
        self.link, self.source, self.target, self.pair = link, source, target, pair
        self.queue = collections.deque()
        self.last = 0.0

    def arrived(self, data, now):
        pieces = [(0.0, data)]
        if self.link.disturbed:
            if now < self.link.silent_until:
                return
            pieces = self.link.luck.bend(data)
            if pieces == CUT:
                self.link.cut(now)
                return
        for pause, piece in pieces:
            if piece:
                self.last = max(self.last, now) + pause
                self.queue.append((self.last, piece))

    def write(self, now):
        """Writes what is due; when to come again, or nothing."""
        while self.queue:
            due, piece = self.queue[0]
            if due > now:
                return due
            try:
                sent = os.write(self.target, piece)
            except BlockingIOError:
                return now + 0.005
            except OSError:
                self.queue.clear() # the other end has gone; its own reading tells
                return None
            self.queue.popleft()
            if sent < len(piece):
                self.queue.appendleft((due, piece[sent:]))
        return None


class Carrier:
    """The thread that carries all links."""

    def __init__(self, selector=selectors.DefaultSelector):
        self.selector = selector()
        self.due = []
        self.order = itertools.count() # of entries that are due at the same time
        self.orders = collections.deque()
        self.bell = os.pipe()
        self.selector.register(self.bell[0], selectors.EVENT_READ, lambda now: os.read(self.bell[0], 4096))
        threading.Thread(target=self.carry, daemon=True).start()

    def do(self, order):
        """Runs it on the carrier's thread, and waits until it was run."""
        done = threading.Event()
        self.orders.append((order, done))
        os.write(self.bell[1], b"!")
        done.wait(20)

    def listen(self, descriptor, call):
        self.selector.register(descriptor, selectors.EVENT_READ, call)

    def forget(self, descriptor):
        try:
            self.selector.unregister(descriptor)
        except KeyError:
            pass

    def drop(self, gone):
        """Nothing is written any more for the directions that are gone: their descriptors may be others' soon."""
        self.due = [entry for entry in self.due if not gone(entry[2])]
        heapq.heapify(self.due)

    def flush(self, direction, now):
        again = direction.write(now)
        if again is not None:
            heapq.heappush(self.due, (again, next(self.order), direction))

    def carry(self):
        while True:
            wait = max(0.0, self.due[0][0] - time.monotonic()) if self.due else None
            ready = self.selector.select(wait)
            now = time.monotonic()
            for key, _ in ready:
                key.data(now)
            while self.due and self.due[0][0] <= now:
                self.flush(heapq.heappop(self.due)[2], now)
            while self.orders:
                order, done = self.orders.popleft()
                order()
                done.set()


class Link:
    def __init__(self, carrier, luck):
        self.carrier, self.luck = carrier, luck
        self.disturbed = False
        self.silent_until = 0.0

    def disturb(self, on):
        self.disturbed = on


class SerialLine(Link):
    """Two pseudo-terminals; the console's has a name that stays when the cable is pulled and plugged in again."""

    def __init__(self, carrier, luck, name):
        super().__init__(carrier, luck)
        self.name = name
        self.ends = {}
        self.port = str(name)
        self.far_port = self.open("far")
        self.plug()

    def open(self, end):
        master, slave = os.openpty()
        tty.setraw(master)
        tty.setraw(slave)
        os.set_blocking(master, False)
        self.ends[end] = (master, slave) # the slave is kept open: a master reads a hang-up while nobody has the port
        return os.ttyname(slave)

    def join(self):
        near, far = self.ends["near"][0], self.ends["far"][0]
        for source, target in ((near, far), (far, near)):
            direction = Direction(self, source, target)
            self.carrier.listen(source, lambda now, d=direction: self.read(d, now))

    def read(self, direction, now):
        try:
            data = os.read(direction.source, 65536)
        except OSError:
            return
        direction.arrived(data, now)
        self.carrier.flush(direction, now)

    def cut(self, now):
        """Silence: what is sent meanwhile is lost, in both directions."""
        self.silent_until = now + self.luck.random.uniform(*self.luck.silence)

    def plug(self):
        def connect():
            path = self.open("near")
            self.name.symlink_to(path)
            self.join()
        self.carrier.do(connect)

    def pull(self):
        """The adapter goes: the console's port hangs up, and its name is no more."""
        def disconnect():
            for end in self.ends.values():
                self.carrier.forget(end[0])
            self.carrier.drop(lambda direction: direction.link is self)
            self.name.unlink()
            for descriptor in self.ends.pop("near"):
                os.close(descriptor)
        self.carrier.do(disconnect)


class TcpProxy(Link):
    """A port of its own that leads to another one."""

    def __init__(self, carrier, luck, target):
        super().__init__(carrier, luck)
        self.target = target
        self.pairs = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        carrier.do(lambda: carrier.listen(self.listener, self.accept))

    def accept(self, now):
        near, _ = self.listener.accept()
        try:
            far = socket.create_connection(("127.0.0.1", self.target), timeout=5)
        except OSError:
            near.close()
            return
        pair = (near, far)
        self.pairs.append(pair)
        for source, target in (pair, pair[::-1]):
            source.setblocking(False)
            source.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            direction = Direction(self, source.fileno(), target.fileno(), pair)
            self.carrier.listen(source, lambda now, p=pair, d=direction: self.read(p, d, now))

    def read(self, pair, direction, now):
        if pair not in self.pairs:
            return # closed within this turn
        try:
            data = os.read(direction.source, 65536)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self.close(pair, reset=False)
            return
        direction.arrived(data, now)
        if pair in self.pairs:
            self.carrier.flush(direction, now)

    def cut(self, now):
        self.close_all(self.luck.random.random() < 0.5)

    def close(self, pair, reset):
        if pair not in self.pairs:
            return
        self.pairs.remove(pair)
        for one in pair:
            self.carrier.forget(one)
        for one in pair:
            if reset: # no time for what is on its way: the peer hears of a reset
                one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            one.close()
        self.carrier.drop(lambda direction: direction.pair is pair)

    def close_all(self, reset):
        for pair in list(self.pairs):
            self.close(pair, reset)

    def reset(self):
        self.carrier.do(lambda: self.close_all(True))
