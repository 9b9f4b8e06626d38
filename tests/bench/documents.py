"""Documents per second on one core, before sealing: ours against the plain engine.

All lay out the same HTML, in turns, in one process; what counts is processor time. "Plain" is the
engine as its manual shows it: neither tags nor archive format, fonts and style read every time.
"Untagged" shares them as we do, so the distance to it is the price of tags and archive format.
"""

import gc
import statistics
import time

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from blues.documents import kinds, rendering, snapshots
from blues.documents.fetching import BundledOnly
from blues.documents.models import Document

ROUNDS = 10
PREFERRED = "agreement"  # the Financial Agreement, where its room registered it with a sample


def main() -> list[dict]:
    kind = _kind()
    html = rendering.page(_document(kind))
    contenders = {"portal": rendering.lay_out, "plain": _plain, "untagged": _untagged}
    for lay_out in contenders.values():  # nobody pays for imports and the font scan
        lay_out(html)
    times = _measure(contenders, html)
    print(f"{kind.title}: {len(html)} characters of HTML, {ROUNDS} rounds, processor time")
    for name, seconds in times.items():
        least, middle = min(seconds), statistics.median(seconds)
        speed = f"{name:>9}: {1 / middle:5.2f} documents/s/core"
        print(f"{speed}  (min {least:.3f} s, median {middle:.3f} s)")
    ours = statistics.median(times.pop("portal"))
    ratios = {name: ours / statistics.median(seconds) for name, seconds in times.items()}
    for name, ratio in ratios.items():
        print(f"    ratio: {ratio:.2f} x {name}")
    return [{"bench": "documents", "way": name, "ratio": ratio} for name, ratio in ratios.items()]


def _kind() -> kinds.Kind:
    preferred = kinds.REGISTRY.get(PREFERRED)
    return preferred if preferred and preferred.sample else kinds.get("sample")


def _document(kind: kinds.Kind) -> Document:
    record = snapshots.canonical(kind.sample())
    return Document(
        kind=kind.code,
        case="bench:1",
        version=1,
        reference="BENCH-1-v1",
        title=str(kind.title),
        noun=str(kind.noun),
        edition=kind.edition,
        record=record,
        snapshot_sha256=snapshots.digest(record),
    )


def _plain(html: str) -> bytes:
    fonts = FontConfiguration()
    style = CSS(string=rendering.style_sheet(), font_config=fonts, url_fetcher=BundledOnly())
    return HTML(string=html, url_fetcher=BundledOnly()).write_pdf(
        stylesheets=[style], font_config=fonts
    )


def _untagged(html: str) -> bytes:
    fonts, style, _ = rendering.engine()
    return HTML(string=html, url_fetcher=BundledOnly()).write_pdf(
        stylesheets=[style], font_config=fonts
    )


def _measure(contenders, html) -> dict[str, list[float]]:
    times = {name: [] for name in contenders}
    for _ in range(ROUNDS):
        for name, lay_out in contenders.items():
            gc.collect()
            start = time.process_time()
            lay_out(html)
            times[name].append(time.process_time() - start)
    return times
