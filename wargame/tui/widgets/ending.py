"""The end of a game: why, what each question is answered by, what was hidden, and where everything came to stand."""

from __future__ import annotations

from attrs import evolve
from textual.content import Content

from wargame.deck import shown
from wargame.table import GameEnded
from wargame.tui.position import Position
from wargame.tui.text import EMPTY, heading, join, paragraphs, ui_text, wrapped
from wargame.tui.widgets.gauge import gauge_lines


def ending_lines(position: Position, width: int) -> list[Content]:
    """The whole ending, to be read aloud from the top."""
    ending = position.public.ending
    if ending is None:
        return []
    found = [*_cause(position, ending, width), EMPTY]
    for answer in position.deck.answers:
        state = next(each for each in answer.states if each.id == ending.answers[answer.id])
        found += wrapped(ui_text(answer.question, "$quiet"), width)
        found += wrapped(ui_text(state.title, "bold $mark"), width, indent=2)
        found += [*paragraphs(state.text, width, indent=2), EMPTY]
    return [*found, *_revealed(position, ending, width), *_final(position, width), EMPTY, *_check(position, width)]


def _cause(position: Position, ending: GameEnded, width: int) -> list[Content]:
    early = next((each for each in position.deck.ends if each.id == ending.cause), None)
    if early is None:
        return [ui_text("The game is over: the calendar has run out.", "bold")]
    return [*wrapped(ui_text(f"The game is over: {early.title}.", "bold"), width), *paragraphs(early.text, width)]


def _revealed(position: Position, ending: GameEnded, width: int) -> list[Content]:
    hidden = [track for track in position.deck.reveals if track in ending.values]
    if not hidden:
        return []
    found = [heading(ui_text("What was hidden", "bold"), width)]
    for track in hidden:
        known = position.deck.tracks[track]
        value = shown(known, ending.values[track])
        found += wrapped(join(ui_text(f"◌ {known.title}: "), ui_text(value, "bold $mark")), width, hang=2)
    return [*found, EMPTY]


def _final(position: Position, width: int) -> list[Content]:
    found = [heading(ui_text("The board, and its change over the game", "bold"), width)]
    tracks = [evolve(track, before=position.opening.get(track.id)) for track in position.public.tracks]
    return found + gauge_lines(tracks, width)


def _check(position: Position, width: int) -> list[Content]:
    command = f"wargame verify {position.game} --head {position.head}"
    found = [heading(ui_text("Proof that nothing was changed", "bold"), width)]
    found += wrapped(ui_text("Note this line; the command says later whether the log is still the one you saw:"), width)
    return [*found, *(line.pad_left(2) for line in ui_text(command, "bold").fold(width - 2))]
