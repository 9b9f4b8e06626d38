"""The fixed topics of a Commitment to Quality. ``{names}`` are filled in by ``snapshots``.

English is the language of the papers. What the two sides write themselves stands between these.
"""

PARTIES = (
    "This Commitment is made by the visitor, the host and the partner cluster of each. It says what"
    " the exchange is for, what happens on each day and what everybody contributes."
)

CHANGES = [
    "Before the stay the text is changed only by a new version that all four sign again. A change"
    " within the agenda that leaves dates, place and objectives as they are needs no new version:"
    " the two sides tell both clusters in the portal.",
    "Each of the four may cancel before the first day, with a reason given in the portal. The"
    " visitor's one visit in person is then free again.",
    "If a stay has to be broken off, the side concerned tells the others on the same day. The"
    " visitor's partner cluster records the reason and the days completed; both sides report on"
    " these.",
    "If a side cannot do what it promised because of an event that it could neither foresee nor"
    " prevent, it is not in breach as long as that event lasts, provided that it says so at once.",
]

DATA_PROTECTION = [
    "The portal keeps names, functions and contact data of those who act for the four parties, in"
    " order to run the exchange and to account for the grant. The legal ground is this Commitment"
    " and the programme's duty to report to the European Union. The privacy notice of the portal"
    " names the controllers, the periods and the rights to access, correction and objection.",
    "Host and visitor use personal data that they learn from each other for this exchange only,"
    " protect them, and erase them when they are no longer needed for it.",
    "The agency and the bodies of the European Union entitled to check the grant may inspect this"
    " Commitment and the reports.",
]

REPORTING = [
    "Visitor and host each write a closing report in the portal within {report_days} days after"
    " the last day, also when the stay was broken off. They repeat the outcomes of section 7 and"
    " say which were reached.",
    "The host confirms on which days the visitor took part. The visitor's partner cluster validates"
    " the visitor's report, the host's partner cluster the host's.",
    "Records of the exchange are kept for five years after the agency's final payment to the"
    " partnership; the portal tells the parties when that period begins and ends.",
]

NO_MONEY = [
    "This Commitment regulates no payment. The host asks for no fee and receives none.",
    "The lump sum for travel and accommodation, its conditions and its payment are agreed between"
    " the visitor and its partner cluster alone, in a Financial Agreement signed before the first"
    " day. Without it the visitor travels at its own expense.",
]

NO_MONEY_ONLINE = [
    "This Commitment regulates no payment. An online exchange is carried out without a lump sum,"
    " and no Financial Agreement is made. The host asks for no fee and receives none.",
]

SIGNATURES = [
    "The four sign in the portal in this order: visitor, host, host's partner cluster, visitor's"
    " partner cluster. Each confirms their identity at that moment by password, code or"
    " passkey, and"
    " signs the cryptographic fingerprint (SHA-256) of exactly this file.",
    "The Commitment takes effect with the fourth signature. The signed record {signed_reference}"
    " lists the signatures and carries this file. If anybody sends the text back, a new version"
    " replaces this one, and signatures under this version do not count for the new one.",
]
