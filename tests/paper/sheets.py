"""What tests of paper share: every sheet of a game, and a sheet taken apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html.parser import HTMLParser

from attrs import define, field

from wargame.deck import FACILITATOR, PUBLIC, Deck
from wargame.paper import Paper, facilitator_sheet, one_file, packet, wall_sheet
from wargame.rules import Event, View, fold, view_for

GAME = "tuesday"


def views(deck: Deck, events: Sequence[Event]) -> dict[str, View]:
    """The view of every viewer."""
    state = fold(events)
    return {viewer: view_for(deck, state, viewer) for viewer in (*deck.seats, PUBLIC, FACILITATOR)}


def sheets(
    deck: Deck, of: Mapping[str, View], *, game: str = GAME, paper: Paper = "A4", names: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Every file that can be printed, by seat; `wall`, `facilitator` and `all`."""
    seats = [of[seat] for seat in deck.seats]
    found = {seat: packet(of[seat], deck, game, paper=paper, names=names) for seat in deck.seats}
    found["wall"] = wall_sheet(of[PUBLIC], deck, game, paper=paper, names=names)
    found["facilitator"] = facilitator_sheet(of[FACILITATOR], seats, deck, game, paper=paper, names=names)
    found["all"] = one_file(
        of[PUBLIC], of[FACILITATOR], seats, list(deck.seats), deck, game, paper=paper, names=names
    )  # fmt: skip
    return found


@define
class Parsed(HTMLParser):
    """A page taken apart: its elements with their attributes in order, its text, and its style."""

    elements: list[tuple[str, tuple[tuple[str, str | None], ...]]] = field(factory=list)
    oddities: list[str] = field(factory=list)
    text: str = ""
    style: str = ""

    def __attrs_pre_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(attrs)))

    def handle_data(self, data: str) -> None:
        if self.elements and self.elements[-1][0] == "style" and not self.style:
            self.style = data
        else:
            self.text += data

    def handle_comment(self, data: str) -> None:
        self.oddities.append(data)

    def unknown_decl(self, data: str) -> None:
        self.oddities.append(data)

    def handle_pi(self, data: str) -> None:
        self.oddities.append(data)


def parsed(page: str) -> Parsed:
    """A page taken apart."""
    found = Parsed()
    found.feed(page)
    found.close()
    return found


def squeezed(text: str) -> str:
    """Without blanks and hyphens, which a line's end may add or take."""
    return "".join(text.split()).replace("-", "").replace("\u00ad", "")
