"""Who may look into the catalogue, and in whose name one may propose something."""

from django.utils.translation import gettext as _

from blues.common.errors import NotAllowed
from clusters.models import Role
from clusters.programme.choice import chosen
from exchanges.matching import reservations
from exchanges.registration.models import Registration
from exchanges.registration.rules import assesses
from exchanges.registration.states import RegistrationState

R = RegistrationState
# Whoever was accepted may look, also while resting or after the one visit.
MAY_LOOK = (R.ACCEPTED, R.RESERVED, R.ON_HOLD, R.LOW_ACTIVE, R.EXHAUSTED)


def own_registrations(user, programmes):
    """Accepted registrations of the person's organisations in these programmes."""
    held = user.roles.organisations(Role.REPRESENTATIVE, Role.ORGANISATION_ADMIN)
    rows = Registration.objects.filter(
        organisation__in=held, state__in=MAY_LOOK, programme__in=programmes
    )
    return rows.with_profile().order_by("role", "pk")


def oversees(user) -> bool:
    return bool(
        user.roles.clusters(Role.COORDINATOR) or user.is_programme_coordinator or user.is_auditor
    )


def require_catalogue(request) -> list[Registration]:
    """The person's own accepted registrations; refused without one, unless they oversee."""
    own = list(own_registrations(request.user, chosen(request)))
    if not own and not oversees(request.user):
        raise NotAllowed(
            _("The catalogue opens once your registration is accepted."),
            way_out=_("Register your organisation, or wait for the answer of your cluster."),
        )
    return own


def proposers_for(user, target: Registration, own: list[Registration]) -> list[Registration]:
    """The registrations in whose name the person could propose something to the target."""
    if target.state == R.RESERVED:
        return _kept_for(user, target)
    represented = user.roles.organisations(Role.REPRESENTATIVE)
    mine = [r for r in own if r.organisation_id in represented and r.state == R.ACCEPTED]
    return [r for r in mine if _opposite(r, target)] or list(_of_own_cluster(user, target))


def _kept_for(user, target: Registration) -> list[Registration]:
    """The one for whom the target is reserved: for its people, and for its cluster."""
    partner = reservations.partner_of(target)
    if partner is None:
        return []
    own = user.represents(partner.organisation)
    return [partner] if own or assesses(user, partner) else []


def _of_own_cluster(user, target):
    """What a coordinator may propose for members, such as an agreement made elsewhere."""
    own = user.roles.organisations(Role.REPRESENTATIVE, Role.ORGANISATION_ADMIN)
    return (
        Registration.objects.filter(
            cluster__in=user.roles.clusters(Role.COORDINATOR),
            programme=target.programme,
            state=R.ACCEPTED,
            role=Registration.VISITOR if target.is_host else Registration.HOST,
        )
        .exclude(organisation__in=[target.organisation_id, *own])
        .with_profile()
        .order_by("organisation__legal_name", "pk")
    )


def _opposite(registration, target) -> bool:
    return (
        registration.role != target.role
        and registration.organisation_id != target.organisation_id
        and registration.programme_id == target.programme_id
    )
