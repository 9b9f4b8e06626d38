"""The page of one case: what the organisation says beside what rules, registers and history say."""

from django.utils.translation import gettext as _
from stdnum.eu import vat

from blues.common import formats
from clusters.directory import duplicates, numbers
from clusters.models import Membership, Organisation
from exchanges.policy.outcomes import Report
from exchanges.registration import (
    agency,
    assessment,
    checklist,
    eligibility,
    handovers,
    presentation,
    registrations,
    reviews,
    shown,
)
from exchanges.registration.assessment_forms import (
    ChecklistForm,
    ConflictForm,
    ExceptionForm,
    HandOverForm,
    PassOnForm,
    RefuseOfferForm,
    RejectForm,
    ReturnForm,
    ReviewAnswerForm,
)
from exchanges.registration.models import Registration
from exchanges.registration.rules import (
    conflict_of,
    free_assessors,
    is_free,
    may_decide,
    may_read_papers,
    who_can_assess,
)
from exchanges.registration.states import WITH_THE_CLUSTER, RegistrationState

R = RegistrationState
MOST_SHOWN = 10
MEMBERSHIP = "E2"  # the rule that passes once the cluster has confirmed its member


def context_of(registration: Registration, user, **forms) -> dict:
    """Everything on the page; ``forms`` are those that were sent and refused."""
    decides = may_decide(user, registration)
    waits = registration.state in WITH_THE_CLUSTER
    report = eligibility.check(registration)
    free = waits and is_free(registration)
    context = {
        "registration": registration,
        "answers": shown.answers_of(registration),
        "outcomes": presentation.outcomes_of(report),
        "register": register_data(registration.organisation),
        "papers": presentation.papers_of(registration)
        if may_read_papers(user, registration)
        else [],
        "history": history_of(registration),
        "duplicates": duplicates_of(registration.organisation, user),
        "points": checklist.points_of(registration),
        "exceptions": list(registration.exceptions.with_case()),
        "decisions": list(registration.decisions.select_related("made_by")[:MOST_SHOWN]),
        "requests": assessment.requests_for(registration, user),
        "confirms": assessment.membership_to_confirm(registration) if decides and waits else None,
        "tie": conflict_of(user, registration) if user.coordinates(registration.cluster) else "",
        "stand_in": who_can_assess(registration) if waits else "",
        "decides": decides and waits,
        "may_reserve": decides and registration.state == R.ACCEPTED,
        "may_release": decides and registration.state == R.RESERVED,
        "may_withdraw": decides and registrations.may_withdraw(user, registration),
        "may_take_up": decides and (registration.state == R.SUBMITTED or free),
        "has_left": free and bool(registration.taken_up_by_id),
    }
    return context | _forms(registration, user, context, report) | forms


def checklist_of(registration: Registration, user) -> dict:
    """What the form of the checklist is made from."""
    return _checklist(
        registration,
        checklist.points_of(registration),
        report=eligibility.check(registration),
        confirms=assessment.membership_to_confirm(registration),
    )


def _checklist(registration, points, *, report: Report, confirms: Membership | None) -> dict:
    assumed = {MEMBERSHIP} if confirms else ()
    return {
        "points": points,
        "outcomes": presentation.outcomes_of(report),
        "in_one_go": checklist.in_one_go(registration, points, report=report, assumed=assumed),
    }


def version_of(registration: Registration) -> str:
    """Changes when the organisation sends the registration again."""
    return registration.declared_at.isoformat() if registration.declared_at else ""


def _forms(registration, user, context, report) -> dict:
    forms: dict = {}
    current: dict = {"current_version": version_of(registration)}
    if context["decides"]:
        needed = _checklist(
            registration, context["points"], report=report, confirms=context["confirms"]
        )
        forms["accept_form"] = ChecklistForm(prefix="accept", **needed, **current)
        forms["ask_form"] = ReturnForm(registration=registration, prefix="ask", **current)
        forms["reject_form"] = RejectForm(prefix="reject", **current)
    return forms | _hands(registration, user, context) | _overseeing(registration, user)


def _hands(registration, user, context) -> dict:
    """Forms for giving the case to somebody else, and for answering such an offer."""
    if registration.state not in WITH_THE_CLUSTER:
        return {}
    forms: dict = {"offer": handovers.open_offer(registration)}
    if forms["offer"] and user.coordinates(forms["offer"].to_cluster):
        forms["refuse_form"] = RefuseOfferForm(prefix="refuse")
    mine = user.coordinates(registration.cluster)
    colleagues = free_assessors(registration).exclude(pk=user.pk)
    if mine and not context["tie"]:
        forms["conflict_form"] = ConflictForm(colleagues=colleagues, prefix="conflict")
    if context["decides"] and colleagues.exists():
        forms["pass_form"] = PassOnForm(colleagues=colleagues, prefix="pass")
    if (mine or user.is_programme_coordinator) and not forms["offer"]:
        forms["handover_form"] = HandOverForm(registration=registration, prefix="handover")
    return forms


def _overseeing(registration, user) -> dict:
    forms: dict = {"review": reviews.open_request(registration)}
    if forms["review"] and reviews.may_answer(user, registration):
        forms["review_form"] = ReviewAnswerForm(prefix="review")
    if registration.is_host and agency.may_note(user, registration):
        forms["exception_form"] = ExceptionForm(prefix="exception")
    return forms


def register_data(organisation) -> list[tuple]:
    """The numbers under which registers know the organisation, checked offline."""
    return [
        (_("Registration number"), organisation.registration_number),
        (_("VAT number"), _checked_vat(organisation)),
        (_("Participant code (PIC)"), organisation.pic),
        (_("Website"), organisation.website),
        (_("Address"), organisation.address),
        (_("SME declaration"), formats.moment(organisation.sme_declared_at)),
    ]


def _checked_vat(organisation) -> str:
    if not organisation.vat_number:
        return ""
    said = {"number": organisation.vat_number}
    if organisation.country_id.lower() not in vat.MEMBER_STATES:
        return _("%(number)s (cannot be checked here)") % said
    try:
        numbers.vat_number(organisation.vat_number, organisation.country_id)
    except ValueError:
        return _("%(number)s (its digits cannot be right)") % said
    return _("%(number)s (the check digits are right)") % said


def history_of(registration) -> list[tuple[str, str]]:
    """Other registrations and the exchanges of the organisation: what, and how it stands."""
    organisation = registration.organisation
    others = organisation.registrations.sent().exclude(pk=registration.pk)
    rows = [
        (f"{one.reference}, {one.get_role_display()}", one.get_state_display())
        for one in others.order_by("-created_at")[:MOST_SHOWN]
    ]
    for exchanges, role in (
        (organisation.visits, _("visitor")),
        (organisation.stays_hosted, _("host")),
    ):
        rows += [
            (f"{one.reference}, {role}", one.get_state_display())
            for one in exchanges.order_by("-reference")[:MOST_SHOWN]
        ]
    return rows


def duplicates_of(organisation, user) -> list[tuple[str, str]]:
    """Records that look like the same organisation, among those the person may know of."""
    others = Organisation.objects.visible_to(user).exclude(pk=organisation.pk)
    probe = duplicates.Probe(
        key=organisation.pk,
        legal_name=organisation.legal_name,
        country=organisation.country_id,
        registration_number=organisation.registration_number,
        vat_number=organisation.vat_number,
        pic=organisation.pic,
        website=organisation.website,
    )
    found = duplicates.matches([probe], among=others).get(organisation.pk, [])[:MOST_SHOWN]
    named = Organisation.objects.in_bulk([match.organisation for match in found])
    return [
        (
            named[match.organisation].legal_name,
            ", ".join(str(duplicates.WORDS[reason]) for reason in match.reasons),
        )
        for match in found
    ]
