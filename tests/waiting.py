"""Waiting for something that another process does."""

import time

PATIENCE = 120  # seconds: no measure of speed, only the end of waiting on a machine with other work


def wait_until(happened, *, seconds=PATIENCE):
    """Return the first true answer; fail when there is none in time."""
    end = time.monotonic() + seconds
    while not (answer := happened()):
        assert time.monotonic() < end, f"did not happen within {seconds} s"
        time.sleep(0.05)
    return answer
