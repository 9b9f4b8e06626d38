"""A case changes hands: to a colleague, away from who is tied to it, or to another cluster."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from blues import journal
from blues.common.errors import BadInput, Conflict, NotAllowed
from clusters.models import Cluster, User
from exchanges.registration import telling
from exchanges.registration.assessment import assign, require_assessor
from exchanges.registration.casework import ConflictOfInterest, HandOver
from exchanges.registration.models import ClusterReason, Registration
from exchanges.registration.moves import lock, move
from exchanges.registration.partners import partner_clusters
from exchanges.registration.rules import conflict_of, free_assessors, require
from exchanges.registration.states import WITH_THE_CLUSTER, RegistrationState

R = RegistrationState


# -- Inside the cluster -------------------------------------------------------------------------


@transaction.atomic
def pass_on(registration: Registration, *, by, to: User) -> Registration:
    """Let a colleague go on with the case."""
    locked = _waiting(registration)
    require_assessor(by, locked)
    return _give(locked, to=to, by=by)


@transaction.atomic
def declare_conflict(
    registration: Registration, *, by, reason: str, to: User | None = None
) -> Registration:
    """Step back from the case for good; a colleague takes it, named now or found later."""
    locked = _waiting(registration)
    require(by.coordinates(locked.cluster) or by.is_programme_coordinator)
    if not reason.strip():
        raise BadInput(_("Say what ties you to the organisation."))
    _made, fresh = ConflictOfInterest.objects.get_or_create(
        registration=locked, person=by, defaults={"reason": reason.strip()}
    )
    if fresh:
        journal.record(locked.case, "conflict-declared", by=by)
    if to:
        return _give(locked, to=to, by=by)
    if locked.taken_up_by == by:
        assign(locked, to=None, by=by)
    telling.assessors(locked, "registration.case_free")
    return locked


def _give(locked, *, to, by) -> Registration:
    if not free_assessors(locked).filter(pk=to.pk).exists():
        raise BadInput(_("This person cannot assess the case."))
    if locked.state == R.SUBMITTED:
        taken = {"taken_up_at": timezone.now(), "taken_up_by": to}
        locked = move(locked, to=R.UNDER_ASSESSMENT, by=by, **taken)
    else:
        assign(locked, to=to, by=by)
    telling.person(locked, to, "registration.passed_on")
    return locked


# -- Between clusters ---------------------------------------------------------------------------


@transaction.atomic
def offer(registration: Registration, *, by, to: Cluster, reason: str) -> HandOver:
    """Ask another cluster to take the case; until it answers, the case stays where it is."""
    locked = _waiting(registration)
    require(by.coordinates(locked.cluster) or by.is_programme_coordinator)
    if not reason.strip():
        raise BadInput(_("Say why; the other cluster reads it."))
    partners = partner_clusters(locked.programme)
    if to == locked.cluster or not partners.filter(pk=to.pk).exists():
        raise BadInput(_("Choose another partner cluster."))
    if locked.handovers.open().exists():
        raise Conflict(_("This case has been offered already."))
    _close_lapsed(locked, by)
    offered = HandOver.objects.create(
        registration=locked,
        from_cluster=locked.cluster,
        to_cluster=to,
        reason=reason.strip(),
        offered_by=by,
    )
    journal.record(locked.case, "case-offered", by=by, to=to.code)
    telling.coordinators(locked, to, "registration.case_offered")
    return offered


@transaction.atomic
def take(handover: HandOver, *, by) -> Registration:
    """The other cluster takes the case; handing over wins no time."""
    found, locked = _open(handover, by)
    _answer(found, by, is_taken=True)
    locked.cluster = found.to_cluster
    locked.cluster_because = ClusterReason.HANDED_OVER
    locked.taken_up_by = locked.taken_up_at = None
    fields = ["cluster", "cluster_because", "taken_up_at", "taken_up_by", "changed_at"]
    locked.save(update_fields=fields)
    journal.record(locked.case, "case-handed-over", by=by, to=found.to_cluster.code)
    telling.coordinators(locked, found.from_cluster, "registration.case_taken")
    telling.organisation(locked, "registration.new_cluster")
    return locked


@transaction.atomic
def refuse(handover: HandOver, *, by, answer: str) -> HandOver:
    """The case stays where it is; the other cluster reads why."""
    if not answer.strip():
        raise BadInput(_("Say why; the other cluster reads it."))
    found, locked = _open(handover, by)
    _answer(found, by, is_taken=False, answer=answer.strip())
    journal.record(locked.case, "case-refused", by=by, to=found.to_cluster.code)
    telling.coordinators(locked, found.from_cluster, "registration.case_refused")
    return found


def open_offer(registration: Registration) -> HandOver | None:
    return (
        registration.handovers.open()
        .select_related("from_cluster__organisation", "to_cluster__organisation", "offered_by")
        .first()
    )


def _waiting(registration) -> Registration:
    locked = lock(registration)
    if locked.state not in WITH_THE_CLUSTER:
        raise Conflict(
            _("This registration is “%(now)s”; there is nothing to decide.")
            % {"now": locked.get_state_display()}
        )
    return locked


def _open(handover, by) -> tuple[HandOver, Registration]:
    locked = _waiting(handover.registration)
    found = HandOver.objects.select_related("to_cluster", "from_cluster").get(pk=handover.pk)
    require(
        by.coordinates(found.to_cluster),
        _("The cluster that the case was offered to answers."),
    )
    if tie := conflict_of(by, locked):
        raise NotAllowed(_("A colleague answers for your cluster."), reasons=[tie])
    if found.answered_at:
        raise Conflict(_("This offer has been answered already."))
    if found.from_cluster_id != locked.cluster_id:
        raise Conflict(_("The case has gone to another cluster."))
    return found, locked


def _close_lapsed(registration, by) -> None:
    """What another cluster offered before the case came here; one offer waits at a time."""
    for lapsed in registration.handovers.filter(answered_at__isnull=True):
        _answer(lapsed, by, is_taken=False, answer=_("The case has gone to another cluster."))


def _answer(handover, by, *, is_taken, answer="") -> None:
    handover.is_taken, handover.answer = is_taken, answer
    handover.answered_at, handover.answered_by = timezone.now(), by
    handover.save(update_fields=["is_taken", "answer", "answered_at", "answered_by"])
