"""What the pages of this room show; assembled here so that views stay a few lines each."""

from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _

from blues.common import clock
from blues.common.errors import NotAllowed, Refusal
from blues.common.parts import Step, Task
from blues.documents import countersigning
from clusters.programme.rulebook import RateTable
from exchanges.building import (
    account_changes,
    agreement_sections,
    agreements,
    bank,
    ledger,
    quality,
    remarking,
    reminding,
    signing_log,
    snapshots,
)
from exchanges.building.clauses import reading_papers
from exchanges.building.clauses.models import ClauseReading
from exchanges.building.commitment_sections import OF_THE_HOST, is_printed
from exchanges.building.completeness import agenda_problems, missing, missing_fields
from exchanges.building.content import content_sha256
from exchanges.building.current import agreement_of, commitment_of
from exchanges.building.models import Commitment, FinancialAgreement
from exchanges.building.remark_forms import REMARK
from exchanges.building.rules import may_check_scan, may_prepare, may_write
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.parties import parties_of
from exchanges.lifecycle.states import CLUSTERS, FOUR, SIDES, Party, State


def refuse_unless_one_of_the_four(user, exchange: Exchange) -> None:
    if not set(FOUR) & parties_of(user, exchange):
        raise NotAllowed(_("This is for visitor, host and their two clusters."))


# -- The Commitment -------------------------------------------------------------------------------


def commitment_page(user, commitment: Commitment) -> dict:
    exchange = commitment.exchange
    writes = may_write(user, exchange)
    sha256 = content_sha256(commitment)
    own_sides = [side for side in SIDES if side in parties_of(user, exchange)]
    return {
        "exchange": exchange,
        "commitment": commitment,
        **remarks_on_sections(user, commitment),
        "is_drafting": exchange.state == State.CTQ_DRAFTING,
        "may_write": writes,
        "tasks": writing_tasks(commitment) if writes else [],
        "consents": [consent_line(commitment, side, sha256) for side in SIDES],
        "not_yet": [*missing(commitment), *agenda_problems(commitment)] if writes else [],
        "has_agreed": all(commitment.consent_of(side, sha256) for side in own_sides),
        "may_send_back": exchange.state == State.CTQ_AGREED
        and bool(set(FOUR) & parties_of(user, exchange)),
        "earlier": list(
            exchange.commitments.exclude(pk=commitment.pk).select_related("returned_by")
        ),
        "readings": reading_rows(commitment),
        **signatures_so_far(user, commitment),
    }


def remarks_on_sections(user, commitment: Commitment) -> dict:
    """The text with what was said about every part of it."""
    remarks, labels = remarking.remarks_of(commitment.exchange), remarking.places(commitment)
    is_hosts_cluster = Party.HOP in parties_of(user, commitment.exchange)
    sections = snapshots.commitment_snapshot(commitment)["sections"]
    for section in sections:
        names = [name for name in labels if is_printed(name, section["key"])]
        section["is_yours"] = is_hosts_cluster and section["key"] in OF_THE_HOST
        section["places"] = [
            {"name": name, "label": labels[name], "remarks": remarks.get(name, [])}
            for name in names
        ]
        section["has_open"] = remarking.unsettled({name: remarks.get(name, []) for name in names})
    return {
        "sections": sections,
        "unsettled": remarking.unsettled(remarks),
        "may_remark": remarking.may_remark(user, commitment.exchange),
        "may_settle": remarking.capacity(commitment.exchange, user),
    }


def places_to_remark(commitment: Commitment, typed) -> list[dict]:
    """For whoever sends the text back: every part of it, with what they have typed about it."""
    return [
        {"name": name, "label": label, "typed": typed.get(f"{REMARK}{name}", "")}
        for name, label in remarking.places(commitment).items()
    ]


def writing_tasks(commitment: Commitment) -> list[Task]:
    exchange = commitment.exchange
    lacking, problems = missing_fields(commitment), agenda_problems(commitment)
    return [
        _task(
            _("Check and complete the text"),
            reverse("building:commitment-edit", args=[exchange.public_id]),
            open_points=lacking,
            hint=_("Most of it is written from the two registrations."),
        ),
        _task(
            _("Plan the days"),
            reverse("building:agenda-edit", args=[exchange.public_id]),
            open_points=problems,
            hint=_("One row for each working day in the host's country."),
        ),
    ]


def _task(label: str, href: str, *, open_points: list, hint: str) -> Task:
    if open_points:
        return Task(label, href, status=_("To do"), tone="attention", hint=hint)
    return Task(label, href, status=_("Completed"), hint=hint)


def consent_line(commitment: Commitment, side: Party, sha256: str) -> dict:
    """Whether one side agrees, agreed to other words, or has not spoken."""
    valid = commitment.consent_of(side, sha256)
    earlier = [consent for consent in commitment.consents.all() if consent.side == side]
    state = "agreed" if valid else "void" if earlier else "open"
    given = valid or (earlier[-1] if earlier else None)
    return {
        "side": side.value,
        "organisation": commitment.exchange.organisation_of(side),
        "state": state,
        "given_at": given.given_at if given else None,
    }


def reading_rows(paper) -> list[dict]:
    """The languages in which the paper can be read, once its English text is on file."""
    if paper.text_document is None or not paper.text_document.is_stored:
        return []
    issued = reading_papers.issued_for(paper)
    kind = paper.text_document.kind
    return [
        {"kind": kind, "language": language, "document": issued.get(language.value)}
        for language in ClauseReading.Language
    ]


# -- Signatures -----------------------------------------------------------------------------------


def signatures_so_far(user, paper) -> dict:
    """Who has signed, who is next, and whether that is the reader."""
    following = paper.next_to_sign
    is_refused = isinstance(paper, FinancialAgreement) and paper.is_refused
    is_open = paper.text_document is not None and not paper.is_signed and not is_refused
    scan = paper.waiting_scan_of(following) if following else None
    return {
        "scan": scan,
        "refused_scan": paper.refused_scan_of(following) if following else None,
        "reader_checks": scan is not None and may_check_scan(user, scan),
        "is_overdue": is_open and reminding.is_overdue(paper.exchange),
        "has_expired": is_open and reminding.has_expired(paper.exchange),
        "is_refused": is_refused,
        "signing_steps": [signing_step(paper, party, following) for party in paper.SIGNED_BY],
        "is_open_for_signatures": is_open,
        "reader_is_next": is_open
        and scan is None
        and following in parties_of(user, paper.exchange),
    }


def signing_step(paper, party: Party, following: Party | None) -> Step:
    signature = paper.signature_of(party)
    label = str(party.label)
    title = label[:1].upper() + label[1:]
    if signature:
        who = f"{signature.name}, {signature.organisation}"
        return Step(title, "done", who=who, when=signature.signed_at)
    who = _who_signs(paper.exchange, party)
    if party != following or not paper.text_document:
        return Step(title, "waiting", who=who)
    note = _("A scan was handed in; a coordinator checks it.")
    return Step(
        title,
        "current",
        who=who,
        due=paper.exchange.due_on,
        note=note if paper.waiting_scan_of(party) else "",
    )


def _who_signs(exchange: Exchange, party: Party) -> str:
    if party in SIDES:
        representative = exchange.registration_of(party).representative
        return f"{representative.name}, {exchange.organisation_of(party)}"
    return str(exchange.cluster_of(party))


def signing_page(user, paper, party: Party | None) -> dict:
    return {
        "exchange": paper.exchange,
        "paper": paper,
        "party": party,
        "party_label": party.label if party else "",
        "is_commitment": isinstance(paper, Commitment),
        "organisation": _organisation_of(paper.exchange, party),
        "sections": _frozen(paper, "sections"),
        "annexes": _frozen(paper, "annexes"),
        "offers_certificate": countersigning.is_offered(),
        **_quality(paper, party),
        **signatures_so_far(user, paper),
    }


def _frozen(paper, part: str) -> list:
    """The same text as HTML, from the very snapshot that the file was made from."""
    document = paper.text_document
    return document.snapshot.get(part, []) if document and document.is_stored else []


def log_page(paper) -> dict:
    """What happened to this version and to its earlier ones, newest version first."""
    versions = [paper, *_earlier(paper)]
    return {
        "exchange": paper.exchange,
        "paper": paper,
        "is_commitment": isinstance(paper, Commitment),
        "logs": [(version, signing_log.lines_of(version)) for version in versions],
    }


def _earlier(paper):
    rows = type(paper).objects.with_papers().filter(exchange=paper.exchange)
    for version in rows.filter(version__lt=paper.version).order_by("-version"):
        version.exchange = paper.exchange
        yield version


def _quality(paper, party: Party | None) -> dict:
    """The clusters look at the quality before they sign the Commitment."""
    if not isinstance(paper, Commitment) or party not in CLUSTERS:
        return {"quality_lines": []}
    return {
        "quality_lines": quality.lines_for(paper, party),
        "quality_answers": quality.Answer.choices,
        "may_answer": not paper.signature_of(party)
        and (paper.is_pending or paper.exchange.state == State.CTQ_AGREED),
        "is_about_the_host": party == Party.HOP,
        "version_before": _version_before(paper),
    }


def _version_before(commitment: Commitment) -> int | None:
    """The last one that counted: a version of an amendment that failed is nothing to compare."""
    earlier = Commitment.objects.filter(
        exchange=commitment.exchange, version__lt=commitment.version
    )
    return earlier.aggregate(latest=Max("version"))["latest"]


def _organisation_of(exchange: Exchange, party: Party | None) -> str:
    if party is None:
        return ""
    return str(exchange.organisation_of(party) if party in SIDES else exchange.cluster_of(party))


# -- The agreement --------------------------------------------------------------------------------


def agreement_page(user, exchange: Exchange) -> dict:
    agreement = agreement_of(exchange)
    prepares = may_prepare(user, exchange)
    context = {
        "exchange": exchange,
        "agreement": agreement,
        "account": bank.shown_to(user, exchange),
        "may_give_account": Party.VISITOR in parties_of(user, exchange)
        and exchange.state in bank.OPEN,
        "account_link": _account_link(user, exchange),
        "may_prepare": prepares and exchange.state in agreements.OPEN,
        "obstacle": agreements.obstacle_to_preparing(exchange),
        "is_late": agreements.warning_of_time(exchange),
        "may_overdraw": Party.PROGRAMME in parties_of(user, exchange),
        "ledger": ledger.of_cluster(exchange.vop, leaving_out=exchange) if prepares else None,
        "earlier": exchange.agreements.order_by("-version")[1:],
    }
    if agreement is None:
        return context | {"preview": preview(exchange)}
    return (
        context
        | signatures_so_far(user, agreement)
        | {
            "calculation": agreement_sections.calculation(agreement),
            "readings": reading_rows(agreement),
        }
    )


def _account_link(user, exchange: Exchange) -> str:
    """What leads to the page of another account, for those who have something to see there."""
    if account_changes.open_change(exchange):
        return _("Another account has been asked for")
    if Party.VISITOR in parties_of(user, exchange) and exchange.state in account_changes.OPEN:
        return _("Name another account")
    return ""


def preview(exchange: Exchange) -> dict:
    """What the sum would be today, or why it cannot be told yet."""
    commitment = commitment_of(exchange)
    table = RateTable.objects.valid_on(clock.today()).filter(programme=exchange.programme).first()
    if commitment is None or table is None:
        return {"refusal": _("The sum follows from the agenda of the Commitment to Quality.")}
    try:
        return {"money": agreements.compute(commitment, table)}
    except Refusal as refusal:
        return {"refusal": f"{refusal.message} {refusal.way_out}".strip()}
