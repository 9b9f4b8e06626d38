"""The pages for what went wrong outside a verb, named in ``blues.urls``."""

import sys

from django.db import OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

RETRY_AFTER = 10  # seconds


def bad_request(request, exception=None):
    return render(request, "errors/400.html", status=400)


def permission_denied(request, exception=None):
    reason = str(exception or "")
    return render(request, "errors/403.html", {"reason": reason}, status=403)


def page_not_found(request, exception=None):
    return render(request, "errors/404.html", status=404)


def server_error(request):
    """No query, no context processor: whatever broke may be what they need."""
    if isinstance(sys.exc_info()[1], OperationalError):
        return busy(request)
    return HttpResponse(render_to_string("errors/500.html"), status=500)


def busy(request):
    return HttpResponse(
        render_to_string("errors/503.html"), status=503, headers={"Retry-After": str(RETRY_AFTER)}
    )
