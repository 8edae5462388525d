"""Reading what stands on the table before play: documents and facts, seats, tracks, the scale of chances."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from collections.abc import Mapping as Mapped
from unicodedata import east_asian_width

from attrs import define, evolve, field

from wargame.deck.audience import ALL, RESERVED, audience, sees, within
from wargame.deck.language import binding
from wargame.deck.language.condition import Condition
from wargame.deck.language.expression import WORDS, ExpressionError, names_read
from wargame.deck.model import (
    COLORS,
    ICD_203,
    METHODS,
    REUSES,
    STRENGTHS,
    Arguments,
    Draw,
    Effect,
    Fact,
    Level,
    Limits,
    Objective,
    Reuse,
    Seat,
    Shares,
    Source,
    Track,
)
from wargame.deck.pace import Pace
from wargame.deck.reading.fields import NAME, Fields, Report
from wargame.deck.reading.problems import MOST_PROBLEMS, Mark
from wargame.deck.reading.shapes import keys
from wargame.deck.reading.tree import Mapping, Node, Scalar

#: What a thing cites that was invented for the game.
DESIGNER = "designer"

MOST_SEATS = 8
LARGEST = 1_000_000


@define
class Board:
    """What later sections may refer to, and the report that their problems go to."""

    report: Report
    sources: dict[str, Source] = field(factory=dict)
    facts: dict[str, Fact] = field(factory=dict)
    systems: dict[str, str] = field(factory=dict)
    research: dict[str, str] = field(factory=dict)
    seats: dict[str, Seat] = field(factory=dict)
    tracks: dict[str, Track] = field(factory=dict)
    scale: dict[str, int] = field(factory=dict)
    limits: Limits = field(factory=Limits)
    shares: Shares = field(factory=Shares)
    _conditions: dict[str, Condition] = field(factory=dict)
    _effects: dict[str, tuple[Effect, ...]] = field(factory=dict)

    def cited(self, fields: Fields, key: str = "sources") -> tuple[str, ...]:
        """The facts that a section cites; each must be in the deck, or be `designer`."""
        known = {**self.facts, DESIGNER: None} if fields.node(key) else ()
        found = fields.scalars(key)
        return tuple(each.text for each in found if self.report.known(each.text, each, known, "fact"))

    def systems_of(self, fields: Fields) -> tuple[str, ...]:
        """The systems that a section belongs to."""
        found = fields.scalars("systems")
        return tuple(each.text for each in found if self.report.known(each.text, each, self.systems, "system"))

    def research_of(self, fields: Fields) -> tuple[str, ...]:
        """The research questions that a section says something of."""
        found = fields.scalars("research")
        known = self.research
        return tuple(each.text for each in found if self.report.known(each.text, each, known, "research question"))

    def who(self, fields: Fields, key: str) -> str:
        """An audience: `all`, or a list of seats."""
        found = fields.scalars(key)
        if not fields.node(key):
            fields.not_left_empty(key)
            return ALL
        if [each.text for each in found] == [ALL]:
            return ALL
        named = {each.text for each in found if self.report.known(each.text, each.at, [*self.seats, ALL], "seat")}
        if ALL in named:
            return ALL
        return audience(seat for seat in self.seats if seat in named)

    def condition(self, fields: Fields, key: str) -> Condition | None:
        """The condition of `key`, bound to the tracks."""
        scalar = fields.scalar(key)
        if scalar is None:
            fields.not_left_empty(key)
            return None
        if not isinstance(scalar.value, str):
            self.report.error(scalar.at, f"`{key}` of {fields.what} must be a condition", "`goodwill >= 3`")
            return None
        if scalar.text in self._conditions:
            return self._conditions[scalar.text]
        found = binding.condition(scalar.text, self.tracks, self.report.at(scalar))
        if found is not None:
            self._conditions[scalar.text] = found
        return found

    def effects(self, fields: Fields, key: str) -> tuple[Effect, ...]:
        """The effects of `key`, bound to the tracks."""
        scalar = fields.scalar(key)
        if scalar is None:
            return ()
        if not isinstance(scalar.value, str):
            hint = "name the track that changes: `tension +1`"
            self.report.error(scalar.at, f"`{key}` of {fields.what} is a bare number", hint)
            return ()
        if scalar.text in self._effects:
            return self._effects[scalar.text]
        known = len(self.report.problems)
        found = binding.effects(scalar.text, self.tracks, self.report.at(scalar))
        if len(self.report.problems) == known < MOST_PROBLEMS:
            self._effects[scalar.text] = found
        return found

    def unseen(self, condition: Condition, viewer: str) -> list[str]:
        """The tracks that `condition` reads and `viewer` does not see."""
        return sorted(track for track in condition.reads if not sees(self.tracks[track].audience, viewer))

    def condition_mark(self, fields: Fields, key: str, track: str) -> Mark:
        """Where `track` stands in the condition of `key`."""
        scalar = fields.scalar(key)
        match = re.search(rf"\b{re.escape(track)}\b", scalar.text) if scalar is not None else None
        if scalar is None or match is None:
            return fields.key_at(key)
        return scalar.mark(match.start(), len(track))


def read_documents(root: Fields, board: Board) -> None:
    """`sources`, `facts`, `systems` and `research`."""
    for name, node in root.section("sources"):
        fields = Fields(board.report, node, f"source {name.text}", keys("source"))
        board.sources[name.text] = Source(
            name.text,
            fields.line("title", required=True, most=200),
            fields.line("by", most=200),
            fields.line("date", most=80),
            fields.line("stance", most=400),
        )
    for name, node in root.section("facts"):
        fields = Fields(board.report, node, f"fact {name.text}", keys("fact"))
        source = fields.scalar("source", required=True)
        if source is not None:
            board.report.known(source.text, source.at, board.sources, "source")
        text = fields.text("text", required=True, most=600)
        board.facts[name.text] = Fact(name.text, source.text if source else "", text)
    board.systems |= _lines(root, board, "systems", "one line of text that says what carries it")
    board.research |= _lines(root, board, "research", "one line of text: what play is to say something of")


def _lines(root: Fields, board: Board, key: str, wanted: str) -> Iterator[tuple[str, str]]:
    """The entries of a section of which each is one line."""
    for name, node in root.section(key):
        if isinstance(node, Scalar) and isinstance(node.value, str):
            yield name.text, node.text
        else:
            board.report.error(node.at, f"`{name.text}` of `{key}` wants {wanted}")


def read_odds(root: Fields, board: Board) -> None:
    """`scale`, `limits` and `shares`."""
    for name, node in root.section("scale"):
        if isinstance(node, Scalar):
            board.scale[name.text] = root.number(node, f"`{name.text}` of the scale", 1, 99)
        else:
            board.report.error(node.at, f"`{name.text}` of the scale must be a number in per cent")
    board.scale = board.scale or dict(ICD_203)
    if limits := root.node("limits"):
        fields = Fields(board.report, limits, "limits", keys("limits"))
        board.limits = Limits(fields.integer("lowest", 0, 50, 5), fields.integer("highest", 50, 100, 95))
    if shares := root.node("shares"):
        fields = Fields(board.report, shares, "shares", keys("shares"))
        default = Shares()
        triumph, success, partial = _shares(fields, "success", ("triumph", "success", "partial"), default.success)
        failure, disaster = _shares(fields, "failure", ("failure", "disaster"), default.failure)
        board.shares = Shares((triumph, success, partial), (failure, disaster))


def _shares(fields: Fields, key: str, bands: tuple[str, ...], default: tuple[int, ...]) -> tuple[int, ...]:
    node = fields.node(key)
    if node is None:
        return default
    inner = Fields(fields.report, node, f"shares of {key}", bands)
    found = tuple(inner.integer(band, 0, 100) for band in bands)
    if sum(found) != 100:
        fields.report.error(fields.key_at(key), f"the shares of {key} add up to {sum(found)}, not to 100")
    return found


def read_arguments(root: Fields, board: Board) -> Arguments:
    """`arguments`."""
    node = root.node("arguments")
    if node is None:
        return Arguments()
    fields, usual = Fields(board.report, node, "arguments", keys("arguments")), Arguments()
    method = fields.scalar("method")
    if method is not None and "." not in method.text:
        board.report.known(method.text, method.at, METHODS, "method")
    reasons = fields.scalar("reasons")
    weights = tuple(fields.integer(key, 0, 50, points) for key, points in zip(STRENGTHS, usual.weights, strict=True))
    if list(weights) != sorted(weights):
        message = f"a stronger reason may not weigh less: {', '.join(map(str, weights))}"
        board.report.error(fields.at, message, "`weak`, `solid` and `strong` in rising order")
    weak, solid, strong = weights
    return Arguments(
        method.text if method is not None else usual.method,
        _reuse(reasons, board) if reasons is not None else usual.reasons,
        fields.integer("tokens", 0, 99, usual.tokens),
        (weak, solid, strong),
        fields.integer("most", 1, 20, usual.most),
        fields.integer("limit", 0, 90, usual.limit),
        fields.integer("wide", 1, 100, usual.wide),
        fields.flag("free_moves") if fields.node("free_moves") else usual.free,
    )


def _reuse(scalar: Scalar, board: Board) -> Reuse:
    board.report.known(scalar.text, scalar.at, REUSES, "way to use reasons")
    return next((each for each in REUSES if each == scalar.text), "reusable")


def read_seats(root: Fields, board: Board) -> dict[str, Fields]:
    """`seats`, but for their objectives, which `read_objectives` reads from what is returned."""
    found: dict[str, Fields] = {}
    for place, (name, node) in enumerate(root.section("seats", required=True)):
        if name.text.casefold() in RESERVED or not NAME.fullmatch(name.text):
            board.report.error(name.at, f"a seat can't be called `{name.text}`", "one word of letters, digits and _")
            continue
        same = next((seat for seat in found if seat.casefold() == name.text.casefold()), None)
        if same is not None:
            board.report.error(name.at, f"seat `{name.text}` can't be told from `{same}`", "capitals don't count")
        fields = Fields(board.report, node, f"seat {name.text}", keys("seat"))
        found[name.text] = fields
        color = fields.line("color", default=COLORS[place % len(COLORS)])
        if (scalar := fields.scalar("color")) is not None:
            board.report.known(color, scalar.at, COLORS, "colour")
        glyph = fields.line("glyph", default=name.text[0].upper())
        if len(glyph) != 1 or east_asian_width(glyph) in "WF":
            board.report.error(fields.value_at("glyph"), f"`glyph` of seat {name.text} must be one narrow character")
        board.seats[name.text] = Seat(
            name.text,
            _seat_title(name.text, fields, board),
            glyph,
            color,
            fields.text("public", required=True),
            fields.text("private"),
            (),
            board.cited(fields),
        )
    if root.node("seats") and not 1 <= len(board.seats) <= MOST_SEATS:
        board.report.error(root.key_at("seats"), f"a deck has 1 to {MOST_SEATS} seats, and this has {len(board.seats)}")
    return found


def _seat_title(seat: str, fields: Fields, board: Board) -> str:
    """A seat's title, which names no other seat, nor anybody else who looks on."""
    title = fields.line("title", required=True, most=30)
    others = {name.casefold() for each in board.seats.values() for name in (each.id, each.title)}
    if title.casefold() in {*others, *RESERVED} - {seat.casefold()}:
        board.report.error(fields.value_at("title"), f"seat {seat} can't have the title `{title}`: it means another")
    return title


def read_objectives(seats: Mapped[str, Fields], board: Board) -> None:
    """`objectives` of the seats; they may read any track, since they are looked at when the game is over."""
    for name, fields in seats.items():
        found = tuple(_objective(item, fields, board) for item in fields.entries("objectives"))
        board.seats[name] = evolve(board.seats[name], objectives=found)


def _objective(node: Node, seat: Fields, board: Board) -> Objective:
    what = f"an objective of {seat.what}"
    if isinstance(node, Scalar):
        return Objective(seat.text_of(node, what, 400))
    fields = Fields(board.report, node, what, keys("objective"))
    return Objective(fields.text("text", required=True, most=400), board.condition(fields, "if"))


_PACE = ("opening", "brief", "choose", "hand_in", "reveal", "floor", "ruling", "close", "ending")


def read_pace(root: Fields, board: Board, minutes: int, turns: int) -> Pace:
    """`pace`; without it, customary shares of `minutes`."""
    node = root.node("pace")
    customary = Pace.within(minutes, len(board.seats), turns)
    if node is None:
        return customary
    fields = Fields(board.report, node, "pace", keys("pace"))
    seconds = {part: fields.seconds(part, getattr(customary, part)) for part in _PACE}
    pace = Pace(floors=fields.integer("floors", 0, MOST_SEATS, 0), **seconds)
    needed = -(-pace.session(len(board.seats), turns) // 60)
    if needed > minutes:
        message = f"the pace adds up to {needed} minutes, and `minutes` says {minutes}"
        board.report.error(root.key_at("pace"), message, "a shorter phase, a floor less, or more minutes")
    return pace


def read_tracks(root: Fields, board: Board) -> tuple[str, ...]:
    """`tracks` and `ladders`; the latter is what this returns."""
    formulas: list[tuple[Track, Fields]] = []
    for name, node in root.section("tracks", required=True):
        if name.text in (*WORDS, binding.TURN) or not NAME.fullmatch(name.text):
            hint = "one word of letters, digits and _, and none of the words of conditions"
            board.report.error(name.at, f"a track can't be called `{name.text}`", hint)
            continue
        fields = Fields(board.report, node, f"track {name.text}", keys("track"))
        track = _track(name.text, fields, board)
        board.tracks[name.text] = track
        if fields.node("derived"):
            formulas.append((track, fields))
    for track, fields in formulas:
        _derive(track, fields, board)
    found = root.scalars("ladders")
    ladders = tuple(each for each in found if board.report.known(each.text, each.at, board.tracks, "track"))
    for each in ladders:
        if not board.tracks[each.text].steps:
            board.report.error(each.at, f"`{each.text}` is no ladder: not every value of it is a level")
        elif board.tracks[each.text].audience != ALL:
            board.report.error(each.at, f"`{each.text}` is no ladder: not everybody sees it")
    return tuple(each.text for each in ladders)


def _track(name: str, fields: Fields, board: Board) -> Track:
    levels, stepped = _levels(name, fields, board)
    if stepped:
        lowest, highest = 0, len(levels) - 1
        for key in ("min", "max"):
            if fields.node(key):
                board.report.error(fields.key_at(key), f"`{key}` is not wanted: the levels are the steps of the track")
    else:
        lowest = fields.integer("min", -LARGEST, LARGEST, 0)
        highest = fields.integer("max", -LARGEST, LARGEST)
        if highest <= lowest and fields.node("max"):
            board.report.error(fields.key_at("max"), f"`max` of track {name} must be above `min`, which is {lowest}")
            highest = lowest + 1
        for level in levels:
            if not lowest <= level.start <= highest:
                message = f"level `{level.id}` begins at {level.start}, outside {lowest} to {highest}"
                board.report.error(fields.key_at("levels"), message)
    start = lowest
    draws: tuple[Draw, ...] = ()
    if fields.node("derived"):
        if fields.node("start"):
            board.report.error(fields.key_at("start"), f"`{name}` is derived, so it has no start")
    else:
        draws = _draws(name, fields, levels, lowest, highest)
        start = draws[0].value if draws else _start(name, fields, levels, lowest, highest)
    return Track(
        name,
        fields.line("title", required=True, most=30),
        fields.line("about", most=200),
        lowest,
        highest,
        start,
        fields.line("unit", most=30),
        levels,
        board.who(fields, "seen_by"),
        None,
        board.cited(fields),
        draws,
        board.systems_of(fields),
    )


_HEAVIEST = 1_000


def _draws(name: str, fields: Fields, levels: tuple[Level, ...], lowest: int, highest: int) -> tuple[Draw, ...]:
    """The values that a start is drawn from, with their weights; none where one value is given."""
    node = fields.node("start")
    if not isinstance(node, Mapping):
        return ()
    found: list[Draw] = []
    what = f"a start of track {name}"
    for key, weight in node.entries:
        known = len(fields.report.problems)
        # The text that a save keeps has every key in quotes.
        key = evolve(key, plain=key.plain or key.text.lstrip("-").isdecimal())
        value = _value(key, what, fields, levels, lowest, highest)
        if len(fields.report.problems) > known:
            continue
        if not isinstance(weight, Scalar):
            fields.report.error(weight.at, f"the weight of {what} must be a whole number")
        elif value in (draw.value for draw in found):
            fields.report.error(key.at, f"`{key.text}` is given twice")
        else:
            found.append(Draw(value, fields.number(weight, f"the weight of {what}", 1, _HEAVIEST)))
    if len(node.entries) < 2:
        fields.report.error(fields.key_at("start"), "a start that is drawn wants two values or more")
    return tuple(found) or (Draw(lowest, 1),)


def _value(scalar: Scalar, what: str, fields: Fields, levels: tuple[Level, ...], lowest: int, highest: int) -> int:
    """A level by its id, or a number."""
    if isinstance(scalar.value, str) and levels:
        fields.report.known(scalar.text, scalar.at, [level.id for level in levels], f"level of {fields.what}")
        return next((level.start for level in levels if level.id == scalar.text), lowest)
    return fields.number(scalar, what, lowest, highest)


def _start(name: str, fields: Fields, levels: tuple[Level, ...], lowest: int, highest: int) -> int:
    scalar = fields.scalar("start", required=True)
    if scalar is None:
        return lowest
    return _value(scalar, f"`start` of track {name}", fields, levels, lowest, highest)


def _levels(name: str, fields: Fields, board: Board) -> tuple[tuple[Level, ...], bool]:
    """The levels, and whether they are the steps of the track."""
    node = fields.node("levels")
    if node is None:
        return (), False
    found: list[Level] = []
    if isinstance(node, Mapping):
        for key, value in fields.section("levels"):
            inner = Fields(board.report, value, f"level {key.text} of track {name}", ("from", "title"))
            start = inner.integer("from", -LARGEST, LARGEST)
            found.append(Level(key.text, inner.line("title", default=_titled(key.text), most=30), start))
    else:
        for place, (identifier, title) in enumerate(_steps(name, fields, board)):
            found.append(Level(identifier, title, place))
    starts = [level.start for level in found]
    if len(set(starts)) < len(starts):
        board.report.error(fields.key_at("levels"), f"two levels of track {name} begin at the same value")
    ids = [level.id for level in found]
    given = Counter(ids)
    for identifier in ids:
        if given[identifier] > 1 or not NAME.fullmatch(identifier) or identifier in WORDS:
            message = f"`{identifier}` can't be a level of track {name}"
            board.report.error(fields.key_at("levels"), message, "one word, given once, no word of conditions")
            break
    if len(found) < 2 and not isinstance(node, Mapping):
        board.report.error(fields.key_at("levels"), f"track {name} wants two levels or more")
        found = [Level("low", "Low", 0), Level("high", "High", 1)]
    return tuple(sorted(found, key=lambda level: level.start)), not isinstance(node, Mapping)


def _steps(name: str, fields: Fields, board: Board) -> Iterator[tuple[str, str]]:
    for item in fields.items("levels"):
        if isinstance(item, Scalar):
            yield item.text, _titled(item.text)
        else:
            inner = Fields(board.report, item, f"a level of track {name}", ("id", "title"))
            identifier = inner.line("id", required=True)
            yield identifier, inner.line("title", default=_titled(identifier), most=30)


def _titled(identifier: str) -> str:
    return identifier.replace("_", " ").capitalize()


def _derive(track: Track, fields: Fields, board: Board) -> None:
    scalar = fields.scalar("derived")
    if scalar is None:
        return
    for other in [each for each in board.tracks if each != track.id and _is_derived(each, board)]:
        if re.search(rf"\b{re.escape(other)}\b", scalar.text):
            at = board.condition_mark(fields, "derived", other)
            board.report.error(at, f"`{other}` is derived itself", "derive both from what is set")
            return
    settable = {name: each for name, each in board.tracks.items() if name == track.id or not _is_derived(name, board)}
    complain: Callable[[ExpressionError], None] = board.report.at(scalar)
    node = binding.amount(scalar.text, settable, complain)
    if node is None:
        return
    condition = Condition(scalar.text, node)
    if binding.TURN in names_read(node):
        at = board.condition_mark(fields, "derived", binding.TURN)
        board.report.error(at, "a derived track can't read `turn`", "move it by upkeep instead")
    if track.id in condition.reads:
        board.report.error(board.condition_mark(fields, "derived", track.id), f"`{track.id}` is derived from itself")
    for name in sorted(condition.reads):
        if not within(track.audience, board.tracks[name].audience):
            at = board.condition_mark(fields, "derived", name)
            message = f"`{track.id}` would give `{name}` away to seats that do not see it"
            board.report.error(at, message, f"narrow `seen_by` of `{track.id}`, or derive it from what all see")
    board.tracks[track.id] = evolve(track, derived=node)


def _is_derived(name: str, board: Board) -> bool:
    return board.tracks[name].derived is not None
