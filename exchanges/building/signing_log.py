"""Who saw, signed, refused and was reminded, line by line: for the page and for the record.

Read from the journal, which nobody changes, and from the signatures themselves.
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blues import journal
from blues.common.words import Words
from exchanges.building.models import Commitment
from exchanges.lifecycle.states import Party

WORDS: dict[str, Words] = {
    "document-sealed": gettext_lazy("The portal sealed the document."),
    "document-opened": gettext_lazy("Opened the document."),
    "signing-reminded": gettext_lazy("The portal reminded: %(party)s."),
    "signing-overdue": gettext_lazy("The signature was overdue: %(party)s."),
    "signing-expired": gettext_lazy("Not signed before the stay, so it expired."),
    "scan-reminded": gettext_lazy("The portal reminded to check the scan: %(party)s."),
    "scan-overdue": gettext_lazy("The check of the scan was overdue: %(party)s."),
    "scan-handed-in": gettext_lazy("Handed in the scan of the signed paper: %(party)s."),
    "scan-accepted": gettext_lazy("Checked the scan and accepted it: %(party)s."),
    "scan-refused": gettext_lazy("Checked the scan and refused it: %(party)s."),
    "commitment-signed": gettext_lazy("Signed: %(party)s."),
    "agreement-signed": gettext_lazy("Signed: %(party)s."),
    "amendment-signed": gettext_lazy("Signed: %(party)s."),
    "commitment-sent-back": gettext_lazy("Would not sign and sent it back with a reason."),
    "agreement-refused": gettext_lazy("Would not sign and gave a reason: %(party)s."),
}
BY_VERSION = {
    True: ("commitment-signed", "commitment-sent-back"),
    False: ("agreement-signed", "agreement-refused"),
}


@dataclass(frozen=True)
class Line:
    at: datetime
    what: str
    who: str = ""
    how: str = ""
    sha256: str = ""

    def as_json(self) -> dict:
        """For the snapshot of the signed record."""
        return {"at": self.at, "what": self.what, "who": self.who, "how": self.how}


def lines_of(paper) -> list[Line]:
    """All that happened to one version, in the order in which it happened."""
    entries = journal.entries_for(paper.exchange.case).filter(verb__in=WORDS)
    return [_line(paper, entry) for entry in entries if _is_about(paper, entry)]


def _is_about(paper, entry) -> bool:
    if entry.verb in BY_VERSION[isinstance(paper, Commitment)]:
        return entry.detail.get("version") == paper.version
    named = entry.detail.get("paper") or entry.detail.get("reference")
    return named == paper.reference


def _line(paper, entry) -> Line:
    party = entry.detail.get("party", "")
    what = str(WORDS[entry.verb]) % {"party": Party(party).label if party else ""}
    who = entry.actor.name if entry.actor else _("the portal")
    signature = paper.signature_of(party) if entry.verb.endswith("-signed") else None
    if signature is None:
        sha256 = entry.detail.get("document_sha256") or entry.detail.get("sha256", "")
        return Line(entry.happened_at, what, who, sha256=sha256)
    how = f"{signature.get_method_display()}, {signature.get_identity_display()}"
    return Line(entry.happened_at, what, signature.name, how, signature.document_sha256)
