"""Exchanges that keep two records of one organisation apart, or together once they are one."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _

from clusters.directory.duplicate_models import Merge
from clusters.directory.merge_obstacles import obstacle, undo_obstacle
from clusters.directory.models import Organisation
from clusters.people.models import User
from exchanges.lifecycle.models import Exchange


@obstacle
def visiting_each_other(kept: Organisation, absorbed: Organisation, _by: User) -> Iterator[str]:
    between = Exchange.objects.filter(
        Q(visitor_organisation=kept, host_organisation=absorbed)
        | Q(visitor_organisation=absorbed, host_organisation=kept)
    )
    for reference in between.order_by("pk").values_list("reference", flat=True):
        yield _("The exchange %(reference)s takes place between the two.") % {
            "reference": reference
        }


@obstacle
def both_used_the_visit(kept: Organisation, absorbed: Organisation, _by: User) -> Iterator[str]:
    """Each of them alone keeps the rule; together they would have travelled twice."""
    used = Exchange.objects.using_the_visit()
    for first in used.filter(visitor_organisation=kept):
        others = used.in_scheme_of(first.programme_id)
        second = others.filter(visitor_organisation=absorbed).first()
        if second is not None:
            yield _("Both have used the one visit in person (%(first)s and %(second)s).") % {
                "first": first.reference,
                "second": second.reference,
            }


@undo_obstacle
def exchanges_made_since(merge: Merge) -> Iterator[str]:
    """A registration that moved has begun an exchange as the kept organisation."""
    moved = merge.moved("exchanges.Registration")
    since = Exchange.objects.filter(Q(visitor__in=moved) | Q(host__in=moved))
    known = merge.moved("exchanges.Exchange")
    for reference in since.exclude(pk__in=known).values_list("reference", flat=True):
        yield _("The exchange %(reference)s was begun since.") % {"reference": reference}
