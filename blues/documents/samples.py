"""A document with every element of the page and every script the programme prints.

It proves on a running portal that worker, layout, seal and archive work together
(``manage.py render_sample``), and shows the authors of real templates how each partial looks.
All people and companies in it are invented.
"""

from django.utils.translation import gettext_lazy as _

from blues.documents.kinds import kind

LETTERS = {
    "Polski": "Zażółć gęślą jaźń, pchnąć w tę łódź jeża",
    "Čeština": "Příliš žluťoučký kůň úpěl ďábelské ódy",
    "Français": "Dès Noël, où un zéphyr haï me vêt de glaçons, l’œuvre naît",
    "Español": "El pingüino pidió ¿qué? con ñandú y cigüeña",
    "Deutsch": "Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich",
}


def snapshot() -> dict:
    return {
        "programme": "BLUES – sample programme",
        "scheme": "BluesXchange",
        "funding_line": "Here stands the funding line of the programme, beside the emblem.",
        "disclaimer": (
            "This sample holds no agreement between anybody. In a real document the disclaimer of "
            "the programme stands here, with its noun and the agency of the day filled in."
        ),
        "subtitle": "Three days in a water laboratory by the Baltic Sea",
        "is_draft": True,
        "purpose": (
            "This sample shows the parts that documents are built from and the letters they must "
            "print. It is made, sealed and stored exactly as a real document is."
        ),
        "parties": _parties(),
        "facts": [
            ["Place", "Greifswald, Germany"],
            ["Period", "5 to 7 May 2021, three working days"],
            *([language, text] for language, text in LETTERS.items()),
        ],
        "agenda": _agenda(),
        "clauses": _clauses(),
        "amounts": [
            {
                "label": "Lump sum for the host country",
                "amount": "1500.00",
                "note": "Rates 2020",
            },
            {"label": "Reduction for a stay of three or four days", "amount": "-750.00"},
        ],
        "total": "750.00",
        "signatures": _signatures(),
    }


def _parties() -> list[dict]:
    return [
        {
            "role": "Visitor",
            "side": "visitor",
            "name": "Acme Water Sensors, S.L. (invented)",
            "lines": ["Calle de la Muestra 1, 50000 Zaragoza, Spain"],
            "person": "Núria Ejemplo",
            "function": "Head of development",
        },
        {
            "role": "Host",
            "side": "host",
            "name": "Example Plasma Laboratory e.V. (invented)",
            "lines": ["Musterstraße 2, 17489 Greifswald, Germany"],
            "person": "Jörg Beispiel",
            "function": "Director",
        },
    ]


def _agenda() -> list[dict]:
    return [
        {
            "day": "2021-05-05",
            "time": "09:00–12:30",
            "activity": "Welcome, safety briefing, tour of the laboratory",
            "place": "Main building",
            "people": "Jörg Beispiel",
        },
        {
            "day": "2021-05-05",
            "time": "14:00–17:00",
            "activity": "Sensors in brackish water: measurements with both teams",
            "place": "Pier 3",
        },
        {
            "day": "2021-05-06",
            "time": "09:00–17:00",
            "activity": "Plasma treatment of membranes, hands-on",
            "place": "Hall B",
            "people": "Łucja Wzorzec, Jiří Vzorek",
        },
    ]


def _clauses() -> list[dict]:
    return [
        {
            "title": "Subject",
            "paragraphs": ["The host receives the visitor for the activities of the agenda."],
            "points": ["training on site", "joint measurements", "a plan for what follows"],
        },
        {
            "title": "Preparation",
            "paragraphs": [
                "The visitor tells the host of special needs ten days before the stay.",
                "The host names a person who is there on every day of the stay.",
            ],
        },
        {
            "title": "Confidentiality",
            "paragraphs": ["What is marked as confidential stays between the parties."],
        },
    ]


def _signatures() -> list[dict]:
    return [
        {
            "role": "Visitor",
            "side": "visitor",
            "name": "Núria Ejemplo",
            "function": "Head of development",
            "organisation": "Acme Water Sensors, S.L. (invented)",
            "method": "password asked again",
            "signed_at": "2021-04-21T10:15:00+02:00",
            "hash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        },
        {
            "role": "Host",
            "side": "host",
            "name": "Jörg Beispiel",
            "function": "Director",
            "organisation": "Example Plasma Laboratory e.V. (invented)",
        },
    ]


SAMPLE = kind(
    code="sample",
    template="documents/sample.html",
    title=_("Sample agreement"),
    noun=_("sample"),
    sample=snapshot,
)
