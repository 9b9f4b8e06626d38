"""The language switch, and the gallery of components."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from blues.common import gallery
from blues.common.long_lists import found_as_json


@login_not_required
@require_POST
def language_switch(request):
    """Remember the language in a cookie and return to the page; never to another site."""
    return set_language(request)


@login_not_required
def gallery_page(request):
    """Every component in its variants: open in the demo, elsewhere for operators."""
    _check_gallery(request)
    return render(request, "common/gallery.html", gallery.samples(request.GET))


@login_not_required
def gallery_entries(request):
    """What the gallery's long list finds."""
    _check_gallery(request)
    return JsonResponse({"entries": found_as_json(gallery.SampleList(), request.GET)})


def _check_gallery(request) -> None:
    if not (settings.DEMO or getattr(request.user, "is_operator", False)):
        raise PermissionDenied
