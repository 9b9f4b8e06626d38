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
AGREEMENT_REPLACED = notices.topic(
    "building.agreement-replaced",
    subject=_("Your signature does not count for the new version – %(reference)s"),
    body=_(
        "You had signed the Financial Agreement. The visitor's partner cluster has prepared a new"
        " version since, and your signature under the earlier one does not count for it. Read the"
        " new version; both parties sign it anew."
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

# Another account belongs to no matter: always mailed at once.
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

# -- Amendments ----------------------------------------------------------------------------------

SEE = _("See the change")
notices.topic(
    "building.answer-amendment",
    subject=_("The other side wants to change what was signed – %(reference)s"),
    body=_(
        "The page shows field by field what would be different. Agree or refuse; until then, what"
        " was signed stays in force."
    ),
    button=SEE,
)
notices.topic(
    "building.notice-proposed",
    subject=_("A stay shall shift by a few days – %(reference)s"),
    body=_("Money and working days stay the same. It counts once the other side has confirmed it."),
    button=SEE,
)
notices.topic(
    "building.notice-in-force",
    subject=_("The stay takes place on other days – %(reference)s"),
    body=_(
        "Both sides have confirmed it, and nothing has to be signed again. The clusters may object"
        " until the first day."
    ),
    button=_("See the days"),
)
notices.topic(
    "building.sign-amendment",
    subject=_("Sign the amendment – %(reference)s"),
    body=_(
        "It is your turn to sign the new version. Until all have signed, what was signed before"
        " stays in force."
    ),
    button=_("Read and sign"),
)
notices.topic(
    "building.amendment-in-force",
    subject=_("The amendment is in force – %(reference)s"),
    body=_("Everybody has signed the new version. The earlier ones are kept with the exchange."),
    button=SEE,
)
notices.topic(
    "building.amendment-refused",
    subject=_("The amendment was refused – %(reference)s"),
    body=_("What was signed stays in force. The reason stands on the page."),
    button=_("Read the reason"),
)
notices.topic(
    "building.amendment-withdrawn",
    subject=_("The amendment was withdrawn – %(reference)s"),
    body=_("What was signed stays in force."),
    button=SEE,
)
notices.topic(
    "building.amendment-lapsed",
    subject=_("The amendment came too late – %(reference)s"),
    body=_("It was not decided before the stay. What was signed stays in force."),
    button=SEE,
)
notices.topic(
    "building.amendment-objected",
    subject=_("The stay is back on its earlier days – %(reference)s"),
    body=_("A partner cluster objects to the other days. The reason stands on the page."),
    button=_("Read the reason"),
)
