"""``./portal bench NAME …``: run the named measurements of this package, one after the other."""

import importlib
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
    for name in wanted:
        importlib.import_module(f"tests.bench.{name}").main()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
