"""What a page may load: our own fonts and emblem by name, and ``data:``. Nothing else exists."""

from functools import cache

from django.conf import settings
from weasyprint.urls import URLFetcher, URLFetcherResponse

SCHEME = "bundled:"
FOLDERS = {".ttf": "fonts/documents", ".svg": "emblem"}
FILES = {
    "Inter-Regular.ttf": "font/ttf",
    "Inter-Italic.ttf": "font/ttf",
    "Inter-SemiBold.ttf": "font/ttf",
    "SourceSerif4-Semibold.ttf": "font/ttf",
    "eu.svg": "image/svg+xml",
    "waves.svg": "image/svg+xml",
}


class BundledOnly(URLFetcher):
    """A refused address ends the rendering: a page that asks for one is not a page of ours."""

    def __init__(self):
        super().__init__(allowed_protocols={"data"}, allow_redirects=False, fail_on_errors=True)

    def fetch(self, url, headers=None):
        if not url.startswith(SCHEME):
            return super().fetch(url, headers)
        name = url.removeprefix(SCHEME)
        if name not in FILES:
            raise ValueError(f"Nothing is bundled under this name: {name}")
        return URLFetcherResponse(url, bundled(name), {"Content-Type": FILES[name]})


@cache
def bundled(name: str) -> bytes:
    folder = FOLDERS[name[name.rindex(".") :]]
    return (settings.BASE_DIR / "static" / folder / name).read_bytes()
