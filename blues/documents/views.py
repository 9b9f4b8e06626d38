"""The public page on which anyone can check a document, by its reference or with the file."""

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from blues.common.errors import TooOften
from blues.documents.forms import FileForm, ReferenceForm
from blues.documents.signers import signers_of
from blues.documents.verifying import Outcome, find, kind_of, verify_bytes


@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def verify_page(request):
    if request.method == "POST":
        return _verify_file(request)
    if "reference" in request.GET:
        return _look_up(request)
    return _ask(request, FileForm(), ReferenceForm())


@never_cache
@login_not_required
@require_safe
def verify_reference(request, reference):
    """What is public of a sealed document: kind, version, date, hash, and the roles of those who
    signed with the day. No names: a reference can be guessed."""
    document = find(reference)
    context = {"reference": reference, "document": document}
    if document:
        context |= {
            "kind": kind_of(document),
            "newer": document.newer(),
            "signers": signers_of(document),
        }
    status = 200 if document else 404
    return render(request, "documents/verify_reference.html", context, status=status)


def _look_up(request):
    form = ReferenceForm(request.GET)
    if not form.is_valid():
        return _ask(request, FileForm(), form, status=400)
    return redirect("documents:verify-page", reference=form.cleaned_data["reference"])


def _verify_file(request):
    if not ratelimit.consume(request, action="verify_document"):
        raise TooOften(
            _("Too many files were sent from your network in a short time."),
            way_out=_("Wait a minute and try again, or look up the reference instead."),
        )
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _ask(request, form, ReferenceForm(), status=400)
    verdict = verify_bytes(form.cleaned_data["file"].read())
    context = {"verdict": verdict, "kind": kind_of(verdict.document) if verdict.document else ""}
    if verdict.document and verdict.outcome != Outcome.ALTERED:  # names for the holder alone
        context["signers"] = signers_of(verdict.document)
    return render(request, "documents/verify_verdict.html", context)


def _ask(request, file_form, reference_form, *, status=200):
    forms = {"file_form": file_form, "reference_form": reference_form}
    return render(request, "documents/verify.html", forms, status=status)
