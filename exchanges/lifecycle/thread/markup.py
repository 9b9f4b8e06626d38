"""The words of an HTML mail, without what it quotes and without its signature. Pure.

Nothing of the markup is kept, so nothing has to be cleaned: scripts, styles and pictures vanish.
"""

from html.parser import HTMLParser

BLOCKS = {
    "address", "article", "blockquote", "br", "center", "dd", "div", "dl", "dt", "h1", "h2", "h3",
    "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "section", "table", "tr", "ul",
}  # fmt: skip
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
UNSEEN = {"head", "script", "style", "title", "template", "noscript", "object", "svg"}
QUOTES = {
    "gmail_quote", "gmail_quote_container", "gmail_attr", "gmail_signature",
    "gmail_signature_prefix", "moz-cite-prefix", "moz-signature", "yahoo_quoted", "yahoo-signature",
    "protonmail_quote", "protonmail_signature_block", "k9mail-signature", "zmail_extra",
    "ms-outlook-mobile-signature", "ms-outlook-mobile-reference-message",
}  # fmt: skip
QUOTE_IDS = {"signature", "applemailsignature", "mail-editor-reference-message-container"}
# Outlook puts what it quotes beside this mark, not inside of it: from here on all is quoted.
LAST_WORD_IDS = {"divrplyfwdmsg", "appendonsend"}


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.kept: list[str] = []
        self.skipped = ""  # the tag inside of which nothing is kept
        self.depth = 0  # of tags of that name
        self.is_over = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.skipped:
            self.depth += tag == self.skipped
            return
        given = {name: (value or "").lower() for name, value in attrs}
        self.is_over = self.is_over or _plain_id(given) in LAST_WORD_IDS
        if tag not in VOID and _is_left_out(tag, given):
            self.skipped, self.depth = tag, 1
        if tag in BLOCKS:
            self.kept.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self.skipped:
            self.depth -= tag == self.skipped
            if not self.depth:
                self.skipped = ""
        if tag in BLOCKS and tag not in VOID:
            self.kept.append("\n")

    def handle_data(self, data: str) -> None:
        if not (self.skipped or self.is_over):
            self.kept.append(" ".join(data.split()) if data.strip() else " " * bool(data))


def _is_left_out(tag: str, given: dict[str, str]) -> bool:
    classes = set(given.get("class", "").split())
    hidden = "display:none" in given.get("style", "").replace(" ", "")
    return (
        tag in UNSEEN
        or tag == "blockquote"
        or hidden
        or bool(classes & QUOTES)
        or _plain_id(given) in QUOTE_IDS
    )


def _plain_id(given: dict[str, str]) -> str:
    """Outlook puts ``x_`` before the names of what it takes over from another mail."""
    return given.get("id", "").removeprefix("x_")


def words_of(html: str) -> str:
    reader = _Words()
    reader.feed(html)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.kept).split("\n"))
    return "\n".join(lines)
