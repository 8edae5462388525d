"""One game being played: a command comes in, is checked, ruled, saved, and only then told to anyone.

The save is the meeting point of several terminals. A command is one short transaction: what others have written since
is read and folded first, the command is checked against that, and what follows from it is appended; so a command is
never judged on an old board. When `send` returns `Done`, the events are on the disk.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING
from uuid import uuid4

from attrs import evolve, frozen

from wargame.deck import FACILITATOR, Deck, find_blemish, listed, sees
from wargame.rules import (
    PERSON,
    Close,
    Command,
    Entry,
    Event,
    Fold,
    GameOpened,
    Pass,
    Refusal,
    Rewind,
    Rule,
    State,
    View,
    face,
    fold,
    log_for,
    refusal,
    view_for,
)
from wargame.store import GameRow, Head, NoteEntry, NoteRecord, Record, collector_paused, verify_chain
from wargame.table.clock import RoomClock, Timing, timing
from wargame.table.course import decide, rewound
from wargame.table.desk import (
    LONGEST_CODE,
    LONGEST_NAMES,
    Desk,
    Rulings,
    Sitting,
    read_clock,
    read_desk,
    read_names,
    written_clock,
    written_code,
    written_injects,
    written_names,
)
from wargame.table.msel import ReadList, read_list
from wargame.table.players import asked, bot_command, bot_move, going_on, player_refusal, waiting_bot
from wargame.table.progress import stakes_of
from wargame.table.registry import known_methods
from wargame.table.saved import deck_of, entries, event
from wargame.table.slips import Slip, read_slip, said_of_slip, slip_refusal
from wargame.table.umpiring import outlooks, umpire_refusal
from wargame.table.unfit import UnfitText
from wargame.umpire import Outlook

if TYPE_CHECKING:
    from wargame.store import Store

Clock = Callable[[], int]
#: How a draft says that a slip hands in nothing.
_NO_CARD = "-"
#: How a draft says that a slip has a move of the team's own.
_OWN_MOVE = "+"


def _slip_of(seat: str) -> str:
    """Under what the store keeps a seat's slip; what a team has only chosen at a terminal lies elsewhere."""
    return f"slip {seat}"


class DamagedGame(Exception):
    """A saved game whose log is not what was written; the sentence says where, and what can be done."""


@frozen
class Done:
    """A command was carried out; `events` is all that came of it, bots' moves included, and is saved."""

    events: tuple[Event, ...]


def now() -> int:
    """The present, in milliseconds since the epoch, UTC."""
    return time.time_ns() // 1_000_000


class Table:
    """A game that lies open. Safe to use from several threads."""

    def __init__(self, store: Store, game: GameRow, clock: Clock = now) -> None:
        """Open a saved game. Raises DamagedGame, UnreadableBody and the errors of the store."""
        self._store = store
        self._clock = clock
        self._lock = threading.RLock()
        self._fold = Fold()
        self._events: list[Event] = []
        self._commands: dict[str, list[Event]] = {}
        self._state: State | None = None
        self._head = Head()
        self.game = game
        self.deck: Deck = deck_of(store.deck_text(game.deck))
        with collector_paused():
            self._take(store.records(game.id))
        if not self._events or not isinstance(self._events[0].body, GameOpened):
            raise DamagedGame(f"{game.name} has no beginning. `wargame verify {game.name}` says more.")
        try:
            self._stakes = stakes_of(self.deck, self._events, known_methods)
        except ValueError as error:
            raise DamagedGame(f"the secret of the dice of {game.name} can't be read: {error}") from error

    @property
    def state(self) -> State:
        """The position as of the last look at the save."""
        with self._lock:
            if self._state is None:
                self._state = self._fold.state()
            return self._state

    @property
    def events(self) -> tuple[Event, ...]:
        """All events so far."""
        return tuple(self._events)

    @property
    def head(self) -> str:
        """Number and hash of the last event, to be noted and given to `verify --head` later."""
        return str(self._head)

    def view(self, viewer: str) -> View:
        """What `viewer` (a seat, `public` or `facilitator`) may know now."""
        return view_for(self.deck, self.state, viewer)

    def outlooks(self, view: View) -> dict[str, Outlook]:
        """What is known of each ruling that a view waits for, by the move's id."""
        return outlooks(self.deck, view)

    def log(self, viewer: str) -> tuple[Entry, ...]:
        """The log as `viewer` may read it."""
        return log_for(self.deck, self._events, viewer)

    def view_at(self, number: int, viewer: str) -> View | None:
        """The view as it was after the entry of `viewer`'s own log with this number; None where there is none.

        Numbers are the viewer's own, so that asking for them tells nothing of what lies hidden between them.
        """
        position = self.event_of(number, viewer)
        return None if position is None else view_for(self.deck, fold(self._events[:position]), viewer)

    def event_of(self, number: int, viewer: str) -> int | None:
        """The event behind an entry of the viewer's own log, both counted from 1; None where there is no such entry."""
        seen = 0
        for position, each in enumerate(self._events, 1):
            seen += face(self.deck, each, viewer) is not None
            if seen == number:
                return position
        return None

    def records(self) -> list[Record]:
        """The events so far as the save has them, each with its hash."""
        return self._store.records(self.game.id)[: len(self._events)]

    def refresh(self) -> bool:
        """Look whether others have written; true when the position has moved on."""
        with self._lock:
            return self._take(self._store.records(self.game.id, len(self._events))) > 0

    def data_version(self) -> int:
        """A number that changes when another terminal has written to the save; cheap to ask often."""
        return self._store.data_version()

    def send(self, command: Command, command_id: str | None = None) -> Done | Refusal:
        """Carry out a command, or say why not.

        `command_id` makes sending twice safe: a command that is in the log already is not carried out again, and what
        it did then is told again. Where rulings are left to the rules, a turn that is to be closed is ruled first, if
        moves still wait: after a rewind, or because the program ended before it came to that.
        """
        with self._lock:
            self.seat_bots()
            late = tuple(self._left_to_rules()) if isinstance(command, Close) else ()
            answer = self._carry_out(command, command_id or uuid4().hex)
            if isinstance(answer, Refusal):
                return answer
            done = (*late, *answer.events, *self.seat_bots())
            return Done(done if isinstance(command, Rewind) else (*done, *self._left_to_rules()))

    def _left_to_rules(self) -> Iterator[Event]:
        """Where the desk leaves rulings to the rules: all that lies open is ruled, until something wants a person."""
        while self.state.pending and self.desk().rulings == "rules":
            answer = self._carry_out(Rule(), uuid4().hex)
            if isinstance(answer, Refusal):
                return
            yield from answer.events
            yield from self.seat_bots()

    def rule_all(self) -> Done | Refusal:
        """Rule move after move as the rules have it, until none waits or one wants something first.

        What the first one wants is the refusal; what stops a later one is only found when it is ruled by itself.
        """
        done: list[Event] = []
        while True:
            answer = self.send(Rule())
            if isinstance(answer, Refusal):
                return Done(tuple(done)) if done else answer
            done += answer.events

    def seat_bots(self) -> tuple[Event, ...]:
        """Bots whose move is wanted hand it in; also those that an earlier program left waiting. What they did."""
        done: list[Event] = []
        with self._lock:
            while (seat := waiting_bot(self.state)) is not None:
                answer = self._carry_out(None, bot_command(self.state.seq, seat), bot=seat)
                if isinstance(answer, Done):
                    done += answer.events
                elif waiting_bot(self.state) == seat:
                    raise DamagedGame(f"the bot of {seat} can't move in {self.game.name}: {answer.sentence}")
        return tuple(done)

    def _carry_out(self, command: Command | None, command_id: str, bot: str = "") -> Done | Refusal:
        """Judge a command on what the save says now; without one, the move of the bot that sits in the seat `bot`."""
        with self._store.write(self.game.id) as writer:
            self._take(writer.records(len(self._events)))
            if command_id in self._commands:
                return Done(tuple(self._commands[command_id]))
            if command is None:
                if waiting_bot(self.state) != bot:
                    return Refusal("bot", f"no bot is to move for {bot} any more")
                command = bot_move(self._stakes, self.state, bot)
            else:
                against = player_refusal(self.deck, self.state, command)
                if against is not None:
                    return against
            if isinstance(command, Rewind):
                if self.state.phase != "ended" and command.to < self.settled_at(command.to) == self.state.seq:
                    return Refusal(
                        "no_event", f"event {command.to} came of the last thing that was done, as did all after it"
                    )
                command = evolve(command, to=self.settled_at(command.to))
            against = refusal(self.deck, self.state, command) or umpire_refusal(self._stakes, self.state, command)
            if against is not None:
                return against
            if isinstance(command, Rewind):
                happened = rewound(self._events, command)
            else:
                happened = decide(self._stakes, self.state, command)
            appended = writer.append(entries(happened, command_id, self._clock()))
        self._take(appended)
        return Done(tuple(self._commands[command_id]))

    def has_more_after(self, number: int) -> bool:
        """Whether anything was done after what the event with this number came of, so that a rewind could undo it."""
        return self.settled_at(number) < self.state.seq

    def settled_at(self, number: int) -> int:
        """The last event of the command that the event with this number came of; between them no position stands."""
        together = (each for each in self._commands.values() if each[0].seq <= number <= each[-1].seq)
        return next((each[-1].seq for each in together), number)

    def _take(self, records: list[Record]) -> int:
        """Believe what the save says: check the chain, decode all of it, and only then fold."""
        fault = verify_chain(self.game.id, records, self._head)
        if fault is not None:
            raise DamagedGame(
                f"{self.game.name} was changed outside the program: event {fault.seq}: {fault.sentence}. "
                f"`wargame verify {self.game.name}` lists every fault."
            )
        for record, each in [(record, event(record)) for record in records]:
            self._fold.apply(each)
            self._events.append(each)
            self._commands.setdefault(record.command, []).append(each)
        if records:
            self._head = Head(records[-1].seq, records[-1].hash)
            self._state = None
        return len(records)

    def people(self) -> tuple[str, ...]:
        """The seats that people play, in the deck's order."""
        return tuple(seat for seat in self.deck.seats if self.state.players.get(seat) == PERSON)

    def play_out(self) -> Iterator[Event]:
        """Rule and open turns until a person is asked for or the game ends; each event as it comes."""
        told = 0
        while True:
            while told < len(self._events):
                yield self._events[told]
                told += 1
            if waiting_bot(self.state) is not None:
                self.seat_bots()
            elif self.state.phase == "ended" or asked(self.state):
                return
            else:
                self.send(going_on(self.state))

    # The desk, which is no part of the game

    def desk(self) -> Desk:
        """What lies on the facilitator's desk."""
        return read_desk(self._store.desk(self.game.id))

    def timing(self) -> Timing:
        """When this turn and its present part began, and how long the turns before it took."""
        return timing(self._events)

    def arrange(self, sitting: Sitting) -> None:
        """How the room sits from now on."""
        self._store.set_desk(self.game.id, {"sitting": sitting})

    def leave_rulings(self, rulings: Rulings) -> None:
        """Who rules from now on. With `rules`, what lies open is ruled at once, and later moves as soon as they do."""
        self._store.set_desk(self.game.id, {"rulings": rulings})
        with self._lock:
            self.refresh()
            tuple(self._left_to_rules())

    def name_members(self, seat: str, names: str) -> None:
        """Who sits in a seat, as people want to be named; an empty text takes the names away.

        Raises UnfitText for more than one line, more than 200 characters, or any that can't be shown.
        """
        text = names.strip()
        if "\n" in text or find_blemish(text) is not None or len(text) > LONGEST_NAMES:
            raise UnfitText(f"names are one line of at most {LONGEST_NAMES} characters that can be shown")

        def changed(written: str | None) -> str:
            names = {each: name for each, name in read_names(written).items() if each in self.deck.seats}
            names.pop(seat, None)
            return written_names({**names, seat: text} if text else names)

        self._store.change_desk(self.game.id, "names", changed)

    def load_injects(self, data: bytes) -> ReadList:
        """Keep a table of news on the desk, in place of an earlier one. Raises ValueError where it is no such table."""
        self.refresh()
        read = read_list(self.deck, self.state, data)
        self._store.set_desk(self.game.id, {"injects": written_injects(read.rows)})
        return read

    def lock(self, code: str) -> None:
        """A code for the desk; an empty one takes the lock away. Raises UnfitText for a code that nobody could type."""
        if not code.isprintable() or len(code) > LONGEST_CODE:
            raise UnfitText(f"a code is one line of at most {LONGEST_CODE} characters, none of them invisible")
        self._store.set_desk(self.game.id, {"code": written_code(code)})

    def set_clock(self, clock: RoomClock) -> None:
        """Keep what was set at the clock."""
        self._store.set_desk(self.game.id, {"clock": written_clock(clock)})

    def change_clock(self, change: Callable[[RoomClock, Timing], RoomClock]) -> None:
        """Set the clock from how it stands, whoever else may set it at the same moment."""
        self.refresh()
        when = self.timing()
        self._store.change_desk(self.game.id, "clock", lambda written: written_clock(change(read_clock(written), when)))

    # Slips

    def slip(self, seat: str) -> Slip | None:
        """The slip that was typed in for `seat` in this turn and is not handed in yet."""
        turn, _, card = (self._store.draft(self.game.id, _slip_of(seat)) or "").partition(" ")
        if turn != self._round or self.state.phase != "plan" or seat in self.state.moves:
            return None
        if card in (_NO_CARD, _OWN_MOVE):
            return Slip(seat, None, free=card == _OWN_MOVE)
        return Slip(seat, card) if card in self.deck.cards else None

    def take_slip(self, seat: str, code: str) -> Refusal | None:
        """Keep a slip that was typed in, in place of an earlier one; or say, to everyone, why not."""
        with self._lock:
            self.refresh()
            against = slip_refusal(self.deck, self.state, seat, code)
            slip = read_slip(self.deck, seat, code)
            if against is None and slip is not None:
                text = f"{self._round} {slip.card or (_OWN_MOVE if slip.free else _NO_CARD)}"
                self._store.save_draft(self.game.id, _slip_of(seat), text, self._clock())
            return against

    def turn_over(self) -> Done | Refusal:
        """Hand in all slips at once; the last one reveals the moves. Refused while a slip is missing.

        A seat that has handed in elsewhere meanwhile is passed over. What is refused is said in words for everyone.
        """
        with self._lock:
            self.refresh()
            waiting = [seat for seat in self.people() if seat not in self.state.moves]
            slips = {seat: self.slip(seat) for seat in waiting}
            missing = [self.deck.seats[seat].title for seat, slip in slips.items() if slip is None]
            if missing:
                return Refusal("waiting", f"still waiting for the slip of {listed(missing)}")
            done: list[Event] = []
            for seat, slip in slips.items():
                answer = self.send(slip.command if slip else Pass(seat), self._slip_command(seat))
                if isinstance(answer, Done):
                    done += answer.events
                    self._store.clear_draft(self.game.id, _slip_of(seat))
                elif answer.code not in ("handed_in", "phase"):
                    return said_of_slip(self.deck, seat, answer)
            return Done(tuple(done))

    def _slip_command(self, seat: str) -> str:
        """The id of the command that hands a slip in: the same from two terminals, another after a rewind."""
        return f"slip/{self.state.turn}/{seat}/{self.state.attempt}.{self.state.taken_back}"

    # Notes, which are a second stream beside the log

    def add_note(self, author: str, audience: str, kind: str, body: str, *, about: int | None = None) -> None:
        """Write something down beside the game, for good; it never moves the game's head."""
        entry = NoteEntry(self._clock(), author, audience, kind, 1, body, about)
        self._store.add_note(self.game.id, entry, uuid4().hex)

    def last_seen(self, viewer: str) -> int | None:
        """The number of the last event that `viewer` has seen anything of; what lies hidden after it does not count."""
        seen = (event.seq for event in reversed(self._events) if face(self.deck, event, viewer) is not None)
        return next(seen, None)

    def notes(self, viewer: str) -> tuple[NoteRecord, ...]:
        """What `viewer` may read of what was written down."""
        return tuple(note for note in self._store.notes(self.game.id) if sees(note.audience, viewer))

    # Drafts

    @property
    def _round(self) -> str:
        """What a draft belongs to: this turn, as it is played since the last rewind."""
        state = self.state
        return str(state.turn) if state.attempt == 1 else f"{state.turn}.{state.attempt}"

    def page_draft(self) -> str | None:
        """The front page as the facilitator has written it and not shown it, its headline first; or None."""
        turn, _, text = (self._store.draft(self.game.id, FACILITATOR) or "").partition(" ")
        return text if turn == self._round and text else None

    def save_page_draft(self, turn: int, text: str) -> None:
        """Keep a front page of a closed turn that is not shown yet; nothing once that turn's page is no longer due."""
        if self.state.phase == "page" and self.state.turn == turn:
            text = text.encode(errors="replace").decode().replace("\x00", "")
            self._store.save_draft(self.game.id, FACILITATOR, f"{self._round} {text}", self._clock())

    def draft(self, seat: str) -> str | None:
        """What `seat` has chosen in this turn and not handed in: a card's id, or None."""
        turn, _, card = (self._store.draft(self.game.id, seat) or "").partition(" ")
        return card if turn == self._round and card in self.deck.cards else None

    def save_draft(self, seat: str, card: str | None, turn: int | None = None) -> None:
        """Keep a choice that is not handed in; None takes it back. Raises ValueError for what is not the seat's.

        With `turn`, nothing is kept once that turn's choices are made.
        """
        if card is not None and (card not in self.deck.cards or self.deck.cards[card].seat != seat):
            raise ValueError(f"{seat} has no card `{card}`")
        if turn is not None and (turn, "plan") != (self.state.turn, self.state.phase):
            return
        if card is None:
            self._store.clear_draft(self.game.id, seat)
        else:
            self._store.save_draft(self.game.id, seat, f"{self._round} {card}", self._clock())

    def typed(self, name: str) -> str:
        """What was typed under a name that a screen gave it, and not sent; nothing where nothing was."""
        return self._store.draft(self.game.id, f"typed {name}") or ""

    def save_typed(self, name: str, text: str) -> None:
        """Keep it in place of what was kept under that name; an empty text is forgotten."""
        text = text.encode(errors="replace").decode().replace("\x00", "")
        if text:
            self._store.save_draft(self.game.id, f"typed {name}", text, self._clock())
        else:
            self._store.clear_draft(self.game.id, f"typed {name}")
