"""Verbs of the partner cluster: take up, accept, return with remarks, reject."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from blues import journal
from blues.common import formats
from blues.common.errors import BadInput, Conflict, NotAllowed
from clusters.directory import memberships
from clusters.models import Membership
from exchanges.policy.outcomes import Report
from exchanges.registration import checklist, eligibility, shown, telling
from exchanges.registration.casework import Decision, FieldRemark
from exchanges.registration.checklist import Given
from exchanges.registration.models import Registration
from exchanges.registration.moves import lock, move
from exchanges.registration.rules import conflict_of, is_free, may_decide, who_can_assess
from exchanges.registration.states import WITH_THE_CLUSTER, RegistrationState

R = RegistrationState
Outcome, Reason = Decision.Outcome, Decision.Reason


@transaction.atomic
def take_up(registration: Registration, *, by) -> Registration:
    """Open the case and say who works on it; the deadline goes on running."""
    locked = lock(registration)
    refuse_decided(locked, by=by)
    if locked.state == R.UNDER_ASSESSMENT:
        _refuse_taken(locked, by=by)
        return assign(locked, to=by, by=by)
    mine = {"taken_up_at": timezone.now(), "taken_up_by": by}
    return move(locked, to=R.UNDER_ASSESSMENT, by=by, **mine)


def _refuse_taken(registration: Registration, *, by) -> None:
    if is_free(registration):
        return
    holder = registration.taken_up_by
    if holder == by:
        raise Conflict(_("You have taken this case up already."), way_out=_("Go on with it."))
    said = {"who": holder, "when": formats.moment(registration.taken_up_at)}
    raise Conflict(
        _("%(who)s has taken this case up already, %(when)s.") % said,
        way_out=_("Choose another case, or ask %(who)s to pass this one on to you.") % said,
    )


def assign(locked: Registration, *, to, by) -> Registration:
    """Write down who works on the open case; ``None``: nobody for now."""
    locked.taken_up_by, locked.taken_up_at = to, timezone.now() if to else None
    locked.save(update_fields=["taken_up_at", "taken_up_by", "changed_at"])
    journal.record(locked.case, "case-assigned", by=by, to=to.public_id if to else None)
    return locked


@transaction.atomic
def accept(
    registration: Registration,
    *,
    by,
    remark: str = "",
    answers: Mapping[str, Given] | None = None,
    rest_is_fine: bool = False,
) -> Registration:
    """Let the organisation into the catalogue, if the checklist is answered and the rules agree.

    Where its membership of the cluster still waits, whoever accepts the newcomer confirms it.
    """
    locked = under_assessment(registration, by)
    if membership := membership_to_confirm(locked):
        memberships.confirm(membership=membership, by=by, decides_the_case=True)
    report = eligibility.check(locked)
    _refuse_blocked(report)
    rest = checklist.in_one_go(locked, checklist.points_of(locked), report=report)
    checklist.write(locked, by=by, given=answers or {}, rest=rest if rest_is_fine else None)
    if gaps := checklist.gaps_of(locked):
        raise Conflict(_("The checklist stands against accepting this."), reasons=gaps)
    moved = move(locked, to=R.ACCEPTED, by=by, remark=remark, **_decision(locked, by))
    _keep(moved, Outcome.ACCEPTED, by, text=remark)
    telling.organisation(moved, "registration.accepted")
    return moved


def _refuse_blocked(report: Report) -> None:
    if standing_in_the_way := eligibility.blockers(report):
        raise Conflict(
            _("The rules do not allow this registration to be accepted yet."),
            reasons=[outcome.reason for outcome in standing_in_the_way],
            way_out=" ".join(outcome.way_out for outcome in standing_in_the_way),
        )


def membership_to_confirm(registration: Registration) -> Membership | None:
    """What the organisation has asked the cluster of the case, unless it is a member elsewhere."""
    live = registration.organisation.memberships.live()
    asked = live.requested().filter(cluster=registration.cluster).first()
    if asked is None or live.confirmed().exists():
        return None
    return asked


def requests_for(registration: Registration, user) -> list[Membership]:
    """Memberships that the person may confirm right here.

    Those of the clusters that the person coordinates, and that of the case for whoever decides it:
    where the cluster has nobody free, nobody else could. Nobody who is tied to the organisation.
    """
    waiting = [asked for asked in registration.organisation.memberships.all() if asked.is_requested]
    if not waiting or conflict_of(user, registration):
        return []
    clusters = set(user.cluster_ids)
    if may_decide(user, registration):
        clusters.add(registration.cluster_id)
    return [asked for asked in waiting if asked.cluster_id in clusters]


@transaction.atomic
def confirm_memberships(registration: Registration, *, by) -> None:
    """Confirm what waits for this person, without deciding on the registration."""
    if tie := conflict_of(by, registration):
        raise NotAllowed(tie, way_out=who_can_assess(registration))
    waiting = requests_for(registration, by)
    if not waiting:
        raise Conflict(_("No membership waits for you here."))
    for membership in waiting:
        memberships.confirm(membership=membership, by=by, decides_the_case=True)


@transaction.atomic
def ask_for_more(
    registration: Registration, *, by, remark: str = "", remarks: Mapping[str, str] | None = None
) -> Registration:
    """Return it with remarks on single answers, on the whole, or both; each return is a round."""
    remarks = {field: text.strip() for field, text in (remarks or {}).items() if text.strip()}
    if not (remark.strip() or remarks):
        raise BadInput(_("Say what is missing; the organisation will read it."))
    locked = under_assessment(registration, by)
    if unknown := remarks.keys() - shown.questions_of(locked).keys():
        raise BadInput(_("There is no such answer: %(names)s.") % {"names": ", ".join(unknown)})
    moved = move(locked, to=R.MORE_INFO_NEEDED, by=by, remark=remark.strip())
    _keep(moved, Outcome.RETURNED, by, text=remark.strip(), fields=sorted(remarks))
    number = (moved.field_remarks.aggregate(last=Max("round"))["last"] or 0) + 1
    FieldRemark.objects.bulk_create(
        FieldRemark(registration=moved, round=number, field=field, text=text, made_by=by)
        for field, text in remarks.items()
    )
    telling.organisation(moved, "registration.more_needed")
    return moved


@transaction.atomic
def reject(
    registration: Registration, *, by, reason: str, code: str = Reason.OTHER
) -> Registration:
    """Say no, with the reason; the organisation may ask the programme for a review."""
    if not reason.strip():
        raise BadInput(_("Give the reason; the organisation has a right to it."))
    if code not in Reason.values:
        raise BadInput(_("Choose one of the reasons."))
    locked = under_assessment(registration, by)
    moved = move(locked, to=R.REJECTED, by=by, remark=reason, **_decision(locked, by))
    _keep(moved, Outcome.REJECTED, by, text=reason, reason=code)
    telling.organisation(moved, "registration.rejected")
    return moved


def under_assessment(registration: Registration, by) -> Registration:
    """The locked row; deciding on a case nobody has opened opens it."""
    locked = lock(registration)
    refuse_decided(locked, by=by)
    if locked.state == R.SUBMITTED:
        return take_up(locked, by=by)
    return locked


def refuse_decided(registration: Registration, *, by) -> None:
    """For whoever may decide, but comes second."""
    require_assessor(by, registration)
    if registration.state not in WITH_THE_CLUSTER:
        raise Conflict(
            who_was_first(registration)
            or _("This registration is “%(now)s”; there is nothing to decide.")
            % {"now": registration.get_state_display()},
            way_out=_("Nothing of yours was saved. Open the case to see how it stands."),
        )


def who_was_first(registration: Registration) -> str:
    """Who has decided what, for whoever comes second."""
    last = registration.decisions.select_related("made_by").first()
    if last is None:
        return ""
    said = {
        "who": last.made_by,
        "reference": registration.reference,
        "when": formats.moment(last.made_at),
    }
    sentences: dict[str, str] = {
        Outcome.ACCEPTED: _("%(who)s has accepted %(reference)s, %(when)s."),
        Outcome.RETURNED: _("%(who)s has returned %(reference)s with remarks, %(when)s."),
        Outcome.REJECTED: _("%(who)s has rejected %(reference)s, %(when)s."),
    }
    return sentences[last.outcome] % said


def require_assessor(by, registration: Registration) -> None:
    if may_decide(by, registration):
        return
    raise NotAllowed(
        _("A free coordinator of the partner cluster assesses a registration, never one's own."),
        reasons=[reason for reason in [conflict_of(by, registration)] if reason],
        way_out=who_can_assess(registration),
    )


def _keep(registration, outcome, by, *, text, reason="", fields=()) -> None:
    Decision.objects.create(
        registration=registration, outcome=outcome, reason=reason, text=text, made_by=by
    )
    detail = {"reason": reason} if reason else {"fields": list(fields)} if fields else {}
    journal.record(registration.case, f"registration-{outcome}", by=by, **detail)


def _decision(registration, by) -> dict:
    fields = {"decided_at": timezone.now(), "decided_by": by}
    if registration.taken_up_by_id is None:
        fields |= {"taken_up_at": timezone.now(), "taken_up_by": by}
    return fields
