"""A host invites several visitors at once."""

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from blues.common.errors import NotAllowed
from blues.common.long_lists import found_as_json
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.parties import sees_money
from exchanges.matching import groups
from exchanges.matching.catalogue_views import get_entry
from exchanges.matching.choosing import Registrations
from exchanges.matching.forms import GroupForm
from exchanges.registration.models import Registration
from exchanges.registration.views import posted


@require_http_methods(["GET", "HEAD", "POST"])
def group_new(request, public_id):
    """Choose visitors and dates; "Check" shows a line for each, "Send" asks them all."""
    host = _get_host(request, public_id)
    form = GroupForm(
        posted(request), host=host, visitors=_visitors_for(host), initial=_like(request, host)
    )
    context = {"form": form, "host": host}
    if request.method == "POST" and form.is_valid():
        if request.POST.get("act") == "send":
            return _send(request, form, host)
        context |= _looked_at(request.user, form, host)
    return render(request, "exchanges/matching/group_new.html", context)


@require_safe
def group_visitors(request, public_id):
    """What the words find among those whom this host may invite."""
    source = _visitors_for(_get_host(request, public_id))
    return JsonResponse({"entries": found_as_json(source, request.GET)})


def _get_host(request, public_id) -> Registration:
    host, _own = get_entry(request, public_id)
    if not host.is_host:
        raise Http404
    if not groups.may_invite(request.user, host):
        raise NotAllowed(_("A group is invited by its host, or by the host's cluster for it."))
    return host


def _visitors_for(host: Registration) -> Registrations:
    rows = Registration.objects.in_catalogue().visitors().filter(programme=host.programme_id)
    return Registrations(
        rows.exclude(organisation=host.organisation_id),
        url=reverse("matching:group-visitors", args=[host.public_id]),
        why=_("This is no visitor of the catalogue. Search for it by name."),
    )


def _like(request, host) -> dict:
    """A proposal that the host wants to widen: its visitor, dates and words to begin with."""
    visible = Exchange.objects.visible_to(request.user).filter(host=host, group__isnull=True)
    like = next((one for one in visible if str(one.public_id) == request.GET.get("like")), None)
    if like is None:
        return {}
    return {name: getattr(like, name) for name in ("mode", "first_day", "last_day", "goals")}


def _send(request, form, host):
    chosen = form.cleaned_data
    made = groups.propose(host=host, by=request.user, **chosen)
    asked = len(made.exchanges)
    said = ngettext("%(asked)s visitor asked.", "%(asked)s visitors asked.", asked)
    messages.success(request, said % {"asked": asked})
    for visitor, why in made.left_out:
        messages.warning(
            request,
            _("Left out: %(who)s. %(why)s") % {"who": visitor.organisation, "why": why},
        )
    return redirect(f"{reverse('matching:proposal-list')}?group={made.group.public_id}")


def _looked_at(user, form, host) -> dict:
    chosen = form.cleaned_data["visitors"]
    found = groups.look(host=host, visitors=chosen, **form.frame)
    return {
        "looks": [(look, sees_money(user, look.exchange)) for look in found],
        "against_all": groups.why_no_group(host, len(chosen), **form.frame),
        "too_few": len(chosen) < groups.FEWEST,
        "free_to_come": sum(not look.against for look in found),
        "some_money": any(sees_money(user, look.exchange) for look in found),
    }
