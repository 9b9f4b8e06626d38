"""A paper in another language, for reading: a document of its own that says what it is not."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from blues import documents
from blues.common.errors import BadInput, Conflict
from blues.documents.models import Document
from exchanges.building.account_models import BankAccount
from exchanges.building.clauses import readings, templates, values
from exchanges.building.clauses.models import PaperKind
from exchanges.building.clauses.readings import Coverage, Language, Reading
from exchanges.building.clauses.wording import Part, fill, name_of, numbers_of, paragraphs, points
from exchanges.building.models import FinancialAgreement
from exchanges.building.snapshots import FROZEN, frozen, programme_lines

IN_ENGLISH = (
    "Reading translation. The English text {reference} is authoritative and is what was signed."
)
NOTICES = {
    "de": "Übersetzung zum Lesen. Verbindlich ist allein der englische Text {reference}.",
    "es": "Traducción de lectura. Solo el texto inglés {reference} es vinculante.",
    "fr": "Traduction pour la lecture. Seul le texte anglais {reference} fait foi.",
    "pl": "Tłumaczenie do czytania. Wiążący jest wyłącznie tekst angielski {reference}.",
    "cs": "Překlad ke čtení. Závazné je pouze anglické znění {reference}.",
}
SUMMARY_ONLY = {
    "de": "Zusammenfassung; den vollen Wortlaut gibt es auf Englisch.",
    "es": "Resumen; el texto completo está en inglés.",
    "fr": "Résumé ; le texte complet est en anglais.",
    "pl": "Streszczenie; pełny tekst jest po angielsku.",
    "cs": "Shrnutí; úplné znění je v angličtině.",
}
ENGLISH_ONLY = {
    "de": "Noch nicht übersetzt; hier steht der englische Wortlaut.",
    "es": "Aún sin traducir; este es el texto inglés.",
    "fr": "Pas encore traduit ; voici le texte anglais.",
    "pl": "Jeszcze nieprzetłumaczone; tekst angielski.",
    "cs": "Dosud nepřeloženo; následuje anglické znění.",
}
TITLES = {
    PaperKind.COMMITMENT: gettext_lazy("Commitment to Quality, reading translation"),
    PaperKind.AGREEMENT: gettext_lazy("Financial Agreement, reading translation"),
}


def code_of(kind: str, language: str) -> str:
    return f"{kind}-reading-{language}"


KINDS = {
    code_of(kind, language): documents.kind(
        code=code_of(kind, language),
        template="documents/reading.html",
        title=TITLES[kind],
        noun=gettext_lazy("reading translation"),
    )
    for kind in PaperKind
    for language in Language
}
MONEY_KINDS = tuple(code_of("agreement", language) for language in Language)


@transaction.atomic
def issue(paper, *, language: str, by) -> Document:
    """The reading translation of a paper whose English text is on file; a second call gives it."""
    if language not in Language.values:
        raise BadInput(_("Papers are not translated into this language."))
    if paper.text_document is None or not paper.text_document.is_stored:
        raise Conflict(_("The English document comes first; it is not there yet."))
    kind = PaperKind.AGREEMENT if isinstance(paper, FinancialAgreement) else PaperKind.COMMITMENT
    rows = Document.objects.filter(case=paper.exchange.case, kind=code_of(kind, language))
    if present := rows.filter(version=paper.version).first():
        return documents.retry(present, by=by) if present.failure else present
    return documents.issue(
        kind=code_of(kind, language),
        case=paper.exchange.case,
        lane=paper.exchange.lane,
        version=paper.version,
        reference=f"{paper.reference}-{language.upper()}",
        title=TITLES[kind],
        snapshot=_snapshot(paper, kind, language),
        language=language,
        by=by,
    )


def issued_for(paper) -> dict[str, Document]:
    """The reading translations that there are, by language; one query."""
    kind = PaperKind.AGREEMENT if isinstance(paper, FinancialAgreement) else PaperKind.COMMITMENT
    codes = {code_of(kind, language): str(language) for language in Language}
    rows = Document.objects.filter(
        case=paper.exchange.case, kind__in=codes, version=paper.version
    ).select_related("job")
    return {codes[row.kind]: row for row in rows}


def _snapshot(paper, kind: str, language: str) -> dict:
    template = templates.used_by(paper)
    conditions = values.conditions_of(paper.exchange)
    numbers = numbers_of(template.holding(Part.TOPIC, conditions))
    held = [
        reading
        for reading in readings.of_template(template, language)
        if reading.clause.condition in conditions
    ]
    english = paper.text_document.snapshot
    with override("en"):
        lines = programme_lines(paper.exchange, noun="translation")
    filled = _spoken(paper, kind, language) | numbers
    return {
        **lines,
        **{name: english[name] for name in FROZEN if name in english},
        "subtitle": f"{paper.text_document.title} {paper.reference}",
        "reference": f"{paper.reference}-{language.upper()}",
        "exchange": paper.exchange.reference,
        "english_sha256": paper.text_document.sha256,
        "notice": NOTICES[language].format(reference=paper.reference),
        "notice_in_english": IN_ENGLISH.format(reference=paper.reference),
        "sections": [
            _section(numbers.get(name_of(reading.clause.key), ""), reading, language, filled)
            for reading in held
        ],
    }


def _spoken(paper, kind: str, language: str) -> dict[str, object]:
    """What the English text said, with days and countries as the language has them."""
    with override("en"):
        today = frozen(_values(paper, kind))
    with override(language):
        translated = frozen(_values(paper, kind))
    said = paper.text_document.snapshot["values"]
    return {
        name: translated[name] if today.get(name) == text else text for name, text in said.items()
    }


def _values(paper, kind: str) -> dict[str, object]:
    if kind == PaperKind.COMMITMENT:
        return values.of_commitment(paper)
    return values.of_agreement(paper, BankAccount.objects.get(exchange=paper.exchange))


def _section(number: str, reading: Reading, language: str, filled: dict) -> dict:
    words, spoken, note = _words(reading, language)
    return {
        "number": number,
        "title": fill(reading.title if spoken == language else reading.clause.title, filled),
        "language": spoken,
        "note": note,
        "paragraphs": [fill(line, filled) for line in paragraphs(words)],
        "points": [fill(line, filled) for line in points(words)],
    }


def _words(reading: Reading, language: str) -> tuple[str, str, str]:
    """The best there is, the language it is in, and what a reader must know about it."""
    if reading.coverage in (Coverage.TRANSLATED, Coverage.REVIEWED):
        return reading.text, language, ""
    if reading.coverage == Coverage.SUMMARY:
        return reading.summary, language, SUMMARY_ONLY[language]
    return reading.clause.text, "en", ENGLISH_ONLY[language]
