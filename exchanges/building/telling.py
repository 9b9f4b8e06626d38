"""Who is told what, and where the button leads."""

from django.urls import reverse
from django.utils.functional import lazy

from blues import notices
from blues.common import formats
from blues.notices.models import Notice
from exchanges.building.models import Commitment
from exchanges.building.rules import checkers_of
from exchanges.lifecycle.people import people_of
from exchanges.lifecycle.states import FOUR, SIDES, Party

REMARKED = "building.remarked"


def commitment_drafted(exchange) -> None:
    tell_parties(exchange, SIDES, "building.write-commitment", "building:commitment-detail")


def agree_next(draft: Commitment, sides) -> None:
    tell_parties(draft.exchange, sides, "building.agree-commitment", "building:commitment-detail")


def consent_void(draft: Commitment, sides) -> None:
    tell_parties(draft.exchange, sides, "building.consent-void", "building:commitment-detail")


def sent_back(draft: Commitment, *, by, signed) -> None:
    """All four hear of it, and whoever ``signed`` the earlier version in vain."""
    tell_parties(
        draft.exchange,
        FOUR,
        "building.commitment-sent-back",
        "building:commitment-detail",
        but={by.pk},
        also=signed,
    )


def remarked(exchange, *, by) -> None:
    """One notice for all that was said since the reader last looked: remarks come in handfuls."""
    waiting = Notice.objects.unread().filter(case=exchange.case, topic=REMARKED)
    told = set(waiting.values_list("reader", flat=True))
    tell_parties(exchange, FOUR, REMARKED, "building:commitment-detail", but={by.pk, *told})


def sign_next(paper, party: Party, *, but=frozenset()) -> None:
    name = _name(paper)
    topic, page = f"building.sign-{name}", f"building:{name}-sign"
    tell_parties(paper.exchange, [party], topic, page, but=but)


def commitment_signed(exchange, *, by) -> None:
    tell_parties(
        exchange, FOUR, "building.commitment-signed", "building:commitment-detail", but={by.pk}
    )
    if not exchange.is_virtual:
        tell_parties(exchange, [Party.VISITOR], "building.give-bank-details", "building:bank-edit")


def bank_details_given(exchange) -> None:
    tell_parties(exchange, [Party.VOP], "building.prepare-agreement", "building:agreement-detail")


def agreement_signed(exchange, *, by) -> None:
    parties = [Party.VISITOR, Party.VOP]
    tell_parties(
        exchange, parties, "building.agreement-signed", "building:agreement-detail", but={by.pk}
    )


def agreement_refused(agreement, *, by, signed) -> None:
    tell_parties(
        agreement.exchange,
        agreement.SIGNED_BY,
        "building.agreement-refused",
        "building:agreement-detail",
        but={by.pk},
        also=signed,
    )


def signature_void(agreement, *, signed) -> set[int]:
    """That there is something else to sign. Answers whom it told, who need no other message."""
    topic, page = "building.agreement-replaced", "building:agreement-sign"
    tell_parties(agreement.exchange, [], topic, page, also=signed)
    return {person.pk for person in signed}


# -- Signatures that wait -------------------------------------------------------------------------


def remind_to_sign(paper, party: Party, *, due_on) -> None:
    due = lazy(lambda: formats.day(due_on), str)()  # in the language of the reader
    topic, page = "building.sign-reminder", _sign_page(paper)
    tell_parties(paper.exchange, [party], topic, page, due=due, paper=paper.reference)


def signing_overdue(paper) -> None:
    page = f"building:{_name(paper)}-detail"
    tell_parties(
        paper.exchange, paper.SIGNED_BY, "building.sign-overdue", page, paper=paper.reference
    )


def signing_expired(paper) -> None:
    page = f"building:{_name(paper)}-detail"
    tell_parties(
        paper.exchange, paper.SIGNED_BY, "building.sign-expired", page, paper=paper.reference
    )


def check_scan(upload) -> None:
    exchange = upload.paper.exchange
    tell_parties(
        exchange,
        checkers_of(Party(upload.party)),
        "building.check-scan",
        "building:scan-check",
        upload.public_id,
        but={upload.uploaded_by_id},
        paper=upload.paper.reference,
    )


def scan_refused(upload) -> None:
    notices.tell(
        [upload.uploaded_by],
        "building.scan-refused",
        link=reverse(_sign_page(upload.paper), args=[upload.paper.exchange.public_id]),
        case=upload.paper.exchange.case,
        reference=upload.paper.exchange.reference,
        paper=upload.paper.reference,
    )


def _sign_page(paper) -> str:
    return "building:amendment-sign" if paper.is_pending else f"building:{_name(paper)}-sign"


def _name(paper) -> str:
    return "commitment" if isinstance(paper, Commitment) else "agreement"


def tell_parties(
    exchange, parties, topic: str, page: str, *more, but=frozenset(), also=(), **words
):
    """``but`` holds the keys of people who know already."""
    told = {*people_of(exchange, *parties), *also}
    people = [person for person in told if person.pk not in but]
    notices.tell(
        people,
        topic,
        link=reverse(page, args=[exchange.public_id, *more]),
        case=exchange.case,
        reference=exchange.reference,
        **words,
    )
