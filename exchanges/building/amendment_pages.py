"""What the pages about amendments show."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from blues.common import clock, formats
from blues.common.errors import NotAllowed
from exchanges.building import differences, signing_log
from exchanges.building.amendment_models import Amendment, Step
from exchanges.building.amendment_steps import AMENDABLE
from exchanges.building.completeness import ordinary_days
from exchanges.building.content import FIELDS, content
from exchanges.building.models import AgendaDay, Commitment, FinancialAgreement
from exchanges.building.pages import signing_step
from exchanges.building.rules import sees_money
from exchanges.building.stay_days import new_days
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.parties import parties_of
from exchanges.lifecycle.states import CLUSTERS, FOUR, SIDES, Party


@dataclass
class Link:
    """One entry of the chain: what was signed first, or a change with its difference."""

    title: str
    amendment: Amendment | None = None
    differences: list = field(default_factory=list)
    rows: list = field(default_factory=list)  # days of the agenda that differ
    papers: list[tuple[str, list]] = field(default_factory=list)  # reference and who signed
    amounts: tuple[Decimal, Decimal] | None = None
    may: set[str] = field(default_factory=set)


def may_read(user, exchange: Exchange) -> bool:
    return user.is_auditor or bool({*FOUR, Party.PROGRAMME} & parties_of(user, exchange))


def require_reader(user, exchange: Exchange) -> None:
    if not may_read(user, exchange):
        raise NotAllowed(_("This is for visitor, host and their two clusters."))


def chain_page(user, exchange: Exchange) -> dict[str, Any]:
    commitments = list(
        Commitment.every.filter(exchange=exchange).with_content().with_papers().order_by("version")
    )
    agreements = list(
        FinancialAgreement.every.filter(exchange=exchange).with_papers().order_by("version")
        if sees_money(user, exchange)
        else []
    )
    amended = list(
        exchange.amendments.select_related("proposed_by", "agreed_by", "ended_by", "document")
    )
    for row in (*commitments, *agreements, *amended):
        row.exchange = exchange
    return {
        "exchange": exchange,
        "links": [
            *_first_versions(commitments, agreements, amended),
            *(_link(user, one, commitments, agreements) for one in amended),
        ],
        "may_propose": bool(set(SIDES) & parties_of(user, exchange))
        and exchange.state in AMENDABLE
        and clock.today() < exchange.first_day
        and not any(one.is_open for one in amended),
    }


def log_page(user, amendment: Amendment) -> dict[str, Any]:
    """What happened to the new version, and to the new agreement for those whom it concerns."""
    exchange = amendment.exchange
    agreement = amendment.agreement if sees_money(user, exchange) else None
    shown = [paper for paper in (agreement, amendment.commitment) if paper is not None]
    for paper in shown:
        paper.exchange = exchange
    return {
        "exchange": exchange,
        "paper": amendment,
        "is_amendment": True,
        "logs": [(paper, signing_log.lines_of(paper)) for paper in shown],
    }


def _first_versions(commitments, agreements, amended) -> list[Link]:
    """What was signed before anybody changed it."""
    found = []
    for papers, name in ((commitments, "commitment_id"), (agreements, "agreement_id")):
        later = {getattr(one, name) for one in amended}
        found += [p for p in papers if not p.is_pending and p.pk not in later][-1:]
    if not found:
        return []
    return [Link(_("As signed first"), papers=[(p.reference, _signed(p)) for p in found])]


def _link(user, amendment: Amendment, commitments, agreements) -> Link:
    link = Link(
        str(amendment.get_kind_display()).capitalize(),
        amendment=amendment,
        may=_may(user, amendment),
    )
    new, before = _found(commitments, amendment.commitment_id)
    if new is not None:
        amendment.commitment = new
        if before:
            link.differences = differences.between(before, new)
            link.rows = differences.rows_between(before, new)
        link.papers.append((new.reference, _signed(new)))
    contract, older = _found(agreements, amendment.agreement_id)
    if contract is not None:
        link.amounts = (older.amount, contract.amount) if older else None
        link.papers.append((contract.reference, _signed(contract)))
    return link


def _found(papers, pk):
    """The paper, and the one that was in force before it."""
    new = next((paper for paper in papers if paper.pk == pk), None)
    if new is None:
        return None, None
    before = [p for p in papers if p.version < new.version and not p.is_pending]
    return new, before[-1] if before else None


def _signed(paper) -> list:
    return [signing_step(paper, party, paper.next_to_sign) for party in paper.SIGNED_BY]


def _may(user, amendment: Amendment) -> set[str]:
    """Which answers the page offers; the verbs decide again."""
    held, side = parties_of(user, amendment.exchange), amendment.side
    if amendment.is_open and side in held:
        found = {"withdraw"}
    elif amendment.state == Step.PROPOSED and set(SIDES) & held:
        found = {"agree", "refuse"}
    elif amendment.is_open and set(FOUR) & held:
        found = {"refuse"}
    else:
        found = {"object"} if _may_object(amendment, held) else set()
    paper = amendment.paper_to_sign
    return found | ({"sign"} if paper is not None and paper.next_to_sign in held else set())


def _may_object(amendment: Amendment, held) -> bool:
    exchange = amendment.exchange
    days = (exchange.first_day, exchange.last_day)
    return (
        amendment.is_notice
        and amendment.state == Step.IN_FORCE
        and bool(set(CLUSTERS) & held)
        and days == (amendment.first_day, amendment.last_day)
        and exchange.state in AMENDABLE
        and clock.today() < min(exchange.first_day, amendment.first_day_before)
    )


def moves(signed: Commitment, other: Exchange) -> list[tuple]:
    """Each planned day and where a notice puts it."""
    return sorted(new_days(signed, other).items())


def days_to_plan(signed: Commitment, other: Exchange) -> list[dict]:
    """The signed agenda on the new days, with every working day there is."""
    there = new_days(signed, other)
    planned = {
        there[entry.takes_place_on]: {name: getattr(entry, name) for name in AgendaDay.TEXTS}
        for entry in signed.agenda.all()
        if entry.takes_place_on in there
    }
    days = sorted({*planned, *ordinary_days(other)})
    return [{"day": day, **planned.get(day, {})} for day in days]


def typed_differences(signed: Commitment, other: Exchange, form, days: list[dict]) -> dict:
    """What the new version would say otherwise, before anything is kept: fields and days."""
    before, typed = content(signed), form.cleaned_data
    after = before | {name: typed[name] for name in FIELDS if name in typed}
    after["activities"] = sorted(term.code for term in typed["activities"])
    after["agenda"] = [
        {"day": day["day"], **{name: day.get(name, "") for name in AgendaDay.TEXTS}}
        for day in sorted(days, key=lambda day: day["day"])
        if any(day.get(name) for name in AgendaDay.TEXTS)
    ]
    found = differences.of_fields(_plain(before), _plain(after))
    rows = differences.of_rows(before, after)
    exchange = signed.exchange
    old = formats.period(exchange.first_day, exchange.last_day)
    new = formats.period(other.first_day, other.last_day)
    if old != new:
        label = _("first and last working day")
        found = [differences.Difference(label, differences.compare(old, new)), *found]
    return {"differences": found, "rows": rows}


def _plain(value: dict) -> dict:
    """One kind of line end: what looks the same is no difference."""
    return {
        name: text.replace("\r\n", "\n").strip() if isinstance(text, str) else text
        for name, text in value.items()
    }
