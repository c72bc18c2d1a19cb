#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cards' own pictures from an HTTP server, and a profile that is not the program's: served_pictures.py [--bin DIR]

A profile made from the sample of printed passes, in a folder of its own beside its layout, whose cards have a picture that an HTTP server of
this script gives. Each card's face must have its own record's picture. A record whose picture is not there at first is made when it is; one whose
picture is never there makes no card. Standard library only: the PNGs are made and read here.
"""
import csv
import http.server
import json
import pathlib
import struct
import sys
import threading
import zlib

import faces
from lab import JOBS, SOURCES, Lab, balanced, bin_folder_from

CARDS = 6
SIDE = 8 # dots of a picture, each black or white
BOX = (66, 5, 14, 14) # millimetres, as the sample has its leaf


def chunk(name, content):
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png(dots):
    lines = b"".join(b"\0" + bytes(0 if dot else 255 for dot in line) for line in dots)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", SIDE, SIDE, 8, 0, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(lines))
            + chunk(b"IEND", b""))


def picture_of(number):
    """Eight by eight dots that say the record's number, in rows, each dot a bit."""
    return [[(number * 37 + row * 11) >> column & 1 for column in range(SIDE)] for row in range(SIDE)]


def seen_picture(path):
    dark = faces.read_png(path.read_bytes())
    x0, y0 = BOX[0] * 1016 / 85.6, BOX[1] * 648 / 53.98
    width, height = BOX[2] * 1016 / 85.6, BOX[3] * 648 / 53.98
    side = min(width, height)
    x0, y0 = x0 + (width - side) / 2, y0 + (height - side) / 2
    return [[int(dark(round(x0 + (c + 0.5) * side / SIDE), round(y0 + (r + 0.5) * side / SIDE))) for c in range(SIDE)] for r in range(SIDE)]


class Pictures:
    """Serves /photos/NAME; `hidden` says how often one is not there."""

    def __init__(self):
        self.hidden, self.asked = {}, []
        pictures = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                name = self.path.rpartition("/")[2]
                pictures.asked.append(self.path)
                hidden = pictures.hidden.get(name, 0)
                if hidden > 0 or not self.path.startswith("/photos/reader-"):
                    pictures.hidden[name] = hidden - 1
                    self.send_error(404)
                    return
                body = png(picture_of(int(name.removeprefix("reader-").removesuffix(".png"))))
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server.server_port}/photos/{{picture}}"


def write_profile(folder, address):
    """The sample with one field, one picture and one address more."""
    resources = SOURCES / "resources"
    profile = json.loads((resources / "profiles" / "willow-pass.profile.json").read_text())
    profile.update(id="photo-pass", title="Photo Pass", layout="photo.layout.json")
    profile.pop("$schema")
    profile["fields"].append({"name": "photo"})
    profile["import"] = {"pictures": {"field": "photo", "url": address, "required": True}}
    face = next(step["print"] for step in profile["steps"] if "print" in step)
    face["images"] = [{"picture": "{photo}", "x": BOX[0], "y": BOX[1], "width": BOX[2], "height": BOX[3], "tones": False}]
    layout = json.loads((resources / "layouts" / "willow.layout.json").read_text())
    layout.pop("$schema")
    layout["name"] = layout["title"] = "photo"
    layout["fields"].append({"source": "photo", "name": "photo", "class": "personal", "required": True, "maxLength": 60})
    folder.mkdir()
    (folder / "photo.layout.json").write_text(json.dumps(layout))
    (folder / "photo.profile.json").write_text(json.dumps(profile))
    return folder / "photo.profile.json"


def write_job(path):
    with open(JOBS / "willow-pass.csv", newline="", encoding="utf-8") as source:
        rows = list(csv.DictReader(source))[:CARDS]
    with open(path, "w", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, [*rows[0], "photo"], lineterminator="\n")
        writer.writeheader()
        for number, row in enumerate(rows, 1):
            writer.writerow({**row, "card_object_id": f"PHP-{number:04d}", "photo": f"reader-{number}.png"})
    return path


def main():
    with Lab("served-pictures", bin_folder_from(sys.argv[1:])) as lab:
        pictures = Pictures()
        profile = write_profile(lab.folder / "engineer", pictures.address)
        job = write_job(lab.folder / "photos.csv")
        folder, data = lab.folder / "faces", lab.folder / "data"
        folder.mkdir()
        floor = lab.folder / "floor.json"
        floor.write_text(json.dumps({
            "machines": [{"name": "Desk", "stations": 2, "modules": [{"name": "picture", "driver": "file", "folder": str(folder), "stations": [1, 2]}]}],
            "hsms": [{"kind": "soft"}], "rejectRunLimit": 3}))

        refused = lab.cli("run", job, "--profile", profile, "--floor", floor, "--data", lab.folder / "elsewhere", "--simulate", "--json")
        lab.check(refused.returncode != 0 and "simulated" in refused.stderr, f"a server answers in its own time: {refused.stderr[-300:]}")

        # Named by its path once; then the data folder knows it by its id.
        result = lab.json(lab.cli("import", job, "--profile", profile, "--data", data, "--json"))
        number = str(result.get("job", ""))
        lab.check(number.isdigit(), f"imported: {result}")
        pictures.hidden = {"reader-4.png": 1}
        run = lab.cli("run", number, "--floor", floor, "--data", data, "--json", timeout=240)
        result = lab.json(run)
        lab.check(balanced(result) and result["records"]["good"] == CARDS and result["cards"]["returned"] == 1,
                  f"all are made, the one whose picture came late with another blank: {result} {run.stderr[-500:]}")
        seen = sorted(json.dumps(seen_picture(path)) for path in folder.glob("*.png"))
        wanted = sorted(json.dumps(picture_of(number)) for number in range(1, CARDS + 1))
        lab.check(len(set(wanted)) == CARDS and seen == wanted, f"{len(seen)} faces, each with a picture of its own")

        again, other = lab.folder / "again", lab.folder / "other-faces" # attempts of another store have the same numbers
        other.mkdir()
        floor.write_text(floor.read_text().replace(str(folder), str(other)))
        pictures.hidden = {"reader-4.png": 1000}
        run = lab.cli("run", job, "--profile", profile, "--floor", floor, "--data", again, "--json", timeout=240)
        result = lab.json(run)
        lab.check(run.returncode != 0 and balanced(result), f"the counts balance: {run.returncode} {result}")
        lab.check(0 < result["records"]["good"] < CARDS and result["cards"]["spoiled"] == 0, f"no card without its picture: {result}")
        lab.check("reader-4" not in run.stderr and "reader-4" not in run.stdout, "the picture's name is not told")
        lab.check(all(path.startswith("/photos/reader-") for path in pictures.asked), f"nothing else was asked for: {set(pictures.asked)}")
        return lab.verdict()


if __name__ == "__main__":
    sys.exit(main())
