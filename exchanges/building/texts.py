"""The programme's proposals for the longer texts of a Commitment. Both sides may change them.

They are written in English, the language of the papers, and say what the scheme expects; the fixed
topics of the Commitment stand in ``commitment_text``.
"""

ONLINE_PLACE = "Online. The host sends the link and the technical contact before the first day."

MEASURES = """\
Both sides check the outcomes together on the last day, against the list above, and say for each \
whether it was reached in full, in part or not at all.
The closing reports repeat that list, name the people and organisations met, and rate the \
objectives from 0 (not reached) to 4 (fully reached).
At least one outcome of each side can be counted or shown: a written result, a tested method, an \
agreed next step with a name and a date."""

CLUSTER_DUTIES = """\
Both partner clusters help with questions before, during and after the stay and name a person \
who can be reached on working days.
The visitor's partner cluster checks that the stay is prepared, follows it, validates the \
visitor's report and, for a stay in person, concludes and settles the Financial Agreement.
The host's partner cluster introduces the host to its duties, is at hand during the stay and \
validates the host's report.
If the two sides disagree, both clusters mediate first; neither takes part in decisions on a \
case in which it has an interest of its own.
The clusters charge no fee and do not pass on anything marked as confidential."""

CONFIDENTIALITY = """\
Each side decides what it shows. What is marked as confidential, or plainly is, is used for this \
exchange only, is shown to those who need it for that, and is kept confidential during the stay \
and for five years after it.
This does not cover what was known or public before, what becomes public without a breach, or \
what a law or an authority demands.
Whatever a side brings into the exchange stays its own. If the two want to work out something \
new together, they settle ownership and use in writing before they begin. Nothing here grants a \
licence.
Photographs, recordings and samples are taken only with the host's agreement."""

COMMON_VISITOR_DUTIES = """\
The visitor prepares the stay, takes part on every day of the agenda, and tells the host and its \
own partner cluster at once if something prevents it.
It follows the host's rules on safety, hygiene, data and access, and uses what it learns in \
keeping with the arrangement on confidentiality.
It reports on the stay within the period set by the programme and answers the questions of the \
programme on its results."""

VISITOR_TRAVELS = """\
It books and pays travel and accommodation itself, and hands in the proofs that the stay took \
place."""

COMMON_HOST_DUTIES = """\
The host names a contact person who is present or reachable on every day of the agenda, and \
gives the time and the access that the agenda needs.
It asks for no payment for the exchange. The visitor's representative is not employed by the \
host, gets no wage from it and does not replace anybody's work.
It confirms after the stay on which days the visitor took part, and reports from its own side \
within the period set by the programme."""

HOST_RECEIVES = """\
It explains the rules of the site on the first morning, provides the protective equipment that \
the agenda calls for, and says what to do in an emergency."""

PHYSICAL_INSURANCE = """\
The visitor makes sure before departure that its representative is covered in the host country \
for illness, accident and liability, for instance by the European Health Insurance Card together \
with a private policy, and declares this in the portal before the stay begins. Where the law \
requires it, the certificate on the applicable social security law (form A1) is carried.
The host keeps its premises safe and tells of dangers that are not obvious. Each side is liable \
under the law for damage that it causes; the clusters, the programme and the European Union are \
not liable for what the sides do.
Accidents are reported on the same day to the host's contact person and to both partner clusters."""

ONLINE_INSURANCE = """\
Nobody travels, so no travel insurance is needed. The host chooses a meeting service that meets \
European data protection law and says so beforehand; sessions are recorded only if everybody \
present agrees.
Each side is liable under the law for damage that it causes; the clusters, the programme and the \
European Union are not liable for what the sides do."""

SUSTAINABILITY = """\
The visitor travels by rail where this is reasonable, combines the stay with nothing that would \
need a second trip, and prefers digital hand-outs to printed ones."""

ONLINE_SUSTAINABILITY = "The sessions replace a journey there and back and its emissions. Hand- \
outs are shared as files."


def background(exchange) -> str:
    visitor, host = exchange.visitor_organisation, exchange.host_organisation
    return (
        f"{visitor.legal_name} ({visitor.city}, {visitor.country.name}) visits {host.legal_name}"
        f" ({host.city}, {host.country.name}) within the {exchange.programme.scheme_name} scheme."
    )


def visitor_duties(exchange) -> str:
    if exchange.is_virtual:
        return COMMON_VISITOR_DUTIES
    return f"{COMMON_VISITOR_DUTIES}\n{VISITOR_TRAVELS}"


def host_duties(exchange) -> str:
    if exchange.is_virtual:
        return COMMON_HOST_DUTIES
    return f"{COMMON_HOST_DUTIES}\n{HOST_RECEIVES}"


def insurance(exchange) -> str:
    return ONLINE_INSURANCE if exchange.is_virtual else PHYSICAL_INSURANCE


def sustainability(exchange) -> str:
    if exchange.is_virtual:
        return ONLINE_SUSTAINABILITY
    return SUSTAINABILITY


def publicity(exchange) -> str:
    """Names the funding line in the words of the programme."""
    return (
        "Whenever one of the two speaks or writes about the exchange, it shows the emblem of the"
        " European Union at least as prominently as any other emblem, names the funding"
        f" (“{exchange.programme.funding_line}”), and makes clear that the content is its own view"
        " and not that of the Union.\n"
        "The programme may publish the names of the two organisations, the title, the dates and a"
        " summary of results. Photographs of people and quotations are published only with the"
        " consent of those concerned, given in the closing report and revocable at any time."
    )
