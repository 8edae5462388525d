"""Tables that were not made for this program, row by row as cards or as news of a deck.

Every row is taken, or named with the reason why it is not. What a row does is understood where it is an effect of the
deck's language; any other prose is left to a person: as what the umpire settles of a card, as a remark of news.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

from attrs import define, field, frozen

from wargame.deck.audience import ALL, RESERVED
from wargame.deck.codes import code_parts
from wargame.deck.language.binding import typed_effects
from wargame.deck.language.spelling import effects_text
from wargame.deck.model import ICD_203, Deck, Limits
from wargame.deck.reading.board import MOST_SEATS
from wargame.deck.reading.fields import IDENTIFIER, NAME
from wargame.deck.reading.problems import Mark
from wargame.deck.reading.shapes import SHAPES
from wargame.deck.tables.cells import NODES
from wargame.deck.tables.odds_text import UnreadableOdds, odds
from wargame.deck.text import clean, find_blemish, nearest
from wargame.deck.writing.as_tree import Kept

What = Literal["cards", "injects"]

#: Where the text of a column may go, and what the column is then usually called elsewhere.
TARGETS: Mapping[What, Mapping[str, tuple[str, ...]]] = {
    "cards": {
        "id": ("code", "number", "nr", "no", "key"),
        "title": ("name", "card", "event", "headline", "incident", "action", "move"),
        "text": ("description", "details", "flavour", "flavor", "body", "story", "what", "summary"),
        "chance": ("roll", "odds", "probability", "likelihood", "target", "difficulty", "dice", "risk"),
        "success": ("effect", "effects", "result", "outcome", "consequence", "impact"),
        "seat": ("team", "side", "player", "faction", "actor", "who"),
        "failure": ("fail", "miss", "otherwise"),
        "facilitator": ("notes", "note", "question", "umpire notes", "gm"),
        **dict.fromkeys(
            ("success_do", "triumph", "partial", "disaster", "failure_do", "disaster_do", "needs", "cost", "uses"), ()
        ),
        **dict.fromkeys(("umpire", "pros", "cons", "systems", "sources"), ()),
    },
    "injects": {
        "id": ("code", "number", "nr", "no", "key"),
        "title": ("name", "event", "headline", "incident", "inject", "news"),
        "text": ("description", "details", "body", "story", "message", "summary"),
        "chance": ("roll", "odds", "probability", "likelihood", "dice"),
        "do": ("effect", "effects", "result", "outcome", "consequence", "impact"),
        "to": ("team", "side", "audience", "for", "recipient", "who", "seat"),
        "turn": ("round", "month", "week", "day", "when"),
        **dict.fromkeys(("if", "from", "until", "systems", "sources"), ()),
    },
}
#: What every row must have.
WANTED: Mapping[What, tuple[str, ...]] = {"cards": ("title", "text"), "injects": ("title", "text")}

#: How long a text may be, by the key that it goes to.
_MOST = {"title": 60, "text": 400, "success": 400, "failure": 400, "umpire": 400, "facilitator": 600}
_MOST |= {"triumph": 400, "partial": 400, "disaster": 400}
_MOST_NEWS = {"title": 60, "text": 600}
_EFFECTS = ("success_do", "failure_do", "disaster_do", "do")
_WORKS = "It works."
MOST_SEAT_TITLE = 30


@frozen
class Taking:
    """How a table is to be taken: its columns by the key they go to, and what else is said beside it.

    `deck`: the deck that the rows are for, whose seats and tracks are then known. `seat`: whose cards they are where no
    column says it. `die`: what odds such as `7+` are rolled on. `called`: what the columns are called, by key.
    """

    what: What
    columns: Mapping[str, int]
    deck: Deck | None = None
    seat: str = ""
    die: str | None = None
    called: Mapping[str, str] = field(factory=dict)


@frozen
class Told:
    """What became of one row. `number` counts as a spreadsheet does: the names of the columns are row 1.

    `prose`: what it does is no effect in the deck's language, so that a person settles it when it has worked.
    """

    number: int
    title: str
    id: str = ""
    why: str = ""
    remarks: tuple[str, ...] = ()
    prose: bool = False

    @property
    def taken(self) -> bool:
        """Whether the row is in the deck now."""
        return not self.why


@frozen
class Taken:
    """The entries by id, as plain values, and what became of each row; `seats` are new ones that it names, by id."""

    entries: Mapping[str, Mapping[str, Any]]
    rows: tuple[Told, ...]
    seats: Mapping[str, str] = field(factory=dict)


class _LeftOut(Exception):
    """A row that can't be taken; what it says is why."""


def guess(what: What, columns: Sequence[str]) -> dict[str, str]:
    """Which column probably goes to which key, by their names.

    >>> guess("cards", ["Title", "Description", "Roll", "Effect"])
    {'title': 'Title', 'text': 'Description', 'chance': 'Roll', 'success': 'Effect'}
    """
    found: dict[str, str] = {}
    plain = {column: re.sub(r"[\s_-]+", " ", column.strip()).casefold() for column in columns}
    for exact in (True, False):
        for column, name in plain.items():
            if column in found.values() or not name:
                continue
            for key, others in TARGETS[what].items():
                names = {key, key.replace("_", " "), *others}
                near = name in names if exact else any(word in names for word in name.split())
                if near and key not in found:
                    found[key] = column
                    break
    return found


def take(rows: Iterable[Sequence[str]], how: Taking) -> Taken:
    """The rows of a table as entries; `rows` begin with the second, after the names of the columns."""
    taker = _Taker(how)
    told = tuple(taker.row(number, row) for number, row in enumerate(rows, 2) if any(cell.strip() for cell in row))
    return Taken(taker.entries, told, taker.seats)


@define
class _Taker:
    how: Taking
    entries: dict[str, dict[str, Any]] = field(factory=dict)
    titles: dict[str, int] = field(factory=dict)
    codes: set[tuple[str, tuple[str, str]]] = field(factory=set)
    numbers: dict[str, int] = field(factory=dict)
    seats: dict[str, str] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        if self.how.deck is not None:
            self.codes |= {(card.seat, code_parts(card.id)) for card in self.how.deck.cards.values()}

    def row(self, number: int, cells: Sequence[str]) -> Told:
        """Take one row, or say why not."""
        given = {key: cells[place] if place < len(cells) else "" for key, place in self.how.columns.items()}
        title = " ".join(clean(given.get("title", "")).split())
        remarks: list[str] = []
        try:
            entry = self._entry(given, title, number, remarks)
            name = self._id(given.get("id", "").strip(), entry)
        except _LeftOut as why:
            return Told(number, title[:80], why=str(why))
        self.entries[name] = entry
        self.titles[title.casefold()] = number
        return Told(number, title, name, remarks=tuple(remarks), prose="umpire" in entry)

    def _entry(self, given: dict[str, str], title: str, number: int, remarks: list[str]) -> dict[str, Any]:
        if not title:
            raise _LeftOut("it has no title")
        for key, cell in given.items():
            if blemish := find_blemish(cell):
                raise _LeftOut(f"its {self._column(key)} holds an {blemish.name}".replace("an control", "a control"))
        if title.casefold() in self.titles:
            raise _LeftOut(f"its title is the same as in row {self.titles[title.casefold()]}")
        entry: dict[str, Any] = {"title": title}
        if self.how.what == "cards":
            entry["seat"] = self._seat(given.get("seat", ""))
        entry |= dict(self._texts(given))
        if chance := self._chance(given, remarks):
            entry["chance"] = chance
        self._does(given, entry, remarks)
        self._others(given, entry)
        return entry if self.how.what == "cards" else self._news(entry)

    def _column(self, key: str) -> str:
        """What a person calls the column that goes to a key."""
        return f"`{clean(self.how.called.get(key, key)).strip()[:40]}`"

    def _news(self, entry: dict[str, Any]) -> dict[str, Any]:
        """News that nothing else says the time of is given by hand."""
        timed = any(key in entry for key in ("turn", "from", "until", "if", "chance"))
        return entry if timed else {**entry, "by_hand": True}

    def _texts(self, given: dict[str, str]) -> Iterator[tuple[str, str]]:
        limits = _MOST if self.how.what == "cards" else _MOST_NEWS
        for key, most in limits.items():
            text = given.get(key, "").strip()
            if key == "title":
                text = " ".join(text.split())
            if not text and key == "text":
                raise _LeftOut("it has no text")
            if len(text) > most:
                raise _LeftOut(f"its {self._column(key)} has {len(text)} characters; at most {most} fit")
            if text and key not in ("title", "success"):
                yield key, text

    def _seat(self, cell: str) -> str:
        said = cell.strip() or self.how.seat
        if not said:
            raise _LeftOut("it does not say whose card it is")
        if self.how.deck is None:
            return self._new_seat(said)
        seats = self.how.deck.seats.values()
        found = next(
            (seat.id for seat in seats if said.casefold() in (seat.id.casefold(), seat.title.casefold())), None
        )
        if found is None:
            raise _LeftOut(f"no seat is called `{clean(said)[:40]}`")
        return found

    def _new_seat(self, said: str) -> str:
        """The id of a seat that only the table names."""
        title = " ".join(clean(said).split())
        name = re.sub(r"[^A-Za-z0-9]+", "_", title).strip("_").casefold()[:40]
        if not NAME.fullmatch(name) or name in RESERVED or len(title) > MOST_SEAT_TITLE:
            raise _LeftOut(f"a seat can't be called `{title[:40]}`")
        if name not in self.seats and len(self.seats) >= MOST_SEATS:
            raise _LeftOut(f"a deck has {MOST_SEATS} seats at most, and `{title}` would be one more")
        return self.seats.setdefault(name, title) and name

    def _chance(self, given: dict[str, str], remarks: list[str]) -> int | str | None:
        news = self.how.what == "injects"
        if "chance" not in given or (news and not given["chance"].strip()):
            return None if news else "even"
        deck = self.how.deck
        scale, limits = (deck.scale, deck.limits) if deck is not None else (ICD_203, Limits())
        try:
            found = odds(given["chance"], scale, self.how.die)
        except UnreadableOdds as error:
            raise _LeftOut(str(error)) from error
        if isinstance(found, str):
            return found
        held = max(1 if news else limits.lowest, min(99 if news else limits.highest, found))
        if held != found:
            remarks.append(f"its chance of {found} per cent is held at {held}")
        return held

    def _does(self, given: dict[str, str], entry: dict[str, Any], remarks: list[str]) -> None:
        """What the row changes: effects where they are such, else prose for a person."""
        for key in ("success", *_EFFECTS):
            said = given.get(key, "").strip()
            if not said:
                continue
            effects = self._effects(said)
            if effects is not None:
                entry["success_do" if key == "success" else key] = effects
            elif self.how.what == "injects":
                remarks.append(f"what it does is for you to do: {' '.join(said.split())[:200]}")
            else:
                if len(said) > _MOST["umpire"]:
                    raise _LeftOut(f"its {self._column(key)} has {len(said)} characters; at most {_MOST['umpire']} fit")
                if key == "success":
                    entry["success"] = said
                entry.setdefault("umpire", said)
        if self.how.what == "cards":
            entry.setdefault("success", _WORKS)

    def _effects(self, text: str) -> str | None:
        """The text as effects of the deck's language; None where it is none."""
        if self.how.deck is None:
            return None
        try:
            return effects_text(typed_effects(text, self.how.deck.tracks)) or None
        except ValueError:
            return None

    def _others(self, given: dict[str, str], entry: dict[str, Any]) -> None:
        if "to" in given:
            entry["to"] = self._audience(given["to"])
        shape = SHAPES["card" if self.how.what == "cards" else "inject"]
        for key in shape.keys:
            cell = given.get(key.name, "").strip()
            if cell and key.name not in entry and key.name not in (*_MOST, *_EFFECTS, "seat", "chance"):
                entry[key.name] = Kept(NODES[key.kind](cell, Mark("", 1, 1)))

    def _audience(self, cell: str) -> list[str] | None:
        """The seats that a cell names, by id or title, in the order of the deck; None for everybody."""
        names = [each.strip().casefold() for each in re.split(r"[,;/\n]", cell) if each.strip()]
        if not names or set(names) <= {ALL, "everybody", "everyone"}:
            return None
        seats = self.how.deck.seats.values() if self.how.deck is not None else ()
        known = {name.casefold(): seat.id for seat in seats for name in (seat.title, seat.id)}
        if unknown := next((name for name in names if name not in known), None):
            raise _LeftOut(f"no seat is called `{clean(unknown)[:40]}`")
        return list(dict.fromkeys(known[name] for name in names))

    def _id(self, wanted: str, entry: dict[str, Any]) -> str:
        """The row's own id, or a number of its seat that is free."""
        seat = str(entry.get("seat", ""))
        if wanted:
            if not IDENTIFIER.fullmatch(wanted):
                raise _LeftOut(
                    f"`{clean(wanted)[:40]}` can't be an id: letters, digits, - and _, beginning with a letter"
                )
            if not self._free(seat, wanted):
                raise _LeftOut(f"the id `{wanted}` is taken")
            self.codes.add((seat, code_parts(wanted)))
            return wanted
        prefix = (re.sub(r"[^A-Za-z]", "", seat)[:3].upper() or "NEW") if seat else "INJ"
        number = self.numbers.get(prefix, 0) + 1
        while not self._free(seat, f"{prefix}-{number:03}"):
            number += 1
        self.numbers[prefix] = number
        name = f"{prefix}-{number:03}"
        self.codes.add((seat, code_parts(name)))
        return name

    def _free(self, seat: str, name: str) -> bool:
        deck = self.how.deck
        there = () if deck is None else deck.cards if self.how.what == "cards" else deck.injects
        return name not in self.entries and name not in there and (seat, code_parts(name)) not in self.codes


def near_target(what: What, name: str) -> str:
    """A hint for a key that is none."""
    found = nearest(name, TARGETS[what])
    return f"did you mean `{found}`?" if found else f"there is: {', '.join(TARGETS[what])}"
