"""A log that somebody changed and chained anew is named for what it is, without asking the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

import pytest
from attrs import evolve, frozen

from tests.support import grown_deck
from wargame.deck import ALL, TABLE
from wargame.rules import (
    Body,
    GameEnded,
    GameOpened,
    HandedIn,
    InjectGiven,
    Move,
    Overtaken,
    Pass,
    PracticeEnded,
    Publish,
    Published,
    Revealed,
    Roll,
    Ruled,
    Seated,
    Sit,
    TurnClosed,
    TurnOpened,
    decode,
    encode,
)
from wargame.store import Entry
from wargame.table import GO_ON, Store, Table, new_game, verify_game
from wargame.umpire import Dice, ruling_address, secret_from_seed

#: A seed whose game with practice has news by chance in its first turn, and a ruling.
SEED = "tamper 0"
DICE = Dice(secret_from_seed(SEED))

_B = TypeVar("_B", bound=Body)


@frozen
class Line:
    """A line of a log that is being changed."""

    body: Body
    actor: str = TABLE
    audience: str = ALL
    at: int = 0


Log = list[Line]
Forger = Callable[[Log], Log]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(tmp_path_factory.mktemp("tampering") / "save.db") as store:
        yield store


@pytest.fixture(scope="module")
def honest(store: Store) -> Log:
    """A whole game: practice, hands that change, front pages."""
    table = new_game(store, grown_deck(), ["north"], seed=SEED, practice=True, clock=lambda: 7)
    while table.state.phase != "ended":
        step(table)
    return [
        Line(decode(each.kind, each.version, each.body), each.actor, each.audience, each.at)
        for each in store.records(table.game.id)
    ]


def step(table: Table) -> None:
    """One command."""
    state = table.state
    if state.phase == "plan" and state.turn == 0:
        table.send(Pass("north"))
        table.send(Sit("north", "bot:random"))
    elif state.phase == "page" and state.page is None:
        table.send(Publish("News"))
    else:
        table.send(GO_ON[state.phase])


def findings(store: Store, log: Log, name: str) -> list[str]:
    """What verification says of a log that was chained anew, without the rules."""
    entries = []
    for number, line in enumerate(log):
        kind, version, body = encode(line.body)
        entries.append(Entry(line.at, line.actor, line.audience, f"command {number}", kind, version, body))
    store.create_game(name, name, grown_deck().text, entries, created_at=log[0].at)
    return [str(finding) for finding in verify_game(store, name)]


def place(log: Log, kind: type[_B], nth: int = 0, where: Callable[[_B], bool] = lambda body: True) -> int:
    """Where the `nth` body of a kind stands."""
    return [at for at, line in enumerate(log) if isinstance(line.body, kind) and where(line.body)][nth]


def edit(kind: type[_B], nth: int = 0, where: Callable[[_B], bool] = lambda body: True, **parts) -> Forger:
    """Change parts of one body; each part is made from the body."""

    def forge(log: Log) -> Log:
        at = place(log, kind, nth, where)
        body = evolve(log[at].body, **{name: make(log[at].body) for name, make in parts.items()})
        return [*log[:at], evolve(log[at], body=body), *log[at + 1 :]]

    return forge


def insert(body: Body, before: type[Body], nth: int = 0, actor: str = TABLE, audience: str = ALL) -> Forger:
    """Put one more event in front of another."""

    def forge(log: Log) -> Log:
        at = place(log, before, nth)
        return [*log[:at], Line(body, actor, audience), *log[at:]]

    return forge


def add(body: Body) -> Forger:
    """Put one more event at the end."""
    return lambda log: [*log, Line(body)]


def drop(kind: type[Body], nth: int = 0) -> Forger:
    """Leave one event out."""

    def forge(log: Log) -> Log:
        at = place(log, kind, nth)
        return log[:at] + log[at + 1 :]

    return forge


def again(kind: type[_B], nth: int = 0, where: Callable[[_B], bool] = lambda body: True) -> Forger:
    """Let one event happen twice."""

    def forge(log: Log) -> Log:
        at = place(log, kind, nth, where)
        return [*log[: at + 1], *log[at:]]

    return forge


def by_chance(body: InjectGiven) -> bool:
    return body.inject == "I-4"


def certain(body: InjectGiven) -> bool:
    return body.inject == "I-3"


def counted(body: Ruled) -> bool:
    """A ruling of the first turn that counts."""
    return body.rolls[0].address.startswith("ruling/1/")


def reroll(address: str, sides: int = 100) -> Callable[[Body], Roll]:
    """An honest roll from a place of the forger's choice."""
    return lambda body: DICE.roll(address, sides)


def unknown_news(log: Log) -> Log:
    at = place(log, InjectGiven, where=certain)
    return [*log[:at], evolve(log[at], body=InjectGiven("I-9"), audience=ALL), *log[at + 1 :]]


def in_the_open(log: Log) -> Log:
    at = place(log, InjectGiven, where=certain)
    return [*log[:at], evolve(log[at], audience=ALL), *log[at + 1 :]]


def two_rulings_swapped(log: Log) -> Log:
    first = place(log, Ruled, where=counted)
    second = place(log, Ruled, 1, counted)
    return [*log[:first], log[second], *log[first + 1 : second], log[first], *log[second + 1 :]]


def revealed_early(log: Log) -> Log:
    at = place(log, Revealed)
    return [*log[: at - 1], log[at], log[at - 1], *log[at + 1 :]]


OPENING = [
    (edit(GameOpened, draws=lambda body: {}), "the start of `mood` is to be drawn, and no roll"),
    (edit(GameOpened, draws=lambda body: {**body.draws, "heat": DICE.roll("start/heat", 4)}), "`heat`, which the deck"),
    (edit(GameOpened, draws=lambda body: {**body.draws, "luck": DICE.roll("start/luck", 4)}), "`luck`, which the deck"),
    (edit(GameOpened, draws=lambda body: {"mood": DICE.roll("start/mood", 9)}), "is not the one at its address"),
    (edit(GameOpened, draws=lambda body: {"mood": DICE.roll("start/heat", 4)}), "is not the one at its address"),
    (edit(GameOpened, draws=lambda body: {"mood": Roll("start/mood", 4, 5)}), "is not the one at its address"),
    (
        edit(GameOpened, values=lambda body: {**body.values, "mood": (body.values["mood"] + 1) % 3}),
        "not what was drawn",
    ),
    (edit(GameOpened, values=lambda body: {**body.values, "purse": 9}), "`purse` does not start where the deck says"),
    (edit(GameOpened, values=lambda body: {**body.values, "luck": 9}), "has other tracks than the deck"),
    (edit(GameOpened, players=lambda body: {**body.players, "west": "person"}), "sit in other seats"),
]
NEWS = [
    (edit(InjectGiven, where=by_chance, roll=lambda body: None), "a chance without a roll"),
    (edit(InjectGiven, where=by_chance, chance=lambda body: None), "a roll without a chance"),
    (edit(InjectGiven, where=by_chance, roll=lambda body: None, chance=lambda body: None), "is not the deck's"),
    (edit(InjectGiven, where=by_chance, chance=lambda body: 95), "is not the deck's"),
    (edit(InjectGiven, where=by_chance, roll=reroll("inject/1/I-4", 20)), "is not the one at its address"),
    (edit(InjectGiven, where=by_chance, roll=reroll("inject/1/I-4/2")), "is not the one at its address"),
    (edit(InjectGiven, where=certain, roll=reroll("inject/1/I-3"), chance=lambda body: 99), "is not the deck's"),
    (edit(InjectGiven, where=certain, inject=lambda body: "I-1"), "`I-1` does not belong to turn 1"),
    (insert(InjectGiven("I-3"), HandedIn, 2, audience="north"), "`I-3` has arrived before"),
    (again(InjectGiven, where=certain), "`I-3` has arrived before"),
    (unknown_news, "the deck has no news `I-9`"),
    (in_the_open, "`I-3` is shown to others"),
    (insert(InjectGiven("I-4"), Ruled), "arrives by itself in the phase `rule`"),
]
RULINGS = [
    (edit(Ruled, where=counted, rolls=lambda body: (DICE.roll(body.rolls[0].address, 20),)), "or with other dice"),
    (edit(Ruled, where=counted, rolls=lambda body: (DICE.roll(ruling_address(1, body.seat, 2)),)), "not this ruling's"),
    (
        edit(Ruled, where=counted, rolls=lambda body: (DICE.roll(ruling_address(1, body.seat, 1, 2)),)),
        "not this ruling's",
    ),
    (edit(Ruled, where=counted, rolls=lambda body: (DICE.roll(ruling_address(2, body.seat)),)), "not this ruling's"),
    (two_rulings_swapped, "is not the next one"),
    (again(Ruled), "is not the next one"),
    (
        insert(Overtaken("north", "N-1", "too late"), TurnClosed),
        "this `overtaken` event can't happen in the phase `close`",
    ),
]
TURNS = [
    (edit(GameOpened, practice=lambda body: False), "a practice turn ends, and none was to be played"),
    (edit(GameOpened, practice=lambda body: False), "turn 0 opens where turn 1 is due"),
    (drop(PracticeEnded), "the practice turn is not over"),
    (again(PracticeEnded), "this `practice_ended` event stands where a turn must open"),
    (insert(PracticeEnded({}), TurnOpened, 2), "a practice turn ends that was over already"),
    (insert(PracticeEnded({}), TurnClosed), "this `practice_ended` event can't happen in the phase `close`"),
    (edit(TurnOpened, 1, turn=lambda body: 2), "turn 2 opens where turn 1 is due"),
    (edit(TurnOpened, 2, turn=lambda body: 1), "turn 1 opens where turn 2 is due"),
    (insert(TurnOpened(3, ("north", "south")), GameEnded), "turn 3 opens, and the deck has 2"),
    (edit(TurnOpened, 1, order=lambda body: body.order[::-1]), "the order of turn 1 is not"),
    (edit(TurnOpened, 1, order=lambda body: body.order[:1]), "the order of turn 1 is not"),
    (insert(TurnOpened(1, ("north", "south")), Ruled), "this `turn_opened` event can't happen in the phase"),
    (drop(TurnClosed, 1), "this `published` event can't happen in the phase `close`"),
    (again(TurnClosed), "this `turn_closed` event can't happen in the phase `page`"),
    (insert(TurnClosed(1), HandedIn, 2), "this `turn_closed` event can't happen in the phase `plan`"),
    (edit(TurnClosed, 1, turn=lambda body: 2), "turn 2 is closed in turn 1"),
    (again(Revealed, 1), "this `revealed` event can't happen in the phase `rule`"),
    (revealed_early, "did not hand that in"),
    (edit(Revealed, 1, moves=lambda body: body.moves[1:]), "the moves that are revealed are not one of each seat"),
    (again(HandedIn, 1), "a second move in one turn"),
    (insert(HandedIn("west", None), Revealed, actor="west", audience="west"), "a seat which the deck does not have"),
    (edit(Published, turn=lambda body: 1), "the front page of turn 1 is shown in turn 0"),
    (insert(Published(1, "News"), HandedIn, 2), "this `published` event can't happen in the phase `plan`"),
    (again(Seated), "north is said to change hands, and was played by `bot:random`"),
    (edit(Seated, player=lambda body: "person"), "north is said to change hands, and was played by `person`"),
    (edit(Seated, seat=lambda body: "west"), "the deck has no seat `west`"),
    (add(Seated("north", "person")), "this `seated` event follows the end of the game"),
    (lambda log: [*log, log[0]], "the game is opened a second time"),
    (lambda log: [log[0], *log[2:]], "event stands where a turn must open"),
]  # fmt: skip
ENDING = [
    (edit(GameEnded, met=lambda body: {}), "is said of other seats"),
    (edit(GameEnded, met=lambda body: {**body.met, "west": ()}), "is said of other seats"),
    (edit(GameEnded, met=lambda body: {**body.met, "north": body.met["north"][:1]}), "north is said to have reached"),
    (edit(GameEnded, met=lambda body: {**body.met, "north": (True, True)}), "north is said to have reached"),
    (edit(GameEnded, met=lambda body: {**body.met, "north": (None, None)}), "north is said to have reached"),
    (edit(GameEnded, met=lambda body: {**body.met, "south": (True,)}), "south is said to have reached"),
    (drop(TurnClosed, 2), "this `game_ended` event can't happen in the phase `close`"),
    (lambda log: [*log[: place(log, PracticeEnded)], log[-1]], "its practice turn is not over"),
]  # fmt: skip


def test_the_honest_game_is_well_and_has_all_that_is_changed_below(store: Store, honest: Log) -> None:
    assert findings(store, honest, "honest") == []
    kinds = {type(line.body) for line in honest}
    assert kinds >= {GameOpened, InjectGiven, Ruled, Published, PracticeEnded, Seated, GameEnded}


@pytest.mark.parametrize(("forge", "said"), [*OPENING, *NEWS, *RULINGS, *TURNS, *ENDING])
def test_what_was_changed_is_named(store: Store, honest: Log, forge: Forger, said: str, request) -> None:
    name = f"forged {request.node.callspec.indices['forge']}"
    found = findings(store, forge(honest), name)
    assert any(said in each for each in found), found
    assert all(": error: " in each for each in found)


def test_a_card_of_another_seat_is_named(store: Store, honest: Log) -> None:
    handed = honest[place(honest, HandedIn, 2)].body
    assert isinstance(handed, HandedIn)
    stolen = Move(handed.seat, "S-1" if handed.seat == "north" else "N-1")
    log = edit(HandedIn, 2, card=lambda body: stolen.card)(honest)
    swapped = edit(
        Revealed, 1, moves=lambda body: tuple(stolen if each.seat == stolen.seat else each for each in body.moves)
    )
    assert any("which is none of its cards" in each for each in findings(store, swapped(log), "stolen"))


def test_a_log_that_stops_anywhere_is_well(store: Store, honest: Log) -> None:
    for length in range(1, len(honest)):
        assert findings(store, honest[:length], f"stopped {length}") == []
