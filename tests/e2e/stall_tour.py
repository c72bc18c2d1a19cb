#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long the window keeps its user waiting over a whole run: a busy demo floor in the same process, every page, every way to load it.

stall_tour.py [--bin DIR] [--stations N] [--records N] [--file N] [--pictures DIR] [--only PART[,PART]]

Starts Xvfb and openbox itself, works through the console with real keys and mouse, ends it, and prints what the console measured: the
longest time that events waited (stall), the paints of the floor and the lag of its timer. Times depend on the machine and decide nothing;
that every step was taken, and that figures came, does. The figures that count are those of a release build alone on its machine:

    tests/e2e/stall_tour.py --bin build/release/bin --stations 200 --records 3000
"""
import json
import pathlib
import sys
import time

from lab import Lab, bin_folder_from, write_job
from screen import InVain, Screen

SECONDS = 600 # the script ends the console, not this


class Tour:
    """Steps at the window. Each says what it is, so that a step that fails is known by name."""

    def __init__(self, lab, screen, window):
        self.lab = lab
        self.screen = screen
        self.window = window
        self.steps = 0
        self.began = time.monotonic()
        self.log = [] # (seconds after the start, what is done from then on)

    def note(self, name):
        self.log.append((time.monotonic() - self.began, name))

    def doing(self, seconds):
        return next((name for at, name in reversed(self.log) if at <= seconds), "start")

    def step(self, name, *keys, pause=0.35):
        self.note(name)
        self.screen.key(*keys)
        time.sleep(pause)
        self.steps += 1
        if self.screen.pictures:
            self.screen.picture(name)

    def page(self, number, title):
        self.note(title)
        self.screen.key(f"ctrl+{number}")
        self.screen.wait(lambda: self.screen.title(title), 20, f"Ctrl+{number} opens {title}")
        time.sleep(0.5)
        self.steps += 1
        if self.screen.pictures:
            self.screen.picture(title)

    def type(self, text):
        self.note(f"typing {text}")
        self.screen.do("type", "--delay", "25", text)

    def resize(self, width, height):
        self.note(f"{width} x {height}")
        self.screen.do("windowsize", "--sync", self.window, str(width), str(height))
        time.sleep(0.7)
        self.steps += 1


def pages(tour):
    for number, title in ((2, "Jobs"), (3, "Dashboard"), (4, "Trace"), (5, "Keys & HSMs"), (1, "Floor")):
        tour.page(number, title)


def floor(tour):
    tour.step("panel", "Home", "Return", pause=1)
    tour.step("neighbour", "Right", "Down")
    tour.step("panel closed", "Escape")
    tour.step("zoom in", "ctrl+plus", "ctrl+plus")
    tour.step("zoom out", "ctrl+minus", "ctrl+minus", "ctrl+minus")
    tour.step("zoom reset", "ctrl+0")
    tour.step("all chosen", "ctrl+a", "Escape")
    tour.step("alarm list", "shift+F9", pause=1)
    tour.step("alarm list closed", "shift+F9")


def trace(tour):
    tour.page(4, "Trace")
    tour.step("follow off", "Home", pause=0.6)
    tour.step("follow on", "End", pause=0.6)
    tour.screen.key("ctrl+f")
    tour.type("ins:e2 sw:9000")
    tour.step("filtered", "Return", pause=0.8)
    tour.screen.key("ctrl+f", "ctrl+a", "BackSpace")
    tour.step("unfiltered", "Return", pause=0.8)


def dashboard(tour, folder):
    tour.page(3, "Dashboard")
    tour.screen.key("Tab") # to the range that is chosen
    for name, key in (("hour", "Left"), ("quarter", "Left"), ("hour again", "Right"), ("shift", "Right"), ("today", "Right"), ("day", "Right"),
                      ("week", "Right")):
        tour.step(name, key, pause=0.5)
    tour.screen.key("Page_Down")
    for kind in ("csv", "pdf", "png"):
        export(tour, folder / f"floor.{kind}", ("csv", "pdf", "png").index(kind))


def export(tour, file, row):
    """The button comes after the ranges, the scope and the comparison; its menu has a row for each kind."""
    tour.page(3, "Dashboard")
    tour.screen.key("Tab", "Tab", "Tab", "Tab", "space", *(["Down"] * (row + 1)), "Return")
    tour.screen.window("Export", 10)
    tour.screen.key("ctrl+a")
    tour.type(str(file))
    tour.step(f"export {file.suffix}", "Return")
    tour.screen.wait(file.exists, 20, f"{file.name} is written")


def looks(tour):
    """View > Theme by its keys, then the size of the window."""
    for row in range(3):
        tour.screen.key("alt+v")
        tour.screen.key("t", *(["Down"] * row))
        tour.step(f"theme {row}", "Return", pause=0.6)
    for width, height in ((1500, 850), (1100, 640), (1366, 768)):
        tour.resize(width, height)


def bring(tour, file):
    """A file of the sample's kind by the keyboard: chosen, checked, accepted, started."""
    tour.page(2, "Jobs")
    tour.screen.key("ctrl+o")
    tour.screen.window("Import job file", 10)
    tour.type(str(file))
    tour.step("import", "Return", pause=0.2)
    lab = tour.lab

    def jobs():
        told = lab.cli("status", "--json")
        return json.loads(told.stdout).get("jobs", []) if told.returncode == 0 and told.stdout else []
    before = len(jobs())
    time.sleep(2)
    end = time.monotonic() + 60
    while time.monotonic() < end and not any(job["state"] == "Ready" for job in jobs()):
        tour.screen.key("Return")
        time.sleep(2)
    lab.check(any(job["state"] in ("Ready", "Running") for job in jobs()[-1:]), f"the file became a job: {jobs()} {before}")
    tour.steps += 1


def hold(tour):
    tour.page(1, "Floor")
    tour.step("floor held", "ctrl+h", pause=2)
    tour.step("floor goes on", "ctrl+shift+h", pause=2)


def minimised(tour):
    """Ten seconds behind the task bar: what nobody sees is not painted."""
    tour.page(1, "Floor")
    tour.note("minimised")
    tour.screen.do("windowminimize", tour.window)
    time.sleep(10)
    tour.screen.do("windowactivate", "--sync", tour.window)
    time.sleep(1)
    tour.steps += 1


def number_after(arguments, name, usual):
    return int(arguments[arguments.index(name) + 1]) if name in arguments else usual


def work(lab, screen, arguments):
    stations = number_after(arguments, "--stations", 24)
    records = number_after(arguments, "--records", 600)
    file = write_job(lab.folder / "in", number_after(arguments, "--file", 5000), "HTP-TOUR-")
    environment = dict(screen.env, LSAN_OPTIONS="detect_leaks=0") # the font and X libraries keep what they opened
    error = open(lab.folder / "console.err", "w")
    out = open(lab.folder / "console.out", "w")
    process = lab.start(lab.program("stationmaster"), "--theme", "light", "--demo-load", f"{stations},{records},{SECONDS}", "--metrics",
                        env=environment, stdout=out, stderr=error)
    window = screen.window("Stationmaster$")
    screen.console = window
    screen.do("windowsize", "--sync", window, "1366", "768")
    screen.do("windowmove", "--sync", window, "0", "30")
    tour = Tour(lab, screen, window) # its clock begins a moment after the probe's
    time.sleep(4)
    parts = {"pages": pages, "floor": floor, "import": lambda t: bring(t, file), "trace": trace,
             "dashboard": lambda t: dashboard(t, lab.folder), "looks": looks, "hold": hold, "minimised": minimised}
    wanted = arguments[arguments.index("--only") + 1].split(",") if "--only" in arguments else list(parts)
    for name in wanted:
        parts[name](tour)
    screen.key("ctrl+q")
    process.wait(timeout=90)
    error.close()
    out.close()
    text = (lab.folder / "console.err").read_text(errors="replace")
    lab.check(process.returncode == 0, f"the console ended with {process.returncode}: {text[-3000:]}")
    for sign in ("ERROR: AddressSanitizer", "runtime error:"):
        lab.check(sign not in text, f"{sign}: {text[-4000:]}")
    told = (lab.folder / "console.out").read_text()
    figures = json.loads(told) if told.startswith("{") else {}
    lab.check(figures.get("schema") == "stationmaster/metrics/1", f"the console tells its figures: {told[:300]!r} {text[-500:]}")
    lab.check(tour.steps >= (2 if "--only" in arguments else 35), f"every step was taken: {tour.steps}")
    lab.check(figures.get("stall", {}).get("count", 0) > 500, f"events were watched over the whole run: {figures.get('stall')}")
    lab.check(figures.get("paint", {}).get("count", 0) > 20, f"the floor was painted: {figures.get('paint')}")
    print(f"{stations} stations, {tour.steps} steps, {figures.get('seconds', 0):.0f} s")
    away = figures.get("minimised", {})
    if "minimised" in wanted:
        lab.check(away.get("seconds", 0) > 8, f"the window was minimised: {away}")
        lab.check(away.get("paints", 99) <= 2, f"and painted nothing then: {away}")
    print(f"minimised  {away.get('seconds', 0):.1f} s, {away.get('paints', 0)} paints of the floor")
    for name in ("stall", "timer_lag", "paint", "paint_cpu"):
        row = figures.get(name, {})
        print(f"{name:10} p95 {row.get('p95_ms', 0):7.1f} ms   p99 {row.get('p99_ms', 0):7.1f} ms   longest {row.get('max_ms', 0):7.1f} ms   "
              f"of {row.get('count', 0)}")
    for stall in figures.get("longest_stalls", []):
        print(f"  {stall['late_ms']:6.1f} ms at {stall['at_s']:6.1f} s, of that {stall['computed_ms']:6.1f} ms computed by the thread: "
              f"{tour.doing(stall['at_s'])}")


def main():
    arguments = sys.argv[1:]
    folder = bin_folder_from(arguments)
    pictures = pathlib.Path(arguments[arguments.index("--pictures") + 1]) if "--pictures" in arguments else None
    with Lab("stall-tour", folder, in_memory=True) as lab:
        try:
            screen = Screen(lab, pictures)
            work(lab, screen, arguments)
        except InVain:
            pass # it has been told
        return lab.verdict()


sys.exit(main())
