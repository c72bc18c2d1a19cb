#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""No key and no PIN in what the console leaves behind or holds: canary_image.py [--bin DIR]

Cards and encryption devices are in other processes, so that no key has a reason to be in the console but inside a request. A job
of debit cards runs on eight PC/SC readers; images of the console's memory (gcore) are taken while it works. The test keys, the keys
of each card that follow from them, and the PINs with their blocks must be in none of the images, logs, database files with their
WAL, traces and JSON: neither as they are, nor reversed, in hexadecimal of both cases, or in UTF-16. A search that can not fail says
nothing: the ids of the records must be found in the images, and all cards must be good with these keys and PINs.
The values are computed here, by openssl and from the standards. Needs root (mount namespace, ptrace), gdb, openssl, pcscd,
vsmartcard-vpcd, softhsm2.
"""
import csv
import json
import secrets
import shutil
import subprocess
import sys
import time
from pathlib import Path

import hsm_lab
from lab import JOBS, Lab, balanced, bin_folder_from
from pcsc_job import READERS, Pcscd, put_in, take_out

CARDS = 80
IMAGES = 3

# The published test keys as the card and the devices hold them (core/security/key_store.h).
KEYS = {"TEST-ISD": bytes(range(0x40, 0x50)), "TEST-KEK": bytes(range(0x60, 0x80)), "TEST-SEAL": bytes(range(0x80, 0x90)),
        "TEST-IMK-AC": bytes(range(0x11, 0x21)), "TEST-IMK-SMI": bytes(range(0x21, 0x31)), "TEST-IMK-SMC": bytes(range(0x31, 0x41)),
        "TEST-CVK": bytes(range(0x51, 0x61)), "TEST-ZPK": bytes(range(0x91, 0xA1))}


def tdea(key, data):
    """Two-key triple DES in ECB, each block of 8 bytes by itself."""
    return subprocess.run(["openssl", "enc", "-des-ede", "-nopad", "-K", key.hex()], input=data, check=True,
                          capture_output=True).stdout


def odd(key):
    """Odd parity in each byte, as DES keys are kept."""
    return bytes(b & 0xFE | (bin(b >> 1).count("1") + 1) % 2 for b in key)


def card_keys(master, numbers):
    """EMV Book 2 A1.4.1 option A: the ICC master keys of these card numbers with sequence number 01."""
    blocks = b""
    for number in numbers:
        y = bytes.fromhex((number + "01")[-16:])
        blocks += y + bytes(b ^ 0xFF for b in y)
    made = tdea(master, blocks)
    return [odd(made[i:i + 16]) for i in range(0, len(made), 16)]


def make_job(lab):
    """The sample job with PINs of twelve digits, which no other data holds by chance; the file, and what must stay secret."""
    with open(JOBS / "meadow-debit.csv", newline="", encoding="utf-8") as source:
        rows = list(csv.reader(source))
    header, rows = rows[0], rows[1:CARDS + 1]
    pan, block = header.index("pan"), header.index("pin_block")
    numbers = [row[pan] for row in rows]
    pins = ["".join(str(secrets.randbelow(10)) for _ in range(12)) for _ in rows]
    clear = []
    for pin, number in zip(pins, numbers):
        own, account = bytes.fromhex(f"0C{pin}FF"), bytes.fromhex("0000" + number[-13:-1])
        clear.append(bytes(a ^ b for a, b in zip(own, account))) # ISO 9564-1 format 0
    hidden = tdea(KEYS["TEST-ZPK"], b"".join(clear))
    values = dict(KEYS)
    for name in ("AC", "SMI", "SMC"):
        for number, key in zip(numbers, card_keys(KEYS[f"TEST-IMK-{name}"], numbers)):
            values[f"{name} key of {number}"] = key
    for i, row in enumerate(rows):
        row[0] = f"CANARY-ID-{i + 1:06d}"
        row[block] = hidden[8 * i:8 * i + 8].hex().upper()
        values[f"PIN block 0 of {numbers[i]}"] = clear[i]
        values[f"PIN block 2 of {numbers[i]}"] = bytes.fromhex(f"2C{pins[i]}FF")
        values[f"PIN of {numbers[i]}"] = pins[i].encode()
    path = lab.folder / "canary.csv"
    with open(path, "w", newline="", encoding="utf-8") as out:
        csv.writer(out, lineterminator="\n").writerows([header, *rows])
    return path, values


def spellings(value):
    """How a key could lie in memory or in a file."""
    text = value.hex()
    return {"as it is": value, "reversed": value[::-1], "hexadecimal": text.encode(), "upper case": text.upper().encode(),
            "UTF-16": text.encode("utf-16-le"), "upper case UTF-16": text.upper().encode("utf-16-le")}


def search(lab, paths, values):
    """(file, name of a value): times, for all that is found; byte_search walks once through each file."""
    lines = "".join(f"{name}\t{value.hex()}\n" for name, value in values.items())
    looked = subprocess.run([lab.program("byte_search"), *paths], input=lines, capture_output=True, text=True, timeout=300)
    lab.check(looked.returncode == 0 and looked.stderr.split()[0] == str(len(values)), f"byte_search: {looked.stderr[-500:]}")
    found = (line.split("\t") for line in looked.stdout.splitlines())
    return {(path, name): int(times) for path, name, times in found}


def mapped_files(lab, console):
    """The program, and the libraries and tables that it has mapped; not what it writes itself."""
    lines = open(f"/proc/{console.pid}/maps", encoding="utf-8").read().splitlines()
    names = {parts[5] for parts in (line.split(None, 5) for line in lines) if len(parts) == 6}
    return [name for name in sorted(names) if name.startswith("/") and Path(name).is_file()
            and not name.startswith(str(lab.folder))]


def take_image(lab, console, name):
    """gcore honours what the program says of its pages, as the kernel does when a program crashes."""
    made = subprocess.run(["gcore", "-o", str(lab.folder / name), str(console.pid)], env=lab.env, capture_output=True, text=True,
                          timeout=120)
    image = lab.folder / f"{name}.{console.pid}"
    lab.check(made.returncode == 0 and image.exists(), f"gcore: {made.stdout[-500:]} {made.stderr[-500:]}")
    return image if image.exists() else None


def floor(lab):
    machines = [{"name": f"MX-{'AB'[m]}", "readers": [Pcscd.reader(4 * m + s) for s in range(4)]} for m in range(2)]
    hsms = [{"name": "Soft", "kind": "soft", "ownProcess": True},
            {"name": "Token", "kind": "pkcs11", "module": hsm_lab.MODULE, "token": "floor", "pinFile": str(lab.tokens.pin_file)}]
    path = lab.folder / "floor.json"
    path.write_text(json.dumps({"name": "Nothing secret here", "machines": machines, "hsms": hsms}))
    return path


def run(lab, job, data):
    """The console as a program, with images taken while it works; its exit code and the images."""
    out, err = lab.folder / "run.json", lab.folder / "run.log"
    console = lab.start(lab.program("stationmaster-cli"), "run", job, "--profile", "meadow-debit", "--floor", floor(lab), "--data", data, "--json",
                        stdin=subprocess.DEVNULL, stdout=open(out, "wb"), stderr=open(err, "wb"),
                        env={**lab.env, "QT_LOGGING_RULES": "sm.*=true"})

    def good():
        answer = subprocess.run([lab.program("stationmaster-cli"), "status", "--json"], env=lab.env, capture_output=True)
        status = json.loads(answer.stdout) if answer.returncode == 0 else {}
        return status["jobs"][0]["records"]["good"] if status.get("jobs") else 0
    images, mapped = [], []
    for number in range(IMAGES):
        wanted = CARDS * (number + 1) // (IMAGES + 1)
        reached = hsm_lab.wait_for(lambda: good() >= wanted or console.poll() is not None, 120)
        if lab.check(reached and console.poll() is None, f"the console works at card {wanted}"):
            images.append(take_image(lab, console, f"image{number}"))
            mapped = mapped_files(lab, console)
    code = console.wait(120)
    return code, [image for image in images if image], mapped


def main():
    folder = bin_folder_from(sys.argv[1:])
    for needed in ("gcore", "pcscd", "softhsm2-util"):
        if not shutil.which(needed, path="/usr/sbin:/usr/bin:/bin:/sbin"):
            sys.exit(f"{needed} is not installed")
    linked = subprocess.run(["ldd", f"{folder}/stationmaster-cli"], capture_output=True, text=True).stdout
    if "libasan" in linked or "libtsan" in linked: # their shadow of the address space would be in the image: tens of gigabytes
        sys.exit("a sanitized program; name the folder of a release build")
    with Lab("canary_image", folder) as lab:
        lab.env["PATH"] = lab.env.get("PATH", "") + ":/usr/sbin"
        lab.tokens = hsm_lab.Tokens(lab, ["floor"])
        daemon = Pcscd(lab)
        daemon.start()
        cards = put_in(lab, lab.folder / "cards.out", READERS, "--port", daemon.port(0), "--port-step", 2, "--count", READERS,
                       "--hopper", CARDS, "--feed-ms", 50)
        data = lab.folder / "data"
        begun = time.monotonic()
        job, secret = make_job(lab)
        wanted = {f"{name}, {how}": value for name, one in secret.items() for how, value in spellings(one).items()}
        code, images, mapped = run(lab, job, data)
        result = json.loads((lab.folder / "run.json").read_text() or "{}")
        lab.check(code == 0 and result and balanced(result) and result["records"]["good"] == CARDS,
                  f"exit {code}: {result.get('records')} {(lab.folder / 'run.log').read_text(errors='replace')[-1500:]}")
        requests = {d["name"]: d["requests"] for d in result.get("hsm", {}).get("devices", [])}
        lab.check(len(requests) == 2 and all(requests.values()), f"each device held keys and worked: {requests}")
        left = [p for p in data.rglob("*") if p.is_file()] + [lab.folder / "run.json", lab.folder / "run.log"]
        lab.check(any(p.name == "store.sqlite" for p in left), f"a database is searched: {[p.name for p in left]}")
        marker = {"ids": b"CANARY-ID-0000", "ids in UTF-16": "CANARY-ID-0000".encode("utf-16-le")}
        for image in images:
            lab.check(search(lab, [image], marker), f"{image.name}: the ids of the records are found")
        control = lab.folder / "control" # the search itself: one value of each kind, spelled in each way
        control.write_bytes(b"\0".join(wanted.values()))
        lab.check(len(search(lab, [control], wanted)) == len(wanted), "the search finds every value where it is")
        # The published test keys are runs of numbers, as tables of characters are, and stand in the program as answers that are known
        # beforehand. What a file brings along may be in an image as often as the file has it, and not once more.
        brought = {}
        for (path, name), times in search(lab, mapped, {n: v for n, v in wanted.items() if n.split(",")[0] in KEYS}).items():
            brought[name] = brought.get(name, 0) + times
        found = {place: times for place, times in search(lab, images + left, wanted).items()
                 if times > (brought.get(place[1], 0) if place[0] in map(str, images) else 0)}
        lab.check(not found, f"found where nothing may be, or more often than {brought}: {found}")
        size = sum(p.stat().st_size for p in images)
        print(f"{len(images)} images of {size / 2**20:.0f} MiB and {len(left)} files searched for {len(secret)} keys, PINs and PIN"
              f" blocks in {len(wanted)} spellings; requests {requests}; {time.monotonic() - begun:.0f} s")
        take_out(lab, cards)
        return lab.verdict()


if __name__ == "__main__":
    sys.exit(main())
