"""The reference's side of the mix bench: one rule on one instance, timed on one core.

    python pabutools_side.py FILE.pb plain|add1 [COMMAND...]
    python pabutools_side.py FILE.pb floor FLOOR COMMAND...

The second prints processor seconds and memory of the command (at most, in KiB) and of a program that only
reads and indexes the file (`FLOOR floor FILE.pb`), and nothing of pabutools.

Prints one line of JSON: processor seconds of the rule alone, of the whole process, and what was
selected. With a command, which answers the same question, also the processor seconds of its whole
process (`ours`): the middle one of several runs before and after, for a machine shared with others
is not always equally fast. Approval ballots are merged (`as_multiprofile`), which is pabutools' fastest way;
arithmetic is its default, exact fractions by gmpy2.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import time

if sys.argv[2] == "floor":
    # Each in turn, so that a machine that changes its pace is fair to both.
    path, _, floor, *command = sys.argv[1:]

    def once(words):
        child = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(child.pid, 0)
        assert status == 0, words
        return used.ru_utime + used.ru_stime, used.ru_maxrss

    pairs = [(once([floor, "floor", path]), once(command)) for _ in range(30)]
    middle = lambda side, what: statistics.median(pair[side][what] for pair in pairs)
    print(json.dumps({"floor": middle(0, 0), "floor_kib": middle(0, 1), "ours": middle(1, 0), "ours_kib": middle(1, 1)}))
    sys.exit()

from pabutools.election import Cost_Sat, parse_pabulib
from pabutools.rules import (
    completion_by_rule_combination,
    greedy_utilitarian_welfare,
    method_of_equal_shares,
)
from pabutools.tiebreaking import lexico_tie_breaking

loaded = time.process_time()
path, rule, *command = sys.argv[1:]
RUNS = 15


def seconds_of_children():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def runs():
    for _ in range(RUNS if command else 0):
        begun = seconds_of_children()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        yield seconds_of_children() - begun


ours = list(runs())
started = time.process_time()
instance, profile = parse_pabulib(path)
profile = profile.as_multiprofile()
common = {"sat_class": Cost_Sat, "tie_breaking": lexico_tie_breaking}
begun = time.process_time()
if rule == "plain":
    chosen = method_of_equal_shares(instance, profile, **common)
else:
    chosen = completion_by_rule_combination(
        instance,
        profile,
        [method_of_equal_shares, greedy_utilitarian_welfare],
        [{**common, "voter_budget_increment": 1}, common],
    )
ended = time.process_time()
ours += runs()
# What started Python and loaded pabutools counts, what ran the command does not.
whole = ended - started + loaded
answer = {"rule": ended - begun, "whole": whole, "selected": [p.name for p in chosen]}
if ours:
    answer["ours"] = statistics.median(ours)
print(json.dumps(answer))
