"""The members of a cluster in the shape in which a list comes in: taking it out and bringing it in
again changes nothing.
"""

from collections.abc import Iterator
from typing import Any

from django.http import FileResponse

from blues.common import exports
from clusters.directory.models import Cluster, Membership
from clusters.imports import ods
from clusters.imports.fields import STORED, heading_of
from clusters.imports.models import MemberContact
from clusters.imports.words import LANGUAGES, countries
from clusters.imports.words.kinds import ANSWERS, SIZES, SPOKEN, TYPES

CHUNK = 500  # members fetched at a time
PERSON = ("given_names", "family_name", "function", "email", "phone", "language", "invite")
COLUMNS = (*STORED, "since", *PERSON)
WORDS: dict[str, dict] = {"type": TYPES, "size_class": SIZES, "language": SPOKEN}


def header(language: str) -> list[str]:
    return [heading_of(code, language) for code in COLUMNS]


def rows(cluster: Cluster, language: str) -> Iterator[list[Any]]:
    """A row for each member, and one more for each further contact person."""
    members = (
        Membership.objects.confirmed()
        .filter(cluster=cluster)
        .select_related("organisation")
        .order_by("organisation__legal_name", "pk")
    )
    people: dict[int, list[MemberContact]] = {}
    for contact in MemberContact.objects.filter(cluster=cluster).order_by("pk"):
        people.setdefault(contact.organisation_id, []).append(contact)
    for member in members.iterator(chunk_size=CHUNK):
        named = people.get(member.organisation_id, [])
        yield _row(member, named[0] if named else None, language)
        yield from (_row(member, contact, language) for contact in named[1:])


def _row(member: Membership, contact: MemberContact | None, language: str) -> list[Any]:
    company = member.organisation
    said = [getattr(company, "country_id" if code == "country" else code) for code in STORED] + [
        member.since
    ]
    if contact is None:
        person: list[Any] = [None] * len(PERSON)
    else:
        person = [getattr(contact, code) for code in PERSON[:-1]] + [True]
    return [
        _said(code, value, language) for code, value in zip(COLUMNS, said + person, strict=True)
    ]


def _said(code: str, value: Any, language: str) -> Any:
    """Words of the language; years and numbers that are names stay text."""
    if value in ("", None):
        return None
    if code == "country":
        return countries.names(_spoken(language)).get(value, value)
    if code == "invite":
        return ANSWERS["yes"][_spoken(language)][0]
    if code in WORDS:
        return WORDS[code][value][_spoken(language)][0]
    return str(value) if code == "founded" else value


def _spoken(language: str) -> str:
    return language if language in LANGUAGES else "en"


def response(cluster: Cluster, *, language: str, kind: str, empty: bool = False):
    """The file for download; ``empty`` gives the headings alone, to be filled in."""
    head, body = header(language), iter(()) if empty else rows(cluster, language)
    name = f"members-{cluster.code}"
    if kind == "csv":
        return exports.csv_response(head, body, name=name)
    if kind == "xlsx":
        return exports.xlsx_response(head, body, name=name, sheet=cluster.code)
    file = ods.workbook(head, body, sheet=cluster.code)
    return FileResponse(file, as_attachment=True, filename=f"{name}.ods", content_type=ods.TYPE)
