"""Registrations turned into candidates, and judged as pairs for one who is looking."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any, cast

from django.utils import timezone
from django.utils.translation import gettext as _

from blues.common import clock
from clusters.models import Country, OrganisationType, Term
from exchanges.matching import scoring
from exchanges.matching.availability import Standing, reason_against, standing_of
from exchanges.matching.candidates import Host, Visitor, Window
from exchanges.matching.free import free_windows
from exchanges.matching.responsiveness import Level
from exchanges.matching.weighing import rules_today
from exchanges.registration import languages
from exchanges.registration.models import Mode, Registration


@dataclass
class Looking:
    """One registration that looks for partners, with what is needed to judge many others.

    Rows come from ``Registration.objects.with_profile()``; nothing here asks per row.
    """

    registration: Registration

    @cached_property
    def rules(self):
        return rules_today(self.registration.programme)

    @cached_property
    def standing(self) -> Standing:
        return standing_of(programme=self.registration.programme_id)

    @cached_property
    def labels(self) -> dict[str, str]:
        return labels_of_codes()

    @cached_property
    def own(self):
        return candidate_of(self.registration, self.standing)

    @cached_property
    def own_reason(self) -> str:
        """Why the one who looks can propose to nobody now; empty when they can."""
        most_open = self.rules.most_open_proposals
        reason = reason_against(self.registration, self.standing, most_open=most_open)
        return _("your own registration: %(reason)s") % {"reason": reason} if reason else ""

    def fit(self, other: Registration) -> scoring.Fit:
        found = candidate_of(other, self.standing)
        pair = (found, self.own) if self.registration.is_host else (self.own, found)
        visitor, host = cast(tuple[Visitor, Host], pair)
        return scoring.assess(visitor, host, rules=self.rules, labels=self.labels, asking=self.own)

    def reason_against(self, other: Registration) -> str:
        """Why no proposal between the two is possible now; empty when one is."""
        pair = (
            (other, self.registration)
            if self.registration.is_host
            else (
                self.registration,
                other,
            )
        )
        if tuple(one.pk for one in pair) in self.standing.pairs:
            return _("you are already preparing an exchange")
        most_open = self.rules.most_open_proposals
        if reason := reason_against(other, self.standing, most_open=most_open):
            return reason
        if self.registration.organisation.latitude is None:
            return _("your own place on the map is not known yet")
        fit = self.fit(other)
        return fit.reasons[0] if fit.refused else ""

    def rank(self, others) -> list[tuple[Registration, scoring.Fit]]:
        """The possible partners, best first."""
        judged = [(other, self.fit(other)) for other in others if not self.reason_against(other)]
        return sorted(judged, key=lambda pair: (-(pair[1].score or 0), pair[0].pk))


def labels_of_codes() -> dict[str, str]:
    """What a sentence calls the codes of candidates, in the reader's language."""
    names: dict[str, str] = {kind.value: str(kind.label) for kind in OrganisationType}
    names |= {term.code: _(term.label) for term in Term.objects.all()}
    names |= {country.code: country.name for country in Country.objects.all()}
    return names | {code: languages.name_of(code) for code in languages.CODES}


def candidate_of(registration: Registration, standing: Standing) -> Host | Visitor:
    common: dict[str, Any] = {
        "key": registration.pk,
        "organisation_type": registration.organisation.type,
        "country": registration.organisation.country_id,
        "latitude": registration.organisation.latitude,
        "longitude": registration.organisation.longitude,
        "topics": _codes(registration.topics.all()),
        "activities": _codes(registration.activities.all()),
        "aims": _codes(registration.aims.all()),
        "sectors": _codes(registration.organisation.sectors.all()),
        "size": registration.organisation.size_class,
        "languages": frozenset(languages.working(registration.languages)),
        "at_ease": frozenset(languages.at_least(languages.Level.B2, registration.languages)),
        "fluent": frozenset(languages.at_least(languages.Level.C1, registration.languages)),
        "modes": frozenset(mode for mode in Mode.values if registration.allows(mode)),
        "days_since_active": days_since_active(registration),
        "answers_within_days": standing.levels.get(registration.pk, Level.NEW).days,
    }
    given = _windows(registration) or _over(registration)
    free = free_windows(
        given,
        standing.stays.get(registration.pk, ()),
        capacity=registration.capacity,
        today=clock.today(),
    )
    named = frozenset(item.topic.code for item in registration.items.all())
    if registration.is_host:
        full = bool(_windows(registration)) and not free
        return Host(**common, windows=free or given, offers=named, capacity_left=0 if full else 1)
    return Visitor(
        **common,
        windows=free or given,
        needs=named,
        preferred_types=frozenset(registration.partner_types),
        preferred_countries=_codes(registration.preferred_countries.all()),
    )


def _windows(registration) -> tuple[Window, ...]:
    return tuple(
        Window(first=window.first_day, last=window.last_day)
        for window in registration.windows.all()
        if window.last_day > clock.today()
    )


def _over(registration) -> tuple[Window, ...]:
    """Whoever named periods that are all over is not free at any time: a day that helps nobody."""
    if registration.dates_on_request or not registration.windows.all():
        return ()
    yesterday = clock.today() - timedelta(days=1)
    return (Window(first=yesterday, last=yesterday),)


def _codes(terms) -> frozenset[str]:
    return frozenset(term.code for term in terms)


def days_since_active(registration: Registration) -> int | None:
    """Days since the representative signed in, or said in a mail to be interested still."""
    seen = registration.representative.last_login
    days = [(timezone.now() - seen).days] if seen else []
    if registration.awake_on:
        days.append((clock.today() - registration.awake_on).days)
    return max(0, min(days)) if days else None
