"""Everything a paper prints, as plain data: the renderer sees nothing else.

Names, addresses, programme lines and versions are frozen here, so that a later change of a row
changes no paper. Bank numbers are printed in part only and are therefore not in here in full.
"""

from ipaddress import ip_network

from django.utils.translation import override

from blues.common import clock
from blues.common.formats import day, moment, period
from exchanges.building import (
    agreement_sections,
    annexes,
    commitment_sections,
    letterheads,
    signing_log,
)
from exchanges.building.account_models import BankAccount
from exchanges.building.clauses import templates, values
from exchanges.building.current import the_commitment_of
from exchanges.building.drafting import LANGUAGE
from exchanges.building.models import Commitment, FinancialAgreement
from exchanges.building.samples import sample_agreement
from exchanges.building.stay_days import journey
from exchanges.lifecycle.states import FOUR, SIDES, Party

FROZEN = ("template", "letterhead")


def commitment_snapshot(commitment: Commitment, template=None) -> dict:
    """``template``: other words than its own, to look at them before they are approved."""
    exchange = commitment.exchange
    template = template or templates.used_by(commitment)
    with override(LANGUAGE):
        return {
            **programme_lines(exchange, noun="commitment"),
            "subtitle": commitment.title,
            "reference": commitment.reference,
            "valid_with": f"{commitment.reference}-signed",
            "exchange": exchange.reference,
            "sections": commitment_sections.sections(
                commitment,
                parties=[party_lines(exchange, party) for party in FOUR],
                template=template,
            ),
            "template": {"version": template.number},
            "values": frozen(values.of_commitment(commitment)),
        }


def agreement_snapshot(agreement: FinancialAgreement, template=None) -> dict:
    exchange = agreement.exchange
    template = template or templates.used_by(agreement)
    account = BankAccount.objects.get(exchange=exchange)
    with override(LANGUAGE):
        return {
            **programme_lines(exchange, noun="agreement"),
            "subtitle": f"Lump sum for the exchange {exchange.reference}",
            "reference": agreement.reference,
            "valid_with": f"{agreement.reference}-signed",
            "exchange": exchange.reference,
            "sections": agreement_sections.sections(
                agreement,
                parties=[party_lines(exchange, party) for party in agreement.SIGNED_BY],
                account=account,
                template=template,
            ),
            "template": {"version": template.number},
            "values": frozen(values.of_agreement(agreement, account)),
            **letterheads.printed_for(exchange.vop),
            "annexes": annexes.annexes(agreement, account, template),
        }


def signed_snapshot(paper, *, noun: str) -> dict:
    """The signature sheet of a paper."""
    exchange = paper.exchange
    with override(LANGUAGE):
        return {
            **programme_lines(exchange, noun=noun),
            **_frozen_with(paper.text_document),
            "subtitle": paper.text_document.title,
            "reference": f"{paper.reference}-signed",
            "exchange": exchange.reference,
            "facts": [
                ["Signed document", f"{paper.text_document.title} {paper.reference}"],
                ["Exchange", f"{exchange.reference}, {exchange.title}"],
                ["Stay", period(exchange.first_day, exchange.last_day)],
                ["Sealed on", moment(paper.text_document.stored_at)],
            ],
            "signed_sha256": paper.text_document.sha256,
            "signed_file": paper.text_document.file_name,
            "signatures": [_signature_lines(signature) for signature in paper.valid_signatures()],
            "evidence": [_evidence(signature) for signature in paper.valid_signatures()],
            "log": [line.as_json() for line in signing_log.lines_of(paper)],
        }


def frozen(filled: dict) -> dict[str, str]:
    """What stood at the named places, for translations that are asked for later."""
    return {name: str(value) for name, value in filled.items()}


def _frozen_with(text) -> dict:
    """The record is printed as its text was: same head, same version of the words."""
    return {name: text.snapshot[name] for name in FROZEN if name in text.snapshot}


def notice_snapshot(notice) -> dict:
    """One page: which days, why, and who confirmed them."""
    exchange = notice.exchange
    with override(LANGUAGE):
        return {
            **programme_lines(exchange, noun="notice"),
            "subtitle": f"Stay {exchange.reference}, moved without effect on money",
            "reference": notice.reference,
            "exchange": exchange.reference,
            "facts": [
                ["Exchange", f"{exchange.reference}, {exchange.title}"],
                ["Visitor", exchange.visitor_organisation.legal_name],
                ["Host", exchange.host_organisation.legal_name],
                ["Days signed before", period(notice.first_day_before, notice.last_day_before)],
                ["Days from now on", period(notice.first_day, notice.last_day)],
                *_journey(the_commitment_of(exchange)),
                ["Reason", notice.reason],
            ],
            "confirmations": [
                ["Proposed", f"{notice.proposed_by.name}, {moment(notice.proposed_at)}"],
                ["Confirmed", f"{notice.agreed_by.name}, {moment(notice.agreed_at)}"],
            ],
        }


def _journey(commitment: Commitment) -> list[list[str]]:
    days = journey(commitment, commitment.exchange).values()
    return [["Days of travel from now on", " and ".join(map(day, days))]] if days else []


def programme_lines(exchange, *, noun: str) -> dict:
    programme = exchange.programme
    today = clock.today()
    return {
        "programme": f"{programme.name}, grant agreement {programme.grant_number}",
        "scheme": programme.scheme_name,
        "funding_line": programme.funding_line,
        "disclaimer": programme.disclaimer_for(noun, on=today),
        "agency": programme.agency_on(today),
        "rules": exchange.rule_set.version,
        "written_on": day(today),
    }


def party_lines(exchange, party: Party) -> dict:
    """One row of the table of parties; the colour follows the side the party stands on."""
    organisation = (
        exchange.organisation_of(party)
        if party in SIDES
        else exchange.cluster_of(party).organisation
    )
    person = _person(exchange, party)
    return {
        "party": party.value,
        "role": str(party.label).capitalize(),
        "side": "visitor" if party in (Party.VISITOR, Party.VOP) else "host",
        "name": organisation.legal_name,
        "lines": organisation_lines(organisation),
        "person": person.name if person else "",
        "function": person.function if person else "",
    }


def organisation_lines(organisation) -> list[str]:
    numbers = (
        ("Registration number", organisation.registration_number),
        ("VAT", organisation.vat_number),
    )
    place = ", ".join(
        part
        for part in (organisation.address, organisation.city, organisation.country.name)
        if part
    )
    return [place, *(f"{label} {value}" for label, value in numbers if value)]


def _person(exchange, party: Party):
    """The representative of a side; for a cluster the coordinator who confirmed the match."""
    if party in SIDES:
        return exchange.registration_of(party).representative
    return exchange.vop_confirmed_by if party == Party.VOP else exchange.hop_confirmed_by


def _signature_lines(signature) -> dict:
    party = Party(signature.party)
    return {
        "role": str(party.label).capitalize(),
        "side": "visitor" if party in (Party.VISITOR, Party.VOP) else "host",
        "name": signature.name,
        "function": signature.function,
        "organisation": signature.organisation,
        "method": f"{signature.get_method_display()}, {signature.get_identity_display()}",
        "signed_at": signature.signed_at,
        "hash": signature.document_sha256,
    }


def _evidence(signature) -> dict:
    """The certificate of one signature: all that shows who gave it and how."""
    facts = [
        ["Signed by", f"{signature.name}, {signature.organisation}"],
        ["Signed on", moment(signature.signed_at)],
        ["How", str(signature.get_method_display())],
        ["Identity", str(signature.get_identity_display())],
        ["Network", shortened(signature.address)],
        ["Fingerprint of the signed file", signature.document_sha256],
        *_certificate_lines(signature.certificate),
        *_upload_lines(signature.upload),
    ]
    role = str(Party(signature.party).label).capitalize()
    return {"role": role, "facts": [[label, value] for label, value in facts if value]}


def _certificate_lines(certificate: dict) -> list[list[str]]:
    if not certificate:
        return []
    return [
        ["Certificate of", certificate["subject"]],
        ["Issued by", certificate["issuer"]],
        ["Serial number", certificate["serial"]],
        ["Fingerprint of the certificate", certificate["sha256"]],
    ]


def _upload_lines(upload) -> list[list[str]]:
    if upload is None:
        return []
    lines = [["File handed in", upload.name], ["Fingerprint of that file", upload.sha256]]
    if upload.decided_by:
        checked = f"{upload.decided_by.name}, {moment(upload.decided_at)}"
        lines.append(["Checked by", checked])
    return lines


def shortened(address: str | None) -> str:
    """The network somebody signed from, not their line: the first part of the address."""
    if not address:
        return ""
    length = 48 if ":" in address else 16
    return str(ip_network(f"{address}/{length}", strict=False))


__all__ = [
    "agreement_snapshot",
    "commitment_snapshot",
    "notice_snapshot",
    "sample_agreement",
    "shortened",
    "signed_snapshot",
]
