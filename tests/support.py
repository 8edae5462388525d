"""What tests of several rooms share: a game played in memory, and small decks."""

from __future__ import annotations

import codecs
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from textwrap import dedent

import pytest
from attrs import evolve

from tests.anything import Draw, anything
from wargame.deck import Deck, find_deck, load, load_text
from wargame.rules import Command, Event, GameOpened, Rewind, State, fold, refusal
from wargame.table.course import decide, open_game, rewound
from wargame.table.players import bot_move, going_on, waiting_bot
from wargame.table.progress import Happening, Stakes
from wargame.table.umpiring import umpire_refusal
from wargame.umpire import secret_from_seed


@cache
def first_hour() -> Deck:
    """The shipped deck, loaded once."""
    return load(find_deck("first-hour"))


@cache
def small_deck() -> Deck:
    """Two seats, two turns, something hidden from each seat and something derived."""
    return load_text(SMALL)


SMALL = dedent(
    """\
    format: 1
    id: small
    title: Small
    seats:
      north: {title: North, glyph: "▲", public: In the north., private: "North fears the cold.",
              objectives: [Stay warm]}
      south: {title: South, glyph: "▼", public: In the south., private: "South fears the heat."}
    tracks:
      heat: {title: Heat, about: How warm it is., max: 10, start: 5, unit: degrees}
      purse: {title: Purse, max: 9, start: 3, seen_by: [north]}
      plot: {title: Plot, levels: [none, talks, papers], start: none, seen_by: [south]}
      glow: {title: Glow, max: 30, derived: 2 * heat}
      wall: {title: Wall, levels: [open, shut], start: open}
    ladders: [wall]
    turns: [{title: Day, brief: The sun is up.}, {title: Night}]
    cards:
      N-1: {title: Stoke, seat: north, text: Put wood on., chance: likely, uses: any, cost: purse 1,
            success: It burns., success_do: heat +1, pros: [Warm], cons: [Smoke]}
      N-2:
        title: Search the south
        seat: north
        text: Look under every stone.
        chance: 50
        needs: heat >= 5 and turn >= 1
        modifiers:
          - {if: plot >= talks, chance: 20, because: There is something to find, hidden: true}
          - {if: heat > 5, chance: 10, because: It is warm}
        success: Found.
        success_do: heat +1
      N-3: {title: Rest, seat: north, text: Nothing., chance: 90, needs: heat >= 9,
            success: Rested., success_do: heat -1}
      S-1: {title: Plot, seat: south, text: Whisper., chance: 60, secret: true, uses: any,
            success: Whispered., success_do: plot +1, disaster: Overheard., disaster_do: heat +1}
      S-2: {title: Scheme, seat: south, text: Mutter., chance: 60, secret: true, uses: any,
            success: Muttered., success_do: plot +1}
      S-3: {title: Cool, seat: south, text: Open the gate., chance: 70, uses: any, success: Cooler.,
            success_do: heat -2; wall = shut,
            modifiers: [{if: plot = papers, chance: -10, because: Their minds are elsewhere}]}
    injects:
      I-1: {title: Frost, text: A cold wind., turn: 2, do: heat -1}
      I-2: {title: A letter, text: For the south alone., turn: 2, to: [south], do: plot +1}
      I-3: {title: A purse, text: For the north alone., turn: 1, to: [north], do: purse +2}
    upkeep:
      rust: {title: Rust, do: purse -1, because: Nothing lasts}
      leak: {title: Leak, if: plot >= papers, do: heat +1}
    ends:
      fire: {if: heat >= 10, title: Fire, text: All burns.}
    answers:
      warm:
        question: Is it warm?
        states:
          warm: {if: heat >= 5, title: Warm, text: It is.}
          cold: {title: Cold, text: It is not.}
    reveals: [plot]
    """
)


_MOOD = "  mood: {title: Mood, levels: [mild, sour, dark], start: {mild: 1, sour: 2, dark: 1}, seen_by: [south]}"
_RUMOUR = "  I-4: {title: A rumour, text: They mutter., if: mood >= sour, chance: 50, again: true, do: heat +1}"
_SPARK = "  I-5: {title: A spark, text: It glows., chance: likely, from: 2, until: 2, to: [north], do: purse +1}"
_PACE = "pace: {opening: 5, brief: 1, choose: 3.5, hand_in: 1, reveal: 0.5, floor: 4, floors: 1, ruling: 0.5, close: 1}"
#: The small deck with what chance and conditions do: a start that is drawn, news that may come, objectives to check.
GROWN = SMALL
for _found, _grown in (
    ("id: small", "id: grown"),
    ("  wall: {title: Wall,", f"{_MOOD}\n  wall: {{title: Wall,"),
    ("objectives: [Stay warm]", "objectives: [Stay warm, {text: Find the plot, if: plot = none}]"),
    ("upkeep:\n", f"{_RUMOUR}\n{_SPARK}\nupkeep:\n"),
    ("uses: any, success: Cooler.", "uses: any, waits: true, success: Cooler."),
    ("reveals: [plot]\n", f"reveals: [plot]\n{_PACE}\n"),
):
    assert _found in GROWN
    GROWN = GROWN.replace(_found, _grown)


@cache
def grown_deck() -> Deck:
    """The small deck, grown."""
    return load_text(GROWN)


RICH = dedent(
    """\
    format: 1
    id: rich
    title: Rich
    minutes: 90
    seats:
      north: {title: North, public: In the north., private: "North fears the cold."}
      south: {title: South, public: In the south., private: "South fears the heat."}
      east: {title: East, public: In the east.}
    tracks:
      heat: {title: Heat, max: 10, start: 5}
      trust: {title: Trust, max: 9, start: 4}
      purse: {title: Purse, max: 9, start: 6, seen_by: [north]}
      plot: {title: Plot, levels: [none, talks, papers], start: none, seen_by: [south]}
      nets: {title: Nets, max: 3, start: 2, seen_by: [south]}
      glow: {title: Glow, max: 30, derived: 2 * heat}
    turns: [{title: Day}, {title: Dusk}, {title: Night}]
    pace: {opening: 5, brief: 1, choose: 3, hand_in: 1, reveal: 0.5, floor: 4, floors: 2, ruling: 0.5, close: 1,
           ending: 5}
    arguments: {method: 2d6, reasons: once_per_team, floors: 3}
    precedents:
      each: 1
      given: [{seat: north, for: The winter of the stoves}, {seat: south, against: Nobody opens gates}]
    common: {kept_do: trust +1, broken_do: trust -2}
    cards:
      N-1: {title: Stoke, seat: north, text: Put wood on., chance: likely, uses: any, cost: purse 1, success: It burns.,
            success_do: heat +1, pros: [Warm, Bright], cons: [Smoke]}
      N-2: {title: Build a stove, seat: north, text: Brick by brick., chance: likely, project: 2, success: It draws.,
            success_do: heat +2}
      N-3:
        title: Swear to stoke
        seat: north
        text: Before all.
        chance: 80
        success: It is heard.
        commits: {if: heat >= 6, then: N-1, text: If it is warm we stoke it further., broken_do: trust -1}
      N-4: {title: Scoff, seat: north, text: Laugh., chance: 70, uses: any, answers: [south, E-1], sways: -20,
            success: They blush., success_do: trust -1}
      N-5: {title: Send a letter, seat: north, text: To whom?, chance: 60, success: It arrives.,
            umpire: Who reads the letter?}
      S-1: {title: Ambush, seat: south, text: Behind the wood., chance: 60, trigger: heat >= 7, success: They run.,
            success_do: heat -2}
      S-2: {title: Plot, seat: south, text: Whisper., chance: 60, secret: true, uses: any, success: Whispered.,
            success_do: plot +1, disaster: Overheard., disaster_do: heat +1}
      S-3: {title: Hang nets, seat: south, text: Green ones., chance: 70, uses: any, signal: true, success: Hung.,
            success_do: nets +1}
      S-4: {title: Open the gate, seat: south, text: Air., chance: 70, uses: any, success: Cooler., success_do: heat -2,
            modifiers: [{if: plot = papers, chance: -10, because: Their minds are elsewhere}]}
      S-5: {title: Trap, seat: south, text: In the snow., chance: 50, trigger: trust <= 2, cost: plot 0, success: Snap.,
            success_do: trust -1}
      E-1: {title: Look under the nets, seat: east, text: With glasses., chance: 60, uses: any, protected_by: nets,
            success: Found., success_do: trust +1}
      E-2:
        title: Vow to warn
        seat: east
        text: Before all.
        chance: 80
        success: It is heard.
        commits: {if: trust <= 3, then: E-3, text: If trust is low we warn.}
      E-3: {title: Warn, seat: east, text: Ring the bell., chance: 70, success: Heard., success_do: plot = none}
    injects:
      I-1: {title: Frost, text: A cold wind., turn: 2, do: heat -1}
      I-2: {title: A letter, text: For the south alone., by_hand: true, to: [south], do: plot +1}
    estimates:
      plotting:
        question: Does the south plot?
        if: plot >= talks
        to: [north, east]
        from: 2
        by:
          watch: {title: The watch, right: 60 + 4 * trust, yes: very_likely}
          guests: {title: The guests, right: 70, confidence: high}
    upkeep:
      rust: {title: Rust, do: purse -1}
    answers:
      warm:
        question: Is it warm?
        states:
          warm: {if: heat >= 5, title: Warm, text: It is.}
          cold: {title: Cold, text: It is not.}
    """
)


@cache
def rich_deck() -> Deck:
    """Three seats, and every kind of move."""
    return load_text(RICH)


class MemoryGame:
    """A game without a save: events in a list, bots in every seat, dice from a seed."""

    def __init__(self, deck: Deck, seed: str, *, practice: bool = False, player: str = "bot:random") -> None:
        self.deck = deck
        self.events: list[Event] = []
        self.ends: list[int] = []
        players = dict.fromkeys(deck.seats, player)
        self._happen(open_game(deck, players, secret_from_seed(seed), seed, practice=practice))
        opened = self.events[0].body
        assert isinstance(opened, GameOpened)
        self.stakes = Stakes.of(deck, opened)

    @property
    def state(self) -> State:
        return fold(self.events)

    def ask(self, command: Command) -> bool:
        """Carry out what somebody asks for; whether it may be done."""
        state = self.state
        if isinstance(command, Rewind):
            command = evolve(command, to=next((end for end in self.ends if end >= command.to), command.to))
        if refusal(self.deck, state, command) or umpire_refusal(self.stakes, state, command):
            return False
        rewinds = isinstance(command, Rewind)
        self._happen(rewound(self.events, command) if rewinds else decide(self.stakes, state, command))
        return True

    def talk(self, draw: Draw, commands: int, *, rewinds: bool = True) -> MemoryGame:
        """So many commands of people, as they come into somebody's head."""
        while commands and self.state.phase != "ended":
            commands -= self.ask(anything(self.deck, self.state, draw, rewinds=rewinds))
        return self

    def step(self) -> None:
        """One command: a bot's move, a ruling, or the next turn."""
        state = self.state
        seat = waiting_bot(state)
        if seat is not None:
            self._happen(decide(self.stakes, state, bot_move(self.stakes, state, seat)))
        else:
            self._happen(decide(self.stakes, state, going_on(state)))

    def steps(self) -> Iterator[State]:
        """The position before each command, and the last one."""
        while self.state.phase != "ended":
            yield self.state
            self.step()
        yield self.state

    def play(self, commands: int | None = None) -> MemoryGame:
        """Go on for so many commands, or to the end."""
        while self.state.phase != "ended" and commands != 0:
            self.step()
            commands = None if commands is None else commands - 1
        return self

    def _happen(self, happened: Iterable[Happening]) -> None:
        for each in happened:
            self.events.append(Event(len(self.events) + 1, 0, each.actor, each.audience, each.body))
        self.ends.append(len(self.events))


@contextmanager
def without_rights() -> Iterator[Path]:
    """A folder of somebody without the rights of root, to whom nothing is read-only; and we are they.

    They may not be able to read the interpreter's own library, so what Python looks up only once is looked up before.
    """
    if os.name != "posix":
        pytest.skip("file modes")
    codecs.lookup("utf-8-sig")
    user, was = (65534, 0) if os.geteuid() == 0 else (os.geteuid(), os.geteuid())
    with tempfile.TemporaryDirectory() as folder:
        os.chown(folder, user, -1)
        os.seteuid(user)
        try:
            yield Path(folder)
            os.chmod(folder, 0o700)
        finally:
            os.seteuid(was)
