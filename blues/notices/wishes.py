"""How people want to hear of what: by mail at once, once a day, or not at all."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from blues.common.errors import BadInput
from blues.notices.models import Wish
from blues.notices.topics import MATTERS, Topic

Way = Wish.Way


def ways_for(people: Iterable, kind: Topic, *, deadline: date | None = None) -> dict[int, str]:
    """The way for each person, by key. What has a last day is mailed at once, whatever was wished:
    a choice about mails never makes somebody miss one."""
    usual = Way.AT_ONCE if kind.by_mail else Way.INBOX
    ways: dict[int, str] = {person.pk: usual for person in people}
    if kind.by_mail and not deadline and kind.matter in MATTERS:
        wished = Wish.objects.filter(person__in=list(ways), matter=kind.matter)
        ways |= dict(wished.values_list("person", "way"))
    return ways


def wishes_of(person) -> dict[str, str]:
    """The way of every matter that may be chosen."""
    wished = dict(Wish.objects.filter(person=person).values_list("matter", "way"))
    return {code: wished.get(code, Way.AT_ONCE) for code in MATTERS}


@transaction.atomic
def choose(*, by, ways: Mapping[str, str]) -> None:
    """Keep what the person wishes for each matter named; the others stay as they are."""
    for code, way in ways.items():
        if code not in MATTERS or way not in Way.values:
            raise BadInput(_("Choose one of the ways for each matter."))
        Wish.objects.update_or_create(person=by, matter=code, defaults={"way": way})
