"""The background work of this room."""

from datetime import time

from django.utils.translation import gettext_lazy as _

from blues import jobs
from blues.common import clock
from exchanges.workspace import clocks, dossiers, packing
from exchanges.workspace.dossier_models import Dossier

NIGHT = time(3, 0)
MORNING = time(7, 0)


@jobs.handler(dossiers.MAKE, title=_("Packing the dossier"), on_failure=dossiers.give_up)
def pack(job, *, dossier: str) -> dict:
    made = packing.make(Dossier.objects.select_for_update(of=("self",)).get(public_id=dossier))
    return {"dossier": dossier, "sha256": made.sha256}


@jobs.handler("workspace.clear_dossiers", daily_at=NIGHT)
def clear_dossiers(job, day):
    return {"cleared": dossiers.clear_away()}


@jobs.handler("workspace.clocks", daily_at=MORNING)
def strike(job, day):
    return clocks.strike(on=clock.today())
