"""Documents per second on one core, their sealing, their memory, and a queue of a thousand.

All ways lay out the same HTML, in turns; what counts is processor time, also that of the press and
its children. "Plain" is the engine as its manual shows it: neither tags nor archive format, fonts
and style read every time; "untagged" shares them as we do. ``goal`` names the goal a line is about.
BENCH_DOCUMENTS (400) and BENCH_QUEUED (1000) make it smaller.
"""

import gc
import json
import os
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from blues.documents import layout, printing, rendering, sealing
from blues.documents.bundle import style_sheet
from blues.documents.fetching import BundledOnly
from tests.bench import _papers, _queue

ROUNDS = 10
PAPERS = ("agreement", "commitment")
DOCUMENTS = int(os.environ.get("BENCH_DOCUMENTS", "400"))
EARLY = max(1, DOCUMENTS // 8)  # 50 of 400
TICKS = os.sysconf("SC_CLK_TCK")
MOST_OF_PLAIN = 1.05
MOST_GROWTH = 1.02
LEAST_OF_TWO = 1.8


def main() -> list[dict]:
    parts = [*(lambda kind=kind: laid_out(kind) for kind in PAPERS), memory, two_presses]
    return [told(part()) for part in parts] + [told(line) for line in _queue.main()]


def told(line: dict) -> dict:
    line = {"bench": "documents"} | line
    print(json.dumps(line), flush=True)
    return line


def laid_out(kind: str) -> dict:
    document, html = _papers.document(kind), _papers.page(kind)
    ways: dict[str, tuple[Callable, Callable]] = {
        "portal": (printing.lay_out, press_time),
        "in_process": (layout.lay_out, time.process_time),
        "plain": (_plain, time.process_time),
        "untagged": (_untagged, time.process_time),
    }
    seconds = _measured(ways, html)
    ours = seconds["portal"]
    file = rendering.render(document, [])
    sealed, seal_seconds = _sealed(file, document)
    return {
        "goal": "P1",
        "what": f"{kind}, laid out by a warm press",
        "per_second_per_core": round(1 / ours, 2),
        "seconds": {name: round(taken, 3) for name, taken in seconds.items()},
        "ratio_to_plain": round(ours / seconds["plain"], 2),
        "ratio_to_untagged": round(ours / seconds["untagged"], 2),
        "seal_seconds": round(seal_seconds, 3),
        "bytes_laid_out": len(file),
        "bytes_sealed": len(sealed),
        "goal_held": ours <= seconds["plain"] * MOST_OF_PLAIN,
    }


def memory() -> dict:
    """What the press holds; each document is laid out by a child, which takes its memory along."""
    html, held = _papers.page("agreement"), {}
    for number in range(1, DOCUMENTS + 1):
        printing.lay_out(html)
        if number in (EARLY, DOCUMENTS):
            held[number] = _resident(_press())
    growth = held[DOCUMENTS] / held[EARLY]
    return {
        "goal": "P4",
        "what": f"memory of the press after {DOCUMENTS} documents against {EARLY}",
        "mib": round(held[DOCUMENTS] / 1024**2, 1),
        "ratio": round(growth, 3),
        "goal_held": growth <= MOST_GROWTH,
    }


def two_presses() -> dict:
    """Cores that somebody else uses cannot be free for the second press: see the load."""
    html, each = _papers.page("agreement"), max(4, DOCUMENTS // 20)
    presses = [printing.press, printing.Press()]
    one = _wall(presses[:1], html, each)
    two = _wall(presses, html, each)
    presses[1].stop()
    gain = 2 * one / two
    return {
        "goal": "P4",
        "what": "two presses against one",
        "load": round(os.getloadavg()[0], 1),
        "ratio": round(gain, 2),
        "goal_held": gain >= LEAST_OF_TWO,
    }


def _wall(presses, html: str, each: int) -> float:
    def work(press):
        for _ in range(each):
            printing.lay_out(html, by=press)

    with ThreadPoolExecutor(len(presses)) as threads:
        list(threads.map(lambda press: printing.lay_out(html, by=press), presses))  # warm
        start = time.perf_counter()
        list(threads.map(work, presses))
        return time.perf_counter() - start


def _measured(ways, html: str) -> dict[str, float]:
    """Median seconds of the processor for each way."""
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for round_ in range(ROUNDS + 1):
        for name, (lay_out, clock) in ways.items():
            gc.collect()
            start = clock()
            lay_out(html)
            if round_:  # nobody pays for imports and the font scan
                taken[name].append(clock() - start)
    return {name: statistics.median(seconds) for name, seconds in taken.items()}


def press_time() -> float:
    """Of the press and of the children that it has had, and what we spend on talking to it."""
    fields = Path(f"/proc/{_press()}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / TICKS + time.process_time()


def _press() -> int:
    return printing.press.start().pid


def _resident(pid: int) -> int:
    """Bytes."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def _sealed(file: bytes, document) -> tuple[bytes, float]:
    seconds, sealed = [], b""
    for _ in range(ROUNDS):
        start = time.process_time()
        sealed = sealing.seal(file, document)
        seconds.append(time.process_time() - start)
    return sealed, statistics.median(seconds)


def _plain(html: str) -> bytes:
    fonts = FontConfiguration()
    style = CSS(string=style_sheet(), font_config=fonts, url_fetcher=BundledOnly())
    return HTML(string=html, url_fetcher=BundledOnly()).write_pdf(
        stylesheets=[style], font_config=fonts
    )


def _untagged(html: str) -> bytes:
    fonts, style = layout.engine()
    return HTML(string=html, url_fetcher=BundledOnly()).write_pdf(
        stylesheets=[style], font_config=fonts
    )
