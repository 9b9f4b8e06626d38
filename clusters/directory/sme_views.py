"""The size of an organisation: declared, explained line by line, and kept."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from blues.common import clock
from clusters.directory import declarations, rules
from clusters.directory.access import get_organisation, require
from clusters.directory.sme_forms import forms_for
from clusters.directory.sme_pages import explained


@require_http_methods(["GET", "POST"])
def sme_declare(request, public_id):
    """The figures of one year; "more" gives further rows and stores nothing."""
    organisation = get_organisation(request, public_id)
    require(organisation.pk in request.user.organisation_ids)
    asks_for_rows = "more" in request.POST
    data = _with_more_rows(request.POST) if asks_for_rows else request.POST or None
    form, formset = forms_for(data, organisation=organisation, on=clock.today())
    if not asks_for_rows and form.is_valid() and formset.is_valid():
        declarations.declare(
            organisation=organisation,
            reference_year=form.cleaned_data["reference_year"],
            figures=form.figures,
            related=formset.related,
            held_by_public_bodies=form.cleaned_data["held_by_public_bodies"],
            by=request.user,
        )
        messages.success(request, _("The declaration is recorded with today's date and your name."))
        return redirect("directory:sme-detail", organisation.public_id)
    context = {
        "organisation": organisation,
        "form": form,
        "formset": formset,
        "shows_related": formset.initial_form_count() > 0
        or any(row.has_changed() for row in formset)
        or asks_for_rows,
    }
    return render(request, "clusters/sme_declare.html", context)


def _with_more_rows(posted):
    """What was typed, with two more empty rows; nothing is checked yet."""
    data = posted.copy()
    total = data.get("related-TOTAL_FORMS", "")
    if total.isdecimal():
        data["related-TOTAL_FORMS"] = str(int(total[:3]) + 2)
    return data


@require_safe
def sme_detail(request, public_id):
    """The newest declaration explained, and the earlier ones, for who may see figures."""
    organisation = get_organisation(request, public_id)
    require(rules.may_see_identifiers(request.user, organisation))
    declared = list(declarations.history(organisation))
    context = {
        "organisation": organisation,
        "declaration": declared[0] if declared else None,
        "explained": explained(declared[0]) if declared else None,
        "earlier": declared[1:],
        "may_declare": organisation.pk in request.user.organisation_ids and organisation.is_sme,
    }
    return render(request, "clusters/sme_detail.html", context)
