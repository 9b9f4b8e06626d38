"""Proposals: made, looked at, answered."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from blues.common import files, formats
from blues.common.errors import NotAllowed
from clusters.models import Role
from exchanges.lifecycle import contact
from exchanges.lifecycle.access import get_exchange
from exchanges.lifecycle.parties import parties_of, sees_money
from exchanges.lifecycle.states import CLUSTERS, FOUR, SIDES, STOPPED, Party, State
from exchanges.lifecycle.thread.masking import mask
from exchanges.lifecycle.thread.names import name_of
from exchanges.lifecycle.thread.page import IN_THE_PANEL, conversation_for
from exchanges.matching import access, groups, offers, preview, proposals, remaining, reopening
from exchanges.matching.catalogue_views import get_entry
from exchanges.matching.confirmation import confirmed_at
from exchanges.matching.forms import DeclineForm, OfferForm, ProposalForm
from exchanges.matching.lists import OF_THIS_PHASE
from exchanges.matching.telling import other_side
from exchanges.registration import visibility
from exchanges.registration.models import Mode
from exchanges.registration.presentation import outcomes_of
from exchanges.registration.views import posted

LONGEST_KEY = 18  # digits


def proposal_new(request, public_id):
    """Dates and goals; "Check" shows days, money and rules, "Send" makes the proposal."""
    target, own = get_entry(request, public_id)
    proposers = access.proposers_for(request.user, target, own)
    if not proposers:
        return redirect("matching:catalogue-entry", public_id)
    form = ProposalForm(posted(request), target=target, proposers=proposers)
    context = {"form": form, "target": target, "remaining": _remaining(request, target, proposers)}
    if request.method == "POST" and form.is_valid():
        if request.POST.get("act") == "send":
            exchange = proposals.propose(
                **form.pair,
                **form.frame,
                **form.words,
                side=Party.VISITOR if target.is_host else Party.HOST,
                by=request.user,
            )
            messages.success(request, _("Sent. We write to you as soon as there is an answer."))
            return redirect("matching:proposal-detail", exchange.public_id)
        context |= _calculated(proposals.sketch(**form.pair, **form.frame), request.user)
    return render(request, "exchanges/matching/proposal_new.html", context)


def _remaining(request, target, proposers) -> list[str]:
    """What is left before any dates are given."""
    visitor = proposers[0] if target.is_host else target
    return remaining.sentences(visitor, request.user)


def _calculated(exchange, user) -> dict:
    found = preview.of(exchange)
    return {
        "remaining": remaining.sentences_for(exchange, user, amount=found.amount),
        "preview": found,
        "outcomes": outcomes_of(found.report),
        "sees_money": sees_money(user, exchange),
    }


@require_safe
def proposal_detail(request, public_id):
    """The proposal with its calculation, and what this person may do about it."""
    exchange = get_exchange(request, public_id)
    held = parties_of(request.user, exchange)
    sees_contact = contact.sees_contact_data(request.user, exchange)
    is_open = exchange.state == State.PROPOSED
    seen_as = _as_read_by(held, exchange)
    context = {
        "exchange": exchange,
        "may_answer": is_open and other_side(exchange) in held,
        "changed": [
            offers.Difference(one.label, seen_as(one.before), seen_as(one.after))
            for one in offers.last_change(exchange)
        ],
        "turns": exchange.offers.count(),
        "seen": _last_offer(exchange),
        "may_withdraw": is_open and exchange.proposed_side in held,
        "confirm_as": _open_confirmations(exchange, held),
        "confirmations": [(party.label, confirmed_at(exchange, party)) for party in CLUSTERS],
        "contacts": _contacts(request.user, exchange) if sees_contact else [],
        "papers": _papers(request.user, exchange) if sees_contact else [],
        "on_behalf": _on_behalf(exchange),
        "last_words": seen_as(_last_words(exchange)),
        "title": seen_as(exchange.title),
        "goals": seen_as(exchange.goals),
        "reopening": reopening.may_reopen(request.user, exchange),
        "fellows": groups.fellows_of(exchange, request.user),
        "may_widen": _may_widen(request.user, exchange),
        "decline_form": DeclineForm(),
        "may_open_exchange": bool(held & set(FOUR)) and exchange.state not in OF_THIS_PHASE,
        "conversation": conversation_for(request.user, exchange, most=IN_THE_PANEL),
    } | _calculated(exchange, request.user)
    return render(request, "exchanges/matching/proposal_detail.html", context)


def _on_behalf(exchange) -> str:
    """Who proposed without ever having spoken for that side; empty where its own people did."""
    organisation = exchange.organisation_of(exchange.proposed_side)
    spoke = exchange.proposed_by.assignments.filter(
        organisation=organisation, role=Role.REPRESENTATIVE
    )
    return "" if spoke.exists() else name_of(exchange.proposed_by) or str(_("a coordinator"))


def _as_read_by(held, exchange) -> Callable[[str], str]:
    """Words of a proposal, masked for a side until both have agreed, as in the conversation."""
    if contact.have_agreed(exchange) or not set(SIDES) & held:
        return str
    return lambda text: mask(text).text


def _last_words(exchange) -> str:
    """Why it came to an end; nothing once it was reopened."""
    if exchange.state not in STOPPED:
        return ""
    last = exchange.transitions.filter(to_state__in=STOPPED).last()
    return last.note if last else ""


def _may_widen(user, exchange) -> bool:
    """Whether the host, or its cluster, may ask others to come at the same time."""
    running = exchange.state not in STOPPED and exchange.group_id is None
    return running and exchange.host.welcomes_groups and groups.may_invite(user, exchange.host)


def _open_confirmations(exchange, held) -> list[str]:
    if exchange.state != State.ACCEPTED:
        return []
    return [
        str(party.label)
        for party in CLUSTERS
        if party in held and not confirmed_at(exchange, party)
    ]


def _contacts(user, exchange) -> list[tuple]:
    """How to reach the two representatives, once both have agreed: as far as each side lets it."""
    return [
        (
            side.label,
            registration.representative.name,
            visibility.contact_facts(registration, contact.viewer_of(user, exchange, side)),
        )
        for side in SIDES
        for registration in [exchange.registration_of(side)]
    ]


def _papers(user, exchange) -> list[tuple]:
    return [
        (
            _("CV of the %(side)s") % {"side": side.label},
            reverse("matching:cv-download", args=[exchange.public_id, side.value]),
        )
        for side in SIDES
        if exchange.registration_of(side).cv and _sees_cv(user, exchange, side)
    ]


def _sees_cv(user, exchange, side) -> bool:
    viewer = contact.viewer_of(user, exchange, side)
    return visibility.sees(viewer, exchange.registration_of(side), visibility.CV)


@require_POST
def proposal_accept(request, public_id):
    exchange = get_exchange(request, public_id)
    proposals.accept(exchange, by=request.user, seen=_seen(request))
    messages.success(request, _("Accepted. Both partner clusters are asked to confirm."))
    return redirect("matching:proposal-detail", public_id)


def proposal_counter(request, public_id):
    """Other dates, another way or other goals; "Check" shows what they mean, "Send" offers them."""
    exchange = get_exchange(request, public_id)
    if other_side(exchange) not in parties_of(request.user, exchange):
        raise NotAllowed(_("Only the side that was asked can offer something else."))
    sides = [exchange.registration_of(side) for side in SIDES]
    modes = [mode for mode in Mode.values if all(one.allows(mode) for one in sides)]
    form = OfferForm(posted(request), modes=modes, initial=vars(exchange))
    seen = _seen(request) or _last_offer(exchange)
    context = {"form": form, "exchange": exchange, "seen": seen}
    if request.method == "POST" and form.is_valid():
        if request.POST.get("act") == "send":
            terms = form.cleaned_data
            proposals.counter(exchange, by=request.user, seen=_seen(request), **terms)
            messages.success(request, _("Sent. The other side has to answer now."))
            return redirect("matching:proposal-detail", public_id)
        sketch = proposals.sketch(visitor=exchange.visitor, host=exchange.host, **form.frame)
        context |= _calculated(sketch, request.user)
    return render(request, "exchanges/matching/proposal_counter.html", context)


def _last_offer(exchange) -> int | str:
    """Its key, for the page to tell which offer it showed."""
    last = exchange.offers.last()
    return last.pk if last else ""


def _seen(request) -> int | None:
    """The offer that the page showed."""
    told = request.POST.get("offer", "")
    is_key = told.isascii() and told.isdigit() and len(told) <= LONGEST_KEY
    return int(told) if is_key else None


@require_POST
def proposal_time(request, public_id):
    exchange = proposals.ask_for_time(get_exchange(request, public_id), by=request.user)
    text = _("You have until %(day)s. The other side has been told.")
    messages.success(request, text % {"day": formats.day(exchange.due_on)})
    return redirect("matching:proposal-detail", public_id)


@require_POST
def proposal_decline(request, public_id):
    exchange = get_exchange(request, public_id)
    reason = request.POST.get("reason", "")
    proposals.decline(exchange, by=request.user, reason=reason)
    messages.success(request, _("Declined. The other side has been told."))
    return redirect("matching:proposal-detail", public_id)


@require_POST
def proposal_withdraw(request, public_id):
    proposals.withdraw(get_exchange(request, public_id), by=request.user)
    messages.success(request, _("The proposal no longer stands."))
    return redirect("matching:proposal-detail", public_id)


@require_POST
def proposal_reopen(request, public_id):
    reopening.reopen(get_exchange(request, public_id), by=request.user)
    messages.success(request, _("The proposal stands again. Both sides have been told."))
    return redirect("matching:proposal-detail", public_id)


def cv_download(request, public_id, side):
    """The CV of one side, for the other one while they have agreed."""
    exchange = get_exchange(request, public_id)
    if side not in SIDES or not contact.sees_contact_data(request.user, exchange):
        raise Http404
    if not _sees_cv(request.user, exchange, side):
        raise Http404
    return files.download(exchange.registration_of(side).cv, name=f"{exchange.reference}-cv-{side}")
