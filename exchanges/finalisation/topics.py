"""What this room writes to people, and in which words. Nothing personal: mails are forwarded."""

from django.utils.translation import gettext_lazy as _

from blues import notices

notices.matter("finalisation", _("Stay, reports and payment"))
notices.topic(
    "finalisation.arrival-described",
    subject=_("Get ready for your exchange – %(reference)s"),
    body=_(
        "The host has told where and whom you will meet. Read it and, for a stay in person, declare"
        " that you are insured."
    ),
    button=_("Open the preparation"),
)
notices.topic(
    "finalisation.check-preparation",
    subject=_("Check that the exchange can begin – %(reference)s"),
    body=_("The two sides have prepared the exchange. Look through it and declare it ready."),
    button=_("Check the preparation"),
)
notices.topic(
    "finalisation.ready",
    subject=_("Everything is ready – %(reference)s"),
    body=_("Your exchange can begin on its first day. The page shows agenda and meeting point."),
    button=_("See the stay"),
)
notices.topic(
    "finalisation.start",
    subject=_("Has the exchange begun? – %(reference)s"),
    body=_("Its first day has come. Ask the two sides and record that it has begun."),
    button=_("Record the beginning"),
)
notices.topic(
    "finalisation.begun",
    subject=_("Confirm the presence of your visitor – %(reference)s"),
    body=_("The exchange is under way. At its end, confirm on which days the visitor took part."),
    button=_("Confirm the days"),
)
notices.topic(
    "finalisation.end",
    subject=_("Has the exchange ended? – %(reference)s"),
    body=_("Its last day has passed. Once the host has confirmed the days, record the end."),
    button=_("Record the end"),
)
notices.topic(
    "finalisation.presence-confirmed",
    subject=_("The host has confirmed your days – %(reference)s"),
    body=_("Compare them with your own notes and acknowledge them."),
    button=_("See the confirmed days"),
)
notices.topic(
    "finalisation.report",
    subject=_("Write your closing report – %(reference)s"),
    body=_(
        "The report is prefilled from the Commitment and takes about ten minutes. The visitor of a"
        " stay in person adds the evidence of travel and accommodation."
    ),
    button=_("Write the report"),
)
notices.topic(
    "finalisation.interrupted",
    subject=_("The exchange was broken off – %(reference)s"),
    body=_("The visitor's partner cluster has recorded it with its cause."),
    button=_("Open the exchange"),
)
notices.topic(
    "finalisation.validate",
    subject=_("Validate the closing report – %(reference)s"),
    body=_("Both reports are there. Each cluster validates the report of its own side."),
    button=_("Look at the reports"),
)
notices.topic(
    "finalisation.report-returned",
    subject=_("Your report needs a change – %(reference)s"),
    body=_("Your partner cluster has sent the report back. The reason stands above the form."),
    button=_("Change the report"),
)
notices.topic(
    "finalisation.approve-payment",
    subject=_("Approve the lump sum – %(reference)s"),
    body=_("Both reports are validated. The sum is computed and waits for approval."),
    button=_("Open the payment"),
)
notices.topic(
    "finalisation.book-payment",
    subject=_("Transfer and book the lump sum – %(reference)s"),
    body=_("The payment is approved. Make the transfer and record its value date and reference."),
    button=_("Open the payment"),
)
notices.topic(
    "finalisation.paid",
    subject=_("The lump sum is on its way – %(reference)s"),
    body=_("The transfer has been booked. The page shows its date."),
    button=_("See the payment"),
)
notices.topic(
    "finalisation.completed",
    subject=_("The exchange is complete – %(reference)s"),
    body=_("Thank you for taking part. The certificates are ready on the page of the exchange."),
    button=_("Open the exchange"),
)
