"""Which version of a paper is in force: always the highest."""

from django.utils.translation import gettext as _

from blues.common.errors import Conflict
from exchanges.building.models import Commitment, FinancialAgreement
from exchanges.lifecycle.models import Exchange


def commitment_of(exchange: Exchange) -> Commitment | None:
    return _of(exchange, Commitment.objects.with_content().with_papers())


def agreement_of(exchange: Exchange) -> FinancialAgreement | None:
    return _of(exchange, FinancialAgreement.objects.with_papers().select_related("refusal"))


def the_commitment_of(exchange: Exchange) -> Commitment:
    """For verbs: a missing paper is a step out of order."""
    return commitment_of(exchange) or _not_yet(_("There is no Commitment to Quality yet."))


def the_agreement_of(exchange: Exchange) -> FinancialAgreement:
    return agreement_of(exchange) or _not_yet(_("There is no Financial Agreement yet."))


def _of(exchange, papers):
    paper = papers.filter(exchange=exchange).order_by("-version").first()
    if paper is not None:
        paper.exchange = exchange  # the row at hand, with its parties, and locked where it matters
    return paper


def _not_yet(sentence):
    raise Conflict(sentence)
