"""Ask for a paper in another language."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from blues.common.errors import NotAllowed
from exchanges.building.clauses import reading_papers
from exchanges.building.current import the_agreement_of, the_commitment_of
from exchanges.building.models import Commitment, FinancialAgreement
from exchanges.building.rules import sees_money
from exchanges.lifecycle.access import get_exchange


@require_POST
def reading_issue(request, public_id, kind, language):
    exchange = get_exchange(request, public_id)
    paper: Commitment | FinancialAgreement
    if kind == "agreement":
        if not sees_money(request.user, exchange):
            raise NotAllowed(_("The Financial Agreement concerns the visitor and its cluster."))
        paper = the_agreement_of(exchange)
    elif kind == "commitment":
        paper = the_commitment_of(exchange)
    else:
        raise Http404
    reading_papers.issue(paper, language=language, by=request.user)
    messages.success(request, _("The reading translation is on its way."))
    return redirect(f"building:{kind}-detail", exchange.public_id)
