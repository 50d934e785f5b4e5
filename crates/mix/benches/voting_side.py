"""Rules beside other people's implementations of them, on small random budgets.

    python voting_side.py COMMAND [BUDGETS [SEED]]

Maximin support and CSTV beside pabutools, PAV beside abcvoting's optimum (through its default solver). What
the others take by chance, or by doubles, is not compared: costs are drawn so that ties are rare, and an
answer that differs is looked at again in exact fractions. Of CSTV the purchases are compared, and not what
is bought after them from the rest of the budget: pabutools goes through a set there, in any order. Prints
one line of JSON with counts, and each difference before it.
"""

import itertools
import json
import os
import random
import subprocess
import sys
import tempfile
from fractions import Fraction

from abcvoting import abcrules
from abcvoting.preferences import Profile
from pabutools.election import (
    ApprovalBallot,
    ApprovalProfile,
    CumulativeBallot,
    CumulativeProfile,
    Instance,
    Project,
)
from pabutools.rules import maximin_support
from pabutools.rules.cstv import CSTV_Combination

# The function of that name hides its module.
parts = sys.modules["pabutools.rules.cstv"]


def ours(command, folder, budget, costs, ballots, *words):
    """Ballots as dictionaries from projects to points."""
    rows = ["META", "key;value", f"budget;{budget}", "vote_type;scoring", "PROJECTS", "project_id;cost"]
    rows += [f"{p};{cost}" for p, cost in costs.items()]
    rows += ["VOTES", "voter_id;vote;points"]
    for voter, ballot in enumerate(ballots):
        rows.append(f"{voter};{','.join(ballot)};{','.join(map(str, ballot.values()))}")
    path = os.path.join(folder, "budget.pb")
    with open(path, "w") as file:
        file.write("\n".join(rows) + "\n")
    told = subprocess.run(
        [command, "mix", path, "--json", "--ties", "reference", "--tries", "0", *words], capture_output=True, check=False
    )
    return json.loads(told.stdout)


def load(costs, ballots, chosen):
    """The lightest heaviest load: the largest over all subsets."""
    most = Fraction(0)
    for size in range(1, len(chosen) + 1):
        for some in itertools.combinations(chosen, size):
            people = sum(1 for ballot in ballots if any(p in ballot for p in some))
            if people:
                most = max(most, Fraction(sum(costs[p] for p in some), people))
    return most


def main():
    command, *rest = sys.argv[1:]
    budgets, seed = int(rest[0]) if rest else 300, int(rest[1]) if len(rest) > 1 else 1
    draw = random.Random(seed)
    counts = {"maximin support": [0, 0], "CSTV": [0, 0], "PAV": [0, 0, 0]}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(budgets):
            names = [f"p{at}" for at in range(draw.randint(2, 6))]
            people = draw.randint(2, 8)
            costs = {p: draw.randint(1_000, 99_999) for p in names}
            budget = draw.randint(max(costs.values()), sum(costs.values()))
            wanted = [draw.sample(names, draw.randint(1, len(names))) for _ in range(people)]
            points = [{p: draw.randint(1, 97) for p in wishes} for wishes in wanted]
            projects = {p: Project(p, cost) for p, cost in costs.items()}
            instance = Instance(projects.values(), budget_limit=budget)

            approvals = ApprovalProfile([ApprovalBallot(projects[p] for p in wishes) for wishes in wanted])
            named = {p for wishes in wanted for p in wishes}
            theirs = [p.name for p in maximin_support(instance, approvals) if p.name in named]
            mine = ours(command, folder, budget, costs, points, "--rule", "maximin-support")["selected"]
            mine = [p for p in mine if p in named]
            counts["maximin support"][0] += 1
            if mine != theirs:
                # Equal loads that doubles told apart are no difference.
                at = next(k for k in range(len(mine) + 1) if mine[k : k + 1] != theirs[k : k + 1])
                loads = [load(costs, points, side[: at + 1]) for side in (mine, theirs)]
                if len(mine) <= at or len(theirs) <= at or loads[0] != loads[1]:
                    print("maximin support", budget, costs, wanted, mine, theirs)
                    counts["maximin support"][1] += 1

            shares = [
                {p: Fraction(budget * weight, people * sum(ballot.values())) for p, weight in ballot.items()}
                for ballot in points
            ]
            full = [CumulativeBallot({projects[p]: ballot.get(p, Fraction(0)) for p in names}) for ballot in shares]
            for rule, theirs_is in [("cstv-ewt", CSTV_Combination.EWT), ("cstv-ewtc", CSTV_Combination.EWTC)]:
                way = {
                    CSTV_Combination.EWT: (parts.select_project_ge, parts.is_eligible_ge),
                    CSTV_Combination.EWTC: (parts.select_project_gsc, parts.is_eligible_gsc),
                }[theirs_is]
                theirs = parts.cstv(
                    instance,
                    CumulativeProfile(full),
                    select_project_to_fund_func=way[0],
                    eligible_projects_func=way[1],
                    no_eligible_project_func=parts.elimination_with_transfers,
                    exhaustiveness_postprocess_func=lambda *_: None,
                )
                theirs = [p.name for p in theirs]
                mine = ours(command, folder, budget, costs, points, "--rule", rule)["selected"]
                counts["CSTV"][0] += 1
                if mine[: len(theirs)] != theirs:
                    print(rule, budget, costs, points, mine, theirs)
                    counts["CSTV"][1] += 1

            size = draw.randint(1, len(names))
            profile = Profile(len(names))
            profile.add_voters([{names.index(p) for p in wishes} for wishes in wanted])
            best = abcrules.compute_pav(profile, committeesize=size, resolute=True)[0]
            score = lambda mix: sum(
                sum((Fraction(1, k) for k in range(1, len(set(mix) & set(wishes)) + 1)), Fraction(0)) for wishes in wanted
            )
            found = ours(command, folder, size, {p: 1 for p in names}, points, "--rule", "pav")
            best, mine = score([names[c] for c in best]), score(found["selected"])
            counts["PAV"][0] += 1
            counts["PAV"][1] += mine == best
            above = found["bound"]["score_per_mille_above"]
            if mine > best or best > mine * (1 + Fraction(above) / 1000) + Fraction(1, 10**6):
                print("PAV", size, wanted, found["selected"], float(mine), float(best), above)
                counts["PAV"][2] += 1
    print(
        json.dumps(
            {
                "maximin_support": {"compared": counts["maximin support"][0], "differ": counts["maximin support"][1]},
                "cstv": {"compared": counts["CSTV"][0], "differ": counts["CSTV"][1]},
                "pav": {
                    "compared": counts["PAV"][0],
                    "optimal": counts["PAV"][1],
                    "bound_wrong": counts["PAV"][2],
                },
            }
        )
    )


main()
