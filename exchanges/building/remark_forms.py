"""Remarks as they are typed beside fields: on any page, without a form of their own."""

import re
from collections.abc import Mapping
from typing import Any

REMARK, ANSWER, SETTLED = "remark-", "answer-", "settled"
KEY = re.compile(r"[0-9]{1,18}")


def remarks_in(data) -> dict[str, Any]:
    """What ``remarking.say`` takes, out of the fields of a page that was sent."""
    return {
        "remarks": _texts(data, REMARK),
        "answers": {
            int(key): text for key, text in _texts(data, ANSWER).items() if KEY.fullmatch(key)
        },
        "settled": [int(key) for key in data.getlist(SETTLED) if KEY.fullmatch(key)],
    }


def says_something(said: Mapping[str, Any]) -> bool:
    return any(said.values())


def _texts(data, prefix: str) -> dict[str, str]:
    return {
        name.removeprefix(prefix): text
        for name, text in data.items()
        if name.startswith(prefix) and text.strip()
    }
