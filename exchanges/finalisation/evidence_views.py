"""Pages of the evidence: handing in, looking at, taking back."""

import hashlib

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from blues.common.errors import Conflict
from exchanges.finalisation import evidence, handover
from exchanges.finalisation.forms import EvidenceForm
from exchanges.finalisation.pages import accepted, address, crumbs, exchange_for, offered, sent
from exchanges.finalisation.rules import EVIDENCE
from exchanges.lifecycle.parties import parties_of
from exchanges.lifecycle.states import Party


@require_http_methods(["GET", "HEAD", "POST"])
def evidence_page(request, public_id):
    exchange = exchange_for(request, public_id, EVIDENCE)
    form = EvidenceForm(sent(request), request.FILES)
    if request.method == "POST" and accepted(form, evidence.hand_in, exchange, by=request.user):
        messages.success(request, _("The file is kept."))
        return redirect(address("evidence-page", exchange))
    is_visitor = Party.VISITOR in parties_of(request.user, exchange)
    is_open = is_visitor and exchange.state in evidence.OPEN
    return render(
        request,
        "exchanges/finalisation/evidence_page.html",
        {
            "exchange": exchange,
            "files": exchange.evidence.all(),
            "missing": handover.missing_evidence(exchange),
            "form": offered(request, form, is_open=is_open),
            "may_remove": is_open,
            "most": evidence.MOST_FILES,
            "crumbs": crumbs(exchange, _("Evidence")),
        },
    )


@require_safe
def evidence_download(request, public_id, evidence_id):
    """The bytes as they were kept, for saving and never for showing; rights are asked each time."""
    exchange = exchange_for(request, public_id, EVIDENCE)
    kept = get_object_or_404(exchange.evidence, public_id=evidence_id)
    with kept.file.open("rb") as stored:
        content = stored.read()
    if hashlib.sha256(content).hexdigest() != kept.stored_sha256:
        raise Conflict(
            _("The stored file is not the one that was handed in."),
            way_out=_("Tell the operator of the portal; nothing is paid on this file."),
        )
    return HttpResponse(
        content,
        content_type=kept.content_type,
        headers={
            "Content-Disposition": f'attachment; filename="{kept.download_name}"',
            "Cache-Control": "private, no-store",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )


@require_POST
def evidence_remove(request, public_id, evidence_id):
    exchange = exchange_for(request, public_id, EVIDENCE)
    kept = get_object_or_404(exchange.evidence, public_id=evidence_id)
    evidence.take_back(kept, by=request.user)
    messages.success(request, _("The file is taken back."))
    return redirect(address("evidence-page", exchange))
