"""Columns as the database sends them: numbers of eight bytes, one after the other."""

import numpy as np


def integers(packed: bytes | None) -> np.ndarray:
    return np.frombuffer(packed or b"", dtype=">i8").astype(np.int64)


def floats(packed: bytes | None) -> np.ndarray:
    return np.frombuffer(packed or b"", dtype=">f8").astype(np.float64)
