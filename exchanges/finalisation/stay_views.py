"""Pages of the preparation, the stay and the presence."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from blues.common import clock
from exchanges.finalisation import days, papers, preparation, presence, stay
from exchanges.finalisation.forms import InterruptionForm, PreparationForm, PresenceForm
from exchanges.finalisation.models import Preparation
from exchanges.finalisation.pages import accepted, address, crumbs, exchange_for, offered, sent
from exchanges.finalisation.rules import PREPARATION, PRESENCE, require_party
from exchanges.lifecycle import checks
from exchanges.lifecycle.access import get_exchange
from exchanges.lifecycle.holidays import holiday_warning, holidays_in_words
from exchanges.lifecycle.parties import parties_of
from exchanges.lifecycle.states import Party, State

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@GET_OR_POST
def preparation_detail(request, public_id):
    exchange = exchange_for(request, public_id, PREPARATION)
    present = Preparation.objects.filter(exchange=exchange).first()
    held = parties_of(request.user, exchange)
    form = PreparationForm(sent(request), instance=present)
    if request.method == "POST" and accepted(form, preparation.prepare, exchange, by=request.user):
        messages.success(request, _("Saved. The visitor has been told."))
        return redirect(address("preparation-detail", exchange))
    is_open = Party.HOST in held and exchange.state in preparation.OPEN
    return render(
        request,
        "exchanges/finalisation/preparation_detail.html",
        {
            "exchange": exchange,
            "preparation": present,
            "form": offered(request, form, is_open=is_open),
            "may_insure": Party.VISITOR in held and exchange.state in preparation.INSURABLE,
            "may_check": Party.VOP in held,
            "why_not_check": _why_not_check(exchange, present),
            "crumbs": crumbs(exchange, _("Preparation")),
        },
    )


def _why_not_check(exchange, present) -> str:
    if present is None:
        return _("The host has not said yet where to arrive.")
    if not exchange.is_virtual and not present.insured_at:
        return _("The visitor has not declared the insurance yet.")
    if exchange.state not in (State.FA_SIGNED, State.CTQ_SIGNED):
        return _("The papers are not all signed yet.")
    if exchange.state == State.CTQ_SIGNED and not exchange.is_virtual:
        return _("The Financial Agreement is not signed yet.")
    return " ".join(checks.still_to_show(exchange)) if exchange.is_virtual else ""


@require_POST
def insurance_declare(request, public_id):
    exchange = get_exchange(request, public_id)
    preparation.declare_insurance(exchange, by=request.user)
    messages.success(request, _("Thank you. Your partner cluster checks everything now."))
    return redirect(address("preparation-detail", exchange))


@require_POST
def preparation_check(request, public_id):
    exchange = get_exchange(request, public_id)
    preparation.check(exchange, by=request.user)
    messages.success(request, _("The exchange is ready to start."))
    return redirect(exchange)


@require_safe
def stay_detail(request, public_id):
    exchange = exchange_for(request, public_id, PREPARATION)
    commitment = days.commitment_of(exchange)
    today = clock.today()
    return render(
        request,
        "exchanges/finalisation/stay_detail.html",
        {
            "exchange": exchange,
            "preparation": getattr(exchange, "preparation", None),
            "presence": getattr(exchange, "presence", None),
            "interruption": getattr(exchange, "interruption", None),
            "agenda": commitment.agenda.all() if commitment else [],
            "today": today,
            "records": Party.VOP in parties_of(request.user, exchange),
            "is_ready": exchange.state == State.READY,
            "is_under_way": exchange.state == State.IN_PROGRESS,
            "why_not_start": _("The first day has not come.") if today < exchange.first_day else "",
            "why_not_end": _why_not_end(exchange, today),
            "crumbs": crumbs(exchange, _("The stay")),
        },
    )


def _why_not_end(exchange, today) -> str:
    if today < exchange.last_day:
        return _("The last day has not come.")
    if getattr(exchange, "presence", None) is None:
        return _("The host has not confirmed the presence yet.")
    return ""


@require_POST
def stay_start(request, public_id):
    exchange = get_exchange(request, public_id)
    stay.start(exchange, by=request.user)
    messages.success(request, _("The stay is under way."))
    return redirect(address("stay-detail", exchange))


@require_POST
def stay_end(request, public_id):
    exchange = get_exchange(request, public_id)
    stay.end(exchange, by=request.user)
    messages.success(request, _("The stay has ended. Both sides have been asked to report."))
    return redirect(exchange)


@GET_OR_POST
def stay_interrupt(request, public_id):
    exchange = get_exchange(request, public_id)
    require_party(request.user, exchange, Party.VOP)
    form = InterruptionForm(sent(request), initial={"last_day": clock.today()})
    if request.method == "POST" and accepted(form, stay.interrupt, exchange, by=request.user):
        messages.success(request, _("Recorded. All four parties have been told."))
        return redirect(exchange)
    return render(
        request,
        "exchanges/finalisation/stay_interrupt.html",
        {
            "exchange": exchange,
            "form": form,
            "least": exchange.rule_set.shortest_stay_days,
            "back": address("stay-detail", exchange),
            "crumbs": crumbs(exchange, _("Break off the stay")),
        },
    )


@GET_OR_POST
def presence_detail(request, public_id):
    exchange = exchange_for(request, public_id, PRESENCE)
    present = getattr(exchange, "presence", None)
    held = parties_of(request.user, exchange)
    form = PresenceForm(sent(request), initial=_days_known(exchange, present))
    if request.method == "POST" and accepted(form, presence.confirm, exchange, by=request.user):
        messages.success(request, _("Confirmed. The visitor has been told."))
        return redirect(address("presence-detail", exchange))
    is_open = Party.HOST in held and exchange.state in presence.OPEN
    return render(
        request,
        "exchanges/finalisation/presence_detail.html",
        {
            "exchange": exchange,
            "presence": present,
            "paper": papers.presence_paper(exchange) if present else None,
            "planned": days.planned(exchange),
            "holiday_warning": holiday_warning(exchange),
            "holidays": holidays_in_words(exchange),
            "form": offered(request, form, is_open=is_open),
            "may_acknowledge": (
                present is not None and not present.acknowledged_at and Party.VISITOR in held
            ),
            "crumbs": crumbs(exchange, _("Presence")),
        },
    )


def _days_known(exchange, present) -> dict:
    """What was confirmed before, or what is known: the days agreed, or those until it broke off."""
    if present is not None:
        return {name: getattr(present, name) for name in ("first_day", "last_day", "working_days")}
    interruption = getattr(exchange, "interruption", None)
    last_day = interruption.last_day if interruption else exchange.last_day
    return {
        "first_day": exchange.first_day,
        "last_day": last_day,
        "working_days": days.expected(exchange, exchange.first_day, last_day),
    }


@require_POST
def presence_acknowledge(request, public_id):
    exchange = get_exchange(request, public_id)
    presence.acknowledge(exchange, by=request.user)
    messages.success(request, _("Acknowledged."))
    return redirect(address("presence-detail", exchange))
