"""Write the clauses of a draft, one by one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from blues.common.errors import BadInput
from exchanges.building.clauses import pages, templates
from exchanges.building.clauses.forms import ClauseForm, NewClauseForm
from exchanges.building.clauses.models import PaperTemplate
from exchanges.building.clauses.views import PAGES, get_template
from exchanges.building.clauses.wording import Part


@require_http_methods(["GET", "HEAD", "POST"])
def clause_edit(request, public_id, key):
    template = _own_draft(request, public_id)
    clause = template.clause(key)
    if clause is None:
        raise Http404
    form = ClauseForm(request.POST or None, clause=clause)
    refused = None
    if form.is_valid():
        try:
            templates.write_clause(template, by=request.user, key=key, **form.cleaned_data)
        except BadInput as refusal:
            refused = refusal
        else:
            messages.success(request, _("The clause is kept."))
            return redirect(template)
    return _editor(request, template, form, refused, clause.title, clause.part)


@require_http_methods(["GET", "HEAD", "POST"])
def clause_new(request, public_id):
    template = _own_draft(request, public_id)
    form = NewClauseForm(request.POST or None, template=template)
    refused = None
    if form.is_valid():
        try:
            templates.add_clause(template, by=request.user, **form.cleaned_data)
        except BadInput as refusal:
            refused = refusal
        else:
            messages.success(request, _("The clause is kept."))
            return redirect(template)
    return _editor(request, template, form, refused, _("A clause of your own"), Part.TOPIC)


@require_POST
def clause_remove(request, public_id, key):
    template = get_template(request, public_id)
    templates.remove_clause(template, by=request.user, key=key)
    messages.success(request, _("The clause is left out."))
    return redirect(template)


def _own_draft(request, public_id) -> PaperTemplate:
    template = get_template(request, public_id)
    if request.user != template.drafted_by or not template.is_draft:
        raise PermissionDenied
    return template


def _editor(request, template, form, refused, title, part):
    """What was typed stays on the page, beside the reason why it was not kept."""
    context = {
        "template": template,
        "form": form,
        "refused": refused,
        "title": title,
        "names": pages.names_table(template.kind, part),
    }
    status = refused.status if refused else 200
    return render(request, f"{PAGES}/clause_edit.html", context, status=status)
