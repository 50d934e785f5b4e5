"""The reference's side of the mix bench: one rule on one instance, timed on one core.

    python pabutools_side.py FILE.pb plain|add1

Prints one line of JSON: processor seconds of the rule alone, of the whole process, and what was
selected. Approval ballots are merged (`as_multiprofile`), which is pabutools' fastest way;
arithmetic is its default, exact fractions by gmpy2.
"""

import json
import sys
import time

from pabutools.election import Cost_Sat, parse_pabulib
from pabutools.rules import (
    completion_by_rule_combination,
    greedy_utilitarian_welfare,
    method_of_equal_shares,
)
from pabutools.tiebreaking import lexico_tie_breaking

path, rule = sys.argv[1:]
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
print(json.dumps({"rule": ended - begun, "whole": ended, "selected": [p.name for p in chosen]}))
