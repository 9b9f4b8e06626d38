"""What the menu shows of these pages."""

from django.utils.translation import gettext_lazy as _

from blues.common import navigation
from clusters.models import Role
from exchanges.workspace.books import keeps_books
from exchanges.workspace.samples import draws


def sees_the_board(user) -> bool:
    """Everybody with an office in the programme; not the companies."""
    offices = set(Role) - {Role.REPRESENTATIVE, Role.ORGANISATION_ADMIN, Role.OPERATOR}
    return user.is_authenticated and any(user.roles.holds(role) for role in offices)


navigation.register(_("My turn"), "workspace:my-turn", order=10)
navigation.register(_("Exchanges"), "workspace:exchange-list", order=20)
navigation.register(_("Ledger"), "workspace:ledger-list", order=46, visible=keeps_books)
navigation.register(_("Quality samples"), "workspace:sample-list", order=61, visible=draws)
navigation.register(_("Programme board"), "workspace:board-page", order=60, visible=sees_the_board)
