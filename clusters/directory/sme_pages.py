"""A declaration in the words and numbers of its page."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blues.common import formats
from clusters.directory import sme
from clusters.directory.declaration_models import RESULTS, SmeDeclaration
from clusters.directory.sme import Relation

RELATIONS = {
    None: gettext_lazy("this company"),
    Relation.AUTONOMOUS: gettext_lazy("below 25 %: does not count"),
    Relation.PARTNER: gettext_lazy("partner, counted by its share"),
    Relation.LINKED: gettext_lazy("linked, counted in full"),
}


@dataclass(frozen=True)
class Step:
    """One class against the sum, in a sentence per ceiling."""

    label: str
    fits: bool
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Explanation:
    lines: tuple[tuple, ...]
    total: sme.Figures
    steps: tuple[Step, ...]


def explained(declaration: SmeDeclaration) -> Explanation:
    assessment = declaration.assessment()
    lines = tuple(
        (line.name, RELATIONS[line.relation], line.percent.normalize(), line.counted)
        for line in assessment.lines
    )
    return Explanation(lines, assessment.total, tuple(_step(one) for one in assessment.checks))


def _step(check: sme.Check) -> Step:
    ceiling = check.ceiling
    return Step(
        label=str(dict(RESULTS)[ceiling.result.value]),
        fits=check.fits,
        sentences=(
            _verdict(
                check.people_fit,
                _("fewer than %(number)s people") % {"number": formats.number(ceiling.people)},
            ),
            _verdict(
                check.turnover_fits,
                _("turnover of at most EUR %(number)s")
                % {"number": formats.number(ceiling.turnover)},
            ),
            _verdict(
                check.balance_fits,
                _("or balance sheet total of at most EUR %(number)s")
                % {"number": formats.number(ceiling.balance)},
            ),
        ),
    )


def _verdict(fits: bool, condition: str) -> str:
    shape = _("%(condition)s: yes") if fits else _("%(condition)s: no")
    return shape % {"condition": condition}
