"""What a page may load: our own fonts and emblem by name, and ``data:``. Nothing else exists."""

from weasyprint.urls import URLFetcher, URLFetcherResponse

from blues.documents.bundle import FILES, bundled

SCHEME = "bundled:"


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
