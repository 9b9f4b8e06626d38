"""How an exchange works, step by step, with the time limits of the rules in force."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clusters.models import RuleSet


@dataclass(frozen=True)
class Step:
    what: str
    who: str
    how_long: str = ""


@dataclass(frozen=True)
class Phase:
    """One of the four phases of ClusterXchange; ``short`` is its sentence on the home page."""

    code: str
    title: str
    short: str
    steps: tuple[Step, ...]


def phases(rules: RuleSet) -> list[Phase]:
    return [_registration(rules), _matching(rules), _building(rules), _finalisation(rules)]


def _days(number: int) -> str:
    return ngettext("%(n)d day", "%(n)d days", number) % {"n": number}


def _within(number: int) -> str:
    return _("within %(days)s") % {"days": _days(number)}


def _registration(rules: RuleSet) -> Phase:
    return Phase(
        "registration",
        _("Registration"),
        _("Tell us what you offer or what you want to learn. Your cluster looks at it."),
        (
            Step(
                _("Register your organisation and say whether you host, visit or do both."),
                _("You"),
                _("about 20 minutes"),
            ),
            Step(
                _("Your cluster confirms that you are its member and assesses the registration."),
                _("Your partner cluster"),
                _within(rules.assessment_days),
            ),
        ),
    )


def _matching(rules: RuleSet) -> Phase:
    return Phase(
        "matching",
        _("Matching"),
        _("Find a partner in the catalogue or bring one along, and propose an exchange."),
        (
            Step(
                _("Browse the catalogue or follow the suggestions, and propose dates and goals."),
                _("Visitor or host"),
            ),
            Step(
                _("The other side accepts or declines."),
                _("The other side"),
                _within(rules.proposal_days),
            ),
            Step(
                _("The clusters of both sides confirm the match."),
                _("Both partner clusters"),
                _within(rules.confirmation_days),
            ),
        ),
    )


def _building(rules: RuleSet) -> Phase:
    return Phase(
        "building",
        _("Building the exchange"),
        _("Agree on the agenda, day by day, and sign online. Your cluster promises the lump sum."),
        (
            Step(
                _("Write the Commitment to Quality together: goals, agenda, expected outcomes."),
                _("Visitor and host"),
            ),
            Step(
                _("Four parties sign the Commitment: visitor, host and the cluster of each."),
                _("All four"),
            ),
            Step(
                _("For a stay in person, sign the Financial Agreement on the lump sum."),
                _("Visitor and its partner cluster"),
                _("at least %(days)s of work before the stay")
                % {"days": _days(rules.agreement_lead_days)},
            ),
        ),
    )


def _finalisation(rules: RuleSet) -> Phase:
    return Phase(
        "finalisation",
        _("Stay and closing"),
        _("Go, work together, report. Once both reports are validated, the money follows."),
        (
            Step(
                _("Stay for at least %(days)s of work, travel not counted, in person or online.")
                % {"days": _days(rules.shortest_stay_days)},
                _("Visitor and host"),
                _("at most %(days)s") % {"days": _days(rules.longest_stay_days)},
            ),
            Step(
                _("Both sides report what was done and what came of it."),
                _("Visitor and host"),
                _within(rules.report_days),
            ),
            Step(
                _("The clusters validate the reports."),
                _("Both partner clusters"),
                _within(rules.validation_days),
            ),
            Step(
                _("The visitor receives the lump sum, both sides their certificate."),
                _("The visitor’s partner cluster"),
                _within(rules.payment_days),
            ),
        ),
    )
