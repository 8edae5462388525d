"""The decks that are known here: those of the program, those in the present folder, and those that were named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from attrs import frozen
from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.events import ScreenResume

from wargame.deck import Reading as DeckReading
from wargame.deck import is_shipped, read, shipped_decks
from wargame.deck.reading.finding import decks_inside
from wargame.tui.actions import bindings_of
from wargame.tui.screens.decks import DeckScreen
from wargame.tui.text import EMPTY, fitted, join, paragraphs, spread, ui_text, wrapped
from wargame.tui.widgets.choices import Choices, Row
from wargame.tui.widgets.chrome import Pair
from wargame.tui.widgets.sheet import Reading, Sheet

#: So many decks of the present folder are listed at most.
_MOST = 40
#: The longest path that is taken, in characters.
_LONGEST_PATH = 1000


@frozen
class KnownDeck:
    """A deck in the list: where it lies, whether it belongs to the program, and what reading it gave."""

    path: Path
    shipped: bool
    reading: DeckReading


class DeckList(DeckScreen):
    """A line or two for each deck."""

    CSS_PATH = "deck_list.tcss"
    BINDINGS = bindings_of("deck_list")
    AUTO_FOCUS = ""
    place = "deck_list"

    def __init__(self) -> None:
        super().__init__()
        self.decks: dict[str, KnownDeck] | None = None
        self._wanted = ""

    def mastheads(self) -> Sequence[Pair]:
        """What the list is."""
        return ((ui_text("Decks", "bold"), ui_text("look into one, or edit one of your own", "$quiet")),)

    def titles(self) -> dict[str, str]:
        """What can be done about a deck wants one."""
        return {} if self.decks else dict.fromkeys(("open_deck", "edit_deck", "copy_deck"), "")

    def body(self) -> ComposeResult:
        """The list."""
        with Reading(id="reading"):
            yield Sheet(partial(_head_lines, None), id="head")
            yield Choices(id="decks", gap=1)

    def on_screen_resume(self, event: ScreenResume) -> None:
        """Decks may have been made, or mended."""
        self._read(self.app.known_decks)

    @work(thread=True, exclusive=True, group="read", exit_on_error=False)
    def _read(self, known: tuple[Path, ...]) -> None:
        decks = {str(path): KnownDeck(path, is_shipped(path), read(path)) for path in _paths(known)}
        self.app.call_from_thread(self.show_decks, decks)

    def show_decks(self, decks: dict[str, KnownDeck]) -> None:
        """List these decks."""
        self.decks = decks
        self.query_one("#head", Sheet).show(partial(_head_lines, len(decks)))
        rows = [Row(name, partial(deck_lines, deck)) for name, deck in decks.items()]
        self.query_one(Choices).set_rows(rows, self._wanted)
        self._wanted = ""
        self.retitle()

    @property
    def deck(self) -> KnownDeck | None:
        """The deck that is marked."""
        return self.decks.get(self.query_one(Choices).current) if self.decks else None

    def on_choices_picked(self) -> None:
        """A click opens too."""
        self.action_open_deck()

    def action_open_deck(self) -> None:
        """Look into it."""
        if self.deck is not None:
            self.app.open_deck(self.deck.path)

    def action_edit_deck(self) -> None:
        """Edit it, or a copy of it."""
        if self.deck is not None:
            self.edit(self.deck.path)

    def action_copy_deck(self) -> None:
        """Copy it."""
        if self.deck is not None:
            self.copy(self.deck.path, self._mark)

    def _mark(self, path: Path) -> None:
        self._wanted = str(path)
        self.action_read_again()

    def action_read_again(self) -> None:
        """Read all of them again."""
        self._read(self.app.known_decks)

    def action_other_deck(self) -> None:
        """A deck anywhere."""
        from wargame.tui.screens.ask import Ask

        def answered(text: str | None) -> None:
            if text is None or not text.strip():
                return
            path = Path(text.strip()).expanduser()
            self.app.know_deck(path)
            self.app.open_deck(path)

        note = "The path of a deck: a file, or a folder of them."
        self.app.push_screen(Ask("Open a deck", note, longest=_LONGEST_PATH, against=_against), answered)

    def action_first_row(self) -> None:
        """To the top of the list."""
        self.query_one(Choices).first()

    def action_last_row(self) -> None:
        """To its end."""
        self.query_one(Choices).last()


def _against(text: str) -> str:
    """Why nothing can be opened there."""
    try:
        there = not text.strip() or Path(text.strip()).expanduser().exists()
    except (OSError, RuntimeError, ValueError):
        there = False
    return "" if there else "There is no such file or folder."


def _paths(known: tuple[Path, ...]) -> Iterator[Path]:
    """Each deck once."""
    seen: set[Path] = set()
    for path in (*known, *decks_inside(Path())[:_MOST], *shipped_decks().values()):
        if path.resolve() not in seen:
            seen.add(path.resolve())
            yield path


def _head_lines(many: int | None, width: int) -> list[Content]:
    """What stands above the list."""
    if many is None:
        return [ui_text("Reading decks …", "$quiet"), EMPTY]
    return [ui_text("Decks of the program, and those in this folder", "bold"), EMPTY]


def deck_lines(known: KnownDeck, width: int) -> list[Content]:
    """A deck: its title, how large it is, where it lies, and what it is about; or how much is wrong with it."""
    deck, path = known.reading.deck, str(known.path)
    place = f"{known.path.stem}, of the program" if known.shipped else path
    if deck is None:
        many = sum(problem.severity == "error" for problem in known.reading.problems)
        wrong = ui_text(f"✕ {many} error{'s' * (many != 1)}", "bold $warn")
        return [spread(ui_text(path, "bold"), wrong, width), ui_text("  Enter shows what is wrong.", "$quiet")]
    size = f"{len(deck.seats)} seats, {len(deck.turns)} turns, {len(deck.cards)} cards, {deck.minutes} minutes"
    title = join(ui_text(deck.title, "bold"), ui_text(f"  {place}", "$quiet"))
    found = [spread(title, ui_text(size, "$quiet"), width)]
    if title.cell_length + len(size) + 2 > width:
        found = [fitted(title, width), *wrapped(ui_text(size, "$quiet"), width, indent=2)]
    return found + paragraphs(deck.summary, width, indent=2)
