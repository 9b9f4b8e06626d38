"""``manage.py journal verify`` and ``manage.py journal heads``."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from blues.journal.proof import Head, anchor_digest, examine, heads, missing_since

DIGEST = "digest"


class Command(BaseCommand):
    help = "Prove the journal whole, or print its heads to be kept outside the database."

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        actions.add_parser("heads", help="print the newest entry of every case, and one digest")
        verify = actions.add_parser(
            "verify", help="check every chain, and an anchor if one is given"
        )
        verify.add_argument("--case", help="only this case, such as exchange:<uuid>")
        verify.add_argument(
            "--anchor", type=Path, help="a file that `journal heads` printed earlier"
        )
        verify.add_argument(
            "--digest", help="the digest kept with that file, on paper or in a mail"
        )

    def handle(self, *, action: str, **options: Any) -> None:
        return self.print_heads() if action == "heads" else self.verify(**options)

    def print_heads(self) -> None:
        lines = heads()
        for head in lines:
            self.stdout.write(str(head))
        self.stdout.write(f"{DIGEST} {anchor_digest(lines)}")

    def verify(
        self, *, case: str | None, anchor: Path | None, digest: str | None, **_options: Any
    ) -> None:
        findings = examine(case)
        breaks = [*findings.breaks, *missing_since(read_anchor(anchor, digest) if anchor else [])]
        self.stdout.write(f"{findings.entries} entries in {findings.cases} cases checked.")
        for found in breaks:
            self.stderr.write(f"Broken: {found}")
        if breaks:
            sys.exit(1)
        self.stdout.write("The journal is whole.")


def read_anchor(path: Path, digest: str | None) -> list[Head]:
    try:
        *lines, last = path.read_text().splitlines()
        anchor = [Head.parse(line) for line in lines]
    except (OSError, ValueError) as error:
        raise CommandError(f"{path} is not a file that `journal heads` printed.") from error
    written = last.removeprefix(f"{DIGEST} ")
    if anchor_digest(anchor) != written or (digest and digest != written):
        raise CommandError(f"{path} was changed since it was printed: its digest does not match.")
    return anchor
