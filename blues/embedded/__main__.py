"""``python -m blues.embedded up|run|join``: what ``./portal`` becomes after the set-up."""

import argparse
import errno
import os
import sys
from pathlib import Path

from blues.embedded import demo
from blues.embedded.trouble import Trouble


def up(words: list[str]) -> int:
    parser = argparse.ArgumentParser("./portal up")
    parser.add_argument("--port", type=int, default=demo.DEFAULT_PORT)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--home", type=Path, default=demo.HOME, help="another place for its data")
    options = parser.parse_args(words)
    demo.up(port=options.port, check=options.check, home=options.home)
    return 0


def run(program: list[str]) -> int:
    return demo.run(program)


def join(program: list[str]) -> int:
    demo.join(program)
    return 0


COMMANDS = {"up": up, "run": run, "join": join}


def main(words: list[str]) -> int:
    try:
        return COMMANDS[words[0]](words[1:])
    except KeyboardInterrupt:
        print("\nStopped.")
        return 0
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
    except OSError as error:
        where = f": {error.filename}" if error.filename else ""
        full = error.errno == errno.ENOSPC
        print(
            "The disk is full." if full else f"{os.strerror(error.errno or 0)}{where}",
            file=sys.stderr,
        )
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
