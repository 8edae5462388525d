"""What if: a game is played on from any of its events, as a game of its own, and the first one never changes.

A branch begins with everything that was played up to there, event by event, and then says of which game it is a branch
and with which dice it goes on. New dice may be had at any time. With the same dice the other seats fare as they did
until a decision differs; but they would tell what is to come, so they are had only once the first game is over.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile
from typing import TYPE_CHECKING, Literal

from attrs import evolve, frozen

from wargame.bots import bots_for
from wargame.deck import ALL, TABLE, nearest
from wargame.rules import PRACTICE, Branched, Event, GameEnded, Refusal, Seated, fold
from wargame.store import Entry
from wargame.table.desk import Sitting
from wargame.table.dice_in_play import secrets_in_play
from wargame.table.lobby import must_fit, new_id
from wargame.table.players import player
from wargame.table.progress import Happening, stakes_of
from wargame.table.saved import entries
from wargame.table.table import Clock, Table, now
from wargame.umpire import SECRET_BYTES, commitment, secret_from_seed

if TYPE_CHECKING:
    from wargame.store import Store

#: With which dice a branch goes on.
DiceOf = Literal["new", "same"]
#: The id of the command that a branch parts with.
_PARTS = "branch"


@frozen
class Parting:
    """Where two games of one origin part: how many events they share, and the turn of the first that they don't."""

    shared: int
    turn: int


@frozen
class Fork:
    """Where a game may be played on from: the last event that is shared, its turn, and who sat in each seat then."""

    at: int
    turn: int
    players: Mapping[str, str]


def fork(parent: Table, at: int) -> Fork | Refusal:
    """Where a branch from the event `at` would part, which is at the end of its command; or why there can be none."""
    against = branch_refusal(parent, at, players={})
    if against is not None:
        return against
    last = parent.settled_at(at)
    state = fold(parent.events[:last])
    return Fork(last, state.turn, state.players)


def branch_game(
    store: Store,
    parent: Table,
    at: int,
    *,
    dice: DiceOf = "new",
    seed: str | None = None,
    players: Mapping[str, str | None] | None = None,
    name: str | None = None,
    sitting: Sitting | None = None,
    clock: Clock = now,
) -> Table | Refusal:
    """Play on from the parent's event `at`, or rather from the end of the command that it came of; or say why not.

    `players` says by seat who plays on, a bot by its id or people with None; the others stay as they were. With a
    `seed` new dice follow from that text. Raises UnfitText, and NameTaken for a name that another game has.
    """
    must_fit("a game's name", name)
    must_fit("a seed", seed)
    against = branch_refusal(parent, at, dice=dice, seed=seed, players=players or {})
    if against is None and dice == "same":
        against = _still_in_play(store, parent, at)
    if against is not None:
        return against
    last = parent.settled_at(at)
    taken = [each for each in parent.records() if each.seq <= last]
    prefix = [Entry(r.at, r.actor, r.audience, r.command, r.kind, r.version, r.body) for r in taken]
    moment = clock()
    parted = list(_parted(parent, last, taken[-1].hash, dice, seed, players or {}))
    command = _free_command({each.command for each in taken})
    stem = name or parent.game.name
    game = store.create_game(
        new_id(),
        stem,
        store.deck_text(parent.game.deck),
        [*prefix, *entries(parted, command, moment)],
        created_at=moment,
        numbered=name is None,
    )
    table = Table(store, game, clock)
    table.arrange(sitting or parent.desk().sitting)
    return table


def branch_refusal(
    parent: Table, at: int, *, dice: DiceOf = "new", seed: str | None = None, players: Mapping[str, str | None]
) -> Refusal | None:
    """Why a game can't be branched like this; None if it can."""
    events = parent.events
    if not 1 <= at <= len(events):
        return Refusal("no_event", f"the log of {parent.game.name} has entries 1 to {len(events)}, and no {at}")
    if any(isinstance(each.body, GameEnded) for each in events[: parent.settled_at(at)]):
        return Refusal("ended", "after the ending there is nothing to play on from: choose an entry before it")
    if dice == "same" and parent.state.phase != "ended":
        sentence = f"with the same dice one would see what is to come of {parent.game.name}: not before it is over"
        return Refusal("same_dice", sentence)
    if dice == "same" and seed is not None:
        return Refusal("seed", "the same dice have no other seed")
    for seat, bot in players.items():
        if seat not in parent.deck.seats:
            guess = nearest(seat, parent.deck.seats)
            hint = f"did you mean {guess}?" if guess else f"there is: {', '.join(parent.deck.seats)}"
            return Refusal("unknown_seat", f"no seat is called `{seat}`; {hint}")
        if bot is not None and bot not in bots_for(parent.deck, seat):
            known = ", ".join(bots_for(parent.deck, seat))
            return Refusal("unknown_bot", f"no bot for {seat} is called `{bot}`; there is: {known}")
    return None


def _still_in_play(store: Store, parent: Table, at: int) -> Refusal | None:
    """Before the parent itself parted, other dice fell; the game whose dice they are may not be over."""
    secret = stakes_of(parent.deck, parent.events[: parent.settled_at(at)]).secret
    if secret == stakes_of(parent.deck, parent.events).secret or secret not in secrets_in_play(store, parent):
        return None
    sentence = f"up to there the dice are those of a game that is not over, and {parent.game.name} is a branch of it"
    return Refusal("same_dice", f"{sentence}: play on with new dice")


def parting(one: Iterable[Event], other: Iterable[Event]) -> Parting:
    """Where two games part; games that were laid apart share nothing."""
    pairs = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    shared = [each for each, _ in pairs]
    return Parting(len(shared), fold(shared).turn if shared else PRACTICE)


def _parted(
    parent: Table, last: int, digest: str, dice: DiceOf, seed: str | None, players: Mapping[str, str | None]
) -> Iterator[Happening]:
    body = Branched(parent.game.id, parent.game.name, last, digest)
    if dice == "new":
        secret = secrets.token_bytes(SECRET_BYTES) if seed is None else secret_from_seed(seed)
        body = evolve(body, commitment=commitment(secret), secret=secret.hex(), seed=seed)
    yield Happening(TABLE, ALL, body)
    sat = fold(parent.events[:last]).players
    for seat, bot in players.items():
        if sat.get(seat) != player(bot):
            yield Happening(TABLE, ALL, Seated(seat, player(bot)))


def _free_command(taken: set[str]) -> str:
    """An id that no command of the prefix has: a branch of a branch parts a second time."""
    number = sum(each.startswith(_PARTS) for each in taken)
    return f"{_PARTS}/{number + 1}"
