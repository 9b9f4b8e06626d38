"""The programme of 200,000 participants: some ten minutes, so that it is asked for by itself."""

from tests.bench.matching import LARGEST, main_of


def main() -> list[dict]:
    return main_of([LARGEST])
