"""Two reserved for each other: the list, the form, and letting them go."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from blues.common import clock
from blues.common.forms import DayField
from blues.common.lists import Column, ListPage
from blues.common.long_lists import found_as_json
from clusters.programme.choice import chosen, programme_of
from exchanges.matching import access, reservations
from exchanges.matching.choosing import RegistrationField, Registrations
from exchanges.matching.forms import NOBODY
from exchanges.matching.reservation_models import Reservation
from exchanges.matching.rounds import makes_matches
from exchanges.registration.models import Registration
from exchanges.registration.rules import require
from exchanges.registration.views import posted

SIDES = (Registration.VISITOR, Registration.HOST)


class ReservationForm(forms.Form):
    """Who is kept for whom, and until when."""

    visitor = RegistrationField(NOBODY, label=_("Visitor"))
    host = RegistrationField(NOBODY, label=_("Host"))
    until = DayField(label=_("Reserved until"))

    def __init__(self, *args, sources, last_day, **kwargs):
        super().__init__(*args, **kwargs)
        for side in SIDES:
            field: Any = self.fields[side]
            field.choose_from(sources[side])
        self.fields["until"].help_text = _(
            "By then one of the two proposes, or you do in its name. Otherwise the portal lets "
            "both go and tells them."
        )
        self.initial.setdefault("until", last_day)


def standing_of(reservation: Reservation) -> str:
    return _("ended") if reservation.released_at else _("reserved")


class ReservationList(ListPage):
    title = gettext_lazy("Reserved matches")
    template_name = "exchanges/matching/reservation_list.html"
    default_sort = "-until"
    export_name = "reserved-matches"
    empty_title = gettext_lazy("Nobody is reserved")
    empty_text = gettext_lazy("Keep two for each other while you bring them together.")
    columns = [
        Column(
            "visitor",
            gettext_lazy("Visitor"),
            value="visitor.organisation",
            sort="visitor__organisation__legal_name",
            link=lambda r: reverse("matching:reservation-detail", args=[r.public_id]),
        ),
        Column(
            "host",
            gettext_lazy("Host"),
            value="host.organisation",
            sort="host__organisation__legal_name",
        ),
        Column("until", gettext_lazy("Until"), sort="until"),
        Column("reserved_by", gettext_lazy("Reserved by")),
        Column("standing", gettext_lazy("Status"), value=standing_of),
    ]

    def get_queryset(self):
        require(access.oversees(self.request.user))
        rows = Reservation.objects.visible_to(self.request.user).with_parties()
        return rows.filter(visitor__programme__in=chosen(self.request))


@require_http_methods(["GET", "HEAD", "POST"])
def reservation_new(request):
    """Two from the catalogue, until a day of the next days."""
    require(makes_matches(request.user))
    programme = programme_of(request)
    sources = {side: _listed(programme, side) for side in SIDES}
    days = programme.rule_set_on(clock.today()).reservation_days
    form = ReservationForm(
        posted(request),
        sources=sources,
        last_day=clock.today() + timedelta(days=days),
        initial=_wanted(request, sources),
    )
    if request.method == "POST" and form.is_valid():
        made = reservations.reserve(**form.cleaned_data, by=request.user)
        messages.success(request, _("Reserved. Both, and the other cluster, have been told."))
        return redirect("matching:reservation-detail", made.public_id)
    return render(request, "exchanges/matching/reservation_new.html", {"form": form})


@require_safe
def reservation_candidates(request, side):
    """What the words find in the catalogue on that side."""
    require(makes_matches(request.user))
    source = _listed(programme_of(request), side)
    return JsonResponse({"entries": found_as_json(source, request.GET)})


@require_safe
def reservation_detail(request, public_id):
    reservation = _get_reservation(request, public_id)
    two = [reservation.visitor, reservation.host]
    context = {
        "reservation": reservation,
        "standing": standing_of(reservation),
        "may_release": not reservation.released_at and reservations.may_reserve(request.user, *two),
        "proposals": [
            (one.organisation, other)
            for one, other in (two, two[::-1])
            if not reservation.released_at and access.proposers_for(request.user, other, [])
        ],
    }
    return render(request, "exchanges/matching/reservation_detail.html", context)


@require_POST
def reservation_release(request, public_id):
    reservations.release(_get_reservation(request, public_id), by=request.user)
    messages.success(request, _("Both take proposals again and have been told."))
    return redirect("matching:reservation-detail", public_id)


def _get_reservation(request, public_id) -> Reservation:
    rows = Reservation.objects.visible_to(request.user).with_parties()
    return get_object_or_404(rows, public_id=public_id)


def _listed(programme, side: str) -> Registrations:
    rows = Registration.objects.in_catalogue().filter(programme=programme, role=side)
    return Registrations(
        rows,
        url=reverse("matching:reservation-candidates", args=[side]),
        why=_("The catalogue has nobody like that on this side. Search by name."),
    )


def _wanted(request, sources) -> dict:
    """Whom a link of the catalogue has named already."""
    found = {side: sources[side].look_up([request.GET.get(side, "")]) for side in SIDES}
    return {side: entries[0].registration for side, entries in found.items() if entries}
