"""Where somebody is signed in, for how long, and ending it.

Django's session says since when it runs and when it was last used, so that each request is checked
without a query. allauth's ``UserSession`` lists the sessions of a person; it is written at sign-in
and once a minute of use. Ending one deletes both rows: the cookie is dead with the next request.
"""

import hashlib
import time
from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

LIFE = "life"
NOTED_EVERY = 60  # seconds between two notes that a session is in use


def limits_of(user) -> dict[str, int]:
    """Seconds a session lasts at most, and without use: the strictest of the person's roles."""
    limits = [settings.SESSION_LIMITS[""]]
    limits += [
        limit for role, limit in settings.SESSION_LIMITS.items() if role and user.roles.holds(role)
    ]
    return {"most": min(most for most, _idle in limits), "idle": min(idle for _m, idle in limits)}


def begin(request, user, **_kwargs) -> None:
    """Note when the session began; called at every sign-in, whatever the way in."""
    now = int(time.time())
    request.session[LIFE] = {"began": now, "seen": now, **limits_of(user)}


def keep(request) -> bool:
    """Let the session of a signed-in person live on, or end it because its time is up."""
    life, now = request.session.get(LIFE), int(time.time())
    if life is None or now > life["began"] + life["most"] or now > life["seen"] + life["idle"]:
        UserSession.objects.filter(session_key=request.session.session_key).delete()
        logout(request)
        return False
    if now - life["seen"] >= NOTED_EVERY:
        request.session[LIFE] = life | {"seen": now} | limits_of(request.user)
        UserSession.objects.create_from_request(request)
    return True


def live(user) -> QuerySet[UserSession]:
    """The sessions of the person that are good for another request, newest use first."""
    now, limits = timezone.now(), limits_of(user)
    kept = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=now)
    return UserSession.objects.filter(
        Exists(kept),
        user=user,
        created_at__gt=now - timedelta(seconds=limits["most"]),
        last_seen_at__gt=now - timedelta(seconds=limits["idle"] + NOTED_EVERY),
    ).order_by("-last_seen_at", "-pk")


def handle(session_key: str) -> str:
    """What a page calls the session; nobody gets from it to the key."""
    return hashlib.sha256(session_key.encode()).hexdigest()[:32]


def end_one(user, wanted: str) -> bool:
    """End the session that a page calls so, if it is one of this person's."""
    keys = UserSession.objects.filter(user=user).values_list("session_key", flat=True)
    doomed = [key for key in keys if handle(key) == wanted]
    _delete(UserSession.objects.filter(session_key__in=doomed))
    return bool(doomed)


def end_all(user, *, but: str | None = None) -> None:
    """End every session of the person, except the one with that key."""
    _delete(UserSession.objects.filter(user=user).exclude(session_key=but or ""))


def tidy() -> int:
    """Forget sessions that are over; returns how many rows of people's lists went with them."""
    Session.objects.filter(expire_date__lte=timezone.now()).delete()
    kept = Session.objects.filter(session_key=OuterRef("session_key"))
    gone, _by_model = UserSession.objects.filter(~Exists(kept)).delete()
    return gone


def _delete(rows: QuerySet[UserSession]) -> None:
    keys = list(rows.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(session_key__in=keys).delete()


# -- In words --------------------------------------------------------------------------------------

BROWSERS = (  # first match counts: many browsers also call themselves Chrome or Safari
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrom", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def device(user_agent: str) -> tuple[str, str]:
    """Browser and system as people call them; empty where the text does not tell."""
    return _first(BROWSERS, user_agent), _first(SYSTEMS, user_agent)


def _first(names, text: str) -> str:
    return next((name for mark, name in names if mark in text), "")
