"""Changing an organisation's profile, section by section."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from blues.common.parts import Task
from clusters.directory import organisations, rules
from clusters.directory.access import get_organisation, require
from clusters.directory.profile_forms import SECTIONS, SETS


@require_safe
def organisation_edit(request, public_id):
    """The sections, and how far each is filled in."""
    organisation = get_organisation(request, public_id)
    require(rules.may_edit(request.user, organisation))
    tasks = [_task(section, organisation) for section in SECTIONS.values()]
    context = {"organisation": organisation, "tasks": tasks}
    return render(request, "clusters/organisation_edit.html", context)


def _task(section, organisation) -> Task:
    said, asked = section.filled(organisation)
    return Task(
        str(section.title),
        reverse("directory:section-edit", args=[organisation.public_id, section.code]),
        status=_("complete")
        if said == asked
        else _("%(said)d of %(asked)d") % {"said": said, "asked": asked},
        tone="success" if said == asked else "",
        hint=str(section.reason),
    )


@require_http_methods(["GET", "POST"])
def section_edit(request, public_id, section):
    organisation = get_organisation(request, public_id)
    require(rules.may_edit(request.user, organisation))
    if section not in SECTIONS:
        raise Http404
    form = SECTIONS[section].form(request.POST or None, instance=organisation)
    if form.is_valid():
        sets = {name: form.cleaned_data[name] for name in SETS if name in form.cleaned_data}
        organisations.change(organisation=form.instance, by=request.user, **sets)
        messages.success(request, _("The profile is saved."))
        return redirect("directory:organisation-edit", organisation.public_id)
    context = {"organisation": organisation, "section": SECTIONS[section], "form": form}
    return render(request, "clusters/section_edit.html", context)
