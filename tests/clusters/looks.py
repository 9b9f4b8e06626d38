"""Two pages look the same when nothing but what is random or was typed differs."""

import re

SECRETS = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"|[\w.-]+@people\.example')


def shown(response, *different: str) -> str:
    text = SECRETS.sub("", response.content.decode())
    for part in different:
        text = text.replace(part, "")
    return text
