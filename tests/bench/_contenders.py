"""One way to assign visitors to hosts, measured by itself: ``python -m tests.bench._contenders``.

Every way gets the same pairs from a file, in a process of its own, so that its memory is its own.
It prints a JSON line; a way whose package is not installed says so instead. What counts is the time
of the processor, since others may share it; imports and compiling are done before the clock starts.
"""

import json
import resource
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from exchanges.matching import customs
from exchanges.matching.assignment import Pairs, best, total_of

MANY_PAIRS = 100_000  # more take long enough for one run to tell
RUNS = 3


def measured(way: str, pairs: Pairs) -> dict:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "pairs.npz"
        np.savez(file, **vars(pairs))
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench._contenders", way, str(file)],
            check=True,
            capture_output=True,
            text=True,
        )
    return json.loads(done.stdout)


def ours(pairs: Pairs) -> int:
    return best(pairs).total


def ortools_min_cost_flow(pairs: Pairs) -> int:
    """From visitors over hosts to one end; who stays at home goes there at once."""
    visitors, hosts = pairs.visitors, len(pairs.places)
    end, rows = visitors + hosts, pairs.rows
    everybody, every_host = np.arange(visitors), visitors + np.arange(hosts)
    tails = np.concatenate([rows, every_host, everybody]).astype(np.int32)
    heads = np.concatenate([visitors + pairs.hosts, np.full(hosts + visitors, end)])
    room = np.concatenate([np.ones(len(rows)), pairs.places, np.ones(visitors)])
    costs = np.concatenate([-pairs.scores, np.zeros(hosts + visitors)])
    flow = import_module("ortools.graph.python.min_cost_flow").SimpleMinCostFlow()
    flow.add_arcs_with_capacity_and_unit_cost(
        tails, heads.astype(np.int32), room.astype(np.int64), costs.astype(np.int64)
    )
    supplies = np.concatenate([np.ones(visitors), np.zeros(hosts), [-visitors]])
    flow.set_nodes_supplies(np.arange(end + 1, dtype=np.int32), supplies.astype(np.int64))
    assert flow.solve() == flow.OPTIMAL
    return -flow.optimal_cost()


def networkx_max_weight_matching(pairs: Pairs) -> int:
    """Knows no places, so that every host stands there once for each."""
    networkx = import_module("networkx")
    graph = networkx.Graph()
    for row, host, score in zip(
        pairs.rows.tolist(), pairs.hosts.tolist(), pairs.scores.tolist(), strict=True
    ):
        for place in range(pairs.places[host]):
            graph.add_edge(row, ("host", host, place), weight=score)
    matching = networkx.max_weight_matching(graph)
    return sum(graph.edges[edge]["weight"] for edge in matching)


def greedy(pairs: Pairs) -> int:
    return total_of(pairs, customs.greedy(pairs))


def stable(pairs: Pairs) -> int:
    return total_of(pairs, customs.stable(pairs))


def first_come(pairs: Pairs) -> int:
    return total_of(pairs, customs.first_come(pairs))


WAYS = {
    way.__name__: way
    for way in (
        ours,
        ortools_min_cost_flow,
        networkx_max_weight_matching,
        greedy,
        stable,
        first_come,
    )
}
NEEDS = {ortools_min_cost_flow: "ortools.graph.python.min_cost_flow"}
NEEDS |= {networkx_max_weight_matching: "networkx"}
SLOW = {"networkx_max_weight_matching"}  # more than the smallest programme takes it minutes


def one(way: str, pairs: Pairs) -> dict:
    work = WAYS[way]
    try:
        import_module(NEEDS.get(work, "numpy"))
    except ModuleNotFoundError as missing:
        return {"missing": f"{missing.name} is not installed"}
    ours(Pairs.of([0], [0], [1], visitors=1, places=[1]))  # nobody pays for the compiler
    before, seconds = peak_mib(), []
    for _run in range(1 if len(pairs.scores) > MANY_PAIRS or way in SLOW else RUNS):
        start = time.process_time()
        total = work(pairs)
        seconds.append(time.process_time() - start)
    grown = round(peak_mib() - before, 1)
    return {"seconds": round(min(seconds), 5), "mib": grown, "total": total}


def peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    print(json.dumps(one(sys.argv[1], Pairs(**np.load(sys.argv[2])))))
