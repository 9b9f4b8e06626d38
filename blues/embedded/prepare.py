"""Brings the demo's database up to date, in a process of its own; prints the demo's sign-ins.

Everything else that the commands say goes to the error stream, which the launcher keeps as a log.
"""

import sys

import django
from django.core.management import call_command


def main() -> None:
    django.setup()
    call_command("migrate", verbosity=1, interactive=False, stdout=sys.stderr)
    call_command("createcachetable", stdout=sys.stderr)
    call_command("seed", demo=True, stdout=sys.stderr)
    call_command("seed", list_sign_ins=True)


if __name__ == "__main__":
    main()
