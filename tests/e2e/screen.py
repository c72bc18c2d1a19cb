# SPDX-License-Identifier: GPL-3.0-or-later
"""An X server with a window manager for the end-to-end scripts, started by them, and hands on its mouse and keyboard (XTEST)."""
import os
import re
import shutil
import subprocess
import time


class InVain(Exception):
    pass


class Screen:
    """An X server with a window manager, and hands on its mouse and keyboard."""

    def __init__(self, lab, pictures):
        self.lab = lab
        self.pictures = pictures
        self.taken = []
        self.console = ""
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

    def title(self, page):
        return self.do("getwindowname", self.console).startswith(page)

    def wait(self, holds, seconds, text):
        """What comes later needs what it waits for: a script that waits in vain ends."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if holds():
                return self.lab.check(True, text)
            time.sleep(0.2)
        self.picture("in-vain")
        self.lab.check(False, f"{text}: not within {seconds} s")
        raise InVain

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
