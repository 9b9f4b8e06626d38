"""How long nobody of an organisation has been heard of, and what was said about it already."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps

from django.db.models import DateField, Exists, F, OuterRef, Subquery
from django.db.models.functions import Greatest, TruncDate

from blues.common import clock
from clusters.models import Role, RoleAssignment, RuleSet
from clusters.programme.states import ProgrammeState
from exchanges.registration.models import Registration
from exchanges.registration.upkeep import Prompt

SPEAKERS = (Role.REPRESENTATIVE, Role.ORGANISATION_ADMIN)


def in_each_programme(sweep: Callable[[RuleSet], int]) -> Callable[[], int]:
    """Let a sweep run in every programme that is not archived, under its rules of the day."""

    @wraps(sweep)
    def run() -> int:
        valid = RuleSet.objects.valid_on(clock.today()).select_related("programme")
        running = valid.exclude(programme__state=ProgrammeState.ARCHIVED)
        return sum(sweep(rules) for rules in running.order_by("programme"))

    return run


def with_last_sign(rows):
    """``last_sign``: the latest of a sign-in of its people, the decision, and "still interested".

    Who was accepted yesterday is not silent, whenever they signed in last.
    """
    people = RoleAssignment.objects.current().filter(
        organisation=OuterRef("organisation"), role__in=SPEAKERS, user__last_login__isnull=False
    )
    newest = people.order_by("-user__last_login").values("user__last_login__date")[:1]
    return rows.annotate(
        last_sign=Greatest(
            Subquery(newest, output_field=DateField()), TruncDate("decided_at"), F("awake_on")
        )
    )


def silent_for(rows, days: int):
    return with_last_sign(rows).filter(last_sign__lte=clock.today() - timedelta(days=days))


def told(topic: str, *, about: str, days_ago: int = 0) -> Exists:
    """Whether that was said about the day in the field ``about``, at least so many days ago."""
    return Exists(
        Prompt.objects.filter(
            registration=OuterRef("pk"),
            topic=topic,
            about_on=OuterRef(about),
            told_on__lte=clock.today() - timedelta(days=days_ago),
        )
    )


def note(registration: Registration, topic: str, about_on) -> bool:
    """Write down that it is said now; ``False`` when somebody was faster."""
    _prompt, made = Prompt.objects.get_or_create(
        registration=registration,
        topic=topic,
        about_on=about_on,
        defaults={"told_on": clock.today()},
    )
    return made
