#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The .ts files hold every text of the sources and no other; German is complete, English has its plurals; holes, brackets, ends and
mnemonics of a translation are those of its source; keys have the names that stand on a German keyboard."""
import collections
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

HOLE = re.compile(r"%L?\d|%n|\{\w+\}")
ENGLISH_KEYS = re.compile(r"\b(Ctrl|Shift|Space|Del|PgUp|PgDown)\b")
WORDS = re.compile(r'QStringLiteral\("([^"\\]*[A-Za-z]{2,} [a-z]{2,}[^"\\]*)"\)')
# Names of fonts, the made-up floor of the paint benchmark and tables for other programs: data.
NOT_TEXT = {"ui/theme/fonts.cpp", "ui/bench/synthetic_port.cpp", "ui/dashboard/dashboard_csv.cpp"}


def messages(path):
    found = []
    for context in ET.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation.get("type") in ("vanished", "obsolete"):
                continue
            forms = [f.text or "" for f in translation.iter("numerusform")] or [translation.text or ""]
            key = (context.findtext("name"), message.findtext("source"), message.findtext("comment") or "", message.get("numerus") == "yes")
            found.append((key, forms, translation.get("type") != "unfinished"))
    return found


def end_of(text):
    return re.search(r"(\.\.\.|\u2026|:|)\s*$", text).group(1)


def check_form(source, form, plural, say):
    holes, wanted = collections.Counter(HOLE.findall(form)), collections.Counter(HOLE.findall(source))
    if plural:  # "one card" may do without the number
        holes.pop("%n", None), wanted.pop("%n", None)
    if holes != wanted:
        say(f"holes {sorted(holes)} instead of {sorted(wanted)}")
    if form.count("[") != source.count("[") or form.count("]") != source.count("]"):
        say("optional parts differ")
    if end_of(form) != end_of(source):
        say(f'ends with "{end_of(form)}" instead of "{end_of(source)}"')
    mnemonics = [len(re.findall(r"&\w", text.replace("&&", ""))) for text in (source, form)]
    if mnemonics[0] != mnemonics[1]:
        say(f"{mnemonics[1]} mnemonics instead of {mnemonics[0]}")
    if re.match(r"\s*", source).group() != re.match(r"\s*", form).group() or re.search(r"\s*$", source).group() != re.search(r"\s*$", form).group():
        say("blanks at the ends differ")


def check_file(path, errors, every):
    for (context, source, comment, numerus), forms, finished in messages(path):
        def say(what):
            errors.append(f"{path.name}: {context}: {source!r}: {what}: {forms}")
        if every or numerus:
            if not finished or not all(f.strip() for f in forms):
                say("not translated")
                continue
        if numerus and len(forms) != 2:
            say("wants two forms")
        for index, form in enumerate(forms):
            check_form(source, form, numerus and index == 0, say)
            if every and ENGLISH_KEYS.search(form):
                say("a key has its English name")
            if every and '"' in form.replace(':"', '').replace('" ', ''):
                say("straight quotation marks")


def check_up_to_date(top, errors):
    with tempfile.TemporaryDirectory() as folder:
        for name in ("stationmaster_de.ts", "stationmaster_en.ts"):
            shutil.copy(top / "translations" / name, folder)
        run = subprocess.run([top / "translations/lupdate.sh", folder], capture_output=True, text=True)
        if run.returncode != 0 or "unknown namespace" in run.stderr:
            errors.append(f"lupdate: {run.returncode} {run.stderr}")
        for name in ("stationmaster_de.ts", "stationmaster_en.ts"):
            ours = {key for key, _, _ in messages(top / "translations" / name)}
            theirs = {key for key, _, _ in messages(pathlib.Path(folder) / name)}
            errors += [f"{name}: not there yet, run translations/lupdate.sh: {key}" for key in sorted(theirs - ours)]
            errors += [f"{name}: in no source any more: {key}" for key in sorted(ours - theirs)]


def check_sources(top, errors):
    for folder in ("ui", "app"):
        for path in sorted((top / folder).rglob("*.cpp")):
            name = str(path.relative_to(top))
            text = re.sub(r"//.*", "", path.read_text(encoding="utf-8"))
            if name not in NOT_TEXT and not name.startswith(("app/stationmaster-card/", "app/stationmaster-hsm/", "app/stationmaster-station/")):
                errors += [f'{name}: a text that nobody can translate: "{words}"' for words in WORDS.findall(text)]
            # lupdate reads no macros: a text behind one is in no .ts file.
            errors += [f"{name}: a macro hides texts from lupdate: {m.group()}" for m in re.finditer(r"#define.*QT_TR\w*NOOP\w*", text)]
            errors += [f"{name}: a plural by hand: {m.group()}" for m in re.finditer(r"== 1 \?\s*\w*tr\(", text)]


def main():
    top, errors = pathlib.Path(sys.argv[1]), []
    if not os.access(os.environ.get("LUPDATE", "/usr/lib/qt6/bin/lupdate"), os.X_OK):
        errors.append("lupdate is missing: install qt6-l10n-tools")
    else:
        check_up_to_date(top, errors)
    german, english = top / "translations/stationmaster_de.ts", top / "translations/stationmaster_en.ts"
    check_file(german, errors, True)
    check_file(english, errors, False)
    check_sources(top, errors)
    if len(messages(german)) < 600:
        errors.append("too few texts: is this the source tree?")
    print("\n".join(errors) or f"{len(messages(german))} texts in German, {len(messages(english))} plurals in English")
    return 1 if errors else 0


sys.exit(main())
