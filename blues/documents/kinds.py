"""The kinds of documents, registered by the rooms that issue them."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from blues.documents.errors import UnknownKind


@dataclass(frozen=True)
class Kind:
    """``noun`` completes the sentence "this … is genuine"; raise ``edition`` with its template.

    ``sample`` makes an invented snapshot: for tests and measurements of every kind there is.
    ``is_signed_on`` lets others put their own signatures on the sealed file (ADR 0027).
    """

    code: str
    template: str
    title: str | Promise
    noun: str | Promise
    edition: int = 1
    sample: Callable[[], dict] | None = None
    is_signed_on: bool = False


REGISTRY: dict[str, Kind] = {}


def kind(
    *,
    code: str,
    template: str,
    title: str | Promise,
    noun: str | Promise,
    edition: int = 1,
    sample: Callable[[], dict] | None = None,
    is_signed_on: bool = False,
) -> Kind:
    """Register a kind; the rooms do it while the apps are loaded."""
    registered = Kind(code, template, title, noun, edition, sample, is_signed_on)
    if REGISTRY.setdefault(code, registered) != registered:
        raise ValueError(f"The document kind {code!r} is registered twice.")
    return registered


def get(code: str) -> Kind:
    try:
        return REGISTRY[code]
    except KeyError:
        raise UnknownKind(code) from None


def is_signed_on(code: str) -> bool:
    return code in REGISTRY and REGISTRY[code].is_signed_on
