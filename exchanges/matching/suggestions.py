"""Partners that the portal suggests, with the reasons; people decide."""

from dataclasses import dataclass

from exchanges.matching.pairing import Looking
from exchanges.registration.models import Registration


@dataclass(frozen=True)
class Suggestion:
    registration: Registration
    reasons: tuple[str, ...]
    score: int


def for_registration(registration: Registration, *, limit: int = 5) -> list[Suggestion]:
    """The partners in the catalogue that fit best, best first."""
    others = Registration.objects.in_catalogue().with_profile()
    others = others.visitors() if registration.is_host else others.hosts()
    others = others.filter(programme=registration.programme_id)
    others = others.exclude(organisation=registration.organisation_id)
    others = others.exclude(dismissed_by__registration=registration)
    ranked = Looking(registration).rank(others)[:limit]
    return [Suggestion(other, fit.reasons, fit.score or 0) for other, fit in ranked]
