"""Whether this process lives, and whether it can do its work."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpResponse, JsonResponse
from django.utils.module_loading import import_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from redis import Redis, RedisError

PATIENCE = 1  # seconds that a probe waits for the broker


@never_cache
@login_not_required
@require_safe
def health_live(request):
    """Answers without touching anything else: a failure here means restart this process."""
    return HttpResponse("alive\n", content_type="text/plain")


@never_cache
@login_not_required
@require_safe
def health_ready(request):
    """Asks every probe. Only a vital one takes the process out of service: pages work without the
    broker, since what they ask for waits as rows in the database."""
    findings = {name: import_string(path)() for name, path in settings.HEALTH_PROBES.items()}
    vital = [findings[name] for name in settings.VITAL_PROBES]
    return JsonResponse(findings, status=200 if all(finding == "ok" for finding in vital) else 503)


def database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM django_migrations LIMIT 1")
            return "ok" if cursor.fetchone() else "empty"
    except DatabaseError:
        return "unreachable"


def broker() -> str:
    patience = {"socket_timeout": PATIENCE, "socket_connect_timeout": PATIENCE}
    try:
        with Redis.from_url(settings.REDIS_URL, **patience) as client:
            client.ping()
    except RedisError:
        return "unreachable"
    return "ok"
