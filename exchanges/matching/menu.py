"""Entries in the menu for those who look for partners."""

from django.utils.translation import gettext_lazy as _

from blues.common import navigation
from exchanges.matching.rounds import makes_matches
from exchanges.registration.menu import oversees, takes_part


def _looks_for_partners(user) -> bool:
    return takes_part(user) or oversees(user)


def _makes_matches(user) -> bool:
    return user.is_authenticated and makes_matches(user)


navigation.register(_("For you"), "matching:suggestion-list", order=25, visible=takes_part)
navigation.register(
    _("Catalogue"), "matching:catalogue-list", order=30, visible=_looks_for_partners
)
navigation.register(_("Proposals"), "matching:proposal-list", order=35, visible=_looks_for_partners)
navigation.register(_("Follow-up"), "matching:follow-up-page", order=36, visible=_makes_matches)
navigation.register(_("Rounds"), "matching:round-list", order=37, visible=_makes_matches)
navigation.register(
    _("Who takes part"),
    "matching:catalogue-teaser",
    area="footer",
    visible=navigation.everyone,
)
