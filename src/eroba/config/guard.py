"""Stops the programs of a supervisor that was killed and could not do it itself.

A process of its own that reads, one a line, which process groups to watch over (`12`) and which are gone
(`-12`, as the system gives numbers out again); the end of its input means that the supervisor is gone. Runs
without the rest of Eroba.
"""

import os
import signal
import sys
import time

SECONDS_TO_STOP = 10.0


def signal_group(group: int, number: int) -> bool:
    """Send a signal to every process of a group; returns whether there is one left."""
    try:
        os.killpg(group, number)
    except (ProcessLookupError, PermissionError):
        return False
    return True


def watch() -> None:
    """Wait for the supervisor's end, then end what it had started."""
    for stop in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(stop, signal.SIG_IGN)
    groups: set[int] = set()
    for number in map(int, sys.stdin):
        (groups.add if number > 0 else groups.discard)(abs(number))
    deadline = time.monotonic() + SECONDS_TO_STOP
    groups = {group for group in groups if signal_group(group, signal.SIGTERM)}
    while groups and time.monotonic() < deadline:
        time.sleep(0.1)
        groups = {group for group in groups if signal_group(group, 0)}
    for group in groups:
        signal_group(group, signal.SIGKILL)


if __name__ == "__main__":
    watch()
