"""Programmes side by side: choosing one, and running them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from blues import journal
from blues.common import formats
from clusters.programme import programmes
from clusters.programme.choice import programme_of, programmes_of, remember
from clusters.programme.models import Programme
from clusters.programme.programme_forms import CloneForm, ProgrammeForm
from clusters.programme.rules import may_read_rules, may_run_programmes
from clusters.programme.states import NEXT_STATES, ProgrammeState

S = ProgrammeState
PAGES = "clusters/programmes"
TONES = {S.PREPARING: "attention", S.RUNNING: "success", S.CLOSING: "info", S.ARCHIVED: "neutral"}


@require_safe
def programme_list(request):
    """The programmes a person takes part in, to choose from; those who run them find the way in."""
    rows = list(programmes_of(request.user))
    context = {
        "rows": [(row, TONES[S(row.state)]) for row in rows],
        "current": programme_of(request) if rows else None,
        "reads": may_read_rules(request.user),
    }
    return render(request, f"{PAGES}/programme_list.html", context)


@require_safe
def programme_detail(request, code):
    programme = get_programme(request, code)
    if not may_read_rules(request.user):
        raise Http404
    runs = may_run_programmes(request.user)
    context = {
        "programme": programme,
        "tone": TONES[S(programme.state)],
        "facts": _facts(programme),
        "agencies": programme.agencies.order_by("valid_from"),
        "steps": _steps(programme) if runs else [],
        "runs": runs,
        "may_edit": runs and not programme.is_archived,
        "may_show": runs and not programme.is_default and programme.state == S.RUNNING,
        "entries": journal.entries_for(programme.case),
    }
    return render(request, f"{PAGES}/programme_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def programme_edit(request, code):
    programme = _to_run(request, code)
    form = ProgrammeForm(
        request.POST or None, instance=programme, names=programmes.changeable(programme)
    )
    if form.is_valid():
        programmes.change(programme, by=request.user, **form.cleaned_data)
        messages.success(request, _("The programme is saved."))
        return redirect("programme:programme-detail", programme.code)
    context = {"form": form, "programme": programme}
    return render(request, f"{PAGES}/programme_edit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def programme_clone(request, code):
    programme = _to_run(request, code)
    form = CloneForm(request.POST or None)
    if form.is_valid():
        made = programmes.clone(programme, by=request.user, **form.cleaned_data)
        remember(request, made)
        messages.success(request, _("The new programme is in preparation."))
        return redirect("programme:programme-detail", made.code)
    context = {"form": form, "programme": programme}
    return render(request, f"{PAGES}/programme_clone.html", context)


@require_POST
def programme_move(request, code):
    programme, to = get_programme(request, code), request.POST.get("to", "")
    if to not in S.values:
        raise Http404
    programmes.move(programme, to=S(to), by=request.user)
    messages.success(request, _("The programme is “%(state)s” now.") % {"state": S(to).label})
    return redirect("programme:programme-detail", programme.code)


@require_POST
def programme_show(request, code):
    programme = programmes.show(get_programme(request, code), by=request.user)
    messages.success(request, _("The public pages show %(name)s now.") % {"name": programme.name})
    return redirect("programme:programme-detail", programme.code)


@require_POST
def programme_choose(request, code):
    """Remembered for as long as the person stays signed in."""
    programme = get_programme(request, code)
    remember(request, programme)
    messages.success(request, _("You are looking at %(name)s now.") % {"name": programme.name})
    return redirect("workspace:my-turn")


def get_programme(request, code) -> Programme:
    return get_object_or_404(programmes_of(request.user), code=code)


def _to_run(request, code) -> Programme:
    programme = get_programme(request, code)
    if not may_run_programmes(request.user):
        raise PermissionDenied
    return programme


def _facts(programme) -> list[tuple]:
    return [
        (_("State"), capfirst(programme.get_state_display())),
        (_("Grant agreement"), programme.grant_number),
        (_("Begins"), formats.day(programme.starts_on)),
        (_("Ends"), formats.day(programme.ends_on)),
        (_("End in the original agreement"), formats.day(programme.planned_end)),
        (_("Exchanges to reach"), programme.target_exchanges),
        (_("References begin with"), programme.reference_prefix),
        (_("Cloned from"), programme.cloned_from),
        (_("Public pages"), _("show it") if programme.is_default else _("show another")),
    ]


def _steps(programme) -> list[tuple]:
    """The steps that may follow: target, words on the button, tone."""
    words = {
        S.RUNNING: (_("Start the programme"), "primary"),
        S.CLOSING: (_("Close the programme"), "secondary"),
        S.ARCHIVED: (_("Archive the programme"), "danger"),
    }
    if programme.state == S.CLOSING:
        words[S.RUNNING] = (_("Open the programme again"), "secondary")
    following = NEXT_STATES[S(programme.state)]
    return [(to.value, *words[to]) for to in S if to in following]
