"""Partners that the portal suggests, with the reasons; people decide."""

from dataclasses import dataclass

from clusters.programme.merits import Merit
from exchanges.matching.pairing import Looking
from exchanges.matching.responsiveness import Level
from exchanges.registration.models import Registration


@dataclass(frozen=True)
class Suggestion:
    """``answers`` says how soon, where the reasons do not say so already."""

    registration: Registration
    reasons: tuple[str, ...]
    score: int
    answers: str


def for_registration(registration: Registration, *, limit: int = 5) -> list[Suggestion]:
    """The partners in the catalogue that fit best, best first; equals as they came."""
    others = Registration.objects.in_catalogue().with_profile()
    others = others.visitors() if registration.is_host else others.hosts()
    others = others.filter(programme=registration.programme_id)
    others = others.exclude(organisation=registration.organisation_id)
    others = others.exclude(dismissed_by__registration=registration)
    looking = Looking(registration)
    return [
        Suggestion(other, fit.reasons, fit.score or 0, _answers(looking, other))
        for other, fit in looking.rank(others)[:limit]
    ]


def _answers(looking: Looking, other: Registration) -> str:
    level = looking.standing.levels.get(other.pk, Level.NEW)
    border = looking.rules.weight(Merit.ANSWERS).within
    is_said = level.days is not None and level.days <= border
    return "" if is_said else str(level.label)
