"""Brings the demo's database up to date, in a process of its own; prints the demo's sign-ins.

Everything else that the commands say goes to the error stream, which the launcher keeps as a log.
"""

import math
import sys

import django
from django.core.management import call_command


def main() -> None:
    django.setup()
    from blues.jobs.outbox import bell  # noqa: PLC0415 -- needs the settings

    # The demo's papers are told of by the relay, once the portal runs: whoever asks for something
    # at the first start would wait behind all of them.
    bell.quiet_until = math.inf
    call_command("migrate", verbosity=1, interactive=False, stdout=sys.stderr)
    call_command("createcachetable", stdout=sys.stderr)
    call_command("seed", demo=True, stdout=sys.stderr)
    call_command("seed", list_sign_ins=True)


if __name__ == "__main__":
    main()
