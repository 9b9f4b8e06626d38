"""Every address of a room, filled in for one case."""

import re
from dataclasses import dataclass
from uuid import uuid4

from django.urls import URLPattern, get_resolver

ROOMS = (
    *("registration", "matching", "building", "finalisation", "workspace"),
    *("directory", "people", "imports", "eligibility", "programme", "clauses"),
)
WORDS = {"section": "time", "side": "visitor", "paper": "cv", "verb": "accept", "code": "zinnae"}
WORDS |= {"kind": "presence-confirmation", "token": "unknown", "version": "1"}
WORDS |= {"question": "history", "scheme": "nace", "language": "de", "key": "parties"}
WORDS_OF_ROOM = {  # what others call otherwise
    "programme": {"code": "blues", "kind": "rules"},
    "building": {"kind": "commitment"},
}


@dataclass(frozen=True)
class Address:
    name: str  # namespace and name
    route: str  # with <uuid:public_id> still in it

    @property
    def has_case(self) -> bool:
        return "<uuid:public_id>" in self.route

    def of(self, case) -> str:
        path = self.route.replace("<uuid:public_id>", str(case))
        path = re.sub(r"<uuid:\w+>", str(uuid4()), path)
        words = WORDS | WORDS_OF_ROOM.get(self.name.partition(":")[0], {})
        return "/" + re.sub(r"<\w+:(\w+)>", lambda found: words[found[1]], path)


def addresses() -> list[Address]:
    found = []
    for included in get_resolver().url_patterns:
        if getattr(included, "namespace", None) in ROOMS:
            found += [
                Address(f"{included.namespace}:{one.name}", f"{included.pattern}{one.pattern}")
                for one in included.url_patterns
                if isinstance(one, URLPattern)
            ]
    return found


def under_exchange() -> list[Address]:
    return [one for one in addresses() if one.route.startswith("exchanges/<uuid:public_id>/")]
