"""The twenty clauses and five annexes of the Financial Agreement, as the portal ships them.

"The Cluster" is the visitor's partner cluster, which pays; "the Visitor" is the visiting
organisation. They are the first version of a programme's template; what is in force is data.
"""

from exchanges.building.clauses.wording import Clause, Condition, Part

CLAUSES = (
    Clause(
        key="parties",
        title="Parties",
        text="""\
This Agreement is made between {cluster} (“the Cluster”) and {visitor} (“the Visitor”). The \
Visitor is represented in the exchange by {representative}.
The Cluster acts as a partner of {programme} under grant agreement {grant_number} with the \
European Union, and passes on part of that grant by this Agreement.""",
    ),
    Clause(
        key="subject",
        title="Subject",
        text="""\
The Cluster supports the exchange {exchange} of the Visitor at {host} in {host_place} with \
one lump sum towards travel and accommodation.
The content of the exchange follows from the Commitment to Quality {commitment}, signed by \
all four parties (annex I). The fingerprint (SHA-256) of the signed text is \
{commitment_sha256}.
On money this Agreement prevails, on the content of the stay the Commitment.""",
    ),
    Clause(
        key="period",
        title="Period",
        text="""\
This Agreement enters into force when the second party has signed, which must be before the \
first day of the stay. A text signed by one party alone binds nobody.
The stay lasts from {first_day} to {last_day} and has {working_days} working days. Travel \
days are not counted.
The Agreement ends when both parties have done what they owe. Clauses {clause_reduction}, \
{clause_records}, {clause_audits} and {clause_data} apply beyond that.""",
    ),
    Clause(
        key="amount",
        title="Amount",
        text="""\
The lump sum is {amount} ({amount_in_words}).
It is computed from the ceiling for the country of the host, the number of working days and \
the distance between the two organisations, as annex II shows line by line.
It is one sum for the visiting organisation, whatever the number of people who travel and \
whatever the actual costs. It is not raised if costs are higher.""",
    ),
    Clause(
        key="payment",
        title="Payment",
        text="""\
The Cluster pays in one instalment, in euro, within {payment_days} days after the exchange \
is completed, that is, after the closing reports have been validated and the evidence of \
clause {clause_evidence} is on file. Nothing is paid in advance.
The payment goes to the account of {account_holder}, IBAN {account} (shown in part; the full \
number is kept in the bank form, annex IV, open to the finance officer alone).
Until both parties have signed, the account is changed in the portal only, and a new version \
of this Agreement is then signed. The Cluster never accepts a change of account by mail or \
telephone. Each party bears the charges of its own bank.""",
    ),
    Clause(
        key="evidence",
        title="Evidence",
        text="""\
The Visitor hands in through the portal, within {report_days} days after the last day:
- proof of the journey, such as tickets or boarding passes with name and date
- proof of accommodation, such as an invoice or a booking confirmed as used
- its closing report; the host's closing report and presence confirmation (annex III) are \
handed in by the host""",
    ),
    Clause(
        key="reduction",
        title="Reduction, non-payment and recovery",
        text="""\
The lump sum is due for a stay that took place as agreed. If fewer working days were \
completed, the sum is computed again for the days completed, by the same rules and rates: \
fewer than {full_sum_days} working days give half of the ceiling, and a stay of fewer than \
{shortest_stay_days} working days gives nothing.
If force majeure, documented by the Visitor, ended a stay that had begun, the sum for the \
shortest stay remains due.
Nothing is due if the stay did not take place, if report or evidence are missing after a \
written reminder of 14 days, or if a declaration on which this Agreement rests was false.
What was paid without being due is repaid within 30 days of a reasoned request, after the \
Visitor has had 14 days to comment.""",
    ),
    Clause(
        key="funding",
        title="No double funding, own costs, taxes",
        text="""\
The Visitor declares that no other funding from the budget of the European Union covers the \
same journey and accommodation, and tells the Cluster at once if that changes.
Costs above the lump sum, and all costs other than travel and accommodation, are the \
Visitor's own.
The Visitor declares the sum to its tax authority where its law requires it. The sum is \
support and not a price; it is paid without value added tax.""",
    ),
    Clause(
        key="conduct",
        title="Conduct and conflict of interest",
        text="""\
The Visitor carries out the exchange in good faith and in accordance with the Commitment, \
with the law, and with the values and ethical principles of the European Union, and \
discriminates against nobody.
Each party avoids situations in which family ties, economic interest or other shared \
interests could influence its decisions on this Agreement, and discloses them at once if \
they arise. A person concerned takes no decision on it.""",
    ),
    Clause(
        key="liability",
        title="Insurance and liability",
        text="""\
The Visitor insures its representative for the journey and the stay and declares this in the \
portal before the first day. The lump sum covers no premium of its own.
The Cluster, the other partners, the agency and the European Union are not liable for damage \
that the Visitor or its representative suffers or causes in connection with the exchange, \
unless the law forbids such an exclusion.""",
    ),
    Clause(
        key="reports",
        title="Reports",
        text="""\
The Visitor submits its closing report in the portal within {report_days} days after the \
last day. The Cluster validates it within {validation_days} days or returns it with a \
reason; the Visitor then completes it.
For up to two years the Visitor answers short questions of the programme on the results.""",
    ),
    Clause(
        key="visibility",
        title="Visibility",
        text="""\
Whenever the Visitor communicates about the exchange it shows the emblem of the European \
Union, names the funding (“{funding_line}”) and makes clear that the content is its own \
view. No other emblem is shown more prominently.
The European Union and the partnership may publish the name of the Visitor, the country, the \
subject of the exchange and the amount of support, as the law on transparency requires.""",
    ),
    Clause(
        key="records",
        title="Record keeping",
        text="""\
Both parties keep this Agreement, the evidence and the proof of payment for five years after \
the agency's final payment to the partnership, and longer while an audit, a claim or a \
procedure is open.
The portal tells the Visitor when that period begins and when it ends. Sealed electronic \
documents count as originals as far as the applicable law permits.""",
    ),
    Clause(
        key="audits",
        title="Checks and audits",
        text="""\
The agency ({agency}), the European Commission, the European Anti-Fraud Office (OLAF), the \
European Court of Auditors and anybody authorised by them may check that this Agreement was \
carried out, on documents or on the spot, during its term and for the period of clause \
{clause_records}. The Visitor grants them the same rights as the Cluster has granted them.
The Visitor answers their requests, also those of the Cluster made on their behalf, within \
the period set, which is at least ten working days.""",
    ),
    Clause(
        key="data",
        title="Data protection",
        text="""\
Each party processes the personal data of this Agreement in accordance with Regulation (EU) \
2016/679, for its performance and for the accounts of the grant only, and protects them.
Data needed for checks and audits are passed on to the bodies named in clause \
{clause_audits}. They process them under Regulation (EU) 2018/1725. The privacy notice of \
the portal names controllers, periods and rights.""",
    ),
    Clause(
        key="force-majeure",
        title="Force majeure",
        text="""\
A party prevented by an exceptional event that it could not foresee, did not cause and \
cannot overcome with due care is not in breach as long as the event lasts. Lack of money, \
ordinary delays of transport and labour disputes of its own are no such events.
It tells the other party at once, in the portal, describing the event, its likely duration \
and its consequences, and does what it can to limit the damage.""",
    ),
    Clause(
        key="amendment",
        title="Amendment",
        text="""\
This Agreement is amended in writing only, by a new version signed by both parties in the \
portal. No amendment raises the sum above the ceiling of annex II.
A stay that is moved by at most {notice_shift_days} days before it begins, with the same \
number of working days and the same sum, needs no new version: one side gives notice of the \
new days in the portal, the other side confirms them, and both clusters are told.
A change of the stay that alters the number of working days, the host or the country needs a \
new version of the Commitment first.""",
    ),
    Clause(
        key="termination",
        title="Termination",
        text="""\
Until the first day either party may end this Agreement by cancelling the exchange in the \
portal with a reason. Nothing is then due, and neither party owes compensation.
The Cluster may end it at any time if the Visitor has made false declarations, has seriously \
breached its duties and not put this right within 14 days of a written notice, has lost the \
right to take part, or if the grant itself is ended.""",
    ),
    Clause(
        key="law",
        title="Law and courts",
        text="""\
This Agreement is governed by the law of the European Union that applies to the grant and, \
for the rest, by the law of {law_country}.
Parties that disagree first ask the programme coordinator to mediate. If there is no \
agreement within 30 days, the competent courts of {law_country} decide.""",
    ),
    Clause(
        key="signatures",
        title="Signatures",
        text="""\
The parties sign in the portal, the Visitor first. Each confirms their identity at that \
moment by password, code or passkey, and signs the fingerprint (SHA-256) of exactly this \
file. They agree that this form is sufficient between them.
The signed record {signed_reference} lists both signatures and carries this file. If a new \
version is prepared before both have signed, it replaces this one, and a signature under \
this version does not count for the new one.""",
    ),
    Clause(
        key="annex-commitment",
        title="Annex I: Commitment to Quality",
        part=Part.ANNEX,
        text="""\
The Commitment to Quality {commitment}, which all four parties have signed, is part of this \
Agreement. It is on file in the portal, where both parties can open it at any time. The \
fingerprint (SHA-256) of the signed text is {commitment_sha256}.""",
    ),
    Clause(
        key="annex-calculation",
        title="Annex II: Calculation sheet",
        part=Part.ANNEX,
        text="""\
The sum follows from these figures by the rules and rates of the programme that applied when \
this Agreement was prepared.""",
    ),
    Clause(
        key="annex-presence",
        title="Annex III: Presence confirmation",
        part=Part.ANNEX,
        text="""\
After the last day the host confirms in the portal on which of the working days below the \
representative of the Visitor took part. The confirmation is issued as a document of its own \
and is read together with this Agreement.
The working days confirmed there are the days completed in the sense of clause \
{clause_reduction}.""",
    ),
    Clause(
        key="annex-bank",
        title="Annex IV: Bank form",
        part=Part.ANNEX,
        text="""\
The Visitor has named this account in the portal. The full number is kept there under \
restricted access.
If another account is named after the signatures, nothing is paid before two people of the \
programme have confirmed it and the person known before has been told.""",
    ),
    Clause(
        key="annex-sme",
        title="Annex V: Declaration of the Visitor",
        part=Part.ANNEX,
        condition=Condition.SME,
        text="""\
The Visitor has declared in the portal that it is a small or medium-sized enterprise in the \
sense of Recommendation 2003/361/EC: it employs fewer than 250 people, and its annual \
turnover is at most EUR 50 million or its balance sheet total at most EUR 43 million, partner \
and linked enterprises counted as that Recommendation says.
The Visitor tells the Cluster before it signs if this is no longer so.""",
    ),
)
