"""Writing the answers of a registration, and what two roles of one organisation share."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from blues import journal
from blues.common.errors import BadInput
from clusters.models import Term
from exchanges.registration import cv, items, periods
from exchanges.registration.completeness import PRIVACY, PURPOSE, TIME, missing_in
from exchanges.registration.models import ClusterReason, Registration, Window
from exchanges.registration.partners import partner_clusters
from exchanges.registration.states import ENDED, RegistrationState

R = RegistrationState
IN_WORK = (R.DRAFT, R.MORE_INFO_NEEDED)
AFTER_ACCEPTANCE = (R.ACCEPTED, R.RESERVED, R.ON_HOLD, R.LOW_ACTIVE)

KIND_OF_TERM = {
    "topics": Term.Kind.TOPIC,
    "activities": Term.Kind.ACTIVITY,
    "aims": Term.Kind.AIM,
    "partner_sectors": Term.Kind.INDUSTRY,
}
MOST_SECTORS = MOST_COUNTRIES = 4  # as in Erasmus for Young Entrepreneurs
SETS = {*KIND_OF_TERM, "preferred_countries"}
PROFILE = {
    *SETS,
    *("mode", "summary", "objectives", "contribution", "languages", "windows", "cv"),
    *("preferred_days", "capacity", "welcomes_groups", "is_listed", "dates_on_request"),
    *("accessibility", "safety", "confidentiality", "wants_cv"),
    *("partner_types", "known_partner", "visibility", "items"),
}
FACTS = {
    *("cluster", "has_other_support", "earlier_visit"),
    *("is_third_country_national", "declares_183_days"),
}
# Where something is still missing, it may be given even if the cluster has asked for other things.
MAY_COMPLETE = {
    PURPOSE: {"summary", "objectives", "contribution", "topics", "activities", "aims"},
    TIME: {"languages", "windows", "dates_on_request"},
    PRIVACY: {"earlier_visit", "mode"},
}
# Asked once of an organisation, whichever role comes first.
SHARED = ("cluster", "languages", "visibility", "is_third_country_national", "declares_183_days")


def writable_fields(registration: Registration) -> set[str]:
    """A returned registration is open where the cluster has remarked on single answers.

    After acceptance only the profile may change, not what was assessed; and the one declaration
    that may follow is given while it is missing (E9).
    """
    if registration.programme.is_archived:
        return set()
    if registration.state in AFTER_ACCEPTANCE:
        return PROFILE | ({"declares_183_days"} if _lacks_residence(registration) else set())
    if registration.state not in IN_WORK:
        return set()
    remarked = remarks_on(registration).keys()
    if not remarked:
        return PROFILE | FACTS
    asked = {"visibility" if field.startswith("sees_") else field for field in remarked}
    return (PROFILE | FACTS) & (asked | _missing_fields(registration))


def is_in_work(registration: Registration) -> bool:
    """The organisation is still to send it, or to send it again."""
    return registration.state in IN_WORK and not registration.programme.is_archived


def is_open(registration: Registration) -> bool:
    """Some section may be continued; what is remarked on may also be about the person alone."""
    return is_in_work(registration) or bool(writable_fields(registration))


def _lacks_residence(registration: Registration) -> bool:
    return registration.is_third_country_national and not registration.declares_183_days


def remarks_on(registration: Registration) -> dict[str, str]:
    """What the cluster says about single answers and waits to see changed, by field."""
    if registration.state != R.MORE_INFO_NEEDED:
        return {}
    return dict(registration.field_remarks.open().values_list("field", "text"))


def _missing_fields(registration: Registration) -> set[str]:
    missing = missing_in(registration)
    return {name for code, names in MAY_COMPLETE.items() if missing[code] for name in names}


def write(registration: Registration, fields: dict, *, because=ClusterReason.CHOSEN) -> None:
    """``because`` says why the cluster, if it is another one, is the one to answer."""
    fields = dict(fields)
    _require_known(registration, fields)
    rows = {name: fields.pop(name) for name in REPLACED.keys() & fields.keys()}
    sets = {name: fields.pop(name) for name in SETS & fields.keys()}
    if "cv" in fields:
        cv.replace(registration, fields.pop("cv"))
    if fields.get("cluster", registration.cluster) != registration.cluster:
        registration.cluster_because = because
        registration.taken_up_by = registration.taken_up_at = None  # as at a hand-over
    for name, value in fields.items():
        setattr(registration, name, value)
    registration.full_clean()
    registration.save()
    for name, members in sets.items():
        getattr(registration, name).set(_checked(name, members))
    for name, given in rows.items():
        REPLACED[name](registration, given)


def _require_known(registration, fields: dict) -> None:
    if unknown := fields.keys() - PROFILE - FACTS:
        raise TypeError(f"A registration has no field {', '.join(sorted(unknown))}.")
    offered = partner_clusters(registration.programme)
    if "cluster" in fields and not offered.filter(pk=fields["cluster"].pk).exists():
        raise BadInput(_("This cluster does not assess registrations."))


def other_of(registration: Registration) -> Registration | None:
    """What the organisation has registered in the other role, unless that has ended."""
    others = Registration.objects.filter(
        organisation=registration.organisation, programme=registration.programme
    )
    others = others.exclude(role=registration.role).exclude(state__in=ENDED)
    return others.select_related("cluster").prefetch_related("windows").first()


def follower_of(registration: Registration) -> Registration | None:
    """The draft in the other role, when this one is a draft, too: both are being filled in."""
    if registration.state != R.DRAFT:
        return None
    other = other_of(registration)
    return other if other and other.state == R.DRAFT else None


def shared_by(registration: Registration | None) -> dict:
    """The answers that hold in either role; nothing where there is no registration."""
    if registration is None:
        return {}
    windows = registration.windows.all().values_list("first_day", "last_day")
    shared = {name: getattr(registration, name) for name in SHARED}
    return shared | {"windows": list(windows)}


def follow(follower: Registration, *, before: dict, after: dict, by) -> None:
    """Carry over what changed, except where the follower had said something else."""
    said = shared_by(follower)
    changed = _followed(said, before, after)
    # Audience by audience: one role asks about things that the other one never shows.
    changed.pop("visibility", None)
    if audiences := _followed(*(one["visibility"] for one in (said, before, after))):
        changed["visibility"] = said["visibility"] | audiences
    if changed:
        write(follower, changed)
        journal.record(follower.case, "registration-changed", by=by, fields=sorted(changed))


def _followed(said: dict, before: dict, after: dict) -> dict:
    return {
        name: value
        for name, value in after.items()
        if value != before.get(name) and said.get(name) == before.get(name)
    }


def _checked(name, members) -> list:
    members = list(members)
    kind = KIND_OF_TERM.get(name)
    if kind and any(term.kind != kind for term in members):
        raise BadInput(_("That choice does not belong to this question."))
    return members


def _replace_windows(registration, windows: Iterable[tuple[date, date]]) -> None:
    made = [
        Window(registration=registration, first_day=first, last_day=last)
        for first, last in periods.require(windows, registration.programme)
    ]
    registration.windows.all().delete()
    Window.objects.bulk_create(made)


Replace = Callable[[Registration, Any], None]
REPLACED: dict[str, Replace] = {"windows": _replace_windows, "items": items.replace}
