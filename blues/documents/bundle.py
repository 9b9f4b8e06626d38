"""The files that pages may use by name. Known without the layout engine and without settings."""

from functools import cache
from io import BytesIO
from pathlib import Path

from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = {".ttf": "fonts/documents", ".svg": "emblem"}
FILES = {
    "Inter-Regular.ttf": "font/ttf",
    "Inter-Italic.ttf": "font/ttf",
    "Inter-SemiBold.ttf": "font/ttf",
    "SourceSerif4-Semibold.ttf": "font/ttf",
    "eu.svg": "image/svg+xml",
    "waves.svg": "image/svg+xml",
}


@cache
def bundled(name: str) -> bytes:
    folder = FOLDERS[name[name.rindex(".") :]]
    return (ROOT / "static" / folder / name).read_bytes()


@cache
def style_sheet() -> str:
    return (ROOT / "templates" / "documents" / "paper.css").read_text()


@cache
def drawable_characters() -> frozenset[int]:
    """The code points that both cuts of the running text can draw."""
    faces = [TTFont(BytesIO(bundled(f"Inter-{cut}.ttf"))) for cut in ("Regular", "Italic")]
    return frozenset.intersection(*(frozenset(face.getBestCmap()) for face in faces))
