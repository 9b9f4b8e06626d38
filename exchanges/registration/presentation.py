"""A registration as pages show it: pills, tasks, answers, rule results."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from blues.common import formats
from exchanges.policy.checks import TITLES
from exchanges.policy.outcomes import Outcome, Report, Verdict
from exchanges.registration import reviews, summaries
from exchanges.registration.casework import ReviewRequest
from exchanges.registration.models import Registration
from exchanges.registration.states import RegistrationState

R = RegistrationState
TONES: dict[str, str] = {
    R.SUBMITTED: "info",
    R.UNDER_ASSESSMENT: "info",
    R.MORE_INFO_NEEDED: "attention",
    R.ACCEPTED: "success",
    R.LOW_ACTIVE: "attention",
    R.REJECTED: "danger",
}
VERDICT_TONES = {
    Verdict.PASS: "success",
    Verdict.FAIL: "danger",
    Verdict.NEEDS_EVIDENCE: "attention",
}


@dataclass(frozen=True)
class ShownOutcome:
    """One rule's answer with its title, ready for the page."""

    title: str
    outcome: Outcome
    word: str
    tone: str


def state_pill(registration: Registration) -> str:
    return render_to_string(
        "_components/pill.html",
        {
            "label": registration.get_state_display(),
            "tone": TONES.get(registration.state, "neutral"),
        },
    )


def outcomes_of(report: Report) -> list[ShownOutcome]:
    words = {
        Verdict.PASS: _("holds"),
        Verdict.FAIL: _("does not hold"),
        Verdict.NEEDS_EVIDENCE: _("needs evidence"),
    }
    return [
        ShownOutcome(
            title=str(TITLES[outcome.rule]),
            outcome=outcome,
            word=words[outcome.verdict],
            tone=VERDICT_TONES[outcome.verdict],
        )
        for outcome in report.outcomes
    ]


def papers_of(registration: Registration) -> list[tuple[str, str]]:
    """Label and address; the answers as they were sent come first."""
    summary = summaries.newest_of(registration)
    sent = reverse("registration:summary-download", args=[registration.public_id])
    papers = [(_("The answers as they were sent"), sent)] if summary and summary.is_stored else []
    known = {
        "cv": (_("CV"), registration.cv),
    }
    return papers + [
        (label, reverse("registration:paper-download", args=[registration.public_id, code]))
        for code, (label, stored) in known.items()
        if stored
    ]


def next_step_of(registration: Registration) -> str:
    """One sentence: who acts next, and until when."""
    if registration.programme.is_archived:
        return _("The programme is archived. Nothing in it changes any more.")
    day = {"cluster": registration.cluster, "day": formats.day(registration.due_on)}
    if registration.state in (R.SUBMITTED, R.UNDER_ASSESSMENT):
        return _("%(cluster)s answers by %(day)s. You need not do anything until then.") % day
    if registration.state == R.REJECTED:
        return _after_rejection(reviews.of_rejection(registration))
    sentences: dict[str, str] = {
        R.DRAFT: _("Complete the sections in any order, then check your answers and send them."),
        R.MORE_INFO_NEEDED: _("Change your answers and send them again by %(day)s.") % day,
        R.ACCEPTED: _("You can look for a partner in the catalogue and receive proposals."),
        R.RESERVED: _("%(cluster)s keeps you free for a match that is being built.") % day,
        R.ON_HOLD: _("You rest and receive no proposals until you come back."),
        R.LOW_ACTIVE: _("Say by %(day)s that you are still interested.") % day,
        R.EXHAUSTED: _("The one visit has been made. You may still host."),
    }
    return sentences.get(registration.state, "")


def _after_rejection(review: ReviewRequest | None) -> str:
    if not review:
        return _("You may ask the programme coordinator to look at the decision again.")
    if not review.decided_at:
        return _("The programme coordinator looks at the decision again and answers you.")
    return _("The programme coordinator has looked at the decision again, and it stands.")
