#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line in two languages: languages.py [--bin DIR]

Option before setting before system; sentences, option errors and numbers follow the language; JSON is the same to the byte.
"""
import re
import sys

from lab import Lab, bin_folder_from, write_job


def choice(lab):
    """Which language: option, setting, system."""
    german = {**lab.env, "LC_ALL": "de_AT.UTF-8"}
    conf = lab.folder / "config" / "stationmaster" / "stationmaster.conf"
    told = [lab.cli("--help").stdout, lab.cli("--help", "--lang", "de").stdout, lab.cli("--lang=de", "--help").stdout,
            lab.cli("--help", env=german).stdout, lab.cli("--help", "--lang", "en", env=german).stdout]
    heads = [text.split("\n", 1)[0].split(":")[0] for text in told]
    lab.check(heads == ["Usage", "Aufruf", "Aufruf", "Aufruf", "Usage"], f"option and system: {heads}")
    conf.parent.mkdir(parents=True)
    conf.write_text("[General]\nlanguage=de\n", encoding="utf-8")
    set_german = lab.cli("--help").stdout, lab.cli("--help", "--lang", "en").stdout
    conf.unlink()
    lab.check(set_german[0].startswith("Aufruf") and set_german[1].startswith("Usage"), f"setting: {[t[:40] for t in set_german]}")
    for wrong in (("--lang", "tlh", "status"), ("status", "--lang"), ("status", "--lang=")):
        told = lab.cli(*wrong)
        lab.check(told.returncode == 2 and told.stdout == "" and "--lang" in told.stderr, f"{wrong}: {told}")


def sentences(lab):
    data, job = lab.folder / "data", write_job(lab.folder / "job", 12)
    valid = lab.cli("validate", job, "--lang", "de")
    lab.check(valid.returncode == 0 and re.search(r"= 12 gültig \+ 0 ungültig .* geht auf$", valid.stdout, re.M), f"validate: {valid}")
    ran = lab.cli("run", job, "--data", data, "--speed", "max", "--lang", "de")
    lab.check(ran.returncode == 0 and "angenommen 12 = gut 12" in ran.stdout and re.search(r"p50 \d+,\d µs", ran.stdout), f"run: {ran}")
    again = lab.cli("run", job, "--data", data, "--lang", "de")
    lab.check(again.returncode == 7 and "bereits gefertigt" in again.stderr, f"second run: {again}")
    unknown = lab.cli("status", "--nonsense", "--lang", "de")
    lab.check(unknown.returncode == 2 and "Unbekannte Option" in unknown.stderr, f"Qt's own text: {unknown}")
    nobody = lab.cli("status", "--lang", "de")
    lab.check(nobody.returncode == 5 and "keine Konsole" in nobody.stderr, f"status: {nobody}")
    for command in ("demo", "import", "validate", "run", "status", "hold", "resume", "abort", "report"):
        text = lab.cli(command, "--help", "--lang", "de").stdout
        english = re.findall(r"\b(?:the|and|with|for|file of|Displays?)\b", text)
        lab.check(text.startswith("Aufruf:") and not english, f"{command} --help is German: {english} {text}")


def documents(lab):
    """JSON for programs: no language in it."""
    seed = ("demo", "--cards", "60", "--faults", "--simulate", "--seed", "7", "--json")
    both = [lab.cli(*seed, "--lang", code) for code in ("en", "de")]
    lab.check(both[0].stdout == both[1].stdout and both[0].stdout, "a run as JSON is the same in both languages")
    lab.check(isinstance(lab.json(both[1]).get("seconds"), (int, float)), "its numbers are numbers")


def main():
    folder = bin_folder_from(sys.argv[1:])
    with Lab("languages", folder, in_memory=True) as lab:
        for part in (choice, sentences, documents):
            part(lab)
        return lab.verdict()


if __name__ == "__main__":
    sys.exit(main())
