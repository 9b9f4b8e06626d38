"""Why a file cannot be read at all. The codes have their words in ``clusters.imports.reading``."""


class Unreadable(Exception):  # noqa: N818 -- reads as a sentence where it is raised
    def __init__(self, code: str):
        super().__init__(code)
        self.code = code
