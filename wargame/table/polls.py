"""What people answered to the deck's poll: before the first move, and again after the ending.

Kept as notes beside the log, for the facilitator to read, so that a finished game's head never moves. Slips are counted
and not named: a note says how many more people made a choice, or how many fewer. Who gives a name, or the number of a
place in a team, answers once in that team, and their last word counts. A note that can't be read is as if nobody had
written it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Literal, get_args

import msgspec
from attrs import frozen

from wargame.deck import FACILITATOR, PUBLIC, Deck, Poll, find_blemish, listed, nearest
from wargame.rules import Refusal

if TYPE_CHECKING:
    from wargame.table.table import Table

#: When a poll is asked.
Occasion = Literal["before", "after"]
OCCASIONS: tuple[Occasion, ...] = get_args(Occasion)

#: What the notes of this module are called, and the version of their bodies.
POLL = "poll"
_VERSION = 1
#: The most people that one choice can have, and the longest name of one, in characters.
MOST_PEOPLE = 999
LONGEST_PERSON = 60
_LATE = {
    "before": "the first move is handed in already, and this counts as an answer from before it",
    "after": "the game is not over yet, and this counts as an answer from after it",
}


@frozen
class PollAnswer:
    """The body of a note: `count` more people (below 0: fewer) made a choice, counted from 0, in a question.

    `seat` is their team, nothing for people of whom no team is known, as observers. With a `person`, who is one, this
    is their answer in place of the one before; a choice of None takes it back.
    """

    poll: str
    when: Occasion
    choice: int | None
    count: int = 1
    seat: str = ""
    person: str = ""


@frozen
class PollTaken:
    """An answer is kept. `remark` says where it comes at an odd time; else it is empty."""

    remark: str = ""


@frozen
class PollCounts:
    """What was answered to one question.

    `unnamed` counts the slips for each choice, by when they were filled in and by team ("" where none is known);
    `named` the people who gave a name.
    """

    poll: Poll
    unnamed: Mapping[tuple[Occasion, str], tuple[int, ...]]
    named: Mapping[tuple[Occasion, str], tuple[int, ...]]

    @property
    def seats(self) -> tuple[str, ...]:
        """The teams of which somebody has answered, "" for those of no team."""
        found = dict.fromkeys(seat for _, seat in (*self.unnamed, *self.named))
        return tuple(seat for seat in found if any(self.answered(when, seat) for when in OCCASIONS))

    def counts(self, when: Occasion, seat: str | None = None) -> tuple[int, ...]:
        """How many people made each choice; those of a team, "" for those of none, or with None everybody."""
        found = [0] * len(self.poll.choices)
        for counted in (self.unnamed, self.named):
            for (occasion, team), people in counted.items():
                if occasion == when and seat in (None, team):
                    found = [one + other for one, other in zip(found, people, strict=True)]
        return tuple(found)

    def answered(self, when: Occasion, seat: str | None = None) -> int:
        """How many people answered."""
        return sum(self.counts(when, seat))

    def shift(self, seat: str | None = None) -> tuple[int, ...]:
        """How many more people, or fewer, made each choice after than before."""
        before, after = self.counts("before", seat), self.counts("after", seat)
        return tuple(late - early for early, late in zip(before, after, strict=True))

    def median(self, when: Occasion, seat: str | None = None) -> tuple[int, int] | None:
        """The choice in the middle of all answers in the order of the choices, which is one twice, or two neighbours.

        None where nobody answered, or where the choices have no order, since they are no likelihoods.
        """
        counts = self.counts(when, seat)
        people = sum(counts)
        if not people or not self.poll.likelihood:
            return None
        return _standing(counts, (people - 1) // 2), _standing(counts, people // 2)

    def steps(self, seat: str | None = None) -> float | None:
        """By how many steps of likelihood the median moved up, or below 0 down; None where it is missing."""
        before, after = self.median("before", seat), self.median("after", seat)
        return None if before is None or after is None else (sum(after) - sum(before)) / 2


def poll_counts(table: Table) -> tuple[PollCounts, ...]:
    """What was answered to each question of the deck, in its order."""
    deck = table.deck
    slips: dict[tuple[str, Occasion, str], list[int]] = {}
    people: dict[tuple[str, Occasion, str, str], int | None] = {}
    for answer in _answers(table) if deck.poll else ():
        key = (answer.poll, answer.when, answer.seat)
        if answer.person:
            people[*key, answer.person] = answer.choice
        elif answer.choice is not None:
            counts = slips.setdefault(key, [0] * len(deck.poll[answer.poll].choices))
            counts[answer.choice] = min(MOST_PEOPLE, max(0, counts[answer.choice] + answer.count))
    named: dict[tuple[str, Occasion, str], list[int]] = {}
    for (poll, when, seat, _), choice in people.items():
        if choice is not None:
            named.setdefault((poll, when, seat), [0] * len(deck.poll[poll].choices))[choice] += 1
    return tuple(PollCounts(poll, _of(slips, poll), _of(named, poll)) for poll in deck.poll.values())


def answer_poll(
    table: Table, poll: str, when: Occasion, choice: int | None, *, count: int = 1, seat: str = "", person: str = ""
) -> Refusal | PollTaken:
    """Keep that `count` more people (below 0: fewer) answered `poll` with a choice, counted from 0; or say why not.

    `seat` is their team. A `person` of a team has one answer: this one, in place of what was said under that name in
    that team before; None takes it back.
    """
    answer = PollAnswer(poll, when, choice, count, seat, " ".join(person.split()))
    return _keep(table, lambda counts: answer, poll, seat)


def set_poll_count(
    table: Table, poll: str, when: Occasion, choice: int, people: int, *, seat: str | None = None
) -> Refusal | PollTaken:
    """Keep that so many `people` in all made a choice: those of a team, or with None everybody; or say why not.

    What is missing to them is counted for no team. What others have counted meanwhile is not lost but made up for.
    """

    def difference(counts: PollCounts) -> PollAnswer | Refusal:
        if people > MOST_PEOPLE:
            return Refusal("count", f"a choice has {MOST_PEOPLE} people at most")
        more = people - counts.counts(when, seat)[choice]
        if more + _slips(counts, when, seat or "")[choice] < 0:
            return Refusal("count", "some of them were counted for a team, or gave a name: take those back there")
        return PollAnswer(poll, when, choice, more, seat or "")

    return _keep(table, difference, poll, seat or "", choice)


def find_question(deck: Deck, text: str) -> str | Refusal:
    """The id of the question that a person means."""
    if text in deck.poll:
        return text
    folded = [name for name in deck.poll if name.casefold() == text.casefold()]
    if len(folded) == 1:
        return folded[0]
    if not deck.poll:
        return Refusal("no_poll", f"{deck.title} asks no poll")
    guess = nearest(text, deck.poll)
    hint = f"did you mean `{guess}`?" if guess else f"there is {listed(deck.poll)}"
    return Refusal("unknown_question", f"no question of the poll is called `{text}`; {hint}")


def find_choice(poll: Poll, text: str) -> int | Refusal:
    """The choice, counted from 0, that a person means: its words, its number from 1, its beginning, a word of it."""
    word = " ".join(text.replace("_", " ").split()).casefold()
    choices = [choice.casefold() for choice in poll.choices]
    for fits in _FITS:
        found = [number for number, choice in enumerate(choices) if word and fits(choice, word, number)]
        if len(found) == 1:
            return found[0]
        if found:
            several = listed((f"{number + 1} {poll.choices[number]}" for number in found), "or")
            return Refusal("ambiguous_choice", f"`{text}` could be {several}: say it by its number")
    guess = nearest(text, poll.choices)
    hint = f"did you mean `{guess}`?" if guess else f"there is {_numbered(poll)}"
    return Refusal("unknown_choice", f"`{text}` is no choice of `{poll.id}`; {hint}")


_FITS: tuple[Callable[[str, str, int], bool], ...] = (
    lambda choice, word, number: choice == word,
    lambda choice, word, number: word == str(number + 1),
    lambda choice, word, number: choice.startswith(word),
    lambda choice, word, number: word in choice.replace("(", " ").split(),
)


def _numbered(poll: Poll) -> str:
    return "; ".join(f"{number} {choice}" for number, choice in enumerate(poll.choices, 1))


def is_late(table: Table, when: Occasion) -> bool:
    """Whether an answer from then comes at an odd time: the first move is made, or the game not over yet."""
    if when == "after":
        return table.state.phase != "ended"
    view = table.view(PUBLIC)
    first = view.turn <= 1 and view.phase in ("signal", "plan")
    return not first or (view.turn == 1 and any(seat.handed_in for seat in view.seats))


def _keep(
    table: Table,
    made: Callable[[PollCounts], PollAnswer | Refusal],
    poll: str,
    seat: str,
    choice: int | None = None,
) -> Refusal | PollTaken:
    """Write down the answer that is `made` of what was counted so far, unless something is wrong with it."""
    table.refresh()
    question = find_question(table.deck, poll)
    if isinstance(question, Refusal):
        return question
    against = _no_seat(table.deck, seat) or _no_choice(table.deck.poll[question], choice)
    if against is not None:
        return against
    counts = next(each for each in poll_counts(table) if each.poll.id == question)
    answer = made(counts)
    if isinstance(answer, Refusal):
        return answer
    against = next(_refusals(counts, answer), None) or _nothing_to_take_back(table, answer)
    if against is not None:
        return against
    if answer.count:
        body = msgspec.json.encode(answer, order="deterministic").decode()
        table.add_note(answer.seat or FACILITATOR, FACILITATOR, POLL, body)
    return PollTaken(_LATE[answer.when] if is_late(table, answer.when) else "")


def _nothing_to_take_back(table: Table, answer: PollAnswer) -> Refusal | None:
    if answer.choice is not None:
        return None
    before = [
        each.choice
        for each in _answers(table)
        if (each.poll, each.when, each.seat, each.person) == (answer.poll, answer.when, answer.seat, answer.person)
    ]
    if before and before[-1] is not None:
        return None
    team = table.deck.seats[answer.seat].title if answer.seat else "no team"
    sentence = f"no answer of {answer.person} ({team}) stands there, so none is taken back"
    return Refusal("no_answer", sentence)


def _refusals(counts: PollCounts, answer: PollAnswer) -> Iterator[Refusal]:
    poll = counts.poll
    if answer.when not in OCCASIONS:
        yield Refusal("unknown_occasion", f"a poll is asked before or after, not `{answer.when}`")
    against = _no_choice(poll, answer.choice)
    if against is not None:
        yield against
    if answer.person:
        yield from _unfit_person(answer)
    elif answer.choice is None:
        yield Refusal("no_choice", "only the answer of a person who gave a name can be taken back as a whole")
    elif against is None:
        there = _slips(counts, answer.when, answer.seat)[answer.choice]
        if there + answer.count < 0:
            counted = "no slip is" if not there else "only 1 slip is" if there == 1 else f"only {there} slips are"
            yield Refusal("count", f"{counted} counted there, and {-answer.count} can't be taken back")
        if there + answer.count > MOST_PEOPLE:
            yield Refusal("count", f"a choice has {MOST_PEOPLE} people at most")


def _unfit_person(answer: PollAnswer) -> Iterator[Refusal]:
    if answer.count != 1:
        yield Refusal("count", "a person who gives a name is one, and answers once")
    if len(answer.person) > LONGEST_PERSON:
        yield Refusal("person", f"the name of a person has {LONGEST_PERSON} characters at most")
    if find_blemish(answer.person) is not None:
        yield Refusal("person", "the name of a person holds a character that can't be shown")


def _no_seat(deck: Deck, seat: str) -> Refusal | None:
    if not seat or seat in deck.seats:
        return None
    guess = nearest(seat, deck.seats)
    hint = f"did you mean {guess}?" if guess else f"there is: {', '.join(deck.seats)}"
    return Refusal("unknown_seat", f"no seat is called `{seat}`; {hint}")


def _no_choice(poll: Poll, choice: int | None) -> Refusal | None:
    if choice is None or 0 <= choice < len(poll.choices):
        return None
    return Refusal("unknown_choice", f"`{poll.id}` has {len(poll.choices)} choices, and no number {choice + 1}")


def _slips(counts: PollCounts, when: Occasion, seat: str) -> tuple[int, ...]:
    return counts.unnamed.get((when, seat), (0,) * len(counts.poll.choices))


def _standing(counts: Iterable[int], place: int) -> int:
    """The choice of the answer at a place, counted from 0, when all answers stand in the order of the choices."""
    for choice, people in enumerate(counts):
        place -= people
        if place < 0:
            return choice
    raise IndexError(place)


def _of(
    counted: Mapping[tuple[str, Occasion, str], list[int]], poll: Poll
) -> dict[tuple[Occasion, str], tuple[int, ...]]:
    return {(when, seat): tuple(people) for (name, when, seat), people in counted.items() if name == poll.id}


def _answers(table: Table) -> Iterator[PollAnswer]:
    """The answers that can be read and that speak of this deck."""
    deck = table.deck
    for note in table.notes(FACILITATOR):
        answer = _read(note.body) if (note.kind, note.version) == (POLL, _VERSION) else None
        if answer is None or answer.poll not in deck.poll or _no_seat(deck, answer.seat) is not None:
            continue
        if _no_choice(deck.poll[answer.poll], answer.choice) is None and abs(answer.count) <= 2 * MOST_PEOPLE:
            yield answer


def _read(body: str) -> PollAnswer | None:
    try:
        return msgspec.json.decode(body, type=PollAnswer)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return None
