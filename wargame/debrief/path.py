"""The thirty minutes after a game, step by step: what the facilitator says, what the game has to show, what was said.

From the end in role, over what was hidden and what mattered, to what each takes home. Each step is made of what counted
of the game and of what the room has said; nothing here knows how a step looks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from attrs import frozen

from wargame.debrief.objectives import board_says
from wargame.debrief.pathremarks import artefact_lines, check_lines
from wargame.debrief.said import PathLine, head, item, prompt, said_lines
from wargame.debrief.sections import NOTHING_JUDGED, ruling_line, trace_lines
from wargame.debrief.story import Ruling, Story, story_of
from wargame.deck import ALL, Deck, shown
from wargame.rules import Estimated, GameEnded, Rewound
from wargame.table import Hotwash, PollCounts, StepId, Table, Verdict, answers, assessments, poll_counts, speakers
from wargame.table.hotwash import Decision
from wargame.words import OCCASION_TITLES, likelihood, middle, moved, people, readers_title, signed, upper_first

#: What is written at a step: a sentence of each seat, answers to the deck's questions, or lines.
Writes = Literal["", "sentences", "answers", "lines"]


@frozen
class Played:
    """A finished game as its debrief sees it: what counted, why it ended, who played, and what was said since."""

    name: str
    story: Story
    ending: GameEnded
    players: Mapping[str, str]
    speakers: tuple[str, ...]
    rewinds: int
    hotwash: Hotwash
    verdicts: Mapping[str, tuple[Verdict | None, ...]]
    polls: tuple[PollCounts, ...]

    @property
    def deck(self) -> Deck:
        """The deck."""
        return self.story.deck


@frozen
class Step:
    """One step: about how many `minutes` it takes, what the facilitator says, and what there is to see.

    `empty` says why there is nothing to show or to ask; where it says nothing, `lines` may still wait for answers.
    """

    id: StepId
    title: str
    minutes: int
    say: str
    writes: Writes
    lines: tuple[PathLine, ...]
    empty: str = ""


def played(table: Table) -> Played | None:
    """A table as its debrief sees it; None while the game runs. Reads the save, so it is for a thread."""
    ending = next((each.body for each in reversed(table.events) if isinstance(each.body, GameEnded)), None)
    if ending is None or table.state.phase != "ended":
        return None
    return Played(
        table.game.name,
        story_of(table.deck, table.events),
        ending,
        table.state.players,
        speakers(table),
        sum(isinstance(each.body, Rewound) for each in table.events),
        answers(table),
        assessments(table),
        poll_counts(table) if table.deck.poll else (),
    )


def path_of(game: Played, only: str = "") -> tuple[Step, ...]:
    """The steps of a debrief as they were arranged, with all that stands at each by now.

    With `only` nothing is worked out but for that one, since a reading of a long game takes its time.
    """
    return tuple(_step(game, step, told=only in ("", step)) for step in game.hotwash.order)


def _step(game: Played, step: StepId, *, told: bool) -> Step:
    plan = _PLANS[step]
    lines = tuple(plan.lines(game)) if told else ()
    return Step(step, plan.title, plan.minutes, plan.say, plan.writes, lines, "" if lines or not told else plan.empty)


def heaviest_decisions(game: Played) -> Iterator[tuple[Ruling, Decision]]:
    """The decisions that were found to matter most, each with its ruling; one that this game has not is passed over."""
    known = {each.seq: each for each in game.story.rulings}
    for decision in game.hotwash.played_on.decisions if game.hotwash.played_on else ():
        if decision.ruling in known:
            yield known[decision.ruling], decision


# What each step shows


def _frame(game: Played) -> Iterator[PathLine]:
    early = next((each for each in game.deck.ends if each.id == game.ending.cause), None)
    yield head(f"The game is over: {early.title if early else 'the calendar has run out'}.")
    if early and early.text:
        yield PathLine("text", early.text)
    for answer in game.deck.answers:
        state = next((each for each in answer.states if each.id == game.ending.answers.get(answer.id)), None)
        if state is not None:
            yield head(answer.question)
            yield PathLine("said", state.title)
            yield PathLine("text", state.text)


def _sentences(step: StepId) -> Callable[[Played], Iterator[PathLine]]:
    def lines(game: Played) -> Iterator[PathLine]:
        for seat in game.deck.seats:
            text = game.hotwash.sentences[step].get(seat, "")
            yield PathLine("said" if text else "quiet", text or "not said yet", seat=seat)

    return lines


def _objectives(game: Played) -> Iterator[PathLine]:
    for seat in game.deck.seats.values():
        if not seat.objectives:
            continue
        yield head(seat.title, seat.id)
        met = game.ending.met.get(seat.id, ())
        for number, (objective, verdict) in enumerate(zip(seat.objectives, game.verdicts[seat.id], strict=True)):
            board = board_says(verdict, met[number] if number < len(met) else None)
            yield item(" ".join(objective.text.split()))
            yield PathLine("quiet", f"{verdict or 'not said'} {board}")


def _poll(game: Played) -> Iterator[PathLine]:
    for counts in game.polls:
        yield head(counts.poll.question)
        if not counts.answered("before") + counts.answered("after"):
            yield prompt("Nobody has answered yet.")
            continue
        before, after = counts.answered("before"), counts.answered("after")
        both = bool(before and after)
        for number, choice in enumerate(counts.poll.choices):
            early, late = counts.counts("before")[number], counts.counts("after")[number]
            shift = f" ({signed(late - early)})" if both else ""
            yield item(f"{choice}: {early} before, {late} after{shift}")
        yield prompt(f"{upper_first(people(before))} answered before the first move, {people(after)} after the ending.")
        for when in ("before", "after"):
            median = counts.median(when, None)
            if median is not None:
                steps = counts.steps() if when == "after" else None
                tail = "" if steps is None else f": {moved(steps)}"
                yield prompt(f"{OCCASION_TITLES[when]} the middle answer is {middle(counts.poll, median)}{tail}.")


def _reveal(game: Played) -> Iterator[PathLine]:
    deck = game.deck
    for name, estimate in deck.estimates.items():
        reports = [each for each in game.ending.reports if each.estimate == name]
        if reports:
            yield head(estimate.question)
            readers = readers_title(deck, estimate.audience)
            yield prompt(f"Read by {readers}. ✓ right, ✕ wrong; in brackets how sure of its sources.")
            yield from (item(_reported(deck, each)) for each in reports)
    hidden = [deck.tracks[track] for track in deck.reveals if track in game.ending.values and track in deck.tracks]
    if hidden:
        yield head("What was hidden, as it stands")
        for track in hidden:
            yield item(f"{track.title}: {shown(track, game.ending.values[track.id])}")
    secret = [each for each in game.story.rulings if each.audience != ALL]
    if secret:
        yield head("What was done out of sight")
        for ruling in secret:
            yield item(f"{ruling_line(deck, ruling)}. Known to {readers_title(deck, ruling.audience)}.")


def _reported(deck: Deck, body: Estimated) -> str:
    """`Turn 2, in truth yes: ✓ The watch likely (low); ✕ The guests unlikely (high)`."""
    titles = {each.id: each.title for each in deck.estimates[body.estimate].agencies}
    said = "; ".join(
        f"{_judged(each.likelihood, body.truth)} {titles.get(each.agency, each.agency)} "
        f"{likelihood(each.likelihood)} ({each.confidence})"
        for each in body.reports
    )
    return f"Turn {body.turn}, in truth {'yes' if body.truth else 'no'}: {said}"


def _judged(chance: int, truth: bool | None) -> str:
    if chance == 50:
        return "·"
    return "✓" if (chance > 50) == bool(truth) else "✕"


def _mattered(game: Played) -> Iterator[PathLine]:
    found = game.hotwash.played_on
    for place, (ruling, decision) in enumerate(heaviest_decisions(game), 1):
        first, *behind = trace_lines(game.story, ruling)
        yield head(f"{place}. {first}")
        for seat, (before, after, give) in decision.swings.items():
            if abs(after - before) > give and seat in game.deck.seats:
                swing = f"outlook {before:.0%} to {after:.0%} (give or take {100 * give:.0f})"
                yield PathLine("said", swing, seat=seat)
        yield from (prompt(line) for line in behind)
    if found is not None and not found.decisions:
        yield prompt(NOTHING_JUDGED)
    elif found is not None:
        yield head("How it was found")
        yield prompt(
            f"Bots played on {found.games} times from before and after each of {found.rulings} rulings, with the same "
            "dice. An outlook is the share of its objectives that a seat reaches."
        )


def _reflection(game: Played) -> Iterator[PathLine]:
    for number, question in enumerate(game.deck.debrief):
        yield PathLine("head", f"{number + 1}. {question.text}", seat=question.seat)
        yield from said_lines(game.hotwash.lines_of("reflection", number))
    rest = game.hotwash.lines_of("reflection")
    if rest or not game.deck.debrief:
        yield head("On the whole")
        yield from said_lines(rest)
    if not game.deck.debrief:
        yield from map(prompt, _WITHOUT_QUESTIONS)


def _shown(game: Played) -> Iterator[PathLine]:
    yield from map(prompt, _SUPPORTS)
    yield from said_lines(game.hotwash.lines_of("shown"))


def _artefacts(game: Played) -> Iterator[PathLine]:
    yield from map(item, artefact_lines(game.story, game.players, game.speakers, game.rewinds))
    yield from said_lines(game.hotwash.lines_of("artefacts"))


def _check(game: Played) -> Iterator[PathLine]:
    yield from check_lines(game.story)
    yield from said_lines(game.hotwash.lines_of("check"))


def _feedback(game: Played) -> Iterator[PathLine]:
    yield prompt(
        "The form asks who you were by ticks, then in your own words what you observed and what you recommend."
    )
    yield prompt(f"wargame print {game.name} --feedback")


def _communique(game: Played) -> Iterator[PathLine]:
    yield from _sentences("communique")(game)
    yield prompt(f"wargame print {game.name} --communique")


#: What people are asked where the deck asks nothing: the out-of-role questions of most hot washes.
_WITHOUT_QUESTIONS = (
    "What were you trying to do?",
    "Where did your strategy shift, and on what?",
    "Which turn surprised you?",
    "What would you do differently?",
)
#: What one game can be used for, and what not.
_SUPPORTS = (
    "One game shows that something can happen and how it may come about, and what people argue when it is their turn.",
    "It does not show how likely anything is, nor what anybody in the real world would do.",
)


@frozen
class _Plan:
    title: str
    minutes: int
    say: str
    lines: Callable[[Played], Iterator[PathLine]]
    writes: Writes = ""
    empty: str = ""


#: The minutes add up to thirty.
_PLANS: Mapping[StepId, _Plan] = {
    "frame": _Plan(
        "How it ended", 2, "Read aloud why the game is over, and how the board answers each question.", _frame
    ),
    "closing": _Plan(
        "Last words in role",
        2,
        "Each seat says one sentence, still in role: to its own side, or to the others.",
        _sentences("closing"),
        "sentences",
    ),
    "objectives": _Plan(
        "How far they got",
        3,
        "Go round without interruption: how far did you get, and what did you give for it? No one settles a dispute.",
        _objectives,
    ),
    "poll": _Plan(
        "The poll again", 2, "Ask the questions from before the first move again, before anybody discusses them.", _poll
    ),
    "reveal": _Plan(
        "What was hidden",
        4,
        "Show what each side believed beside what was so. Ask who knew, and who would have acted otherwise.",
        _reveal,
        empty="Nothing was hidden in this game.",
    ),
    "mattered": _Plan(
        "What mattered",
        4,
        "Three decisions that moved the outlooks most. Ask those who made them what else lay in their hands.",
        _mattered,
        empty="Bots have not played on from the decisions of this game yet.",
    ),
    "reflection": _Plan(
        "Out of role",
        6,
        "Take off the role. Let each answer for themselves; take down one line an answer.",
        _reflection,
        "answers",
    ),
    "shown": _Plan(
        "What was shown",
        2,
        "What may this game be quoted for, and for what not? Take down what the room agrees on.",
        _shown,
        "lines",
    ),
    "artefacts": _Plan(
        "Artefacts",
        1,
        "What came of the rules, the dice or the table rather than of the matter? Add what you saw.",
        _artefacts,
        "lines",
        empty="Nothing stands out: no seat was a bot's, nothing was set by hand, and nobody had unusual luck.",
    ),
    "check": _Plan(
        "To check in reality",
        1,
        "What does the room now want to look up, and who does it?",
        _check,
        "lines",
        empty="Every fact came up, and the deck asks no question of research. What would you check?",
    ),
    "feedback": _Plan("Feedback", 1, "Hand out the forms, and give a minute of quiet to fill them in.", _feedback),
    "communique": _Plan(
        "The communiqué",
        2,
        "Each seat gives one sentence that it would sign. Print it, and let all of them sign.",
        _communique,
        "sentences",
    ),
}
