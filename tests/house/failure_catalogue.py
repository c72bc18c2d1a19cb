#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each failure code has a meaning, a unique number in its room's range, is raised in its own room and in no other, and has a text
for people."""
import pathlib
import re
import sys

ROW = re.compile(r'X\(\s*(\d+)\s*,\s*(\w+)\s*,[\s\\]*((?:"(?:[^"\\]|\\.)*"\s*\\?\s*)+)\)')


def main():
    top, errors = pathlib.Path(sys.argv[1]), []
    owner, numbers = {}, {}
    for path in sorted((top / "core/base/failures").glob("*.h")):
        text = path.read_text(encoding="utf-8")
        limits = re.search(r"Codes (\d+) to (\d+)", text)
        low, high = (int(limits.group(1)), int(limits.group(2))) if limits else (1, 99)
        for number, name, meaning in ROW.findall(text):
            if name in owner:
                errors.append(f"{name} is declared twice")
            if int(number) in numbers:
                errors.append(f"{name} and {numbers[int(number)]} share number {number}")
            if not low <= int(number) <= high:
                errors.append(f"{name}: {number} is outside {low} to {high}")
            if len(meaning.strip('" \\\n')) < 10:
                errors.append(f"{name} has no meaning")
            owner[name], numbers[int(number)] = path.stem, name
    raised = {}
    for path in sorted((top / "core").rglob("*.[ch]*")) + sorted((top / "app").rglob("*.cpp")):
        if path.suffix not in (".h", ".cpp") or "failures" in path.parts:
            continue
        room = path.relative_to(top).parts[1] if path.relative_to(top).parts[0] == "core" else "app"
        text = path.read_text(encoding="utf-8")
        # A code is raised by fail(fc::X ...), directly or through a helper or table of the same room that is handed the constant.
        for name in re.findall(r"\bfail\(\s*fc::(\w+)", text):
            if owner.get(name) != room:
                errors.append(f"{path.relative_to(top)}: raises {name}, which belongs to {owner.get(name, 'nobody')}")
            raised.setdefault(name, set()).add(room)
        if room in set(owner.values()):
            for name in re.findall(r"\bfc::(\w+)", text):
                if owner.get(name) == room:
                    raised.setdefault(name, set()).add(room)
    sentences = "".join(p.read_text(encoding="utf-8") for p in (top / "ui/text").rglob("*.cpp"))
    for name, room in owner.items():
        if name not in raised:
            errors.append(f"{name} ({room}) is never raised")
        if not re.search(rf"\b{name}\b", sentences):
            errors.append(f"{name} ({room}) has no text in ui/text")
    if len(owner) < 20:
        errors.append(f"only {len(owner)} codes found: is {top} the source tree?")
    print("\n".join(errors) or f"{len(owner)} failure codes, each raised by its own room and with a text")
    return 1 if errors else 0


sys.exit(main())
