"""Member lists as six clusters keep them. No such company exists."""

import csv
import io
import zipfile
from typing import Any
from xml.sax.saxutils import escape

import xlsxwriter

Rows = list[list[Any]]

GERMAN: Rows = [
    ["Mitgliederliste Beispielcluster, Stand 31.12.2020"],
    [],
    ["Nr.", "Firma", "Straße und Hausnummer", "PLZ", "Ort", "Land", "Art", "Mitarbeiter",
     "USt-IdNr.", "Handelsregisternummer", "Breitengrad", "Längengrad", "Mitglied seit",
     "Ansprechpartner", "E-Mail", "Telefon", "Einladen"],
    ["1", "Küstenplasma Beispiel GmbH", "Hafenstraße 5", "17489", "Greifswald", "Deutschland",
     "KMU", "24", "DE 900 000 006", "HRB 990001", "54,0931", "13,3879", "01.03.2015",
     "Dr. Änne Öhler", "oehler@kuestenplasma.example", "+49 3834 990001", "ja"],
    ["2", "Förderkreis Übermorgen e. V.", "Am Markt 1", "18055", "Rostock", "D",
     "Gründerzentrum", "7", "", "", "54,0887", "12,1407", "15. Mai 2018", "Groß, Jörg",
     "gross@uebermorgen.example", "", "nein"],
    ["3", "Weißwasser Messtechnik AG", "Ringstr. 12", "18437", "Stralsund", "DE",
     "Großunternehmen", "1.250", "DE900000014", "", "", "", "2019", "", "", "", ""],
]  # fmt: skip
SPANISH: Rows = [
    ["Razón social", "NIF", "Localidad", "País", "Tipo", "Nº empleados", "Correo electrónico",
     "Persona de contacto", "Página web", "Fecha de alta"],
    ["Aguas del Ñandú, S.L.", "B99000002", "Logroño", "España", "PYME", "12",
     "info@aguasnandu.example", "Íñigo Muñoz", "www.aguasnandu.example", "3 de marzo de 2019"],
    ["Riego Añil, S.A.", "ESB99000010", "Zaragoza", "ES", "Pyme", "48", "", "",
     "https://riegoanil.example", "01/02/2017"],
    ["Ayuntamiento de Ejemplo", "", "Huesca", "España", "Administración pública", "310", "", "",
     "", ""],
]  # fmt: skip
FRENCH: Rows = [
    ["Adhérents du pôle – exemple"],
    ["Raison sociale", "Sigle", "SIREN", "N° TVA intracommunautaire", "Ville", "Pays",
     "Type de structure", "Effectif", "Nom", "Prénom", "Courriel", "Langue"],
    ["Société des Eaux Imaginées SAS", "SEI", "999000003", "FR42999000003", "Montpellier",
     "France", "PME", "33", "Lefèvre", "Noëlle", "n.lefevre@eauximaginees.example", "français"],
    ["Forêt & Rivière SARL", "", "999 000 011", "", "Nîmes", "FR", "TPE", "4,0", "Hébert",
     "Loïc", "loic@foretriviere.example", "anglais"],
    ["Métropole d’Exemple", "", "", "", "Béziers", "France", "Collectivité", "", "", "", "", ""],
]  # fmt: skip
POLISH: Rows = [
    ["Nazwa firmy", "NIP", "Miejscowość", "Kod pocztowy", "Ulica", "Kraj", "Rodzaj podmiotu",
     "Liczba pracowników", "Imię", "Nazwisko", "Adres e-mail", "Data przystąpienia"],
    ["Łąka Cyfrowa Sp. z o.o.", "999-00-00-008", "Płock", "09-400", "Źródlana 3", "Polska",
     "MŚP", "19", "Żaneta", "Gąsior", "zaneta@lakacyfrowa.example", "15 września 2018"],
    ["Żółta Łódź S.A.", "PL9990000014", "Łódź", "90-001", "ul. Piękna 7", "PL",
     "duże przedsiębiorstwo", "1 200", "", "", "", "2016-05-01"],
    ["Ośrodek Święty Jan", "", "Radom", "26-600", "", "Polska", "inkubator", "5", "", "", "", ""],
]  # fmt: skip
CZECH: Rows = [
    ["Seznam členů klastru"],
    ["Název firmy", "IČO", "DIČ", "Město", "Stát", "Typ subjektu", "Počet zaměstnanců",
     "Kontaktní osoba", "E-mail", "Členem od"],
    ["Nanovlákna Příklad s.r.o.", "19900007", "CZ19900007", "Liberec", "Česko", "MSP", "15",
     "Jiří Dvořák", "jiri@nanovlakna.example", "1. července 2017"],
    ["Říční čerpadla a.s.", "", "", "Pardubice", "Česká republika", "velký podnik", "640",
     "Šárka Nováková", "sarka@ricnicerpadla.example", "12.5.2014"],
    ["Vysoká škola vymyšlená", "", "", "Brno", "CZ", "vysoká škola", "", "", "", ""],
]  # fmt: skip
ENGLISH: Rows = [
    ["Example Water Cluster"],
    ["Members, internal use"],
    [],
    ["No.", "Company name", "Town", "Country", "Category", "Size", "Founded", "Website",
     "Contact person", "E-mail", "Joined on", "Remarks"],
    [1, "Imaginary Springs Ltd", "Leeds", "UK", "SME", "small", 1998, "www.imsprings.example",
     "Ann Example", "ann@imsprings.example", "14 May 2016", "pays late"],
    [2, "Hypothetical Pumps Ltd", "Dublin", "Ireland", "start-up", "micro", 2017, "",
     "Sean O'Sample", "sean@hypopumps.example", "2018-02-01", ""],
    [3, "Fictitious Valley Council", "Cardiff", "GB", "public body", "", "", "", "", "", "", ""],
]  # fmt: skip


def as_csv(rows: Rows, *, encoding: str, separator: str = ";", mark: bytes = b"") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(rows)
    return mark + text.getvalue().encode(encoding)


def as_xlsx(rows: Rows, *, sheet: str = "Members", others: tuple[str, ...] = ()) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as book:
        for name in others:
            book.add_worksheet(name).write(0, 0, "Nothing of interest")
        page = book.add_worksheet(sheet)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if value != "":
                    page.write(number, column, value)
    return file.getvalue()


def as_ods(rows: Rows, *, sheet: str = "Socios", formulas: dict | None = None) -> bytes:
    """``formulas`` maps (row, column) to the attributes of a cell."""
    lines = []
    for number, row in enumerate(rows):
        cells = [_ods_cell(value, (formulas or {}).get((number, i))) for i, value in enumerate(row)]
        lines.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
        ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
        f'<office:body><office:spreadsheet><table:table table:name="{sheet}">{"".join(lines)}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": "<manifest/>",
            "content.xml": content,
        }
    )


def _ods_cell(value: Any, attributes: str | None) -> str:
    if attributes is not None:
        shown = f"<text:p>{escape(str(value))}</text:p>"
        return f"<table:table-cell {attributes}>{shown}</table:table-cell>"
    if value == "":
        return "<table:table-cell/>"
    if isinstance(value, int | float):
        return (
            f'<table:table-cell office:value-type="float" office:value="{value}">'
            f"<text:p>{value}</text:p></table:table-cell>"
        )
    return (
        '<table:table-cell office:value-type="string">'
        f"<text:p>{escape(str(value))}</text:p></table:table-cell>"
    )


def zipped(parts: dict[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


FILES = {
    "en": ("members.xlsx", lambda: as_xlsx(ENGLISH, others=("Cover",))),
    "de": ("mitglieder.csv", lambda: as_csv(GERMAN, encoding="windows-1252")),
    "es": ("socios.ods", lambda: as_ods(SPANISH)),
    "fr": ("adherents.csv", lambda: as_csv(FRENCH, encoding="utf-8-sig", separator=",")),
    "pl": ("czlonkowie.csv", lambda: as_csv(POLISH, encoding="windows-1250")),
    "cs": ("clenove.txt", lambda: as_csv(CZECH, encoding="utf-16", separator="\t")),
}
HOME = {"en": "GB", "de": "DE", "es": "ES", "fr": "FR", "pl": "PL", "cs": "CZ"}
