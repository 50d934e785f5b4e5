"""The references' side of the release bench, on one core.

    python release_side.py optimum FILE.txt BUDGET    HiGHS on the integer programme
    python release_side.py frontier FILE.txt          OR-tools, one minimum cut per step

Prints one line of JSON: processor seconds of the solver alone, and the value or number of plans.
"""

import json
import sys
import time
from fractions import Fraction


def read(path):
    with open(path, encoding="utf-8") as file:
        lines = [line for line in file if not line.startswith("^")]
    words = iter([int(word) for line in lines for word in line.split()])
    costs = []
    for _ in range(next(words)):
        costs += [next(words) for _ in range(next(words))]
    before = [(next(words) - 1, next(words) - 1) for _ in range(next(words))]
    customers = []
    for _ in range(next(words)):
        weight = next(words)
        customers.append((weight, [next(words) - 1 for _ in range(next(words))]))
    return costs, before, customers


def optimum(costs, before, customers, budget):
    import highspy

    model = highspy.Highs()
    model.setOptionValue("output_flag", False)
    model.setOptionValue("threads", 1)
    model.setOptionValue("mip_rel_gap", 0.0)
    model.setOptionValue("mip_abs_gap", 0.99)
    features = [model.addBinary() for _ in costs]
    wanted = [model.addBinary() for _ in customers]
    for first, then in before:
        model.addConstr(features[then] <= features[first])
    for customer, (_, wants) in zip(wanted, customers):
        for feature in set(wants):
            model.addConstr(customer <= features[feature])
    model.addConstr(sum(c * x for c, x in zip(costs, features)) <= budget)
    begun = time.process_time()
    model.maximize(sum(w * y for (w, _), y in zip(customers, wanted)))
    seconds = time.process_time() - begun
    return {"seconds": seconds, "value": round(model.getInfo().objective_function_value)}


def frontier(costs, before, customers):
    import numpy
    from ortools.graph.python import max_flow

    source, sink = len(costs) + len(customers), len(costs) + len(customers) + 1
    tails, heads = [], []
    for number, (_, wants) in enumerate(customers):
        for feature in set(wants):
            tails.append(len(costs) + number)
            heads.append(feature)
    for first, then in before:
        tails.append(then)
        heads.append(first)
    tails += [source] * len(customers) + list(range(len(costs)))
    heads += list(range(len(costs), source)) + [sink] * len(costs)
    fixed = len(tails) - len(customers) - len(costs)
    weights = numpy.array([weight for weight, _ in customers])
    prices = numpy.array(costs)
    spent = 0.0

    def cut(price):
        """Value and cost of the dearest best plan when a unit of cost is priced at `price`."""
        nonlocal spent
        flow = max_flow.SimpleMaxFlow()
        much = int(weights.sum()) * price.denominator + 1
        capacities = numpy.concatenate([
            numpy.full(fixed, much),
            weights * price.denominator,
            prices * price.numerator,
        ])
        flow.add_arcs_with_capacity(numpy.array(tails), numpy.array(heads), capacities)
        begun = time.process_time()
        flow.solve(source, sink)
        spent += time.process_time() - begun
        side = set(flow.get_source_side_min_cut())
        value = sum(w for n, (w, _) in enumerate(customers) if len(costs) + n in side)
        return value, sum(c for n, c in enumerate(costs) if n in side)

    needed = set()
    after = {}
    for first, then in before:
        after.setdefault(then, []).append(first)
    stack = [feature for _, wants in customers for feature in wants]
    while stack:
        feature = stack.pop()
        if feature not in needed:
            needed.add(feature)
            stack += after.get(feature, [])
    whole = (int(weights.sum()), sum(costs[feature] for feature in needed))
    corners, cuts = {(0, 0), whole}, 0
    open_pairs = [((0, 0), whole)]
    while open_pairs:
        low, high = open_pairs.pop()
        price = Fraction(high[0] - low[0], high[1] - low[1])
        found = cut(price)
        cuts += 1
        line = price.denominator * low[0] - price.numerator * low[1]
        if price.denominator * found[0] - price.numerator * found[1] > line:
            corners.add(found)
            open_pairs += [(low, found), (found, high)]
    return {"seconds": spent, "plans": len(corners), "cuts": cuts}


what, path, *rest = sys.argv[1:]
problem = read(path)
print(json.dumps(optimum(*problem, int(rest[0])) if what == "optimum" else frontier(*problem)))
