"""The words of the mails about people."""

from django.utils.translation import gettext_lazy as _

from blues import notices

notices.topic(
    "people.invited",
    subject=_("You are invited to BluesXchange"),
    body=_(
        "%(inviter)s offers you a role in BluesXchange: %(part)s. Sign in or create an account "
        "with the address this mail was sent to. The link works once and for two weeks."
    ),
    button=_("See the invitation"),
    by_mail=True,
)
notices.topic(
    "people.stand-in",
    subject=_("%(deputy)s stands in for %(principal)s"),
    body=_(
        "%(deputy)s stands in for %(principal)s: %(part)s, %(period)s. It ends by itself, and can "
        "be ended at any time."
    ),
    button=_("See the role"),
    by_mail=True,
)
notices.topic(
    "people.factor-reset-asked",
    subject=_("Somebody asks to take your second step of signing in off"),
    body=_(
        "A colleague has asked to take the second step off your account, because it is said to be "
        "lost. A second person has to agree. If it was not you who asked, tell your cluster at "
        "once."
    ),
    button=_("See your account"),
    by_mail=True,
)
notices.topic(
    "people.factor-reset",
    subject=_("The second step of signing in was taken off your account"),
    body=_(
        "Two colleagues have taken the second step off your account, and all sessions have ended. "
        "Sign in with your password and set up a new second step. If it was not you who asked, "
        "tell your cluster at once."
    ),
    button=_("See your account"),
    by_mail=True,
)
notices.topic(
    "people.address-old",
    subject=_("Confirm that your account moves to another address"),
    body=_(
        "Somebody, most likely you, wants to use another e-mail address for your account. Sign in "
        "and agree, or withdraw it if it was not you. Without your yes nothing changes."
    ),
    button=_("See the change"),
    by_mail=True,
)
notices.topic(
    "people.address-new",
    subject=_("Confirm your new e-mail address for BluesXchange"),
    body=_(
        "Somebody, most likely you, wants to use this address for an account in BluesXchange. Sign "
        "in and confirm that it is yours. If it was not you, there is nothing to do."
    ),
    button=_("Confirm the address"),
    by_mail=True,
)
notices.topic(
    "people.address-changed",
    subject=_("Your account has moved to another e-mail address"),
    body=_(
        "From now on you sign in with the new address. All other sessions have ended. If it was "
        "not you, tell your cluster at once."
    ),
    button=_("See your account"),
    by_mail=True,
)
