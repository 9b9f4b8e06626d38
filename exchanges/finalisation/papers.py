"""The documents of this room: presence confirmation, certificates, quality report."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from blues import documents
from blues.documents.models import Document
from exchanges.finalisation import snapshots
from exchanges.finalisation.dues import LANGUAGE
from exchanges.finalisation.models import Presence
from exchanges.finalisation.rules import CERTIFICATE, CTQ_REPORT, PRESENCE, may_read
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.states import SIDES, Party

PRESENCE_CONFIRMATION = documents.kind(
    code="presence-confirmation",
    template="documents/presence_confirmation.html",
    title=_("Presence confirmation"),
    noun=_("presence confirmation"),
)
CERTIFICATES = {
    side: documents.kind(
        code=f"certificate-{side}",
        template="documents/certificate.html",
        title=_("Certificate of participation"),
        noun=_("certificate"),
    )
    for side in SIDES
}
EXCHANGE_REPORT = documents.kind(
    code="ctq-report",
    template="documents/ctq_report.html",
    title=_("Quality report of the exchange"),
    noun=_("report"),
)
LETTER = {Party.VISITOR: "V", Party.HOST: "H"}
READERS = {
    PRESENCE_CONFIRMATION.code: PRESENCE,
    EXCHANGE_REPORT.code: CTQ_REPORT,
    **{kind.code: CERTIFICATE[side] for side, kind in CERTIFICATES.items()},
}


def readable_by(user, exchange: Exchange) -> list[Document]:
    """The papers of this room that the person may have, the newest version of each."""
    kinds = [code for code, readers in READERS.items() if may_read(user, exchange, readers)]
    return list(Document.objects.filter(case=exchange.case, kind__in=kinds).newest())


def presence_paper(exchange: Exchange) -> Document | None:
    """The newest confirmation, made or being made."""
    papers = Document.objects.filter(case=exchange.case, kind=PRESENCE_CONFIRMATION.code)
    return papers.newest().select_related("job").first()


def issue_presence(presence: Presence, *, by) -> Document:
    return _issue(
        presence.exchange,
        PRESENCE_CONFIRMATION,
        f"PC-{_number(presence.exchange)}-v{presence.version}",
        snapshots.presence(presence),
        version=presence.version,
        by=by,
    )


def issue_closing_papers(exchange: Exchange) -> list[Document]:
    """The certificate of each side and the report; once, however often it is asked for.

    A stay that was broken off before it became an exchange ends without certificates.
    """
    issued = [
        _issue(
            exchange,
            EXCHANGE_REPORT,
            f"QR-{_number(exchange)}",
            snapshots.exchange_report(exchange),
        )
    ]
    if snapshots.days_done(exchange) < exchange.rule_set.shortest_stay_days:
        return issued
    return issued + [
        _issue(
            exchange,
            CERTIFICATES[side],
            f"CERT-{_number(exchange)}-{LETTER[side]}",
            snapshots.certificate(exchange, side),
        )
        for side in SIDES
    ]


def _issue(exchange, kind, reference, snapshot, *, version=1, by=None) -> Document:
    with override(LANGUAGE):
        title = str(kind.title)
    return documents.issue(
        kind=kind.code,
        case=exchange.case,
        version=version,
        reference=reference,
        title=title,
        snapshot=snapshot,
        by=by,
        lane=exchange.lane,
    )


def _number(exchange: Exchange) -> str:
    return exchange.reference.removeprefix("BX-")
