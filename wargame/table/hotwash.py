"""What a room says after the game, and how far it has come on its way through the debrief.

Kept as notes beside the log for all to read, so that a finished game's head never moves. Of a closing line and of a
sentence of the communiqué each seat has one, and its last word counts; other answers are lines, of which any can be
struck out. Which step is shown, which are done or skipped, and which were moved is kept the same way: a crash, or
another terminal, goes on from there. A note that can't be read is as if nobody had written it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args

import msgspec
from attrs import evolve, field, frozen

from wargame.deck import ALL, FACILITATOR, PUBLIC, Deck, find_blemish, listed, nearest
from wargame.rules import Refusal
from wargame.store import NoteRecord

if TYPE_CHECKING:
    from wargame.table.table import Table

#: The steps of a debrief, in the order in which they are proposed.
StepId = Literal[
    "frame", "closing", "objectives", "poll", "reveal", "mattered",
    "reflection", "shown", "artefacts", "check", "feedback", "communique",
]  # fmt: skip
STEPS: tuple[StepId, ...] = get_args(StepId)
#: The steps at which each seat says one sentence, and those at which lines are taken down.
SENTENCES: tuple[StepId, ...] = ("closing", "communique")
LINES: tuple[StepId, ...] = ("reflection", "shown", "artefacts", "check")
#: What became of a step.
Mark = Literal["open", "done", "skipped"]
MARKS: tuple[Mark, ...] = get_args(Mark)

#: The longest sentence or line, and the longest name of who said it, in characters.
LONGEST_SAYING = 400
LONGEST_NAME = 60
#: What the notes of this module are called before the word for what they hold, and the version of their bodies.
_KIND = "hotwash"
_VERSION = 1


@frozen
class Saying:
    """The body of a note: something that was said at a step, by a seat or a person; an empty text takes it back.

    `question` is one of the deck's for the debrief, counted from 0; None for what answers none of them.
    """

    text: str
    seat: str = ""
    by: str = ""
    question: int | None = None


@frozen
class Struck:
    """The body of a note: the line of the note with this number is struck out."""

    line: int


@frozen
class Turn:
    """The body of a note: what was done about a step.

    It is shown from now on (with no step: none is), or it got a mark, or it was moved `before` another (or to the end).
    """

    do: Literal["show", "open", "done", "skipped", "move"]
    step: str
    before: str = ""


@frozen
class Decision:
    """A ruling, by the number of its event, and each seat's outlook before it, after it, and how far that may be off.

    Outlooks are shares of the objectives, from 0 to 1.
    """

    ruling: int
    swings: Mapping[str, tuple[float, float, float]]


@frozen
class PlayedOn:
    """The body of a note: decisions that mattered most, found by playing on `games` times from each of `rulings`."""

    games: int
    rulings: int
    decisions: tuple[Decision, ...]


@frozen
class Line:
    """A line that stands: `number` is that of its note, by which it can be struck out; `at` is when it was said."""

    number: int
    step: StepId
    text: str
    seat: str
    by: str
    question: int | None
    at: int


@frozen
class Hotwash:
    """All that was said after a game, and where its debrief stands.

    `sentences` are those of each seat by step. `order` are the steps that this deck has, as they were arranged;
    `present` is the one that is shown, nothing where none is, and since when, in milliseconds since the epoch.
    """

    sentences: Mapping[StepId, Mapping[str, str]]
    lines: tuple[Line, ...]
    order: tuple[StepId, ...]
    marks: Mapping[StepId, Mark]
    present: StepId | Literal[""] = ""
    since: int = 0
    played_on: PlayedOn | None = None

    def lines_of(self, step: StepId, question: int | None = None) -> tuple[Line, ...]:
        """The lines of a step; of the reflection those that answer a question, or none."""
        return tuple(each for each in self.lines if (each.step, each.question) == (step, question))

    def mark(self, step: StepId) -> Mark:
        """What became of a step."""
        return self.marks.get(step, "open")

    def beside(self, steps: int) -> StepId | None:
        """The next step that is not skipped, after the one that is shown or with -1 before it; None where none is."""
        at = self.order.index(self.present) if self.present else -1
        others = self.order[at + 1 :] if steps > 0 else reversed(self.order[: max(0, at)])
        return next((each for each in others if self.mark(each) != "skipped"), None)


@frozen
class _Heard:
    """What was made of the notes up to one of them."""

    hotwash: Hotwash
    struck: frozenset[int] = field(factory=frozenset)


def answers(table: Table) -> Hotwash:
    """All that was said after the game, by the last word of each; nothing before anybody has spoken."""
    deck = table.deck
    heard = _Heard(Hotwash({step: {} for step in SENTENCES}, (), steps_of(deck), {}))
    for note in table.notes(PUBLIC):
        kind, _, what = note.kind.partition(" ")
        if kind == _KIND and note.version == _VERSION and what in _HEARD:
            shape, hear = _HEARD[what]
            body = _read(note.body, shape)
            heard = heard if body is None else hear(deck, heard, note, body)
    lines = tuple(line for line in heard.hotwash.lines if line.number not in heard.struck)
    return evolve(heard.hotwash, lines=lines)


def steps_of(deck: Deck) -> tuple[StepId, ...]:
    """The steps that a debrief of this deck has: without a poll or objectives there is nothing to ask there."""
    wanted = any(seat.objectives for seat in deck.seats.values())
    missing = {*(() if wanted else ("objectives",)), *(() if deck.poll else ("poll",))}
    return tuple(step for step in STEPS if step not in missing)


# What is said


def say_after(
    table: Table, step: str, text: str, *, seat: str = "", by: str = "", question: int | None = None
) -> Refusal | None:
    """Keep what was said at a step, cleaned of doubled blanks; or say why not.

    A sentence is of a `seat`, in place of the one before; an empty text takes it back. A line is by a seat, by a
    person's name, or by nobody that is named; in the reflection it may answer a `question`, counted from 0.
    """
    table.refresh()
    saying = Saying(" ".join(text.split()), seat, " ".join(by.split()), question)
    against = next(_refusals(table, step, saying), None)
    if against is not None:
        return against
    known = answers(table)
    if step in SENTENCES and next(v for k, v in known.sentences.items() if k == step).get(seat, "") == saying.text:
        return None
    _write(table, seat or saying.by or FACILITATOR, step, saying)
    return None


def strike_out(table: Table, number: int, step: str = "") -> Refusal | None:
    """Strike out the line of the note with this number, of this step if one is given; or say why not.

    It stays among the notes.
    """
    against = step_refusal(table, step) if step else _not_ended(table)
    if against is not None:
        return against
    if all(each.number != number or step not in ("", each.step) for each in answers(table).lines):
        return Refusal("unknown_line", f"no line {number} stands there")
    _write(table, FACILITATOR, "struck", Struck(number))
    return None


# The way


def show_step(table: Table, step: str) -> Refusal | None:
    """Show a step on every terminal, or with no step go back to the ending; or say why not."""
    against = step_refusal(table, step) if step else _not_ended(table)
    if against is None:
        _turn(table, Turn("show", step))
    return against


def mark_step(table: Table, step: str, mark: Mark) -> Refusal | None:
    """Say what became of a step; or why that can't be."""
    against = step_refusal(table, step)
    if against is None and answers(table).marks.get(_known(step), "open") != mark:
        _turn(table, Turn(mark, step))
    return against


def move_step(table: Table, step: str, before: str) -> Refusal | None:
    """Move a step before another, or with nothing to the end; or say why not."""
    against = step_refusal(table, step) or (step_refusal(table, before) if before else None)
    if against is None and step == before:
        against = Refusal("same_step", "a step can't be moved before itself")
    if against is None and (order := answers(table).order) != _moved(order, _known(step), before):
        _turn(table, Turn("move", step, before))
    return against


def begin_debrief(table: Table) -> Refusal | None:
    """Show the first step that is neither done nor skipped; where none is, the first."""
    against = _not_ended(table)
    if against is not None:
        return against
    known = answers(table)
    _turn(table, Turn("show", next((step for step in known.order if known.mark(step) == "open"), known.order[0])))
    return None


def next_step(table: Table) -> Refusal | None:
    """What is shown is done, if it was not skipped, and the next step is shown that is not to be skipped."""
    against = _not_ended(table)
    if against is not None:
        return against
    known = answers(table)
    if known.present and known.mark(known.present) == "open":
        _turn(table, Turn("done", known.present))
    following = known.beside(1)
    if following is None:
        return Refusal("last_step", f"that was the last step; `wargame debrief {table.game.name}` writes the report")
    _turn(table, Turn("show", following))
    return None


def last_step(table: Table) -> Refusal | None:
    """The step before is shown again, whatever became of it."""
    against = _not_ended(table)
    if against is not None:
        return against
    before = answers(table).beside(-1)
    if before is None:
        return Refusal("first_step", "that is the first step")
    _turn(table, Turn("show", before))
    return None


def skip_step(table: Table) -> Refusal | None:
    """What is shown is skipped, and the next step is shown; what was skipped is open again, and stays."""
    against = _not_ended(table)
    if against is not None:
        return against
    known = answers(table)
    if not known.present:
        return Refusal("no_step", "no step is shown")
    if known.mark(known.present) == "skipped":
        _turn(table, Turn("open", known.present))
        return None
    following = known.beside(1)
    _turn(table, Turn("skipped", known.present))
    if following is not None:
        _turn(table, Turn("show", following))
    return None


def shift_step(table: Table, steps: int) -> Refusal | None:
    """What is shown comes one step later, or with -1 earlier."""
    known = answers(table)
    if not known.present:
        return _not_ended(table) or Refusal("no_step", "no step is shown")
    at = known.order.index(known.present)
    place = at - 1 if steps < 0 else at + 2
    if not 0 <= place <= len(known.order):
        return Refusal("no_place", f"it is the {'first' if steps < 0 else 'last'} step already")
    return move_step(table, known.present, known.order[place] if place < len(known.order) else "")


def keep_played_on(table: Table, found: PlayedOn) -> None:
    """Keep which decisions mattered, so that no terminal has to play on again."""
    if _not_ended(table) is None:
        _write(table, FACILITATOR, "played_on", found)


# What notes say


def _say(deck: Deck, heard: _Heard, note: NoteRecord, body: Saying) -> _Heard:
    step, known = _known(note.kind.partition(" ")[2]), heard.hotwash
    if next(_unfit(deck, step, body), None) is not None:
        return heard
    if step in SENTENCES:
        said = {**known.sentences[step], body.seat: body.text}
        kept = {seat: said[seat] for seat in deck.seats if said.get(seat)}
        return evolve(heard, hotwash=evolve(known, sentences={**known.sentences, step: kept}))
    line = Line(note.number, step, body.text, body.seat, body.by, body.question, note.at)
    return evolve(heard, hotwash=evolve(known, lines=(*known.lines, line)))


def _strike(deck: Deck, heard: _Heard, note: NoteRecord, body: Struck) -> _Heard:
    return evolve(heard, struck=heard.struck | {body.line})


def _go(deck: Deck, heard: _Heard, note: NoteRecord, body: Turn) -> _Heard:
    known = heard.hotwash
    if body.do == "show" and not body.step:
        return evolve(heard, hotwash=evolve(known, present="", since=note.at))
    if body.step not in known.order or body.step == body.before:
        return heard
    step = _known(body.step)
    if body.do == "show":
        return evolve(heard, hotwash=evolve(known, present=step, since=note.at))
    if body.do == "move":
        if body.before and body.before not in known.order:
            return heard
        return evolve(heard, hotwash=evolve(known, order=_moved(known.order, step, body.before)))
    return evolve(heard, hotwash=evolve(known, marks={**known.marks, step: body.do}))


def _play_on(deck: Deck, heard: _Heard, note: NoteRecord, body: PlayedOn) -> _Heard:
    seats = {seat for each in body.decisions for seat in each.swings}
    if not seats <= set(deck.seats) or body.games < 1:
        return heard
    return evolve(heard, hotwash=evolve(heard.hotwash, played_on=body))


#: By the word for what a note holds: the shape of its body, and what is made of it.
_HEARD: Mapping[str, tuple[type[Any], Callable[[Deck, _Heard, NoteRecord, Any], _Heard]]] = {
    **dict.fromkeys((*SENTENCES, *LINES), (Saying, _say)),
    "struck": (Struck, _strike),
    "turn": (Turn, _go),
    "played_on": (PlayedOn, _play_on),
}
_T = TypeVar("_T")


def _read(body: str, shape: type[_T]) -> _T | None:
    try:
        return msgspec.json.decode(body, type=shape)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return None


def _write(table: Table, author: str, what: str, body: Saying | Struck | Turn | PlayedOn) -> None:
    text = msgspec.json.encode(body, order="deterministic").decode()
    table.add_note(author, ALL, f"{_KIND} {what}", text)


def _turn(table: Table, turn: Turn) -> None:
    _write(table, FACILITATOR, "turn", turn)


def _moved(order: tuple[StepId, ...], step: StepId, before: str) -> tuple[StepId, ...]:
    rest = [each for each in order if each != step]
    place = rest.index(_known(before)) if before else len(rest)
    return (*rest[:place], step, *rest[place:])


def _known(step: str) -> StepId:
    return next(each for each in STEPS if each == step)


# What stands against it


def _refusals(table: Table, step: str, saying: Saying) -> Iterator[Refusal]:
    for against in (step_refusal(table, step), _no_words(step)):
        if against is not None:
            yield against
    yield from _unfit(table.deck, _known(step), saying)


def _not_ended(table: Table) -> Refusal | None:
    table.refresh()
    if table.state.phase == "ended":
        return None
    return Refusal("not_ended", "the game is not over yet; the debrief begins when it is")


def step_refusal(table: Table, step: str) -> Refusal | None:
    """Why there is no such step in the debrief of this game; None where there is."""
    against, there = _not_ended(table), steps_of(table.deck)
    if against is not None or step in there:
        return against
    guess = nearest(step, there)
    hint = f"did you mean `{guess}`?" if guess else f"there is {listed(there)}"
    return Refusal("unknown_step", f"the debrief of this game has no step `{step}`; {hint}")


def _no_words(step: str) -> Refusal | None:
    if step in SENTENCES or step in LINES:
        return None
    return Refusal("no_words", f"nothing is taken down at `{step}`, but at {listed((*SENTENCES, *LINES))}")


def _unfit(deck: Deck, step: StepId, saying: Saying) -> Iterator[Refusal]:
    """Whatever no saying may be, whether it comes from a keyboard or from a file."""
    if saying.seat and saying.seat not in deck.seats:
        guess = nearest(saying.seat, deck.seats)
        hint = f"did you mean {guess}?" if guess else f"there is: {', '.join(deck.seats)}"
        yield Refusal("unknown_seat", f"no seat is called `{saying.seat}`; {hint}")
    if step in SENTENCES and not saying.seat:
        yield Refusal("no_seat", "a sentence is said by a seat")
    if step in SENTENCES and saying.by:
        yield Refusal("no_seat", "a sentence is the seat's, and has no other name")
    if step in LINES and not saying.text:
        yield Refusal("empty", "a line has at least a word")
    if saying.question is not None and step != "reflection":
        yield Refusal("unknown_question", "only the reflection has questions")
    elif saying.question is not None and not 0 <= saying.question < len(deck.debrief):
        many = len(deck.debrief)
        has = "no questions" if not many else "one question" if many == 1 else f"{many} questions"
        yield Refusal("unknown_question", f"the debrief of {deck.title} has {has}, and no {saying.question + 1}")
    yield from _unfit_text("what is said", saying.text, LONGEST_SAYING)
    yield from _unfit_text("a name", saying.by, LONGEST_NAME)


def _unfit_text(what: str, text: str, longest: int) -> Iterator[Refusal]:
    if len(text) > longest:
        yield Refusal("too_long", f"{what} has {longest} characters at most")
    if find_blemish(text) is not None or text != " ".join(text.split()):
        yield Refusal("unfit", f"{what} holds a character that can't be shown")
