"""The eighteen topics of the Commitment to Quality, and the texts it proposes, at first.

A topic prints its words before what the two sides wrote or the data of the exchange. A proposal is
the first draft of a field that both sides may change.
"""

from exchanges.building.clauses.wording import Clause, Condition, Part

CLAUSES = (
    Clause(
        key="parties",
        title="Parties and roles",
        text="""\
This Commitment is made by the visitor, the host and the partner cluster of each. It says \
what the exchange is for, what happens on each day and what everybody contributes.""",
    ),
    Clause(
        key="programme",
        title="Programme and grant",
    ),
    Clause(
        key="context",
        title="Context and objectives",
    ),
    Clause(
        key="activities",
        title="Activity types",
    ),
    Clause(
        key="frame",
        title="Place, dates and form",
    ),
    Clause(
        key="agenda",
        title="Agenda day by day",
    ),
    Clause(
        key="outcomes",
        title="Expected outcomes and how they are checked",
    ),
    Clause(
        key="visitor-duties",
        title="Duties of the visitor",
    ),
    Clause(
        key="host-duties",
        title="Duties of the host",
    ),
    Clause(
        key="cluster-duties",
        title="Duties of the two partner clusters",
    ),
    Clause(
        key="confidentiality",
        title="Confidentiality and intellectual property",
    ),
    Clause(
        key="changes",
        title="Changes, interruption and cancellation",
        text="""\
Before the stay the text is changed only by a new version that all four sign again. A change \
within the agenda that leaves dates, place and objectives as they are needs no new version: \
the two sides tell both clusters in the portal.
A stay that is moved by at most {notice_shift_days} days, with the same number of working \
days, needs no new version either: one side gives notice of the new days in the portal, and \
the other side confirms them.
Each of the four may cancel before the first day, with a reason given in the portal. The \
visitor's one visit in person is then free again.
If a stay has to be broken off, the side concerned tells the others on the same day. The \
visitor's partner cluster records the reason and the days completed; both sides report on \
these.
If a side cannot do what it promised because of an event that it could neither foresee nor \
prevent, it is not in breach as long as that event lasts, provided that it says so at once.""",
    ),
    Clause(
        key="publicity",
        title="Publicity and acknowledgement of EU funding",
    ),
    Clause(
        key="data",
        title="Data protection",
        text="""\
The portal keeps names, functions and contact data of those who act for the four parties, in \
order to run the exchange and to account for the grant. The legal ground is this Commitment \
and the programme's duty to report to the European Union. The privacy notice of the portal \
names the controllers, the periods and the rights to access, correction and objection.
Host and visitor use personal data that they learn from each other for this exchange only, \
protect them, and erase them when they are no longer needed for it.
The agency and the bodies of the European Union entitled to check the grant may inspect this \
Commitment and the reports.""",
    ),
    Clause(
        key="insurance",
        title="Insurance, safety and liability",
    ),
    Clause(
        key="reporting",
        title="Reporting",
        text="""\
Visitor and host each write a closing report in the portal within {report_days} days after \
the last day, also when the stay was broken off. They repeat the outcomes of section \
{clause_outcomes} and say which were reached.
The host confirms on which days the visitor took part. The visitor's partner cluster \
validates the visitor's report, the host's partner cluster the host's.
Records of the exchange are kept for five years after the agency's final payment to the \
partnership; the portal tells the parties when that period begins and ends.""",
    ),
    Clause(
        key="money",
        title="No payment is regulated here",
        condition=Condition.PHYSICAL,
        text="""\
This Commitment regulates no payment. The host asks for no fee and receives none.
The lump sum for travel and accommodation, its conditions and its payment are agreed between \
the visitor and its partner cluster alone, in a Financial Agreement signed before the first \
day. Without it the visitor travels at its own expense.""",
    ),
    Clause(
        key="money-online",
        title="No payment is regulated here",
        condition=Condition.VIRTUAL,
        text="""\
This Commitment regulates no payment. An online exchange is carried out without a lump sum, \
and no Financial Agreement is made. The host asks for no fee and receives none.""",
    ),
    Clause(
        key="signatures",
        title="Signatures",
        text="""\
The four sign in the portal in this order: visitor, host, host's partner cluster, visitor's \
partner cluster. Each confirms their identity at that moment by password, code or passkey, \
and signs the cryptographic fingerprint (SHA-256) of exactly this file.
The Commitment takes effect with the fourth signature. The signed record {signed_reference} \
lists the signatures and carries this file. If anybody sends the text back, a new version \
replaces this one, and signatures under this version do not count for the new one.""",
    ),
    Clause(
        key="propose-background",
        title="Background",
        part=Part.PROPOSAL,
        text="""\
{visitor} ({visitor_place}) visits {host} ({host_place}) within the {scheme} scheme.""",
    ),
    Clause(
        key="propose-place-online",
        title="Place of an online exchange",
        part=Part.PROPOSAL,
        condition=Condition.VIRTUAL,
        text="""\
Online. The host sends the link and the technical contact before the first day.""",
    ),
    Clause(
        key="propose-measures",
        title="How the outcomes are checked",
        part=Part.PROPOSAL,
        text="""\
Both sides check the outcomes together on the last day, against the list above, and say for \
each whether it was reached in full, in part or not at all.
The closing reports repeat that list, name the people and organisations met, and rate the \
objectives from 0 (not reached) to 4 (fully reached).
At least one outcome of each side can be counted or shown: a written result, a tested \
method, an agreed next step with a name and a date.""",
    ),
    Clause(
        key="propose-follow-up",
        title="Follow-up",
        part=Part.PROPOSAL,
        text="""\
Within six weeks after the last day both sides talk once more, by video, and settle who takes \
which next step by when.""",
    ),
    Clause(
        key="propose-visitor-duties",
        title="Duties of the visitor",
        part=Part.PROPOSAL,
        text="""\
The visitor prepares the stay, takes part on every day of the agenda, and tells the host and \
its own partner cluster at once if something prevents it.
It follows the host's rules on safety, hygiene, data and access, and uses what it learns in \
keeping with the arrangement on confidentiality.
It reports on the stay within the period set by the programme and answers the questions of \
the programme on its results.""",
    ),
    Clause(
        key="propose-visitor-travels",
        title="Duties of the visitor: the journey",
        part=Part.PROPOSAL,
        condition=Condition.PHYSICAL,
        text="""\
It books and pays travel and accommodation itself, and hands in the proofs that the stay \
took place.""",
    ),
    Clause(
        key="propose-host-duties",
        title="Duties of the host",
        part=Part.PROPOSAL,
        text="""\
The host names a contact person who is present or reachable on every day of the agenda, and \
gives the time and the access that the agenda needs.
It asks for no payment for the exchange. The visitor's representative is not employed by the \
host, gets no wage from it and does not replace anybody's work.
It confirms after the stay on which days the visitor took part, and reports from its own \
side within the period set by the programme.""",
    ),
    Clause(
        key="propose-host-receives",
        title="Duties of the host: on the site",
        part=Part.PROPOSAL,
        condition=Condition.PHYSICAL,
        text="""\
It explains the rules of the site on the first morning, provides the protective equipment \
that the agenda calls for, and says what to do in an emergency.""",
    ),
    Clause(
        key="propose-cluster-duties",
        title="Duties of the two partner clusters",
        part=Part.PROPOSAL,
        text="""\
Both partner clusters help with questions before, during and after the stay and name a \
person who can be reached on working days.
The visitor's partner cluster checks that the stay is prepared, follows it, validates the \
visitor's report and, for a stay in person, concludes and settles the Financial Agreement.
The host's partner cluster introduces the host to its duties, is at hand during the stay and \
validates the host's report.
If the two sides disagree, both clusters mediate first; neither takes part in decisions on a \
case in which it has an interest of its own.
The clusters charge no fee and do not pass on anything marked as confidential.""",
    ),
    Clause(
        key="propose-confidentiality",
        title="Confidentiality and intellectual property",
        part=Part.PROPOSAL,
        text="""\
Each side decides what it shows. What is marked as confidential, or plainly is, is used for \
this exchange only, is shown to those who need it for that, and is kept confidential during \
the stay and for five years after it.
This does not cover what was known or public before, what becomes public without a breach, \
or what a law or an authority demands.
Whatever a side brings into the exchange stays its own. If the two want to work out \
something new together, they settle ownership and use in writing before they begin. Nothing \
here grants a licence.
Photographs, recordings and samples are taken only with the host's agreement.""",
    ),
    Clause(
        key="propose-insurance",
        title="Insurance, safety and liability",
        part=Part.PROPOSAL,
        condition=Condition.PHYSICAL,
        text="""\
The visitor makes sure before departure that its representative is covered in the host \
country for illness, accident and liability, for instance by the European Health Insurance \
Card together with a private policy, and declares this in the portal before the stay begins. \
Where the law requires it, the certificate on the applicable social security law (form A1) \
is carried.
The host keeps its premises safe and tells of dangers that are not obvious. Each side is \
liable under the law for damage that it causes; the clusters, the programme and the European \
Union are not liable for what the sides do.
Accidents are reported on the same day to the host's contact person and to both partner \
clusters.""",
    ),
    Clause(
        key="propose-insurance-online",
        title="Safety and liability online",
        part=Part.PROPOSAL,
        condition=Condition.VIRTUAL,
        text="""\
Nobody travels, so no travel insurance is needed. The host chooses a meeting service that \
meets European data protection law and says so beforehand; sessions are recorded only if \
everybody present agrees.
Each side is liable under the law for damage that it causes; the clusters, the programme and \
the European Union are not liable for what the sides do.""",
    ),
    Clause(
        key="propose-sustainability",
        title="Sustainability",
        part=Part.PROPOSAL,
        condition=Condition.PHYSICAL,
        text="""\
The visitor travels by rail where this is reasonable, combines the stay with nothing that \
would need a second trip, and prefers digital hand-outs to printed ones.""",
    ),
    Clause(
        key="propose-sustainability-online",
        title="Sustainability online",
        part=Part.PROPOSAL,
        condition=Condition.VIRTUAL,
        text="""\
The sessions replace a journey there and back and its emissions. Hand-outs are shared as \
files.""",
    ),
    Clause(
        key="propose-publicity",
        title="Publicity",
        part=Part.PROPOSAL,
        text="""\
Whenever one of the two speaks or writes about the exchange, it shows the emblem of the \
European Union at least as prominently as any other emblem, names the funding \
(“{funding_line}”), and makes clear that the content is its own view and not that of the \
Union.
The programme may publish the names of the two organisations, the title, the dates and a \
summary of results. Photographs of people and quotations are published only with the consent \
of those concerned, given in the closing report and revocable at any time.""",
    ),
)
