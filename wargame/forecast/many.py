"""Many games, on as many cores as there are: the same games and the same sums whoever plays them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from wargame.deck import Deck
from wargame.forecast.casting import RANDOM, Casting
from wargame.forecast.game import BrokenGame, Game, seed_of
from wargame.forecast.survey import GameError, Survey, total
from wargame.forecast.tally import tally
from wargame.forecast.workers import MOST_WORKERS, Stop, cores, side_by_side

#: Below so many games a second process would not have started before they are played.
LEAST_FOR_WORKERS = 100
#: Games that a worker plays before it reports: a fraction of a second, so that a stop is soon heeded.
_CHUNK = 10

Progress = Callable[[int], object]


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
    workers = min(workers or _cores(games), len(chunks), MOST_WORKERS)
    done: dict[range, Survey] = {}
    if workers > 1:
        done = side_by_side(
            _play_chunk,
            {chunk: chunk for chunk in chunks},
            workers,
            start=_start,
            given=(deck, casting),
            progress=lambda known: progress(sum(survey.games for survey in known.values())),
            stop=stop,
        )
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


def _cores(games: int) -> int:
    return 1 if games < LEAST_FOR_WORKERS else cores()


#: What this process plays, where it is a worker.
_work: list[tuple[Deck, Casting]] = []


def _start(deck: Deck, casting: Casting) -> None:
    """A worker starts."""
    _work.append((deck, casting))


def _play_chunk(chunk: range) -> Survey:
    deck, casting = _work[0]
    return total(deck, (play_one(deck, casting, number) for number in chunk))
