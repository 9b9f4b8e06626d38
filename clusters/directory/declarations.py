"""The organisation's own word about its size. A declaration is written once; a new one follows it.

The newest one decides what the rules see (E3) and which size the profile shows.
"""

import math
from collections.abc import Sequence
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from blues import journal
from blues.common import clock
from blues.common.errors import BadInput, NotAllowed
from clusters.directory import sme
from clusters.directory.declaration_models import RelatedEnterprise, SmeDeclaration
from clusters.directory.models import Organisation, SizeClass
from clusters.directory.organisations import case
from clusters.programme.models import OrganisationType

OLDEST_YEARS = 3  # accounts older than that say nothing about today
EXACT = Decimal("0.0001")


@transaction.atomic
def declare(
    *,
    organisation: Organisation,
    reference_year: int,
    figures: sme.Figures,
    related: Sequence[sme.Related] = (),
    held_by_public_bodies: bool = False,
    by,
) -> SmeDeclaration:
    """Keep the figures of the last closed year with the class that follows from them."""
    organisation = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    _refuse_others(organisation, by)
    _refuse_other_years(reference_year)
    assessment = sme.assess(
        organisation.legal_name, figures, related, held_by_public_bodies=held_by_public_bodies
    )
    declaration = SmeDeclaration(
        organisation=organisation,
        reference_year=reference_year,
        headcount=figures.people,
        turnover=figures.turnover,
        balance_total=figures.balance,
        held_by_public_bodies=held_by_public_bodies,
        total_headcount=assessment.total.people.quantize(EXACT),
        total_turnover=assessment.total.turnover.quantize(EXACT),
        total_balance=assessment.total.balance.quantize(EXACT),
        result=assessment.result.value,
        declared_by=by,
    )
    declaration.full_clean()
    declaration.save()
    for one in related:
        _add_related(declaration, one)
    _follow(declaration, assessment)
    journal.record(
        case(organisation),
        "sme-declared",
        by=by,
        declaration=str(declaration.public_id),
        result=declaration.result,
    )
    return declaration


def _add_related(declaration: SmeDeclaration, one: sme.Related) -> None:
    row = RelatedEnterprise(
        declaration=declaration,
        name=one.name,
        percent=one.percent,
        controlled=one.controlled,
        headcount=one.figures.people,
        turnover=one.figures.turnover,
        balance_total=one.figures.balance,
    )
    row.full_clean()
    row.save()


def _follow(declaration: SmeDeclaration, assessment: sme.Assessment) -> None:
    """Write into the profile what the declaration says."""
    organisation = declaration.organisation
    organisation.size_class = assessment.size or SizeClass.LARGE
    organisation.headcount = math.ceil(declaration.headcount)
    organisation.failed_sme_test = not assessment.is_sme
    organisation.sme_declared_at = declaration.declared_at
    organisation.sme_declared_by = declaration.declared_by
    organisation.save(
        update_fields=[
            "size_class",
            "headcount",
            "failed_sme_test",
            "sme_declared_at",
            "sme_declared_by",
        ]
    )


def _refuse_others(organisation: Organisation, by) -> None:
    if organisation.pk not in by.organisation_ids:
        raise NotAllowed(_("Only the organisation itself can declare that it is an SME."))
    if organisation.type != OrganisationType.SME:
        raise BadInput(
            _("The profile does not say that the organisation is an SME."),
            way_out=_("Change the type in the profile first."),
        )


def _refuse_other_years(year: int) -> None:
    this_year = clock.today().year
    if not this_year - OLDEST_YEARS <= year <= this_year:
        raise BadInput(
            _("Take the last closed financial year: %(first)s to %(last)s.")
            % {"first": this_year - OLDEST_YEARS, "last": this_year}
        )


def history(organisation: Organisation):
    """All declarations, newest first, with those of records that became part of this one."""
    return (
        SmeDeclaration.objects.filter(
            organisation__in=[organisation.pk, *organisation.absorbed.values_list("pk", flat=True)]
        )
        .select_related("declared_by", "organisation")
        .prefetch_related("related_enterprises")
    )
