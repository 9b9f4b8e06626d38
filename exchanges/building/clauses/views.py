"""The texts of papers: all versions, one version, its preview, and the way into force."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clusters.programme.choice import programme_of, programmes_of
from exchanges.building.clauses import comparing, pages, previews, templates
from exchanges.building.clauses.forms import ReasonForm
from exchanges.building.clauses.models import PaperKind, PaperTemplate
from exchanges.building.clauses.rules import (
    examples,
    may_approve_texts,
    may_read_texts,
    may_write_texts,
)

PAGES = "exchanges/clauses"


@require_safe
def template_list(request):
    if not may_read_texts(request.user):
        raise Http404
    return render(
        request, f"{PAGES}/template_list.html", pages.overview(request.user, programme_of(request))
    )


@require_http_methods(["GET", "HEAD", "POST"])
def template_new(request, kind):
    if not may_read_texts(request.user) or kind not in PaperKind.values:
        raise Http404
    if not may_write_texts(request.user):
        raise PermissionDenied
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        made = templates.draft(
            programme=programme_of(request), kind=kind, by=request.user, **form.cleaned_data
        )
        messages.success(request, _("The draft is open. Change what is to be different."))
        return redirect(made)
    return render(
        request, f"{PAGES}/template_new.html", {"form": form, "kind": PaperKind(kind).label}
    )


@require_safe
def template_detail(request, public_id):
    template = get_template(request, public_id)
    return render(
        request, f"{PAGES}/template_detail.html", pages.version_page(request.user, template)
    )


@require_safe
def template_compare(request, public_id, version):
    newer = get_template(request, public_id)
    rows = PaperTemplate.objects.filter(programme=newer.programme, kind=newer.kind)
    older = get_object_or_404(rows, number=version)
    return render(
        request,
        f"{PAGES}/template_compare.html",
        {"newer": newer, "older": older, "differences": comparing.between(older, newer)},
    )


@require_safe
def template_preview(request, public_id):
    """The words of this version with the data of a real exchange, as a page."""
    template, exchange, found = _with_example(request, public_id)
    context = {"template": template, "exchange": exchange, "examples": found}
    if exchange:
        context["snapshot"] = previews.snapshot(template, exchange)
    return render(request, f"{PAGES}/template_preview.html", context)


@require_safe
def template_print(request, public_id):
    template, exchange, _found = _with_example(request, public_id)
    if exchange is None:
        raise Http404
    response = HttpResponse(previews.pdf(template, exchange), content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="preview.pdf"'
    return response


@require_POST
def template_ask(request, public_id):
    template = templates.ask_for_approval(get_template(request, public_id), by=request.user)
    messages.success(request, _("The draft is closed and waits for a second person."))
    return redirect(template)


@require_POST
def template_approve(request, public_id):
    template = templates.approve(get_template(request, public_id), by=request.user)
    messages.success(request, _("Approved. New papers use this version from now on."))
    return redirect(template)


@require_POST
def template_reopen(request, public_id):
    template = templates.reopen(get_template(request, public_id), by=request.user)
    messages.success(request, _("The draft is open again."))
    return redirect(template)


@require_POST
def template_discard(request, public_id):
    template = templates.discard(get_template(request, public_id), by=request.user)
    messages.success(request, _("The draft is discarded."))
    return redirect(template)


def get_template(request, public_id) -> PaperTemplate:
    if not may_read_texts(request.user):
        raise Http404
    rows = PaperTemplate.objects.filter(programme__in=programmes_of(request.user))
    return get_object_or_404(rows.with_people(), public_id=public_id)


def _with_example(request, public_id):
    """The exchange that the person chose, else the newest; 404 for one that is not theirs."""
    template = get_template(request, public_id)
    if not may_approve_texts(request.user):
        raise PermissionDenied
    found = examples(request.user, template)
    wanted = request.GET.get("exchange", "")
    if not wanted:
        return template, (found[0] if found else None), found
    chosen = next((exchange for exchange in found if exchange.reference == wanted), None)
    if chosen is None:
        raise Http404
    return template, chosen, found
