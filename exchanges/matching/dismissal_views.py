"""Suggestions put aside, and taken up again."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from clusters.programme.choice import programmes_of
from exchanges.matching import access, dismissals
from exchanges.registration.models import Registration


@require_safe
def hidden_list(request):
    """What each own registration has put aside."""
    own = access.require_catalogue(request)
    found = [(one, dismissals.hidden_from(one)) for one in own]
    return render(request, "exchanges/matching/suggestion_hidden.html", {"found": found})


@require_POST
def suggestion_hide(request, public_id, partner):
    registration, other = _pair(request, public_id, partner)
    dismissals.dismiss(registration, partner=other, by=request.user)
    messages.success(
        request,
        format_html(
            '{} <a href="{}">{}</a>',
            _("%(name)s is not suggested any more. Nobody is told.") % {"name": other.organisation},
            reverse("matching:suggestion-hidden"),
            _("Hidden suggestions"),
        ),
    )
    return redirect("matching:suggestion-list")


@require_POST
def suggestion_show(request, public_id, partner):
    registration, other = _pair(request, public_id, partner)
    dismissals.show_again(registration, partner=other, by=request.user)
    said = _("%(name)s may be suggested again.") % {"name": other.organisation}
    messages.success(request, said)
    return redirect("matching:suggestion-hidden")


def _pair(request, public_id, partner) -> tuple[Registration, Registration]:
    """One's own registration, and one that the catalogue shows or that was put aside before."""
    own = access.require_catalogue(request)
    rows = Registration.objects.filter(pk__in=[one.pk for one in own]).with_parties()
    registration = get_object_or_404(rows, public_id=public_id)
    shown = Registration.objects.in_catalogue().filter(programme__in=programmes_of(request.user))
    known = Registration.objects.filter(dismissed_by__registration=registration)
    others = Registration.objects.with_parties()
    others = others.filter(pk__in=shown.values("pk")) | others.filter(pk__in=known.values("pk"))
    return registration, get_object_or_404(others, public_id=partner)
