#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A shift on a real X server: a job file dragged from another X client, then the keyboard alone. xdnd_shift.py [--bin DIR] [--pictures DIR]

Starts Xvfb and openbox itself, so it runs where there is no display. Each step is done with real key and mouse events (XTEST) and
judged by what the running console answers on its control socket. With --pictures a screenshot of every step is kept.
"""
import json
import pathlib
import subprocess
import sys
import time

from lab import Lab, balanced, bin_folder_from, write_job
from screen import InVain, Screen

RECORDS = 130 # as many as keep the stations at work when one of them stops, 35 s after the start
STATIONS = 24


class Shift:
    """What the running console answers on its control socket."""

    def __init__(self, lab):
        self.lab = lab

    def status(self):
        told = self.lab.cli("status", "--json")
        return json.loads(told.stdout) if told.returncode == 0 and told.stdout else {}

    def floor(self):
        return self.status().get("floor", {})

    def job(self):
        jobs = self.status().get("jobs", [])
        return jobs[-1] if jobs else {}

    def stations(self, *states):
        return [s for s in self.status().get("stations", []) if s["state"] in states]


def drag(lab, screen, console, file, expected):
    """Press, move in small steps as a hand does, wait over the window, let go. What the source says of it."""
    source = lab.start(lab.program("drag_source"), file, "1380", "40", env=screen.env, stdout=subprocess.PIPE, text=True)
    handle = screen.window("Drag source")
    screen.do("windowactivate", "--sync", handle)
    screen.do("mousemove", "--window", handle, "80", "40")
    before = screen.picture("before-the-drop")
    screen.do("mousedown", "1")
    for step in range(12):
        screen.do("mousemove_relative", "--", "-60" if step else "-20", "25")
        time.sleep(0.05)
    time.sleep(0.8)
    over = screen.picture(f"over-the-window-{expected}")
    lab.check(screen.differs(before, over) > 20000, "the window says what would happen to the file")
    screen.do("mouseup", "1")
    answer = source.stdout.readline().strip()
    lab.check(answer == expected, f"the source was told {expected!r}: {answer!r}")
    screen.do("windowactivate", "--sync", console)
    time.sleep(1) # the source answers for the file's name until the console has read it
    source.terminate()
    source.wait()


def import_by_drop(lab, screen, console, shift):
    """On the welcome page, where it also opens the demo floor: drop, Enter, Enter. A file of no known kind is refused before."""
    plan = lab.folder / "in" / "floor plan.pdf"
    plan.parent.mkdir()
    plan.write_bytes(b"%PDF-1.4")
    drag(lab, screen, console, plan, "refused")
    file = write_job(lab.folder / "in", RECORDS, "HTP-DROP-").rename(lab.folder / "in" / "Evening shift.csv")
    drag(lab, screen, console, file, "copied")
    screen.wait(lambda: screen.title("Jobs"), 60, "the demo floor opens with the file on the page of the jobs")
    time.sleep(3)
    screen.picture("checked")
    lab.check(not shift.job(), "nothing is imported before somebody says so")
    screen.key("Return")
    screen.wait(lambda: shift.job().get("state") == "Ready", 30, "the dropped file is a job: Enter accepts it")
    time.sleep(0.5)
    screen.picture("imported")
    screen.key("Return")
    screen.wait(lambda: shift.job().get("state") == "Running", 30, "Enter starts the job")
    screen.key("ctrl+1")
    screen.wait(lambda: len(shift.stations("running")) > 10, 30, "the floor works")
    screen.picture("started")


def clear_the_fault(screen, shift):
    screen.wait(lambda: shift.stations("fault"), 120, "a station stops by itself")
    stopped = shift.stations("fault")[0]["id"]
    screen.key("shift+F9")
    time.sleep(0.7)
    screen.picture("alarm-list")
    screen.key("shift+F9", "F8")
    time.sleep(0.7)
    screen.picture("fault")
    screen.key("Return")
    screen.wait(lambda: stopped not in [s["id"] for s in shift.stations("fault")], 20, "F8 and Enter clear the fault")
    time.sleep(0.5)
    screen.picture("fault-cleared")


def hold_and_resume(screen, shift):
    screen.key("ctrl+h")
    screen.wait(lambda: shift.floor().get("holding") is True, 10, "Ctrl+H holds the floor")
    screen.picture("holding")
    screen.wait(lambda: len(shift.stations("held")) == STATIONS, 60, "every station finishes its card and stands")
    screen.picture("held")
    screen.key("ctrl+shift+h")
    screen.wait(lambda: shift.floor().get("holding") is False, 10, "Ctrl+Shift+H resumes the floor")
    screen.wait(lambda: not shift.stations("held"), 30, "no station is held any more")
    screen.picture("resumed")


def remake(lab, screen, shift):
    """The card of the fault is in quarantine: its record is made again after somebody has scrapped it."""
    screen.key("ctrl+2")
    screen.wait(lambda: shift.job().get("state") == "CompleteOpen", 120, "all is given out, and one record is open")
    job = shift.job()
    lab.check(job["records"]["good"] == RECORDS - 1 and job["records"]["in_doubt"] == 1, f"one card is in doubt: {job}")
    time.sleep(1)
    screen.picture("needs-a-decision")
    screen.key("alt+j", "c")
    screen.window("Scrap cards", 10)
    screen.key("alt+r", "Down", "Tab", "Tab")
    screen.picture("scrap")
    screen.key("space")
    screen.wait(lambda: shift.job()["cards"]["spoiled"] == 1, 20, "the card is recorded as scrapped")
    time.sleep(0.5)
    screen.picture("scrapped")
    screen.key("alt+j", "m")
    screen.wait(lambda: shift.job().get("state") == "Complete", 60, "the record is made again and the job is done")
    lab.check(shift.job()["records"]["good"] == RECORDS, f"every record is good: {shift.job()}")
    time.sleep(0.5)
    screen.picture("remade")


def report(lab, screen):
    """Saved in the documents folder of the one who works here."""
    screen.key("ctrl+p")
    found = []
    screen.wait(lambda: found.extend(lab.folder.glob("**/Stationmaster/job-*.pdf")) or found, 20, "Ctrl+P saves the report")
    if found:
        time.sleep(0.5)
        lab.check(found[0].read_bytes().startswith(b"%PDF-"), f"{found[0].name} is a PDF")
    screen.picture("report")
    screen.key("ctrl+F1")
    screen.window("Keyboard shortcuts", 10)
    screen.picture("shortcuts")
    screen.key("Escape")


def work(lab, screen):
    environment = dict(screen.env, LSAN_OPTIONS="detect_leaks=0") # the font and X libraries keep what they opened
    error = open(lab.folder / "console.err", "w")
    process = lab.start(lab.program("stationmaster"), "--theme", "light", env=environment, stdout=error, stderr=error)
    console = screen.window("Stationmaster$")
    screen.do("windowsize", "--sync", console, "1366", "768")
    screen.do("windowmove", "--sync", console, "0", "30")
    screen.console = console
    shift = Shift(lab)
    import_by_drop(lab, screen, console, shift)
    clear_the_fault(screen, shift)
    hold_and_resume(screen, shift)
    remake(lab, screen, shift)
    report(lab, screen)
    for job in shift.status().get("jobs", []):
        lab.check(balanced(job), f"the counts of {job['name']} balance: {job}")
    size = screen.do("getwindowgeometry", console).split()[-1]
    lab.check(size == "1366x768", f"the window kept its size: {size}")
    screen.key("ctrl+q")
    try:
        process.wait(timeout=90)
    except subprocess.TimeoutExpired:
        lab.check(False, "Ctrl+Q ends the program")
    error.close()
    text = (lab.folder / "console.err").read_text(errors="replace")
    lab.check(process.returncode == 0, f"the console ended with {process.returncode}: {text[-3000:]}")
    for sign in ("ERROR: AddressSanitizer", "runtime error:"):
        lab.check(sign not in text, f"{sign}: {text[-4000:]}")


def main():
    arguments = sys.argv[1:]
    folder = bin_folder_from(arguments)
    pictures = None
    if "--pictures" in arguments:
        pictures = pathlib.Path(arguments[arguments.index("--pictures") + 1])
    with Lab("xdnd-shift", folder, in_memory=True) as lab:
        try:
            screen = Screen(lab, pictures)
            work(lab, screen)
        except InVain:
            pass # it has been told
        return lab.verdict()


sys.exit(main())
