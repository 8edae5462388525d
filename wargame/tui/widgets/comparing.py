"""The pages of a comparison: who decided what, endings, tracks, odds, what nobody played, readings, calibration."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from attrs import frozen
from textual.content import Content

from wargame.debrief.beside import beside_lines, parting_text
from wargame.debrief.calibrated import HOW, calibrated_lines
from wargame.debrief.comparing import FREE, PASSED, Comparison, OddsGiven
from wargame.debrief.sections import Section
from wargame.debrief.studies import Study
from wargame.deck import Deck, shown
from wargame.tui.text import EMPTY, heading, join, ui_text, wrapped
from wargame.tui.widgets.columns import Line, fitting, pair, table, title_width
from wargame.words import card_title

#: What a game has where it did not come to something.
_NONE = "·"
_SPOKEN = {PASSED: "passed", FREE: "its own move"}
#: Draws a page from a game on, for a width.
Page = Callable[[Study, int, int], list[Content]]


@frozen
class _Columns:
    """A table of the games: its head, what it shows in a sentence, its lines, and what is said above all."""

    head: Line
    about: str
    lines: Sequence[Line]
    news: tuple[str, ...] = ()


def pages_of(study: Study) -> Mapping[str, tuple[str, Page]]:
    """The pages by their ids, each with its title: of two games one beside the other, of more a column for each."""
    begin: dict[str, tuple[str, Page]] = {"decisions": ("Decisions", partial(_columns, "decisions"))}
    if study.beside is not None:
        begin = {"beside": ("Side by side", _beside)}
    readings: dict[str, tuple[str, Page]] = {"readings": ("Readings", _readings)} if study.readings else {}
    return {**begin, **_PAGES, **readings, "calibration": ("Calibration", _calibration)}


def room(study: Study, page: str, width: int) -> int:
    """How many games a page has room for; all of them where it has no columns."""
    columns = _COLUMNS.get(page)
    if columns is None:
        return len(study.names)
    found = columns(study.comparison)
    return fitting(width, title_width([found.head, *found.lines], width), len(study.names))


def _columns(page: str, study: Study, first: int, width: int) -> list[Content]:
    found = _COLUMNS[page](study.comparison)
    if not found.lines:
        return _quiet(found.about, width)
    about = [line for text in found.news for line in wrapped(ui_text(text), width)]
    return [
        *about,
        *_quiet(found.about, width),
        EMPTY,
        *table(found.head, found.lines, first, width),
    ]


def _decisions(found: Comparison) -> _Columns:
    lines = [
        Line(
            f"Turn {each.turn}, {found.deck.seats[each.seat].title}",
            [_move(found.deck, move) for move in each.moves],
            not each.alike,
        )
        for each in found.decisions
    ]
    about = "▸ stands where the games did not decide the same."
    return _Columns(Line("Handed in", found.names), about, lines, (_parted(found),))


def _parted(found: Comparison) -> str:
    if len(found.names) == 1:
        return "Only one game: there is nothing to compare it with."
    if found.parted is None:
        return "They never parted: every seat decided the same."
    return f"They first parted in turn {found.parted.turn}, by what {found.deck.seats[found.parted.seat].title} did."


def _move(deck: Deck, move: str | None) -> str:
    if move is None:
        return _NONE
    return _SPOKEN.get(move) or (f"{move} {deck.cards[move].title}" if move in deck.cards else move)


def _beside(study: Study, first: int, width: int) -> list[Content]:
    two = study.beside
    if two is None:
        return []
    lines = list(beside_lines(two))
    titles = min(max((ui_text(line.title).cell_length for line in lines), default=0) + 4, width * 3 // 10)
    cell = (width - titles - 4) // 2
    found = [*wrapped(ui_text(parting_text(two), "bold"), width)]
    found += _quiet(
        "▸ stands where a seat did not do the same; under it the tracks that stood apart after the turn.", width
    )
    if not lines:
        return [*found, EMPTY, ui_text("From there on nothing is told apart.")]
    names = [ui_text(name, "bold $mark").truncate(cell, ellipsis=True) for name in study.names]
    for line in lines:
        if line.about == "turn":
            blank = ui_text(" " * max(0, titles - ui_text(line.title).cell_length))
            found += [EMPTY, *_titled(join(ui_text(line.title, "bold"), blank), names, titles, cell)]
            continue
        apart = line.about == "deed" and not line.alike
        style = "bold" if apart else "" if line.about == "deed" else "$quiet"
        title = ui_text(f"{'▸ ' if apart else '  '}{line.title}", style)
        cells = [
            wrapped(ui_text(each, "" if line.about == "deed" else "$quiet"), cell) for each in (line.one, line.other)
        ]
        found += _beneath(wrapped(title, titles - 1, hang=2), pair(cells[0], cells[1], cell), titles)
    return found


def _titled(title: Content, names: list[Content], titles: int, cell: int) -> list[Content]:
    return _beneath([title], pair([names[0]], [names[1]], cell), titles)


def _beneath(titles: list[Content], rest: list[Content], width: int) -> list[Content]:
    """A title in lines of so many cells, and beside it what belongs to it."""
    return pair(titles, rest, width)


def _endings(study: Study, first: int, width: int) -> list[Content]:
    found: list[Content] = []
    comparison = study.comparison
    wide = max(ui_text(name).cell_length for name in comparison.names)
    column = min(wide, width // 3) + 2
    for answer in comparison.deck.answers:
        titles = {state.id: state.title for state in answer.states}
        found += [*wrapped(ui_text(answer.question, "bold"), width)]
        for name, state in zip(comparison.names, comparison.answers[answer.id], strict=True):
            said = titles.get(state, _NONE) if state else "not over"
            own = wrapped(ui_text(name, "$quiet"), column - 2)
            found += pair([line.pad_left(2) for line in own], wrapped(ui_text(said), width - column - 4), column)
        found.append(EMPTY)
    return found or [ui_text("This deck asks nothing at its end.", "$quiet")]


def _tracks(found: Comparison) -> _Columns:
    lines = [
        Line(
            found.deck.tracks[each.track].title,
            [_level(found.deck, each.track, value) for value in each.values],
            each.least != each.most,
            (str(each.least), f"{each.middle:g}", str(each.most)),
        )
        for each in found.spreads
    ]
    about = "Where each track stood at the end: the least, the middle and the most of all games, then each game."
    return _Columns(Line("Track", found.names, figures=("least", "middle", "most")), about, lines)


def _level(deck: Deck, track: str, value: int) -> str:
    """`2 Fighting`, or the number alone where levels have no names."""
    return f"{value} {shown(deck.tracks[track], value)}" if deck.tracks[track].steps else str(value)


def _odds(found: Comparison) -> _Columns:
    lines = [Line(card_title(found.deck, each.card), _chances(each), each.apart > 0) for each in found.odds]
    about = "The chance of success that a card was ruled at, in per cent; those that lie farthest apart first."
    return _Columns(Line("Card", found.names), about if lines else "No card was ruled at odds.", lines)


def _chances(each: OddsGiven) -> list[str]:
    return [", ".join(str(chance) for chance in several) or _NONE for several in each.chances]


def _never(study: Study, first: int, width: int) -> list[Content]:
    found = study.comparison
    if not found.never:
        return _quiet("Every card was played by somebody.", width)
    lines = _quiet(f"{len(found.never)} of {len(found.deck.cards)} cards were played in none of these games.", width)
    for seat in found.deck.seats.values():
        own = [card for card in found.never if found.deck.cards[card].seat == seat.id]
        if own:
            lines += [EMPTY, ui_text(seat.title, "bold")]
            lines += [line for card in own for line in wrapped(ui_text(card_title(found.deck, card)), width, indent=2)]
    return lines


def _readings(study: Study, first: int, width: int) -> list[Content]:
    cell = (width - 2) // 2
    names = [ui_text(name, "bold $mark").truncate(cell, ellipsis=True) for name in study.names]
    found = pair([names[0]], [names[1]], cell)
    for one, other in zip(*study.readings, strict=True):
        found += [EMPTY, heading(ui_text(one.title, "bold"), width), *_quiet(f"({one.how})", width)]
        found += pair(section_lines(one, cell), section_lines(other, cell), cell)
    return found


def section_lines(section: Section, width: int) -> list[Content]:
    """The lines of a part of a reading, each indented as it is there."""
    found: list[Content] = []
    for line in section.lines or ("nothing",):
        indent = len(line) - len(line.lstrip())
        found += wrapped(ui_text(line.strip(), "" if section.lines else "$quiet"), width, indent=indent, hang=2)
    return found


def _calibration(study: Study, first: int, width: int) -> list[Content]:
    found = _quiet(f"({HOW})", width)
    for line in calibrated_lines(study.comparison.deck, study.calibrations):
        indent = len(line) - len(line.lstrip())
        found += [*([] if indent else [EMPTY]), *wrapped(ui_text(line.strip()), width, indent=indent, hang=2)]
    return found


def _quiet(text: str, width: int) -> list[Content]:
    return wrapped(ui_text(text, "$quiet"), width)


_COLUMNS: Mapping[str, Callable[[Comparison], _Columns]] = {
    "decisions": _decisions,
    "tracks": _tracks,
    "odds": _odds,
}
_PAGES: Mapping[str, tuple[str, Page]] = {
    "endings": ("Endings", _endings),
    "tracks": ("Tracks", partial(_columns, "tracks")),
    "odds": ("Odds", partial(_columns, "odds")),
    "never": ("Never played", _never),
}
