"""``./portal bench NAME …``: run the named measurements of this package, one after the other.

A measurement returns its figures. Where one of them says that a goal was not held, the run fails.
"""

import importlib
import json
import pkgutil
import sys

import django

from tests import bench


def measurements():
    return sorted(name for _, name, _ in pkgutil.iter_modules(bench.__path__) if name[0] != "_")


def main(wanted):
    known = measurements()
    if not wanted or set(wanted) - set(known):
        print(f"Usage: ./portal bench NAME …; there is: {', '.join(known) or 'none yet'}")
        return 2
    django.setup()
    missed = [
        figures
        for name in wanted
        for figures in importlib.import_module(f"tests.bench.{name}").main()
        if not figures.get("goal_held", True)
    ]
    for figures in missed:
        print(f"Goal not held: {json.dumps(figures)}", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
