"""Searches that people keep, and the news that the portal tells of them."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import numpy as np
from django.db import transaction
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from blues import journal, notices
from blues.common.errors import Conflict, NotAllowed
from clusters.models import Programme, User
from clusters.people.appointments import case
from exchanges.matching import access
from exchanges.matching.catalogue import facets, reading
from exchanges.matching.catalogue.asking import ask
from exchanges.matching.catalogue.forms import SearchForm
from exchanges.matching.catalogue.models import SavedSearch
from exchanges.matching.catalogue.shelf import MICROSECONDS, Shelf
from exchanges.registration.models import Registration

LONGEST_ASKED = SavedSearch._meta.get_field("asked").max_length or 0
MOST_KEPT = 20  # by one person in one programme
MONDAY = 0
NEWS = "matching.search_news"
FACET_NAMES = frozenset(facet.name for facet in facets.ALL)


def canonical(query: QueryDict) -> str:
    """What of an address narrows the catalogue, always in the same order."""
    form = SearchForm(query, offered=facets.ALL)
    if not form.is_valid():
        raise Conflict(_("Mend the search before you keep it."))
    kept = QueryDict(mutable=True)
    for name in sorted(form.fields):
        values = query.getlist(name) if name in FACET_NAMES else query.getlist(name)[-1:]
        kept.setlist(name, [value for value in sorted(values) if value.strip()])
    return kept.urlencode()


@transaction.atomic
def keep(*, programme: Programme, name: str, asked: str, alert: str, by: User) -> SavedSearch:
    """``asked`` is canonical. Who is listed by now counts as known."""
    _require_catalogue(by, programme)
    User.objects.select_for_update().get(pk=by.pk)  # two at once would pass the limit together
    if by.saved_searches.filter(programme=programme).count() >= MOST_KEPT:
        raise Conflict(
            _("You keep %(most)s searches already.") % {"most": MOST_KEPT},
            way_out=_("Forget one of them first."),
        )
    if len(asked) > LONGEST_ASKED:
        raise Conflict(_("This search is too long to keep; choose fewer values."))
    if not asked:
        raise Conflict(_("This search would find everybody; narrow it first."))
    if by.saved_searches.filter(programme=programme, name=name).exists():
        raise Conflict(_("You have a search of this name already."))
    search = SavedSearch.objects.create(
        person=by, programme=programme, name=name, asked=asked, alert=alert,
        told_until=timezone.now(),
    )  # fmt: skip
    journal.record(case(by), "search-kept", by=by, name=name, asked=asked, alert=alert)
    return search


@transaction.atomic
def change(search: SavedSearch, *, alert: str, by: User) -> SavedSearch:
    """Nobody is told afterwards of what they did not want to hear when it came."""
    locked = _locked(search, by)
    if locked.alert == SavedSearch.Alert.NONE:
        locked.told_until = timezone.now()
    locked.alert = alert
    locked.full_clean()
    locked.save(update_fields=["alert", "told_until"])
    journal.record(case(by), "search-changed", by=by, name=locked.name, alert=alert)
    return locked


@transaction.atomic
def forget(search: SavedSearch, *, by: User) -> None:
    locked = _locked(search, by)
    journal.record(case(by), "search-forgotten", by=by, name=locked.name)
    locked.delete()


def address_of(search: SavedSearch) -> str:
    return f"{reverse('matching:catalogue-list')}?{search.asked}&sort=new"


def tell_due(day: date) -> int:
    """Write about those who were listed since the last time; may run twice, the second is quiet."""
    alerts = [SavedSearch.Alert.DAILY]
    if day.weekday() == MONDAY:
        alerts.append(SavedSearch.Alert.WEEKLY)
    due = SavedSearch.objects.filter(alert__in=alerts, person__is_active=True)
    shelf = reading.current()  # once for all, and before anything is written
    return sum(_tell(key, shelf) for key in due.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _tell(key: int, shelf: Shelf) -> bool:
    found = SavedSearch.objects.select_for_update(of=("self",), skip_locked=True).filter(pk=key)
    search = found.select_related("person", "programme").first()
    if search is None:
        return False
    until = timezone.now()
    own = list(access.own_registrations(search.person, [search.programme_id]))
    if not own and not access.oversees(search.person):
        return False  # the catalogue is closed to them by now; nothing is told, and nothing lost
    seen = scope(shelf, own, [search.programme_id])
    news = len(found_by(search, shelf, seen, since=search.told_until))
    SavedSearch.objects.filter(pk=key).update(told_until=until)
    if news:
        notices.tell(
            [search.person], NEWS, link=address_of(search), case=case(search.person),
            count=news, name=search.name,
        )  # fmt: skip
    return bool(news)


def found_by(
    search: SavedSearch, shelf: Shelf, seen: dict[str, Any], *, since: datetime | None = None
) -> np.ndarray:
    """Registrations that a search finds in what its owner may see (``scope``); perhaps new ones."""
    places = ask(QueryDict(search.asked), shelf=shelf, **seen).positions()
    if since is not None:
        places = places[shelf.listed[places] > since.timestamp() * MICROSECONDS]
    return shelf.registrations[places]


def scope(shelf: Shelf, own: Iterable[Registration], programmes: Iterable[int]) -> dict[str, Any]:
    """Whom somebody may see, and the subjects that are their own."""
    own = list(own)
    listed = shelf.any_of(f"programme:{key}" for key in programmes)
    others = shelf.without_organisations(one.organisation_id for one in own)
    subjects = {topic.code for one in own for topic in one.topics.all()}
    subjects |= {item.topic.code for one in own for item in one.items.all()}
    return {"base": listed & others, "subjects": frozenset(subjects)}


def _require_catalogue(person, programme) -> None:
    if not (access.oversees(person) or access.own_registrations(person, [programme.pk])):
        raise NotAllowed(_("The catalogue opens once your registration is accepted."))


def _locked(search, by) -> SavedSearch:
    if search.person_id != by.pk:
        raise NotAllowed(_("This is somebody else's search."))
    return SavedSearch.objects.select_for_update().get(pk=search.pk)
