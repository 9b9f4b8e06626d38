"""``./portal test``: without arguments the whole suite on all cores; ``--coverage`` measures it.

Measuring takes two thirds of the time again, so it is asked for.
"""

import os
import sys

MOST_PROCESSES = 4  # each of them has a database and may have a browser
WHOLE_SUITE = ["-n", str(min(os.cpu_count() or 1, MOST_PROCESSES))]
COVERAGE = ["--cov", "--cov-report=term"]


def main(arguments):
    os.environ.pop("DATABASE_URL", None)  # the tests bring their own servers
    os.environ["SECRET_KEY"] = "for-tests-only"
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's synchronous interface needs it
    if arguments == ["--coverage"]:
        arguments = [*WHOLE_SUITE, *COVERAGE]
    command = [sys.executable, "-m", "pytest", *(arguments or WHOLE_SUITE)]
    os.execv(sys.executable, command)


if __name__ == "__main__":
    main(sys.argv[1:])
