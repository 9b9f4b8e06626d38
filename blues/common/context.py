"""What every page knows: whether this is a demo, and the lines that the grant requires."""

import time
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import SimpleLazyObject
from django.utils.module_loading import import_string
from django.utils.translation import get_language

LINES_KEPT = 60  # seconds; a changed disclaimer shows within a minute without a query per page

# What the session of a person who takes part in several programmes remembers.
PROGRAMME, PROGRAMME_NAME = "programme", "programme-name"

_lines: dict[tuple, tuple[float, object]] = {}


def page(request):
    return {
        "demo": settings.DEMO,
        "programme_lines": SimpleLazyObject(lambda: programme_lines(request)),
        "programme_name": _session_of(request).get(PROGRAMME_NAME, ""),
    }


def programme_lines(request):
    """Emblem text, funding line and disclaimer for the foot of the page, in its language.

    ``settings.PROGRAMME_LINES`` names the function that knows them, so that the platform needs no
    knowledge of programmes. Without a programme (a fresh database) there are none.
    """
    key, now = (get_language(), _session_of(request).get(PROGRAMME, "")), time.monotonic()
    kept_until, lines = _lines.get(key, (0.0, None))
    if now >= kept_until:
        lines = (
            _ask(import_string(settings.PROGRAMME_LINES), request)
            if settings.PROGRAMME_LINES
            else {}
        )
        _lines[key] = (now + LINES_KEPT, lines)
    return lines


def _session_of(request):
    """Pages of errors may be made for a request that never got its session."""
    return getattr(request, "session", {})


def forget_programme_lines() -> None:
    _lines.clear()


def _ask(source: Callable, request):
    try:
        return source(request)
    except ImproperlyConfigured:  # nothing seeded yet
        return {}
