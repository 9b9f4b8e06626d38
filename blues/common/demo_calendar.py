"""Moving the calendar of the demo, so that a stay of five days can be lived through in minutes."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from blues.common import clock, formats


class CalendarForm(forms.Form):
    day = forms.DateField(
        label=gettext_lazy("The demo's today"),
        help_text=gettext_lazy("Deadlines and the days of a stay follow it; signatures do not."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def calendar_page(request):
    if not settings.DEMO_CALENDAR:
        raise Http404
    form = CalendarForm(request.POST or None, initial={"day": clock.today()})
    if form.is_valid():
        day = form.cleaned_data["day"]
        clock.move_demo_calendar(to=day)
        messages.success(request, _("In this demo it is %(day)s now.") % {"day": formats.day(day)})
        return redirect("common:calendar-page")
    return render(request, "common/calendar.html", {"form": form, "today": clock.today()})
