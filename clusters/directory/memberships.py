"""How an organisation comes to belong to a cluster: it asks, the cluster confirms or refuses."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from blues import journal, notices
from blues.common import clock, files
from blues.common.errors import BadInput, Conflict, NotAllowed
from clusters.directory import rules, shelf
from clusters.directory.models import Cluster, Membership, Organisation
from clusters.directory.organisations import case

FRESH = {
    "since": None,
    "ended_on": None,
    "confirmed_at": None,
    "confirmed_by": None,
    "refused_at": None,
    "refused_by": None,
    "refusal_reason": "",
    "end_reason": "",
}


@transaction.atomic
def request(
    *, organisation: Organisation, cluster: Cluster, by, since: date | None = None, evidence=None
) -> Membership:
    """Ask the cluster to confirm; after a refusal or an end one may ask again."""
    _refuse_days_to_come(since)
    if organisation.pk not in by.organisation_ids:
        raise NotAllowed(_("Only the organisation's own people can ask for its membership."))
    Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    if organisation.memberships.live().filter(cluster=cluster).exists():
        raise Conflict(_("The organisation already belongs to this cluster or has asked to."))
    former = organisation.memberships.filter(cluster=cluster).first()
    _make_room(organisation, evidence, instead_of=former and former.evidence)
    if former:
        files.forget(former.evidence)
    membership, _made = Membership.objects.update_or_create(
        organisation=organisation,
        cluster=cluster,
        defaults=FRESH | {"since": since, "evidence": evidence or ""},
    )
    _record(membership, "membership-requested", by=by)
    _tell(cluster.assignments, "directory.membership-requested", membership)
    return membership


@transaction.atomic
def show(*, membership: Membership, by, since: date | None = None, evidence=None) -> Membership:
    """Since when, and the paper that shows it; what was handed in before stays unless replaced."""
    membership = Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    if membership.organisation_id not in by.organisation_ids:
        raise NotAllowed(_("Only the organisation's own people hand in its evidence."))
    if membership.refused_at or membership.ended_on:
        raise Conflict(_("This membership is over."), way_out=_("Ask the cluster once more."))
    _refuse_days_to_come(since)
    membership.since = since
    if evidence:
        _make_room(membership.organisation, evidence, instead_of=membership.evidence)
        files.forget(membership.evidence)
        membership.evidence = evidence
    membership.save(update_fields=["since", "evidence"])
    _record(membership, "membership-shown", by=by)
    return membership


def _make_room(organisation: Organisation, evidence, *, instead_of) -> None:
    if evidence:
        shelf.require_room(organisation, size=evidence.size, instead_of=files.size_of(instead_of))


def _refuse_days_to_come(since: date | None) -> None:
    if since and since > clock.today():
        raise BadInput(_("A membership cannot begin in the future."))


@transaction.atomic
def confirm(*, membership: Membership, by, decides_the_case: bool = False) -> Membership:
    """``decides_the_case`` says that the caller has made sure who may decide on the newcomer."""
    membership = _requested(membership, by, decides_the_case=decides_the_case)
    membership.confirmed_at, membership.confirmed_by = timezone.now(), by
    membership.save(update_fields=["confirmed_at", "confirmed_by"])
    _record(membership, "membership-confirmed", by=by)
    _tell(membership.organisation.assignments, "directory.membership-decided", membership)
    return membership


@transaction.atomic
def refuse(*, membership: Membership, reason: str, by) -> Membership:
    _require_reason(reason)
    membership = _requested(membership, by)
    membership.refused_at, membership.refused_by = timezone.now(), by
    membership.refusal_reason = reason.strip()
    membership.save(update_fields=["refused_at", "refused_by", "refusal_reason"])
    _record(membership, "membership-refused", by=by)
    _tell(membership.organisation.assignments, "directory.membership-decided", membership)
    return membership


@transaction.atomic
def end(*, membership: Membership, reason: str, by) -> Membership:
    """The organisation has left the cluster; what it did as a member stays."""
    _require_reason(reason)
    membership = _locked(membership, by)
    if not membership.confirmed_at or membership.ended_on:
        raise Conflict(_("This membership is not in force."))
    membership.ended_on, membership.end_reason = timezone.localdate(), reason.strip()
    membership.save(update_fields=["ended_on", "end_reason"])
    _record(membership, "membership-ended", by=by)
    _tell(membership.organisation.assignments, "directory.membership-ended", membership)
    return membership


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise BadInput(_("Give the organisation a reason."))


def _requested(membership: Membership, by, *, decides_the_case: bool = False) -> Membership:
    membership = _locked(membership, by, decides_the_case=decides_the_case)
    if not membership.is_requested:
        raise Conflict(_("This membership has been decided already."))
    return membership


def _locked(membership: Membership, by, *, decides_the_case: bool = False) -> Membership:
    rows = Membership.objects.select_for_update(of=("self",)).select_related(
        "organisation", "cluster__organisation"
    )
    membership = rows.get(pk=membership.pk)
    if not (decides_the_case or rules.may_decide(by, membership)):
        raise NotAllowed(
            _("The coordinator of the cluster decides on its members."),
            way_out=_("Another coordinator decides about an organisation of your own."),
        )
    return membership


def _tell(assignments, topic: str, membership: Membership) -> None:
    held = assignments.current().select_related("user")
    notices.tell(
        {assignment.user for assignment in held},
        topic,
        link=membership.organisation.get_absolute_url(),
        case=case(membership.organisation),
        organisation=str(membership.organisation),
        cluster=str(membership.cluster),
    )


def _record(membership: Membership, verb: str, *, by) -> None:
    journal.record(case(membership.organisation), verb, by=by, cluster=membership.cluster.code)
