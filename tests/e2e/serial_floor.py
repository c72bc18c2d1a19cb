#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Stations on serial lines as slow as real ones: serial_floor.py [CARDS] [--stations N] [--command-ms MS] [--baud BAUD] [--judge] [--bin DIR]

N (24) stationmaster-station processes with software cards, each on a pseudo-terminal that carries bytes at BAUD (115200), make CARDS
(480) transit cards for one console; a command takes MS (40) on the contacts. Then one line hangs up under a console that works with
that station alone, is away for five seconds, and comes back.
 * All cards are good, both identities balance; no frame was sent twice. The station whose line was away makes cards again.
 * Printed: cards an hour; what the console adds to an exchange (paced_lines.py: Watch), p50, p95, p99; the processor time of its server
   thread and how long that waited for a processor; the console's processor time while the line is away.
 * For comparison: an echo at a port of the same carrier where only cat listens, which is what these processors do to any answer.
 * --judge: what the console adds, all it does between an answer and the next order, is 2 ms at most (p99); the line that is away costs
   less than 5 % of a processor. Without it nothing is decided on time.
"""
import json
import os
import pathlib
import sys
import time

import hsm_lab
import mixed_floor_lab as floor_lab
import paced_lines
from lab import Lab, balanced, bin_folder_from
from mixed_floor import option
from stations import Process

AWAY = 5 # seconds


class Floor:
    def __init__(self, lab, stations, command_ms, baud):
        self.lab, self.baud = lab, baud
        self.carrier = paced_lines.carrier()
        self.lines, self.processes, self.links = [], [], []
        for n in range(1, stations + 1):
            line = paced_lines.PacedLine(self.carrier, lab.folder / f"tty-{n}", baud)
            key = hsm_lab.private_file(lab.folder / f"line-{n}.key", os.urandom(16).hex() + "\n")
            self.lines.append(line)
            self.links.append({"kind": "serial", "port": line.port, "lineKey": str(key), "baud": baud})
            self.processes.append(Process(lab, f"M1-S{n}", [f"M1-S{n}"], "--serial", line.far_port, "--line-key", key, "--baud", str(baud),
                                          command_ms=command_ms))

    def plan(self, name, stations):
        """floor.json with the first so many of them."""
        path = self.lab.folder / f"{name}.json"
        path.write_text(json.dumps({"name": name, "machines": [{"name": "Lines", "links": self.links[:stations]}],
                                    "hsms": [{"kind": "soft"}, {"kind": "soft"}]}))
        return path

    def start(self):
        for process in self.processes:
            process.start()
        for process in self.processes:
            process.ready()

    def stop(self):
        for process in self.processes:
            process.process.terminate()
        for process in self.processes:
            self.lab.check(process.process.wait(60) == 0, f"{process.name} ends in order")
            text = (self.lab.folder / f"{process.name}.err").read_text(errors="replace")
            self.lab.check("Sanitizer" not in text and "runtime error:" not in text, f"{process.name}: {text[-3000:]}")


def processor_time(pid):
    """Seconds that the process has used, and of these the kernel's for it."""
    words = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


class ServerThread:
    """The console's thread of that name: time on a processor, time in which it waited for one, and how often it got one."""

    def __init__(self, pid):
        self.first = self.last = None
        self.tasks = pathlib.Path(f"/proc/{pid}/task")

    def look(self):
        try:
            for task in self.tasks.iterdir():
                if (task / "comm").read_text().strip() == "server":
                    now = (time.monotonic(), *(int(word) for word in (task / "schedstat").read_text().split()))
                    self.first = self.first or now
                    self.last = now
        except OSError:
            pass # it ends

    def used(self):
        return [b - a for a, b in zip(self.first, self.last)]


def share(values, part):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))] * 1000 if ordered else float("nan")


def print_delays(what, values):
    print(f"  {what}: {len(values)}, p50 {share(values, 0.5):.2f} ms, p95 {share(values, 0.95):.2f} ms, p99 {share(values, 0.99):.2f} ms, "
          f"longest {share(values, 1):.2f} ms", flush=True)


def produce(lab, floor, cards, judged):
    stations = len(floor.lines)
    run = floor_lab.Run(floor, floor.plan("lines", stations), "HTP-2026", cards)
    run.until(lambda: run.good() > 0)
    run.asking = False
    thread = ServerThread(run.console.pid)
    bare = paced_lines.BareEcho(floor.carrier)
    orders = sum(line.watch.orders for line in floor.lines)
    while run.runs():
        thread.look()
        time.sleep(0.05)
    orders = sum(line.watch.orders for line in floor.lines) - orders
    echoes = bare.stop()
    result = run.finish()
    if not result or not thread.first:
        return lab.check(False, "the job was made")
    lab.check(balanced(result) and result["records"]["good"] == cards, f"all are good: {result['records']}")
    watches = [line.watch for line in floor.lines]
    reactions = [value for watch in watches for value in watch.reactions]
    turns = [value for watch in watches for value in watch.turns]
    lab.check(reactions and turns and all(watch.orders for watch in watches), "every line carried exchanges")
    wall, used, waited, times = thread.used()
    print(f"{stations} stations at {floor.baud:,} baud: {cards} cards, {cards * 3600 / result['seconds']:,.0f} cards/h, "
          f"{sum(w.line_bytes for w in watches) / cards:,.0f} bytes a card on the line, "
          f"{sum(w.repeated for w in watches)} frames repeated", flush=True)
    print_delays("an answer at the console's port until the server has taken it", reactions)
    print_delays("... until the next order of the same card, with judgement, cryptography and durable intents", turns)
    print_delays("for comparison, in the same run: 48 bytes at a port where nothing but cat listens, until they are echoed", echoes)
    print(f"  server thread: {used / 1e7 / wall:.1f} % of a processor, {used / 1e3 / max(orders, 1):.0f} us an exchange; ready and without a processor "
          f"{waited / 1e3 / max(times, 1):.0f} us each time, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors", flush=True)
    if judged:
        lab.check(share(turns, 0.99) <= 2, "p99 of what the console adds is 2 ms at most")
    return True


def hang_up(lab, floor, judged):
    line = floor.lines[0]
    run = floor_lab.Run(floor, floor.plan("one", 1), "HTP-2027", 2000)
    if not lab.check(run.until(lambda: run.good() > 0) and run.runs(), "cards are made before the line hangs up"):
        return
    line.pull()
    lab.check(run.until(lambda: run.last["M1-S1"]["state"] == "offline"), f"the console says so: {run.last}")
    run.asking = False
    time.sleep(0.5) # a question may be under way
    before = processor_time(run.console.pid)
    time.sleep(AWAY)
    percent = (processor_time(run.console.pid) - before) * 100 / AWAY
    back = time.monotonic()
    line.plug()
    run.asking = True
    count = run.good()
    lab.check(run.until(lambda: run.good() > count), f"the station makes cards again: {run.last} {run.err.read_text(errors='replace')[-2000:]}")
    print(f"hang-up: {percent:.1f} % of a processor while the line is away; a card is good {time.monotonic() - back:.1f} s after it came back", flush=True)
    run.interrupt()
    result = run.finish()
    if result:
        lab.check(balanced(result), f"identities: {result['records']} {result['cards']}")
        lab.check(result["records"]["in_doubt"] <= 1, f"the card that was in the station at most: {result['records']}")
    if judged:
        lab.check(percent < 5, "a line that is away costs less than 5 %")


def main():
    arguments = sys.argv[1:]
    bin_folder = bin_folder_from(arguments)
    stations, command_ms = option(arguments, "--stations", 24), option(arguments, "--command-ms", 40)
    baud = option(arguments, "--baud", 115200)
    judged = "--judge" in arguments
    cards = int(([a for a in arguments if a != "--judge"] or [480])[0])
    with Lab("serial_floor", bin_folder, in_memory=True) as lab:
        floor = Floor(lab, stations, command_ms, baud)
        floor.start()
        if produce(lab, floor, cards, judged):
            hang_up(lab, floor, judged)
        floor.stop()
        return lab.verdict()


if __name__ == "__main__":
    sys.exit(main())
