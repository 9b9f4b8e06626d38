"""The four papers of this room, and how they are issued.

The text comes first and is what everybody signs; the signed record follows and carries the very
bytes that were signed.
"""

from django.utils.translation import gettext_lazy as _

from blues import documents
from exchanges.building import snapshots
from exchanges.building.clauses import reading_papers
from exchanges.building.models import Commitment, FinancialAgreement

COMMITMENT = documents.kind(
    code="commitment",
    template="documents/commitment.html",
    title=_("Commitment to Quality"),
    noun=_("commitment"),
    edition=2,
    is_signed_on=True,
)
SIGNED_COMMITMENT = documents.kind(
    code="commitment-signed",
    template="documents/signed_record.html",
    title=_("Commitment to Quality, signed record"),
    noun=_("signed commitment"),
    edition=3,
)
AGREEMENT = documents.kind(
    code="agreement",
    template="documents/financial_agreement.html",
    title=_("Financial Agreement"),
    noun=_("agreement"),
    sample=snapshots.sample_agreement,
    edition=2,
    is_signed_on=True,
)
SIGNED_AGREEMENT = documents.kind(
    code="agreement-signed",
    template="documents/signed_record.html",
    title=_("Financial Agreement, signed record"),
    noun=_("signed agreement"),
    edition=2,
)
NOTICE = documents.kind(
    code="notice-of-days",
    template="documents/notice_of_days.html",
    title=_("Notice of other days"),
    noun=_("notice"),
)

KINDS = (
    *(kind.code for kind in (COMMITMENT, SIGNED_COMMITMENT, AGREEMENT, SIGNED_AGREEMENT, NOTICE)),
    *reading_papers.KINDS,
)
# Who pays and how much is no business of the host and its cluster.
MONEY_KINDS = (AGREEMENT.code, SIGNED_AGREEMENT.code, *reading_papers.MONEY_KINDS)


def issue_commitment(commitment: Commitment, *, by) -> None:
    _issue_text(commitment, COMMITMENT, snapshots.commitment_snapshot(commitment), by=by)


def issue_agreement(agreement: FinancialAgreement, *, by) -> None:
    _issue_text(agreement, AGREEMENT, snapshots.agreement_snapshot(agreement), by=by)


def issue_signed_record(paper, *, by) -> None:
    kind = SIGNED_COMMITMENT if isinstance(paper, Commitment) else SIGNED_AGREEMENT
    paper.signed_document = documents.issue(
        kind=kind.code,
        case=paper.exchange.case,
        version=paper.version,
        reference=f"{paper.reference}-signed",
        title=kind.title,
        snapshot=snapshots.signed_snapshot(paper, noun=str(kind.noun)),
        by=by,
        attachments=[paper.text_document],
        lane=paper.exchange.lane,
    )
    paper.save(update_fields=["signed_document"])


def issue_notice(notice, *, by) -> None:
    notice.document = documents.issue(
        kind=NOTICE.code,
        case=notice.exchange.case,
        version=notice.number,
        reference=notice.reference,
        title=NOTICE.title,
        snapshot=snapshots.notice_snapshot(notice),
        by=by,
        lane=notice.exchange.lane,
    )
    notice.save(update_fields=["document"])


def _issue_text(paper, kind, snapshot: dict, *, by) -> None:
    paper.text_document = documents.issue(
        kind=kind.code,
        case=paper.exchange.case,
        version=paper.version,
        reference=paper.reference,
        title=kind.title,
        snapshot=snapshot,
        by=by,
        lane=paper.exchange.lane,
    )
    paper.save(update_fields=["text_document"])
