"""What is written when another bank account is asked for. No matter: always mailed at once."""

from django.utils.translation import gettext_lazy as _

from blues import notices

notices.topic(
    "bank-account.asked",
    subject=_("Another bank account was asked for – %(reference)s"),
    body=_(
        "Somebody asked to have the lump sum paid to another account than the one in the signed"
        " Financial Agreement. Nothing is paid until two people have confirmed it. If your"
        " organisation did not ask for it, withdraw it, and call your partner cluster."
    ),
    button=_("See the request"),
)
notices.topic(
    "bank-account.confirm",
    subject=_("Confirm or refuse another bank account – %(reference)s"),
    body=_(
        "The visitor asks to be paid to another account than the one in the signed agreement. Call"
        " the company at a number that you knew before. Nothing is paid until two have confirmed."
    ),
    button=_("Look at the request"),
)
notices.topic(
    "bank-account.confirmed",
    subject=_("The other bank account is confirmed – %(reference)s"),
    body=_("Two people have confirmed it. The lump sum is paid to this account."),
    button=_("See the account"),
)
notices.topic(
    "bank-account.refused",
    subject=_("The other bank account was refused – %(reference)s"),
    body=_("The account in the signed agreement stays. The reason stands on the page."),
    button=_("Read the reason"),
)
notices.topic(
    "bank-account.withdrawn",
    subject=_("The other bank account was withdrawn – %(reference)s"),
    body=_("The visitor withdrew the request. The account in the signed agreement stays."),
    button=_("See the account"),
)
