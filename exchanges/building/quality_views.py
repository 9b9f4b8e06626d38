"""The answers of a cluster to the questions on the quality of a Commitment."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from blues.common.errors import BadInput
from exchanges.building import quality
from exchanges.lifecycle.access import get_exchange
from exchanges.lifecycle.states import CLUSTERS, Party


@require_POST
def quality_answer(request, public_id):
    exchange = get_exchange(request, public_id)
    commitment = quality.answer(
        exchange,
        by=request.user,
        party=_party(request.POST.get("party")),
        given=_given(request.POST),
        rest_is_fine="rest_is_fine" in request.POST,
    )
    messages.success(request, _("Your answers are kept."))
    page = "amendment-sign" if commitment.is_pending else "commitment-sign"
    return redirect(f"building:{page}", exchange.public_id)


def _party(told) -> Party:
    if told not in CLUSTERS:
        raise BadInput(_("The two partner clusters look at the quality, each for itself."))
    return Party(told)


def _given(data) -> dict[str, quality.Given]:
    """Only what was answered: a note without an answer says nothing yet."""
    return {
        point.code: quality.Given(given, data.get(f"note-{point.code}", ""))
        for point in quality.POINTS
        if (given := data.get(f"point-{point.code}"))
    }
