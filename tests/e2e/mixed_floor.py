#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""One job on a floor of four kinds of stations: mixed_floor.py [CARDS] [--stations N] [--command-ms MS] [--faults SEED] [--hot-plug] [--bin DIR]

N (6) virtual stations in the console, N PC/SC readers with software cards (a pcscd and vpcd of its own), N stations over TLS and N on
serial lines (pseudo-terminals). CARDS (480) transit cards, a command takes MS (40) on the contacts.
 * All are good; both identities balance in every answer of the console; each card object is on one card, which says so itself.
   Printed for each kind: cards an hour, takt, and what the link costs for a command.
 * --faults SEED: then the same again into a fresh store, while the links of the TLS and serial stations are cut, delayed, sliced,
   doubled and corrupted. No card object is on two cards, none is lost, no session takes longer than its limits allow; virtual
   stations and readers fail no card. Their takts without and with it are printed.
 * --hot-plug: then once more, while pcscd and a reader are restarted, station processes are killed, a line is unplugged and TLS is
   reset. Only the stations concerned fail cards, one each at most, and each of them makes cards again.
Needs root (mount namespace), pcscd, vsmartcard-vpcd, opensc.
"""
import csv
import re
import sys
import time

import mixed_floor_lab as floor_lab
import mixed_floor_modules as floor_modules
from lab import Lab, SETTLED, Store, balanced, bin_folder_from
from mixed_floor_lab import KINDS, LINES, NETWORK, READERS, VIRTUAL
from pcsc_job import content_serial, wait_for_reader

# Of one card: 20 s for its arrival, six runs and a channel whose answers may each take the profile's command limit of 5 s, twice that
# for the acknowledgement, 10 s for its way out.
SESSION_LIMIT = 80


def judge_counts(lab, run, result):
    records = result["records"]
    lab.check(balanced(result), f"{run.name}: identities: {records} {result['cards']}")
    lab.check(run.samples > 0, f"{run.name}: the console told its figures while it ran")
    waiting = records["waiting"] if run.interrupted else 0
    lab.check(records["good"] + records["in_doubt"] + waiting == run.cards, f"{run.name}: every card is good or in doubt: {records}")


def judge_store(lab, run, result, concerned):
    """What the journal says. Attempts fail at the places concerned only; those that are not good, by place."""
    good = result["records"]["good"]
    with Store(run.data) as store:
        lab.check(store.one("SELECT COUNT(*) FROM attempts WHERE blank_state = 'good'") == good, f"{run.name}: a good card for each good record")
        lab.check(store.one("SELECT COUNT(DISTINCT record) FROM attempts WHERE blank_state = 'good'") == good, f"{run.name}: no record has two")
        lab.check(store.one("SELECT COUNT(*) FROM (SELECT serial FROM bindings WHERE released = 0 AND serial IS NOT NULL GROUP BY serial "
                            "HAVING COUNT(*) > 1)") == 0, f"{run.name}: no chip carries two")
        states = {state for state, in store.rows("SELECT DISTINCT state FROM attempts")}
        lab.check(states <= SETTLED, f"{run.name}: nothing is left open: {states}")
        doubtful = store.rows("SELECT object, station, failure FROM attempts WHERE state IN ('Quarantine', 'InDoubt')")
        lab.check(len(doubtful) == result["records"]["in_doubt"] and all(row[2] for row in doubtful), f"{run.name}: each is named: {doubtful}")
        failed = store.rows("SELECT station, state, failure FROM attempts WHERE state <> 'BinnedGood' ORDER BY station")
        given_back = run.interrupted and "SessionGivenBack" # no card had come
        elsewhere = [row for row in failed if row[0] not in concerned and row[2] != given_back]
        stale = [row for row in failed if row[2] in ("EpochRefused", "CommandRepeated")]
        lab.check(not stale, f"{run.name}: orders of this store taken for another's: {stale}")
        lab.check(not elsewhere, f"{run.name}: cards failed at stations that nothing happened to: {elsewhere}")
        longest = store.one("SELECT MAX(changed - started) FROM attempts") / 1000
        lab.check(longest < SESSION_LIMIT, f"{run.name}: a session took {longest:.1f} s")
        made = dict(store.rows("SELECT station, COUNT(*) FROM attempts WHERE state = 'BinnedGood' GROUP BY station"))
        takts = {machine: floor_lab.takts(store, machine) for machine in KINDS} # each station's first card has none
        on_cards = store.rows("SELECT a.object, b.serial, a.seal_tag, a.state, a.station FROM attempts a JOIN bindings b ON b.attempt = a.id"
                              " WHERE a.state <> 'ReleasedClean'")
    for machine, places in run.floor.places.items():
        lab.check(any(made.get(place) for place in places), f"{run.name}: {KINDS[machine]} stations made cards")
        idle = [place for place in places if place not in concerned and not made.get(place)]
        lab.check(not idle, f"{run.name}: stations that made no card: {idle}")
    print(f"{run.name}: {good} good, in doubt {[row[1:] for row in doubtful]}, tried again "
          f"{[row for row in failed if row[1] == 'ReleasedClean']}, longest session {longest:.1f} s, {run.samples} samples balanced", flush=True)
    return takts, on_cards


def judge_cards(lab, run, on_cards):
    """What the cards say: those of all but the virtual stations keep their content in a folder."""
    found = {} # card object -> the chips that carry it
    for path in run.floor.content.glob("*.card"):
        content = path.read_bytes()
        for name in set(re.findall(re.escape(run.prefix.encode()) + rb"\d{6}", content)):
            found.setdefault(name.decode(), {})[path.stem] = content
    twice = {name: list(chips) for name, chips in found.items() if len(chips) > 1}
    lab.check(not twice, f"{run.name}: card objects on two cards: {twice}")
    journal = {name: (content_serial(chip.hex()), bytes(seal or b""), state) for name, chip, seal, state, station in on_cards
               if not station.startswith(VIRTUAL)}
    unknown = [name for name, chips in found.items() if name not in journal or journal[name][0] not in chips]
    lab.check(not unknown, f"{run.name}: cards that the journal does not know: {unknown}")
    finished = 0
    for name, (chip, seal, state) in journal.items():
        if state == "BinnedGood":
            content = found.get(name, {}).get(chip, b"")
            finished += lab.check(seal and seal in content, f"{run.name}: the card of {name} carries it, sealed") or 0
    print(f"{run.name}: {finished} finished cards read, each with its own object and seal", flush=True)


def judge_report(lab, run, result):
    path = lab.folder / f"{run.name}-report.csv"
    lab.cli("report", str(result["job"]), "--data", run.data, "--output", path)
    with open(path, newline="", encoding="utf-8") as source:
        good = [row["object"] for row in csv.DictReader(source) if row["state"] == "BinnedGood"]
    wanted = {f"{run.prefix}{n + 1:06d}"[-8:] for n in range(run.cards)}
    lab.check(len(good) == len(set(good)) == result["records"]["good"] and set(good) <= wanted, f"{run.name}: the report names each card once")


def judge(lab, run, result, concerned=()):
    judge_counts(lab, run, result)
    takts, on_cards = judge_store(lab, run, result, set(concerned))
    judge_cards(lab, run, on_cards)
    judge_report(lab, run, result)
    return takts


def print_figures(lab, run, result, takts):
    """Per kind. A card's time beside its commands is the server's, the HSM's and the store's; with a link between, the link's too. Of the
    cards whose commands the store keeps: the last of each station, and one in a hundred."""
    cards = floor_lab.read_trace(lab, run, result["job"])
    card_seconds = run.floor.command_ms / 1000
    beside = {}
    for machine, kind in KINDS.items():
        of_kind = [(seconds, commands) for place, seconds, commands in cards if place.startswith(machine)]
        lab.check(of_kind, f"{run.name}: {kind} cards are in the trace")
        beside[machine] = floor_lab.median([(seconds - commands * card_seconds) / commands * 1e6 for seconds, commands in of_kind])
        takt = floor_lab.median(takts[machine])
        link = "" if machine == VIRTUAL else f", link {beside[machine] - beside[VIRTUAL]:.0f} us"
        commands = floor_lab.median([c for _, c in of_kind])
        print(f"  {kind:8} {len(takts[machine]) + run.floor.stations:4} cards, takt {takt:.2f} s, {run.floor.stations * 3600 / takt:,.0f} cards/h, {commands} APDUs a card, "
              f"beside the card {beside[machine]:.0f} us an APDU{link}", flush=True)


def quiet(lab, floor, plan, cards):
    run = floor_lab.Run(floor, plan, "HTP-2026", cards)
    result = run.finish()
    if not result:
        return None
    lab.check(run.console.returncode == 0 and result["records"]["good"] == cards, f"all good: exit {run.console.returncode}: {result['records']}"
              f" {run.err.read_text()[-2000:]}")
    takts = judge(lab, run, result)
    print_figures(lab, run, result, takts)
    return takts


def disturbed(lab, floor, plan, cards, before):
    """The same station processes, the cards of another store."""
    floor.disturb(True)
    run = floor_lab.Run(floor, plan, "HTP-2027", cards)
    result = run.finish()
    floor.disturb(False)
    for machine, chances in ((NETWORK, floor_lab.NETWORK_CHANCES), (LINES, floor_lab.LINE_CHANCES)):
        fates = floor.fates(machine)
        lab.check(all(fates[fate] > 0 for fate in chances), f"{KINDS[machine]} links met everything: {dict(fates)}")
        print(f"  {KINDS[machine]} links: {dict(sorted(fates.items()))}", flush=True)
    if not result:
        return
    after = judge(lab, run, result, floor.places[NETWORK] + floor.places[LINES])
    for machine, kind in KINDS.items():
        without, with_it = floor_lab.median(before[machine]), floor_lab.median(after[machine])
        print(f"  {kind:8} takt {without:.3f} s without, {with_it:.3f} s with disturbed links ({(with_it / without - 1) * 100:+.1f} %)", flush=True)
    # A console that has made all cards holds every station before it ends, and may be seen at that.
    ends = all(station["state"] == "held" for station in run.last.values())
    wrong = ("fault", "offline") if ends else ("fault", "held", "offline")
    for machine in (VIRTUAL, READERS):
        lab.check(all(run.last[place]["state"] not in wrong for place in floor.places[machine]),
                  f"{KINDS[machine]} stations are as before: {run.last}")


class HotPlug:
    """What people and power cuts do to a floor, one after the other, while a job runs."""

    def __init__(self, lab, floor, run):
        self.lab, self.floor, self.run = lab, floor, run

    def reset_tls(self):
        place = self.floor.places[NETWORK][0]
        for _ in range(3):
            self.floor.links[place].reset()
            time.sleep(0.3)
        return [place]

    def kill_stations(self):
        places = [self.floor.places[NETWORK][-1], self.floor.places[LINES][-1]]
        for place in places:
            self.floor.processes[place].kill()
            self.floor.processes[place].start().ready()
        return places

    def unplug_line(self):
        place = self.floor.places[LINES][0]
        self.floor.links[place].pull()
        self.lab.check(self.run.until(lambda: self.run.last[place]["state"] not in ("running", "finishing"), 20), f"{place} is missed")
        self.floor.links[place].plug()
        return [place]

    def fill_again(self, reader):
        """As a hand does it. pcscd 1.9.9 looks every 0.4 s: when a command fails and another card is there before it looks, it says that
        there is none until that one is taken out too. It says so of the first at once, so its word alone is not enough."""
        wait_for_reader(self.lab, self.floor.daemon.reader(reader.number), False)
        time.sleep(1.5)
        reader.fill()

    def restart_reader(self):
        self.floor.readers[0].empty()
        self.fill_again(self.floor.readers[0])
        return [self.floor.places[READERS][0]]

    def restart_pcscd(self):
        self.floor.daemon.kill()
        self.floor.daemon.launch()
        for reader in self.floor.readers: # whoever was called to it takes out what lies there
            reader.empty()
        for reader in self.floor.readers:
            self.fill_again(reader)
        return self.floor.places[READERS]

    def all(self):
        """The places concerned, a name for each card that may have been in them."""
        concerned, line = [], None
        for event in (self.unplug_line, self.reset_tls, self.kill_stations, self.restart_reader, self.restart_pcscd):
            if not self.lab.check(self.run.until(lambda: self.run.good() > 0) and self.run.runs(), f"the job runs before {event.__name__}"):
                break
            places = event()
            concerned += places
            before = self.run.now_good(places)
            if event == self.unplug_line: # its station notices after three silent heartbeats: looked at in the end
                line = before
            else:
                self.make_cards_again(event.__name__, before)
        if line:
            self.make_cards_again("unplug_line", line)
        return concerned

    def make_cards_again(self, event, before):
        back = self.run.until(lambda: all(self.run.good(place) > count for place, count in before.items()))
        self.lab.check(back, f"{event}: {list(before)} make cards again: {before} "
                       f"{[s for s in self.run.last.values() if s['id'] in before]} {self.run.err.read_text(errors='replace')[-1500:]}")
        print(f"  {event}: {list(before)} make cards again at {self.run.good()} good", flush=True)


def hot_plugged(lab, floor, plan, cards):
    # However long it takes until everything is back: the job goes on. A short test ends it then as a shift ends, by Ctrl+C.
    run = floor_lab.Run(floor, plan, "HTP-2028", max(cards, 960))
    concerned = HotPlug(lab, floor, run).all()
    if cards < 480:
        run.interrupt()
    result = run.finish()
    if not result:
        return
    judge(lab, run, result, concerned)
    lab.check(result["records"]["in_doubt"] <= len(concerned), f"one card in doubt for each event at most: {result['records']}")


def option(arguments, name, default=None):
    if name not in arguments:
        return default
    at = arguments.index(name)
    value = int(arguments[at + 1])
    del arguments[at:at + 2]
    return value


def main():
    arguments = sys.argv[1:]
    bin_folder = bin_folder_from(arguments)
    stations, command_ms = option(arguments, "--stations", 6), option(arguments, "--command-ms", 40)
    seed = option(arguments, "--faults")
    hot_plug = "--hot-plug" in arguments
    cards = int(([a for a in arguments if a != "--hot-plug"] or [480])[0])
    with Lab("mixed_floor", bin_folder, in_memory=True) as lab:
        lab.env["PATH"] = lab.env.get("PATH", "") + ":/usr/sbin"
        floor = floor_lab.Floor(lab, stations, command_ms, 0 if hot_plug and seed is None else seed)
        floor_modules.equip(floor)
        plan = floor.start()
        before = quiet(lab, floor, plan, cards)
        floor_modules.produce(lab, floor, plan, min(max(cards // 4, 12), 240))
        if before and seed is not None:
            disturbed(lab, floor, plan, cards, before)
        if before and hot_plug:
            hot_plugged(lab, floor, plan, cards)
        floor.stop()
        return lab.verdict()


if __name__ == "__main__":
    sys.exit(main())
