"""Translations for reading: which there are, write one, vouch for one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from blues.common.errors import BadInput
from exchanges.building.clauses import readings
from exchanges.building.clauses.forms import ReadingForm, SeenForm
from exchanges.building.clauses.readings import Language
from exchanges.building.clauses.views import PAGES, get_template


@require_safe
def reading_list(request, public_id, language):
    template = get_template(request, public_id)
    context = {
        "template": template,
        "language": _language(language),
        "readings": readings.of_template(template, language),
        "may_translate": readings.may_translate(request.user),
    }
    return render(request, f"{PAGES}/reading_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def reading_edit(request, public_id, language, key):
    template, reading = _reading(request, public_id, language, key)
    if not readings.may_translate(request.user):
        raise PermissionDenied
    initial = {"title": reading.title, "summary": reading.summary, "text": reading.text}
    form = ReadingForm(request.POST or None, initial=initial)
    refused = None
    if form.is_valid():
        try:
            readings.translate(
                template, by=request.user, key=key, language=language, **form.cleaned_data
            )
        except BadInput as refusal:
            refused = refusal
        else:
            messages.success(request, _("The translation is kept; somebody else reviews it."))
            return redirect("clauses:reading-list", template.public_id, language)
    row = reading.row
    context = {
        "template": template,
        "language": _language(language),
        "reading": reading,
        "form": form,
        "refused": refused,
        "why_not": _("Somebody else reviews a translation.")
        if row and row.translated_by == request.user
        else "",
        "may_review": row is not None and bool(row.text) and not row.reviewed_at,
        "seen": row.translated_at.isoformat() if row else "",
    }
    status = refused.status if refused else 200
    return render(request, f"{PAGES}/reading_edit.html", context, status=status)


@require_POST
def reading_review(request, public_id, language, key):
    template, reading = _reading(request, public_id, language, key)
    form = SeenForm(request.POST)
    if reading.row is None or not form.is_valid():
        raise Http404
    readings.review(reading.row, by=request.user, seen=form.cleaned_data["seen"])
    messages.success(request, _("You vouch for this translation."))
    return redirect("clauses:reading-list", template.public_id, language)


def _reading(request, public_id, language, key):
    template = get_template(request, public_id)
    found = readings.of_template(template, _language(language))
    reading = next((reading for reading in found if reading.clause.key == key), None)
    if reading is None:
        raise Http404
    return template, reading


def _language(code: str) -> Language:
    try:
        return Language(code)
    except ValueError:
        raise Http404 from None
