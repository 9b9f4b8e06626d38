"""``manage.py walkthrough``: play one exchange to its completion and keep its papers."""

import time
from pathlib import Path
from tempfile import mkdtemp

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from blues import documents, jobs
from blues.documents.models import Document
from clusters.people.demo import PASSWORD
from exchanges.lifecycle.states import FINISHED
from exchanges.registration.models import Mode
from exchanges.workspace.cast import gather
from exchanges.workspace.walkthrough import perform
from workpackages.reporting import snapshots
from workpackages.reporting.models import Snapshot

PATIENCE = 60  # seconds to wait for a worker that took the copy first


class Command(BaseCommand):
    help = "Play one exchange ZINNAE → BalticNet-PlasmaTec and leave its papers in a folder."

    def add_arguments(self, parser):
        parser.add_argument("--virtual", action="store_true", help="an online exchange instead")
        parser.add_argument("--folder", type=Path, help="where the papers go (default: a new one)")

    def handle(self, *, virtual: bool, folder: Path | None, **_options):
        if not settings.DEMO:
            raise CommandError("The walkthrough invents companies, so it runs in the demo only.")
        exchange, cast = None, gather(password=PASSWORD)
        mode = Mode.VIRTUAL if virtual else Mode.PHYSICAL
        for number, act in enumerate(perform(cast, mode=mode), start=1):
            exchange = act.exchange or exchange
            self.stdout.write(f"{number:>3}. {act.done}  →  {act.state}")
        if exchange is None or exchange.state not in FINISHED:
            raise CommandError("The exchange was not completed.")
        folder = folder or Path(mkdtemp(prefix=f"{exchange.reference}-"))
        self._keep(exchange, folder)
        self._count(exchange, cast, folder)
        self.stdout.write(f"{exchange.reference} is completed; its papers are in {folder}")

    def _keep(self, exchange, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        for document in Document.objects.for_case(exchange.case).stored():
            path = folder / f"{document.reference}.pdf"
            path.write_bytes(documents.read(document))
            self.stdout.write(f"     {path.name}  {document.title}")

    def _count(self, exchange, cast, folder: Path) -> None:
        """The workbook for the agency, as the programme coordinator takes it."""
        snapshot = snapshots.take(
            exchange.programme, by=cast.programme, variant=Snapshot.Variant.FULL
        )
        patience = time.monotonic() + PATIENCE
        while snapshot.state == Snapshot.State.PENDING and time.monotonic() < patience:
            jobs.run_due()
            time.sleep(0.1)
            snapshot.refresh_from_db()
        path = folder / f"{snapshot.file_name}.xlsx"
        path.write_bytes(snapshots.workbook_of(snapshot))
        self.stdout.write(f"     {path.name}  workbook for the agency")
