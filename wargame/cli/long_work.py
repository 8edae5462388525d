"""Work that takes a while: a line that says how far it is, and a clean stop on Ctrl+C."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from wargame.cli.output import is_terminal

#: The exit code of a command that Ctrl+C has stopped, as shells have it: 128 and the number of the signal.
INTERRUPTED = 130


@contextmanager
def interruption() -> Iterator[Callable[[], bool]]:
    """Whether Ctrl+C was pressed; pressed a second time, it interrupts at once."""
    pressed = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield pressed.is_set
        return

    def press(number: int, frame: object) -> None:
        pressed.set()
        signal.signal(signal.SIGINT, before)

    before = signal.signal(signal.SIGINT, press)
    try:
        yield pressed.is_set
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def progress_line(whole: int, what: str = "games played") -> Iterator[Callable[[int], None]]:
    """A line on standard error that says how much of the `whole` is done, where a person may look at it."""
    if not is_terminal(sys.stderr):
        yield lambda done: None
        return
    said = -1

    def progress(done: int) -> None:
        nonlocal said
        percent = 100 * done // whole
        if percent != said:
            said = percent
            click.echo(f"\r{done} of {whole} {what}", err=True, nl=False)

    try:
        yield progress
    finally:
        click.echo("\r" + " " * len(f"{whole} of {whole} {what}") + "\r", err=True, nl=False)
