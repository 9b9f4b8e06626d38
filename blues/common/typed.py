"""What somebody typed into a form that could not be taken: shown again, so that nothing is lost."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http.multipartparser import MultiPartParserError
from django.utils.http import url_has_allowed_host_and_scheme

UNSTORABLE = re.compile("[\x00\ud800-\udfff]")  # no database column and no PDF can hold these
SECRET = re.compile("password|token|code", re.IGNORECASE)


def page_before(request) -> str:
    """The path of our own page that sent this request; empty when it came from elsewhere."""
    referer = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(referer, {request.get_host()}, request.is_secure()):
        return ""
    address = urlsplit(referer)
    return address.path + (f"?{address.query}" if address.query else "")


def typed_texts(request) -> list[str]:
    """The sentences of a form of ours, in its order; the words of other sites are not repeated.

    Whatever has a space in it was written by a person; choices, dates and hidden values have none.
    """
    if request.method != "POST" or not page_before(request):
        return []
    try:
        return [text for text in _values(request.POST) if " " in text]
    except (RequestDataTooBig, SuspiciousOperation, MultiPartParserError):
        return []


def _values(data) -> Iterator[str]:
    for name, values in data.lists():
        if not SECRET.search(name):
            yield from (text for text in map(str.strip, values) if not UNSTORABLE.search(text))
