# SPDX-License-Identifier: GPL-3.0-or-later
"""Encryption devices for the end-to-end scripts: tokens, certificates, a serial line, stationmaster-hsm processes, floor.json."""
import hashlib
import json
import os
import pathlib
import select
import subprocess
import threading
import time
import tty

MODULE = "/usr/lib/softhsm/libsofthsm2.so"
TOKEN_PIN = "123456"


def tool(*command):
    """What a tool of the system wrote; it must succeed."""
    return subprocess.run([str(c) for c in command], check=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE).stdout


def private_file(path, text):
    path.write_text(text)
    path.chmod(0o600)
    return path


class Tokens:
    """SoftHSM2 tokens with the published test keys; the lab's programs see these and no other."""

    def __init__(self, lab, labels):
        self.lab = lab
        folder = lab.folder / "tokens"
        folder.mkdir()
        conf = lab.folder / "softhsm2.conf"
        conf.write_text(f"directories.tokendir = {folder}\nobjectstore.backend = file\nlog.level = ERROR\n")
        lab.env["SOFTHSM2_CONF"] = str(conf)
        self.pin_file = private_file(lab.folder / "token.pin", TOKEN_PIN)
        for label in labels:
            subprocess.run(["softhsm2-util", "--init-token", "--free", "--label", label, "--so-pin", "87654321", "--pin", TOKEN_PIN],
                           env=lab.env, check=True, stdout=subprocess.DEVNULL)
            made = subprocess.run([lab.program("stationmaster-hsm"), "--init-test-keys", *self.arguments(label)], env=lab.env,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
            lab.check(made.returncode == 0, f"test keys in token {label}: {made.stdout}")

    def arguments(self, label):
        return ["--module", MODULE, "--token", label, "--pin-file", self.pin_file]


class Certificate:
    def __init__(self, folder, name):
        self.certificate, self.key = folder / f"{name}.pem", folder / f"{name}.key"
        tool("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
             "-subj", f"/CN={name}", "-keyout", self.key, "-out", self.certificate)
        self.key.chmod(0o600)
        public = folder / f"{name}.pub"
        public.write_bytes(tool("openssl", "x509", "-in", self.certificate, "-pubkey", "-noout"))
        self.pin = hashlib.sha256(tool("openssl", "pkey", "-pubin", "-in", public, "-outform", "DER")).hexdigest()


class SerialLine:
    """Two pseudo-terminals and a thread that carries bytes between them; it goes with the script."""

    def __init__(self):
        self.masters, self.slaves, self.ports = [], [], []
        for _ in range(2):
            master, slave = os.openpty()
            tty.setraw(master)
            tty.setraw(slave)
            os.set_blocking(master, False)
            self.masters.append(master)
            self.slaves.append(slave) # kept open: a master reads a hang-up while nobody has the port
            self.ports.append(os.ttyname(slave))
        threading.Thread(target=self.carry, daemon=True).start()

    def carry(self):
        other = {self.masters[0]: self.masters[1], self.masters[1]: self.masters[0]}
        while True:
            for master in select.select(self.masters, [], [])[0]:
                data = os.read(master, 65536)
                while data:
                    try:
                        data = data[os.write(other[master], data):]
                    except BlockingIOError:
                        # A line without a reader loses what does not fit, as a real one does.
                        if not select.select([], [other[master]], [], 0.5)[1]:
                            break


class Device:
    """A stationmaster-hsm that runs by itself, and its entry in floor.json."""

    def __init__(self, lab, name, entry, *arguments):
        self.lab, self.name, self.process = lab, name, None
        self.entry = {"name": name, **entry}
        self.arguments = arguments

    def start(self):
        log = open(self.lab.folder / f"{self.name}.err", "ab")
        self.process = self.lab.start(self.lab.program("stationmaster-hsm"), "--name", self.name, *self.arguments,
                                      stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log)
        line = self.process.stdout.readline()
        self.lab.check(line.startswith(b"{") and json.loads(line)["ready"] is True, f"{self.name} is ready: {line!r}")
        return self

    def kill(self):
        self.process.kill()
        self.process.wait()

    def alive(self):
        return self.process is not None and self.process.poll() is None


class OwnChild:
    """A device whose process the console starts. Killed by its pid; the console starts it again."""

    def __init__(self, name, entry):
        self.name, self.entry = name, {"name": name, **entry}

    def start(self):
        return self

    def pids(self, console):
        """Children of the console with this device's name."""
        found = []
        for path in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
            try:
                words = path.read_bytes().split(b"\0")
                parent = int((path.parent / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except (OSError, ValueError):
                continue # it has ended meanwhile
            if parent == console.pid and self.name.encode() in words:
                found.append(int(path.parent.name))
        return found


def tls_device(lab, name, port, *engine):
    console, device = Certificate(lab.folder, f"{name}-console"), Certificate(lab.folder, f"{name}-device")
    console_pins = lab.folder / f"{name}-allowed.pins"
    console_pins.write_text(console.pin + "\n")
    device_pins = lab.folder / f"{name}-known.pins"
    device_pins.write_text(device.pin + "\n")
    entry = {"kind": "tls", "address": f"127.0.0.1:{port}", "certificate": str(console.certificate), "key": str(console.key),
             "pins": str(device_pins)}
    return Device(lab, name, entry, "--listen-tls", f"127.0.0.1:{port}", "--certificate", device.certificate, "--key", device.key,
                  "--pins", console_pins, *engine)


def serial_device(lab, name, *engine):
    line = SerialLine()
    key = private_file(lab.folder / f"{name}.key", os.urandom(16).hex() + "\n")
    entry = {"kind": "serial", "address": line.ports[0], "lineKey": str(key), "baud": 921600}
    device = Device(lab, name, entry, "--serial", line.ports[1], "--line-key", key, "--baud", "921600", *engine)
    device.line = line
    return device


def local_device(lab, name, *engine):
    path = lab.folder / f"{name}.sock"
    return Device(lab, name, {"kind": "local", "address": str(path)}, "--listen-local", path, *engine)


def write_floor(lab, name, devices, machines=4, stations=6, cards=None):
    path = lab.folder / f"{name}.json"
    floor = {"name": name, "machines": [{"name": f"M{m + 1}", "stations": stations} for m in range(machines)],
             "hsms": [d.entry for d in devices], "virtualCards": cards or {"commandMs": 1, "feedMs": 50}}
    path.write_text(json.dumps(floor))
    return path


def free_port():
    import socket
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(condition, seconds):
    """The condition's first true value; None when it never came."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        time.sleep(0.05)
    return None
