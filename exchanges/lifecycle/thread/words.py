"""What people typed or mailed, made fit to be kept. Pure."""

import re

# What nobody sees but what changes how a text reads or hides an address: marks of direction, blanks
# without width, and control characters other than the end of a line.
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
GAPS = re.compile(r"\n{4,}")


def cleaned(text: str) -> str:
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ")
    plain = UNSEEN.sub("", plain.replace("\u2028", "\n").replace("\u2029", "\n"))
    lines = (line.rstrip() for line in plain.split("\n"))
    return GAPS.sub("\n\n\n", "\n".join(lines)).strip()
