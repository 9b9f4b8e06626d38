"""What the tests of the check read on its pages."""

import re
from html import unescape

from django.urls import reverse

RESULT = "/eligibility/result/"
IN_ORDER = ["who", "where", "membership", "history", "wish"]


def page(code):
    return reverse("eligibility:question-page", args=[code])


def text_of(response) -> str:
    """What the main part of the page says, without tags and doubled spaces."""
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def heading(response) -> str:
    return re.search(r"<h1[^>]*>(.*?)</h1>", response.content.decode())[1]


def send(client, code, **data):
    return client.get(page(code), data | {"sent": "1"})
