"""Moves lie open: one after the other is argued and ruled before everybody's eyes, then the turn is closed."""

from __future__ import annotations

from functools import partial

from attrs import evolve
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Key, Resize

from wargame.table import Argument, Close, MoveView, View, read_reason, seat_letters
from wargame.tui.actions import bindings_of
from wargame.tui.director import AtRuling
from wargame.tui.messages import Asked, Spoken
from wargame.tui.names import scribe_name
from wargame.tui.position import Position
from wargame.tui.screens.scene import SceneScreen
from wargame.tui.screens.umpiring import Umpiring
from wargame.tui.text import join, ui_text
from wargame.tui.widgets.argument import established_lines
from wargame.tui.widgets.card import full_card_lines
from wargame.tui.widgets.chrome import key_line
from wargame.tui.widgets.news import seat_name
from wargame.tui.widgets.pacts import promise_due_lines
from wargame.tui.widgets.ruling import move_lines, moves_line
from wargame.tui.widgets.scribe import HEIGHT, ScribeLine, is_bare
from wargame.tui.widgets.sheet import Reading, Sheet

#: At most so many letters behind a sign say who speaks, and which of the card's own reasons it is.
_LETTERS = 2
#: Rows of the screen that are not the move's: the line on top and the air around the line of moves.
_FRAME = 3


class RulingScreen(Umpiring, SceneScreen):
    """One move at a time. It stays after its roll until somebody goes on; resumed, the last ruling shows again."""

    CSS_PATH = "ruling.tcss"
    BINDINGS = bindings_of("ruling")
    AUTO_FOCUS = ""
    place = "ruling"
    key_rows = 2
    about_gives_way = True
    scene: AtRuling

    def __init__(self, position: Position, scene: AtRuling) -> None:
        super().__init__(position, scene)
        self._moment = _moment(position)
        self._shown = _first(position)
        self._ruled = _ruled(position)
        self._heard = _heard(position)
        self._about = ""
        self._before = float("-inf")

    @property
    def move(self) -> MoveView | None:
        """The move that is on the screen."""
        return next((move for move in self.position.eyes.moves if move.id == self._shown), None)

    @property
    def _next_move(self) -> MoveView | None:
        """The move that is ruled next; none where all are ruled."""
        pending = self.position.eyes.pending
        return next((move for move in self.position.eyes.moves if pending and move.id == pending[0]), None)

    @property
    def _unsettled(self) -> MoveView | None:
        """A move of which something is left to a person."""
        return next((move for move in self.position.eyes.moves if move.asks), None)

    def about(self) -> Content:
        """What lies before everybody."""
        return ui_text("the moves lie open", "$quiet")

    def titles(self) -> dict[str, str]:
        """What Enter does now; other keys are offered where they can be used."""
        if self._scribing:
            return {**dict.fromkeys(_OFFERED, ""), "go_on": "Take it down", "shut_line": "Close the line"}
        move, leads = self.move, self.leads
        waits, argued = self.is_open(move), self.argued()
        reasons = move.argument.reasons if move is not None else ()
        own = any(each.seat == self.own_seat for each in reasons)
        floor = waits and move is not None and not move.floor
        left = self.position.public.floors_left.get(self.own_seat, 0)
        floor_title = f"Floor ({left} left)" if self.own_seat else "Floor"
        offered = {
            "go_on": self._go_on_title(),
            "settle": leads and move is not None and bool(move.asks) and "Settle",
            "give_floor": floor
            and (leads or (bool(self.own_seat) and not self.tokens_left(self.own_seat)))
            and floor_title,
            "argue_for": argued and "For",
            "argue_against": argued and "Against",
            "choose_method": leads and self.outlook is not None and "Method",
            "set_odds": leads and waits and "Odds",
            "vote": argued and ("Votes" if leads else "Vote"),
            "weigh": leads and argued and bool(reasons) and "Weigh",
            "throw_dice": leads and move is not None and self.is_next(move) and not move.unseen and "Dice",
            "override": self.can_override(move) and "Override",
            "claim": waits and (leads or (move is not None and move.seat == self.own_seat)) and "Claim",
            "undo_reason": argued and (own if self.own_seat else bool(reasons)) and "Undo",
            "rule_all": leads and bool(self.position.eyes.pending) and "Rule all",
            "read_move": move is not None and move.card is not None and "Card",
            "shut_line": "",
            "see_board": (self.narrow or self.has_class("-argued")) and not self.has_class("-huge") and "Board",
        }
        return {name: title or "" for name, title in offered.items()}

    def _go_on_title(self) -> str:
        move, following = self.move, self._next_move
        if not self.position.post.plays:
            return ""
        if move is not None and move.ruled and move.asks and self.leads:
            return "Settle it"
        if move is not None and not move.ruled and self.is_next(move):
            return self._rule_title(move) if self.may_go_on(move.seat) else ""
        if following is not None:
            return f"Next: {self._title(following)}"
        due = self._due_seat
        if due:
            return f"Promise of {self.position.deck.seats[due].title}" if self.may_go_on(due) else ""
        if not self.may_go_on("nobody"):
            return ""
        if self._unsettled is not None:
            return f"Settle: {self._title(self._unsettled)}"
        view = self.position.eyes
        return "Close the turn" if view.turn < view.turns else "Close the last turn"

    @property
    def _due_seat(self) -> str:
        """The seat whose promise is answered next; nobody's where none is due."""
        view = self.position.eyes
        return next((each.seat for each in view.promises if view.due and each.id == view.due[0]), "")

    def _rule_title(self, move: MoveView) -> str:
        outlook = self.outlook
        if move.unseen:
            return f"{self._title(move)} acts"
        if move.free is not None and not move.free.action:
            return "Tell the move"
        if outlook is not None and outlook.lacks and (move.odds is None or move.odds.complete or not outlook.by_odds):
            return "Say what is missing"
        return "Let the dice fall"

    def _title(self, move: MoveView) -> str:
        return self.position.deck.seats[move.seat].title

    def body(self) -> ComposeResult:
        """All moves in a line, the one that is ruled, and where there is room the board; below, the scribe's line."""
        yield Sheet(id="moves")
        yield Sheet(id="due")
        with Horizontal(id="columns"):
            with Reading(id="reading"):
                yield Sheet(id="move")
            with Reading(id="aside"):
                yield Sheet(id="board")
        yield ScribeLine(id="scribe")

    def on_mount(self) -> None:
        """Show the position; Enter that was pressed twice to turn slips over is to throw no dice."""
        self._before = self.app.answered_at
        if self.position.desk.sitting == "wall":
            self.app.note_answer()
        self.update()

    def hasty(self) -> bool:
        """Whether a page was answered here a moment ago; what was answered on the way here is another matter."""
        return super().hasty() and self.app.answered_at != self._before

    def update(self) -> None:
        """Show the position. What somebody types on the scribe's line is left alone."""
        view = evolve(self.position.eyes, established=self.facts)
        ruled, moment = _ruled(self.position), _moment(self.position)
        heard = _heard(self.position)
        if moment != self._moment:
            self._moment, self._shown = moment, _first(self.position)
        elif ruled - self._ruled:
            self._shown = _last_ruled(self.position)
        elif not self.leads and not self._scribing and heard is not None and heard != self._heard:
            self._shown = view.pending[0]
        elif not self.position.post.plays and view.pending and not ruled:
            self._shown = _first(self.position)
        self._ruled, self._heard = ruled, heard
        move = self.move
        self.set_class(self.argued() or (move is not None and move.floor and not move.ruled), "-argued")
        self.query_one("#moves", Sheet).show(partial(moves_line, view, self._shown))
        if move is not None:
            outlook = self.position.outlooks.get(move.id)
            rows, room = self.size.height, self._room(view.moves)
            facts = not self.has_class("-huge")
            draw = partial(move_lines, self.position.deck, view, move, outlook, rows, room=room, facts=facts)
            self.query_one("#move", Sheet).show(draw)
        self.query_one("#due", Sheet).show(partial(self._due, view))
        self.query_one("#board", Sheet).show(self._aside)

    def _due(self, view: View, width: int) -> list[Content]:
        """The promise that is answered next, once no move waits."""
        found = promise_due_lines(view, width) if not view.pending else []
        return [*found, ui_text("")] if found else []

    def _aside(self, width: int) -> list[Content]:
        """The board; where a move is argued, what is established stands under it."""
        view = self.position.eyes
        found = self.board_draw(view)(width)
        known = evolve(view, established=self.facts)
        move = self.move
        return [*found, ui_text(""), *established_lines(known, width)] if move and move.floor else found

    def _room(self, moves: tuple[MoveView, ...]) -> int:
        """How many rows there are for the move."""
        view = self.position.eyes
        above = len(moves_line(view, self._shown, max(20, self.size.width - 4)))
        keys = len(key_line(self.place, self.shown_titles, self.size.width - 2, rows=self.key_rows))
        return self.size.height - _FRAME - above - keys - (HEIGHT if self._scribing else 0)

    def on_resize(self, event: Resize) -> None:
        """More room is used."""
        if self.query("#move"):
            self.update()

    # The scribe

    @property
    def _scribing(self) -> bool:
        line = self.query_one_optional(ScribeLine)
        return line is not None and line.is_open

    def action_argue_for(self) -> None:
        """A reason for the move."""
        self._scribe("+")

    def action_argue_against(self) -> None:
        """A reason against it."""
        self._scribe("-")

    def _scribe(self, sign: str) -> None:
        move = self.move
        if move is None or not self.argued():
            if move is not None and self.is_open(move) and (self.leads or self.own_seat):
                self.say("First the move gets the floor: f.")
            return
        self._about = move.id
        kept = self.app.kept(self._kept())
        title = join(ui_text("Reasons about the move of ", "$quiet"), seat_name(self.position.eyes, move.seat))
        self.query_one(ScribeLine).open(move.id, title, self._legend(move), kept or sign)
        self.update()
        self.retitle()

    def _kept(self, about: str = "") -> str:
        return scribe_name(self.position.eyes, self.position.post, about or self._about)

    def _legend(self, move: MoveView) -> tuple[str, ...]:
        """What may be written."""
        seats, letters = self.position.public.seats, seat_letters(self.position.deck)
        known = {each.id: each.glyph for each in seats}
        who = ["  ".join(f"{letter} {known[seat]}" for seat, letter in letters.items())] if self.leads else []
        card = move.card
        own = ["+ b the card's own b"] if card is not None and (card.pros or card.cons) else []
        facts = ["#1 builds on a result"] if self.facts else []
        return (*who, "! strong  ? weak", *own, *facts, "~ makes it possible")

    def on_scribe_line_typed(self, event: ScribeLine.Typed) -> None:
        """A line: taken down, or what is wrong with it is said and it stays."""
        event.stop()
        line, scribe = event.line, self.query_one(ScribeLine)
        heard = spaced(line) if self.own_seat else line
        read = read_reason(self.position.deck, event.about, heard, speaker=self.own_seat, facts=self.facts)
        if isinstance(read, str):
            scribe.refuse(read, line, event.about)
        elif self.own_seat and read.seat != self.own_seat:
            scribe.refuse("your terminal speaks for your own team alone", line, event.about)
        else:
            self.post_message(Spoken(read, line))

    def action_shut_line(self) -> None:
        """No more reasons for now."""
        if self._scribing:
            self.query_one(ScribeLine).shut()

    def on_scribe_line_shut(self, event: ScribeLine.Shut) -> None:
        """What still stands on it is kept; a key that was pressed twice for it is to rule nothing."""
        event.stop()
        self.app.note_answer()
        self.update()
        self.retitle()

    def on_scribe_line_written(self, event: ScribeLine.Written) -> None:
        """Kept as it is typed; a mere sign is nothing yet."""
        event.stop()
        self.app.keep(self._kept(), "" if is_bare(event.line) else event.line)

    def take_back_line(self, line: str, sentence: str, about: str) -> bool:
        """A reason was not taken: it comes back onto the line, where that is open and about the same move."""
        scribe = self.query_one(ScribeLine)
        here = scribe.is_open and about == self._about
        if here or self.app.kept(self._kept(about)):
            scribe.refuse(sentence, line, about)
        else:
            self.app.keep(self._kept(about), line)
        return here

    def typed_ahead(self, event: Key) -> bool:
        """Somebody types faster than the line opens."""
        return self._scribing and self.query_one(ScribeLine).take(event)

    # Keys

    def action_go_on(self) -> None:
        """The dice fall; or the next move; or the turn is closed."""
        if self._scribing:
            self.query_one(ScribeLine).hand_over()
            return
        if not self.position.post.plays or self.hasty():
            return
        move, following = self.move, self._next_move
        if move is not None and move.asks and self.leads:
            self.action_settle()
        elif move is not None and not move.ruled and self.is_next(move):
            if self.may_go_on(move.seat):
                self.rule_it(move)
            else:
                self.wait_for_facilitator()
        elif following is not None:
            self._turn_to(following.id)
        elif self._due_seat:
            self._answer_promise()
        elif not self.may_go_on("nobody"):
            self.wait_for_facilitator()
        elif self._unsettled is not None:
            self._turn_to(self._unsettled.id)
        else:
            self.post_message(Asked(Close()))

    def _answer_promise(self) -> None:
        """The page on which a promise is kept or broken, for its seat and for who leads."""
        if self.may_go_on(self._due_seat):
            self.app.action_pacts()
        elif self.position.post.plays:
            self.say(f"{self.position.deck.seats[self._due_seat].title} keeps or breaks its promise first.")

    def _turn_to(self, move: str) -> None:
        self._shown = move
        self.query_one("#reading", Reading).scroll_home(animate=False)
        self.update()
        self.retitle()

    def _look_at(self, steps: int) -> None:
        moves = [move.id for move in self.position.eyes.moves]
        if self._shown in moves:
            self._turn_to(moves[max(0, min(len(moves) - 1, moves.index(self._shown) + steps))])

    def action_move_after(self) -> None:
        """The move that comes after this one in the turn."""
        self._look_at(1)

    def action_move_before(self) -> None:
        """The move before it."""
        self._look_at(-1)

    def action_read_move(self) -> None:
        """The card in full, as everyone may read it."""
        from wargame.tui.screens.reading import ReadingPage

        move = self.move
        if move is not None and move.card is not None:
            page = ReadingPage(move.card.title, partial(full_card_lines, self.position.deck, move.card))
            self.app.push_screen(page)

    def action_see_board(self) -> None:
        """The board as everyone sees it."""
        from wargame.tui.screens.reading import ReadingPage

        self.app.push_screen(ReadingPage("The board", self._aside))


def spaced(line: str) -> str:
    """A line of a team's own terminal, which needs no letter: a word right behind the sign is its text.

    >>> [spaced(line) for line in ("+prisoners on film", "-m! the law", "+! film", "+ b")]
    ['+ prisoners on film', '-m! the law', '+! film', '+ b']
    """
    sign, word = line[:1], line[1:].partition(" ")[0]
    return f"{sign} {line[1:]}" if len(word) > _LETTERS and word.isalpha() else line


#: The keys of this screen that its line offers by the moment.
_OFFERED = (
    *("go_on", "settle", "give_floor", "argue_for", "argue_against", "choose_method", "set_odds", "vote", "weigh"),
    *("throw_dice", "override", "claim", "undo_reason", "rule_all", "read_move", "see_board", "floor_desk"),
    *("pacts", "log", "games", "help", "quit"),
)


def _moment(position: Position) -> tuple[int, int]:
    """The turn, and how often the game was rewound: where either is another one, all begins anew."""
    return position.eyes.turn, position.eyes.attempt


def _ruled(position: Position) -> frozenset[str]:
    """The moves of this turn that are ruled."""
    return frozenset(move.id for move in position.eyes.moves if move.ruled)


def _heard(position: Position) -> tuple[str, bool, Argument] | None:
    """What was said so far of the move that is ruled next; None where nothing was, or none is."""
    pending = position.eyes.pending
    move = next((each for each in position.eyes.moves if pending and each.id == pending[0]), None)
    if move is None or not (move.floor or move.argument != Argument()):
        return None
    return move.id, move.floor, move.argument


def _first(position: Position) -> str:
    """The move to show first: the next one where it is talked about; else the last that was ruled, or that waits."""
    if _heard(position) is not None:
        return position.eyes.pending[0]
    waiting = [*position.eyes.pending, *(move.id for move in position.eyes.moves)]
    return _last_ruled(position) or next(iter(waiting), "")


def _last_ruled(position: Position) -> str:
    """The last move of the turn that was ruled; passes are not."""
    moves = position.eyes.moves
    ruled = [move.id for move in moves if move.ruled and (move.card is not None or move.free or move.unseen)]
    return ruled[-1] if ruled else ""
