"""What this room writes to people, and in which words."""

from django.utils.translation import gettext_lazy as _

from blues import notices

notices.matter("building", _("Commitment and Financial Agreement"))
WRITE_COMMITMENT = notices.topic(
    "building.write-commitment",
    subject=_("Write the Commitment to Quality – %(reference)s"),
    body=_(
        "Both clusters have confirmed the match. The Commitment to Quality is drafted from your two"
        " registrations; agree on the agenda and the expected outcomes with the other side."
    ),
    button=_("Open the Commitment"),
)
AGREE_COMMITMENT = notices.topic(
    "building.agree-commitment",
    subject=_("The other side agrees: your turn – %(reference)s"),
    body=_(
        "The other side agrees to the Commitment to Quality as it stands. Read it, change what does"
        " not fit, or agree as well; then it goes to the four signatures."
    ),
    button=_("Read the Commitment"),
)
CONSENT_VOID = notices.topic(
    "building.consent-void",
    subject=_("The Commitment changed after you agreed – %(reference)s"),
    body=_(
        "You had agreed to the Commitment to Quality. The other side has changed it since, so your"
        " agreement does not count any more. Look at what is new and agree again."
    ),
    button=_("See what is new"),
)
SENT_BACK = notices.topic(
    "building.commitment-sent-back",
    subject=_("The Commitment was sent back – %(reference)s"),
    body=_(
        "Somebody asks for a change before signing. The reason stands on the page. A new version is"
        " open; signatures under the earlier one do not count for it."
    ),
    button=_("Read the reason"),
)
REMARKED = notices.topic(
    "building.remarked",
    subject=_("Remarks on the Commitment – %(reference)s"),
    body=_(
        "Somebody has written remarks on the Commitment to Quality or answered some. They stand"
        " beside the words they are about. Until you have looked, no further message follows."
    ),
    button=_("Read the remarks"),
)
SIGN_COMMITMENT = notices.topic(
    "building.sign-commitment",
    subject=_("Sign the Commitment to Quality – %(reference)s"),
    body=_("It is your turn to sign. Read the document and confirm with your password or code."),
    button=_("Read and sign"),
)
COMMITMENT_SIGNED = notices.topic(
    "building.commitment-signed",
    subject=_("The Commitment to Quality is signed – %(reference)s"),
    body=_("All four have signed. The signed record is kept with the exchange."),
    button=_("Read it"),
)
GIVE_BANK_DETAILS = notices.topic(
    "building.give-bank-details",
    subject=_("Tell us where to send the lump sum – %(reference)s"),
    body=_(
        "The Commitment to Quality is signed. The Financial Agreement comes next and needs the bank"
        " account of your organisation. Give it in the portal only, never by mail."
    ),
    button=_("Give the bank details"),
)
PREPARE_AGREEMENT = notices.topic(
    "building.prepare-agreement",
    subject=_("Prepare the Financial Agreement – %(reference)s"),
    body=_("The Commitment to Quality is signed and the bank details are there."),
    button=_("Check and prepare"),
)
SIGN_AGREEMENT = notices.topic(
    "building.sign-agreement",
    subject=_("Sign the Financial Agreement – %(reference)s"),
    body=_(
        "It is your turn to sign, before the first day of the stay. The page shows line by line how"
        " the lump sum was computed."
    ),
    button=_("Read and sign"),
)
AGREEMENT_SIGNED = notices.topic(
    "building.agreement-signed",
    subject=_("The Financial Agreement is signed – %(reference)s"),
    body=_("Both parties have signed. The next step is to prepare the stay."),
    button=_("Read it"),
)

SIGN_REMINDER = notices.topic(
    "building.sign-reminder",
    subject=_("Please sign %(paper)s by %(due)s – %(reference)s"),
    body=_("It is your turn to sign, and the others wait for it. Sign it, or say why not."),
    button=_("Read and sign"),
)
SIGN_OVERDUE = notices.topic(
    "building.sign-overdue",
    subject=_("%(paper)s is not signed in time – %(reference)s"),
    body=_(
        "The day on which it should have been signed has passed. It can still be signed before the"
        " first day of the stay. The page shows whose signature is missing."
    ),
    button=_("See who is next"),
)
SIGN_EXPIRED = notices.topic(
    "building.sign-expired",
    subject=_("%(paper)s has expired – %(reference)s"),
    body=_(
        "The first day of the stay has come and not everybody has signed, so nobody can sign any"
        " more. What was signed is kept. Cancel the exchange, or agree on a later stay."
    ),
    button=_("Open the document"),
)
CHECK_SCAN = notices.topic(
    "building.check-scan",
    subject=_("Check a scan of %(paper)s – %(reference)s"),
    body=_(
        "Somebody has signed on paper and handed in the scan. It counts only when you have seen"
        " that it shows this very document."
    ),
    button=_("Check the scan"),
)
SCAN_REFUSED = notices.topic(
    "building.scan-refused",
    subject=_("Your scan of %(paper)s was not accepted – %(reference)s"),
    body=_("A coordinator has looked at it and gave a reason. Sign again, in whichever way."),
    button=_("Read and sign"),
)
AGREEMENT_REFUSED = notices.topic(
    "building.agreement-refused",
    subject=_("The Financial Agreement was refused – %(reference)s"),
    body=_(
        "One of the two will not sign this version; the reason stands on the page. The visitor's"
        " partner cluster prepares a new one. Signatures under the old one do not count for it."
    ),
    button=_("Read the reason"),
)
