#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A shift on a real X server: a job file dragged from another X client, then the keyboard alone. xdnd_shift.py [--bin DIR] [--pictures DIR]

Starts Xvfb and openbox itself, so it runs where there is no display. Each step is done with real key and mouse events (XTEST) and
judged by what the running console answers on its control socket. With --pictures a screenshot of every step is kept.
"""
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import time

from lab import Lab, balanced, bin_folder_from, write_job

RECORDS = 18


class Screen:
    """An X server with a window manager, and hands on its mouse and keyboard."""

    def __init__(self, lab, pictures):
        self.lab = lab
        self.pictures = pictures
        self.taken = []
        self.log = open(lab.folder / "screen.log", "w")
        reader, writer = os.pipe()
        self.server = lab.start("Xvfb", "-displayfd", str(writer), "-screen", "0", "1600x900x24", "-nolisten", "tcp",
                                pass_fds=(writer,), stdout=self.log, stderr=self.log)
        os.close(writer)
        with os.fdopen(reader) as pipe:
            number = pipe.readline().strip()
        lab.check(number.isdigit(), "the X server came up")
        self.env = dict(lab.env, DISPLAY=f":{number}", QT_QPA_PLATFORM="xcb", QT_STYLE_OVERRIDE="", NO_AT_BRIDGE="1")
        lab.start("openbox", "--sm-disable", env=self.env, stdout=self.log, stderr=self.log)
        self.wait(lambda: "_NET_SUPPORTING_WM_CHECK" in self.run("xprop", "-root").stdout, 20, "the window manager came up")

    def run(self, *command):
        return subprocess.run([str(c) for c in command], env=self.env, capture_output=True, text=True, timeout=60, check=False)

    def do(self, *words):
        told = self.run("xdotool", *words)
        self.lab.check(told.returncode == 0, f"xdotool {words}: {told.stderr.strip()}")
        return told.stdout.strip()

    def key(self, *keys):
        for key in keys:
            self.do("key", "--clearmodifiers", key)
            time.sleep(0.15)

    def window(self, title, seconds=60):
        found = []

        def look():
            found[:] = self.run("xdotool", "search", "--onlyvisible", "--name", title).stdout.split()
            return bool(found)
        self.wait(look, seconds, f"the window {title!r} is there")
        return found[0] if found else ""

    def wait(self, holds, seconds, text):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if holds():
                return self.lab.check(True, text)
            time.sleep(0.1)
        return self.lab.check(False, f"{text}: not within {seconds} s")

    def picture(self, name):
        path = self.lab.folder / f"{len(self.taken) + 1:02d}-{name}.png"
        told = self.run("import", "-window", "root", path)
        self.lab.check(told.returncode == 0 and path.stat().st_size > 10000, f"picture {name}: {told.stderr.strip()}")
        self.taken.append(path)
        if self.pictures:
            self.pictures.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, self.pictures)
        return path

    def differs(self, one, other):
        """Pixels in which two pictures differ."""
        told = self.run("compare", "-metric", "AE", one, other, "null:")
        number = re.match(r"[0-9.e+]+", told.stderr.strip())
        return int(float(number.group())) if number else 0


class Shift:
    def __init__(self, lab, screen):
        self.lab = lab
        self.screen = screen

    def status(self):
        told = self.lab.cli("status", "--json")
        return json.loads(told.stdout) if told.returncode == 0 and told.stdout else {}

    def floor(self):
        return self.status().get("floor", {})

    def job(self, records):
        """The newest job with so many records: the sample job has another number."""
        jobs = [j for j in self.status().get("jobs", []) if j["records"]["accepted"] == records]
        return jobs[-1] if jobs else {}

    def stations(self, *states):
        return [s for s in self.status().get("stations", []) if s["state"] in states]


def drag(lab, screen, console, file):
    """Press, move in small steps as a hand does, wait over the window, let go."""
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
    over = screen.picture("over-the-window")
    lab.check(screen.differs(before, over) > 20000, "the window says that a file can be dropped")
    screen.do("mouseup", "1")
    answer = source.stdout.readline().strip()
    lab.check(answer == "copied", f"the drop was taken: {answer!r}")
    screen.do("windowactivate", "--sync", console)
    return source # it answers for the file's name until the console has read it


def shift(lab, screen):
    environment = dict(screen.env, LSAN_OPTIONS="detect_leaks=0") # the font and X libraries keep what they opened
    error = open(lab.folder / "console.err", "w")
    console_process = lab.start(lab.program("stationmaster"), "--demo", "--theme", "light", env=environment, stdout=error, stderr=error)
    console = screen.window("Stationmaster$")
    screen.do("windowsize", "--sync", console, "1366", "768")
    screen.do("windowmove", "--sync", console, "0", "30")
    shift_ = Shift(lab, screen)
    screen.wait(lambda: shift_.stations("running"), 60, "the demo floor runs")

    file = write_job(lab.folder / "in", RECORDS, "HTP-DROP-")
    source = drag(lab, screen, console, file)
    time.sleep(3)
    source.send_signal(signal.SIGTERM)
    source.wait()
    screen.picture("checked")
    if not shift_.job(RECORDS):
        screen.key("Return")
    screen.wait(lambda: shift_.job(RECORDS), 30, "the dropped file is a job: Enter accepts it")
    time.sleep(1)
    screen.picture("imported")
    screen.key("Return")
    screen.wait(lambda: shift_.job(RECORDS).get("state") in ("Running", "Complete"), 30,
                "Enter starts the job")
    screen.key("ctrl+1")
    time.sleep(1)
    screen.picture("started")

    screen.wait(lambda: shift_.stations("fault"), 120, "a station stops by itself")
    time.sleep(0.5)
    screen.picture("fault")
    stopped = shift_.stations("fault")
    screen.key("F8")
    time.sleep(0.5)
    screen.picture("fault-selected")
    screen.key("Return")
    screen.wait(lambda: not [s for s in shift_.stations("fault") if s.get("id") == stopped[0].get("id")], 20,
                "F8 and Enter clear the fault")
    time.sleep(0.5)
    screen.picture("fault-cleared")

    screen.key("ctrl+h")
    screen.wait(lambda: shift_.floor().get("holding") is True, 10, "Ctrl+H holds the floor")
    screen.picture("holding")
    screen.wait(lambda: len(shift_.stations("held")) >= 24, 60, "every station finishes its card and stands")
    screen.picture("held")
    screen.key("ctrl+shift+h")
    screen.wait(lambda: shift_.floor().get("holding") is False, 10, "Ctrl+Shift+H resumes the floor")
    screen.wait(lambda: not shift_.stations("held"), 30, "no station is held any more")
    screen.picture("resumed")

    screen.key("ctrl+2")
    time.sleep(1)
    screen.picture("jobs")
    screen.wait(lambda: shift_.job(RECORDS).get("state") in ("Complete", "CompleteOpen"), 240, "the dropped job is done")
    time.sleep(1)
    screen.picture("job-done")
    screen.key("ctrl+F1")
    time.sleep(1)
    screen.picture("shortcuts")
    screen.key("Escape")
    for job in shift_.status().get("jobs", []):
        lab.check(balanced(job), f"the counts of {job['name']} balance: {job}")

    screen.key("ctrl+q")
    try:
        console_process.wait(timeout=90)
    except subprocess.TimeoutExpired:
        lab.check(False, "Ctrl+Q ends the program")
    error.close()
    text = (lab.folder / "console.err").read_text(errors="replace")
    lab.check(console_process.returncode == 0, f"the console ended with {console_process.returncode}: {text[-3000:]}")
    for sign in ("ERROR: AddressSanitizer", "runtime error:"):
        lab.check(sign not in text, f"{sign}: {text[-4000:]}")


def main():
    arguments = sys.argv[1:]
    folder = bin_folder_from(arguments)
    pictures = None
    if "--pictures" in arguments:
        pictures = pathlib.Path(arguments[arguments.index("--pictures") + 1])
    with Lab("xdnd-shift", folder, in_memory=True) as lab:
        screen = Screen(lab, pictures)
        shift(lab, screen)
        return lab.verdict()


sys.exit(main())
