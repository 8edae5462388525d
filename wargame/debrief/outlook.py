"""Decisions that mattered: the moves after which most was decided, found by playing on from before and after them.

From each position bots play the game to its end, many times, with the same dice and the same bots from both; the
outlook of a seat is how many of its objectives, all of one weight, are reached on the mean. A move matters by how far
its ruling has moved the outlooks of the seats. What cannot be judged by the board has no outlook.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import zip_longest
from math import sqrt
from typing import cast

from attrs import frozen

from wargame.debrief.story import Ruling, Story
from wargame.deck import Deck
from wargame.forecast import Game
from wargame.forecast.workers import MOST_WORKERS, Stop, cores, side_by_side
from wargame.rules import Fold, GameEnded, GameOpened, State

#: Games that are played on from each position where nobody says how many: enough to tell a large swing from none.
GAMES = 20
#: Standard normal deviate of an interval that holds the true mean 95 times in 100.
_Z = 1.96

#: Games that are played on before a stop is looked for: a fraction of a second.
_FEW = 10
#: Below so many a second process would not have started before they are played; most of them are played on from late.
_LEAST_FOR_WORKERS = 400
#: A few games from the position after so many events.
_Piece = tuple[int, range]

Progress = Callable[[int, int], object]
#: For each seat the share of its objectives that was reached in each game that was played on, from 0 to 1.
Reached = Mapping[str, tuple[float, ...]]


@frozen
class Swing:
    """What a ruling did to the outlook of one seat: before, after, from 0 to 1, and how far the change may be off."""

    before: float
    after: float
    give: float

    @property
    def change(self) -> float:
        """How far the outlook moved, from -1 to 1."""
        return self.after - self.before

    @property
    def tells(self) -> bool:
        """Whether so many games can tell the change from none."""
        return abs(self.change) > self.give


@frozen
class Mattered:
    """A ruling, and what it did to the outlook of each seat that has objectives which the board can judge."""

    ruling: Ruling
    swings: Mapping[str, Swing]

    @property
    def weight(self) -> float:
        """How far it moved the outlooks: the mean over the seats, from 0 to 1."""
        return sum(abs(each.change) for each in self.swings.values()) / len(self.swings) if self.swings else 0.0


def what_mattered(
    story: Story,
    *,
    games: int = GAMES,
    progress: Progress = lambda done, of: None,
    stop: Stop = lambda: False,
) -> tuple[Mattered, ...]:
    """Every ruling of a story, those first that moved the outlooks most.

    From each position so many `games` are played on. `progress` is called with how many of how many rulings are known;
    where `stop` says so, these are returned. Raises BrokenGame where a game can't go on.
    """
    positions = _positions(story)
    ends = _ends(story, positions, games, progress, stop)
    found = [
        Mattered(each, _swings(ends[each.seq - 1], ends[each.seq]))
        for each in story.rulings
        if each.seq - 1 in ends and each.seq in ends
    ]
    return tuple(sorted(found, key=lambda each: -each.weight))


def _ends(
    story: Story, positions: Mapping[int, State], games: int, progress: Progress, stop: Stop
) -> Mapping[int, Reached]:
    """What comes of each position, found on as many cores as there are; the same on any number of them."""
    pieces = {(at, few): (state, few) for at, state in positions.items() for few in _portions(games)}
    parts: dict[_Piece, Reached] = {}

    def told(known: Collection[_Piece]) -> None:
        whole = _complete(known, games)
        both = (each.seq - 1 in whole and each.seq in whole for each in story.rulings)
        progress(sum(both), len(story.rulings))

    workers = min(cores(), len(pieces), MOST_WORKERS) if games * len(positions) >= _LEAST_FOR_WORKERS else 1
    if workers > 1:
        given = (story.deck, _opened(story))
        parts |= side_by_side(_work_on, pieces, workers, start=_start, given=given, progress=told, stop=stop)
    for piece, (state, few) in pieces.items():
        if stop():
            break
        if piece not in parts:
            parts[piece] = _played_on(story.deck, _opened(story), state, few)
            told(parts)
    return {at: _joined(parts[at, few] for few in _portions(games)) for at in _complete(parts, games)}


def _portions(games: int) -> tuple[range, ...]:
    """The numbers of the games, a few at a time."""
    return tuple(range(first, min(first + _FEW, games + 1)) for first in range(1, games + 1, _FEW))


def _complete(parts: Collection[_Piece], games: int) -> frozenset[int]:
    """The positions from which all games have been played."""
    known = Counter(at for at, _ in parts)
    return frozenset(at for at, portions in known.items() if portions == len(_portions(games)))


def _joined(parts: Iterable[Reached]) -> Reached:
    """What was reached in one game after the other, for each seat of which the board could judge something."""
    first, *others = parts
    return {seat: sum((each[seat] for each in others if seat in each), reached) for seat, reached in first.items()}


def played_on(story: Story, state: State, games: int = GAMES) -> Reached:
    """What comes of a position where bots play on from it, `games` times; the n-th game has the n-th dice.

    Raises BrokenGame where the game can't go on from there.
    """
    return _played_on(story.deck, _opened(story), state, range(1, games + 1))


def _played_on(deck: Deck, opened: GameOpened, state: State, numbers: range) -> Reached:
    ends = [_reached_from(deck, opened, state, number) for number in numbers]
    found: dict[str, tuple[float, ...]] = {}
    for seat in deck.seats:
        judged = [[met for met in end[seat] if met is not None] for end in ends]
        if judged and all(judged):
            found[seat] = tuple(sum(each) / len(each) for each in judged)
    return found


def _reached_from(deck: Deck, opened: GameOpened, state: State, number: int) -> Mapping[str, tuple[bool | None, ...]]:
    """Which objectives of each seat are reached where game `number` goes on from a position."""
    if state.ending is not None:
        return state.ending.met
    ending = Game.onward(deck, opened, state, f"onward-{number}").play()[-1].body
    return cast(GameEnded, ending).met


def _opened(story: Story) -> GameOpened:
    return cast(GameOpened, story.events[0].body)


#: What this process plays on, where it is a worker.
_work: list[tuple[Deck, GameOpened]] = []


def _start(deck: Deck, opened: GameOpened) -> None:
    """A worker starts."""
    _work.append((deck, opened))


def _work_on(piece: tuple[State, range]) -> Reached:
    deck, opened = _work[0]
    state, numbers = piece
    return _played_on(deck, opened, state, numbers)


def _positions(story: Story) -> Mapping[int, State]:
    """The position before each ruling and after it, by the number of the event that it is the position after."""
    rulings = {each.seq for each in story.rulings}
    wanted = rulings | {seq - 1 for seq in rulings}
    folded, found = Fold(), {}
    for event, later in zip_longest(story.events, story.events[1:]):
        folded.apply(event)
        if event.seq in wanted or (later is not None and later.seq in rulings):
            found[event.seq if event.seq in wanted else later.seq - 1] = folded.state()
    return found


def _swings(before: Reached, after: Reached) -> Mapping[str, Swing]:
    """The same games from both positions are set against each other, one by one."""
    return {seat: _swing(before[seat], after[seat]) for seat in before if seat in after}


def _swing(before: tuple[float, ...], after: tuple[float, ...]) -> Swing:
    """The change and its interval; that of a single game may be off by all there is."""
    games = len(before)
    if games == 1:
        return Swing(before[0], after[0], 1.0)
    changes = [late - early for early, late in zip(before, after, strict=True)]
    mean = sum(changes) / games
    spread = sum((each - mean) ** 2 for each in changes) / (games - 1)
    return Swing(sum(before) / games, sum(after) / games, _Z * sqrt(spread / games))
