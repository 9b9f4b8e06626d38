"""Signing: the right person, in the right order, under exactly these bytes.

Who signs proves their identity at that moment, by password or code. A signature names the SHA-256
of the file that was shown; under another file it does not count. Nobody signs for somebody else but
a delegate signatory, appointed in advance; then the signature shows both names.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NoReturn

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from blues import journal
from blues.common import clock
from blues.common.errors import Conflict, NotAllowed
from clusters.models import User
from clusters.people.confirm import confirm_identity
from clusters.people.stand_ins import name_for_signature
from exchanges.building import amendment_answers, papers, quality, telling
from exchanges.building.account_models import BankAccount
from exchanges.building.amendment_models import Amendment, Step
from exchanges.building.amendment_steps import AMENDABLE
from exchanges.building.current import the_agreement_of, the_commitment_of
from exchanges.building.models import Commitment, FinancialAgreement, Signature
from exchanges.building.rules import signatory
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.parties import parties_of
from exchanges.lifecycle.states import SIDES, Party, State
from exchanges.lifecycle.transitions import lock, move


@dataclass(frozen=True)
class Procedure:
    """How one kind of paper is signed."""

    paper_of: Callable[[Exchange], Commitment | FinancialAgreement]
    open_in: tuple[State, ...]
    signed: State | None  # none: an amendment moves no exchange
    verb: str


def sign_commitment(exchange: Exchange, *, by, document_sha256: str, **how) -> Signature:
    """Visitor, host, host's cluster, visitor's cluster; the last one closes the Commitment.

    ``party`` says in which capacity (the next in order unless told); ``password``, ``code`` or a
    passkey on the ``request`` prove who it is; ``address`` is kept as evidence.
    """
    return _sign(COMMITMENT, exchange, by=by, document_sha256=document_sha256, **how)


def sign_agreement(exchange: Exchange, *, by, document_sha256: str, **how) -> Signature:
    """Visitor, then the cluster that pays; both before the first day of the stay."""
    return _sign(AGREEMENT, exchange, by=by, document_sha256=document_sha256, **how)


def sign_amendment(exchange: Exchange, *, by, document_sha256: str, **how) -> Signature:
    """The new Commitment by four, then, where money or days change, the agreement by two."""
    return _sign(AMENDMENT, exchange, by=by, document_sha256=document_sha256, **how)


def _sign(
    procedure: Procedure,
    exchange: Exchange,
    *,
    by,
    document_sha256: str,
    party: Party | None = None,
    address: str | None = None,
    **proof,
) -> Signature:
    if again := signed_already(procedure, exchange, party, by, document_sha256):
        return again
    paper = procedure.paper_of(exchange)
    party = place_of(paper, by, party)
    if again := signed_before(paper, party, by):
        return again
    refuse_unless_signable(procedure, paper, party, by=by, document_sha256=document_sha256)
    refuse_while_a_scan_waits(paper, party)
    # Outside the transaction: a wrong password must count even though the signature is refused.
    identity = confirm_identity(by, **proof)
    return add_signature(
        procedure,
        exchange,
        by=by,
        party=party,
        identity=identity,
        document_sha256=document_sha256,
        address=address,
    )


@transaction.atomic
def add_signature(
    procedure: Procedure, exchange: Exchange, *, by, party: Party, document_sha256: str, **evidence
) -> Signature:
    """The one place that writes signatures, whichever way they were given."""
    by = User.objects.get(pk=by.pk)  # whose role ended a second ago does not sign any more
    locked = lock(exchange)
    if again := signed_already(procedure, locked, party, by, document_sha256):
        return again
    paper = procedure.paper_of(locked)
    if again := signed_before(paper, party, by):
        return again
    refuse_unless_signable(procedure, paper, party, by=by, document_sha256=document_sha256)
    signature = paper.signatures.create(
        party=party,
        signed_by=by,
        name=name_for_signature(signatory(paper.exchange, party, by), by),
        function=by.function,
        organisation=_organisation(paper.exchange, party).legal_name,
        document_sha256=document_sha256,
        **evidence,
    )
    journal.record(
        paper.exchange.case,
        procedure.verb,
        by=by,
        party=party,
        paper=paper.reference,
        version=paper.version,
        document_sha256=document_sha256,
        method=signature.method,
        identity=signature.identity,
    )
    _go_on(procedure, paper.exchange, by=by)
    return signature


def _go_on(procedure: Procedure, exchange: Exchange, *, by) -> None:
    if procedure.signed is None:
        amendment_answers.go_on(exchange, by=by)
        return
    paper = procedure.paper_of(exchange)
    if paper.next_to_sign:
        telling.sign_next(paper, paper.next_to_sign)
        return
    paper.exchange = move(exchange, to=procedure.signed, by=by)
    papers.issue_signed_record(paper, by=by)
    if procedure is COMMITMENT:
        telling.commitment_signed(paper.exchange, by=by)
    else:
        telling.agreement_signed(paper.exchange, by=by)


def procedure_of(paper) -> Procedure:
    if paper.is_pending:
        return AMENDMENT
    return COMMITMENT if isinstance(paper, Commitment) else AGREEMENT


def place_of(paper, by, party: str | None = None) -> Party:
    """As whom the person signs: as told, else in their own place."""
    return Party(party) if party else capacity(paper, by) or _each_for_itself()


def capacity(paper, by) -> Party | None:
    """As whom the person would sign: the next in order if that is they, else their own place."""
    held = parties_of(by, paper.exchange)
    own = [party for party in paper.SIGNED_BY if party in held]
    if paper.next_to_sign in own:
        return paper.next_to_sign
    return own[-1] if own else None


# -- Refusals -------------------------------------------------------------------------------------


def signed_before(paper, party: Party, by) -> Signature | None:
    """The signature of the same person as the same party: a double click signs once."""
    signature = paper.signature_of(party)
    return signature if signature and signature.signed_by_id == by.pk else None


def signed_already(
    procedure: Procedure, exchange: Exchange, party: str | None, by, document_sha256: str
) -> Signature | None:
    """The same under an amendment, where the first click may have been the last signature: then
    another paper waits by now, or none."""
    if procedure is not AMENDMENT:
        return None
    counting = Amendment.objects.filter(exchange=exchange, state__in=(Step.SIGNING, Step.IN_FORCE))
    return Signature.objects.filter(
        Q(commitment__amendment__in=counting) | Q(agreement__amendment__in=counting),
        signed_by=by,
        party=party,
        document_sha256=document_sha256,
    ).first()


def refuse_unless_signable(procedure: Procedure, paper, party: Party, *, by, document_sha256):
    exchange = paper.exchange
    refuse_other_people(exchange, party, by)
    if exchange.state not in procedure.open_in:
        raise Conflict(_("%(paper)s is not open for signatures.") % {"paper": paper.reference})
    if clock.today() >= exchange.first_day:
        raise Conflict(
            _("%(paper)s is signed before the first day of the stay.") % {"paper": paper.reference},
            way_out=_("Cancel this exchange and agree on a later stay."),
        )
    _refuse_other_bytes(paper, document_sha256)
    if party != paper.next_to_sign:
        raise Conflict(
            _("It is not your turn yet. Next to sign: %(party)s.")
            % {"party": paper.next_to_sign.label},
            way_out=_("You get a message when it is your turn."),
        )
    if isinstance(paper, FinancialAgreement):
        _refuse_outdated_agreement(paper)
    else:
        quality.refuse_unanswered(paper, party)


def refuse_while_a_scan_waits(paper, party: Party) -> None:
    if paper.waiting_scan_of(party):
        raise Conflict(
            _("The scan of your signature waits for the check by a coordinator."),
            way_out=_("They accept it, or refuse it; then you can sign another way."),
        )


def _each_for_itself() -> NoReturn:
    raise NotAllowed(
        _("Each party signs for itself."),
        way_out=_("The exchange shows whose turn it is."),
    )


def refuse_other_people(exchange: Exchange, party: Party, by) -> None:
    if party not in parties_of(by, exchange):
        _each_for_itself()
    if signatory(exchange, party, by):
        return
    if party in SIDES:
        raise NotAllowed(
            _("For %(organisation)s the representative named in its registration signs.")
            % {"organisation": exchange.organisation_of(party)}
        )
    raise NotAllowed(
        _("A stand-in does not sign."),
        way_out=_("Whoever gives the role can appoint the stand-in delegate signatory."),
    )


def _refuse_other_bytes(paper, document_sha256: str) -> None:
    text = paper.text_document
    if text is not None and text.failure:
        raise Conflict(
            _("%(paper)s could not be made, so nobody can sign it.") % {"paper": paper.reference},
            way_out=_("An operator has it made again, or you send it back for a new version."),
        )
    if text is None or not text.is_stored:
        raise Conflict(
            _("The document is still being made."),
            way_out=_("Try again in a minute; the page shows when it is ready."),
        )
    if document_sha256 != text.sha256:
        raise Conflict(
            _("You were looking at an older version of %(paper)s.") % {"paper": paper.reference},
            way_out=_("Read the version in force, then sign that one."),
        )


def _refuse_outdated_agreement(agreement: FinancialAgreement) -> None:
    if agreement.is_refused:
        raise Conflict(
            _("%(paper)s was refused, so nobody signs it any more.")
            % {"paper": agreement.reference},
            way_out=_("The visitor's partner cluster prepares a new version."),
        )
    account = BankAccount.objects.filter(exchange=agreement.exchange).first()
    if account is None or account.given_at > agreement.prepared_at:
        raise Conflict(
            _("The bank details changed after this version was prepared."),
            way_out=_("The visitor's partner cluster prepares a new version."),
        )


def _organisation(exchange: Exchange, party: Party):
    if party in SIDES:
        return exchange.organisation_of(party)
    return exchange.cluster_of(party).organisation


COMMITMENT = Procedure(
    the_commitment_of, (State.CTQ_AGREED,), State.CTQ_SIGNED, "commitment-signed"
)
AGREEMENT = Procedure(the_agreement_of, (State.FA_PREPARED,), State.FA_SIGNED, "agreement-signed")
AMENDMENT = Procedure(
    amendment_answers.paper_to_sign,
    AMENDABLE,
    None,
    "amendment-signed",
)
