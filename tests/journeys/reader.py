"""Somebody in front of a browser, who finds things by what they are and what they are called.

Every page that comes up is examined: axe, once for pages that are built alike, the width at 320
pixels, and what the console complains of.
The reader also counts the effort: pages by their headings (what unfolds under the same heading is
the same page), clicks on links and buttons, and the questions that were answered by hand. What was
filled in already and is left as it is costs nothing.
"""

import os
import re
from collections import Counter
from contextlib import suppress
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, expect

from tests.waiting import PATIENCE

NARROW, WIDE = {"width": 320, "height": 800}, {"width": 1280, "height": 900}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RULES = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
ANSWER_OF_THE_SERVER = "Failed to load resource: the server responded with a status of 4"
# The legend of a group, else the label of the field.
QUESTION = """control => {
  const group = control.closest("fieldset");
  const named = group ? group.querySelector("legend") : control.labels[0];
  return (named ?? control).textContent.trim() || control.name;
}"""
# What axe may judge differently: elements, their attributes and whether there is something in them.
# Rows that are alike count once, and words not at all.
STRUCTURE = """() => {
  const telling = ["class", "type", "role", "tabindex", "lang", "aria-hidden"];
  const attribute = ({name, value}) =>
    name + "=" + (telling.includes(name) ? value : value.trim() ? "some" : "");
  const shape = (node) => [
    node.tagName,
    ...[...node.attributes].map(attribute),
    node.textContent.trim() ? "some" : "",
    "(" + [...new Set([...node.children].map(shape))].join() + ")",
  ].join(" ");
  return shape(document.documentElement);
}"""
EXAMINED: set[str] = set()  # by all readers of this process: axe takes a second for each page
PICTURES = os.environ.get("JOURNEY_PICTURES")  # a folder: keep a picture of every page there


class Reader:
    def __init__(self, page, *, has_javascript: bool = True):
        self.page = page
        self.has_javascript = has_javascript
        page.set_default_timeout(PATIENCE * 1_000)
        self.found: list[tuple] = []
        self.complaints: list[str] = []
        self.tally: Counter[str] = Counter()  # clicks and pages since ``count_anew``
        self.pages: list[str] = []
        self.answered: dict[tuple[str, str], bool] = {}  # page and question: must it be answered?
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _hear(self, said):
        if said.type == "error" and not said.text.startswith(ANSWER_OF_THE_SERVER):
            self.complaints.append(f"{self.page.url}: {said.text}")

    def count_anew(self):
        """From here on: how many clicks, on how many pages."""
        self.tally = Counter(pages=1)
        return self

    # -- Getting around ----------------------------------------------------------------------

    def open(self, path: str):
        try:
            self.page.goto(path)
        except Error as error:  # a page that reloads itself may cut our own going short
            if "ERR_ABORTED" not in error.message:
                raise
            self.page.goto(path)
        return self.look()

    def press(self, name: str, *, within: str = ""):
        """A button that leads to another page."""
        self.tally.update(["clicks", "pages"])
        with self.page.expect_navigation():
            self._part(within).get_by_role("button", name=name, exact=True).first.click()
        return self.look()

    def follow(self, name: str, *, within: str = ""):
        self.tally.update(["clicks", "pages"])
        with self.page.expect_navigation():
            self._part(within).get_by_role("link", name=name, exact=True).first.click()
        return self.look()

    def unfold(self, name: str):
        self.tally.update(["clicks"])
        self.page.get_by_text(name, exact=True).click()

    def sign_in(self, email: str, password: str):
        self.open("/accounts/login/")
        self.write(email=email, password=password)
        return self.press("Sign In")

    def sign_out(self):
        self.page.context.clear_cookies()

    def _part(self, name: str):
        return self.page.get_by_role("region", name=name) if name else self.page

    # -- Filling in --------------------------------------------------------------------------

    def type(self, label: str, text: str, *, within: str = ""):
        """A field, optional or not."""
        named = re.compile(rf"^\s*{re.escape(label)}(\s*\(optional\))?\s*$")
        self._answer(self._part(within).get_by_label(named)).fill(text)

    def write(self, **texts: str):
        """Fields whose labels are one word."""
        for label, text in texts.items():
            self.type(label.capitalize(), text)

    def choose(self, name: str, *, of: str = ""):
        self.tally.update(["clicks"])
        self._answer(self._question(of).get_by_role("radio", name=name, exact=True)).check()

    def tick(self, *names: str, of: str = ""):
        for name in names:
            self.tally.update(["clicks"])
            self._answer(self._question(of).get_by_role("checkbox", name=name, exact=True)).check()

    def pick(self, label: str, option: str, *, of: str = ""):
        """From a list; the first of several lists with the same label."""
        self._answer(self._question(of).get_by_label(label).first).select_option(label=option)

    def fill_in(self, label: str, text: str, *, of: str):
        """The first of several fields with the same label in one question."""
        self._answer(self._question(of).get_by_label(label).first).fill(text)

    def _answer(self, control):
        """Count the question to which the control belongs, once on each page."""
        question = control.first.evaluate(QUESTION)
        self.answered[self.heading, question] = "(optional)" not in question
        return control

    def _question(self, name: str):
        return self.page.get_by_role("group", name=name) if name else self.page

    def attach(self, label: str, name: str, content: bytes, kind: str = "application/pdf"):
        file = {"name": name, "mimeType": kind, "buffer": content}
        self.page.get_by_label(label).set_input_files(file)

    def download(self, name: str) -> bytes:
        """What the link gives, once it is there: the page is loaded again until it is."""
        link = self.page.get_by_role("link", name=name).first
        self.wait_for(link)
        with self.page.expect_download() as started:
            link.click()
        return Path(started.value.path()).read_bytes()

    # -- Reading -----------------------------------------------------------------------------

    def reads(self, *texts: str):
        """The page says all of this, somewhere in its main part."""
        for text in texts:
            expect(self.page.get_by_role("main")).to_contain_text(text)
        return self

    def has_heading(self, name: str):
        expect(self.page.get_by_role("heading", name=name, level=1)).to_be_visible()
        return self

    def wait_for(self, part, *, patience: int = PATIENCE):
        """Until a worker has done what makes the part appear; a person would reload, too."""
        for _second in range(patience):
            if part.is_visible():
                return
            self.page.wait_for_timeout(1000)
            with suppress(Error):  # the page may be reloading itself, which ends our own attempt
                self.page.reload()
        expect(part).to_be_visible()

    @property
    def heading(self) -> str:
        return self.page.get_by_role("heading", level=1).first.inner_text()

    def look(self):
        """Examine the page that is shown; without JavaScript nobody can ask it anything."""
        if not self.has_javascript or self.page.evaluate("document.contentType") != "text/html":
            return self
        if self.heading not in self.pages:
            self.pages.append(self.heading)
        where = re.sub(r"[0-9a-f-]{36}", "…", self.page.url.partition("//")[2].partition("/")[2])
        if (structure := self.page.evaluate(STRUCTURE)) not in EXAMINED:
            self._examine(where)
            EXAMINED.add(structure)
        if PICTURES:
            self._take_pictures(where)
        found_at = self.page.viewport_size
        self.page.set_viewport_size(NARROW)
        if (width := self.page.evaluate("document.documentElement.scrollWidth")) > NARROW["width"]:
            self.found.append((where, "wider than a small screen", width))
        self.page.set_viewport_size(found_at)
        return self

    def _examine(self, where: str):
        for violation in Axe().run(self.page, options=RULES).response["violations"]:
            self.found += [(where, violation["id"], node["html"]) for node in violation["nodes"]]

    def _take_pictures(self, where: str):
        name = re.sub(r"\W+", "-", where).strip("-") or "home"
        for width in (360, 1280):
            number = len(list(Path(PICTURES).iterdir()))
            self.page.set_viewport_size({"width": width, "height": 900})
            self.page.screenshot(path=f"{PICTURES}/{number:03}-{name}-{width}.png", full_page=True)
