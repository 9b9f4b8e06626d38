"""From the result to what comes next: whom to ask, what follows, where to begin."""

from dataclasses import dataclass

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clusters.models import Cluster
from exchanges.eligibility.answers import BEFORE_WORDS, Answers
from exchanges.eligibility.opinion import Check
from exchanges.eligibility.questions import QUESTIONS
from exchanges.eligibility.reading import Reading, address
from exchanges.registration.models import Registration
from exchanges.registration.partners import nearest_partner


@dataclass(frozen=True)
class Told:
    """An answer as the result repeats it, and where it is changed."""

    label: str
    value: str
    href: str


@dataclass(frozen=True)
class Start:
    """Where registering begins, with all that is known already."""

    as_visitor: str
    as_host: str


def answers_of(reading: Reading) -> list[Told]:
    answers = reading.answers
    elsewhere = _("another country")
    told = (
        (_("Organisation"), answers.type_name),
        (_("Registered in"), str(answers.country or elsewhere)),
        (_("Cluster") if answers.is_cluster else _("Member of"), answers.cluster_words),
        (_("Visited before"), str(BEFORE_WORDS[answers.before])),
        (_("Would like to go to"), _wish(answers)),
    )
    return [
        Told(label, capfirst(value), address(question.code, reading.codes))
        for (label, value), question in zip(told, QUESTIONS, strict=True)
    ]


def _wish(answers: Answers) -> str:
    country = str(answers.destination or _("not decided yet"))
    if answers.days is None:
        return country
    length = ngettext("%(days)s working day", "%(days)s working days", answers.days)
    return f"{country}, {length % {'days': answers.days}}"


def partner_of(reading: Reading) -> Cluster | None:
    """The partner cluster that would answer a registration sent today."""
    if not reading.known.partners:
        return None
    answers = reading.answers
    return nearest_partner(
        member_of=[answers.cluster.pk] if answers.cluster and not answers.is_cluster else [],
        country=answers.country.code if answers.country else "",
    )


def next_steps(check: Check, partner: Cluster | None) -> list[str]:
    days = check.rule_set.assessment_days
    within = ngettext("within %(days)s day", "within %(days)s days", days) % {"days": days}
    cluster = str(check.answers.cluster or _("Your cluster"))
    who = {"cluster": cluster, "partner": str(partner or cluster), "within": within}
    confirms = _("%(cluster)s confirms that you are its member.") % who
    return [
        _("Sign up and register. What you have answered here is filled in already."),
        *([] if check.answers.is_cluster else [confirms]),
        _("%(partner)s looks at your registration and answers %(within)s.") % who,
        _("You choose a host from the catalogue or bring one along, and agree on the agenda."),
    ]


def start(reading: Reading, user) -> Start:
    return Start(
        as_visitor=_registering(user, role=Registration.VISITOR, **_carried(reading)),
        as_host=_registering(user, role=Registration.HOST, **_carried(reading)),
    )


def footnotes_of(answers: Answers) -> list[tuple[str, str]]:
    named = dict.fromkeys(filter(None, (answers.country, answers.destination)))
    return [(country.name, country.footnote) for country in named if country.footnote]


def _carried(reading: Reading) -> dict[str, str]:
    """What the pages of registration have a field for: a cluster is no member of itself."""
    wanted = {"type", "country", "cluster", "before", "to", "days"}
    if reading.answers.is_cluster:
        wanted.remove("cluster")
    return {name: code for name, code in reading.codes.items() if name in wanted}


def _registering(user, **codes: str) -> str:
    """The first page of a registration; newcomers sign up on their way there."""
    page = f"{reverse('registration:registration-start')}?{urlencode(codes)}"
    if user.is_authenticated:
        return page
    return f"{reverse('account_signup')}?{urlencode({REDIRECT_FIELD_NAME: page})}"
