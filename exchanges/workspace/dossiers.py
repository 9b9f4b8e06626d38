"""Asking for a dossier, and who may open one that is there."""

from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from blues import jobs, journal
from blues.common import clock, files
from blues.common.errors import NotAllowed
from blues.documents.snapshots import canonical, digest
from exchanges.lifecycle.models import Exchange
from exchanges.workspace import packing
from exchanges.workspace.dossier_contents import (
    contents_for,
    may_have,
    readable_sources,
    sources,
)
from exchanges.workspace.dossier_models import Dossier

MAKE = "workspace.dossier"
KEPT_FOR = timedelta(days=30)
State = Dossier.State


@transaction.atomic
def ask(exchange: Exchange, *, by) -> Dossier:
    """Have everything packed that the person may read now. As long as nothing is new, and for
    everybody with the same rights, this is one and the same dossier."""
    if not may_have(by, exchange):
        raise NotAllowed(
            _("A dossier is for the clusters of an exchange, finance and the auditors."),
            way_out=_("Each paper that concerns you is on the page of the exchange."),
        )
    record = canonical(contents_for(exchange, by))
    dossier, is_new = Dossier.objects.get_or_create(
        exchange=exchange,
        record_sha256=digest(record),
        defaults={"record": record, "asked_by": by},
    )
    if is_new:
        dossier.job = jobs.request(
            MAKE,
            key=f"{MAKE}:{dossier.public_id}",
            by=by,
            lane=exchange.lane,
            dossier=str(dossier.public_id),
        )
    elif dossier.state == State.FAILED:
        dossier.job = packing.pack_again(dossier, by=by)
    dossier.asked_at = clock.now()  # kept for a month from the last time somebody asked
    dossier.save(update_fields=["job", "asked_at"])
    journal.record(
        journal_of(exchange), "dossier-asked", by=by, sha256=dossier.record_sha256, new=is_new
    )
    return dossier


def journal_of(exchange: Exchange) -> str:
    """A journal beside that of the case: asking for a dossier must not change what is in it."""
    return f"{exchange.case}:dossiers"


def open_with(contents: dict, exchange: Exchange) -> list[Dossier]:
    """The dossiers whose every part is among what somebody may read now."""
    readable = readable_sources(contents)
    made: QuerySet[Dossier] = exchange.dossiers.select_related("job")
    return [dossier for dossier in made if sources(dossier.data) <= readable]


def give_up(job) -> None:
    Dossier.objects.filter(public_id=job.args["dossier"], state=State.PENDING).update(
        state=State.FAILED, failure=job.error
    )


def clear_away() -> int:
    """Copies are not kept for ever: whoever needs one again asks again and gets the same bytes."""
    old = Dossier.objects.filter(asked_at__lt=clock.now() - KEPT_FOR)
    for dossier in old:
        files.forget(dossier.file)
        dossier.delete()
    return len(old)
