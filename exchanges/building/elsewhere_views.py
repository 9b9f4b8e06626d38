"""Handing in files that were signed elsewhere, and looking at scans."""

import hashlib

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from blues.common.errors import BadInput, Conflict, NotAllowed
from blues.common.files import PAPER_HINT
from blues.common.uploads import PAPERS, PDF
from exchanges.building import elsewhere, pages, signing
from exchanges.building.forms import ScanCheckForm, SignedFileForm
from exchanges.building.methods import Method
from exchanges.building.rules import may_check_scan, sees_money
from exchanges.building.signing_views import (
    agreement_to_sign,
    amendment_to_sign,
    answer_to_second_click,
    commitment_to_sign,
    page_of,
)
from exchanges.building.upload_models import SignedUpload
from exchanges.lifecycle.access import get_exchange

WRITES = require_http_methods(["GET", "HEAD", "POST"])


@WRITES
def commitment_certificate(request, public_id):
    return _certificate_page(request, commitment_to_sign(request, public_id))


@WRITES
def agreement_certificate(request, public_id):
    return _certificate_page(request, agreement_to_sign(request, public_id))


@WRITES
def amendment_certificate(request, public_id):
    return answer_to_second_click(request, public_id) or _certificate_page(
        request, amendment_to_sign(request, public_id)
    )


@WRITES
def commitment_scan(request, public_id):
    return _scan_page(request, commitment_to_sign(request, public_id))


@WRITES
def agreement_scan(request, public_id):
    return _scan_page(request, agreement_to_sign(request, public_id))


@WRITES
def amendment_scan(request, public_id):
    return _scan_page(request, amendment_to_sign(request, public_id))


def _certificate_page(request, paper):
    hint = _("The PDF that your program saved after signing.")
    return _upload_page(
        request,
        paper,
        Method.QUALIFIED_UPLOAD,
        {"accept": PDF, "hint": hint},
        (elsewhere.sign_with_certificate, _("Signed. The others can see it.")),
    )


def _scan_page(request, paper):
    told = _("Handed in. It counts as soon as a coordinator has checked it.")
    return _upload_page(
        request,
        paper,
        Method.WET_INK_SCAN,
        {"accept": ",".join(PAPERS), "hint": PAPER_HINT},
        (elsewhere.hand_in_scan, told),
    )


def _upload_page(request, paper, method: Method, wanted: dict, verb_and_answer):
    verb, answer = verb_and_answer
    party = signing.capacity(paper, request.user)
    shown = {"document_sha256": paper.text_sha256, "party": party or ""}
    form = SignedFileForm(request.POST or None, request.FILES or None, initial=shown, **wanted)
    if request.method == "POST" and form.is_valid() and _done(request, paper, verb, form):
        messages.success(request, answer)
        return redirect(page_of(paper), paper.exchange.public_id)
    return render(
        request,
        "exchanges/building/sign_elsewhere.html",
        pages.signing_page(request.user, paper, party)
        | {"form": form, "is_scan": method == Method.WET_INK_SCAN},
    )


def _done(request, paper, verb, form: SignedFileForm) -> bool:
    """A file or a password that will not do: the page stays, with the reason at the form."""
    given = form.cleaned_data
    try:
        verb(
            paper,
            by=request.user,
            file=given["file"],
            document_sha256=given["document_sha256"],
            party=given["party"],
            address=get_adapter().get_client_ip(request),
            request=request,
            **form.proof(),
        )
    except BadInput as refusal:
        form.add_error(None, " ".join([refusal.message, *refusal.reasons, refusal.way_out]).strip())
        return False
    return True


# -- Files that were handed in --------------------------------------------------------------------


@require_safe
def upload_download(request, public_id, upload_id):
    """The bytes as they were kept, for saving and never for showing."""
    upload = _upload_for(request, public_id, upload_id)
    with upload.file.open("rb") as stored:
        content = stored.read()
    if hashlib.sha256(content).hexdigest() != upload.stored_sha256:
        raise Conflict(
            _("The stored file is not the one that was handed in."),
            way_out=_("Tell the operator of the portal; nobody relies on this file."),
        )
    return HttpResponse(
        content,
        content_type=upload.content_type,
        headers={
            "Content-Disposition": f'attachment; filename="{upload.download_name}"',
            "Cache-Control": "private, no-store",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )


@WRITES
def scan_check(request, public_id, upload_id):
    upload = _upload_for(request, public_id, upload_id)
    if not may_check_scan(request.user, upload):
        raise NotAllowed(
            _("A coordinator of the party's cluster looks at a scan, never who signed it.")
        )
    form = ScanCheckForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _decide(request, upload, form)
        return redirect(page_of(upload.paper), public_id)
    return render(
        request,
        "exchanges/building/scan_check.html",
        {"upload": upload, "paper": upload.paper, "exchange": upload.paper.exchange, "form": form},
    )


def _decide(request, upload: SignedUpload, form: ScanCheckForm) -> None:
    if form.cleaned_data["decision"] == "accept":
        elsewhere.accept_scan(upload, by=request.user)
        messages.success(request, _("The signature counts. The others can see it."))
    else:
        elsewhere.refuse_scan(upload, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("Refused. Whoever handed it in has been told."))


def _upload_for(request, public_id, upload_id) -> SignedUpload:
    """Whose eyes a paper is not for learns nothing of its files: the answer is 404."""
    exchange = get_exchange(request, public_id)
    uploads = SignedUpload.objects.filter(commitment__exchange=exchange)
    if sees_money(request.user, exchange):
        uploads |= SignedUpload.objects.filter(agreement__exchange=exchange)
    rows = uploads.select_related("uploaded_by", "commitment", "agreement", "decided_by")
    upload = get_object_or_404(rows, public_id=upload_id)
    upload.paper.exchange = exchange
    return upload
