#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""File sizes, SPDX lines, and words that have no place here."""
import pathlib
import re
import sys

BANNED = {
    "core": [r"\bQEventLoop\b", r"\binstance\(\)", r"QCoro::waitFor", r"QCoro::moveToThread", r"\btr\("],
    "ui": [r"\bQEventLoop\b(?!::)", r"#[0-9A-Fa-f]{6}\b(?!.*theme)"],
    "all": [r"\b" + "TO" + r"DO\b", r"\b" + "FIX" + r"ME\b", r"\bQSK" + r"IP\b"],
}


def main():
    top, errors, count = pathlib.Path(sys.argv[1]), [], 0
    for folder in ("core", "ui", "app", "tests"):
        for path in sorted((top / folder).rglob("*")):
            if path.suffix not in (".h", ".cpp") or not path.is_file():
                continue
            count += 1
            name = path.relative_to(top)
            lines = path.read_text(encoding="utf-8").splitlines()
            if not lines or "SPDX-License-Identifier: GPL-3.0-or-later" not in lines[0]:
                errors.append(f"{name}: the first line is not the SPDX line")
            if len(lines) > 500 and folder != "tests":
                errors.append(f"{name}: {len(lines)} lines; one room, one duty")
            rules = BANNED["all"] + BANNED.get(folder, [])
            if folder == "ui" and name.parts[1] == "theme":
                rules = BANNED["all"]
            for number, line in enumerate(lines, 1):
                for rule in rules:
                    if re.search(rule, line.split("//")[0]):
                        errors.append(f"{name}:{number}: {rule} in: {line.strip()[:80]}")
    if count < 50:
        errors.append(f"only {count} files found: is {top} the source tree?")
    print("\n".join(errors) or f"{count} files follow the house rules")
    return 1 if errors else 0


sys.exit(main())
