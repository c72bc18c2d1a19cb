#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Keys of a device of one's own: keys.py [--bin DIR]

A key store, ceremonies from files and at a terminal, key blocks, retirement, restart, tampering; and no component in anything that is
printed, logged or stored.
"""
import json
import os
import pty
import re
import secrets
import select
import signal
import subprocess
import sys

from hsm_lab import Tokens
from lab import Lab, bin_folder_from

PEOPLE = ("Ada Berg", "Bo Chang", "Cleo Diaz", "Dora Engel", "Emil Frank")

OPTIONS = {"help", "help-all", "json", "quiet", "lang", "device", "label", "usage", "length", "components", "check-rule", "component",
           "person", "check-value", "expect", "not-before", "not-after", "exportable", "purpose", "kbpk", "block", "block-version"}


def check_value(key, block="01"):
    """GlobalPlatform: the first bytes of AES over 01 01 .. 01."""
    done = subprocess.run(["openssl", "enc", f"-aes-{len(key) * 4}-ecb", "-K", key, "-nopad"], input=bytes.fromhex(block) * 16,
                          stdout=subprocess.PIPE, check=True)
    return done.stdout[:3].hex().upper()


def combined(parts):
    key = 0
    for part in parts:
        key ^= int(part, 16)
    return f"{key:0{len(parts[0])}X}"


class Store:
    def __init__(self, lab):
        self.lab = lab
        self.folder = lab.folder / "keys"
        self.key = self.secret("store.key", secrets.token_hex(32))
        self.work = lab.folder / "work"
        self.manage = lab.folder / "manage"
        self.said = b""

    def secret(self, name, text, mode=0o600):
        path = self.lab.folder / name
        path.write_text(text + "\n")
        path.chmod(mode)
        return path

    def arguments(self, *more, key=None):
        return [self.lab.program("stationmaster-hsm"), "--key-store", self.folder, "--store-key", key or self.key, *more]

    def run(self, *more, key=None):
        """Once, to its end."""
        done = subprocess.run([str(a) for a in self.arguments(*more, key=key)], env=self.lab.env, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, timeout=120)
        self.said += done.stdout + done.stderr
        return done.returncode

    def events(self):
        told = subprocess.run([str(a) for a in self.arguments("--key-events")], env=self.lab.env, capture_output=True, timeout=120)
        self.said += told.stdout + told.stderr
        return [json.loads(line) for line in told.stdout.splitlines()]

    def start(self):
        self.log = open(self.lab.folder / "hsm.log", "ab")
        self.process = self.lab.start(*self.arguments("--listen-local", self.work, "--manage", self.manage), stdout=subprocess.PIPE,
                                      stderr=self.log)
        line = self.process.stdout.readline()
        self.said += line
        return json.loads(line)

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)
        self.log.close()

    def keys(self, *arguments, device=None):
        told = self.lab.cli("keys", *arguments, "--device", device or self.manage)
        self.said += (told.stdout + told.stderr).encode()
        return told


def ceremony(store, label, usage, parts, *more, people=PEOPLE, checks=None, mode=0o600):
    options = []
    for i, part in enumerate(parts):
        path = store.secret(f"component-{label}-{i}", part, mode)
        options += ["--component", path, "--person", people[i], "--check-value", (checks or [check_value(p) for p in parts])[i]]
    return store.keys("ceremony", "--label", label, "--usage", usage, "--length", len(parts[0]) * 4, "--components", len(parts), *options,
                      *more)


def from_files(lab, store, planted):
    parts = [secrets.token_hex(32).upper() for _ in range(3)]
    planted += parts + [combined(parts)]
    wrong = ceremony(store, "KBPK", "kbpk", parts, checks=[check_value(parts[0]), "ABCDEF", check_value(parts[2])])
    lab.check(wrong.returncode == 3 and "component 2" in wrong.stderr and wrong.stdout == "", f"wrong check value: {wrong}")
    twice = ceremony(store, "KBPK", "kbpk", parts, people=("Ada Berg", "Bo Chang", "ada  berg"))
    lab.check(twice.returncode == 7 and "component 3" in twice.stderr, f"the same person twice: {twice}")
    equal = ceremony(store, "KBPK", "kbpk", [parts[0], parts[0]])
    lab.check(equal.returncode == 7, f"a key of zeros: {equal}")
    short = ceremony(store, "KBPK", "kbpk", [parts[0], parts[1][:32]])
    lab.check(short.returncode == 3 and "component 2" in short.stderr, f"a short component: {short}")
    readable = ceremony(store, "KBPK", "kbpk", parts, mode=0o644)
    lab.check(readable.returncode == 3, f"a file that others can read: {readable}")
    other = ceremony(store, "KBPK", "kbpk", parts, "--expect", "000000")
    lab.check(other.returncode == 7, f"another check value of the whole key: {other}")
    lab.check(lab.json(store.keys("list", "--json")).get("keys") == [], "nothing is stored before a ceremony is complete")

    stored = lab.json(ceremony(store, "KBPK", "kbpk", parts, "--expect", check_value(combined(parts)), "--json"))
    key = stored.get("key", {})
    lab.check(key.get("kcv") == check_value(combined(parts)) and key.get("created_by") == ", ".join(PEOPLE[:3]) and key.get("usable"),
              f"the key is stored: {stored}")
    again = ceremony(store, "KBPK", "kbpk", parts)
    lab.check(again.returncode == 0, f"the same key again is no other key: {again}")
    parts[0] = secrets.token_hex(32).upper()
    planted += [parts[0], combined(parts)]
    lab.check(ceremony(store, "KBPK", "kbpk", parts).returncode == 7, "another key of that name is refused")


class Terminal:
    """The command line at a terminal of its own."""

    def __init__(self, store, *arguments):
        self.seen = b""
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            program = str(store.lab.program("stationmaster-cli"))
            os.execve(program, [program, *(str(a) for a in arguments)], store.lab.env)

    def answer(self, prompt, text):
        self.until(prompt)
        os.write(self.master, text.encode())

    def until(self, prompt):
        start = len(self.seen)
        while prompt is None or prompt.encode() not in self.seen[start:]:
            ready, _, _ = select.select([self.master], [], [], 120)
            try:
                piece = os.read(self.master, 4096) if ready else b""
            except OSError:
                piece = b""
            if not piece:
                return
            self.seen += piece

    def end(self):
        self.until(None)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def at_terminal(lab, store, planted):
    parts = [secrets.token_hex(16).upper() for _ in range(2)]
    key = combined(parts)
    planted += parts + [key]
    terminal = Terminal(store, "keys", "ceremony", "--device", store.manage, "--label", "ISS-MAC", "--usage", "mac", "--components", 2,
                        "--exportable", "--not-after", "2099-12-31")
    terminal.answer("Name", "Ada Berg\n")
    terminal.answer("not shown", parts[0][:8] + " 0\x7f" + parts[0][8:] + "\n")
    terminal.answer("check value", "000000\n")
    terminal.answer("Name", "Ada Berg\n")  # the mistake is told and corrected
    terminal.answer("not shown", parts[0].lower() + "\n")
    terminal.answer("check value", check_value(parts[0]) + "\n")
    terminal.answer("Name", "Bo Chang\n")
    terminal.answer("not shown", " ".join(re.findall("....", parts[1])) + "\n")
    terminal.answer("check value", check_value(parts[1]) + "\n")
    terminal.answer("again", check_value(key) + "\n")
    code = terminal.end()
    store.said += terminal.seen
    lab.check(code == 0 and check_value(key).encode() in terminal.seen, f"a ceremony at the terminal: {code} {terminal.seen[-600:]}")
    shown = terminal.seen.upper().replace(b" ", b"")
    lab.check(not any(part[:8].encode() in shown for part in parts), "what is typed is not shown")

    ended = Terminal(store, "keys", "ceremony", "--device", store.manage, "--label", "OTHER", "--usage", "mac", "--components", 2)
    ended.answer("Name", "Ada Berg\n")
    ended.answer("not shown", parts[0] + "\x03")
    code = ended.end()
    store.said += ended.seen
    lab.check(code == 130, f"Ctrl+C ends it: {code} {ended.seen[-300:]}")
    held = [k["label"] for k in lab.json(store.keys("list", "--json")).get("keys", [])]
    lab.check(held == ["ISS-MAC", "KBPK"], f"what was ended is not stored: {held}")


def blocks(lab, store):
    block = lab.json(store.keys("export-block", "--label", "ISS-MAC", "--kbpk", "KBPK", "--person", "Cy Diaz", "--json")).get("block", "")
    lab.check(block.startswith("D") and block[5:7] == "M6" and int(block[1:5]) == len(block), f"a key block: {block}")
    path = lab.folder / "block.tr31"
    path.write_text(block + "\n")
    label = ["--label", "ARRIVED:4", "--usage", "mac", "--kbpk", "KBPK:1"]
    stored = lab.json(store.keys("import-block", *label, "--block", path, "--json"))
    held = {k["label"]: k for k in lab.json(store.keys("list", "--json")).get("keys", [])}
    lab.check(stored.get("key", {}).get("kcv") == held.get("ISS-MAC", {}).get("kcv") and held["ARRIVED"]["version"] == 4,
              f"the block brings the same key: {stored}")
    lab.check(not held["ARRIVED"]["exportable"], "it goes no further")
    refused = store.keys("export-block", "--label", "ARRIVED", "--kbpk", "KBPK")
    lab.check(refused.returncode == 7 and refused.stdout == "", f"a key that is not made to be exported: {refused}")
    unfit = store.keys("import-block", "--label", "X", "--usage", "kek", "--kbpk", "KBPK", "--block", path)
    lab.check(unfit.returncode == 3, f"a block for another use: {unfit}")
    path.write_text(block[:40] + ("0" if block[40] != "0" else "1") + block[41:])
    changed = store.keys("import-block", "--label", "X", "--usage", "mac", "--kbpk", "KBPK", "--block", path)
    lab.check(changed.returncode == 3, f"a changed block: {changed}")


def retirement(lab, store):
    lab.check(store.keys("retire", "--label", "ARRIVED").returncode == 2, "a version must be named")
    gone = lab.json(store.keys("retire", "--label", "ARRIVED:4", "--person", "Ada Berg", "--json"))
    lab.check(gone.get("key", {}).get("retired") is True, f"retired: {gone}")
    lab.check(store.keys("retire", "--label", "NONE:1").returncode == 3, "an unknown key")
    text = store.keys("list").stdout
    lab.check(re.search(r"ARRIVED +4 .* retired", text) and re.search(r"KBPK +1 .* in use", text), f"the list says so: {text}")


def wrong_usage(lab, store):
    for arguments in (("frobnicate",), ("ceremony",), ("ceremony", "--label", "A", "--usage", "none"),
                      ("ceremony", "--label", "A", "--usage", "mac", "--components", "9"),
                      ("ceremony", "--label", "A", "--usage", "mac", "--length", "100"),
                      ("ceremony", "--label", "A", "--usage", "mac"), ("import-block", "--label", "A", "--usage", "mac"),
                      ("export-block", "--label", "A", "--kbpk", "B", "--block-version", "E"), ("retire",),
                      ("ceremony", "--label", "A", "--usage", "mac", "--not-after", "soon")):
        told = store.keys(*arguments)
        lab.check(told.returncode == 2 and told.stdout == "" and told.stderr, f"wrong usage {arguments}: {told}")
    help_text = lab.cli("keys", "--help").stdout
    options = set(re.findall(r"--([a-z-]+)", help_text[help_text.index("Options:"):]))
    lab.check(options == OPTIONS, f"keys --help names its options: {sorted(options ^ OPTIONS)}")
    lab.check(lab.cli("keys").returncode == 2, "an action is named")
    lab.check(lab.cli("keys", "ceremony").returncode == 2, "a device is named")
    lab.check(lab.cli("keys", "list").returncode == 5, "no console runs")
    lab.check(lab.cli("keys", "list", "--device", lab.folder / "nobody").returncode == 5, "nobody serves that socket")


def cards_socket(lab, store):
    """The socket on which cards are served takes no orders."""
    told = store.keys("retire", "--label", "KBPK:1", device=store.work)
    lab.check(told.returncode == 7, f"the socket for cards: {told}")
    mode = store.manage.stat().st_mode & 0o777
    lab.check(mode & 0o077 == 0, f"the socket for orders is this user's own: {mode:o}")


def restart(lab, store):
    before = lab.json(store.keys("list", "--json")).get("keys")
    store.stop()
    ready = store.start()
    lab.check(len(ready["keys"]) == 4 and not ready["testKeys"], f"after a restart: {ready}")
    lab.check(lab.json(store.keys("list", "--json")).get("keys") == before, "nothing is lost or changed")
    lab.check(store.run("--listen-local", lab.folder / "second") == 5, "one process at a time")
    store.stop()
    events = store.events()
    lab.check([(e["what"], e["people"], e["kbpk"]) for e in events if e["what"] != "stored"]
              == [("exported", "Cy Diaz", "KBPK"), ("retired", "Ada Berg", ""), ("exported", "", "LINK")] and all(e["at"].endswith("Z") for e in events),
              f"the store tells who exported and retired what: {events}")
    path = store.folder / "keys.store"
    good = path.read_bytes()
    path.write_bytes(good.replace(b'"retired":true', b'"retired":false'))
    lab.check(store.run("--listen-local", store.work) == 6, "a key that somebody brought back to life")
    path.write_bytes(good)
    lab.check(store.run("--listen-local", store.work, key=store.secret("other.key", secrets.token_hex(32))) == 6, "another store key")
    lab.check(store.run("--listen-local", store.work, key=store.secret("open.key", secrets.token_hex(32), 0o644)) == 3,
              "a store key that others can read")


class Token(Store):
    """The same commands about the keys of a token."""

    def __init__(self, lab):
        self.lab, self.said = lab, b""
        self.tokens = Tokens(lab, ["vault"])
        self.work, self.manage = lab.folder / "token-work", lab.folder / "token-manage"

    def arguments(self, *more, key=None):
        return [self.lab.program("stationmaster-hsm"), *self.tokens.arguments("vault"), *more]


def token(lab, store, planted):
    """A key goes from the key store into a token in a block, and is used, exported and ended there."""
    held = Token(lab)
    ready = held.start()
    lab.check(ready["kind"] == "pkcs11" and ready["testKeys"], f"a token: {ready}")
    parts = [secrets.token_hex(32).upper() for _ in range(2)]
    planted += parts + [combined(parts)]
    for device in (store, held):
        made = lab.json(ceremony(device, "LINK", "kbpk", parts, "--json"))
        lab.check(made.get("key", {}).get("kcv") == check_value(combined(parts)), f"the same ceremony in both: {made}")
    block = lab.json(store.keys("export-block", "--label", "ISS-MAC", "--kbpk", "LINK", "--exportable", "--json")).get("block", "")
    path = lab.folder / "to-token.tr31"
    path.write_text(block)
    stored = lab.json(held.keys("import-block", "--label", "ISS-MAC", "--usage", "mac", "--kbpk", "LINK", "--block", path, "--json"))
    there = {k["label"]: k for k in lab.json(store.keys("list", "--json")).get("keys", [])}["ISS-MAC"]
    lab.check(stored.get("key", {}).get("kcv") == there["kcv"] and stored["key"]["exportable"], f"the block opens in the token: {stored}")
    back = lab.json(held.keys("export-block", "--label", "ISS-MAC", "--kbpk", "LINK", "--json")).get("block", "")
    lab.check(back[:1] == "D" and back[5:8] == "M6A" and back != block, f"and leaves it again: {back}")
    lab.check(held.keys("export-block", "--label", "LINK", "--kbpk", "LINK").returncode == 7, "what may not leave stays")
    gone = lab.json(held.keys("retire", "--label", "ISS-MAC:1", "--json"))
    lab.check(gone.get("key", {}).get("retired") and gone["key"]["kcv"] == there["kcv"], f"retired: {gone}")
    held.stop()
    held.start()
    kept = {k["label"]: k for k in lab.json(held.keys("list", "--json")).get("keys", [])}
    lab.check(kept["ISS-MAC"]["retired"] and kept["LINK"]["created_by"] == ", ".join(PEOPLE[:2]), "the token keeps it so")
    held.stop()
    store.said += held.said


def canaries(lab, store, planted):
    """In nothing that was printed, logged or stored, in any writing; but in the files they came from."""
    places = {"printed": store.said}
    for path in lab.folder.rglob("*"):
        if path.is_file() and not path.name.startswith("component-"):
            places[path.name] = path.read_bytes()
    lab.check("hsm.log" in places and "keys.store" in places, "log and store are looked at")
    for value in planted:
        for sign in (value.encode(), value.lower().encode(), bytes.fromhex(value), value[:16].encode()):
            for name, content in places.items():
                lab.check(sign not in content, f"a component in {name}")


def main():
    with Lab("keys", bin_folder_from(sys.argv)) as lab:
        store = Store(lab)
        planted = []
        lab.check(store.run("--new-key-store") == 0 and store.run("--new-key-store") == 5, "a key store is made once")
        ready = store.start()
        lab.check(ready["keys"] == [] and ready["kind"] == "soft" and not ready["testKeys"], f"an empty one: {ready}")
        from_files(lab, store, planted)
        at_terminal(lab, store, planted)
        blocks(lab, store)
        retirement(lab, store)
        wrong_usage(lab, store)
        cards_socket(lab, store)
        token(lab, store, planted)
        restart(lab, store)
        canaries(lab, store, planted)
        return lab.verdict()


if __name__ == "__main__":
    sys.exit(main())
