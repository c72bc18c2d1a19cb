#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Simulated floors with faults, one per seed: seeds.py COUNT [FIRST] [--bin DIR]

Each run makes 240 cards in simulated time on 24 stations with torn cards, mute cards and a slow HSM. Whatever the luck: every
record is good or has a name for what became of it, both identities balance, no card object is on two good cards, no chip
carries two persons, and nothing that may carry data went back to the queue. The long run of 200 seeds: seeds.py 200.
"""
import concurrent.futures
import os
import shutil
import sys
import time

from lab import LIVE, Lab, Store, balanced, bin_folder_from

CARDS = 240


def examine(lab, seed):
    data = lab.folder / f"seed-{seed}"
    begun = time.monotonic()
    result = lab.cli("demo", "--cards", CARDS, "--faults", "--simulate", "--seed", seed, "--json", "--data", data, timeout=250)
    seconds = time.monotonic() - begun
    say = f"seed {seed}"
    lab.check(result.returncode in (0, 1), f"{say}: exit {result.returncode}: {result.stderr[-1500:]}")
    document = lab.json(result)
    if not document:
        return None
    records = document["records"]
    lab.check(balanced(document), f"{say}: identities {records} {document['cards']}")
    lab.check(records["accepted"] == CARDS, f"{say}: accepted {records}")
    lab.check(records["in_stations"] == 0, f"{say}: records left in stations {records}")
    lab.check((result.returncode == 0) == (records["good"] == CARDS), f"{say}: exit {result.returncode} for {records}")
    with Store(data) as store:
        inspect(lab, say, store, records)
        released = store.one("SELECT count(*) FROM attempts WHERE state = 'ReleasedClean'")
    shutil.rmtree(data)
    return seed, records, document["cards"], released, seconds


def inspect(lab, say, store, records):
    counted = dict(store.rows("SELECT state, count(*) FROM records GROUP BY state"))
    lab.check(counted.get("Good", 0) == records["good"] and counted.get("InDoubt", 0) == records["in_doubt"]
              and counted.get("Waiting", 0) == records["waiting"], f"{say}: the store holds {counted}, told was {records}")
    states = {s for s, in store.rows("SELECT DISTINCT state FROM attempts")}
    lab.check(not states & LIVE, f"{say}: live attempts after the end: {states & LIVE}")
    lab.check(not store.rows("SELECT object FROM attempts WHERE state = 'BinnedGood' GROUP BY object HAVING count(*) > 1"),
              f"{say}: a card object is on two good cards")
    lab.check(not store.rows("SELECT serial FROM bindings WHERE released = 0 AND serial IS NOT NULL"
                             " GROUP BY serial HAVING count(*) > 1"), f"{say}: a chip is bound twice")
    lab.check(not store.rows("SELECT r.object FROM records r JOIN attempts a ON a.record = r.id"
                             " WHERE r.state = 'Waiting' AND a.state <> 'ReleasedClean'"),
              f"{say}: a record waits although one of its cards may carry data")
    lab.check(not store.rows("SELECT a.id FROM attempts a JOIN steps s ON s.attempt = a.id WHERE a.state = 'ReleasedClean'"),
              f"{say}: a blank with an intent went back to stock")
    # What waits at the end came back untouched three times and waits for a person.
    lab.check(not store.rows("SELECT r.object FROM records r WHERE r.state = 'Waiting' AND (SELECT count(*) FROM attempts a"
                             " JOIN bindings b ON b.attempt = a.id WHERE a.record = r.id) < 3"),
              f"{say}: a record was given up before three clean tries")
    lab.check(not store.rows("SELECT object FROM records WHERE state = 'Good' AND object NOT IN"
                             " (SELECT object FROM attempts WHERE state = 'BinnedGood')"), f"{say}: a good record without a good card")


def main():
    arguments = sys.argv[1:]
    folder = bin_folder_from(arguments)
    count = int(arguments[0]) if arguments else 10
    first = int(arguments[1]) if len(arguments) > 1 else 1
    with Lab("seeds", folder, in_memory=True) as lab:
        totals = [0, 0, 0, 0]
        begun = time.monotonic()
        with concurrent.futures.ThreadPoolExecutor(min(2, os.cpu_count() or 1)) as workers:
            for done in workers.map(lambda seed: examine(lab, seed), range(first, first + count)):
                if not done:
                    continue
                seed, records, cards, released, seconds = done
                totals = [a + b for a, b in zip(totals, (records["good"], records["in_doubt"], records["waiting"], released))]
                print(f"seed {seed:4}  good {records['good']:4}  in doubt {records['in_doubt']:3}  waiting {records['waiting']:3}"
                      f"  released clean {released:3}  blanks {cards['blanks_in']:4}  {seconds:5.1f} s", flush=True)
        print(f"{count} seeds: good {totals[0]} + in doubt {totals[1]} + waiting {totals[2]} = {sum(totals[:3])}"
              f" of {count * CARDS}; {totals[3]} blanks released clean; {time.monotonic() - begun:.0f} s")
        lab.check(totals[1] + totals[3] > 0, "the faults had no effect at all")
        return lab.verdict()


if __name__ == "__main__":
    sys.exit(main())
