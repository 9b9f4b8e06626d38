"""Pages that put the rooms together: my turn, one exchange, the programme board."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from blues import journal
from blues.common.errors import NotAllowed
from blues.common.parts import Bar
from blues.common.parts import Step as Line
from blues.documents.models import Document
from clusters.programme.choice import programme_of
from exchanges.building.amendment_pages import may_read
from exchanges.building.rules import sees_budget
from exchanges.lifecycle.access import get_exchange
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.parties import parties_of
from exchanges.lifecycle.states import CANCELLABLE, FOUR
from exchanges.lifecycle.stopping import cancel
from exchanges.lifecycle.thread.page import IN_THE_PANEL, conversation_for
from exchanges.matching.groups import fellows_of
from exchanges.workspace import board as programme_board
from exchanges.workspace import match
from exchanges.workspace.clocks import marks_of
from exchanges.workspace.dossier_contents import may_have
from exchanges.workspace.forms import CancelForm
from exchanges.workspace.menu import sees_the_board
from exchanges.workspace.money import lump_sum_of
from exchanges.workspace.papers import papers_for
from exchanges.workspace.progress import phases_of, under_way, with_progress
from exchanges.workspace.samples import samples_of
from exchanges.workspace.status import status_of
from exchanges.workspace.turns import turns_for


@require_safe
def my_turn(request):
    """What waits for the reader, and what the reader waits for."""
    exchanges = under_way(request.user)
    return render(
        request,
        "exchanges/workspace/my_turn.html",
        {
            "turns": turns_for(request.user, exchanges),
            "rows": [(exchange, status_of(exchange, steps)) for exchange, steps in exchanges],
        },
    )


@require_safe
def exchange_detail(request, public_id):
    exchange = get_exchange(request, public_id)
    exchange = with_progress(Exchange.objects.filter(pk=exchange.pk)).get()
    phases = phases_of(exchange, request.user)
    steps = [step for phase in phases for step in phase.steps]
    latest = exchange.checks.first()
    return render(
        request,
        "exchanges/workspace/exchange_detail.html",
        {
            "exchange": exchange,
            "phases": [(phase, [_line(step) for step in phase.steps]) for phase in phases],
            "now": [step for step in steps if step.state == "current"],
            "status": status_of(exchange, steps),
            "marks": marks_of(exchange),
            "samples": samples_of(exchange, request.user),
            "money": lump_sum_of(exchange, request.user),
            "papers": papers_for(exchange, request.user),
            "may_have_dossier": may_have(request.user, exchange),
            "may_read_versions": may_read(request.user, exchange),
            "fellows": fellows_of(exchange, request.user),
            "checks": latest,
            "outcomes": _outcomes(request.user, exchange, latest),
            "entries": journal.entries_for(exchange.case),
            "trace": exchange.transitions.select_related("by"),
            "can_cancel": _may_cancel(request.user, exchange),
            "conversation": conversation_for(request.user, exchange, most=IN_THE_PANEL),
        },
    )


def _outcomes(user, exchange, latest) -> list[dict]:
    """What the rules last said; the budget (E12) only to those who answer for it."""
    found = latest.outcomes if latest else []
    return [o for o in found if o["rule"] != "E12" or sees_budget(user, exchange)]


def _line(step):
    return Line(
        title=step.label,
        state=step.state,
        who=step.who,
        when=step.done_at,
        due=step.due_on,
        note=step.why_not,
        href=step.url,
    )


def _may_cancel(user, exchange) -> bool:
    return exchange.state in CANCELLABLE and bool(parties_of(user, exchange) & set(FOUR))


@require_http_methods(["GET", "HEAD", "POST"])
def exchange_cancel(request, public_id):
    exchange = get_exchange(request, public_id)
    if not _may_cancel(request.user, exchange) and request.method != "POST":
        raise NotAllowed(_("This exchange cannot be cancelled by you now."))
    form = CancelForm(request.POST or None)
    if form.is_valid():
        cancel(exchange, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("Cancelled. The other parties have been told."))
        return redirect(exchange)
    return render(
        request, "exchanges/workspace/exchange_cancel.html", {"exchange": exchange, "form": form}
    )


@require_POST
def match_confirm(request, public_id):
    exchange = match.confirm(get_exchange(request, public_id), by=request.user)
    messages.success(request, _("The match is confirmed for your cluster."))
    return redirect(exchange)


@require_safe
def board_page(request):
    if not sees_the_board(request.user):
        raise NotAllowed(_("The programme board is for those who run the programme."))
    programme = programme_of(request)
    board = programme_board.board_of(programme)
    return render(
        request,
        "exchanges/workspace/board.html",
        {
            "board": board,
            "funnel": _funnel(board),
            "by_cluster": [Bar(name, count) for name, count in board.by_cluster],
            "stuck": programme_board.stuck(request.user, programme)[:50],
            "failed_papers": Document.objects.failed().count(),
        },
    )


def _funnel(board):
    return [
        Bar(_("Registrations accepted"), board.registered),
        Bar(_("Proposed"), board.proposed),
        Bar(_("Match confirmed"), board.matched),
        Bar(_("Commitment signed"), board.committed),
        Bar(_("Agreement signed"), board.contracted),
        Bar(_("Stay begun"), board.under_way),
        Bar(_("Reported"), board.reported),
        Bar(_("Completed"), board.completed),
    ]
