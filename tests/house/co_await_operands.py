#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The operand of co_await is a name, or a call whose arguments contain no { and no [: GCC 12 destroys aggregate and
capturing-lambda temporaries twice there, and such a test passes until it doesn't."""
import pathlib
import re
import sys


def main():
    top, errors, seen = pathlib.Path(sys.argv[1]), [], 0
    for folder in ("core", "app", "ui", "tests"):
        for path in sorted((top / folder).rglob("*.[ch]*")):
            if path.suffix not in (".h", ".cpp"):
                continue
            text = re.sub(r"//[^\n]*", "", path.read_text(encoding="utf-8"))
            for match in re.finditer(r"(?<!operator )\bco_await\b([^;]*);", text):
                seen += 1
                if re.search(r"[{\[]", match.group(1)):
                    line = text.count("\n", 0, match.start()) + 1
                    errors.append(f"{path.relative_to(top)}:{line}: name the operand first:{match.group(1).strip()[:80]}")
    if seen == 0:
        errors.append("no co_await found at all: is this the source tree?")
    print("\n".join(errors) or f"{seen} co_await operands, all plain")
    return 1 if errors else 0


sys.exit(main())
