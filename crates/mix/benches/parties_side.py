"""Worst-off first and Nash beside CP-SAT, on made-up tables of features and parties.

    python parties_side.py COMMAND [SEEDS [SECONDS]]

Each table has as many columns as parties, each a person who gives points. For every table prints one line
of JSON: what `COMMAND mix --rule worst-off` (and nash) finds, whether it proves it, its processor seconds,
and the same of CP-SAT with one worker and so many seconds (1 unless said), by its own clock for work
where a machine is shared. CP-SAT maximises the worst-off
party's share, as whole parts of 10^12; of Nash it has no exact model, so only the former is compared.
"""

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time

from ortools.sat.python import cp_model

PARTS = 10**9


def table(features, parties, seed, follows):
    """Costs and each party's points; with `follows`, prices follow worth."""
    draw = random.Random(f"{features} {parties} {seed} {follows}")
    points = [[draw.choice([0, 0, draw.randint(1, 100)]) for _ in range(features)] for _ in range(parties)]
    if follows:
        costs = [sum(row[f] for row in points) * 10 + draw.randint(1, 200) for f in range(features)]
    else:
        costs = [draw.randint(20, 500) for _ in range(features)]
    return costs, points, sum(costs) * 2 // 5


def written(costs, points, budget):
    rows = [f"budget,{budget}", "id,name,cost," + ",".join(f"P{p}: x" for p in range(len(points)))]
    for f, cost in enumerate(costs):
        rows.append(f"f{f},,{cost}," + ",".join(str(row[f]) if row[f] else "" for row in points))
    return "\n".join(rows) + "\n"


def ours(command, path, rule):
    used = lambda: resource.getrusage(resource.RUSAGE_CHILDREN)
    before = used()
    told = subprocess.run([command, "mix", path, "--rule", rule, "--json"], capture_output=True, check=False)
    after = used()
    answer = json.loads(told.stdout)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return answer, seconds


def cp_sat(costs, points, budget, seconds):
    model = cp_model.CpModel()
    x = [model.new_bool_var(f"x{f}") for f in range(len(costs))]
    model.add(sum(cost * x for cost, x in zip(costs, x)) <= budget)
    wholes = [sum(row) for row in points]
    least = model.new_int_var(0, PARTS, "least")
    for row, whole in zip(points, wholes):
        model.add(sum(PARTS * value * x for value, x in zip(row, x)) >= least * whole)
    model.maximize(least)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = 20 * seconds
    solver.parameters.max_deterministic_time = seconds
    begun = time.process_time()
    status = solver.solve(model)
    chosen = [f for f in range(len(costs)) if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) and solver.value(x[f])]
    least = min(sum(row[f] for f in chosen) / whole for row, whole in zip(points, wholes)) if chosen else 0
    return least, solver.best_objective_bound / PARTS, status == cp_model.OPTIMAL, time.process_time() - begun


def main():
    command, *rest = sys.argv[1:]
    seeds = int(rest[0]) if rest else 5
    seconds = float(rest[1]) if len(rest) > 1 else 1.0
    for features, parties in [(100, 6), (200, 8)]:
        for follows in [False, True]:
            for seed in range(seeds):
                costs, points, budget = table(features, parties, seed, follows)
                with tempfile.TemporaryDirectory() as folder:
                    path = os.path.join(folder, "table.csv")
                    with open(path, "w") as file:
                        file.write(written(costs, points, budget))
                    answer, used = ours(command, path, "worst-off")
                    nash, nash_used = ours(command, path, "nash")
                share = lambda s: s["of"] / s["whole"]
                least, bound, proven, theirs = cp_sat(costs, points, budget, seconds)
                print(
                    json.dumps(
                        {
                            "features": features,
                            "parties": parties,
                            "prices_follow_worth": follows,
                            "seed": seed,
                            "ours": round(share(answer["least_share"]) * 100, 4),
                            "bound": round(share(answer["bound"]) * 100, 4),
                            "proven": answer["proven"],
                            "seconds": round(used, 2),
                            "cp_sat": round(least * 100, 4),
                            "cp_sat_bound": round(bound * 100, 4),
                            "cp_sat_proven": proven,
                            "cp_sat_seconds": round(theirs, 2),
                            "nash_proven": nash["proven"],
                            "nash_gap": nash["gap"],
                            "nash_seconds": round(nash_used, 2),
                        }
                    ),
                    flush=True,
                )


main()
