"""Verbs on a cluster's letterhead: one coordinator proposes it, a second person approves."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from blues import journal
from blues.common import clock
from blues.common.errors import BadInput, Conflict, NotAllowed
from clusters.models import Cluster
from clusters.programme.admission import require_writable
from exchanges.building.clauses.models import Stage
from exchanges.building.letterhead_models import Letterhead
from exchanges.building.logos import contrast_with_paper, data_of

READABLE = 4.5  # contrast of text on white, WCAG 2.2 AA
WRITABLE = {"name", "address", "contact", "accent"}


def printed_for(cluster: Cluster) -> dict:
    """The entry of a snapshot; nothing where the cluster has no letterhead of its own."""
    held = cluster.letterheads.in_force().first()
    return {"letterhead": held.printed()} if held else {}


def may_write(user, cluster: Cluster) -> bool:
    return user.coordinates(cluster)


def may_approve(user, cluster: Cluster) -> bool:
    return user.coordinates(cluster) or user.is_programme_coordinator


@transaction.atomic
def propose(cluster: Cluster, *, by, logo=None, keep_logo: bool = True, **fields) -> Letterhead:
    """Write the next letterhead; an open one of one's own is written over."""
    locked = _lock(cluster)
    if not may_write(by, locked):
        raise NotAllowed(_("A cluster's letterhead is written by its coordinators."))
    made = _open_or_new(locked, by=by)
    for name in WRITABLE & fields.keys():
        setattr(made, name, fields[name])
    if contrast_with_paper(made.accent) < READABLE:
        raise BadInput(
            _("This colour is too light to be read on paper."), way_out=_("Choose a darker one.")
        )
    if logo is not None:
        made.logo = data_of(logo)
    elif not keep_logo:
        made.logo = ""
    made.drafted_at = clock.now()
    made.full_clean()
    made.save()
    return _recorded(made, "letterhead-proposed", by=by)


@transaction.atomic
def approve(letterhead: Letterhead, *, by, seen: str) -> Letterhead:
    """From now on what the cluster issues carries it: its agreements, and what closes an exchange
    that it pays. Papers that there are stay as they are.

    ``seen``: when it was written, from the page that the second person looked at.
    """
    locked = _lock_open(letterhead, by=by)
    if locked.drafted_at.isoformat() != seen:
        raise Conflict(
            _("The letterhead was changed in the meantime."), way_out=_("Look at what is new.")
        )
    if by == locked.drafted_by:
        raise NotAllowed(
            _("Nobody approves their own letterhead."),
            way_out=_("Ask a second person to look at it."),
        )
    for before in locked.cluster.letterheads.in_force():
        before.stage = Stage.SUPERSEDED
        before.save(update_fields=["stage"])
    locked.stage = Stage.RELEASED
    locked.approved_at, locked.approved_by = clock.now(), by
    locked.save(update_fields=["stage", "approved_at", "approved_by"])
    return _recorded(locked, "letterhead-approved", by=by)


@transaction.atomic
def discard(letterhead: Letterhead, *, by) -> Letterhead:
    locked = _lock_open(letterhead, by=by)
    locked.stage = Stage.DISCARDED
    locked.save(update_fields=["stage"])
    return _recorded(locked, "letterhead-discarded", by=by)


def _open_or_new(cluster: Cluster, *, by) -> Letterhead:
    rows = cluster.letterheads
    if present := rows.open().first():
        if present.drafted_by != by:
            raise Conflict(
                _("Another letterhead is waiting for its second person."),
                way_out=_("Approve or discard it first."),
            )
        return present
    number = (rows.aggregate(last=Max("number"))["last"] or 0) + 1
    in_force = rows.in_force().first()
    logo = in_force.logo if in_force else ""
    return Letterhead(cluster=cluster, number=number, logo=logo, drafted_by=by)


def _lock(cluster: Cluster) -> Cluster:
    locked = Cluster.objects.select_for_update(of=("self",)).get(pk=cluster.pk)
    require_writable(locked.programme)
    return locked


def _lock_open(letterhead: Letterhead, *, by) -> Letterhead:
    cluster = _lock(letterhead.cluster)
    if not may_approve(by, cluster):
        raise NotAllowed(_("A letterhead is approved by a coordinator."))
    locked = Letterhead.objects.select_for_update(of=("self",)).get(pk=letterhead.pk)
    locked.cluster = cluster
    if not locked.is_open:
        raise Conflict(_("This letterhead has already been approved or discarded."))
    return locked


def _recorded(letterhead: Letterhead, what: str, *, by) -> Letterhead:
    cluster = letterhead.cluster
    journal.record(
        cluster.programme.case, what, by=by, cluster=cluster.code, version=letterhead.number
    )
    return letterhead
