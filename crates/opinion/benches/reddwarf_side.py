"""The reference's side of the map bench: one map, timed on one core.

    python reddwarf_side.py VOTES.csv EXCLUDED [COMMAND...]

EXCLUDED are ids with commas between them, or "-". Prints one line of JSON: processor seconds of the
map alone from votes in memory (`map`), of the whole process (`whole`), and each person's group
(`groups`). With a command, which answers the same question, also the processor seconds of its whole
process (`ours`): the middle one of several runs before and after, for a machine shared with others
is not always equally fast.
"""

import csv
import json
import resource
import statistics
import subprocess
import sys
import time

from reddwarf.implementations.base import run_pipeline

loaded = time.process_time()
path, excluded, *command = sys.argv[1:]
excluded = [] if excluded == "-" else [int(id) for id in excluded.split(",")]
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
latest = {}
with open(path, newline="") as file:
    for row in csv.DictReader(file):
        key = int(row["voter-id"]), int(row["comment-id"])
        time_of = int(row["timestamp"])
        if key not in latest or time_of >= latest[key][1]:
            latest[key] = int(row["vote"]), time_of
votes = [
    {"participant_id": person, "statement_id": statement, "vote": vote}
    for (person, statement), (vote, _) in latest.items()
]


def drawn():
    begun = time.process_time()
    result = run_pipeline(
        votes=votes,
        reducer="pca",
        clusterer="kmeans",
        mod_out_statement_ids=excluded,
        random_state=42,
    )
    return time.process_time() - begun, result


# What is made ready the first time counts for the whole process only.
first, result = drawn()
whole = time.process_time() - started + loaded
alone = statistics.median([drawn()[0] for _ in range(3 if first > 1 else 9)])
ours += runs()
people = result.participants_df
people = people[people["to_cluster"]]
groups = {str(person): int(group) for person, group in people["cluster_id"].items()}
answer = {"map": alone, "whole": whole, "groups": groups}
if ours:
    answer["ours"] = statistics.median(ours)
print(json.dumps(answer))
