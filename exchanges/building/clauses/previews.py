"""A paper as it would be with the words of a draft: real data, and never a document."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from blues.common.errors import Conflict
from blues.documents import kinds
from blues.documents.errors import RenderingFailed
from blues.documents.models import Document
from blues.documents.snapshots import canonical, digest
from exchanges.building.clauses.models import PaperKind, PaperTemplate
from exchanges.building.current import the_agreement_of, the_commitment_of
from exchanges.building.drafting import LANGUAGE
from exchanges.building.snapshots import agreement_snapshot, commitment_snapshot
from exchanges.lifecycle.models import Exchange


def snapshot(template: PaperTemplate, exchange: Exchange) -> dict:
    if template.kind == PaperKind.AGREEMENT:
        made = agreement_snapshot(the_agreement_of(exchange), template)
    else:
        made = commitment_snapshot(the_commitment_of(exchange), template)
    return made | {"is_preview": True}


def pdf(template: PaperTemplate, exchange: Exchange) -> bytes:
    """Drawn like the paper, marked on every page, neither kept nor sealed."""
    from blues.documents import rendering  # noqa: PLC0415 -- slow import

    record = canonical(snapshot(template, exchange))
    registered = kinds.get(template.kind)
    with override(LANGUAGE):
        document = Document(
            kind=template.kind,
            case=exchange.case,
            version=template.number,
            reference="PREVIEW",
            title=str(registered.title),
            noun=str(registered.noun),
            edition=registered.edition,
            record=record,
            snapshot_sha256=digest(record),
            requested_at=timezone.now(),
        )
    try:
        return rendering.preview(document)
    except RenderingFailed as failed:
        raise Conflict(_("This text cannot be laid out."), reasons=[str(failed)]) from failed
