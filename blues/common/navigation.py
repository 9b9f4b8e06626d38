"""The menu. Rooms register their entries in ``AppConfig.ready``; the page header asks for them.

navigation.register(_("Catalogue"), "exchanges:catalogue-list", order=30)
navigation.register(_("Inbox"), "notices:inbox-page", area="account", count=unread_for)
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

AREAS = ("main", "account", "footer")


def signed_in(user) -> bool:
    return user.is_authenticated


def signed_out(user) -> bool:
    return not user.is_authenticated


def everyone(user) -> bool:
    return True


@dataclass(frozen=True)
class Entry:
    """One line of the menu: who sees it, where it leads, and how many things wait there."""

    label: str
    url_name: str
    visible: Callable = signed_in
    order: int = 50
    area: str = "main"
    count: Callable | None = None


@dataclass(frozen=True)
class Link:
    """An entry as one person sees it on one page."""

    label: str
    href: str
    is_current: bool
    count: int


_entries: dict[tuple[str, str], Entry] = {}


def register(label, url_name, *, visible=signed_in, order=50, area="main", count=None) -> Entry:
    """Add one entry; the same address registered again in the same area replaces it."""
    if area not in AREAS:
        raise ValueError(f"There is no menu area {area!r}; the areas are {', '.join(AREAS)}.")
    entry = Entry(label, url_name, visible, order, area, count)
    _entries[area, url_name] = entry
    return entry


def entries(area: str) -> list[Entry]:
    return sorted((e for e in _entries.values() if e.area == area), key=lambda e: e.order)


def links_for(user, *, area: str = "main", path: str = "") -> list[Link]:
    """What this person finds in that area, in order, with the entry of the page marked."""
    shown = [(e, reverse(e.url_name)) for e in entries(area) if e.visible(user)]
    current = max((h for _e, h in shown if _covers(h, path)), key=len, default=None)
    return [
        Link(str(e.label), href, href == current, e.count(user) if e.count else 0)
        for e, href in shown
    ]


def _covers(href: str, path: str) -> bool:
    return path == href or (href != "/" and path.startswith(href))
