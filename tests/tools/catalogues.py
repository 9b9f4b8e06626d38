"""The message catalogues: what mails and notices say, in every language of the portal.

``./portal catalogues`` reads the wording from the code into ``blues/locale/*/django.po``, keeps the
translations that stand there and compiles them. ``./portal check`` proves that both files are in
step with the code and that nothing is left to translate.
"""

import io
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent.parent
LOCALE = Path("blues", "locale")
LANGUAGES = ("cs", "de", "es", "fr", "pl")

# What reaches people in their own language: notices and mails with the words that fill them, the
# names of states and roles, and the menu.
SOURCES = (
    "*/*/menu.py",
    "exchanges/lifecycle/thread/menu.py",
    "*/*/topics.py",
    "*/apps.py",
    "blues/*/apps.py",
    "blues/common/formats.py",
    "blues/common/parts.py",
    "blues/notices/digests.py",
    "blues/notices/telling.py",
    "clusters/people/roles.py",
    "exchanges/lifecycle/states.py",
    "exchanges/lifecycle/thread/masking.py",
    "exchanges/lifecycle/thread/reasons.py",
    "exchanges/registration/states.py",
    "templates/*/email/*.txt",
    "templates/notices/mail.*",
)
KEYWORDS = {**DEFAULT_KEYWORDS, "gettext_lazy": None, "ngettext_lazy": (1, 2)}
PLACE = re.compile(r"%\(\w+\)[sd]|%(?!\()\S?|\{\w*\}")
# Files that say the same are the same: no file tells when it was written.
BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)


def wording() -> Catalog:
    """The messages of the code, each with the files that use it."""
    found = _empty(None)
    for path in sorted(path for pattern in SOURCES for path in ROOT.glob(pattern)):
        name = path.relative_to(ROOT).as_posix()
        for _line, message, _comments, _context in extract("python", _code(path), KEYWORDS):
            found.add(message, locations=[(name, 1)])
    return found


def _empty(language: str | None) -> Catalog:
    return Catalog(
        locale=language,
        project="BluesXchange",
        version="1",
        header_comment=f"# Words of BluesXchange{' in ' + language if language else ''}.",
        creation_date=BEGINNING,
        revision_date=BEGINNING,
        last_translator="The partnership",
        language_team=language or "all",
        msgid_bugs_address="see README.md",
        fuzzy=False,
    )


def _code(path: Path) -> io.BytesIO:
    """Python as it stands; a template turned into Python that marks the same words."""
    text = path.read_text()
    return io.BytesIO((text if path.suffix == ".py" else templatize(text)).encode())


def translated(language: str, *, root: Path = ROOT) -> Catalog:
    """The wording of the code with the translations that the catalogue holds for it."""
    known, catalogue = _read(language, root), _empty(language)
    for message in wording():
        if message.id:
            said = _said(known.get(message.id), message, forms=catalogue.num_plurals)
            catalogue.add(message.id, said, locations=message.locations)
    return catalogue


def _said(kept: Message | None, message: Message, *, forms: int):
    """What stands in the catalogue, unless the message has got or lost its plural since."""
    if kept and kept.pluralizable == message.pluralizable:
        return kept.string
    return ("",) * forms if message.pluralizable else ""


def _read(language: str, root: Path) -> Catalog:
    path = _file(language, "po", root)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as stream:
        return read_po(stream, locale=language)


def _file(language: str, kind: str, root: Path) -> Path:
    return root / LOCALE / language / "LC_MESSAGES" / f"django.{kind}"


def files_of(catalogue: Catalog) -> dict[str, bytes]:
    """Source and compiled form, byte for byte as they stand in the repository."""
    source, compiled = io.BytesIO(), io.BytesIO()
    write_po(source, catalogue, width=100, sort_output=True, include_lineno=False)
    write_mo(compiled, catalogue)
    return {"po": source.getvalue(), "mo": compiled.getvalue()}


def update(*, root: Path = ROOT) -> None:
    for language in LANGUAGES:
        for kind, content in files_of(translated(language, root=root)).items():
            path = _file(language, kind, root)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def problems(*, root: Path = ROOT) -> list[str]:
    """Files out of step with the code, and messages that are not (wholly) translated."""
    return [problem for language in LANGUAGES for problem in _problems(language, root)]


def _problems(language: str, root: Path) -> Iterator[str]:
    catalogue = translated(language, root=root)
    for kind, content in files_of(catalogue).items():
        path = _file(language, kind, root)
        if not path.exists() or path.read_bytes() != content:
            yield f"{path.relative_to(root)} is out of step; run ./portal catalogues"
    for message in catalogue:
        if message.id and (reason := reason_against(message)):
            yield f"{language}: {reason}: {message.id}"


def reason_against(message: Message) -> str:
    """Why a translation cannot be used; empty when it can."""
    sources, said = _forms(message.id), _forms(message.string)
    if not all(said):
        return "not translated"
    wanted = _places(sources[-1])
    if any(_places(form) != wanted for form in said):
        return "other places than the original"
    return ""


def _forms(text: str | Sequence[str] | None) -> list[str]:
    return [text] if isinstance(text, str) else list(text or [""])


def _places(text: str) -> list[str]:
    return sorted(PLACE.findall(text))


def main() -> int:
    update()
    for problem in problems():
        print(problem)
    return 0


if __name__ == "__main__":
    sys.exit(main())
