"""What has happened so far because of one command, and what a game plays with beside its position."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import define, evolve, field, frozen

from wargame.deck import ALL, TABLE, Deck
from wargame.rules import Body, Branched, Event, Fold, GameOpened, Put, State, unseen
from wargame.umpire import METHODS, Dice, Methods


@frozen
class Happening:
    """A body with who caused it and who sees all of it: an event that has no number yet."""

    actor: str
    audience: str
    body: Body


@frozen
class Stakes:
    """What a game plays with beside its position: the deck, the secret of its dice in hexadecimal, and its start.

    `methods` are the methods of adjudication that this program knows.
    """

    deck: Deck
    secret: str
    values: Mapping[str, int]
    methods: Methods = METHODS
    _dice: dict[str, Dice] = field(factory=dict, eq=False, repr=False)

    @classmethod
    def of(cls, deck: Deck, opened: GameOpened, methods: Methods = METHODS) -> Stakes:
        """The stakes of a saved game, from its first event. Raises ValueError for a secret that is not hexadecimal."""
        bytes.fromhex(opened.secret)
        return cls(deck, opened.secret, opened.values, methods)

    def after(self, branched: Branched) -> Stakes:
        """What a branch plays with: new dice where it has some, else the same."""
        return evolve(self, secret=branched.secret, dice={}) if branched.secret else self

    def dice(self, words: str = "") -> Dice:
        """The dice, once the teams have given these words."""
        if words not in self._dice:
            self._dice[words] = Dice(bytes.fromhex(self.secret), words)
        return self._dice[words]


def stakes_of(deck: Deck, events: Iterable[Event], methods: Methods = METHODS) -> Stakes:
    """What a game plays with after these events, which begin with its first: a branch may have new dice.

    Raises ValueError for a secret that is not hexadecimal.
    """
    known = iter(events)
    opened = next(known).body
    assert isinstance(opened, GameOpened)
    found = Stakes.of(deck, opened, methods)
    for each in known:
        if isinstance(each.body, Branched):
            bytes.fromhex(each.body.secret)
            found = found.after(each.body)
    return found


def parent_of(events: Iterable[Event]) -> Branched | None:
    """Of which game these events are a branch, if they are one: the last parting of them."""
    found = [each.body for each in events if isinstance(each.body, Branched)]
    return found[-1] if found else None


@define
class Course:
    """What has happened so far because of one command, where it has led, and where it `began`."""

    stakes: Stakes
    state: State
    happened: list[Happening] = field(factory=list)
    began: State = field(init=False)
    _fold: Fold = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.began, self._fold = self.state, Fold.at(self.state)

    @property
    def deck(self) -> Deck:
        return self.stakes.deck

    def emit(self, body: Body, actor: str = TABLE, audience: str = ALL) -> None:
        """It happens: the position moves on."""
        self.happened.append(Happening(actor, audience, body))
        self._fold.apply(Event(self.state.seq + 1, 0, actor, audience, body))
        self.state = self._fold.state()


def heard(course: Course, put: Put) -> str:
    """Who hears of what is said and ruled of a move."""
    return put.seat if unseen(course.deck, put) else ALL


def about(course: Course, move: str, body: Body, actor: str = TABLE) -> None:
    course.emit(body, actor, heard(course, course.state.table[move]))
