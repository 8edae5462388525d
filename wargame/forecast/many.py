"""Many games, on as many cores as there are: the same games and the same sums whoever plays them."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context

from wargame.deck import Deck
from wargame.forecast.casting import RANDOM, Casting
from wargame.forecast.game import BrokenGame, Game, seed_of
from wargame.forecast.survey import GameError, Survey, total
from wargame.forecast.tally import tally

#: Below so many games a second process would not have started before they are played.
LEAST_FOR_WORKERS = 100
#: Games that a worker plays before it reports: a fraction of a second, so that a stop is soon heeded.
_CHUNK = 10
#: Each worker is a whole interpreter; more of them would cost memory, and no deck's check takes long enough for it.
_MOST_WORKERS = 16
#: How often a stop is looked for while workers play, in seconds.
_LOOK = 0.1

Progress = Callable[[int], object]
Stop = Callable[[], bool]


def play_many(
    deck: Deck,
    games: int,
    casting: Casting = RANDOM,
    *,
    first: int = 1,
    workers: int | None = None,
    progress: Progress = lambda played: None,
    stop: Stop = lambda: False,
) -> Survey:
    """The survey of the games numbered `first` to `first + games - 1`, with bots in every seat as `casting` says.

    `workers`: how many processes play; None for one for each core, where the games are worth it. The survey is the same
    for any number. `progress` is called now and then, from the calling thread, with the number of games played. When
    `stop` says so, the survey is of the games up to the first that was not played: its `games` says how many.
    """
    chunks = [range(start, min(start + _CHUNK, first + games)) for start in range(first, first + games, _CHUNK)]
    workers = min(workers or _cores(games), len(chunks), _MOST_WORKERS)
    done = _side_by_side(deck, casting, chunks, workers, progress, stop) if workers > 1 else {}
    return total(deck, _in_order(deck, casting, chunks, done, progress, stop))


def play_one(deck: Deck, casting: Casting, number: int) -> Survey:
    """The survey of the game with this number alone; what it raises is part of it."""
    seed = seed_of(number)
    try:
        return tally(deck, seed, Game(deck, seed, casting.bots(deck, number)).play())
    except BrokenGame as error:
        sentence = str(error)
    except Exception as error:
        sentence = f"{type(error).__name__}: {error}"
    return Survey(games=1, errors=(GameError(seed, sentence),))


def _in_order(
    deck: Deck, casting: Casting, chunks: list[range], done: dict[range, Survey], progress: Progress, stop: Stop
) -> Iterator[Survey]:
    """The surveys of all games, in their order; what no worker has played is played here."""
    played = sum(survey.games for survey in done.values())
    for chunk in chunks:
        if chunk in done:
            yield done[chunk]
            continue
        for number in chunk:
            if stop():
                return
            yield play_one(deck, casting, number)
            played += 1
            progress(played)


def _side_by_side(
    deck: Deck, casting: Casting, chunks: list[range], workers: int, progress: Progress, stop: Stop
) -> dict[range, Survey]:  # fmt: skip
    """The surveys that other processes have made of the chunks; less than all where no process may be started."""
    done: dict[range, Survey] = {}
    try:
        pool = ProcessPoolExecutor(workers, get_context("spawn"), _take_seat, (deck, casting))
    except (ImportError, NotImplementedError, OSError):
        return done
    try:
        with _interrupts_kept_from_children():
            futures = {pool.submit(_play_chunk, chunk): chunk for chunk in chunks}
        waiting: set[Future[Survey]] = set(futures)
        while waiting and not stop():
            ready, waiting = wait(waiting, _LOOK, FIRST_COMPLETED)
            done |= {futures[each]: each.result() for each in ready}
            progress(sum(survey.games for survey in done.values()))
    except (BrokenProcessPool, OSError):
        pass
    finally:
        pool.shutdown(cancel_futures=True)
    return done


def _cores(games: int) -> int:
    if games < LEAST_FOR_WORKERS:
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


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


#: What this process plays, where it is a worker.
_work: list[tuple[Deck, Casting]] = []


def _take_seat(deck: Deck, casting: Casting) -> None:
    """A worker starts."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _work.append((deck, casting))


def _play_chunk(chunk: range) -> Survey:
    deck, casting = _work[0]
    return total(deck, (play_one(deck, casting, number) for number in chunk))
