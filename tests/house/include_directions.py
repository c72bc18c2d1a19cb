#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares the real #include edges between the rooms with the table of who may include whom."""
import pathlib
import re
import sys

# Room: what it may include directly. Includes are transitive along this table and run in no other direction.
ALLOWED = {
    "base": [],
    "card": ["base"],
    "crypto": ["base", "card"],
    "support": ["base"],
    "transport": ["base", "card"],
    "issuer": ["base", "support"],
    "data": ["issuer", "transport"],
    "profile": ["card", "support", "issuer"],
    "security": ["crypto", "card", "transport"],
    "station": ["transport", "card"],
    "trace": ["base", "card"],
    "job": ["issuer", "profile"],
    "session": ["station", "security", "data", "support", "profile", "job", "render", "trace"],
    "controller": ["session"],
    "metrics": ["job"],
    "render": ["issuer", "job"],
    "store": ["job", "metrics"],
    "simulator": ["card", "crypto", "transport", "security", "station"],
    "server": ["render", "controller", "store", "simulator", "data", "issuer", "profile", "security", "station", "metrics"],
}
# Libraries that belong to a few rooms only: header prefix -> folders under core/.
LIBRARIES = {
    "openssl/": ["base", "crypto"],
    "winscard.h": ["transport/pcsc"],
    "cups/": ["transport/cups"],
    "QNetworkAccessManager": ["data"],
    "PCSC/": ["transport/pcsc"],
    "QSerialPort": ["transport/serial"],
    "QSsl": ["transport/tls"],
    "p11-kit/": ["security/pkcs11"],
    "QSql": ["store", "data"],
}
FORBIDDEN_IN_CORE = ["QWidget", "QApplication", "QtWidgets", "QMessageBox", "QPrinter", "QGuiApplication"]
# What a page may see: the server's port and value types.
UI_MAY = ["server/", "base/", "trace/", "metrics/", "planner/", "job/counts.h", "job/life_cycles.h", "job/remake_mode.h", "render/report_document.h",
          "render/job_report.h", "ui/"]
UI_SERVER_HEADERS = {"server/server_port.h", "server/snapshot.h", "server/history_commands.h", "server/record_commands.h",
                     # values with which a floor is edited and its readers are named
                     "server/floor_document.h", "server/setup_commands.h", "server/setup_rows.h", "server/reader_name.h"}


def closure():
    reach = {}
    for room in ALLOWED:
        seen, todo = set(), [room]
        while todo:
            for other in ALLOWED[todo.pop()]:
                if other not in seen:
                    seen.add(other)
                    todo.append(other)
        reach[room] = seen | {room}
    return reach


def includes(path):
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        match = re.match(r'\s*#\s*include\s+[<"]([^>"]+)[>"]', line)
        if match:
            yield number, match.group(1)


def main():
    top = pathlib.Path(sys.argv[1])
    reach, errors, edges = closure(), [], 0
    for path in sorted((top / "core").rglob("*.[ch]*")):
        if path.suffix not in (".h", ".cpp"):
            continue
        relative = path.relative_to(top / "core")
        room = relative.parts[0]
        where = f"core/{relative}"
        if room not in ALLOWED:
            errors.append(f"{where}: room '{room}' is not in the table")
            continue
        for number, name in includes(path):
            edges += 1
            other = name.split("/")[0]
            if other in ALLOWED and other not in reach[room] and (top / "core" / name).exists():
                errors.append(f"{where}:{number}: {room} may not include {name}")
            for prefix, rooms in LIBRARIES.items():
                if name.startswith(prefix) and not any(str(relative).startswith(r + "/") for r in rooms):
                    errors.append(f"{where}:{number}: <{name}> belongs to {', '.join(rooms)}")
            if any(name.split("/")[-1].startswith(word) for word in FORBIDDEN_IN_CORE):
                errors.append(f"{where}:{number}: core knows no widget: <{name}>")
    for path in sorted((top / "ui").rglob("*.[ch]*")):
        if path.suffix not in (".h", ".cpp"):
            continue
        for number, name in includes(path):
            if not (top / "core" / name).exists():
                continue
            edges += 1
            where = f"{path.relative_to(top)}:{number}"
            if not any(name.startswith(prefix) for prefix in UI_MAY):
                errors.append(f"{where}: ui may not include {name}")
            elif name.startswith("server/") and name not in UI_SERVER_HEADERS:
                errors.append(f"{where}: ui sees the server's port, snapshots and a few values only, not {name}")
    if edges < 100:
        errors.append(f"only {edges} include lines found: is {top} the source tree?")
    print("\n".join(errors) or f"{edges} include lines, all along the table")
    return 1 if errors else 0


sys.exit(main())
