"""What a deck holds, page by page: a line for each thing, and what stands beside the line that is marked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from attrs import frozen
from textual.content import Content

from wargame.deck import (
    Card,
    Condition,
    Deck,
    Effect,
    Estimate,
    Fact,
    Inject,
    Problem,
    Seat,
    Turn,
    Upkeep,
    citations,
    done,
    listed,
    reckoned,
)
from wargame.table import fact_view
from wargame.tui.text import EMPTY, Draw, fitted, heading, join, paragraphs, quoted, spread, ui_text, wrapped
from wargame.tui.themes import seat_color
from wargame.tui.widgets.card import fact_lines, section
from wargame.tui.widgets.deck_board import board_at_start, start_text, track_lines
from wargame.tui.widgets.deck_card import deck_card_lines
from wargame.words import likelihood, wanted

#: What is cited where nothing is: what the deck's author made up.
DESIGNER = "designer"


#: What each part of a deck is called that cites a fact; and the parts whose ids people use.
_CITING = {
    "cards": "Cards that cite it",
    "modifiers": "What moves the odds of cards",
    "injects": "News",
    "estimates": "Reports",
    "tracks": "Tracks",
    "upkeep": "By itself",
    "seats": "Briefs",
}
_CODED = ("cards", "modifiers")


@frozen
class Entry:
    """A line of a page: how it is drawn, and what is read beside it. Without an id it is a heading of others."""

    id: str
    title: str
    row: Draw
    detail: Draw


@frozen
class Choice:
    """Which cards are wanted: of a seat, of a system, citing a fact or a document, and holding all words of a text."""

    seat: str = ""
    system: str = ""
    cited: str = ""
    text: str = ""

    def fits(self, deck: Deck, card: Card) -> bool:
        """Whether a card is wanted."""
        return (
            self.seat in ("", card.seat)
            and (not self.system or self.system in card.systems)
            and (not self.cited or any(cites(deck, each, self.cited) for each in card.sources))
            and (not self.text or says(card, self.text))
        )


def cites(deck: Deck, fact: str, cited: str) -> bool:
    """Whether a fact that is cited is the one that is looked for, or stands in the document that is."""
    return fact == cited or (fact in deck.facts and deck.facts[fact].source == cited)


def says(card: Card, text: str) -> bool:
    """Whether all words of a text stand somewhere on a card."""
    needs = card.needs.text if card.needs is not None else ""
    said = (card.id, card.title, card.text, needs, card.facilitator, card.umpire, *card.pros, *card.cons)
    whole = "\n".join((*said, *(outcome.text for outcome in card.outcomes.values()))).casefold()
    return all(word in whole for word in text.casefold().split())


def card_entries(deck: Deck, choice: Choice) -> Iterator[Entry]:
    """The cards that are wanted, seat by seat."""
    for seat in deck.seats.values():
        cards = [card for card in deck.hand(seat.id) if choice.fits(deck, card)]
        if cards:
            yield _heading(f"{seat.glyph} {seat.title}", seat_color(seat.color))
        for card in cards:
            detail = partial(deck_card_lines, deck, card)
            yield Entry(card.id, card.title, partial(_card_row, card), detail)


def _card_row(card: Card, width: int) -> list[Content]:
    hidden = " ◌" if card.secret else ""
    title = join(ui_text(card.title, "bold"), ui_text(f"{hidden}  {card.id}", "$quiet"))
    return [spread(title, ui_text(f"{card.chance} %"), width)]


def seat_entries(deck: Deck, *, private: bool) -> Iterator[Entry]:
    """Who sits at the table; with their private briefs only where these are wanted."""
    for seat in deck.seats.values():
        title = f"{seat.glyph} {seat.title}"
        row = partial(_plain_row, title, _cards(len(deck.hand(seat.id))), style=f"bold {seat_color(seat.color)}")
        yield Entry(seat.id, title, row, partial(_seat_lines, deck, seat, private))


def _seat_lines(deck: Deck, seat: Seat, private: bool, width: int) -> list[Content]:
    found = [heading(ui_text("Everybody knows", "bold"), width), *paragraphs(seat.public, width)]
    found += section("Only this team reads", width)
    if not private:
        text = "Its brief and what it wants are kept back, since teams may look on. p shows them."
        return [*found, *wrapped(ui_text(text, "$quiet"), width)]
    found += paragraphs(seat.private, width) if seat.private else [ui_text("No brief of its own.", "$quiet")]
    for objective in seat.objectives:
        held = f" (the board: {wanted(deck, objective.condition)})" if objective.condition is not None else ""
        found += wrapped(join(ui_text(f"□ {objective.text}"), ui_text(held, "$quiet")), width, hang=2)
    return found + _facts(deck, seat.sources, width)


def board_entries(deck: Deck) -> Iterator[Entry]:
    """The board as it stands when the table is laid, each track, and what happens by itself."""
    yield Entry("board", "The board at the start", partial(_plain_row, "The board at the start", ""), _board(deck))
    for title, tracks in (
        ("Everybody sees", [track for track in deck.tracks.values() if track.audience == "all"]),
        ("Not everybody sees", [track for track in deck.tracks.values() if track.audience != "all"]),
    ):
        if tracks:
            yield _heading(title)
        for track in tracks:
            row = partial(_plain_row, track.title, start_text(deck, track))
            yield Entry(f"track {track.id}", track.title, row, partial(track_lines, deck, track))
    if deck.upkeep:
        yield _heading("By itself, at each close of a turn")
    for rule in deck.upkeep:
        yield Entry(
            f"rule {rule.id}", rule.title, partial(_plain_row, rule.title, ""), partial(_upkeep_lines, deck, rule)
        )


def _board(deck: Deck) -> Draw:
    return partial(board_at_start, deck)


def _upkeep_lines(deck: Deck, rule: Upkeep, width: int) -> list[Content]:
    found = paragraphs(rule.because, width) if rule.because else []
    if rule.condition is not None:
        found += wrapped(ui_text(f"If {wanted(deck, rule.condition)}."), width)
    return found + _does(deck, rule.effects, width) + _facts(deck, rule.sources, width)


def news_entries(deck: Deck) -> Iterator[Entry]:
    """The calendar, and the news that may come."""
    yield _heading("Turns")
    for number, turn in enumerate(deck.turns, 1):
        detail = partial(_turn_lines, deck, number, turn)
        yield Entry(f"turn {number}", turn.title, partial(_plain_row, f"{number}  {turn.title}", ""), detail)
    if deck.injects:
        yield _heading("News")
    for inject in deck.injects.values():
        row = partial(_plain_row, inject.title, _when(deck, inject))
        yield Entry(f"inject {inject.id}", inject.title, row, partial(_inject_lines, deck, inject))

    if deck.estimates:
        yield _heading("What agencies report on")
    for estimate in deck.estimates.values():
        row = partial(_plain_row, estimate.question, _turns(deck, estimate.first, estimate.last))
        yield Entry(f"estimate {estimate.id}", estimate.question, row, partial(_estimate_lines, deck, estimate))


def _turn_lines(deck: Deck, number: int, turn: Turn, width: int) -> list[Content]:
    found = [ui_text(f"Turn {number} of {len(deck.turns)}", "$quiet"), EMPTY, *paragraphs(turn.brief, width)]
    sure = [each for each in deck.injects.values() if each.first == each.last == number and not each.by_hand]
    found += section("What may come only now", width) if sure else []
    for inject in sure:
        found += wrapped(ui_text(f"· {inject.title}"), width, hang=2)
    return found


def _when(deck: Deck, inject: Inject) -> str:
    return "by hand" if inject.by_hand else _turns(deck, inject.first, inject.last)


def _turns(deck: Deck, first: int, last: int) -> str:
    if first == last:
        return f"turn {first}"
    return "any turn" if (first, last) == (1, len(deck.turns)) else f"turns {first}–{last}"


def _estimate_lines(deck: Deck, estimate: Estimate, width: int) -> list[Content]:
    """What the reports are about, who gets them, and how far each agency can be trusted, which nobody is told."""
    found = wrapped(
        ui_text(f"{_turns(deck, estimate.first, estimate.last)}, to {_seats(deck, estimate.audience)}."), width
    )
    found += wrapped(ui_text(f"It is so if {wanted(deck, estimate.truth)}.", "$quiet"), width)
    for agency in estimate.agencies:
        found += section(agency.title, width)
        right = f"Its reports are right {reckoned(agency.right, deck.tracks)} times in a hundred. "
        says = f"For yes it writes {likelihood(agency.yes)}, for no {likelihood(agency.no)}."
        sure = f" It claims {agency.confidence} confidence." if agency.confidence is not None else ""
        found += wrapped(ui_text(right + says + sure), width)
    return found + _facts(deck, estimate.sources, width)


def _inject_lines(deck: Deck, inject: Inject, width: int) -> list[Content]:
    seen = "To everybody." if inject.audience == "all" else f"To {_seats(deck, inject.audience)}."
    found = [ui_text(f"{inject.id} · {_when(deck, inject)}", "$quiet"), EMPTY, *paragraphs(inject.text, width), EMPTY]
    terms = [seen]
    if inject.condition is not None:
        terms.append(f"Only if {wanted(deck, inject.condition)}.")
    if inject.chance is not None:
        terms.append(f"It comes with {inject.chance} % ({likelihood(inject.chance)}) at each opening.")
    if inject.again:
        terms.append("It may come again.")
    found += wrapped(ui_text(" ".join(terms)), width)
    return found + _does(deck, inject.effects, width) + _facts(deck, inject.sources, width)


def fact_entries(deck: Deck) -> Iterator[Entry]:
    """The facts under their documents, and who cites each."""
    for source in deck.sources.values():
        facts = [fact for fact in deck.facts.values() if fact.source == source.id]
        if facts:
            yield _heading(f"{source.id}  {source.title}")
        for fact in facts:
            cards = sum(fact.id in card.sources for card in deck.cards.values())
            row = partial(_plain_row, f"{fact.id}  {fact.text}", _cards(cards), style="")
            yield Entry(fact.id, fact.id, row, partial(_fact_lines, deck, fact))


def _fact_lines(deck: Deck, fact: Fact, width: int) -> list[Content]:
    source = deck.sources[fact.source]
    found = [*paragraphs(fact.text, width), EMPTY]
    found += wrapped(ui_text(fact_view(deck, fact.id).source, "$quiet"), width)
    found += wrapped(ui_text(f"Its stance: {source.stance}", "$quiet"), width) if source.stance else []
    cited = [each for each in citations(deck) if each.fact == fact.id]
    for name, title in _CITING.items():
        said = [f"{each.id}  {each.title}" if name in _CODED else each.title for each in cited if each.section == name]
        found += [EMPTY, *_named_lines(title, said, width)] if said else []
    return found


def ending_entries(deck: Deck) -> Iterator[Entry]:
    """What ends a game early, and the questions that the ending answers."""
    if deck.answers:
        yield _heading("What the ending answers")
    for answer in deck.answers:
        states = [(state.title, state.text, state.condition) for state in answer.states]
        detail = partial(_states_lines, deck, states)
        row = partial(_plain_row, answer.question, f"{len(states)} states")
        yield Entry(f"answer {answer.id}", answer.question, row, detail)
    if deck.ends:
        yield _heading("What ends it early")
    for end in deck.ends:
        detail = partial(_states_lines, deck, [(end.title, end.text, end.condition)])
        yield Entry(f"end {end.id}", end.title, partial(_plain_row, end.title, ""), detail)
    if deck.reveals:
        text = f"At the end all see: {listed(deck.tracks[each].title for each in deck.reveals)}."
        yield _heading("What is shown then")
        yield Entry("reveals", "What is shown then", partial(_plain_row, "Hidden tracks", ""), _prose(text))

    yield from _talk_entries(deck)


def _talk_entries(deck: Deck) -> Iterator[Entry]:
    """What is asked of the room: polls, questions for the debrief, and what the game is to say something of."""
    if deck.poll or deck.debrief:
        yield _heading("Asked of the room")
    for poll in deck.poll.values():
        row = partial(_plain_row, poll.question, "before and after")
        yield Entry(f"poll {poll.id}", poll.question, row, _prose("\n\n".join(f"□ {each}" for each in poll.choices)))
    for number, question in enumerate(deck.debrief, 1):
        whose = _seats(deck, question.seat) if question.seat else "debrief"
        detail = _prose(f"In the debrief, to {'everybody' if not question.seat else whose}.")
        yield Entry(f"question {number}", question.text, partial(_plain_row, question.text, whose), detail)
    if deck.research:
        yield _heading("What the game is to say something of")
    for name, text in deck.research.items():
        cards = [f"{each.id}  {each.title}" for each in deck.cards.values() if name in each.research]
        row = partial(_plain_row, f"{name}  {text}", _cards(len(cards)), style="")
        yield Entry(f"research {name}", text, row, partial(_named_lines, "Cards that speak of it", cards))


def _named_lines(title: str, names: Iterable[str], width: int) -> list[Content]:
    found = [heading(ui_text(title, "bold"), width)]
    for name in names:
        found += wrapped(ui_text(f"· {name}"), width, hang=2)
    return found


def _states_lines(deck: Deck, states: Iterable[tuple[str, str, Condition | None]], width: int) -> list[Content]:
    found: list[Content] = []
    for title, text, condition in states:
        when = f"if {wanted(deck, condition)}" if condition is not None else "else"
        found += section(title, width)
        found += [*wrapped(ui_text(when, "$quiet"), width), *paragraphs(text, width)]
    return found


def problem_entries(problems: Iterable[Problem], place: Callable[[Problem], str]) -> Iterator[Entry]:
    """What is wrong, or to be thought about; `place` says where, as short as can be."""
    for number, problem in enumerate(problems, 1):
        where = place(problem)
        row = partial(problem_row, problem, where)
        yield Entry(
            f"problem {number}", f"{_KINDS[problem.severity][1]}, {where}", row, partial(problem_lines, problem)
        )


#: Cells from which a problem begins on the line that says where it is.
_ROOMY = 60
#: What stands before each kind of problem, and what it is called: never a colour alone.
_KINDS = {"error": ("✕", "Error"), "warning": ("▲", "Warning")}


def problem_row(problem: Problem, place: str, width: int) -> list[Content]:
    """A problem in a list: its kind, where it is, and what."""
    glyph, kind = _KINDS[problem.severity]
    head = join(ui_text(f"{glyph} {kind}", "bold $warn"), ui_text(f"  {place}", "$quiet"))
    message = ui_text(quoted(problem.message))
    if width >= _ROOMY:
        found = wrapped(join(head, ui_text("  "), message), width, hang=2)
    else:
        found = [fitted(head, width), *wrapped(message, width, indent=2)]
    if problem.hint:
        found += wrapped(ui_text(f"→ {quoted(problem.hint)}", "$quiet"), width, indent=2, hang=2)
    return found


def problem_lines(problem: Problem, width: int) -> list[Content]:
    """A problem in full: the line of the file with a mark under the place, and what was probably meant."""
    at = problem.at
    found = wrapped(ui_text(f"{at.file}, line {at.line}, column {at.column}", "$quiet"), width)
    found += [EMPTY, *wrapped(ui_text(quoted(problem.message), "bold"), width)]
    if at.source:
        found += [EMPTY, *_quoted_line(at.source, at.column - 1, at.length, width)]
    if problem.hint:
        found += [EMPTY, *wrapped(join(ui_text("Hint: ", "bold"), ui_text(quoted(problem.hint))), width)]
    return found


def _quoted_line(line: str, column: int, length: int, width: int) -> list[Content]:
    """As much of a line as has room around a column, and a mark under it."""
    begin = max(0, min(column - width // 3, len(line) - width + 2))
    room = width - 2
    mark = "^" * max(1, min(length, room - (column - begin), len(line) - column))
    before = ui_text(line[begin:column]).cell_length
    text = join(ui_text("… " if begin else "  ", "$quiet"), ui_text(line[begin : begin + room]))
    return [fitted(text, width), ui_text(" " * (before + 2) + mark, "bold $warn")]


def _heading(title: str, style: str = "") -> Entry:
    def draw(width: int) -> list[Content]:
        return [heading(ui_text(title, f"bold {style}".strip()), width)]

    return Entry("", title, draw, _prose(""))


def _plain_row(title: str, about: str, width: int, style: str = "bold") -> list[Content]:
    return [spread(ui_text(" ".join(title.split()), style), ui_text(about, "$quiet"), width)]


def _cards(many: int) -> str:
    return f"{many} card{'s' * (many != 1)}"


def _prose(text: str) -> Draw:
    return lambda width: paragraphs(text, width)


def _seats(deck: Deck, audience: str) -> str:
    return listed(deck.seats[each].title if each in deck.seats else "the facilitator" for each in audience.split())


def _does(deck: Deck, effects: Iterable[Effect], width: int) -> list[Content]:
    lines = [done(effect, deck.tracks) for effect in effects]
    return wrapped(ui_text(f"→ {'; '.join(lines)}", "$quiet"), width, hang=2) if lines else []


def _facts(deck: Deck, cited: Iterable[str], width: int) -> list[Content]:
    return fact_lines([fact_view(deck, each) for each in cited], width)
