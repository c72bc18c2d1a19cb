#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line without a display (UX-34, UX-40): cli.py [--bin DIR]

Help, wrong usage, exit codes, JSON that parses, nothing but the result on stdout, the same seed twice, steering a running floor
through its control socket, and Ctrl+C.
"""
import json
import os
import re
import signal
import stat
import subprocess
import sys
import time

from lab import LIVE, SOURCES, Lab, Store, balanced, bin_folder_from, read_table, write_job

COMMANDS = ("demo", "import", "validate", "run", "status", "hold", "resume", "abort", "report", "trace")
WRONG = ((), ("frobnicate",), ("demo", "--no-such-option"), ("demo", "surplus"), ("demo", "--cards", "0"), ("demo", "--cards", "many"),
         ("demo", "--seed", "-1"), ("demo", "--speed", "fast"), ("demo", "--machines", "0"), ("demo", "--stations", "65"), ("run",),
         ("run", "a", "b"), ("import",), ("import", "FILE", "--policy", "most"), ("validate",), ("abort",), ("abort", "1"),
         ("hold", "x"), ("resume", "x"), ("hold", "0"), ("resume", "0"), ("status", "now"), ("report",), ("report", "x"), ("trace", "x"), ("trace", "--job", "x"),
         ("trace", "--format", "xml"), ("trace", "--filter", "station:x"))


def helps(lab):
    for command in COMMANDS:
        told = lab.cli(command, "--help")
        lab.check(told.returncode == 0 and "--help" in told.stdout and told.stderr == "", f"{command} --help: {told}")
    for option in ("--help", "-h", "--version", "-v"):
        told = lab.cli(option)
        lab.check(told.returncode == 0 and told.stdout and told.stderr == "", f"{option}: {told}")
    overview = lab.cli("--help").stdout
    for command in COMMANDS:
        lab.check(re.search(rf"^  {command} ", overview, re.M), f"--help names {command}")
    for arguments in WRONG:
        told = lab.cli(*arguments)
        lab.check(told.returncode == 2 and told.stdout == "" and told.stderr, f"wrong usage {arguments}: exit {told.returncode},"
                  f" stdout {told.stdout[:200]!r}, stderr {told.stderr[:200]!r}")


ALWAYS = {"help", "help-all", "json", "quiet", "lang"}
FLOOR = {"machines", "stations", "hsms", "seed", "speed", "faults", "simulate", "command-log"}
OPTIONS = {"demo": FLOOR | {"cards", "data"}, "run": FLOOR | {"profile", "layout", "policy", "floor", "data"},
           "import": {"profile", "layout", "policy", "data"}, "validate": {"profile", "layout"}, "status": set(), "hold": set(),
           "resume": set(), "abort": {"reason"}, "report": {"output", "data"},
           "trace": {"job", "filter", "format", "output", "data"}}


def options(lab):
    """Each option is in the help of its commands, has an effect, and takes no wrong value."""
    for command, expected in OPTIONS.items():
        told = lab.cli(command, "--help").stdout
        named = set(re.findall(r"--([a-z-]+)", told[told.index("Options:"):]))
        lab.check(named == expected | ALWAYS, f"{command} --help names its options: {sorted(named ^ (expected | ALWAYS))}")
        every = lab.cli(command, "--help-all", timeout=30)
        lab.check(every.returncode == 0 and "--help" in every.stdout and every.stderr == "", f"{command} --help-all does nothing else: {every}")
    lab.check(lab.cli("--help-all").returncode == 0, "--help-all")
    lab.check(set(OPTIONS) == set(COMMANDS), "every command has its options here")

    job = write_job(lab.folder / "options-job", 6)
    quiet = lab.cli("demo", "--cards", "3", "--speed", "max", "--quiet", "--json")
    lab.check(quiet.returncode == 0 and quiet.stderr == "" and lab.json(quiet)["records"]["good"] == 3, f"--quiet: {quiet}")
    short = lab.cli("demo", "--cards", "3", "--speed", "max", "-q")
    lab.check(short.returncode == 0 and short.stderr == "" and short.stdout, f"-q: {short}")
    german = lab.cli("--lang", "de", "validate", job)
    english = lab.cli("validate", job, "--lang", "en")
    lab.check(german.returncode == english.returncode == 0 and german.stdout != english.stdout, f"--lang: {german} {english}")
    lab.check(lab.cli("validate", job, "--lang", "xx").returncode == 2, "--lang of no language is wrong usage")

    layout, profile = SOURCES / "resources/layouts/transit.layout.json", SOURCES / "resources/profiles/harbour-transit.profile.json"
    for name in ("harbour-transit", "Harbour Transit Pass", profile):
        told = lab.cli("validate", job, "--profile", name, "--layout", layout, "--json")
        lab.check(told.returncode == 0 and lab.json(told)["valid"] == 6, f"--profile {name} --layout: {told}")
    for wrong in (("--profile", "no-such-profile"), ("--layout", lab.folder / "none.json")):
        lab.check(lab.cli("validate", job, *wrong).returncode == 3, f"{wrong} is input that can not be read")

    floor, log, data = lab.folder / "small-floor.json", lab.folder / "commands.log", lab.folder / "options-data"
    floor.write_text('{"machines": [{"name": "A", "stations": 2}], "hsms": [{"kind": "soft"}]}')
    ran = lab.cli("run", job, "--floor", floor, "--data", data, "--command-log", log, "--speed", "max", "--json")
    lab.check(ran.returncode == 0 and lab.json(ran)["records"]["good"] == 6, f"--floor: {ran}")
    lab.check(log.exists() and log.stat().st_size > 0, "--command-log is written")
    stations = {row[0] for row in read_rows(lab.cli("report", lab.json(ran)["job"], "--data", data, "--json"))}
    lab.check(stations and stations <= {"M1-S1", "M1-S2"}, f"--floor: cards came from its stations: {stations}")


def read_rows(told):
    document = json.loads(told.stdout)
    return [(attempt["station"],) for attempt in document["attempts"]]


def inputs(lab):
    """Files: good, broken, unreadable, produced before."""
    data, job = lab.folder / "data", write_job(lab.folder / "job", 12)
    text = job.read_text(encoding="utf-8").splitlines()
    broken = lab.folder / "broken" / "job.csv"
    broken.parent.mkdir()
    text[3] = re.sub(r"^([^,]+),\d", r"\1,7", text[3]) # a check digit that does not fit
    broken.write_text("\n".join(text) + "\n", encoding="utf-8")
    (broken.parent / "harbour-archive.csv").write_bytes((job.parent / "harbour-archive.csv").read_bytes())

    valid = lab.cli("validate", job, "--json")
    document = lab.json(valid)
    lab.check(valid.returncode == 0 and document.get("valid") == 12 and document.get("balances") is True, f"validate: {valid}")
    bad = lab.cli("validate", broken, "--json")
    document = lab.json(bad)
    lab.check(bad.returncode == 3 and document.get("invalid") == 1 and document.get("valid") == 11, f"validate broken: {bad}")
    finding = (document.get("findings") or [{}])[0]
    lab.check(finding.get("line") == 4 and finding.get("field") == "pass_number", f"the finding names line and field: {finding}")
    lab.check(text[3].split(",")[1] not in bad.stdout + bad.stderr, "a personal value is not shown in a finding")
    for command in ("validate", "import", "run"):
        extra = () if command == "validate" else ("--data", data)
        missing = lab.cli(command, lab.folder / "nothing.csv", "--json", *extra)
        lab.check(missing.returncode == 3, f"{command} of a missing file: {missing}")
    lab.check(lab.cli("run", "4711", "--data", data).returncode == 3, "run of an unknown job is 3")
    lab.cli("import", lab.folder / "nothing.csv", "--data", data)
    lab.check(lab.cli("report", "4711", "--data", data).returncode == 3, "report of an unknown job is 3")
    (lab.folder / "floor.json").write_text('{"machines": [{"stations": 2}], "hsms": [{"kind": "soft"}], "surplus": 1}')
    floor = lab.cli("run", job, "--data", data, "--floor", lab.folder / "floor.json")
    lab.check(floor.returncode == 3 and "surplus" in floor.stderr, f"a floor file with an unknown key: {floor}")
    (lab.folder / "a-file").write_text("")
    for command in (("import", job), ("run", job), ("report", "1")):
        lab.check(lab.cli(*command, "--data", lab.folder / "a-file" / "x").returncode == 74, f"{command[0]}: unusable data folder is 74")

    refused = lab.cli("import", broken, "--data", data, "--json")
    lab.check(refused.returncode == 3 and lab.json(refused).get("job") is None, f"import all-or-nothing: {refused}")
    partly = lab.cli("import", broken, "--data", lab.folder / "partly", "--policy", "valid", "--json")
    document = lab.json(partly)
    lab.check(partly.returncode == 1 and document.get("job") == 1 and document.get("valid") == 11, f"import --policy valid: {partly}")
    imported = lab.cli("import", job, "--data", data, "--json")
    number = lab.json(imported).get("job")
    lab.check(imported.returncode == 0 and number, f"import: {imported}")
    ran = lab.cli("run", number, "--data", data, "--speed", "max", "--json")
    document = lab.json(ran)
    lab.check(ran.returncode == 0 and document["records"]["good"] == 12 and balanced(document), f"run of a stored job: {ran}")
    again = lab.cli("import", job, "--data", data, "--json")
    document = lab.json(again)
    lab.check(again.returncode == 7 and document.get("produced_before") == 12 and document.get("job") is None, f"second import: {again}")
    lab.check(lab.cli("run", job, "--data", data, "--speed", "max").returncode == 7, "second run of the file is 7")
    reports(lab, data, number)
    traces(lab, data, number)


def traces(lab, data, number):
    """What is stored of a job's commands: the last cards of each station, as text, CSV, JSON Lines and one document."""
    listed = lab.json(lab.cli("trace", "--data", data, "--json"))
    lab.check([job["job"] for job in listed["jobs"]] == [number] and listed["jobs"][0]["bytes"] > 1000, f"trace lists the jobs: {listed}")
    told = lab.cli("trace", "--job", number, "--data", data, "--format", "jsonl")
    rows = [json.loads(line) for line in told.stdout.splitlines()]
    cards = {row["attempt"] for row in rows[1:]}
    lab.check(told.returncode == 0 and told.stderr == "" and rows[0]["masked"] and len(cards) == 12, f"trace as JSON Lines: {told.stderr} {len(cards)}")
    document = lab.json(lab.cli("trace", "--job", number, "--data", data, "--json"))
    lab.check(document["rows"] == rows[1:] and document["cards"] == 12 and document["damaged"] == 0, "trace as one document")
    picked = lab.cli("trace", "--job", number, "--data", data, "--json", "--filter", "sw!=9000")
    lab.check(len(lab.json(picked)["rows"]) < len(rows), f"trace --filter: {picked.stdout[:200]}")
    table = lab.folder / "trace.csv"
    written = lab.cli("trace", "--job", number, "--data", data, "--format", "csv", "-o", table)
    lab.check(written.returncode == 0 and written.stdout == "" and table.read_bytes().count(b"\r\n") == len(rows), f"trace as CSV: {written}")
    text = lab.cli("trace", "--job", number, "--data", data)
    lab.check(text.returncode == 0 and "INITIALIZE UPDATE" in text.stdout, f"trace as text: {text.stdout[:200]}")
    lab.check(lab.cli("trace", "--job", "4711", "--data", data).returncode == 3, "trace of an unknown job is 3")
    lab.check(lab.cli("trace", "--job", number, "--data", data, "-o", lab.folder / "no" / "x").returncode == 74, "trace into no folder is 74")
    files = sorted((data / "traces").glob("*.smtrace"))
    lab.check(files and stat.S_IMODE((data / "traces").stat().st_mode) == 0o700
              and all(stat.S_IMODE(file.stat().st_mode) == 0o600 for file in files), f"nobody else looks in: {files}")
    files[0].write_bytes(files[0].read_bytes()[:-7])
    cut = lab.cli("trace", "--job", number, "--data", data, "--json")
    lab.check(cut.returncode == 1 and lab.json(cut)["cards"] == 11 and lab.json(cut)["torn_bytes"] > 0, f"a torn file is told: {cut.stderr}")


def reports(lab, data, number):
    told = lab.cli("report", number, "--data", data, "--json")
    document = lab.json(told)
    lab.check(told.returncode == 0 and len(document.get("attempts", [])) == 12 and balanced(document), f"report: {told}")
    text = lab.cli("report", number, "--data", data)
    lab.check(text.returncode == 0 and "accepted 12 = good 12" in text.stdout and text.stderr == "", f"report as text: {text}")
    table = lab.folder / "report.csv"
    written = lab.cli("report", number, "--data", data, "-o", table)
    rows = read_table(table, "object") if table.exists() else {}
    lab.check(written.returncode == 0 and written.stdout == "" and len(rows) == 12
              and all(r["state"] == "BinnedGood" and len(r["chip"]) == 20 for r in rows.values()), f"report as CSV: {written} {rows}")
    lab.check(all(len(r["object"]) == 8 for r in rows.values()), f"the CSV holds tails of ids only: {list(rows)[:3]}")
    paper = lab.folder / "report.pdf"
    written = lab.cli("report", number, "--data", data, "-o", paper)
    lab.check(written.returncode == 0 and written.stdout == "" and paper.exists() and paper.read_bytes().startswith(b"%PDF-1."),
              f"report as PDF: {written}")
    lab.check(lab.cli("report", number, "--data", data, "-o", lab.folder / "no" / "r.pdf").returncode == 74, "report into no folder is 74")
    lab.check(lab.cli("report", number, "--data", data, "-o", lab.folder / "report.doc").returncode == 2, "report to .doc is wrong usage")


def demos(lab):
    ran = lab.cli("demo", "--cards", "24", "--speed", "max", "--json")
    document = lab.json(ran)
    lab.check(ran.returncode == 0 and document["records"]["good"] == 24 and balanced(document), f"demo: {ran}")
    lab.check(ran.stdout.count("\n") == 1 and "QCommandLineParser" not in ran.stderr, f"demo: nothing but one line of JSON: {ran.stderr[:300]!r}")
    text = lab.cli("demo", "--cards", "4", "--speed", "max")
    lab.check(text.returncode == 0 and "accepted 4 = good 4" in text.stdout and "balances" in text.stdout
              and "DOES NOT" not in text.stdout, f"demo as text: {text}")
    twice = [lab.cli("demo", "--cards", "120", "--faults", "--simulate", "--seed", "7", "--json") for _ in range(2)]
    lab.check(twice[0].stdout == twice[1].stdout and twice[0].stdout, "the same seed gives the same document to the byte")
    other = lab.cli("demo", "--cards", "120", "--faults", "--simulate", "--seed", "8", "--json")
    lab.check(other.stdout != twice[0].stdout, "another seed gives another run")
    document = lab.json(twice[0])
    lab.check(document["records"]["in_doubt"] > 0 and twice[0].returncode == 1, f"faults leave records in doubt, exit 1: {document['records']}")
    # 120 cards, 24 stations, some 7.5 s a card: five rounds.
    lab.check(document["seconds"] > 35, f"simulated time is floor time: {document['seconds']} s")


def start_demo(lab, runtime, *options):
    runtime.mkdir(mode=0o700)
    env = {**lab.env, "XDG_RUNTIME_DIR": str(runtime)}
    process = lab.start(lab.program("stationmaster-cli"), "demo", "--json", *options, env=env, stdin=subprocess.DEVNULL,
                        stdout=open(runtime / "out", "wb"), stderr=open(runtime / "err", "wb"))
    end = time.monotonic() + 30
    while time.monotonic() < end and process.poll() is None:
        status = lab.cli("status", "--json", env=env)
        if status.returncode == 0 and lab.json(status).get("jobs"):
            break
        time.sleep(0.05)
    lab.check(process.poll() is None, f"the demo runs: {(runtime / 'err').read_text()[-800:]}")
    return process, env


def until(lab, env, what, condition, seconds=30):
    """Asks status until the condition on its document holds."""
    document, end = {}, time.monotonic() + seconds
    while time.monotonic() < end:
        status = lab.cli("status", "--json", env=env)
        document = lab.json(status) if status.returncode == 0 else {}
        if document and condition(document):
            return lab.check(True, what) and document
        time.sleep(0.1)
    lab.check(False, f"{what}: {str(document)[:600]}")
    return document


def steering(lab):
    nobody = lab.cli("status", "--json")
    lab.check(nobody.returncode == 5 and nobody.stdout == "" and nobody.stderr, f"status without a console: {nobody}")
    process, env = start_demo(lab, lab.folder / "floor", "--cards", "240", "--speed", "5")
    socket = lab.folder / "floor" / "stationmaster" / "control"
    lab.check(stat.S_IMODE(os.stat(socket).st_mode) == 0o600 and stat.S_IMODE(os.stat(socket.parent).st_mode) == 0o700,
              f"the control socket is this user's own: {os.stat(socket).st_mode:o}")
    document = until(lab, env, "cards get good", lambda d: d["floor"]["good"] > 0)
    lab.check(document.get("schema") == "stationmaster/status/1" and len(document.get("stations", [])) == 24, "status names 24 stations")
    text = lab.cli("status", env=env)
    lab.check(text.returncode == 0 and re.match(r"good \d+ of 240", text.stdout) and text.stderr == "", f"status as text: {text}")
    second = lab.cli("status", "--json")
    lab.check(second.returncode == 5, "another user's folder sees no console")

    held = lab.cli("hold", env=env)
    lab.check(held.returncode == 0 and held.stdout == "", f"hold: {held}")
    document = until(lab, env, "every station stands", lambda d: d["floor"]["holding"] and d["floor"]["held"] == 24)
    good = document["floor"]["good"]
    time.sleep(1)
    lab.check(lab.json(lab.cli("status", "--json", env=env))["floor"]["good"] == good, "no card is made while the floor is held")
    lab.check(lab.cli("resume", env=env).returncode == 0, "resume")
    until(lab, env, "the floor works again", lambda d: not d["floor"]["holding"] and d["floor"]["good"] > good)

    lab.check(lab.cli("hold", "1", "--json", env=env).returncode == 0, "hold of a job")
    document = until(lab, env, "the job is held", lambda d: d["jobs"][0]["state"] == "Held")
    lab.check(document["jobs"][0]["records"]["in_stations"] == 0 and balanced(document["jobs"][0]), f"held: {document['jobs']}")
    lab.check(lab.cli("resume", "1", env=env).returncode == 0, "resume of a job")
    good = document["floor"]["good"]
    until(lab, env, "the job goes on", lambda d: d["jobs"][0]["state"] == "Running" and d["floor"]["good"] > good)
    for command in (("hold", "77"), ("resume", "77"), ("abort", "77", "--reason", "none")):
        told = lab.cli(*command, env=env)
        lab.check(told.returncode == 3 and told.stdout == "" and told.stderr, f"{command}: {told}")
        told = lab.cli(*command, "--json", env=env)
        why = lab.json(told).get("failure", {})
        lab.check(told.returncode == 3 and why.get("details", {}).get("job") == "77", f"{command} --json: {told}")
    lab.check(lab.cli("abort", "1", env=env).returncode == 2, "abort wants a reason")
    lab.check(lab.cli("abort", "1", "--reason", "wrong colour of plastic", env=env).returncode == 0, "abort")
    lab.check(process.wait(60) == 1, f"the aborted run ends with findings: {process.returncode}")
    out = subprocess.CompletedProcess("demo", process.returncode, (lab.folder / "floor" / "out").read_text(), "")
    document = lab.json(out)
    records = document["records"]
    lab.check(document["state"] == "Aborted" and balanced(document) and records["in_stations"] == 0
              and 0 < records["good"] < 240, f"aborted: {document['state']} {records}")


def interrupts(lab):
    """Ctrl+C once finishes the cards in stations; twice stops now. Both leave a store that balances."""
    for times in (1, 2):
        data = lab.folder / f"interrupted-{times}"
        process, env = start_demo(lab, lab.folder / f"ctrl-c-{times}", "--cards", "120", "--speed", "8", "--data", str(data))
        until(lab, env, "some cards are good", lambda d: d["floor"]["good"] > 2)
        process.send_signal(signal.SIGINT)
        if times == 2:
            time.sleep(0.3)
            process.send_signal(signal.SIGINT)
        begun = time.monotonic()
        lab.check(process.wait(60) == 130, f"Ctrl+C {times}: exit {process.returncode}")
        lab.check(times == 1 or time.monotonic() - begun < 3, "the second Ctrl+C does not wait for cards")
        out = subprocess.CompletedProcess("demo", 130, (lab.folder / f"ctrl-c-{times}" / "out").read_text(), "")
        document = lab.json(out)
        lab.check(balanced(document) and document["records"]["in_stations"] == 0, f"Ctrl+C {times}: {document.get('records')}")
        with Store(data) as store:
            states = {s for s, in store.rows("SELECT DISTINCT state FROM attempts")}
        lab.check(not states & LIVE, f"Ctrl+C {times}: live attempts {states}")
        if times == 1:
            lab.check(states <= {"BinnedGood", "ReleasedClean"}, f"an orderly end leaves no doubt: {states}")
        goes_on = lab.cli("run", document["job"], "--data", data, "--speed", "max", "--json")
        after = lab.json(goes_on)
        lab.check(goes_on.returncode == (0 if times == 1 else 1) and balanced(after)
                  and after["records"]["good"] + after["records"]["in_doubt"] == 120, f"the job goes on: {goes_on.returncode} {after.get('records')}")


def main():
    arguments = sys.argv[1:]
    folder = bin_folder_from(arguments)
    with Lab("cli", folder, in_memory=True) as lab:
        for part in (helps, options, inputs, demos, steering, interrupts):
            if arguments and part.__name__ not in arguments:
                continue
            begun = time.monotonic()
            part(lab)
            print(f"{part.__name__}: {time.monotonic() - begun:.1f} s", flush=True)
        return lab.verdict()


if __name__ == "__main__":
    sys.exit(main())
