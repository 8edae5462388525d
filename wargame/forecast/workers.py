"""Other processes that help: the same work, a piece at a time, on as many cores as there are."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, resource_tracker
from typing import Any, TypeVar

_K = TypeVar("_K")
_P = TypeVar("_P")
_R = TypeVar("_R")

#: Each worker is a whole interpreter; more of them would cost memory, and no work here takes long enough for it.
MOST_WORKERS = 16
#: How often a stop is looked for while workers work, in seconds.
_LOOK = 0.1

Stop = Callable[[], bool]


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def side_by_side(
    work: Callable[[_P], _R],
    pieces: Mapping[_K, _P],
    workers: int,
    *,
    start: Callable[..., None],
    given: tuple[Any, ...],
    progress: Callable[[Mapping[_K, _R]], object],
    stop: Stop,
) -> dict[_K, _R]:
    """What other processes have made of the pieces; less than all where none may be started, or `stop` says so.

    Each worker calls `start` with what it is `given`, once. `progress` is called now and then with what is done. What
    the work raises is raised here.
    """
    done: dict[_K, _R] = {}
    try:
        _keep_track()
        pool = ProcessPoolExecutor(workers, get_context("spawn"), _take_seat, (start, given))
    except (ImportError, NotImplementedError, OSError, ValueError):
        return done
    try:
        with _interrupts_kept_from_children():
            futures = {pool.submit(work, piece): key for key, piece in pieces.items()}
        waiting: set[Future[_R]] = set(futures)
        while waiting and not stop():
            ready, waiting = wait(waiting, _LOOK, FIRST_COMPLETED)
            done |= {futures[each]: each.result() for each in ready}
            progress(done)
    except (BrokenProcessPool, OSError):
        pass
    finally:
        pool.shutdown(cancel_futures=True)
    return done


def _keep_track() -> None:
    """Start the process that cleans up behind workers, also where a screen has taken standard error.

    What stands in its place there has no file behind it that another process could be given.
    """
    if os.name != "posix":
        return
    taken, sys.stderr = sys.stderr, sys.__stderr__
    try:
        resource_tracker.ensure_running()
    finally:
        sys.stderr = taken


def _take_seat(start: Callable[..., None], given: tuple[Any, ...]) -> None:
    """A worker starts; Ctrl+C is for the first process to hear."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    start(*given)


@contextmanager
def _interrupts_kept_from_children() -> Iterator[None]:
    """Ctrl+C reaches every process of a terminal. It is for the first one to hear, also while the others start.

    A blocked signal stays blocked in a process that is started meanwhile.
    """
    if not hasattr(signal, "pthread_sigmask") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
