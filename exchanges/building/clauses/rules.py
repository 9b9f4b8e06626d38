"""Who may look at the texts of papers and print them with somebody's data."""

from clusters.programme.rules import may_confirm_rules, may_draft_rules, may_read_rules
from exchanges.building.clauses.models import PaperKind, PaperTemplate
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.parties import sees_money

MOST_EXAMPLES = 20

may_read_texts, may_write_texts, may_approve_texts = (
    may_read_rules,
    may_draft_rules,
    may_confirm_rules,
)


def sees_paper(user, template: PaperTemplate, exchange: Exchange) -> bool:
    """A preview holds what the paper would hold: no more for its editor than for anybody else."""
    return template.kind == PaperKind.COMMITMENT or sees_money(user, exchange)


def examples(user, template: PaperTemplate) -> list[Exchange]:
    """The newest exchanges of the programme whose paper the person may read."""
    paper = "agreements" if template.kind == PaperKind.AGREEMENT else "commitments"
    rows = Exchange.objects.visible_to(user).filter(
        programme=template.programme, **{f"{paper}__isnull": False}
    )
    found = rows.with_parties().distinct().order_by("-pk")[:MOST_EXAMPLES]
    return [exchange for exchange in found if sees_paper(user, template, exchange)]
