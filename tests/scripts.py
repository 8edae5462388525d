"""A game that people play by a script, on a deck whose cards are sure to work or to fail."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import dedent, indent
from typing import TypeVar

from tests.support import MemoryGame
from wargame.deck import Deck, load_text
from wargame.rules import GO_ON, Body, Command, Event, Pass, Play, Refusal, Signal, encode, refusal
from wargame.store import Entry, Store
from wargame.table.players import asked, going_on
from wargame.table.umpiring import umpire_refusal

_B = TypeVar("_B")
EMPTY: Mapping[str, str] = {}

_SURE = """\
format: 1
id: sure
title: Sure
minutes: 90
limits: {lowest: 0, highest: 100}
shares: {success: {triumph: 0, success: 100, partial: 0}, failure: {failure: 100, disaster: 0}}
common: {disaster_do: trust -3}
seats:
  north: {title: North, public: In the north.}
  south: {title: South, public: In the south.}
  east: {title: East, public: In the east.}
tracks:
  heat: {title: Heat, max: 20, start: 5}
  trust: {title: Trust, max: 9, start: 5}
  purse: {title: Purse, max: 9, start: 6}
  nets: {title: Nets, max: 3, start: 2, seen_by: [south]}
  glow: {title: Glow, max: 40, derived: 2 * heat}
"""
_REST = {
    "north": "N-0: {title: Rest, seat: north, text: t, chance: 100, uses: any, success: s}",
    "south": "S-0: {title: Sleep, seat: south, text: t, chance: 100, uses: any, success: s}",
    "east": "E-0: {title: Doze, seat: east, text: t, chance: 100, uses: any, success: s}",
}


def sure(cards: str = "", *, turns: int = 4, more: str = "", aims: Mapping[str, str] = EMPTY) -> Deck:
    """A deck in which a chance of 100 always succeeds and one of 0 never does; each seat has a card that does nothing.

    `cards` are those of the section, `more` other sections; `aims` the objectives of seats.
    """
    head = _SURE
    for seat, objectives in aims.items():
        head = head.replace(f"In the {seat}.", f"In the {seat}., objectives: [{objectives}]")
    calendar = ", ".join(f"{{title: T{number}}}" for number in range(1, turns + 1))
    own = indent("\n".join([*_REST.values(), dedent(cards)]), "  ")
    return load_text(f"{head}turns: [{calendar}]\n{dedent(more)}cards:\n{own}\n")


class Script(MemoryGame):
    """A game of people, command by command."""

    def __init__(self, deck: Deck, seed: str = "script", *, practice: bool = False) -> None:
        super().__init__(deck, seed, practice=practice, player="person")

    def against(self, command: Command) -> Refusal | None:
        """What rules and umpire have against a command."""
        return refusal(self.deck, self.state, command) or umpire_refusal(self.stakes, self.state, command)

    def why(self, command: Command) -> tuple[str, str] | None:
        """The code and the sentence of a refusal."""
        found = self.against(command)
        return None if found is None else (found.code, found.sentence)

    def code(self, command: Command) -> str:
        """The code of a refusal, empty where there is none."""
        found = self.against(command)
        return "" if found is None else found.code

    def say(self, *commands: Command) -> Script:
        """Each is carried out."""
        for command in commands:
            assert self.against(command) is None, (command, self.against(command))
            self.ask(command)
        return self

    def lay(self, **cards: str) -> Script:
        """Show nothing, hand in these cards, by seat, and pass for the other seats."""
        for seat in asked(self.state) if self.state.phase == "signal" else ():
            self.say(Signal(seat))
        for seat in asked(self.state):
            self.say(Play(seat, cards[seat]) if seat in cards else Pass(seat))
        return self

    def rule(self) -> Script:
        """Rule all that waits."""
        while self.state.pending:
            self.say(GO_ON["rule"])
        return self

    def turn(self, **cards: str) -> Script:
        """A whole turn with these cards; what is left to a person changes nothing."""
        self.lay(**cards).rule()
        while self.state.phase in ("rule", "close", "page"):
            self.say(going_on(self.state))
        return self

    def all(self, kind: type[_B]) -> list[_B]:
        """The bodies of a kind, in the order of the log."""
        return [event.body for event in self.events if isinstance(event.body, kind)]

    def last(self) -> Body:
        return self.events[-1].body

    def event(self, kind: type[Body], nth: int = -1) -> Event:
        """An event of a kind, the last one unless told."""
        return [event for event in self.events if isinstance(event.body, kind)][nth]

    @property
    def values(self) -> dict[str, int]:
        return dict(self.state.values)


def saved(store: Store, deck: Deck, events: list[Event], ends: list[int], name: str) -> str:
    """A log as it would lie in a save: the name of its game. `ends` are the last events of its commands."""
    entries = []
    for event in events:
        command = sum(end < event.seq for end in ends)
        entries.append(Entry(event.at, event.actor, event.audience, f"{name} {command}", *encode(event.body)))
    return store.create_game(name, name, deck.text, entries, created_at=events[0].at).name
