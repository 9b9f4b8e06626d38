"""The words of the notices about memberships."""

from django.utils.translation import gettext_lazy as _

from blues import notices

notices.topic(
    "directory.membership-requested",
    subject=_("%(organisation)s asks to be confirmed as a member"),
    body=_(
        "%(organisation)s says that it belongs to %(cluster)s. Its people can take part once you "
        "confirm the membership; if it is not yours, refuse it and say why."
    ),
    button=_("See the organisation"),
    by_mail=True,
)
notices.topic(
    "directory.membership-decided",
    subject=_("%(cluster)s has decided on the membership of %(organisation)s"),
    body=_(
        "The profile of %(organisation)s shows the decision and, where there is one, the reason."
    ),
    button=_("See the decision"),
    by_mail=True,
)
notices.topic(
    "directory.membership-ended",
    subject=_("%(cluster)s has ended the membership of %(organisation)s"),
    body=_(
        "The profile of %(organisation)s shows the reason. Without a membership no further "
        "exchange can be proposed where the rules ask for one. If this is a mistake, ask the "
        "cluster to confirm the membership once more."
    ),
    button=_("See the reason"),
    by_mail=True,
)
