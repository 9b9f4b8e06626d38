"""Which programme a person looks at, where they take part in more than one."""

from django.db.models import Case, Q, QuerySet, When

from blues.common.context import PROGRAMME, PROGRAMME_NAME
from blues.common.requests import SignedIn
from clusters.programme.models import Programme


def programmes_of(user) -> QuerySet[Programme]:
    """The programmes a person may choose from, the public one first.

    Offices are held in all programmes; clusters and organisations take part in some.
    """
    rows = Programme.objects.preferred_first()
    if _holds_an_office(user):
        return rows
    organisations = user.organisation_ids
    members = Q(
        clusters__memberships__organisation__in=organisations,
        clusters__memberships__refused_at__isnull=True,
        clusters__memberships__ended_on__isnull=True,
    )
    parts = (
        Q(clusters__in=user.cluster_ids),
        members,
        Q(registrations__organisation__in=organisations),
    )
    part_taken = Q()
    for part in parts:  # each by itself: joined, every member would meet every registration
        part_taken |= Q(pk__in=Programme.objects.filter(part).values("pk"))
    return rows.filter(part_taken)


def chosen(request: SignedIn) -> QuerySet[Programme]:
    """What the person has chosen, else the first of their own, for the ``WHERE`` of a list.

    At most one row, and none for somebody who takes part in nothing yet.
    """
    code = request.session.get(PROGRAMME, "")
    remembered_first = Case(When(code=code, then=0), default=1)
    rows = programmes_of(request.user)
    return rows.order_by(remembered_first, *rows.query.order_by)[:1]


def programme_of(request: SignedIn) -> Programme:
    """The row itself; the public programme for somebody who takes part in nothing yet."""
    return chosen(request).first() or Programme.current()


def remember(request, programme: Programme) -> None:
    """Look at this programme from now on; every page names it where there are several."""
    has_several = len(programmes_of(request.user)[:2]) > 1
    request.session[PROGRAMME] = programme.code
    request.session[PROGRAMME_NAME] = programme.name if has_several else ""


def begin(request, user, **_kwargs) -> None:
    """A session begins with the first programme of the person who signs in."""
    request.user = user
    if programme := programmes_of(user).first():
        remember(request, programme)


def _holds_an_office(user) -> bool:
    return bool(
        user.is_programme_coordinator
        or user.is_finance_officer
        or user.is_auditor
        or user.is_operator
        or user.roles.work_packages()
    )
