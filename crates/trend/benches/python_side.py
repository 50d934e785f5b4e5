"""The other side of the bench: the sign-flip test in plain Python, and ruptures' Pelt(l2).

Takes the question as JSON from its input; prints answers and the middle one of several processor times
each, in seconds, as JSON. The sign-flip test counts as the crate does: subsets of the moves with a sum of
at most the smaller side, person after person, in Python's whole numbers.
"""

import json
import statistics
import sys
import time

import numpy
import ruptures


def chance(moves):
    sizes = [abs(move) for move in moves if move]
    most = min(sum(m for m in moves if m > 0), sum(-m for m in moves if m < 0))
    if 2 * most == sum(sizes):
        return f"{1 << len(sizes)}/{1 << len(sizes)}"
    counts = [1] + [0] * most
    for size in sizes:
        for total in range(most, size - 1, -1):
            counts[total] += counts[total - size]
    return f"{2 * sum(counts)}/{1 << len(sizes)}"


def timed(runs, run):
    times = []
    for _ in range(runs):
        begun = time.process_time()
        answer = run()
        times.append(time.process_time() - begun)
    return answer, statistics.median(times)


asked = json.load(sys.stdin)
readings = numpy.array(asked["readings"])


def cut():
    pelt = ruptures.Pelt(model="l2", min_size=asked["least"], jump=1)
    return pelt.fit(readings).predict(pen=asked["penalty"])


seen, sign_flip = timed(9, lambda: chance(asked["moves"]))
breakpoints, cutting = timed(3, cut)
print(
    json.dumps(
        {
            "chance": seen,
            "sign_flip": sign_flip,
            "breakpoints": [int(at) for at in breakpoints],
            "pelt": cutting,
        }
    )
)
